"""What an address asks of the list of stories, and the addresses that ask for more, less or another order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import Query
from pydantic import AfterValidator, BeforeValidator

from newsfold.invisible import visible
from newsfold.language import language_name
from newsfold.present import StoryList, counted, period
from newsfold.queries import LONGEST_QUERY, Facet, FacetName, FacetValue, Single, Sort, StoryQuery
from newsfold.web.site import SITE

# What an empty field of a form sends is not asked.
_Text = Annotated[str, Query(max_length=LONGEST_QUERY), AfterValidator(lambda text: visible(text).strip())]
_Texts = Annotated[
    list[str],
    Query(max_length=20),
    AfterValidator(lambda texts: [t for x in texts if (t := visible(x).strip())]),
]
_Day = Annotated[date | None, Query(), BeforeValidator(lambda day: day or None)]
_Fewest = Annotated[int, Query(ge=1, le=10**9), BeforeValidator(lambda number: number or 1)]
_Most = Annotated[int | None, Query(ge=1, le=10**9), BeforeValidator(lambda number: number or None)]
_Yes = Annotated[bool, Query(), BeforeValidator(lambda said: said or False)]
_Single = Annotated[Single, Query(), BeforeValidator(lambda single: single or "apart")]
_Sort = Annotated[Sort | None, Query(), BeforeValidator(lambda sort: sort or None)]
Cursor = Annotated[str, Query(max_length=LONGEST_QUERY)]

# What fields of a query are called in an address, where they are called otherwise.
_PARAMETER_NAMES = {"words": "q", "places": "place", "outlets": "outlet", "languages": "language"}
SORTS: dict[Sort, str] = {
    "newest": "newest",
    "outlets": "most outlets",
    "changed": "most changed",
    "disputed": "most disputed",
    "fit": "best fit",
}
_FACET_TITLES: dict[FacetName, str] = {
    "published": "Published",
    "outlet": "Outlets",
    "place": "Places",
    "who": "People",
    "language": "Language",
    "size": "Articles",
    "changed": "Changed since",
}
_VALUES_SHOWN = 6  # bounds what is open at first: values of a facet; the rest is folded away
_NEEDED = 2  # values from which these facets narrow anything
_TRIVIAL = {"language", "size", "published"}


def story_query(
    q: _Text = "",
    meaning: _Text = "",
    who: _Texts = [],  # noqa: B006
    place: _Texts = [],  # noqa: B006
    outlet: _Texts = [],  # noqa: B006
    language: _Texts = [],  # noqa: B006
    since: _Day = None,
    until: _Day = None,
    happened_since: _Day = None,
    happened_until: _Day = None,
    changed_since: _Day = None,
    min_articles: _Fewest = 1,
    max_articles: _Most = None,
    differences: _Yes = False,
    corrections: _Yes = False,
    single: _Single = "apart",
    sort: _Sort = None,
) -> StoryQuery:
    """The query of an address. Raises QueryError for one that can't be asked."""
    return StoryQuery(
        words=q,
        meaning=meaning,
        who=tuple(who),
        places=tuple(place),
        outlets=tuple(outlet),
        languages=tuple(language),
        since=since,
        until=until,
        happened_since=happened_since,
        happened_until=happened_until,
        changed_since=changed_since,
        min_articles=min_articles,
        max_articles=max_articles,
        differences=differences,
        corrections=corrections,
        single=single,
        sort=sort,
    )


def query_parameters(query: StoryQuery) -> list[tuple[str, str]]:
    """What of a query is not as it is unless asked, as the parameters of an address."""
    parameters = []
    for field in fields(query):
        value: Any = getattr(query, field.name)
        if value != field.default:
            values = value if isinstance(value, tuple) else (value,)
            name = _PARAMETER_NAMES.get(field.name, field.name)
            parameters += [(name, "true" if part is True else str(part)) for part in values]
    return parameters


def list_address(query: StoryQuery, cursor: str | None = None) -> str:
    """Where a list is shown, from a cursor on."""
    asked = [*query_parameters(query), *([("cursor", cursor)] if cursor else [])]
    return f"{SITE.get().root}/{'?' if asked else ''}{urlencode(asked)}"


def feed_address(query: StoryQuery) -> str:
    """Where the stories of a list are a feed."""
    asked = query_parameters(query)
    return f"{SITE.get().root}/feeds/stories.atom{'?' if asked else ''}{urlencode(asked)}"


def narrowed(query: StoryQuery, name: FacetName, value: str) -> StoryQuery:
    """The query with a value of a facet."""
    match name:
        case "published":
            since, until = value.split("..")
            return replace(query, since=date.fromisoformat(since), until=date.fromisoformat(until))
        case "size":
            fewest, _, most = value.partition("..") if ".." in value else (value, "", value)
            return replace(query, min_articles=int(fewest), max_articles=int(most) if most else None)
        case "changed":
            return replace(query, changed_since=date.fromisoformat(value))
        case "differences":
            return replace(query, differences=True)
        case "corrections":
            return replace(query, corrections=True)
        case "who":
            return replace(query, who=(*query.who, value))
        case "place":
            return replace(query, places=(*query.places, value))
        case "outlet":
            return replace(query, outlets=(*query.outlets, value))
        case "language":
            return replace(query, languages=(*query.languages, value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A link that narrows a list or takes a condition away, with how many stories it leads to."""

    label: str
    href: str
    stories: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The links of a facet: those that are shown, and those that are folded away; `more` are not there."""

    name: FacetName
    title: str
    shown: tuple[Way, ...]
    folded: tuple[Way, ...]
    more: int


def ways_on(query: StoryQuery, page: StoryList) -> list[Ways]:
    """How a list can be narrowed: a facet each, without what all of its stories have in common."""
    return [shown_ways for facet in page.facets if (shown_ways := _facet_ways(query, facet, page)).shown]


def _facet_ways(query: StoryQuery, facet: Facet, page: StoryList) -> Ways:
    asked = {"who": query.who, "place": query.places, "outlet": query.outlets, "language": query.languages}
    values = [value for value in facet.values if value.value not in asked.get(facet.name, ())]
    if facet.name in _TRIVIAL and len(facet.values) < _NEEDED and not facet.more:
        values = [value for value in values if value.stories < page.total]
    links = [
        Way(
            label=_value_label(facet, value),
            href=list_address(narrowed(query, facet.name, value.value)),
            stories=value.stories,
        )
        for value in values
    ]
    return Ways(
        name=facet.name,
        title=_FACET_TITLES.get(facet.name, ""),
        shown=tuple(links[:_VALUES_SHOWN]),
        folded=tuple(links[_VALUES_SHOWN:]),
        more=facet.more,
    )


def _value_label(facet: Facet, value: FacetValue) -> str:
    match facet.name:
        case "differences":
            return "Accounts differ"
        case "corrections":
            return "Pages were changed"
        case "language":
            return language_name(value.value)
        case _:
            return value.label


def conditions(query: StoryQuery, names: dict[str, str]) -> list[Way]:
    """What a query asks, each with the way to the list without it; `names` are those of entities' ids."""
    return [Way(label=label, href=list_address(without)) for label, without in _conditions(query, names)]


def _conditions(query: StoryQuery, names: dict[str, str]) -> Iterator[tuple[str, StoryQuery]]:
    if query.words:
        yield f"words: {query.words}", replace(query, words="")
    if query.meaning:
        yield f"meaning: {query.meaning}", replace(query, meaning="")
    several: tuple[Literal["who", "places", "outlets", "languages"], ...] = (
        "who",
        "places",
        "outlets",
        "languages",
    )
    for field in several:
        values: tuple[str, ...] = getattr(query, field)
        for at, value in enumerate(values):
            rest: Any = {field: values[:at] + values[at + 1 :]}
            name = language_name(value) if field == "languages" else names.get(value, value)
            yield name, replace(query, **rest)
    for label, first, last in (
        ("published", "since", "until"),
        ("happened", "happened_since", "happened_until"),
    ):
        if stretch := _day_range(getattr(query, first), getattr(query, last)):
            none: Any = {first: None, last: None}
            yield f"{label} {stretch}", replace(query, **none)
    if query.changed_since:
        since = period(query.changed_since.isoformat())
        yield f"changed since {since}", replace(query, changed_since=None)
    if query.min_articles > 1 or query.max_articles is not None:
        yield _article_range(query), replace(query, min_articles=1, max_articles=None)
    if query.differences:
        yield "accounts differ", replace(query, differences=False)
    if query.corrections:
        yield "pages were changed", replace(query, corrections=False)


def _day_range(first: date | None, last: date | None) -> str:
    if first and first == last:
        return f"on {period(first.isoformat())}"
    parts = [f"from {period(first.isoformat())}"] if first else []
    return " ".join([*parts, *([f"until {period(last.isoformat())}"] if last else [])])


def _article_range(query: StoryQuery) -> str:
    fewest, most = query.min_articles, query.max_articles
    if most is None:
        return f"{counted(fewest, 'article')} or more"
    return counted(most, "article") if fewest == most else f"{fewest:,} to {counted(most, 'article')}"


def sorts(query: StoryQuery) -> list[tuple[str, str, bool]]:
    """The orders that a list can have: what each is called, its address, and whether it is this one's."""
    fits = bool(query.words or query.meaning)
    return [
        (label, list_address(replace(query, sort=sort)), sort == query.order)
        for sort, label in SORTS.items()
        if sort != "fit" or fits
    ]
