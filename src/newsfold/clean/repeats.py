"""What a page prints twice: copies of its text for other screens, pull quotes, the first sentence over it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from lxml import etree

from newsfold.clean.box_names import box_names, pattern
from newsfold.clean.html import Block, Document, is_within
from newsfold.clean.settings import BLOCKS, REPEATS
from newsfold.text import runs

T = TypeVar("T")

_CUT_OR_DASH = re.compile(r"\s*(?:…|\.\.\.|\[…\]|\s[–—]\s)\s*")
_QUOTING = pattern("quotation")
_QUOTING_TAGS = frozenset("aside blockquote figure q".split())
_TAGS_OF_LISTS = frozenset({"tr", "td", "th", "li", "dd", "dt"})
_STATED_SENTENCE = re.compile(r"[.!…。！।۔][\"'”’)\]»“」』）]*$")


def repeats(document: Document, blocks: Sequence[Block]) -> frozenset[int]:
    """Where those of the article's `blocks` start that say again what another block says.

    A question, an item of a list and a row of a table may be the same twice and mean two things.
    """
    texts = [document.text[b.start : b.end] for b in blocks]
    words = [runs(text.lower()) for text in texts]
    dropped = _copies(texts, [" ".join(line) for line in words], blocks)
    boxes: list[etree._Element] = []
    for at, box in _excerpts(texts, words, dropped, blocks):
        dropped.add(at)
        if box is not None:
            boxes.append(box)
    for at, block in enumerate(blocks):
        if at not in dropped and len(words[at]) <= REPEATS.name and is_within(block.element, boxes):
            dropped.add(at)  # who said it
    return frozenset(blocks[at].start for at in dropped)


def repeated_lines(texts: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines that say again what another says, where nothing but the lines is known."""
    words = [runs(text.lower()) for text in texts]
    dropped = _copies(texts, [" ".join(line) for line in words])
    return frozenset(dropped | {at for at, _ in _excerpts(texts, words, dropped)})


def _copies(texts: Sequence[str], lines: Sequence[str], blocks: Sequence[Block] = ()) -> set[int]:
    """Sentences that stand on the page before, and the short lines that follow them there and here."""
    seen: dict[str, int] = {}
    first: dict[int, int] = {}  # of each copy, where its original stands
    for at, (text, line) in enumerate(zip(texts, lines, strict=True)):
        original = seen.setdefault(line, at)
        if original != at and line:
            prose = (
                line.count(" ") + 1 >= BLOCKS.prose_words
                and _STATED_SENTENCE.search(text)
                and not _is_listed_block(blocks, at)
            )
            if prose or first.get(at - 1) == original - 1:
                first[at] = original
            elif first.get(at - 1) is not None:
                seen[line] = at
    return set(first)


def _excerpts(
    texts: Sequence[str], words: Sequence[list[str]], dropped: Collection[int], blocks: Sequence[Block] = ()
) -> Iterator[tuple[int, etree._Element | None]]:
    """Blocks that are part of another: pull quotes, with the box around each, and a standfirst."""
    vocabulary = [set(line) for line in words]
    common = _in_several(vocabulary)
    printed: _Printed | None = None  # on most pages it is not asked for
    for at in range(len(texts)):
        if at in dropped or len(words[at]) < REPEATS.piece or _is_listed_block(blocks, at):
            continue
        new = vocabulary[at] - common
        # Cut off, maybe inside a word.
        shown = words[at][:-1] if texts[at].endswith(("…", "...")) else words[at]
        sentence = (
            len(words[at]) >= REPEATS.sentence and not texts[at].endswith("?") and new.isdisjoint(shown)
        )
        box = _quote_box(blocks[at]) if blocks and len(new) <= REPEATS.name else None
        if not sentence and box is None:
            continue
        printed = printed or _Printed(words)
        elsewhere = partial(printed.elsewhere, at=at, dropped=dropped)
        if (sentence and elsewhere(shown)) or (box is not None and _is_quoted(texts[at], elsewhere)):
            yield at, box


class _Printed:
    """The lines of a page by the runs of words in them, so that a line is held against few others."""

    def __init__(self, words: Sequence[list[str]]) -> None:
        self._lines = [" ".join(line) for line in words]
        self._places: dict[str, list[int]] = {}
        self._with_run: dict[tuple[str, ...], list[str]] = {}
        for at, line in enumerate(words):
            places = self._places.setdefault(self._lines[at], [])
            places.append(at)
            for run in _runs_of_words(line) if len(places) == 1 else ():
                self._with_run.setdefault(run, []).append(self._lines[at])

    def elsewhere(self, piece: Sequence[str], *, at: int, dropped: Collection[int]) -> bool:
        """Whether another line than that of `at`, none of the dropped, holds these words, four or more."""
        holding = min((self._with_run.get(run, []) for run in _runs_of_words(piece)), key=len, default=[])
        words = f" {' '.join(piece)} "
        return any(
            line != self._lines[at]
            and words in f" {line} "
            and any(n not in dropped for n in self._places[line])
            for line in holding
        )


def _runs_of_words(words: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[n:] for n in range(REPEATS.piece)), strict=False))


def _in_several(blocks: Iterable[set[T]]) -> set[T]:
    """What more than one block has."""
    seen: set[T] = set()
    several: set[T] = set()
    for items in blocks:
        several |= items & seen
        seen |= items
    return several


def _is_quoted(text: str, elsewhere: Callable[[Sequence[str]], bool]) -> bool:
    """Whether all pieces of a pull quote stand elsewhere, but for who said it."""
    pieces = [runs(piece.lower()) for piece in _CUT_OR_DASH.split(text)]
    longer = [piece for piece in pieces if len(piece) >= REPEATS.piece]
    rest = sum(len(piece) for piece in pieces if len(piece) < REPEATS.piece)
    return bool(longer) and rest <= REPEATS.name and all(map(elsewhere, longer))


def _quote_box(block: Block) -> etree._Element | None:
    """The box around a block that shows a quotation."""
    at: etree._Element | None = block.element
    for _ in range(REPEATS.steps):
        if at is None or at.tag in ("body", "article", "main"):
            return None
        if at.tag in _QUOTING_TAGS or _QUOTING.search(box_names(at)):
            around = at.getparent()
            return around if around is not None and around.tag in _QUOTING_TAGS else at
        at = at.getparent()
    return None


def _is_listed_block(blocks: Sequence[Block], at: int) -> bool:
    return bool(blocks) and str(blocks[at].element.tag) in _TAGS_OF_LISTS
