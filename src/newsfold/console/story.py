"""How a story looks on a terminal. Nothing in a source can be markup here, or steer it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from newsfold.console.terminal import MOST_PASSAGES
from newsfold.console.terminal import console as _console
from newsfold.console.terminal import indented as _indented
from newsfold.console.terminal import line as _line
from newsfold.console.terminal import passage as _passage
from newsfold.console.terminal import text as _text
from newsfold.present import (
    GRADES,
    NOT_CLEAR,
    REVISED,
    SHARED,
    STATUSES,
    ArticleLine,
    ClaimView,
    DerivationView,
    DifferenceView,
    EntityView,
    EvidenceView,
    FigureView,
    OriginView,
    QuoteView,
    RevisionView,
    Saying,
    SeriesView,
    StoryView,
    TimelineView,
    brief,
    corroborated,
    counted,
    counted_origins,
    days,
    excerpt,
    grouped_figures,
    lead,
    listed,
    printed_time,
    sayings,
    sentence,
    sides,
    way,
    ways,
    when,
    with_full_name,
)

_STATUS_COLOURS = {
    "corroborated": "green",
    "origins not clear": "yellow",
    "single origin": "yellow",
    "disputed": "red",
    "updated": "blue",
}
_ROWS_SHOWN = 40  # of a list; --json has all
_ENTITY_HEADINGS = {
    "person": "People",
    "organisation": "Organisations",
    "place": "Places",
    "nationality": "Nationalities",
    "event": "Events",
}


def story(view: StoryView) -> None:
    """A story from its title to who copied whom."""
    console = _console()
    console.print()
    console.print(_text(view.title or "Untitled story", "bold"))
    console.print(_text(_where_and_when(view), "dim"))
    outlets = counted(len(view.outlets), "outlet")
    texts = counted(len(view.origins), "independent text")
    console.print(_text(f"{counted(len(view.articles), 'article')} from {outlets}, {texts}", "dim"))
    console.print(_text(corroborated(view), "dim"))
    for heading, parts in _story_sections(view):
        shown = list(parts)
        if shown:
            console.print()
            console.print(_text(heading, "bold underline"))
            for part in _shortened_list(shown):
                console.print(part)


def _shortened_list(parts: Sequence[RenderableType], most: int = _ROWS_SHOWN) -> Iterator[RenderableType]:
    """The first of a list; a list that is much longer ends with how many more there are."""
    shown = len(parts) if len(parts) <= most + most // 4 else most
    yield from parts[:shown]
    if len(parts) > shown:
        yield _indented(_text(f"and {len(parts) - shown:,} more (--json has all)", "dim"))


def _story_sections(view: StoryView) -> Iterator[tuple[str, Iterable[RenderableType]]]:
    yield "What happened", _account_lines(view)
    yield "Where accounts differ", map(_difference_lines, view.differences)
    for status in STATUSES:
        claims = [claim for claim in view.claims if claim.status == status]
        yield f"Claims: {status} ({len(claims)})", map(_claim_lines, claims)
    yield "Who said what", _quote_lines(view.quotes)
    yield "Figures", _figure_lines(view.series, view.figures)
    yield "Timeline", map(_timeline_entry, sorted(view.timeline, key=lambda entry: entry.background))
    yield "People and places", _entity_lines(view.entities)
    yield "Articles", map(_article_line, view.articles)
    yield "Corrections", map(_revision_lines, view.revisions)
    yield "Who copied whom", map(_derivation_line, view.derivations)
    yield "Independent texts", map(_origin_line, view.origins)


def _where_and_when(view: StoryView) -> str:
    parts = [view.place] if view.place else []
    if view.event:
        parts.append(when(view.event.start, view.event.grain, view.event.end))
    if view.first_seen and view.last_seen:
        parts.append(f"published {days(view.first_seen, view.last_seen)}")
    return " · ".join(parts) or "no date stated"


def _evidence_numbers(evidence: Sequence[EvidenceView]) -> tuple[str, str]:
    more = f" and {len(evidence) - MOST_PASSAGES:,} more" if len(evidence) > MOST_PASSAGES else ""
    return "".join(f"[{e.number}]" for e in evidence[:MOST_PASSAGES]) + more, "cyan"


def _account_lines(view: StoryView) -> Iterator[RenderableType]:
    names = {"news": "", "difference": "Side by side: ", "background": "Background: "}
    for role, heading in names.items():
        sentences = [s for s in view.account if s.role == role]
        if sentences:
            parts: list[str | tuple[str, str]] = [(heading, "dim")]
            for said in sentences:
                text = said.text if role == "difference" else excerpt(said.text)
                parts += [f"{text} ", _evidence_numbers(said.evidence), " "]
            yield _indented(_line(*parts))
    passages = {e.number: e for said in view.account for e in said.evidence[:MOST_PASSAGES] if e.number}
    for number in sorted(passages):
        yield _indented(_passage(passages[number]), 4)


def _difference_lines(difference: DifferenceView) -> RenderableType:
    kind = "updated" if difference.updated else "disputed"
    lines = [
        _line(
            (kind, _STATUS_COLOURS[kind]), " ", (difference.about, "bold"), (f" ({difference.kind})", "dim")
        )
    ]
    few = (
        difference.values
        if len(difference.values) <= 2 * MOST_PASSAGES
        else difference.values[:MOST_PASSAGES]
    )
    for value in few:
        outlets = listed(sorted({e.outlet for e in value.evidence}), 6)
        gone = (" (withdrawn since)", "dim") if value.withdrawn else ""
        lines.append(
            _line("  ", (value.text, "bold"), gone, f"  {outlets} ", _evidence_numbers(value.evidence))
        )
    if few != difference.values:
        left = len(difference.values) - len(few)
        lines.append(_text(f"  and {left:,} more values (--json has all)", "dim"))
    return _indented(Group(*lines))


def _claim_lines(claim: ClaimView) -> RenderableType:
    """A claim; with several outlets, each one's own wording, and how the origins were worked out."""
    tag = " (background)" if claim.background else ""
    phrases = [phrase for _, phrase in ways(claim)]
    alone = f" {phrases[0]}" if len(claim.outlets) == 1 else ""
    lines: list[RenderableType] = [
        _line(
            ("● ", _STATUS_COLOURS[claim.status]),
            excerpt(claim.text),
            " ",
            _evidence_numbers(claim.evidence[:1]),
            (alone + tag, "dim"),
        )
    ]
    if not alone:
        lines += [_indented(_text(phrase, "dim")) for phrase in phrases]
    for evidence in claim.evidence[1:MOST_PASSAGES]:
        lines.append(_indented(_passage(evidence)))
    if len(claim.evidence) > MOST_PASSAGES:
        lines.append(
            _indented(_text(f"and {len(claim.evidence) - MOST_PASSAGES} more (--json has all)", "dim"))
        )
    if len(claim.outlets) > 1:
        origins = counted_origins(claim.origins, clear=claim.origins_clear)
        if not claim.origins_clear:
            origins += f": {NOT_CLEAR}"
        if claim.origins_clear and claim.sayings != len(claim.origins):
            origins += f" for what is said, {claim.sayings} for its having been said"
        if claim.source:
            origins += f"; all from one named source, {claim.source}"
        why = " ".join(brief(sentence(origin.why)) for origin in claim.origins[:MOST_PASSAGES])
        why += f" And {len(claim.origins) - MOST_PASSAGES:,} more." * (len(claim.origins) > MOST_PASSAGES)
        lines.append(_indented(_text(f"{origins}. {why}", "dim")))
    return _indented(Group(*lines))


def _quote_lines(quotes: Sequence[QuoteView]) -> Iterator[RenderableType]:
    for speaker, sayings_of in sayings(quotes):
        said = list(_shortened_list([_indented(_saying(saying)) for saying in sayings_of], 12))
        name = with_full_name(speaker or "Nobody named", sayings_of[0].quote.speaker_full_name)
        yield _indented(Group(_text(name, "bold"), *said))


def _saying(saying: Saying) -> RenderableType:
    quote = saying.quote
    way = f", by way of {quote.relayed_by}" if quote.relayed_by else ""
    outlets = listed(list(dict.fromkeys(place.outlet for place in saying.places)), 4)
    manner = (f"{lead(quote)} " if lead(quote) else "", "dim")
    return _line(manner, quote.text, (f"  ({quote.kind}, {outlets}{way})", "dim"))


def _figure_lines(series: Sequence[SeriesView], figures: Sequence[FigureView]) -> Iterator[RenderableType]:
    shown = set()
    for figures_of in series:
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
        shown |= {point.figure for point in figures_of.points}
        few = (
            figures_of.points
            if len(figures_of.points) <= _ROWS_SHOWN
            else figures_of.points[: _ROWS_SHOWN // 2] + figures_of.points[-_ROWS_SHOWN // 2 :]
        )
        for point in few:
            at = when(point.published_at) if point.published_at else "no date"
            table.add_row(_text(at, "dim"), _text(point.outlet), _figure_value(point.figure))
        parts: list[RenderableType] = [
            _text(f"{figures_of.what} {figures_of.unit}".strip() or "figure", "bold"),
            table,
        ]
        if len(few) < len(figures_of.points):
            left = len(figures_of.points) - len(few)
            parts.append(_text(f"  and {left:,} reports between these (--json has all)", "dim"))
        yield _indented(Group(*parts))
    for figure, evidence in grouped_figures(figure for figure in figures if figure not in shown):
        what = f" {figure.what}" if figure.what else ""
        outlets = listed(sorted({e.outlet for e in evidence}), 4)
        yield _indented(_line(_figure_value(figure), what, (f"  ({outlets})", "dim")))


def _figure_value(figure: FigureView) -> Text:
    """A figure as printed, after the "at least" or "about" that its words leave out."""
    modifier = "" if figure.modifier in figure.text.casefold() else f"{figure.modifier} "
    return _line(modifier, (figure.text, "bold"))


def _timeline_entry(entry: TimelineView) -> RenderableType:
    flags = (("planned", entry.planned), ("inferred", entry.inferred), ("background", entry.background))
    marks = [name for name, on in flags if on]
    mark = f" ({', '.join(marks)})" if marks else ""
    at = (printed_time(entry.start, entry.grain, entry.end) + mark, "bold")
    return _indented(_line(at, f"  {excerpt(entry.text)} ", _evidence_numbers(entry.evidence)))


def _entity_lines(entities: Sequence[EntityView]) -> Iterator[RenderableType]:
    for kind, title in _ENTITY_HEADINGS.items():
        parts = []
        for entity in entities:
            if entity.kind == kind:
                others = [spelling for spelling in entity.spellings if spelling != entity.name]
                name = with_full_name(entity.name, entity.full_name)
                parts.append(name + (f" (also {listed(others)})" if others else ""))
        if parts:
            yield _indented(_line((f"{title}: ", "bold"), ", ".join(parts)))


def _origin_line(origin: OriginView) -> RenderableType:
    name = with_full_name(origin.name, origin.full_name)
    return _indented(_line((name, "bold"), f": {brief(sentence(origin.why))}"))


def _derivation_line(derivation: DerivationView) -> RenderableType:
    taken = f" {(SHARED if derivation.inferred else GRADES)[derivation.grade]} "
    share = ". " if "%" in derivation.why else f" ({derivation.score:.0%}). "
    names = (derivation.outlet, "bold"), (derivation.from_name, "bold")
    return _indented(_line(names[0], taken, names[1], share, (sentence(derivation.why), "dim")))


def _revision_lines(revision: RevisionView) -> RenderableType:
    lines = [_line((revision.outlet, "bold"), f" {REVISED[way(revision)]}  ", (revision.url, "dim"))]
    for mark, pieces in (side for change in revision.changes for side in sides(change)):
        style = "red" if mark == "-" else "green"
        lines.append(_line((f"  {mark} ", style), *((p, style + " bold" * other) for p, other in pieces)))
    return _indented(Group(*lines))


def _article_line(article: ArticleLine) -> RenderableType:
    if article.published_at:
        at = "by " * article.published_by + when(article.published_at, article.published_grain)
    else:
        at = f"{when(article.inferred_day, 'day')} (inferred)" if article.inferred_day else "no date stated"
    at += "  (an older version)" * bool(article.replaced_by)
    return _indented(_line((article.outlet, "bold"), f"  {article.title}  ", (at, "dim")))
