"""A claim and a difference as pages of their own: each passage with its article, and how to cite it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsfold.present.citations import CitationView, citation
from newsfold.present.fragments import live_url
from newsfold.present.lasting import evidence_of
from newsfold.present.views import (
    ArticleLine,
    ClaimView,
    DifferenceView,
    EvidenceView,
    SeriesView,
    StoryView,
    Voice,
)
from newsfold.present.wording import excerpt, listed

VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageView:
    """A passage with its article; `live` opens the outlet's own page at these words, where it has an address.

    `how` and `via` say how its outlet carries the claim; null at a difference.
    """

    evidence: EvidenceView
    article: ArticleLine
    live: str | None
    how: Voice | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDetailView:
    """A claim at its lasting address, with its passages as they were published, and what differs from it."""

    version: int
    id: str
    story_id: int
    story_title: str
    claim: ClaimView
    passages: tuple[PassageView, ...]
    differences: tuple[DifferenceView, ...]
    citation: CitationView


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceDetailView:
    """A difference at its lasting address, with its passages as they were published.

    `series` has the reports of the thing that is counted, where it is one that several count over time.
    """

    version: int
    id: str
    story_id: int
    story_title: str
    difference: DifferenceView
    passages: tuple[PassageView, ...]
    claims: tuple[ClaimView, ...]
    series: SeriesView | None
    citation: CitationView


def claim_detail(story: StoryView, claim: ClaimView, url: str) -> ClaimDetailView:
    """The page of one of a story's claims, which is at `url`."""
    ways = {cell.outlet: (cell.how, cell.via) for cell in claim.outlets}
    passages = tuple(
        PassageView(
            evidence=evidence, article=article, live=live_url(article.url, evidence.text), how=how, via=via
        )
        for evidence, article in _passages_in_time(story, claim.evidence)
        for how, via in [ways.get(evidence.outlet, (None, None))]
    )
    return ClaimDetailView(
        version=VERSION,
        id=claim.lasting_id,
        story_id=story.id,
        story_title=story.title,
        claim=claim,
        passages=passages,
        differences=tuple(difference for difference in story.differences if claim.id in difference.claim_ids),
        citation=citation(excerpt(claim.text), "claim", claim.lasting_id, url, _articles_of(passages)),
    )


def difference_detail(story: StoryView, difference: DifferenceView, url: str) -> DifferenceDetailView:
    """The page of one of a story's differences, which is at `url`."""
    passages = tuple(
        PassageView(evidence=evidence, article=article, live=live_url(article.url, evidence.text))
        for evidence, article in _passages_in_time(story, evidence_of(difference))
    )
    return DifferenceDetailView(
        version=VERSION,
        id=difference.lasting_id,
        story_id=story.id,
        story_title=story.title,
        difference=difference,
        passages=passages,
        claims=tuple(claim for claim in story.claims if claim.id in difference.claim_ids),
        series=series_of(story, difference),
        citation=citation(
            difference_in_words(difference), "difference", difference.lasting_id, url, _articles_of(passages)
        ),
    )


def difference_in_words(difference: DifferenceView) -> str:
    """What accounts say of one thing: "people died: at least 449, 876 and 4,349"."""
    return f"{difference.about}: {listed([value.text for value in difference.values], 12)}"


def series_of(story: StoryView, difference: DifferenceView) -> SeriesView | None:
    """The counts over time that a difference in figures is about: those that most of its passages hold."""
    if difference.kind != "figure":
        return None
    places: defaultdict[str, list[EvidenceView]] = defaultdict(list)
    for evidence in evidence_of(difference):
        places[evidence.article_id].append(evidence)

    def held(series: SeriesView) -> int:
        figures = (point.figure.evidence for point in series.points)
        return sum(
            any(place.start <= f.start and f.end <= place.end for place in places.get(f.article_id, ()))
            for f in figures
        )

    alike = [candidate for candidate in story.series if candidate.what == difference.about] or list(
        story.series
    )
    best = max(alike, key=held, default=None)
    return best if best is not None and held(best) > 1 else None


def _passages_in_time(
    story: StoryView, evidence: Iterable[EvidenceView]
) -> list[tuple[EvidenceView, ArticleLine]]:
    """Passages with their articles, each once, as they were published."""
    order = {article.id: (number, article) for number, article in enumerate(story.articles)}
    once = {(e.article_id, e.start, e.end): e for e in evidence if e.article_id in order}
    places = sorted(once.values(), key=lambda e: (order[e.article_id][0], e.start, e.end))
    return [(place, order[place.article_id][1]) for place in places]


def _articles_of(passages: Sequence[PassageView]) -> list[ArticleLine]:
    return list({passage.article.id: passage.article for passage in passages}.values())
