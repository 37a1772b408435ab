"""What an outlet is across stories: looked up and counted in what is stored, nothing described."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any, Literal

from newsfold.profiles.stories import ProfileStory, profile_stories, time
from newsfold.store import Store

_OUTLETS_LISTED = 50  # outlets that take text, or are taken from
_MOST_FIRST = 20  # stories that an outlet reported first
_CLOCK_GRAINS = ("second", "minute", "hour")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletLine:
    """An outlet as a list shows it; `owner` and `country` only where a person has said them."""

    name: str
    owner: str
    country: str
    articles: int
    stories: int
    first_published: datetime | None
    last_published: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletListing:
    """Outlets, those of most articles first, of `total`. `next_offset` is where the next page starts."""

    outlets: tuple[OutletLine, ...]
    total: int
    next_offset: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Borrowing:
    """How many articles take text from `name`, or are taken by it, by how much of it: whole, most, part."""

    name: str
    kind: Literal["outlet", "agency"]
    articles: int
    whole: int
    most: int
    part: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstReport:
    """A story that an outlet had before all others: when, and who joined it when, of how many."""

    story_id: int
    title: str
    published_at: datetime
    joined_by: str
    joined_at: datetime
    joined_by_others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletProfile:
    """An outlet across stories.

    Of its stories `alone` have no other outlet; `first` it had before every other, `after` some other had
    before it; of the rest nothing tells. `hours_until_joined` is the median of the first. `first_reports` are
    the newest of those; `takes_from` and `taken_by` count articles whose direction of copying is known, the
    most first. `stories` are a page of its stories, newest first, and `next_offset` is where the next starts.
    """

    outlet: OutletLine
    alone: int
    first: int
    after: int
    hours_until_joined: float | None
    first_reports: tuple[FirstReport, ...]
    takes_from: tuple[Borrowing, ...]
    taken_by: tuple[Borrowing, ...]
    stories: tuple[ProfileStory, ...]
    next_offset: int | None


def outlet_lines(store: Store, query: str, limit: int, offset: int) -> OutletListing:
    """A page of outlets, of which the name holds `query`."""
    rows = store.outlet_rows(query, limit, offset)
    total = rows[0]["total"] if rows else 0
    end = offset + len(rows)
    return OutletListing(
        outlets=tuple(map(_outlet_line, rows)), total=total, next_offset=end if end < total else None
    )


def _outlet_line(row: Any) -> OutletLine:
    return OutletLine(
        name=row["outlet"],
        owner=row["owner"] or "",
        country=row["country"] or "",
        articles=row["articles"],
        stories=row["stories"],
        first_published=time(row["first"]),
        last_published=time(row["last"]),
    )


def outlet_profile(store: Store, name: str, limit: int, offset: int) -> OutletProfile | None:
    """An outlet across stories, or None where no article is its own."""
    rows = store.outlet_rows("", 1, 0, name)
    if not rows:
        return None
    others = {row["story_id"]: row for row in store.others_beside_outlet(name)}
    own = store.stories_of_outlet(name)
    shared = [(row, others[row["story_id"]]) for row in own if row["story_id"] in others]
    first = [(row, other) for row, other in shared if _is_earlier(row, other)]
    after = sum(_is_earlier(other, row) for row, other in shared)
    first.sort(key=lambda pair: (pair[0]["at"], pair[0]["story_id"]), reverse=True)
    newest = sorted(own, key=lambda row: (row["at"] or "", row["story_id"]), reverse=True)
    ids = [row["story_id"] for row in newest]
    waits = [_hours(row["at"], other["at"]) for row, other in first]
    return OutletProfile(
        outlet=_outlet_line(rows[0]),
        alone=len(own) - len(shared),
        first=len(first),
        after=after,
        hours_until_joined=round(median(waits), 1) if waits else None,
        first_reports=tuple(_first_reports(store, first[:_MOST_FIRST])),
        takes_from=_borrowings(store.taken_by_outlet(name)),
        taken_by=_borrowings(store.taken_from_outlet(name)),
        stories=profile_stories(store, ids[offset : offset + limit]),
        next_offset=offset + limit if offset + limit < len(ids) else None,
    )


def _is_earlier(left: Any, right: Any) -> bool:
    """Whether one was published before the other, by the clock where both state one, else by the day."""
    if not left["at"] or not right["at"]:
        return False
    exact = left["grain"] in _CLOCK_GRAINS and right["grain"] in _CLOCK_GRAINS
    digits = None if exact else len("2019-03-14")
    return bool(left["at"][:digits] < right["at"][:digits])


def _hours(start: str, end: str) -> float:
    begun, ended = datetime.fromisoformat(start), datetime.fromisoformat(end)
    return (ended - begun).total_seconds() / 3600


def _first_reports(store: Store, pairs: Sequence[tuple[Any, Any]]) -> Iterator[FirstReport]:
    stories = store.story_rows([row["story_id"] for row, _ in pairs])
    for row, other in pairs:
        yield FirstReport(
            story_id=row["story_id"],
            title=stories[row["story_id"]]["title"],
            published_at=datetime.fromisoformat(row["at"]),
            joined_by=other["outlet"] or "",
            joined_at=datetime.fromisoformat(other["at"]),
            joined_by_others=max(other["outlets"] - 1, 0),
        )


def _borrowings(rows: Iterable[Any]) -> tuple[Borrowing, ...]:
    """Rows of outlet or agency, grade and number, as one for each name; the most first."""
    grades: defaultdict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    for row in rows:
        name = row["in_full"] or row["agency"] or row["outlet"]
        if name:
            grades[name, row["agency"] is not None][row["grade"]] += row["articles"]
    listed = [
        Borrowing(
            name=name,
            kind="agency" if agency else "outlet",
            articles=sum(numbers.values()),
            whole=numbers["whole"],
            most=numbers["most"],
            part=numbers["part"],
        )
        for (name, agency), numbers in grades.items()
    ]
    return tuple(
        sorted(listed, key=lambda borrowing: (-borrowing.articles, borrowing.name, borrowing.kind))[
            :_OUTLETS_LISTED
        ]
    )
