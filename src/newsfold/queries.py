"""What a list of stories is asked, and what it answers, alike on pages, a terminal, in JSON and programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, overload

from newsfold.records import NewsfoldError, StorySummary

Sort = Literal["newest", "outlets", "changed", "disputed", "fit"]
Single = Literal["apart", "with", "only"]
FacetName = Literal[
    "published", "outlet", "place", "who", "language", "size", "differences", "corrections", "changed"
]

LONGEST_QUERY = 1000  # characters of words, of a meaning, of a name
LONGEST_DRAFT = 100_000  # bounds the memory and the time of a draft, in characters; more is refused


class QueryError(NewsfoldError):
    """A question that can't be asked: a cursor of another list, days in the wrong order, too many words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryQuery:
    """Which stories, and in what order. Every condition narrows: a story must meet all of them.

    `words` must all stand in one article, in any form (`floods` finds "flooded"); `"of these words"` as they
    stand, `flood*` whatever it begins, `flood OR storm` one of them. `meaning` is a text in free words: the
    stories nearest to it, up to 200. `who` and `places` are names, whole or in part, or ids of entities;
    several must all be in the story, as must several `outlets` (by name) and `languages` (ISO 639-1).

    `since` and `until` are days (UTC, both included) on which an article was published; `happened_since` and
    `happened_until` days between which something happened that an article tells; `changed_since` a day since
    which an article was fetched (or published or modified, where that is not known).

    `differences` asks for stories whose accounts differ, `corrections` for those of a page that was changed.
    `single` says what becomes of stories of a single outlet: left out and counted, listed too, or alone.
    Sorted by the newest article, the most outlets, the most changes (pages that were changed, figures that
    moved), the most differences, or how well they fit `words` and `meaning`; of equals the newest first. None
    is "fit" with a `meaning`, else "newest". How often words stand in an article is counted in the newest
    8,000 that fit, and not at all for words that more than 40,000 have: these come newest first.
    """

    words: str = ""
    meaning: str = ""
    who: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    happened_since: date | None = None
    happened_until: date | None = None
    changed_since: date | None = None
    min_articles: int = 1
    max_articles: int | None = None
    differences: bool = False
    corrections: bool = False
    single: Single = "apart"
    sort: Sort | None = None

    def __post_init__(self) -> None:
        for name in ("words", "meaning"):
            _must_fit(name, getattr(self, name))
        for name in ("who", "places", "outlets", "languages"):
            asked = getattr(self, name)
            if isinstance(asked, str):
                raise QueryError(f"{name} are several: give a tuple, as ({asked!r},)")
            if len(asked) > 20:
                raise QueryError(f"{name}: at most 20 can be asked for, these are {len(asked)}")
            for value in asked:
                _must_fit(name, value)
        for first, last in (("since", "until"), ("happened_since", "happened_until")):
            begin, end = getattr(self, first), getattr(self, last)
            if begin and end and begin > end:
                raise QueryError(f"{first} {begin} is after {last} {end}; turn them round")
        if self.min_articles < 1 or (self.max_articles is not None and self.max_articles < self.min_articles):
            raise QueryError(
                f"from {self.min_articles} to {self.max_articles} articles is no range; begin at 1 or more, "
                "and end where it begins or later"
            )

    @property
    def order(self) -> Sort:
        """How the stories are sorted."""
        return self.sort or ("fit" if self.meaning.strip() else "newest")

    @property
    def narrows(self) -> bool:
        """Whether anything is asked of the stories, beside their order and how many outlets they have."""
        default = StoryQuery()
        return any(
            getattr(self, name) != getattr(default, name)
            for name in self.__dataclass_fields__
            if name not in ("single", "sort")
        )


def _must_fit(name: str, text: str) -> None:
    if len(text) > LONGEST_QUERY:
        raise QueryError(
            f"{name}: at most {LONGEST_QUERY:,} characters can be asked for, these are {len(text):,}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """Something to narrow a list by: `stories` would be left.

    `value` is what the query takes, `label` what a reader is shown.
    """

    value: str
    label: str
    stories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """The values of one kind that most stories of a list have; there are `more` of them."""

    name: FacetName
    values: tuple[FacetValue, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """A part of a list of stories, which begins after the first `start` of them.

    `total` is how many stories the list has, `articles` how many articles these hold. `apart` is how many
    stories of a single outlet meet the query too and are left out. `described` of the `total` are
    described: places, people and differences are known of these alone. `names` are those of the entities that
    the query asks for by id. `next` leads on, `previous` back; None where there is nothing. `database` tells
    the database from others.
    """

    stories: tuple[StorySummary, ...]
    start: int
    total: int
    articles: int
    apart: int
    described: int
    facets: tuple[Facet, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    next: str | None = None
    previous: str | None = None
    database: str = ""

    def __iter__(self) -> Iterator[StorySummary]:
        return iter(self.stories)

    def __len__(self) -> int:
        return len(self.stories)

    @overload
    def __getitem__(self, at: int) -> StorySummary: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[StorySummary, ...]: ...
    def __getitem__(self, at: int | slice) -> StorySummary | tuple[StorySummary, ...]:
        return self.stories[at]
