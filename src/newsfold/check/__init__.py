"""What a database says of a sentence: the claims that say so, that differ, or that are nearest.

Articles are found by the rarest words of the sentence, their sentences ranked by words and meaning, and the
stories of the best ones described where they were not yet; the statements in those sentences are then
held against the asked one (`compare.asked`). So the work depends on the sentence, not on the database's size.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from newsfold.check.beside import beside
from newsfold.check.draft import MOST, Draft, DraftSentence, different
from newsfold.check.draft import checked_draft as _draft
from newsfold.check.manuscript import manuscript
from newsfold.compare import ScoredStatement, answers, as_evidence, content, statements
from newsfold.encode import encode
from newsfold.extract import annotate, figures, link, parse, times
from newsfold.language import stem
from newsfold.records import (
    Annotations,
    Article,
    Check,
    CheckedClaim,
    Claim,
    Evidence,
    NewsfoldError,
    Origin,
    Relation,
    Span,
    Statement,
    Story,
    TimeRef,
    TooMuchError,
)
from newsfold.store import Store, terms
from newsfold.text import collapse, sentences, words

__all__ = [
    "Checking",
    "Draft",
    "DraftSentence",
    "Pool",
    "RankedSentence",
    "candidate_claims",
    "check",
    "draft",
    "manuscript",
    "ranked_sentences",
]

# Bound the time of a call, some 1.4 s a sentence: characters and different sentences of a text to check. More
# is refused; a draft is checked in parts.
_LONGEST, _MOST = 2000, 20
_ASKED_ID = "asked"  # the id that stands for the sentence asked about


@dataclass(frozen=True, slots=True, kw_only=True)
class Checking:
    """How far a check looks, and from which likelihood (0..1) a statement says so, or may differ.

    Measured by `python -m benchmarks.check`, in docs/measured/claims.md, "Check": of what it says is said
    .853 is right, and of 88 sentences as they are .955 have no false difference. `postings` to `stories`
    bound the time: what lies beyond is not looked at.
    """

    says: float = 0.65
    differs: float = 0.3
    similar: float = 0.25
    as_like: float = 0.5  # share of the best passage's likeness that another story's best must have
    name_words: int = 3  # with meaning, that a name has at most, unless all are written with a capital
    postings: int = 20_000  # places of words that one search reads
    articles: int = 40
    passages: int = 100
    statements: int = 20
    stories: int = 5
    shown: int = 5  # claims of a kind


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedSentence:
    """A sentence of a stored article that shares words with the one asked about."""

    article: Article
    span: Span
    likeness: float


def check(
    store: Store, text: str, describe: Callable[[int], object], settings: Checking = Checking()
) -> tuple[Check, ...]:
    """A `Check` for each sentence of `text`, once where it is repeated.

    `describe` describes a story of `store` and keeps it. Raises NewsfoldError for a text without words, and
    TooMuchError for one of more than 2,000 characters or 20 different sentences.
    """
    if len(text) > _LONGEST:
        raise TooMuchError(f"a text to check has at most {_LONGEST:,} characters, this has {len(text):,}")
    if not words(text):
        raise NewsfoldError("there are no words to check; give a sentence")
    asked = different(text)
    if len(asked) > _MOST:
        raise TooMuchError(
            f"a text to check has at most {_MOST} different sentences, this has {len(asked)}; ask in parts"
        )
    return tuple(_check_sentence(store, sentence, describe, settings) for sentence in asked.values())


def draft(
    store: Store,
    text: str,
    describe: Callable[[int], object],
    start: int = 0,
    most: int = MOST,
    settings: Checking = Checking(),
) -> Draft:
    """A draft, sentence by sentence, with the checks of `most` different ones from number `start` on.

    Raises what `draft.checked_draft` does.
    """
    return _draft(text, lambda sentence: _check_sentence(store, sentence, describe, settings), start, most)


def _check_sentence(store: Store, text: str, describe: Callable[[int], object], settings: Checking) -> Check:
    asserts = _asserts(text, settings)
    settings = settings if asserts else replace(settings, similar=0.0)
    pool = candidate_claims(store, text, describe, settings)
    held = answers(pool.asked, text, pool.said, pool.articles, pool.vectors, pool.dates) if pool.said else []
    claims = [c for story in pool.stories for c in _checked_claims(store, story, pool, held, settings)]
    if not asserts:
        claims = [mention for claim in claims if (mention := _as_mention(claim, text, pool))]
    shown = []
    for relation in ("says so", "differs", "similar", "mentions"):
        alike = [c for c in claims if c.relation == relation]
        shown += sorted(alike, key=lambda c: (-c.likelihood, c.claim.id))[: settings.shown]
    differences = [d for id in sorted({c.story.id for c in shown}) for d in store.differences_of(id)]
    aside = beside(pool.asked.figures, shown, differences)
    ids = {e.article_id for c in shown for e in c.claim.evidence}
    ids |= {e.article_id for difference in aside for value in difference.values for e in value.evidence}
    return Check(
        text=collapse(text),
        claims=tuple(shown),
        articles=tuple(store.articles(sorted(ids))),
        asserts=asserts,
        beside=tuple(aside),
    )


def _asserts(text: str, settings: Checking) -> bool:
    """Whether a text says something that can be so or not, where a name says nothing.

    It has a verb or a figure, or is too long for a name and not written as one: the tagger takes many a verb
    of a short line for a noun ("Holt trails in polls"). Headings in capitals hide their verbs from it, so
    small letters are tried too. One word is a name.
    """
    listed = [word for word in re.findall(r"[^\W\d_][\w’'-]*", text) if content(word)]
    if len(listed) > settings.name_words and not all(word[0].isupper() for word in listed):
        return True
    forms = (text, text.lower()) if len(words(text)) > 1 else ()
    if any(token.pos_ in ("VERB", "AUX") for form in forms for token in parse(form)):
        return True
    return bool(figures(Article(id=_ASKED_ID, place=_ASKED_ID, text=text, title="", language="en")))


def _as_mention(checked: CheckedClaim, text: str, pool: Pool) -> CheckedClaim | None:
    """A claim as one that mentions what was asked, in the passages that hold all its words."""
    asked = content(text)
    holding = tuple(
        e for e in checked.evidence if content(e.span.of(pool.articles[e.article_id].text)) >= asked
    )
    if not holding:
        return None
    return replace(checked, relation="mentions", evidence=holding, discrepancies=(), missing=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """The asked sentence as a statement, and the statements that may say the same.

    `vectors` (1 + n, d) has a unit row for the asked one, then one for each of `said`; `dates` are the asked
    sentence's times as each article would mean them.
    """

    asked: Statement
    said: tuple[Statement, ...]
    articles: Mapping[str, Article]
    stories: tuple[Story, ...]
    vectors: NDArray[np.float32]
    dates: Mapping[str, tuple[TimeRef, ...]]


def candidate_claims(
    store: Store, text: str, describe: Callable[[int], object], settings: Checking = Checking()
) -> Pool:
    """The statements in the sentences most like `text`, of its best few stories, which are described."""
    passages_held = ranked_sentences(store, text, settings)
    stories = _best_stories(store, passages_held, settings)
    for story in stories:
        if store.is_stale(story.id):
            describe(story.id)
    inside = {id for story in stories for id in story.article_ids}
    passages_held = [p for p in passages_held if p.article.id in inside]
    articles = {p.article.id: p.article for p in passages_held}
    known = store.annotations(sorted(articles))
    every = {id: known.get(id) or annotate(article) for id, article in articles.items()}
    asked, by_article = _linked(text, articles, every)
    said: list[Statement] = []
    for passage in passages_held:
        said_here = statements(passage.article, by_article[passage.article.id])
        said += [s for s in said_here if passage.span.overlaps(s.span) and s not in said]
    said = said[: settings.statements]
    return Pool(
        asked=asked,
        said=tuple(said),
        articles=articles,
        stories=tuple(stories),
        vectors=encode([text, *(s.span.of(articles[s.article_id].text) for s in said)]),
        dates={id: _times_meant(text, article) for id, article in articles.items()},
    )


def _best_stories(store: Store, ranked: Sequence[RankedSentence], settings: Checking) -> list[Story]:
    """The stories of the best passages, best first; far less like ones are not worth describing."""
    stories: dict[int, Story] = {}
    for passage in ranked:
        if passage.likeness < settings.as_like * ranked[0].likeness:
            break
        for story in store.stories_with([passage.article.id]):
            stories.setdefault(story.id, story)
        if len(stories) >= settings.stories:
            break
    return list(stories.values())[: settings.stories]


def ranked_sentences(store: Store, text: str, settings: Checking = Checking()) -> list[RankedSentence]:
    """The sentences of the database most like `text`, by the rarity of shared words and by meaning."""
    stems = {term: stem(term) for term in terms(" ".join(sorted(content(text))))}
    groups = store.rarest(stems, settings.postings)
    articles = store.articles(store.with_terms(groups, settings.articles))
    total = store.counts()["articles"]
    spread = store.spread(list(stems))
    weight = {stems[term]: math.log((total + 1) / (spread[term] + 1)) for term in stems}
    all_of = sum(sorted(weight.values())) or 1.0
    held_passages = []
    for article in articles:
        for span in sentences(article.text):
            shared = content(span.of(article.text)) & weight.keys()
            if shared:
                held = sum(sorted(weight[w] for w in shared)) / all_of
                held_passages.append(RankedSentence(article=article, span=span, likeness=held))
    best = sorted(held_passages, key=_best_first)[: settings.passages]
    rows = encode([text, *(p.span.of(p.article.text) for p in best)], "static")
    cosines = (rows[1:] @ rows[0]).tolist()
    both = [replace(p, likeness=(p.likeness + cosine) / 2) for p, cosine in zip(best, cosines, strict=True)]
    return sorted(both, key=_best_first)


def _best_first(passage: RankedSentence) -> tuple[float, str, Span]:
    return -round(passage.likeness, 6), passage.article.id, passage.span


def _linked(
    text: str, articles: Mapping[str, Article], known: Mapping[str, Annotations]
) -> tuple[Statement, dict[str, Annotations]]:
    """The asked sentence as one statement, and the articles' annotations, their names linked together."""
    whole = Article(id=_ASKED_ID, place=_ASKED_ID, text=text, title="", language="en")
    asked_annotations = annotate(whole)
    _, mentions = link(
        [(whole, asked_annotations.mentions), *((a, known[id].mentions) for id, a in articles.items())]
    )
    asked = Statement(
        article_id=_ASKED_ID,
        span=Span(start=0, end=len(text)),
        position=0,
        attribution=asked_annotations.attributions[0] if asked_annotations.attributions else None,
        figures=asked_annotations.figures,
        times=asked_annotations.times,
        mentions=tuple(mentions[_ASKED_ID]),
    )
    return asked, {
        id: replace(annotations, mentions=tuple(mentions[id])) for id, annotations in known.items()
    }


def _times_meant(text: str, article: Article) -> tuple[TimeRef, ...]:
    """The times in `text`, as they would be meant on the day that the article was published."""
    whole = Article(id=_ASKED_ID, place=_ASKED_ID, text=text, title="", language="en")
    day = article.published_at
    return tuple(times(whole, anchor=day, anchor_kind="story") if day else times(whole))


def _checked_claims(
    store: Store, story: Story, pool: Pool, held: Sequence[ScoredStatement], settings: Checking
) -> list[CheckedClaim]:
    """The claims of a story that a statement of the pool is evidence of, and what that says."""
    answers = [a for a in held if a.likelihood >= settings.similar]
    ids = sorted({pool.said[a.at].article_id for a in answers} & set(story.article_ids))
    holder = _claim_of_evidence(store.claims_of(story.id, ids))
    by_claim: dict[str, list[ScoredStatement]] = {}
    claims: dict[str, Claim] = {}
    for answer in answers:
        said = pool.said[answer.at]
        claim = holder.get(as_evidence(said))
        if claim:
            claims[claim.id] = claim
            by_claim.setdefault(claim.id, []).append(answer)
    return [_checked_claim(claims[id], story, held, pool, settings) for id, held in by_claim.items()]


def _claim_of_evidence(claims: Iterable[Claim]) -> dict[Evidence, Claim]:
    """For each evidence the claim it stands for; else, of those that hold it, that of most origins."""
    result: dict[Evidence, Claim] = {}
    for claim in sorted(claims, key=lambda c: (-len(c.origins), -len(c.evidence), c.id)):
        for evidence in claim.evidence:
            result.setdefault(evidence, claim)
        result[claim.evidence[0]] = claim
    return result


def _checked_claim(
    claim: Claim, story: Story, held: Sequence[ScoredStatement], pool: Pool, settings: Checking
) -> CheckedClaim:
    """A claim by its likeliest statement, or by one that says so where the likeliest does not.

    Accounts of one claim may give other figures: where a figure is asked for, only those that have it say so,
    and a claim in which one has it does not differ.
    """
    first = max(held, key=lambda a: (_relation(a, settings) == "says so", a.likelihood, -a.at))
    relation = _relation(first, settings)
    if pool.asked.figures:
        fitting = [a for a in held if not a.discrepancies and not a.missing]
        if relation == "differs" and fitting:
            first, relation = max(fitting, key=lambda a: (a.likelihood, -a.at)), "similar"
        if relation == "says so":
            held = [a for a in fitting if _relation(a, settings) == "says so"]
            claim = _of_those(claim, {pool.said[a.at].article_id for a in held})
    ordered = [first, *(a for a in held if a is not first)]
    return CheckedClaim(
        relation=relation,
        claim=claim,
        story=story,
        evidence=tuple(as_evidence(pool.said[a.at]) for a in ordered),
        likelihood=first.likelihood,
        discrepancies=first.discrepancies if relation == "differs" else (),
        missing=first.missing,
    )


def _of_those(claim: Claim, article_ids: set[str]) -> Claim:
    """A claim as these articles alone make it."""
    return replace(
        claim,
        evidence=tuple(e for e in claim.evidence if e.article_id in article_ids),
        origins=tuple(
            _partial_origin(o, article_ids)
            for o in claim.origins
            if not article_ids.isdisjoint(o.article_ids)
        ),
        carriers=tuple(c for c in claim.carriers if c.article_id in article_ids),
    )


def _partial_origin(origin: Origin, article_ids: set[str]) -> Origin:
    """An origin of these articles; its reasoning, which speaks of all, only where all are among them."""
    article_ids_held = tuple(id for id in origin.article_ids if id in article_ids)
    whole = article_ids_held == origin.article_ids
    return replace(
        origin,
        article_ids=article_ids_held,
        why=origin.why if whole else f"{origin.name}, for a part of the claim",
    )


def _relation(answer: ScoredStatement, settings: Checking) -> Relation:
    if answer.discrepancies:
        return "differs" if answer.likelihood >= settings.differs else "similar"
    return "says so" if answer.likelihood >= settings.says and not answer.missing else "similar"
