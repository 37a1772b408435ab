"""Documents of one article: PDF with a text layer, and Word files."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Literal

from newsfold.reading.held import Held
from newsfold.reading.settings import SHEETS
from newsfold.reading.wrapped import lines_joined
from newsfold.records import Page, Rejected

_LARGEST_DOCUMENT = 64 * 2**20  # bytes of a file: bounds the memory
_MOST_SECONDS = 60  # of processor for one file; three hundred sheets of a newspaper take about half of that
_WAIT = 10 * _MOST_SECONDS  # seconds of the clock, where processors are busy, or the system can't bound them
_MOST_MEMORY = 2 * 2**30  # bytes that the program which reads a file may take
_PROGRAM = Path(__file__).with_name("document_text.py")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)

_DocumentKind = Literal["pdf", "docx"]
_DOCUMENT_NAMES: dict[_DocumentKind, str] = {"pdf": "PDF", "docx": "Word file"}


def pdf(held: Held, stream: IO[bytes]) -> Page | Rejected:
    """The text layer of a PDF as a page of text, without what stands on every sheet."""
    answer = _text_or_refusal(held, stream, "pdf")
    if isinstance(answer, Rejected):
        return answer
    text = lines_joined("\n".join(line for sheet in _own_lines(answer["sheets"]) for line in sheet))
    if len(text.split()) < SHEETS.words:
        return held.rejected("empty", "a PDF without a text layer, such as a scan")
    title, text = _from_title(" ".join(answer["title"].split()), text)
    return held.page(text.encode("utf-8", "replace"), title=title)


def docx(held: Held, stream: IO[bytes]) -> Page | Rejected:
    """The paragraphs and tables of a Word file as a page of text, a line each."""
    answer = _text_or_refusal(held, stream, "docx")
    if isinstance(answer, Rejected):
        return answer
    text = "\n".join(line for sheet in answer["sheets"] for line in sheet)
    if not text:
        return held.rejected("empty", "a Word file without text")
    return held.page(text.encode("utf-8", "replace"), title=answer["title"] or None)


def _text_or_refusal(held: Held, stream: IO[bytes], kind: _DocumentKind) -> dict[str, Any] | Rejected:
    """What `document_text` says of a file, as a program of its own that can be stopped."""
    body = stream.read(_LARGEST_DOCUMENT + 1)
    if len(body) > _LARGEST_DOCUMENT:
        return held.rejected(
            "too large", f"a {_DOCUMENT_NAMES[kind]} of more than {_LARGEST_DOCUMENT:,} bytes"
        )
    if not body:
        return held.rejected("empty")
    # -P: its own folder holds modules named as others of the standard library are.
    command = [sys.executable, "-P", str(_PROGRAM), kind, str(_MOST_SECONDS), str(_MOST_MEMORY)]
    try:
        done = subprocess.run(
            command, input=body, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=_WAIT
        )
    except subprocess.TimeoutExpired:
        return held.rejected(
            "too large", f"a {_DOCUMENT_NAMES[kind]} that takes more than {_WAIT} seconds to read"
        )
    if done.returncode < 0:  # ended by a signal, as it is where it meets its bounds
        return held.rejected(
            "too large", f"a {_DOCUMENT_NAMES[kind]} that takes more than {_MOST_SECONDS} seconds to read"
        )
    if done.returncode:
        return held.rejected(
            "unreadable", f"what reads a {_DOCUMENT_NAMES[kind]} ended with {done.returncode}"
        )
    answer: dict[str, Any] = json.loads(done.stdout)
    return held.rejected(answer["reason"], answer["detail"]) if "reason" in answer else answer


def _own_lines(sheets: Sequence[list[str]]) -> Iterator[list[str]]:
    """The lines of each sheet without page numbers, and heads and feet that most sheets have."""
    edges = Counter(
        edge
        for sheet in sheets
        for edge in {_masked(line) for line in (*sheet[: SHEETS.edge], *sheet[-SHEETS.edge :])}
    )
    often = {edge for edge, number in edges.items() if number > max(1, len(sheets) / 2)}
    for sheet in sheets:
        last = len(sheet) - SHEETS.edge
        yield [
            line
            for number, line in enumerate(sheet)
            if not ((number < SHEETS.edge or number >= last) and _is_of_sheet(line, often))
        ]


def _is_of_sheet(line: str, often: set[str]) -> bool:
    return _masked(line) in often or _PAGE_NUMBER.fullmatch(line) is not None


def _masked(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _from_title(title: str, text: str) -> tuple[str | None, str]:
    """The title that a file states, where the text begins with it, and the text from there on.

    Programs write the name of a file or of themselves there, too, which no text begins with.
    """
    lines = text.split("\n")
    for number, line in enumerate(lines[:20]):
        if title and len(line.split()) > 2 and (title.startswith(line) or line.startswith(title)):
            return title, "\n".join(lines[number:])
    return None, text
