"""One story, from its articles to all that a reader is shown of it: extract, link, compare, tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from newsfold.compare import (
    compare,
    encoded,
    event,
    outlet_name,
    statements,
    story_origins,
    unencoded,
    with_event,
)
from newsfold.derive import PrintedNames, as_printed, blanked, derivations, without
from newsfold.encode import cross_encoder_logits, encode_words
from newsfold.extract import annotate_all, link, named, office_holders, times
from newsfold.records import (
    Annotations,
    Article,
    Derivation,
    Entity,
    Span,
    Statement,
    Story,
    StoryDetail,
)
from newsfold.tell import account, timeline, title


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadStory:
    """A story's articles as they are compared: what each says, who is who in them, who copied whom.

    `inferred_dates` has the day of each undated article. Articles are in order of their ids, and the versions
    of one page name one outlet.
    """

    articles: tuple[Article, ...]
    annotations: Mapping[str, Annotations]
    entities: tuple[Entity, ...]
    derivations: tuple[Derivation, ...]
    inferred_dates: Mapping[str, datetime]

    def statements(self) -> list[Statement]:
        """What all articles say, one article after the other."""
        return [s for a in self.articles for s in statements(a, self.annotations[a.id])]


def read_story(
    articles: Sequence[Article],
    known: Mapping[str, Annotations],
    recurring: Mapping[str, Sequence[Span]] = MappingProxyType({}),
) -> ReadStory:
    """The articles of a story made ready for comparing; the arguments are those of `describe`."""
    ordered = ready(articles)
    by_id = {article.id: article for article in ordered}
    read = [blanked(article, recurring.get(article.id, ())) for article in ordered]
    copied = [d for d in derivations(read) if not _versions(by_id, d)]
    inferred = _inferred_dates(ordered)
    annotations = _annotated(ordered, known, inferred)
    annotations = {id: without(annotated, recurring.get(id, ())) for id, annotated in annotations.items()}
    people, mentions = link([(a, annotations[a.id].mentions) for a in ordered])
    offices = office_holders((a, mentions[a.id]) for a in ordered)
    agencies = PrintedNames(ordered)
    annotations = {
        id: replace(
            annotated,
            mentions=tuple(mentions[id]),
            attributions=as_printed(
                named(
                    by_id[id].text, annotated.attributions, mentions[id], people, offices, by_id[id].language
                ),
                agencies,
            ),
        )
        for id, annotated in annotations.items()
    }
    return ReadStory(
        articles=tuple(ordered),
        annotations=annotations,
        entities=tuple(people),
        derivations=tuple(copied),
        inferred_dates=inferred,
    )


def describe(
    story: Story,
    articles: Sequence[Article],
    known: Mapping[str, Annotations],
    recurring: Mapping[str, Sequence[Span]] = MappingProxyType({}),
) -> StoryDetail:
    """All that is to be said of a story.

    `known` are annotations made before, which are used again. `recurring` are lines, by article, that its
    outlet prints on many pages: nothing is told, copied or said there. A version of a page that a later one
    has replaced is no evidence. The order of the articles changes nothing. An undated article belongs to the
    day of the others: that is inferred, and listed in `inferred_dates`.
    """
    by_number = sorted(articles, key=lambda a: a.id)
    read = read_story(by_number, known, recurring)
    ordered, annotations, people = read.articles, read.annotations, read.entities
    by_id = {article.id: article for article in ordered}
    old = _replaced(ordered)
    holding = [a for a in ordered if a.id not in old]
    seen = sorted([a.published_at for a in ordered if a.published_at])
    story = replace(
        with_event(story, event(holding, annotations, people)),
        title=title(holding),
        first_seen=seen[0] if seen else None,
        last_seen=seen[-1] if seen else None,
    )
    said = read.statements()
    texts = [s.span.of(by_id[s.article_id].text) for s in said]
    compared = compare(
        story,
        ordered,
        encoded(said, texts, *encode_words(texts)) if len(ordered) > 1 else unencoded(said, texts),
        cross_encoder_logits,
        read.derivations,
        entities=people,
        replaced=old,
    )
    outlets = {a.id: outlet_name(a) for a in ordered}
    dated = timeline(story, by_id, annotations.values(), compared.claims)
    return StoryDetail(
        story=story,
        articles=tuple(by_number),
        derivations=read.derivations,
        entities=people,
        annotations=tuple(annotations[a.id] for a in ordered),
        claims=compared.claims,
        differences=compared.differences,
        account=tuple(
            account(
                by_id,
                compared.claims,
                compared.differences,
                outlets,
                {id: annotated.sentences for id, annotated in annotations.items()},
                dated,
                figures={id: annotated.figures for id, annotated in annotations.items()},
                rivals=compared.rivals,
            )
        ),
        timeline=tuple(dated),
        series=compared.series,
        origins=story_origins(ordered, read.derivations),
        inferred_dates=tuple(sorted(read.inferred_dates.items())),
    )


def ready(articles: Sequence[Article]) -> list[Article]:
    """The articles by id; the versions of one page name one outlet, though the page's own name may change."""
    names: dict[str, set[str]] = {}
    for article in articles:
        if article.url:
            names.setdefault(article.url, set()).add(outlet_name(article))
    split = {url: min(outlets) for url, outlets in names.items() if len(outlets) > 1}
    renamed = [replace(a, outlet=split[a.url]) if a.url in split else a for a in articles]
    return sorted(renamed, key=lambda a: a.id)


def _replaced(articles: Sequence[Article]) -> frozenset[str]:
    """The articles, by id, that a later version of their page has replaced."""
    addresses = [article.url for article in articles if article.url]
    if len(set(addresses)) == len(addresses):
        return frozenset()  # the usual case, without loading what cleaning needs
    from newsfold.clean import replaced

    return replaced(articles)


def _versions(articles: Mapping[str, Article], derivation: Derivation) -> bool:
    """Whether a derivation joins two versions of one page, which is no copying."""
    url = articles[derivation.article_id].url
    other = articles.get(derivation.from_article_id or "")
    return url is not None and other is not None and other.url == url


def _inferred_dates(articles: Sequence[Article]) -> dict[str, datetime]:
    """For each undated article the day of its story: the first day that a dated one was published."""
    dated = [a.published_at for a in articles if a.published_at]
    if not dated:
        return {}
    day = min(dated).replace(hour=0, minute=0, second=0, microsecond=0)
    return {a.id: day for a in articles if a.published_at is None}


def _annotated(
    articles: Sequence[Article], known: Mapping[str, Annotations], days: Mapping[str, datetime]
) -> dict[str, Annotations]:
    """What extraction finds in each article; an undated one's times are resolved against its story's day."""
    fresh = annotate_all([a for a in articles if a.id not in known])
    by_id = {**known, **{annotations.article_id: annotations for annotations in fresh}}
    anchored_by_id = {}
    for article in articles:
        anchored_by_id[article.id] = by_id[article.id]
        if day := days.get(article.id):
            anchored = tuple(times(article, anchor=day, anchor_kind="story"))
            anchored_by_id[article.id] = replace(by_id[article.id], times=anchored)
    return anchored_by_id
