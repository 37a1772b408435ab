"""Files of the formats that people save, made here, and what reading makes of them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from email.message import EmailMessage
from pathlib import Path

from newsfold.reading import Summary, pages
from newsfold.records import Page, Rejected

HEADLINE = "Ferry to Skerry Isle stays shut"
SENTENCES = (
    "The ferry to Skerry Isle was shut on Monday after its engine failed, the harbour office said.",
    "About 340 people waited at the pier, and 12 of them were taken across by the lifeboat.",
    "“We will run again on Friday,” said Ada Brandt, who leads the office.",
)
ROWS = b'{"title": "Ferry shut", "text": "The ferry to Skerry Isle was shut on Monday."}\n'
HTML = f"<html><title>{HEADLINE}</title><p>{'</p><p>'.join(SENTENCES)}</p></html>".encode()


def read(path: Path, name: str, body: bytes, summary: Summary | None = None) -> list[Page | Rejected]:
    """What a file of that name in a folder holds, as reading the folder gives it."""
    (path / name).write_bytes(body)
    return list(pages(path, summary=summary))


def taken(items: Iterable[Page | Rejected]) -> list[Page]:
    """The pages among what was read."""
    return [item for item in items if isinstance(item, Page)]


def refused(items: Iterable[Page | Rejected]) -> list[tuple[str, str]]:
    """Names and reasons of what was not read."""
    return [(Path(item.place).name, item.reason) for item in items if isinstance(item, Rejected)]


def pdf(sheets: Sequence[Sequence[str]], title: str = "", *, content: bytes | None = None) -> bytes:
    """A PDF of these lines, a sheet each; `content` is what every sheet is drawn by instead, packed."""
    first = 5
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(sheets)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({title}) >>".encode(),
    ]
    for number, lines in enumerate(sheets):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (first + 2 * number + 1)
        )
        packed = zlib.compress(content or _drawn(lines), 9)
        head = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed)
        objects.append(head + packed + b"\nendstream")
    body, places = io.BytesIO(), []
    body.write(b"%PDF-1.4\n")
    for number, written in enumerate(objects, 1):
        places.append(body.tell())
        body.write(b"%d 0 obj\n" % number + written + b"\nendobj\n")
    start = body.tell()
    body.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    body.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    body.write(b"trailer << /Size %d /Root 1 0 R /Info 4 0 R >>\n" % (len(objects) + 1))
    body.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return body.getvalue()


def _drawn(lines: Iterable[str]) -> bytes:
    shown = (line.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)") for line in lines)
    return b"BT /F1 11 Tf 14 TL 50 790 Td " + b" ".join(b"(%s) Tj T*" % line for line in shown) + b" ET"


def package(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file of these."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", method) as written:
        for name, held in members.items():
            written.writestr(name, held)
    return body.getvalue()


def locked(packed: bytes) -> bytes:
    """A ZIP file with the marks of encryption on all that is in it."""
    body = bytearray(packed)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = body.find(mark)
        while at >= 0:
            body[at + flags] |= 1
            at = body.find(mark, at + 4)
    return bytes(body)


def letter(html: str | None = None, text: str | None = None) -> EmailMessage:
    """A newsletter."""
    made = EmailMessage()
    made["From"] = "Harbour Courier <news@courier.example>"
    made["To"] = "reader@mail.example"
    made["Subject"] = HEADLINE
    made["Date"] = "Mon, 04 Mar 2019 07:30:00 +0100"
    made["Message-ID"] = "<1@courier.example>"
    if text is not None:
        made.set_content(text)
    if html is not None:
        made.add_alternative(html, subtype="html")
    return made
