"""PDF and Word files: their text as one page; bad ones are refused in bounded time and memory."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader, PdfWriter

from newsfold.clean import Cleaning, clean
from newsfold.reading import documents
from newsfold.records import Article
from tests.reading.making import HEADLINE, HTML, ROWS, SENTENCES, locked, package, pdf, read, refused, taken

BROKEN_LINES = (
    "The ferry to Skerry Isle was shut on Monday after its engine failed, the har-",
    "bour office said. About 340 people waited at the pier, and 12 of them were",
    "taken across by the lifeboat.",
)


def word(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    made = docx.Document()
    made.add_heading(HEADLINE, 1)
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    if rows:
        table = made.add_table(len(rows), len(rows[0]))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                table.cell(number, column).text = text
    body = io.BytesIO()
    made.save(body)
    return body.getvalue()


def with_document(body: bytes, change: tuple[str, str]) -> bytes:
    """A Word file whose document is changed, by a pattern and what stands in its place."""
    with zipfile.ZipFile(io.BytesIO(body)) as held:
        members = {name: held.read(name) for name in held.namelist()}
    text = members["word/document.xml"].decode()
    members["word/document.xml"] = re.sub(change[0], change[1], text, count=1).encode()
    return package(members)


def test_a_pdf_is_its_text_without_what_stands_on_every_sheet(tmp_path: Path) -> None:
    head, rest = "Harbour Courier, 4 March 2019", "Boats of the lifeboat service brought bread."
    sheets = [(head, HEADLINE, *BROKEN_LINES, "Page 1 of 3"), (head, rest, "2"), (head, SENTENCES[2], "3")]
    [page] = taken(read(tmp_path, "ferry.pdf", pdf(sheets, HEADLINE)))
    lines = page.body.decode().split("\n")
    assert page.title == HEADLINE == lines[0]
    assert lines[1] == "The ferry to Skerry Isle was shut on Monday after its engine failed, the harbour " + (
        "office said. About 340 people waited at the pier, and 12 of them were taken across by the lifeboat."
    )
    assert head not in page.body.decode() and lines[2:] == [rest, SENTENCES[2]]
    article = clean(page, Cleaning())
    assert isinstance(article, Article) and article.title == HEADLINE and article.key == "ferry.pdf"


def test_a_title_that_a_program_wrote_is_none(tmp_path: Path) -> None:
    [page] = taken(read(tmp_path, "a.pdf", pdf([(HEADLINE, *SENTENCES)], "Microsoft Word - ferry2.doc")))
    assert page.title is None


def test_a_word_file_is_its_paragraphs_and_rows(tmp_path: Path) -> None:
    table = (("Pier", "Waiting"), ("North", "120"))
    [page] = taken(read(tmp_path, "ferry.docx", word(*SENTENCES, rows=table)))
    assert page.title == HEADLINE
    assert page.body.decode().split("\n") == [HEADLINE, *SENTENCES, "Pier\tWaiting", "North\t120"]


def test_bad_documents(tmp_path: Path) -> None:
    whole, text = pdf([(HEADLINE, *SENTENCES)]), word(*SENTENCES)
    secret = PdfWriter(clone_from=PdfReader(io.BytesIO(whole)))
    secret.encrypt("password", algorithm="RC4-128")
    hidden = io.BytesIO()
    secret.write(hidden)
    bad = {
        "1 cut.pdf": (whole[: len(whole) // 3], "unreadable"),
        "2 empty.pdf": (b"", "empty"),
        "3 page.pdf": (HTML, "unreadable"),
        "4 secret.pdf": (hidden.getvalue(), "unreadable"),
        "5 scan.pdf": (pdf([(), ()]), "empty"),
        "6 long.pdf": (pdf([("A line.",)] * 301), "too large"),
        "7 bomb.pdf": (pdf([()], content=b"0 g " * 5_000_000), "too large"),
        "8 itself.pdf": (whole.replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"), "unreadable"),
        "a cut.docx": (text[: len(text) // 2], "unreadable"),
        "b empty.docx": (b"", "empty"),
        "c rows.docx": (ROWS, "unreadable"),
        "d old.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "unreadable"),
        "e secret.docx": (locked(text), "unreadable"),
        "f other.docx": (package({"readme": b"no Word file"}), "unreadable"),
        "g bomb.docx": (package({"word/document.xml": b" " * 20_000_000}), "too large"),
        "h nothing.docx": (with_document(text, ("(?s)<w:body>.*</w:body>", "<w:body/>")), "empty"),
    }
    for name, (body, _) in bad.items():
        (tmp_path / name).write_bytes(body)
    items = read(tmp_path, "last.pdf", whole)
    assert refused(items) == [(name, reason) for name, (_, reason) in bad.items()]
    assert [page.key for page in taken(items)] == ["last.pdf"]


def test_what_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "_MOST_SECONDS", 1)
    slow = pdf([()], content=b"BT /F1 9 Tf (ferry) Tj ET " * 500_000)
    [item] = read(tmp_path, "slow.pdf", slow)
    assert refused([item]) == [("slow.pdf", "too large")] and "1 seconds" in getattr(item, "detail", "")


def test_what_takes_too_much_memory_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "_MOST_MEMORY", 2**29)
    wide = word(*SENTENCES, rows=(("Pier",),))
    wide = with_document(wide, ("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="900000000"/>'))
    assert refused(read(tmp_path, "wide.docx", wide)) == [("wide.docx", "too large")]
