"""What must hold of every input, however broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import get_args

from benchmarks.fuzz.inputs import Input
from newsfold.clean import Cleaning, clean
from newsfold.extract import annotate_all
from newsfold.reading import Limits, pages
from newsfold.records import Article, Figure, Mention, Page, Reason, Rejected, TimeRef

LIMITS = Limits(page_bytes=2**20, line_bytes=2**18)
FAST = Cleaning(fast=True, min_words=0)
READ = 5_000  # characters of the longest article whose sentences are read
WHOLE = Cleaning(min_words=5)
REASONS = frozenset(get_args(Reason))
KINDS = frozenset("title date byline caption share comments navigation other".split())


class BrokenError(AssertionError):
    """An invariant that does not hold."""


def outcomes(made: Input, folder: Path, turn: int) -> Counter[str]:
    """What became of the input, counted: "article" or the reason. Raises where an invariant is broken.

    `turn` chooses how pages are cleaned (the whole or the fast way), and which inputs are read twice.
    """
    path = folder / f"input{made.suffix}"
    path.write_bytes(made.body)
    results = _all(path, turn)
    if len(results) < made.outcomes or (made.exact and len(results) != made.outcomes):
        raise BrokenError(f"{made.outcomes} outcomes were due, there are {len(results)}")
    if turn % 25 == 0:
        _read([result for result in results if isinstance(result, Article) and len(result.text) <= READ])
    if turn % 50 == 0 and _all(path, turn) != results:
        raise BrokenError("the same input gave another answer")
    return Counter("article" if isinstance(result, Article) else result.reason for result in results)


def _all(path: Path, turn: int) -> list[Article | Rejected]:
    results: list[Article | Rejected] = []
    for number, item in enumerate(pages(path, LIMITS)):
        options = FAST if (turn // 5 + number) % 4 else WHOLE
        result = clean(item, options) if isinstance(item, Page) else item
        if isinstance(result, Article):
            _article(result, covered=not options.fast or path.suffix == ".txt")
        elif isinstance(result, Rejected):
            _rejected(result)
        else:
            raise BrokenError(f"neither an article nor a reason: {type(result).__name__}")
        results.append(result)
    return results


def _rejected(rejected: Rejected) -> None:
    if rejected.reason not in REASONS:
        raise BrokenError(f"{rejected.reason!r} is no reason of the list")
    if rejected.reason == "failed":
        raise BrokenError(f"our own failure: {rejected.detail}")
    if not rejected.place or len(rejected.detail) > 300:
        raise BrokenError("a reason without a place, or without end")
    _storable(rejected.place, rejected.detail, rejected.key, rejected.url)


def _article(article: Article, *, covered: bool) -> None:
    if not article.text.strip() or len(article.id) != 20:
        raise BrokenError("an article without text or id")
    _storable(
        article.text,
        article.title,
        article.page_text,
        article.key,
        article.url,
        article.outlet,
        article.domain,
        *article.authors,
    )
    _storable(article.dateline, article.section, article.image, article.kind, article.language, article.place)
    last = 0
    for s in article.origin_map:
        there = article.page_text[s.page_start : s.page_start + s.length]
        if (
            s.length < 1
            or there != article.text[s.text_start : s.text_start + s.length]
            or s.text_start < last
        ):
            raise BrokenError("an offset leads astray")
        last = s.text_start + s.length
    for f in article.boilerplate:
        if not 0 <= f.start < f.end <= len(article.page_text) or f.kind not in KINDS:
            raise BrokenError(f"boilerplate that is nowhere: {f}")
    for time in (article.published_at, article.modified_at):
        if time is not None and time.utcoffset() != timedelta(0):
            raise BrokenError("a time that is not in UTC")
    if covered:
        _nothing_lost(article)


def _read(articles: list[Article]) -> None:
    """What is read in the articles stands in them, in order."""
    for article, said in zip(articles, annotate_all(articles), strict=True):
        pieces: tuple[Sequence[Mention | Figure | TimeRef], ...] = (said.mentions, said.figures, said.times)
        for group in pieces:
            spans = [piece.span for piece in group]
            if spans != sorted(spans) or any(not 0 <= s.start < s.end <= len(article.text) for s in spans):
                raise BrokenError(f"what was read is nowhere, or out of order: {spans}")
        for attribution in said.attributions:
            for span in (*attribution.content, *attribution.source, *attribution.cue):
                if not 0 <= span.start < span.end <= len(article.text):
                    raise BrokenError(f"what was said is nowhere: {span}")
        ends = [0, *(end for s in said.sentences for end in (s.start, s.end)), len(article.text)]
        if ends != sorted(ends):
            raise BrokenError("sentences overlap")


def _nothing_lost(article: Article) -> None:
    """Every word of the page is in the article or in its boilerplate."""
    rest = bytearray(article.page_text.encode("utf-32-le"))
    for start, length in [(s.page_start, s.length) for s in article.origin_map] + [
        (f.start, f.end - f.start) for f in article.boilerplate
    ]:
        rest[4 * start : 4 * (start + length)] = b" \0\0\0" * length
    left = rest.decode("utf-32-le").split()
    if article.origin_map and any(c.isalnum() for word in left for c in word):
        raise BrokenError(f"words of the page are nowhere: {' '.join(left)[:80]!r}")


def _storable(*texts: str | None) -> None:
    for text in texts:
        if text is not None:
            text.encode("utf-8")  # a lone surrogate can't be stored
