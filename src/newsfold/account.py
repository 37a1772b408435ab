"""Claims into the cited account, the timeline and the story's title.

Sentences come from the evidence itself, so they are quoted whole. What is put together by rule (a
difference, side by side) is checked by `unsupported` before it is shown: every word, figure and
quotation in it must stand in its evidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType

from newsfold.records import (
    AccountSentence,
    Annotations,
    Article,
    Claim,
    Difference,
    Evidence,
    Span,
    Story,
    TimelineEntry,
    TimeRef,
)
from newsfold.text import collapse, words

# Words that need the sentence before them; a sentence that opens with one does not stand alone.
_LEANING = re.compile(
    r"^[\"“”'‘’(]*(?:he|she|it|they|this|that|these|those|his|her|its|their|but|and|so|then|also|however|"
    r"meanwhile|still|yet|later|instead|both|the (?:two|three|pair|duo|latter|former)|asked|"
    r"in addition|for (?:example|instance)|according to (?:him|her|them))\b",
    re.I,
)
_CONNECTING = frozenset("by and at on".split())  # the words that a difference's sentence adds itself
_UNFINISHED = re.compile(r"[\w,;]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How long an account is, in sentences and words, and how alike two of its sentences may be (0..1)."""

    fewest: int = 3
    most: int = 8
    background: int = 2
    words: int = 40
    alike: float = 0.5


def account(
    story: Story,
    articles: Mapping[str, Article],
    claims: Sequence[Claim],
    differences: Sequence[Difference],
    outlets: Mapping[str, str],
    sentences: Mapping[str, Sequence[Span]] = MappingProxyType({}),
    settings: Telling = Telling(),
) -> list[AccountSentence]:
    """The news first, corroborated before single, then differences side by side, then background by time.

    `outlets` names each article's outlet, `sentences` its sentences: a claim that is a part of one is told
    by the whole of it. Nothing is returned that `unsupported` objects to.
    """
    claims = [_whole(claim, articles, sentences) for claim in claims]
    news = _chosen([c for c in claims if not c.background], articles, settings.most - 2, settings)
    old = _chosen(
        [c for c in claims if c.background and len(c.origins) > 1], articles, settings.background, settings
    )
    told = [_sentence(c, "news") for c in sorted(news, key=lambda c: _order(c, articles))]
    told += [s for d in differences if (s := _side_by_side(d, articles, outlets)) is not None][:2]
    told += [_sentence(c, "background") for c in old]
    return [s for s in told if not unsupported(s, articles, outlets)][: settings.most]


def _whole(claim: Claim, articles: Mapping[str, Article], sentences: Mapping[str, Sequence[Span]]) -> Claim:
    """The claim with the whole sentence of its first evidence as its text."""
    first = claim.evidence[0]
    around = next((s for s in sentences.get(first.article_id, ()) if s.contains(first.span)), first.span)
    whole = Evidence(article_id=first.article_id, span=around)
    text = around.of(articles[first.article_id].text)
    return replace(claim, text=text, evidence=(whole, *claim.evidence[1:]))


def _sentence(claim: Claim, role: str) -> AccountSentence:
    return AccountSentence(
        text=collapse(claim.text),
        evidence=claim.evidence,
        role="background" if role == "background" else "news",
        claim_id=claim.id,
    )


def _chosen(
    claims: Sequence[Claim], articles: Mapping[str, Article], most: int, settings: Telling
) -> list[Claim]:
    """The claims that tell most, none alike to one before, best first."""
    weight = _weights(claims)
    ranked = sorted(claims, key=lambda c: (-_worth(c, articles, weight, settings), c.id))
    chosen: list[Claim] = []
    for claim in ranked:
        if len(chosen) == most:
            break
        if _stands_alone(claim.text) and all(_alike(claim.text, c.text) < settings.alike for c in chosen):
            chosen.append(claim)
    return chosen


def _order(claim: Claim, articles: Mapping[str, Article]) -> tuple[bool, float, str]:
    """Corroborated before single, then as early as it stands in the articles that have it."""
    return len(claim.origins) < 2, min(_place(e, articles) for e in claim.evidence), claim.id


def _place(evidence: Evidence, articles: Mapping[str, Article]) -> float:
    """How far into its article an evidence stands, 0..1."""
    return evidence.span.start / max(1, len(articles[evidence.article_id].text))


def _weights(claims: Sequence[Claim]) -> Counter[str]:
    """In how many articles each word stands: what a story is about is what its articles share."""
    seen: dict[str, set[str]] = {}
    for claim in claims:
        for word in set(words(claim.text)):
            seen.setdefault(word, set()).update(e.article_id for e in claim.evidence)
    return Counter({word: len(ids) for word, ids in seen.items() if len(word) > 3})


def _worth(claim: Claim, articles: Mapping[str, Article], weight: Counter[str], settings: Telling) -> float:
    """Origins first, then how early it stands in its articles and how much of the story it names."""
    tokens = words(claim.text)
    central = sum(weight[w] for w in set(tokens)) / (1 + len(tokens)) / max(1, len(articles))
    early = 1 - sum(_place(e, articles) for e in claim.evidence) / len(claim.evidence)
    long = max(0, len(tokens) - settings.words) / settings.words
    origins = min(3, len(claim.origins))
    return 1.0 * (origins - 1) + 0.15 * len(claim.evidence) + 1.2 * early + 2.0 * central - long


def _stands_alone(text: str) -> bool:
    flat = collapse(text)
    opens = flat.lstrip("\"“”'‘’([")[:1]
    whole = bool(opens) and not opens.islower() and not _UNFINISHED.search(flat)
    return whole and not _LEANING.match(flat) and len(words(flat)) >= 6


def _alike(left: str, right: str) -> float:
    a, b = ({w for w in words(t) if len(w) > 3} for t in (left, right))
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _side_by_side(
    difference: Difference, articles: Mapping[str, Article], outlets: Mapping[str, str]
) -> AccountSentence | None:
    """ "Dead: at least 51 (Harbour Post); 49 (North Ledger)": each value with who gives it, in order."""
    if difference.kind not in ("figure", "time"):
        return None
    parts = []
    for value in difference.values:
        names = sorted({outlets[e.article_id] for e in value.evidence})
        parts.append(f"{value.text} ({', '.join(names)})")
    evidence = tuple(e for value in difference.values for e in value.evidence)
    told = "; ".join(parts)
    known = {w for e in evidence for w in words(e.span.of(articles[e.article_id].text))}
    if difference.kind == "figure" and difference.about and set(words(difference.about)) <= known:
        told = f"{difference.about[0].upper()}{difference.about[1:]}: {told}"
    return AccountSentence(text=told, evidence=evidence, role="difference")


def unsupported(
    sentence: AccountSentence, articles: Mapping[str, Article], outlets: Mapping[str, str]
) -> list[str]:
    """The words of a sentence that its evidence does not have, in order; none means it may be shown.

    A sentence of news or background must be a verbatim part of its evidence; one that tells a
    difference may only add the names of its outlets.
    """
    if not sentence.evidence:
        return words(sentence.text) or [sentence.text]
    texts = [collapse(e.span.of(articles[e.article_id].text)) for e in sentence.evidence]
    if sentence.role != "difference":
        return [] if any(sentence.text in text for text in texts) else words(sentence.text)
    known = {word for text in texts for word in words(text)} | _CONNECTING
    known |= {word for e in sentence.evidence for word in words(outlets[e.article_id])}
    return [word for word in words(sentence.text) if word not in known]


def timeline(
    story: Story,
    articles: Mapping[str, Article],
    annotations: Iterable[Annotations],
    claims: Sequence[Claim],
) -> list[TimelineEntry]:
    """One dated entry for each claim that carries a date, in order of time, background marked apart."""
    times = {found.article_id: found.times for found in annotations}
    entries = []
    for claim in claims:
        dated = [
            (time, evidence)
            for evidence in claim.evidence
            for time in times.get(evidence.article_id, ())
            if evidence.span.contains(time.span) and time.kind in ("date", "time") and time.start and time.end
        ]
        if not dated:
            continue
        time, evidence = min(dated, key=lambda item: (_width(item[0]), item[1], item[0].span))
        assert time.start and time.end and time.grain  # those without were left out
        far = story.event_start is not None and time.end < story.event_start - timedelta(days=1)
        entries.append(
            TimelineEntry(
                start=time.start,
                end=time.end,
                grain=time.grain,
                text=collapse(evidence.span.of(articles[evidence.article_id].text)),
                evidence=(evidence, *(e for e in claim.evidence if e != evidence)),
                background=far,
                inferred=time.resolved_against == "story",
            )
        )
    return sorted(entries, key=lambda e: (e.start, e.end, e.evidence))


def _width(time: TimeRef) -> timedelta:
    assert time.start and time.end
    return time.end - time.start


def title(articles: Sequence[Article]) -> str:
    """The title that shares most words with the other articles' titles and openings; "" for no articles."""
    heads = {a.id: set(words(a.title + " " + a.text[:300])) for a in articles}
    seen = Counter(word for head in heads.values() for word in head if len(word) > 2)

    def worth(article: Article) -> tuple[float, int, str, str]:
        own = [w for w in dict.fromkeys(words(article.title)) if len(w) > 2]
        shared = sum(seen[w] - 1 for w in own) / (3 + len(own)) if own else -1.0
        return -shared, len(article.title), article.title, article.id

    return min(articles, key=worth).title if articles else ""
