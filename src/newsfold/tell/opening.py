"""Which sentence an account begins with: the one that tells what happened.

Looked for among the first sentences of all articles. What each has in common with the titles and first
sentences of all is weighed by a model learned from how people began their summaries
(`training/train_opening.py`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from newsfold.captions import captions
from newsfold.language import either, phrases
from newsfold.learned import linear_model
from newsfold.records import Article, Evidence, Span
from newsfold.tell.sentences import (
    capitalised_words,
    is_caption,
    is_whole_sentence,
    meaning,
    opens_with_quotation,
    stands_alone,
    unquoted,
)
from newsfold.tell.settings import LEARNED, SENTENCES
from newsfold.text import collapse, names_day, tokens, words

_LEADING_LABEL = re.compile(r"^[A-Z]{4,}:\s")  # "UPDATE: …"


def _phrase(section: str) -> str:
    return either(phrases("account", section), " ")


# "The move comes …": what it was stands elsewhere.
_POINTING_NOUN = re.compile(
    rf"^(?:{_phrase('articles')}) (?:\w+ )?(?:{_phrase('pointing nouns')})s?"
    rf"(?:\W* (?:{_phrase('verbs of what is pointed at')})\b|\s*[,—–-])",
    re.I,
)
_LEANING_OPENING = re.compile(rf"^\W*(?:{_phrase('leaning at the beginning')})\b", re.I)
_OPENING_PRONOUN = re.compile(rf"\b(?:{_phrase('pronouns')})\b", re.I)


def may_open(text: str) -> bool:
    """Whether a sentence tells by itself, and of the news: no question and no saying alone."""
    if (
        not stands_alone(text)
        or text.isupper()
        or any(form.match(text) for form in (_LEANING_OPENING, _POINTING_NOUN, _LEADING_LABEL))
    ):
        return False
    outside = unquoted(text)
    saying = opens_with_quotation(text) or len(words(outside)) < SENTENCES.quoted * len(words(text))
    return not saying and "?" not in outside and not _pronoun_first(text)


def _pronoun_first(text: str) -> bool:
    """Whether a pronoun stands before the first name: "When she spoke, Holt …"."""
    first = next((t.start for t in tokens(text)[1:] if text[t.start].isupper()), len(text))
    return not _name_first(text) and _OPENING_PRONOUN.search(text, 0, first) is not None


def _name_first(text: str) -> bool:
    """Whether a sentence begins with two words in capitals: "Prime Minister …", "Anna Holt …"."""
    found = tokens(text)[:2]
    return len(found) == 2 and all(text[t.start].isupper() for t in found)


class Opening:
    """What the openings of a story's articles have in common; `sentences` are whole ones, by article."""

    def __init__(self, articles: Mapping[str, Article], sentences: Mapping[str, Sequence[Span]]) -> None:
        self.articles = articles
        self.titles = {id: meaning(a.title) for id, a in articles.items()}
        self.first = {id: self._first(a, sentences.get(id, ())) for id, a in articles.items()}
        self.leads = {
            id: self.titles[id].union(*(meaning(self._text(id, s)) for s in self.first[id]))
            for id in articles
        }

    def _text(self, id: str, span: Span) -> str:
        return collapse(span.of(self.articles[id].text))

    def _first(self, article: Article, sentences: Sequence[Span]) -> list[Span]:
        """An article's first whole sentences that are no captions."""
        pictures = captions(article.text)
        whole = (
            span
            for span in sorted(sentences)
            if not any(line.contains(span) for line in pictures)
            and not is_caption(text := self._text(article.id, span))
            and is_whole_sentence(text)
        )
        return [span for span, _ in zip(whole, range(LEARNED.lead), strict=False)]

    def candidates(self) -> list[Evidence]:
        """The sentences that may begin the account, by article."""
        return [
            Evidence(article_id=id, span=span)
            for id in sorted(self.articles)
            for span in self.first[id]
            if may_open(self._text(id, span))
        ]

    def leading(self) -> set[Evidence]:
        """The sentences that stand foremost in their articles."""
        found = ((id, span) for id, spans in self.first.items() for span in spans[: SENTENCES.foremost])
        return {Evidence(article_id=id, span=span) for id, span in found}

    def features(self, evidence: Evidence) -> dict[str, float]:
        """What a candidate has that tells the news."""
        id, text = evidence.article_id, self._text(evidence.article_id, evidence.span)
        content_words, number = meaning(text), len(words(text))
        titles = {other: len(content_words & t) / max(1, len(t)) for other, t in self.titles.items()}
        others = [other for other in self.articles if other != id]
        each = max(1, len(others))
        return {
            # the share that it has of its own article's title's words, and of the others'
            "own title": titles[id],
            "titles": sum(titles[other] for other in others) / each,
            # the share of its words that stand in the others' titles and first sentences
            "leads": sum(len(content_words & self.leads[other]) for other in others)
            / (each * max(1, len(content_words))),
            "first": float(evidence.span == self.first[id][0]),
            "length": math.log1p(number),
            "too long": max(0, number - LEARNED.long) / LEARNED.long,
            "too short": max(0, LEARNED.short - number) / LEARNED.short,
            "day": float(names_day(text)),
            "names": len(capitalised_words(text)) / max(1, number),
        }

    def worth(self, evidence: Evidence) -> float:
        """How much a candidate tells of the news, about 0..0.5; only to compare those of one story."""
        return round(float(linear_model("opening").value(self.features(evidence))), 9)
