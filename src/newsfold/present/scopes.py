"""What a count over time is of, beside the thing counted: the place that its reports name with it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from newsfold.present.settings import SCOPES
from newsfold.present.views import FigureView, SeriesView
from newsfold.present.wording import brief, excerpt
from newsfold.records import Annotations, Article, Entity, Span
from newsfold.text import dateline_end

_LONGEST_SCOPE = 70  # bounds a heading: characters of a passage that stand for a scope


def with_scopes(
    series: Sequence[SeriesView],
    annotations: Iterable[Annotations],
    entities: Iterable[Entity],
    articles: Mapping[str, Article],
) -> tuple[SeriesView, ...]:
    """The series with their scopes; of two that count the same thing no two have the same place.

    The place that half of the articles of a series name in the sentence of their count. Where they share
    none, or another count of the thing has it: the words around the first report, if the story has a count of
    like name ("people died", "people killed").
    """
    by_article = {item.article_id: item for item in annotations}
    names = {entity.id: entity.printed for entity in entities if entity.kind == "place"}
    places = [_place_counts(item, by_article, names) for item in series]
    elsewhere = Counter(name for names_here in places for name in names_here)
    counts = Counter(word for item in series for word in {*item.what.casefold().split()})
    taken: set[tuple[str, str]] = set()
    scoped = []
    for item, names_here in zip(series, places, strict=True):
        what = item.what.casefold()
        reporting = len({point.figure.evidence.article_id for point in item.points})
        shared = [name for name, n in names_here.items() if n >= max(SCOPES.fewest, SCOPES.share * reporting)]
        free = [name for name in shared if (what, name) not in taken]
        scope = min(free, key=lambda name: (-names_here[name], elsewhere[name], name), default="")
        if not scope and item.points and any(counts[word] > 1 for word in what.split()):
            scope = _scope_words(item.points[0].figure, by_article, articles)
        taken.add((what, scope))
        scoped.append(replace(item, scope=scope))
    return tuple(scoped)


def _place_counts(
    series: SeriesView, annotations: Mapping[str, Annotations], names: Mapping[str, str]
) -> dict[str, int]:
    """How many articles name each place in the sentence of a count of the series."""
    naming: defaultdict[str, set[str]] = defaultdict(set)
    for point in series.points:
        id = point.figure.evidence.article_id
        around = _count_context(point.figure, annotations.get(id))
        if around is None:
            continue
        for mention in annotations[id].mentions:
            if mention.entity_id and mention.entity_id in names and around.contains(mention.span):
                naming[names[mention.entity_id]].add(id)
    return {name: len(ids) for name, ids in naming.items()}


def _count_context(figure: FigureView, annotations: Annotations | None) -> Span | None:
    """The sentence of a count, or the clause where it joins others."""
    place = Span(start=figure.evidence.start, end=figure.evidence.end)
    parts = (*annotations.clauses, *annotations.sentences) if annotations else ()
    return next((part for part in parts if part.contains(place)), None)


def _scope_words(
    figure: FigureView, annotations: Mapping[str, Annotations], articles: Mapping[str, Article]
) -> str:
    id = figure.evidence.article_id
    around = _count_context(figure, annotations.get(id))
    if around is None:
        return ""
    text = " ".join(around.of(articles[id].text).split())
    return f"“{brief(excerpt(text[dateline_end(text, articles[id].dateline) :]), _LONGEST_SCOPE)}”"
