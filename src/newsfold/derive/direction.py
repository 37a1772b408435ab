"""Which of two articles that share text had it first, and what says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from newsfold.derive.credits import Credit, is_agency
from newsfold.derive.passages import HashedWords, SharedPassage
from newsfold.language import grammar, has_grammar
from newsfold.records import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditedText:
    """An article with what its text tells of where it has something from."""

    article: Article
    words: HashedWords
    credits: Sequence[Credit]

    @property
    def called(self) -> str:
        """How to name the article to a reader: by its outlet."""
        return self.article.outlet or self.article.domain or "the other"

    @property
    def agency(self) -> bool:
        """Whether the article's outlet is an agency that the curated list has."""
        return self.article.outlet is not None and is_agency(self.article.outlet)

    def credits_line(self, other: CreditedText) -> bool:
        """Whether a credit line or byline names the other's outlet."""
        outlet = other.article.outlet
        return outlet is not None and any(credit.name == outlet for credit in self.credits)

    def names(self, other: CreditedText) -> bool:
        """Whether its text names the other's outlet as a source, in a credit line or elsewhere."""
        outlet = other.article.outlet
        if outlet is None or self.credits_line(other):
            return outlet is not None
        if not has_grammar("newsfold.derive.naming", self.article.language):
            return False
        naming = grammar("newsfold.derive.naming", self.article.language)
        return bool(naming.names_outlet(self.article.text, outlet))


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyDirection:
    """`forward` where the left article took from the right one; `inferred` where only length tells."""

    forward: bool
    why: str
    credited: bool = False
    inferred: bool = False


def copy_direction(
    left: CreditedText, right: CreditedText, shared: Sequence[SharedPassage], least: int
) -> CopyDirection:
    """Who took from whom, by the first of these that tells.

    A credit line names the other's outlet; the other is an agency, which sells its text; the other was
    published earlier; the text names the other's outlet as a source; beside `least` words that both print as
    their own it quotes as many of the other's. Else the shorter one took from the longer, which is a guess.
    """
    for sign in _direction_signs(left, right, shared, least):
        if sign.forward != sign.backward:
            source = right if sign.forward else left
            why = sign.why.format(source.called)
            return CopyDirection(forward=sign.forward, why=why, credited=sign.credits)
    sizes = len(left.words.codes), len(right.words.codes)
    if sizes[0] == sizes[1]:
        return CopyDirection(forward=True, why="nothing tells which came first (inferred)", inferred=True)
    longer = right if sizes[0] < sizes[1] else left
    why = f"{longer.called} is longer, and nothing else tells which came first (inferred)"
    return CopyDirection(forward=longer is right, why=why, inferred=True)


class _Sign(NamedTuple):
    """What speaks for the left article as the taker, and for the right; `credits` if it names the source."""

    forward: bool
    backward: bool
    why: str
    credits: bool = False


def _direction_signs(
    left: CreditedText, right: CreditedText, shared: Sequence[SharedPassage], least: int
) -> Iterator[_Sign]:
    """The signs of who took from whom, the surest first."""
    yield _Sign(left.credits_line(right), right.credits_line(left), "it credits {}", credits=True)
    yield _Sign(right.agency, left.agency, "{} is an agency")
    if times := _known_times(left.article, right.article):
        yield _Sign(times[0] > times[1], times[1] > times[0], "{} was published earlier")
    yield _Sign(left.names(right), right.names(left), "it names {} as a source", credits=True)
    copied = [
        passage for passage in shared if passage.unquoted >= least
    ]  # what both quote alone tells nothing
    forward = sum(p.left_apart for p in copied) >= least
    backward = sum(p.right_apart for p in copied) >= least
    yield _Sign(forward, backward, "it quotes what {} prints as its own")


def _known_times(left: Article, right: Article) -> tuple[datetime, datetime] | None:
    """Both times at the coarser grain of the two; None where one is unknown."""
    first, second = left.published_at, right.published_at
    if first is None or second is None:
        return None
    if all(article.published_grain in ("second", "minute", "hour") for article in (left, right)):
        return first, second
    return _day_start(first), _day_start(second)


def _day_start(time: datetime) -> datetime:
    return time.replace(hour=0, minute=0, second=0, microsecond=0)
