"""Claims into the cited account: what happened, in a few sentences of the articles themselves.

A sentence is quoted whole, but for a dateline in front. What is put together by rule (a difference, side
by side) is checked by `unsupported` before it is shown: every word, figure and quotation in it must
stand in its evidence.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import MappingProxyType

from newsfold.captions import captions
from newsfold.language import words as listed
from newsfold.learned import linear_model
from newsfold.records import (
    AccountSentence,
    Article,
    Claim,
    Difference,
    Evidence,
    Figure,
    Span,
    TimelineEntry,
    Value,
)
from newsfold.tell.opening import Opening
from newsfold.tell.sentences import (
    alike,
    capitalised_words,
    content_words,
    counts_clash,
    is_caption,
    one_wording,
    stands_alone,
)
from newsfold.tell.settings import ACCOUNT, LEARNED, AccountSettings
from newsfold.text import collapse, dateline_end, words

_CONNECTING = frozenset(listed("account", "connecting"))  # the words that a difference's sentence adds itself
_NEVER = datetime.max.replace(tzinfo=UTC)


def account(
    articles: Mapping[str, Article],
    claims: Sequence[Claim],
    differences: Sequence[Difference],
    outlets: Mapping[str, str],
    sentences: Mapping[str, Sequence[Span]] = MappingProxyType({}),
    dated: Sequence[TimelineEntry] = (),
    settings: AccountSettings = ACCOUNT,
    figures: Mapping[str, Sequence[Figure]] = MappingProxyType({}),
    rivals: Collection[tuple[Evidence, Evidence]] = (),
) -> list[AccountSentence]:
    """What happened first, then the other news, differences side by side, and background by time.

    `outlets` names each article's outlet, `sentences` its sentences: a claim that is a part of one is told
    by the whole of it. `dated` gives background its order, `figures` what each article counts: two counts
    that exclude each other are never both told, nor are two statements of which `rivals` says that they may.
    Where news moved on, the latest report is told, and the earlier ones stand in the difference. Whatever is
    told and differs elsewhere has its difference beside it, however many these are. Nothing is returned that
    `unsupported` objects to.
    """
    ranker = SentenceRanker(articles, claims, sentences, differences, figures, rivals)
    every = [(d, s) for d in differences if (s := _difference_sentence(d, articles, outlets)) is not None]
    sides = [_Side(ranker.places(d), s) for d, s in every if not unsupported(s, articles, outlets)]
    lines = min(len(sides), settings.differences)
    parts = _account_parts(ranker, lines, settings)
    needed = sum(side.is_of(parts.sentences()) for side in sides)
    if needed > lines:
        lines = min(needed, settings.most // 2)
        parts = _account_parts(ranker, lines, settings)
    ordered = sorted(
        sides, key=lambda side: (not side.is_of(parts.opening), not side.is_of(parts.sentences()))
    )
    unmarked = [side for side in ordered[lines:] if side.is_of(parts.sentences())]
    starts = {e: entry.start for entry in reversed(dated) for e in entry.evidence}
    news = [c for c in _claims_in_order(parts.news) if not any(side.is_of([c]) for side in unmarked)]
    background = sorted(parts.background, key=lambda c: _claim_order(c, starts))
    result = [_sentence(c, "news") for c in parts.opening + news]
    result += [side.line for side in ordered[:lines]]
    result += [_sentence(c, "background") for c in background if not any(s.is_of([c]) for s in unmarked)]
    return [s for s in result if not unsupported(s, articles, outlets)]


@dataclass(frozen=True, slots=True)
class _Side:
    """A difference side by side, and the whole sentences that give its values."""

    places: frozenset[Evidence]
    line: AccountSentence

    def is_of(self, claims: Sequence[Claim]) -> bool:
        """Whether one of the claims is told by such a sentence."""
        return any(claim.evidence[0] in self.places for claim in claims)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The claims of an account: the one it opens with, the other news, the background."""

    opening: list[Claim]
    news: list[Claim]
    background: list[Claim]

    def sentences(self) -> list[Claim]:
        """All of them."""
        return [*self.opening, *self.news, *self.background]


def _account_parts(ranker: SentenceRanker, lines: int, settings: AccountSettings) -> _Parts:
    """What an account tells beside so many lines of differences."""
    current = [c for c in ranker.claims if not c.background] or ranker.claims
    old = [c for c in ranker.claims if c.background and len(c.origins) > 1 and c not in current]
    opening = ranker.opening(current)
    kept_free = len(ranker.chosen(old, settings.background, settings, opening))
    room = settings.most - lines - len(opening) - kept_free
    news = ranker.chosen(current, room, settings, opening)
    background = ranker.chosen(old, kept_free, settings, opening + news)
    return _Parts(opening, news, background)


def _claims_in_order(news: Sequence[Claim]) -> list[Claim]:
    """What tells most, then the others as they follow in their articles, the foremost of their evidence."""
    return [*news[:1], *sorted(news[1:], key=lambda c: (min(e.span.start for e in c.evidence), c.id))]


def _claim_order(claim: Claim, starts: Mapping[Evidence, datetime]) -> tuple[datetime, str]:
    return min((starts[e] for e in claim.evidence if e in starts), default=_NEVER), claim.id


def _sentence(claim: Claim, role: str) -> AccountSentence:
    return AccountSentence(
        text=collapse(claim.text),
        evidence=claim.evidence,
        role="background" if role == "background" else "news",
        claim_id=claim.id,
    )


class SentenceRanker:
    """A story's claims, each with the whole sentence that tells it best, and what a sentence is worth."""

    def __init__(
        self,
        articles: Mapping[str, Article],
        claims: Sequence[Claim],
        sentences: Mapping[str, Sequence[Span]],
        differences: Sequence[Difference] = (),
        figures: Mapping[str, Sequence[Figure]] = MappingProxyType({}),
        rivals: Collection[tuple[Evidence, Evidence]] = (),
    ) -> None:
        self.articles, self.sentences, self.figures = articles, sentences, figures
        self.pictures = {id: captions(article.text) for id, article in articles.items()}
        self.whole = whole = {e: self._whole(e) for claim in claims for e in claim.evidence}
        self.first = {e.article_id: e.span.start for e in sorted(whole.values(), reverse=True)}
        self._count(sorted(set(whole.values())))
        moved = [d.values for d in differences if d.updated]
        self.latest = {self._whole(e) for values in moved for e in values[-1].evidence}
        self.replaced = {
            self._whole(e) for values in moved for v in values[:-1] for e in v.evidence
        } - self.latest
        self.sides = self._sides(differences)
        self.rivals = {frozenset((self._whole(a), self._whole(b))) for a, b in rivals}
        self.leading: set[Evidence] = set()
        current = [c for c in claims if any(whole[e] not in self.replaced for e in c.evidence)]
        self.claims = [self._best(claim) for claim in current or claims]

    def _whole(self, evidence: Evidence) -> Evidence:
        """The sentence around an evidence, without a dateline."""
        around = (s for s in self.sentences.get(evidence.article_id, ()) if s.contains(evidence.span))
        span = next(around, evidence.span)
        article = self.articles[evidence.article_id]
        past = dateline_end(span.of(article.text), article.dateline)
        return replace(evidence, span=Span(start=span.start + past, end=span.end))

    def _text(self, evidence: Evidence) -> str:
        return collapse(evidence.span.of(self.articles[evidence.article_id].text))

    def _count(self, listed: Sequence[Evidence]) -> None:
        """How often each word stands in the titles, in the story, in its leads, and in how many articles."""
        self.titles = Counter(w for a in self.articles.values() for w in content_words(a.title))
        self.story = Counter(w for e in listed for w in content_words(self._text(e)))
        self.leads: Counter[str] = Counter()
        self.spread: Counter[str] = Counter()
        for id in sorted(self.articles):
            texts = [self._text(e) for e in listed if e.article_id == id]
            self.leads.update({w for text in texts[: LEARNED.lead] for w in content_words(text)})
            self.spread.update({w for text in texts for w in content_words(text)})

    def _sides(self, differences: Sequence[Difference]) -> dict[Evidence, list[tuple[int, int]]]:
        """The values that each sentence gives: the difference's number and the value's in it."""
        sides: dict[Evidence, list[tuple[int, int]]] = {}
        for number, difference in enumerate(differences):
            for side, value in enumerate(difference.values):
                for e in value.evidence:
                    sides.setdefault(self._whole(e), []).append((number, side))
        return sides

    def places(self, difference: Difference) -> frozenset[Evidence]:
        """The whole sentences that give the values of a difference."""
        return frozenset(self._whole(e) for value in difference.values for e in value.evidence)

    def _picture(self, evidence: Evidence) -> bool:
        """Whether a sentence stands in a caption, or is one."""
        lines = self.pictures[evidence.article_id]
        return any(line.contains(evidence.span) for line in lines) or is_caption(self._text(evidence))

    def _best(self, claim: Claim) -> Claim:
        """The claim, told by its latest report where news moved on, else by the sentence worth most.

        A caption, or one in capitals, only where there is no other.
        """

        def order(e: Evidence) -> tuple[bool, bool, bool, bool, float, bool, Evidence]:
            whole = self.whole[e]
            news = whole not in self.latest, whole in self.replaced, self._text(whole).isupper()
            return *news, self._picture(whole), -self.worth(whole, claim), e != claim.evidence[0], e

        return self._by(claim, min(claim.evidence, key=order))

    def _by(self, claim: Claim, evidence: Evidence) -> Claim:
        """The claim, told by the sentence around one of its evidences."""
        others = tuple(e for e in claim.evidence if e != evidence)
        whole = self.whole.get(evidence, evidence)
        return replace(claim, text=self._text(whole), evidence=(whole, *others))

    def opening(self, claims: Sequence[Claim]) -> list[Claim]:
        """The claim that the account begins with, told by the sentence that tells the news best; or none."""
        spans: dict[str, set[Span]] = {}
        for e in self.whole.values():
            spans.setdefault(e.article_id, set()).add(e.span)
        opening = Opening(
            self.articles, {id: sorted(spans_of_article) for id, spans_of_article in spans.items()}
        )
        worth = {e: opening.worth(e) for e in opening.candidates() if e not in self.replaced}
        self.leading = opening.leading()
        able = [
            (-worth[whole], -len(claim.origins), claim.id, e)
            for claim in claims
            for e in claim.evidence
            if (whole := self.whole.get(e, e)) in worth
        ]
        if not able:
            return []
        *_, id, evidence = min(able)
        return [self._by(next(c for c in claims if c.id == id and evidence in c.evidence), evidence)]

    def features(self, evidence: Evidence, claim: Claim) -> dict[str, float]:
        """What a sentence has that tells of its story."""
        text = self._text(evidence)
        content, number = content_words(text), len(words(text))
        each = max(1, len(content)) * max(1, len(self.articles))
        others = max(1, len(content)) * max(1, len(self.articles) - 1)
        return {
            # of the words of the titles, and of all words of the story, the share that it has
            "titles": sum(self.titles[x] for x in content) / max(1, self.titles.total()),
            "story": sum(self.story[x] for x in content) / max(1, self.story.total()),
            # the share of its words that stand in the articles' first sentences, and that other articles have
            "leads": sum(self.leads[x] for x in content) / each,
            "shared": sum(self.spread[x] - 1 for x in content) / others,
            "length": math.log1p(number),
            "too long": max(0, number - LEARNED.long) / LEARNED.long,
            "first": float(evidence.span.start == self.first[evidence.article_id]),
            "corroborated": float(len(claim.origins) > 1),  # two origins say so
        }

    def worth(self, evidence: Evidence, claim: Claim) -> float:
        """How much a sentence tells of the story, about 0..1: how much of a summary's words it would have.

        Learned by least squares (`training/train_account.py`).
        """
        return round(float(linear_model("account").value(self.features(evidence, claim))), 9)

    def chosen(
        self, claims: Sequence[Claim], most: int, settings: AccountSettings, before: Sequence[Claim] = ()
    ) -> list[Claim]:
        """The claims that tell most, none repeating or contradicting another or one `before`, best first."""
        ranked = sorted(claims, key=lambda c: (-self.worth(c.evidence[0], c), c.id))
        able = [c for c in ranked if stands_alone(c.text) and not self._picture(c.evidence[0])]
        result: list[Claim] = []
        for limit in (settings.alike, settings.if_few):
            for claim in able:
                others = [*before, *result]
                if len(result) >= most or (limit != settings.alike and len(others) >= settings.fewest):
                    break
                repeats = any(self._repeats(claim, c, limit, settings.leads) for c in others)
                if not repeats and not any(self._contradicts(claim, c) for c in others):
                    result.append(claim)
        return result

    def _repeats(self, left: Claim, right: Claim, limit: float, leads: float) -> bool:
        """Whether a sentence tells again what another tells: in its words, its quotation or its names."""
        a, b = left.evidence[0], right.evidence[0]
        if left.id == right.id or (a.article_id == b.article_id and a.span.overlaps(b.span)):
            return True
        if a.article_id != b.article_id and {a, b} <= self.leading:
            limit = min(limit, leads)
        shared = alike(left.text, right.text)
        if shared >= limit or one_wording(left.text, right.text):
            return True
        names, others = capitalised_words(left.text), capitalised_words(right.text)
        both = len(names & others)
        most = max(ACCOUNT.names, ACCOUNT.most_names * min(len(names), len(others)))
        return both >= most and shared >= ACCOUNT.names_alike

    def _contradicts(self, left: Claim, right: Claim) -> bool:
        """Whether two sentences stand on two sides of a difference, or count one thing otherwise."""
        a, b = left.evidence[0], right.evidence[0]
        if frozenset((a, b)) in self.rivals:
            return True
        ours, theirs = self.sides.get(a, []), self.sides.get(b, [])
        if any(x[0] == y[0] and x[1] != y[1] for x in ours for y in theirs):
            return True
        return a.article_id != b.article_id and counts_clash(self._counts(a), self._counts(b))

    def _counts(self, evidence: Evidence) -> list[Figure]:
        return [f for f in self.figures.get(evidence.article_id, ()) if evidence.span.contains(f.span)]


def _difference_sentence(
    difference: Difference, articles: Mapping[str, Article], outlets: Mapping[str, str]
) -> AccountSentence | None:
    """ "Dead: 51 (Harbour Post); 49 (North Ledger)": each value with who gives it, in order.

    Of very many values the first and the last, of very many outlets the first, with dots for the rest.
    """
    if difference.kind != "figure":
        return None
    if any(not v.evidence or len(words(v.text)) > ACCOUNT.value_words for v in difference.values):
        return None
    values = list(difference.values)
    shown = values if len(values) <= 2 * ACCOUNT.ends else values[: ACCOUNT.ends] + values[-ACCOUNT.ends :]
    parts = [_value_with_outlets(value, outlets) for value in shown]
    if shown != values:
        parts.insert(ACCOUNT.ends, "…")
    evidence = tuple(e for value in shown for e in value.evidence[: ACCOUNT.ends])
    told = "; ".join(parts)
    known = {w for e in evidence for w in words(e.span.of(articles[e.article_id].text))}
    if difference.kind == "figure" and difference.about and set(words(difference.about)) <= known:
        told = f"{difference.about[0].upper()}{difference.about[1:]}: {told}"
    return AccountSentence(text=told, evidence=evidence, role="difference")


def _value_with_outlets(value: Value, outlets: Mapping[str, str]) -> str:
    """A value with the outlets that give it."""
    names = list(dict.fromkeys(outlets[e.article_id] for e in value.evidence[: ACCOUNT.ends]))
    more = ", …" if len({outlets[e.article_id] for e in value.evidence}) > len(names) else ""
    gone = "; withdrawn since" if value.withdrawn else ""
    return f"{value.text} ({', '.join(sorted(names))}{more}{gone})"


def unsupported(
    sentence: AccountSentence, articles: Mapping[str, Article], outlets: Mapping[str, str]
) -> list[str]:
    """The words of a sentence that its evidence does not have, in order; none means it may be shown.

    A sentence of news or background must be a verbatim part of its evidence; one that tells a
    difference may only add the names of its outlets and connecting words ("by", "and", "withdrawn").
    """
    if not sentence.evidence:
        return words(sentence.text) or [sentence.text]
    texts = [collapse(e.span.of(articles[e.article_id].text)) for e in sentence.evidence]
    if sentence.role != "difference":
        return [] if any(sentence.text in text for text in texts) else words(sentence.text)
    known = {word for text in texts for word in words(text)} | _CONNECTING
    known |= {word for e in sentence.evidence for word in words(outlets[e.article_id])}
    return [word for word in words(sentence.text) if word not in known]
