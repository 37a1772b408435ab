"""What an article's times are resolved against: its date, and the times read so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from types import ModuleType
from typing import Literal

from newsfold.extract.times.calendars import Period
from newsfold.extract.times.settings import LEANING
from newsfold.extract.times.spec import Expression
from newsfold.language import grammar
from newsfold.records import Grain

Anchor = Literal["published", "story"]

_REMEMBERED = 100  # times read before that one may lean on


@dataclass(frozen=True, slots=True)
class Resolver:
    """One article's anchor, and the times read so far: what "that year" and "a year earlier" lean on."""

    text: str
    anchor: datetime | None
    source: Anchor
    language: str = "en"
    seen: list[tuple[int, Period]] = field(default_factory=list)  # with where each ends

    @property
    def today(self) -> date | None:
        """The anchor's day."""
        return self.anchor.date() if self.anchor else None

    def _latest(self) -> Iterator[tuple[int, Period]]:
        return islice(reversed(self.seen), _REMEMBERED)

    def last(self, *grains: Grain) -> Period | None:
        """The latest period read that has one of these grains (any, if none is given)."""
        return next((p for _, p in self._latest() if p.start and (not grains or p.grain in grains)), None)

    def last_quarter(self) -> Period | None:
        """The latest calendar quarter read."""
        return next((p for _, p in self._latest() if "-Q" in p.value), None)

    def points(self, expression: Expression) -> Literal["past", "future", ""]:
        """Whether the verbs around an expression point to the past or the future; "" where none tells."""
        way: Literal["past", "future", ""] = self._grammar.points(self.text, expression.start, expression.end)
        return way

    @property
    def _grammar(self) -> ModuleType:
        return grammar("newsfold.extract.times.direction", self.language)

    def range_start(self, start: int) -> date | None:
        """The day that a range up to `start` begins with ("Thursday through …")."""
        if not self.seen or not self._grammar.UP_TO.fullmatch(self.text, self.seen[-1][0], start):
            return None
        first = self.seen[-1][1]
        if first.start is None or first.grain != "day" or self.today is None:
            return None
        day = first.start.date()
        return day if abs((self.today - day).days) <= LEANING.days else None

    def day_near(self, start: int) -> Period | None:
        """The latest day read, if it stands at most a sentence before `start`."""
        days = (p for at, p in self._latest() if start - at < LEANING.sentence and p.grain == "day")
        return next(days, None)
