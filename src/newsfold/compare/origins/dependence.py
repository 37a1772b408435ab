"""How likely two accounts have what they say from one root, where nothing in the text says so.

A plan, a quotation, what a bill contains: accounts of it have it from one source, named or not. A vote,
a storm, a resignation: each outlet can have seen it itself. One logistic decision over what can be read off
the two statements tells these apart, learned from stories annotated by hand (`training/train_origins.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsfold.compare.settings import LEARNED
from newsfold.compare.words import content, longest_run
from newsfold.language import calendar_of, either
from newsfold.language import words as listed
from newsfold.learned import logistic_models
from newsfold.records import Article, Statement
from newsfold.text import words

# Stems of words, as `language.stem` makes them, that tell what kind of thing is said.
_DOCUMENTS, _SPEECH = (content(" ".join(listed("origins", kind))) for kind in ("documents", "speech"))
_SAID = frozenset(listed("origins", "said"))
_WISHES = frozenset(listed("origins", "wishes and plans"))
_QUOTATION_MARK = re.compile(r'["“”]')
_YEAR_OR_WEEKDAY = re.compile(rf"\b(?:(?:19|20)\d\d|{either(calendar_of().weekdays)})\b")
_PAST_FORM = re.compile(
    rf"\b(?:\w+(?:{either(listed('origins', 'endings of the past'))})"
    rf"|{either(listed('origins', 'words of the past'))})\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcedStatement:
    """A statement with its words and who is behind it; `source` is a key, equal for one source."""

    statement: Statement
    text: str
    source: str | None
    relayed: bool
    language: str
    said: frozenset[str]  # stems of the words that are attributed to the source
    act: float  # log-odds that outlets can know it by themselves (`acts`); 0 where that is not known

    @classmethod
    def of(
        cls, statement: Statement, article: Article, source: str | None, relayed: bool, act: float = 0.0
    ) -> SourcedStatement:
        """The statement in its article."""
        inside = " ".join(_attributed(statement, article.text)) if source else ""
        return cls(
            statement=statement,
            text=statement.span.of(article.text),
            source=source,
            relayed=relayed,
            language=article.language,
            said=content(inside),
            act=act,
        )


def _attributed(statement: Statement, text: str) -> list[str]:
    parts = statement.attribution.content if statement.attribution else ()
    span = statement.span
    return [text[max(p.start, span.start) : min(p.end, span.end)] for p in parts if p.overlaps(span)]


def dependence_features(left: SourcedStatement, right: SourcedStatement) -> dict[str, float]:
    """What tells of one root or two; the same for (left, right) and (right, left)."""
    both = (left, right)
    left_words, right_words = content(left.text), content(right.text)
    shared = left_words & right_words
    named = [a for a in both if a.source]
    inside = sorted(len(shared & a.said) / max(1, len(shared)) for a in named)
    return {
        "both name a source": float(len(named) == 2),
        "one source": float(len(named) == 2 and left.source == right.source),
        "attributed": sum(inside) / max(1, len(inside)),
        "words in a row": min(LEARNED.run, longest_run(words(left.text), words(right.text))) / LEARNED.run,
        "words in common": min(1.0, len(shared) / max(1, min(len(left_words), len(right_words)))),
        "quotation": float(sum(bool(_QUOTATION_MARK.search(a.text)) for a in both)),
        "document": float(sum(not _DOCUMENTS.isdisjoint(content(a.text)) for a in both)),
        "speech": float(sum(_tells_speech(a.text) for a in both)),
        "wish or plan": float(all(not _WISHES.isdisjoint(words(a.text)) for a in both)),
        "figure": float(all(_tells_count(a.statement) for a in both)),
        "dated": float(sum(bool(_YEAR_OR_WEEKDAY.search(a.text)) for a in both)),
        "past": sum(len(_PAST_FORM.findall(a.text)) for a in both) / 10,
        "relayed": float(left.relayed) + float(right.relayed),
        "early": float(sum(a.statement.position < LEARNED.leads for a in both)),
        "act": (left.act + right.act) / 2,
        "act least": min(left.act, right.act),
        "sources named": float(len(named)),
    }


def _tells_speech(text: str) -> bool:
    return not (_SPEECH.isdisjoint(content(text)) and _SAID.isdisjoint(words(text)))


def _tells_count(statement: Statement) -> bool:
    """Whether it gives a figure that somebody must have counted or measured: no "two countries"."""
    return any(not f.ordinal and (f.unit or f.value >= LEARNED.counted) for f in statement.figures)


def likelihood(left: SourcedStatement, right: SourcedStatement) -> tuple[float, str]:
    """How likely, 0..1, the two have one root, and the feature that speaks most for it.

    Where one is not English nothing tells: 0.
    """
    if not left.language == right.language == "en":
        return 0.0, ""
    model, values = logistic_models("origins")["one root"], dependence_features(left, right)
    parts = model.parts(values)
    return model.likelihood(values), max(sorted(parts), key=lambda name: parts[name])
