"""The page of a story: first what only Newsfold knows of it, then what that rests on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import quote

from newsfold.present import (
    STATUSES,
    AccountView,
    ChangeList,
    ClaimView,
    DifferenceView,
    EvidenceView,
    SeriesView,
    StoryView,
    TimelineView,
    grouped_figures,
    sayings,
    series_of,
)
from newsfold.records import Status
from newsfold.web.charts import SmallChart, matrix, series_charts, small_chart
from newsfold.web.maps import story_map
from newsfold.web.spread import spread
from newsfold.web.templating import numbers_shown, render

# Claims of a status, differences, figures, copies, names of a kind on a page; all are in the JSON.
MOST_LISTED = 60
ALONE_OUTLETS, ALONE = 40, 12  # outlets whose lone claims are folded into a line, and claims of each
SPEAKERS, SAYINGS = 40, 12  # speakers on a page, and sayings of each
ARTICLES_LISTED = 24  # bounds what is open at first: articles that are in no picture; the rest is folded away
FOLDED_ARTICLES = 300  # and of those so many
HISTORY = 40  # bounds a page: changes, the last
_LEDE, _LEDE_LENGTH = 3, 420  # sentences of the news on top, and characters that the third may fill up to
_MOST_TOLD = 2  # bounds the strip: claims, where no count moved
_STRIP, _ORIGINS = 3, 6  # differences and origins in the strip, those that most outlets print first

Groups = list[tuple[Status, int, list[ClaimView]]]


def story_page(
    view: StoryView, thread: int | None = None, history: ChangeList | None = None, language: str = ""
) -> str:
    """The page of a story, in `thread` or none; of very long lists the first, with how many more.

    `history` is what changed in it, in order; a change more than `HISTORY` says that there are others.
    """
    changes = history.changes if history else ()
    languages = Counter(article.language for article in view.articles)
    title_language = _title_language(view)
    pages = {claim.id: f"/claims/{quote(claim.lasting_id)}" for claim in view.claims}
    most_told = _most_told(view.claims)
    if language in languages:
        view = _in_language(view, language)
    lede, rest = _lede(view)
    chart = _main_chart(view.series)
    in_strip, charted = _in_strip(view, chart)
    groups, alone = _claim_groups(view)
    every = sayings(view.quotes)
    speakers = [(speaker, sayings_of[:SAYINGS]) for speaker, sayings_of in every[:SPEAKERS]]
    dated = _once(view.timeline)
    drawn = spread(view)
    listed = drawn.others if drawn else view.articles
    first = 0 if drawn else ARTICLES_LISTED
    cited, all_cited = _account_evidence(view), {e.number for s in view.account for e in s.evidence}
    names: defaultdict[str, list[Any]] = defaultdict(list)
    for entity in view.entities:
        names[entity.kind].append(entity)
    return render(
        "story.html",
        story=view,
        thread=thread,
        title_language=title_language,
        languages=sorted(languages.items(), key=lambda item: (-item[1], item[0])),
        language=language if language in languages else "",
        history=changes[-HISTORY:],
        history_left_out=len(changes) > HISTORY,
        stated={article.outlet for article in view.articles if article.outlet_stated},
        entity_ids={entity.id for entity in view.entities},
        pages=pages,
        lede=lede,
        origins=sorted(view.origins, key=lambda origin: -len(origin.outlets))[:_ORIGINS],
        rest=rest,
        cited=cited,
        cited_left_out=len(all_cited) - len(cited),
        in_strip=in_strip,
        others=[
            difference
            for difference in view.differences
            if difference not in in_strip and difference is not charted
        ],
        charted=charted,
        scopes=_scopes(view),
        chart=chart,
        most_told=most_told,
        charts=series_charts(view.series)[:MOST_LISTED],
        groups=groups,
        alone=alone[:ALONE_OUTLETS],
        alone_left_out=sum(total for _, total, _ in alone[ALONE_OUTLETS:]),
        matrix=matrix(view),
        speakers=speakers,
        sayings_left_out=sum(len(sayings_of) for _, sayings_of in every)
        - sum(len(sayings_of) for _, sayings_of in speakers),
        timeline=dated[:MOST_LISTED],
        timeline_left_out=len(dated) - MOST_LISTED,
        figures=grouped_figures(view.figures),
        names=names,
        map=story_map(view),
        spread=drawn,
        articles=listed[:first],
        more_articles=listed[first : first + FOLDED_ARTICLES],
        articles_left_out=len(listed) - first - FOLDED_ARTICLES,
        most=MOST_LISTED,
    )


def _title_language(view: StoryView) -> str:
    """The language of the article whose title stands for the story; English where none has it."""
    return next((a.language for a in view.articles if a.title == view.title), "en")


def _in_language(view: StoryView, language: str) -> StoryView:
    """The story with the claims, sayings, figures, dates and articles of one language.

    A claim stands under a line in that language; its other evidence follows.
    """

    def has(evidence: Sequence[EvidenceView]) -> bool:
        return any(e.language == language for e in evidence)

    claims = []
    for claim in filter(lambda claim: has(claim.evidence), view.claims):
        own = sorted(claim.evidence, key=lambda e: e.language != language)
        line = claim.text if own[0] == claim.evidence[0] else own[0].text
        claims.append(replace(claim, text=line, evidence=tuple(own)))
    return replace(
        view,
        claims=tuple(claims),
        quotes=tuple(quote for quote in view.quotes if has(quote.evidence)),
        figures=tuple(figure for figure in view.figures if has([figure.evidence])),
        timeline=tuple(entry for entry in view.timeline if has(entry.evidence)),
        articles=tuple(article for article in view.articles if article.language == language),
    )


def _lede(view: StoryView) -> tuple[list[AccountView], list[AccountView]]:
    """The sentences on top, two or three of the news, and the rest of the account."""
    news = [sentence for sentence in view.account if sentence.role == "news"]
    length = sum(len(sentence.text) for sentence in news[:_LEDE])
    number = _LEDE if length <= _LEDE_LENGTH else _LEDE - 1
    return news[:number], [sentence for sentence in view.account if sentence not in news[:number]]


def _main_chart(series: Sequence[SeriesView]) -> SmallChart | None:
    """The count that most outlets report, of those that moved and can be drawn over time."""
    for chart in series_charts(series):
        small = small_chart(chart.series)
        if small and len({dot.point.figure.value for dot in small.dots}) > 1:
            return small
    return None


def _most_told(claims: Sequence[ClaimView]) -> list[ClaimView]:
    """The claims of the news that most outlets tell, if several do."""
    shared = [claim for claim in claims if len(claim.outlets) > 1 and not claim.background]
    return sorted(shared, key=lambda claim: -len(claim.outlets))[:_MOST_TOLD]


def _in_strip(
    view: StoryView, chart: SmallChart | None
) -> tuple[list[DifferenceView], DifferenceView | None]:
    """The differences to show on top, conflicts first, and the one that the chart beside them has already.

    That one is among them only where there is no other.
    """

    def drawn(difference: DifferenceView) -> bool:
        its_series = series_of(view, difference)
        return chart is not None and its_series is not None and its_series == chart.series

    charted = next(filter(drawn, view.differences), None)
    ordered = sorted(view.differences, key=lambda d: d.updated)
    others = [item for item in ordered if item is not charted]
    return (others or ordered)[:_STRIP], charted


def _scopes(view: StoryView) -> dict[str, str]:
    """What each difference in figures is of, by its lasting id: the scope of the count that it is about."""
    counts = (
        (difference, series_of(view, difference)) for difference in view.differences[: MOST_LISTED + _STRIP]
    )
    return {difference.lasting_id: series.scope for difference, series in counts if series}


def _claim_groups(view: StoryView) -> tuple[Groups, list[tuple[str, int, list[ClaimView]]]]:
    """Claims by status, with how many there are; and those that one outlet alone carries, by outlet."""
    alone: defaultdict[str, list[ClaimView]] = defaultdict(list)
    groups: defaultdict[Status, list[ClaimView]] = defaultdict(list)
    for claim in view.claims:
        if claim.status == "single origin" and len(claim.outlets) == 1:
            alone[claim.outlets[0].outlet].append(claim)
        else:
            groups[claim.status].append(claim)
    return (
        [
            (status, len(groups[status]), _repeats_last(groups[status])[:MOST_LISTED])
            for status in STATUSES
            if groups[status]
        ],
        [
            (outlet, len(claims_alone), claims_alone[:ALONE])
            for outlet, claims_alone in sorted(alone.items(), key=lambda item: (-len(item[1]), item[0]))
        ],
    )


def _repeats_last(claims: Sequence[ClaimView]) -> list[ClaimView]:
    """Claims, those last whose words stand for another before them: what is read first says a thing once."""
    first = {claim.text: claim.id for claim in reversed(claims)}
    return sorted(claims, key=lambda claim: first[claim.text] != claim.id)


def _once(timeline: Sequence[TimelineView]) -> list[TimelineView]:
    """The timeline with entries of one time and the same words as one, which has the evidence of all."""
    entries: dict[tuple[datetime, datetime, str], TimelineView] = {}
    for entry in timeline:
        key = (entry.start, entry.end, entry.text)
        known = entries.get(key)
        if known:
            more = tuple(e for e in entry.evidence if e not in known.evidence)
            entry = replace(known, evidence=known.evidence + more)
        entries[key] = entry
    return list(entries.values())


def _account_evidence(view: StoryView) -> list[EvidenceView]:
    """The evidence that the account shows a number of, by number, each once."""
    cited = {e.number: e for s in view.account for e in s.evidence[: numbers_shown(s.evidence, s.claim_id)]}
    return [cited[number] for number in sorted(cited, key=lambda n: n or 0)]
