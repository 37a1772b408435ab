"""The text of a PDF or Word file: a program of its own, from standard input to JSON on standard output.

Such a file may be written to harm, and what reads it can't be stopped from within. So it runs apart, under
bounds on time and memory that end this program alone; for the same reason it imports nothing of Newsfold.
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any

_MOST_PAGES = 300  # bounds the time: a PDF of more is refused
_LONGEST_TEXT = 2_000_000  # characters: bounds the memory; no article has as many
_LARGEST_PART = 16 * 2**20  # bytes of a page's drawing in a PDF, of a part of a Word file: bounds the memory
_LARGEST_UNPACKED = 128 * 2**20  # bytes of all parts of a Word file: bounds the memory
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how Word's old files and encrypted ones begin
_TITLES = ("Title", "Heading 1")

DocumentText = dict[str, Any]


class TooLargeError(Exception):
    """A file that holds, or unpacks to, more than is read."""


def pdf(body: bytes) -> DocumentText:
    """The lines of every sheet with a text layer, and the title that the file states."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

    try:
        reader = PdfReader(BytesIO(body))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FileNotDecryptedError
        if len(reader.pages) > _MOST_PAGES:
            raise TooLargeError(f"{len(reader.pages):,} pages; at most {_MOST_PAGES} are read")
        sheets = list(_sheets(reader))
        metadata: Any = reader.metadata or {}
        return {"sheets": sheets, "title": str(metadata.get("/Title") or "")}
    except (FileNotDecryptedError, DependencyError):
        return _refusal("unreadable", "an encrypted PDF: save it again without its password")
    except LimitReachedError as error:
        raise TooLargeError(f"a PDF that unpacks to too much: {error}") from error


def _sheets(reader: Any) -> Iterator[list[str]]:
    characters = 0
    for page in reader.pages:
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > _LARGEST_PART:
            raise TooLargeError(f"a page's drawing of more than {_LARGEST_PART:,} bytes")
        text = page.extract_text()
        characters += len(text)
        if characters > _LONGEST_TEXT:
            raise TooLargeError(f"more than {_LONGEST_TEXT:,} characters")
        yield [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def docx(body: bytes) -> DocumentText:
    """The paragraphs of a Word file and the rows of its tables, as lines, and its first heading."""
    from docx import Document
    from docx.table import Table

    if body.startswith(_OLE):
        return _refusal("unreadable", "an encrypted Word file, or one of Word's old format: save it anew")
    with zipfile.ZipFile(BytesIO(body)) as package:
        parts = package.infolist()
    if any(part.flag_bits & 1 for part in parts):
        return _refusal("unreadable", "an encrypted Word file")
    if sum(part.file_size for part in parts) > _LARGEST_UNPACKED or any(_is_huge(part) for part in parts):
        raise TooLargeError("a Word file that unpacks to too much")
    title, lines = "", list[str]()
    for block in Document(BytesIO(body)).iter_inner_content():
        if isinstance(block, Table):
            lines += _table_rows(block)
            continue
        lines += block.text.split("\n")
        if not title and block.style is not None and block.style.name in _TITLES:
            title = " ".join(block.text.split())
    lines = [line.strip() for line in lines if line.strip()]
    if sum(map(len, lines)) > _LONGEST_TEXT:
        raise TooLargeError(f"more than {_LONGEST_TEXT:,} characters")
    return {"sheets": [lines], "title": title}


def _table_rows(table: Any) -> Iterator[str]:
    """A line for each row of a table; a cell that spans columns once."""
    for row in table.rows:
        cells = {id(cell._tc): cell.text for cell in row.cells}
        yield "\t".join(" ".join(text.split()) for text in cells.values())


def _is_huge(part: zipfile.ZipInfo) -> bool:
    return part.filename.endswith((".xml", ".rels")) and part.file_size > _LARGEST_PART


def _refusal(reason: str, detail: str) -> DocumentText:
    return {"reason": reason, "detail": detail}


def _bound(seconds: int, memory: int) -> None:
    """End this program where it takes more processor or memory than that, where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def main(kind: str, seconds: str, memory: str) -> None:
    """Answer with `sheets` of lines and a `title`, or with a `reason` and its `detail`."""
    _bound(int(seconds), int(memory))
    try:
        answer = {"pdf": pdf, "docx": docx}[kind](sys.stdin.buffer.read())
    except TooLargeError as error:
        answer = _refusal("too large", str(error))
    except (MemoryError, RecursionError):
        answer = _refusal("too large", "it takes too much memory to read")
    except Exception as error:  # of damaged files, more kinds than can be listed
        answer = _refusal("unreadable", f"broken: {type(error).__name__}: {error}")
    sys.stdout.buffer.write(json.dumps(answer).encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
