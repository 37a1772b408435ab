"""A story's records as what a reader is shown of it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from newsfold.present.carriers import directness
from newsfold.present.lasting import with_claim_ids, with_difference_ids
from newsfold.present.lists import article_line, outlet_of, short_place
from newsfold.present.names import full_names
from newsfold.present.nouns_en import BEHIND, as_printed
from newsfold.present.revisions import revisions
from newsfold.present.scopes import with_scopes
from newsfold.present.spellings import printed_spellings
from newsfold.present.views import (
    AccountView,
    ArticleLine,
    ClaimView,
    DerivationView,
    DifferenceView,
    EntityView,
    EventView,
    EvidenceView,
    FigureView,
    OriginView,
    OutletView,
    PointView,
    QuoteView,
    SeriesView,
    StoryView,
    TimelineView,
    TimeView,
    ValueView,
    Voice,
)
from newsfold.records import (
    Annotations,
    Article,
    Attribution,
    Claim,
    Derivation,
    Entity,
    Evidence,
    Figure,
    FigureSeries,
    Origin,
    Span,
    Status,
    Story,
    StoryDetail,
    TimelineEntry,
    TimeRef,
)
from newsfold.text import dateline_end

VERSION = 1
STATUSES: tuple[Status, ...] = (
    "disputed",
    "corroborated",
    "updated",
    "origins not clear",
    "single origin",
)
_ENTITY_KINDS = ("person", "organisation", "place", "nationality", "event")
_NEVER = datetime.max.replace(tzinfo=UTC)


def story_view(detail: StoryDetail) -> StoryView:
    """All that a reader is shown of a story. Evidence is numbered in order of first use, from 1."""
    return _StoryBuilder(detail).story()


def series_views(articles: Sequence[Article], series: Sequence[FigureSeries]) -> tuple[SeriesView, ...]:
    """Counted things as shown; `articles` are those that they stand in."""
    story = Story(id=0, article_ids=tuple(article.id for article in articles))
    return _StoryBuilder(StoryDetail(story=story, articles=tuple(articles), series=tuple(series))).series()


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _article_order(article: Article) -> tuple[datetime, str, str]:
    return article.published_at or _NEVER, outlet_of(article), article.id


def grouped_figures(figures: Iterable[FigureView]) -> list[tuple[FigureView, tuple[EvidenceView, ...]]]:
    """Figures printed alike of the same thing as one, each with all its places; ranks ("second") are none."""
    groups: dict[tuple[str, str], list[FigureView]] = {}
    for figure in figures:
        if figure.ordinal:
            continue
        groups.setdefault((figure.text.casefold(), figure.what.casefold()), []).append(figure)
    return [(alike[0], tuple(figure.evidence for figure in alike)) for alike in groups.values()]


class _StoryBuilder:
    """Looks articles up by id and numbers evidence while one story's view is made."""

    def __init__(self, detail: StoryDetail) -> None:
        self.detail = detail
        self.articles = sorted(detail.articles, key=_article_order)
        self.by_id = {article.id: article for article in self.articles}
        self.order = {article.id: place for place, article in enumerate(self.articles)}
        self.unnamed = {a.id: a.place for a in self.articles if not (a.outlet or a.domain)}
        self.numbers: dict[Evidence, int] = {}
        self.revisions = revisions(self.articles)
        self.full_names = full_names(detail)

    def story(self) -> StoryView:
        detail, story = self.detail, self.detail.story
        # The order in which evidence is numbered is the order of reading.
        account = tuple(
            AccountView(text=s.text, role=s.role, claim_id=s.claim_id, evidence=self.evidence(s.evidence))
            for s in detail.account
        )
        differences = self.differences()
        claims = tuple(self.claim(claim) for claim in self.claims_in_order())
        event = None
        if story.event_start and story.event_end and story.event_grain:
            event = EventView(start=story.event_start, end=story.event_end, grain=story.event_grain)
        return StoryView(
            version=VERSION,
            id=story.id,
            title=story.title,
            place=story.place,
            event=event,
            first_seen=story.first_seen,
            last_seen=story.last_seen,
            outlets=tuple(sorted({outlet_of(article) for article in self.articles})),
            article_ids=story.article_ids,
            origins=tuple(self.origin(origin) for origin in detail.origins),
            account=account,
            differences=with_difference_ids(differences, self.order),
            claims=with_claim_ids(claims, self.order),
            quotes=self.quotes(),
            figures=tuple(
                self.figure(f) for of_article in self.annotations_shown() for f in of_article.figures
            ),
            series=self.series(),
            timeline=self.timeline(),
            times=tuple(self.time(t) for of_article in self.annotations_shown() for t in of_article.times),
            entities=self.entities(),
            articles=self.lines(),
            derivations=tuple(self.derivation(d) for d in sorted(detail.derivations, key=self.derived)),
            revisions=self.revisions,
        )

    # ── evidence ─────────────────────────────────────────────────────────────────────────────────

    def evidence(
        self, evidence: Iterable[Evidence], *, numbered: bool = True, marks: Sequence[Evidence] = ()
    ) -> tuple[EvidenceView, ...]:
        return tuple(self.passage(e, numbered, marks) for e in evidence if e.article_id in self.by_id)

    def passage(self, evidence: Evidence, numbered: bool, marks: Sequence[Evidence] = ()) -> EvidenceView:
        article = self.by_id[evidence.article_id]
        if numbered:
            self.numbers.setdefault(evidence, len(self.numbers) + 1)
        return EvidenceView(
            number=self.numbers.get(evidence),
            article_id=article.id,
            outlet=outlet_of(article),
            start=evidence.span.start,
            end=evidence.span.end,
            text=evidence.span.of(article.text),
            marks=tuple(mark.span for mark in marks if mark in evidence),
            language=article.language,
        )

    def at(self, article_id: str, span: Span) -> EvidenceView:
        return self.passage(Evidence(article_id=article_id, span=span), numbered=False)

    def undated(self, text: str, evidence: Sequence[Evidence]) -> str:
        """Words of the first evidence without the dateline in front of them."""
        article = self.by_id.get(evidence[0].article_id)
        return text[dateline_end(text, article.dateline if article else None) :]

    def annotations_shown(self) -> list[Annotations]:
        """What was found in the articles, without versions that later ones have replaced."""
        old = {revision.old_id for revision in self.revisions if revision.ordered}
        known = (a for a in self.detail.annotations if a.article_id in self.by_id and a.article_id not in old)
        return sorted(known, key=lambda annotations: self.order[annotations.article_id])

    # ── claims ───────────────────────────────────────────────────────────────────────────────────

    def claims_in_order(self) -> list[Claim]:
        def key(claim: Claim) -> tuple[bool, int, int, int]:
            outlets = {
                outlet_of(self.by_id[e.article_id]) for e in claim.evidence if e.article_id in self.by_id
            }
            return claim.background, STATUSES.index(claim.status), -len(claim.origins), -len(outlets)

        return sorted(self.detail.claims, key=key)

    def claim(self, claim: Claim) -> ClaimView:
        evidence = self.evidence(claim.evidence, marks=claim.marks)
        return ClaimView(
            id=claim.id,
            text=self.undated(claim.text, claim.evidence),
            status=claim.status,
            background=claim.background,
            source=claim.source,
            sayings=claim.sayings,
            origins=tuple(self.origin(origin) for origin in claim.origins),
            outlets=self.carriers(claim, evidence),
            evidence=evidence,
            origins_clear=claim.origins_clear,
        )

    def carriers(self, claim: Claim, evidence: Sequence[EvidenceView]) -> tuple[OutletView, ...]:
        """How each outlet carries the claim; where its articles do it in several ways, the most direct."""
        ways: dict[str, list[tuple[Voice, str]]] = {}
        numbers: dict[str, set[int]] = {}
        for view in evidence:
            ways.setdefault(view.outlet, []).append(self.way(claim, self.by_id[view.article_id]))
            numbers.setdefault(view.outlet, set()).add(view.number or 0)
        best = {outlet: min(ways[outlet], key=directness) for outlet in sorted(ways)}
        return tuple(
            OutletView(outlet=outlet, how=how, via=via or None, numbers=tuple(sorted(numbers[outlet])))
            for outlet, (how, via) in best.items()
        )

    def way(self, claim: Claim, article: Article) -> tuple[Voice, str]:
        """How one article came to say it."""
        carrier = next((c for c in claim.carriers if c.article_id == article.id), None)
        return (carrier.how, short_place(carrier.via or "")) if carrier else ("own words", "")

    def origin(self, origin: Origin) -> OriginView:
        known = [self.by_id[id] for id in origin.article_ids if id in self.by_id]
        return OriginView(
            kind=origin.kind,
            name=short_place(origin.name),
            outlets=tuple(sorted({outlet_of(article) for article in known})),
            article_ids=origin.article_ids,
            why=self.reason(origin),
            inferred=origin.inferred,
            full_name=self.full_names.get(origin.name),
        )

    def reason(self, origin: Origin) -> str:
        why = origin.why
        for id in origin.article_ids:
            if place := self.unnamed.get(id):
                why = why.replace(place, short_place(place))
        return why

    def differences(self) -> tuple[DifferenceView, ...]:
        return tuple(
            DifferenceView(
                kind=difference.kind,
                about=difference.about,
                updated=difference.updated,
                claim_ids=difference.claim_ids,
                values=tuple(
                    ValueView(
                        text=value.text, evidence=self.evidence(value.evidence), withdrawn=value.withdrawn
                    )
                    for value in difference.values
                ),
            )
            for difference in sorted(self.detail.differences, key=lambda d: d.updated)
        )

    # ── what the articles say ────────────────────────────────────────────────────────────────────

    def quotes(self) -> tuple[QuoteView, ...]:
        return tuple(
            self.quote(a)
            for of_article in self.annotations_shown()
            for a in of_article.attributions
            if a.content
        )

    def quote(self, attribution: Attribution) -> QuoteView:
        text = self.by_id[attribution.article_id].text
        return QuoteView(
            speaker=attribution.speaker,
            speaker_id=attribution.speaker_id,
            kind=attribution.kind,
            text=" … ".join(span.of(text) for span in attribution.content),
            cue=" … ".join(span.of(text) for span in attribution.cue),
            relayed_by=attribution.relayed_by,
            evidence=tuple(self.at(attribution.article_id, span) for span in attribution.content),
            speaker_full_name=self.full_names.get(attribution.speaker or ""),
        )

    def figure(self, figure: Figure) -> FigureView:
        evidence = self.at(figure.article_id, figure.span)
        return FigureView(
            text=evidence.text,
            value=_finite(figure.value),
            low=_finite(figure.low),
            high=_finite(figure.high),
            unit=figure.unit,
            what=as_printed(
                figure.what, self.by_id[figure.article_id].text[figure.span.end : figure.span.end + BEHIND]
            ),
            modifier=figure.modifier,
            change=figure.change,
            ordinal=figure.ordinal,
            evidence=evidence,
        )

    def series(self) -> tuple[SeriesView, ...]:
        drawn = tuple(
            SeriesView(
                what=series.what,
                unit=series.unit,
                points=tuple(
                    PointView(
                        outlet=outlet_of(self.by_id[point.figure.article_id]),
                        published_at=point.published_at,
                        figure=self.figure(point.figure),
                    )
                    for point in series.points
                    if point.figure.article_id in self.by_id
                ),
            )
            for series in self.detail.series
        )
        return with_scopes(drawn, self.detail.annotations, self.detail.entities, self.by_id)

    def timeline(self) -> tuple[TimelineView, ...]:
        return tuple(
            TimelineView(
                start=entry.start,
                end=entry.end,
                grain=entry.grain,
                text=self.undated(entry.text, entry.evidence),
                background=entry.background,
                inferred=entry.inferred,
                planned=self.planned(entry),
                evidence=self.evidence(entry.evidence),
            )
            for entry in self.detail.timeline
        )

    def planned(self, entry: TimelineEntry) -> bool:
        """Whether an entry begins on a later day than the article that gives its date, if that is dated."""
        article = self.by_id.get(entry.evidence[0].article_id)
        return bool(article and article.published_at and entry.start.date() > article.published_at.date())

    def time(self, time: TimeRef) -> TimeView:
        evidence = self.at(time.article_id, time.span)
        return TimeView(
            text=evidence.text,
            kind=time.kind,
            value=time.value,
            start=time.start,
            end=time.end,
            grain=time.grain,
            resolved_against=time.resolved_against,
            evidence=evidence,
        )

    def entities(self) -> tuple[EntityView, ...]:
        mentions: Counter[str] = Counter()
        outlets: dict[str, set[str]] = {}
        for of_article in self.annotations_shown():
            for mention in of_article.mentions:
                if mention.entity_id:
                    mentions[mention.entity_id] += 1
                    who = outlet_of(self.by_id[mention.article_id])
                    outlets.setdefault(mention.entity_id, set()).add(who)

        printed = printed_spellings(self.annotations_shown(), self.by_id)

        def key(entity: Entity) -> tuple[int, int, str]:
            return _ENTITY_KINDS.index(entity.kind), -mentions[entity.id], entity.name

        return tuple(
            EntityView(
                id=entity.id,
                name=entity.printed,
                kind=entity.kind,
                spellings=entity.aliases,
                country=entity.country,
                latitude=_finite(entity.latitude),
                longitude=_finite(entity.longitude),
                mentions=mentions[entity.id],
                outlets=tuple(sorted(outlets.get(entity.id, ()))),
                full_name=self.full_names.get(entity.printed),
                printed=printed.get(entity.id, ()),
            )
            for entity in sorted(self.detail.entities, key=key)
        )

    # ── the articles and who copied whom ─────────────────────────────────────────────────────────

    def lines(self) -> tuple[ArticleLine, ...]:
        days = dict(self.detail.inferred_dates)
        later = {revision.old_id: revision.new_id for revision in self.revisions if revision.ordered}
        return tuple(article_line(a, days.get(a.id), later.get(a.id)) for a in self.articles)

    def derived(self, derivation: Derivation) -> tuple[int, int, str]:
        last = len(self.order)
        source = self.order.get(derivation.from_article_id or "", last)
        return self.order.get(derivation.article_id, last), source, derivation.from_agency or ""

    def derivation(self, derivation: Derivation) -> DerivationView:
        source = self.by_id.get(derivation.from_article_id or "")
        taker = self.by_id.get(derivation.article_id)
        unknown = derivation.from_agency or "an article of another story"
        return DerivationView(
            article_id=derivation.article_id,
            outlet=outlet_of(taker) if taker else "an article of another story",
            from_article_id=derivation.from_article_id,
            from_agency=derivation.from_agency,
            from_name=outlet_of(source) if source else unknown,
            grade=derivation.grade,
            score=derivation.score,
            why=derivation.why,
            inferred=derivation.inferred,
            spans=derivation.spans,
        )
