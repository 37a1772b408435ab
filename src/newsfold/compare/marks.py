"""The words inside a claim's evidence that say it: of a sentence that tells several things, one or two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from newsfold.compare.settings import MARKS
from newsfold.compare.words import content
from newsfold.records import Article, Evidence, Span, Statement


def marks(
    statements: Sequence[Statement], line: Statement, articles: Mapping[str, Article]
) -> list[Evidence]:
    """The words of each statement that say what the claim's line says; of the line, what another says.

    Nothing of a statement where its assertions are all said there, or none, or where much of what is shared
    stands outside of those that are: the whole of it is evidence then. In order, each stretch once.
    """
    held = [content(statement_text(line, articles))]
    others = {content(statement_text(s, articles)) for s in statements if s.article_id != line.article_id}
    places = set()
    for statement in statements:
        text = articles[statement.article_id].text
        spans = _shared_assertions(statement, text, others if statement == line else held)
        places |= {Evidence(article_id=statement.article_id, span=span) for span in spans}
    return sorted(places)


def _shared_assertions(statement: Statement, text: str, tellings: Iterable[frozenset[str]]) -> list[Span]:
    """The stretches of a statement whose assertions another account has; `tellings` are accounts' stems.

    Of several accounts that have some the one is taken that has most.
    """
    cues = statement.attribution.cue if statement.attribution else ()
    asserted = [
        (assertion.parts, content(_text_of_spans(assertion.parts, text)))
        for assertion in statement.assertions
        if not any(cue.contains(assertion.predicate) for cue in cues)
    ]
    whole = content(statement.span.of(text))
    choices: list[list[Span]] = []
    for wanted in tellings:
        said = [parts for parts, stems in asserted if _is_told(stems, wanted)]
        if 0 < len(said) < len(statement.assertions):
            spans = _merged_spans((part for parts in said for part in parts), text)
            shared = whole & wanted
            if len(shared & content(_text_of_spans(spans, text))) >= MARKS.inside * len(shared):
                choices.append(spans)
    best = max(choices, key=lambda spans: (sum(span.end - span.start for span in spans), spans), default=[])
    return [
        _without_marks(span, text) for span in best if len(re.findall(r"\w+", span.of(text))) >= MARKS.words
    ]


def _is_told(stems: frozenset[str], wanted: frozenset[str]) -> bool:
    return len(stems & wanted) >= max(MARKS.fewest, MARKS.shared * len(stems))


def statement_text(statement: Statement, articles: Mapping[str, Article]) -> str:
    """The words of a statement."""
    return statement.span.of(articles[statement.article_id].text)


def _text_of_spans(spans: Iterable[Span], text: str) -> str:
    return " ".join(span.of(text) for span in spans)


def _merged_spans(spans: Iterable[Span], text: str) -> list[Span]:
    """Spans in order; those with nothing but spaces and marks between them are one."""
    joined: list[Span] = []
    for span in sorted(set(spans)):
        if joined and not any(c.isalnum() for c in text[joined[-1].end : span.start]):
            joined[-1] = Span(start=joined[-1].start, end=max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return joined


def _without_marks(span: Span, text: str) -> Span:
    """A span without the marks and spaces at its ends."""
    words = list(re.finditer(r"\w+", span.of(text)))
    return Span(start=span.start + words[0].start(), end=span.start + words[-1].end())
