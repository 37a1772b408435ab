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
from newsfold.reading.wrapped import unwrapped
from newsfold.records import Page, Rejected

_LARGEST = 64 * 2**20  # bytes of a file
_SECONDS = 60  # of processor for one file; three hundred sheets of a newspaper take about half of that
_WAIT = 10 * _SECONDS  # seconds of the clock, where processors are busy, or the system can't bound them
_MEMORY = 2 * 2**30  # bytes
_PROGRAM = Path(__file__).with_name("document_text.py")
_FEW_WORDS = 5  # a PDF of fewer has no text layer, such as a scan
_EDGE = 2  # lines at the top and the bottom of a page that may stand on every page
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)

_Kind = Literal["pdf", "docx"]
_NAMES: dict[_Kind, str] = {"pdf": "PDF", "docx": "Word file"}


def pdf(held: Held, stream: IO[bytes]) -> Page | Rejected:
    """The text layer of a PDF as a page of text, without what stands on every sheet."""
    answer = _answer(held, stream, "pdf")
    if isinstance(answer, Rejected):
        return answer
    text = unwrapped("\n".join(line for sheet in _own_lines(answer["sheets"]) for line in sheet))
    if len(text.split()) < _FEW_WORDS:
        return held.rejected("empty", "a PDF without a text layer, such as a scan")
    title, text = _titled(" ".join(answer["title"].split()), text)
    return held.page(text.encode("utf-8", "replace"), title=title)


def docx(held: Held, stream: IO[bytes]) -> Page | Rejected:
    """The paragraphs and tables of a Word file as a page of text, a line each."""
    answer = _answer(held, stream, "docx")
    if isinstance(answer, Rejected):
        return answer
    text = "\n".join(line for sheet in answer["sheets"] for line in sheet)
    if not text:
        return held.rejected("empty", "a Word file without text")
    return held.page(text.encode("utf-8", "replace"), title=answer["title"] or None)


def _answer(held: Held, stream: IO[bytes], kind: _Kind) -> dict[str, Any] | Rejected:
    """What `document_text` says of a file, as a program of its own that can be stopped."""
    body = stream.read(_LARGEST + 1)
    if len(body) > _LARGEST:
        return held.rejected("too large", f"a {_NAMES[kind]} of more than {_LARGEST:,} bytes")
    if not body:
        return held.rejected("empty")
    # -P: its own folder holds modules named as others of the standard library are.
    command = [sys.executable, "-P", str(_PROGRAM), kind, str(_SECONDS), str(_MEMORY)]
    try:
        done = subprocess.run(
            command, input=body, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=_WAIT
        )
    except subprocess.TimeoutExpired:
        return held.rejected("too large", f"a {_NAMES[kind]} that takes more than {_WAIT} seconds to read")
    if done.returncode < 0:  # ended by a signal, as it is where it meets its bounds
        return held.rejected("too large", f"a {_NAMES[kind]} that takes more than {_SECONDS} seconds to read")
    if done.returncode:
        return held.rejected("unreadable", f"what reads a {_NAMES[kind]} ended with {done.returncode}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return held.rejected(answer["reason"], answer["detail"]) if "reason" in answer else answer


def _own_lines(sheets: Sequence[list[str]]) -> Iterator[list[str]]:
    """The lines of each sheet without page numbers, and heads and feet that most sheets have."""
    edges = Counter(
        edge for sheet in sheets for edge in {_masked(line) for line in (*sheet[:_EDGE], *sheet[-_EDGE:])}
    )
    often = {edge for edge, number in edges.items() if number > max(1, len(sheets) / 2)}
    for sheet in sheets:
        last = len(sheet) - _EDGE
        yield [
            line
            for number, line in enumerate(sheet)
            if not ((number < _EDGE or number >= last) and _is_of_sheet(line, often))
        ]


def _is_of_sheet(line: str, often: set[str]) -> bool:
    return _masked(line) in often or _PAGE_NUMBER.fullmatch(line) is not None


def _masked(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _titled(title: str, text: str) -> tuple[str | None, str]:
    """The title that a file states, where the text begins with it, and the text from there on.

    Programs write the name of a file or of themselves there, too, which no text begins with.
    """
    lines = text.split("\n")
    for number, line in enumerate(lines[:20]):
        if title and len(line.split()) > 2 and (title.startswith(line) or line.startswith(title)):
            return title, "\n".join(lines[number:])
    return None, text
