from __future__ import annotations

from newsfold.present import SeriesView, story_view
from newsfold.present.scopes import with_scopes
from newsfold.records import Annotations, Article, FigureSeries, SeriesPoint, StoryDetail
from tests import factories
from tests.factories import entity, figure, mention, span

NORTH, SOUTH = entity("Northmark", "place"), entity("Southmark", "place")


def annotated(id: str, text: str, *places: str) -> tuple[Article, Annotations]:
    made = factories.article(text, id, outlet=f"Paper {id}")
    known = {e.name: e for e in (NORTH, SOUTH)}
    return made, Annotations(
        article_id=id,
        sentences=(span(text),),
        mentions=tuple(mention(made, name, known[name].id) for name in places),
    )


def series(what: str, *counts: tuple[Article, str, float]) -> FigureSeries:
    points = (
        SeriesPoint(figure=figure(a, part, value, what), outlet=a.outlet, published_at=None)
        for a, part, value in counts
    )
    return FigureSeries(what=what, unit="", points=tuple(points))


def shown(*series: FigureSeries, of: tuple[tuple[Article, Annotations], ...]) -> list[SeriesView]:
    detail = StoryDetail(
        story=factories.story(*(a.id for a, _ in of)),
        articles=tuple(a for a, _ in of),
        annotations=tuple(notes for _, notes in of),
        entities=(NORTH, SOUTH),
        series=series,
    )
    return list(story_view(detail).series)


def test_a_place_that_reports_name_beside_a_count_is_its_scope() -> None:
    a = annotated("a", "The flood killed 12 people in Northmark.", "Northmark")
    b = annotated("b", "In Northmark 14 people died.", "Northmark")
    c = annotated("c", "Southmark lost 3 people.", "Southmark")
    d = annotated("d", "In Southmark 4 people drowned.", "Southmark")
    north = series("people died", (a[0], "12", 12), (b[0], "14", 14))
    south = series("people killed", (c[0], "3", 3), (d[0], "4", 4))
    assert [s.scope for s in shown(north, south, of=(a, b, c, d))] == ["Northmark", "Southmark"]


def test_where_no_place_is_shared_its_first_report_s_words_tell_it_apart() -> None:
    a = annotated("a", "On the coast 12 people died.")
    b = annotated("b", "The storm killed 14 people.")
    c = annotated("c", "A bus fell and 3 people died.")
    d = annotated("d", "The bus killed 4 people.")
    storm = series("people died", (a[0], "12", 12), (b[0], "14", 14))
    bus = series("people died", (c[0], "3", 3), (d[0], "4", 4))
    assert [s.scope for s in shown(storm, bus, of=(a, b, c, d))] == [
        "“On the coast 12 people died.”",
        "“A bus fell and 3 people died.”",
    ]
    assert [s.scope for s in shown(storm, of=(a, b))] == [""]


def test_two_counts_of_a_thing_do_not_share_a_place() -> None:
    a = annotated("a", "In Northmark 12 people died.", "Northmark")
    b = annotated("b", "In Northmark 14 people died.", "Northmark")
    c = annotated("c", "A bus fell in Northmark and 3 people died.", "Northmark")
    d = annotated("d", "In Northmark a bus killed 4 people.", "Northmark")
    whole = series("people died", (a[0], "12", 12), (b[0], "14", 14))
    bus = series("people died", (c[0], "3", 3), (d[0], "4", 4))
    first, second = (s.scope for s in shown(whole, bus, of=(a, b, c, d)))
    assert first == "Northmark"
    assert second == "“A bus fell in Northmark and 3 people died.”"


def test_what_was_not_annotated_has_no_scope() -> None:
    a = annotated("a", "The flood killed 12 people in Northmark.", "Northmark")
    result = shown(series("people died", (a[0], "12", 12)), of=(a,))
    assert [s.scope for s in with_scopes(result, (), (NORTH,), {"a": a[0]})] == [""]
