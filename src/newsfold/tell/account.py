"""Claims into the cited account: what happened, in a few sentences of the articles themselves.

A sentence is quoted whole, but for a dateline in front. What is put together by rule (a difference, side
by side) is checked by `unsupported` before it is shown: every word, figure and quotation in it must
stand in its evidence.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import MappingProxyType

from newsfold.language import either, phrases
from newsfold.language import words as listed
from newsfold.learned import linear_model
from newsfold.records import (
    AccountSentence,
    Article,
    Claim,
    Difference,
    Evidence,
    Span,
    TimelineEntry,
    Value,
)
from newsfold.text import collapse, dateline_end, words

# Words that need the sentence before them; a sentence that opens with one does not stand alone.
_LEANING = re.compile(rf"^[\"“”'‘’(]*(?:{either(phrases('account', 'leaning'), ' ')})\b", re.I)
_CONNECTING = frozenset(listed("account", "connecting"))  # the words that a difference's sentence adds itself
_UNFINISHED = re.compile(r"[\w,;]$")
_SIDE_BY_SIDE = ("figure", "time", "place", "name")
_LONGEST_VALUE = 12  # words of a side that is shown in a sentence
_FEW = 4  # values at each end, and outlets of a value, where a difference has very many
_LEAD = 3  # sentences at an article's start
_LONG = 35  # words of a long sentence
_LATE = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How long an account is, in sentences, and how alike two of its sentences may be (0..1).

    `if_few` is the likeness allowed where there would be fewer than `fewest` otherwise.
    """

    fewest: int = 3
    most: int = 8
    background: int = 2
    differences: int = 2
    alike: float = 0.6
    if_few: float = 0.8


def account(
    articles: Mapping[str, Article],
    claims: Sequence[Claim],
    differences: Sequence[Difference],
    outlets: Mapping[str, str],
    sentences: Mapping[str, Sequence[Span]] = MappingProxyType({}),
    dated: Sequence[TimelineEntry] = (),
    settings: Telling = Telling(),
) -> list[AccountSentence]:
    """The news first, corroborated before single, then differences side by side, then background by time.

    `outlets` names each article's outlet, `sentences` its sentences: a claim that is a part of one is told
    by the whole of it. `dated` gives background its order. Where news moved on, the latest report is told,
    and the earlier ones stand in the difference. Nothing is returned that `unsupported` objects to.
    """
    told = Told(articles, claims, sentences, differences)
    sides = [s for d in differences if (s := _side_by_side(d, articles, outlets)) is not None]
    sides = [s for s in sides if not unsupported(s, articles, outlets)][: settings.differences]
    current = [c for c in told.claims if not c.background] or told.claims
    old = [c for c in told.claims if c.background and len(c.origins) > 1 and c not in current]
    background = told.chosen(old, settings.background, settings)
    room = settings.most - len(sides) - len(background)
    news = told.chosen(current, room, settings)
    starts = {e: entry.start for entry in reversed(dated) for e in entry.evidence}
    result = [_sentence(c, "news") for c in sorted(news, key=lambda c: len(c.origins) < 2)]
    result += sides
    result += [_sentence(c, "background") for c in sorted(background, key=lambda c: _date(c, starts))]
    return [s for s in result if not unsupported(s, articles, outlets)]


def _date(claim: Claim, starts: Mapping[Evidence, datetime]) -> tuple[datetime, str]:
    return min((starts[e] for e in claim.evidence if e in starts), default=_LATE), claim.id


def _sentence(claim: Claim, role: str) -> AccountSentence:
    return AccountSentence(
        text=collapse(claim.text),
        evidence=claim.evidence,
        role="background" if role == "background" else "news",
        claim_id=claim.id,
    )


class Told:
    """A story's claims, each with the whole sentence that tells it best, and what a sentence is worth."""

    def __init__(
        self,
        articles: Mapping[str, Article],
        claims: Sequence[Claim],
        sentences: Mapping[str, Sequence[Span]],
        differences: Sequence[Difference] = (),
    ) -> None:
        self.articles, self.sentences = articles, sentences
        whole = {e: self._whole(e) for claim in claims for e in claim.evidence}
        self.first = {e.article_id: e.span.start for e in sorted(whole.values(), reverse=True)}
        self._count(sorted(set(whole.values())))
        moved = [d.values for d in differences if d.updated]
        self.latest = {self._whole(e) for values in moved for e in values[-1].evidence}
        self.replaced = {
            self._whole(e) for values in moved for v in values[:-1] for e in v.evidence
        } - self.latest
        current = [c for c in claims if any(whole[e] not in self.replaced for e in c.evidence)]
        self.claims = [self._best(claim, whole) for claim in current or claims]

    def _whole(self, evidence: Evidence) -> Evidence:
        """The sentence around an evidence, without a dateline."""
        around = (s for s in self.sentences.get(evidence.article_id, ()) if s.contains(evidence.span))
        span = next(around, evidence.span)
        article = self.articles[evidence.article_id]
        past = dateline_end(span.of(article.text), article.dateline)
        return replace(evidence, span=Span(start=span.start + past, end=span.end))

    def _text(self, evidence: Evidence) -> str:
        return collapse(evidence.span.of(self.articles[evidence.article_id].text))

    def _count(self, told: Sequence[Evidence]) -> None:
        """How often each word stands in the titles, in the story, in its leads, and in how many articles."""
        self.titles = Counter(w for a in self.articles.values() for w in _content(a.title))
        self.story = Counter(w for e in told for w in _content(self._text(e)))
        self.leads: Counter[str] = Counter()
        self.spread: Counter[str] = Counter()
        for id in sorted(self.articles):
            own = [self._text(e) for e in told if e.article_id == id]
            self.leads.update({w for text in own[:_LEAD] for w in _content(text)})
            self.spread.update({w for text in own for w in _content(text)})

    def _best(self, claim: Claim, whole: Mapping[Evidence, Evidence]) -> Claim:
        """The claim, told by its latest report where news moved on, else by the sentence worth most.

        One in capitals only where there is no other.
        """

        def order(e: Evidence) -> tuple[bool, bool, bool, float, bool, Evidence]:
            news = whole[e] not in self.latest, whole[e] in self.replaced, self._text(whole[e]).isupper()
            return *news, -self.worth(whole[e], claim), e != claim.evidence[0], e

        best = min(claim.evidence, key=order)
        others = tuple(e for e in claim.evidence if e != best)
        return replace(claim, text=self._text(whole[best]), evidence=(whole[best], *others))

    def traits(self, evidence: Evidence, claim: Claim) -> dict[str, float]:
        """What a sentence has that tells of its story."""
        text = self._text(evidence)
        own, number = _content(text), len(words(text))
        each = max(1, len(own)) * max(1, len(self.articles))
        others = max(1, len(own)) * max(1, len(self.articles) - 1)
        return {
            # of the words of the titles, and of all words of the story, the share that it has
            "titles": sum(self.titles[x] for x in own) / max(1, self.titles.total()),
            "story": sum(self.story[x] for x in own) / max(1, self.story.total()),
            # the share of its words that stand in the articles' first sentences, and that other articles have
            "leads": sum(self.leads[x] for x in own) / each,
            "shared": sum(self.spread[x] - 1 for x in own) / others,
            "length": math.log1p(number),
            "too long": max(0, number - _LONG) / _LONG,
            "first": float(evidence.span.start == self.first[evidence.article_id]),
            "corroborated": float(len(claim.origins) > 1),  # two origins say so
        }

    def worth(self, evidence: Evidence, claim: Claim) -> float:
        """How much a sentence tells of the story, about 0..1: how much of a summary's words it would have.

        Learned by least squares (`training/train_account.py`).
        """
        return round(float(linear_model("account").value(self.traits(evidence, claim))), 9)

    def chosen(self, claims: Sequence[Claim], most: int, settings: Telling) -> list[Claim]:
        """The claims that tell most, none alike to one before, best first."""
        ranked = sorted(claims, key=lambda c: (-self.worth(c.evidence[0], c), c.id))
        able = [c for c in ranked if _stands_alone(c.text)]
        result: list[Claim] = []
        for limit in (settings.alike, settings.if_few):
            for claim in able:
                if len(result) >= (most if limit == settings.alike else min(most, settings.fewest)):
                    break
                if all(_alike(claim.text, c.text) < limit for c in result):
                    result.append(claim)
        return result


def _content(text: str) -> frozenset[str]:
    """The words of a text that carry meaning: those of four letters or more, and numbers."""
    return frozenset(w for w in words(text) if len(w) > 3 or w.isdigit())


def _stands_alone(text: str) -> bool:
    opens = text.lstrip("\"“”'‘’([")[:1]
    whole = bool(opens) and not opens.islower() and not _UNFINISHED.search(text)
    return whole and not _LEANING.match(text) and len(words(text)) >= 6


def _alike(left: str, right: str) -> float:
    a, b = _content(left), _content(right)
    return len(a & b) / min(len(a), len(b)) if a and b else float(left == right)


def _side_by_side(
    difference: Difference, articles: Mapping[str, Article], outlets: Mapping[str, str]
) -> AccountSentence | None:
    """ "Dead: 51 (Harbour Post); 49 (North Ledger)": each value with who gives it, in order.

    Of very many values the first and the last, of very many outlets the first, with dots for the rest.
    """
    if difference.kind not in _SIDE_BY_SIDE:
        return None
    if any(not v.evidence or len(words(v.text)) > _LONGEST_VALUE for v in difference.values):
        return None
    values = list(difference.values)
    shown = values if len(values) <= 2 * _FEW else values[:_FEW] + values[-_FEW:]
    parts = [_given(value, outlets) for value in shown]
    if shown != values:
        parts.insert(_FEW, "…")
    evidence = tuple(e for value in shown for e in value.evidence[:_FEW])
    told = "; ".join(parts)
    known = {w for e in evidence for w in words(e.span.of(articles[e.article_id].text))}
    if difference.kind == "figure" and difference.about and set(words(difference.about)) <= known:
        told = f"{difference.about[0].upper()}{difference.about[1:]}: {told}"
    return AccountSentence(text=told, evidence=evidence, role="difference")


def _given(value: Value, outlets: Mapping[str, str]) -> str:
    """A value with the outlets that give it."""
    names = list(dict.fromkeys(outlets[e.article_id] for e in value.evidence[:_FEW]))
    more = ", …" if len({outlets[e.article_id] for e in value.evidence}) > len(names) else ""
    return f"{value.text} ({', '.join(sorted(names))}{more})"


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
