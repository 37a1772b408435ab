"""One story, from its articles to all that a reader is shown of it: extract, link, compare, tell."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from newsfold.compare import (
    Comparison,
    EncodedStatement,
    compare,
    encoded,
    event,
    in_languages,
    meant,
    outlet_name,
    statements,
    story_origins,
    told_in,
    unencoded,
    with_event,
)
from newsfold.derive import PrintedNames, as_printed, blanked, derivations, without
from newsfold.encode import cross_encoder_logits, encode_sentences, encode_words
from newsfold.extract import annotate_all, link, named, office_holders, times
from newsfold.records import (
    AccountSentence,
    Annotations,
    Article,
    Derivation,
    Difference,
    Entity,
    Span,
    Statement,
    Story,
    StoryDetail,
    TimelineEntry,
)
from newsfold.tell import account, timeline, title

_MEANT = 3000  # statements of a story in several languages whose meanings are asked for: some 90 seconds


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
    articles_in_order = sorted(articles, key=lambda a: a.id)
    read = read_story(articles_in_order, known, recurring)
    ordered, annotations, people = read.articles, read.annotations, read.entities
    by_id = {article.id: article for article in ordered}
    old = _replaced(ordered)
    holding = [a for a in ordered if a.id not in old]
    seen = sorted([a.published_at for a in ordered if a.published_at])
    story = replace(
        with_event(story, event(holding, annotations, people)),
        title=title(_in(told_in(a.language for a in holding), holding)),
        first_seen=seen[0] if seen else None,
        last_seen=seen[-1] if seen else None,
    )
    said = read.statements()
    texts = [s.span.of(by_id[s.article_id].text) for s in said]
    shown_in = told_in({s.article_id: by_id[s.article_id].language for s in said}.values())
    compared = compare(
        story,
        ordered,
        _encoded(said, texts, {a.id: a.language for a in ordered}),
        cross_encoder_logits,
        read.derivations,
        replaced=old,
        shown_in=shown_in,
    )
    copied = (*read.derivations, *compared.translations)
    outlets = {a.id: outlet_name(a) for a in ordered}
    dated = timeline(story, by_id, annotations.values(), compared.claims, shown_in)
    return StoryDetail(
        story=story,
        articles=tuple(articles_in_order),
        derivations=copied,
        entities=people,
        annotations=tuple(annotations[a.id] for a in ordered),
        claims=compared.claims,
        differences=compared.differences,
        account=tuple(_told_account(read, compared, outlets, dated, shown_in)),
        timeline=tuple(dated),
        series=compared.series,
        origins=story_origins(ordered, copied),
        inferred_dates=tuple(sorted(read.inferred_dates.items())),
    )


def _in(language: str, articles: Sequence[Article]) -> list[Article]:
    """The articles in a language."""
    return [article for article in articles if article.language == language]


def _told_account(
    read: ReadStory,
    compared: Comparison,
    outlets: Mapping[str, str],
    dated: Sequence[TimelineEntry],
    shown_in: str,
) -> list[AccountSentence]:
    """The account, by the sentences of the articles in one language, with the evidence in all others."""
    articles = {article.id: article for article in _in(shown_in, read.articles)}
    evidence = {claim.id: claim.evidence for claim in compared.claims}
    claims = [
        replace(claim, evidence=own)
        for claim in compared.claims
        if (own := tuple(e for e in claim.evidence if e.article_id in articles))
    ]
    sentences = account(
        articles,
        claims,
        [d for told in compared.differences if (d := _difference_among(told, articles))],
        outlets,
        {id: read.annotations[id].sentences for id in articles},
        dated,
        figures={id: read.annotations[id].figures for id in articles},
        rivals=[pair for pair in compared.rivals if all(e.article_id in articles for e in pair)],
    )
    return [
        replace(s, evidence=(*s.evidence, *(e for e in evidence[s.claim_id] if e.article_id not in articles)))
        if s.claim_id
        else s
        for s in sentences
    ]


def _difference_among(difference: Difference, articles: Collection[str]) -> Difference | None:
    """A difference as these articles tell it, by their ids; None where they give less than two values."""
    values = [
        replace(value, evidence=own)
        for value in difference.values
        if (own := tuple(e for e in value.evidence if e.article_id in articles))
    ]
    return replace(difference, values=tuple(values)) if len(values) > 1 else None


def _encoded(
    said: Sequence[Statement], texts: Sequence[str], languages: Mapping[str, str]
) -> list[EncodedStatement]:
    """The statements as they are compared: what is English by its words, and by its meaning what is beside
    others.

    `languages` are those of the articles, by id. Of a story of one article nothing is encoded; of a very
    large one in several languages the meanings of each article's first statements are.
    """
    if len(languages) < 2:
        return in_languages(unencoded(said, texts), languages, {})
    english = [at for at, s in enumerate(said) if languages[s.article_id] == "en"]
    rows = encoded(
        [said[at] for at in english],
        [texts[at] for at in english],
        *encode_words([texts[at] for at in english]),
    )
    if len(english) == len(said):
        return rows
    known = dict(zip(english, rows, strict=True))
    every = [known.get(at) or unencoded([s], [texts[at]])[0] for at, s in enumerate(said)]
    asked = meant(said, _MEANT)
    words = dict(zip(said, texts, strict=True))
    meanings = encode_sentences([words[s] for s in asked], [languages[s.article_id] for s in asked])
    return in_languages(every, languages, dict(zip(asked, meanings, strict=True)))


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
