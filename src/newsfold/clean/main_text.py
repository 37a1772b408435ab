"""Which blocks of a page are its article."""

from __future__ import annotations

import re
from collections import Counter

import trafilatura
from resiliparse.extract.html2text import extract_plain_text

from newsfold.clean.html import Block, Document

_WORD = re.compile(r"\w+")
_SHINGLE = 4


def main_blocks(document: Document, source: str) -> list[Block]:
    """The blocks that hold the article's text, in order.

    Two extractors propose it: trafilatura in precision mode, and resiliparse where trafilatura's text
    is under half as long. A block belongs to the article where half of its words stand in the proposal,
    in word runs of four.
    """
    proposal = _trafilatura(source)
    other = _resiliparse(source)
    if len(proposal) < len(other) / 2:
        proposal = other
    return covered(document, proposal)


def covered(document: Document, proposal: str) -> list[Block]:
    """The blocks of which at least half the words stand in `proposal`, none more often than there."""
    lines = Counter(" ".join(_WORD.findall(line)) for line in proposal.split("\n"))
    shingles = set(_shingles(_WORD.findall(proposal)))
    kept: list[Block] = []
    for block in document.blocks:
        words = _WORD.findall(document.text[block.start : block.end])
        if not words:
            continue
        line = " ".join(words)
        if lines[line] > 0:
            lines[line] -= 1
            kept.append(block)
        elif len(words) > _SHINGLE and line not in lines:
            found = sum(1 for shingle in _shingles(words) if shingle in shingles)
            if found >= (len(words) - _SHINGLE + 1) / 2:
                kept.append(block)
    return kept


def _shingles(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)]


def _trafilatura(source: str) -> str:
    try:
        text = trafilatura.extract(source, favor_precision=True, include_comments=False, include_tables=True)
    except Exception:  # it raises many kinds on hostile pages; the other extractor goes on
        return ""
    return text or ""


def _resiliparse(source: str) -> str:
    try:
        text = extract_plain_text(
            source, main_content=True, preserve_formatting=True, list_bullets=False, alt_texts=False,
            comments=False, post_meta=False,
        )  # fmt: skip
    except Exception:  # as above
        return ""
    return str(text)
