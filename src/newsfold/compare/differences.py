"""Where accounts give other dates or deny each other: typed findings, never verdicts.

A difference is shown only where the two statements are about the same thing beyond doubt; a gap is
better than a false conflict. For figures see `figures`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from newsfold.compare.align import Pair
from newsfold.compare.likeness import content
from newsfold.records import Article, Difference, Evidence, Statement, TimeRef, Value

_SAME_CLAIM = 0.6  # share of words in common: where a single other word may change the sense
_NEGATION = re.compile(r"\b(?:not|no|never|none|neither|nor|without|denied|denies|deny)\b|n['’]t\b", re.I)


def time_differences(
    statements: Sequence[Statement],
    articles: Mapping[str, Article],
    texts: Sequence[str],
    near: Iterable[Pair],
) -> list[Difference]:
    """Aligned statements with one date each, where the two dates share no day."""
    found = []
    for pair in near:
        left, right = (statements[i] for i in (pair.left, pair.right))
        a, b = _only_date(left), _only_date(right)
        if a is None or b is None or _both_ways(texts[pair.left], texts[pair.right]) < _SAME_CLAIM:
            continue
        if a[1] <= b[0] or b[1] <= a[0]:
            sides = ((left, a[2]), (right, b[2]))
            found.append(_difference("time", sides, articles))
    return found


def _only_date(statement: Statement) -> tuple[datetime, datetime, TimeRef] | None:
    dates = [t for t in statement.times if t.kind in ("date", "time")]
    if len(dates) != 1 or dates[0].start is None or dates[0].end is None:
        return None
    return dates[0].start, dates[0].end, dates[0]


def negation_differences(
    statements: Sequence[Statement],
    articles: Mapping[str, Article],
    texts: Sequence[str],
    near: Iterable[Pair],
) -> list[Difference]:
    """Aligned statements alike in all but that one denies what the other says."""
    found = []
    for pair in near:
        left, right = texts[pair.left], texts[pair.right]
        if (
            bool(_NEGATION.search(left)) != bool(_NEGATION.search(right))
            and _both_ways(left, right) >= _SAME_CLAIM
        ):
            sides = ((statements[pair.left], None), (statements[pair.right], None))
            found.append(_difference("negation", sides, articles))
    return found


def _both_ways(left: str, right: str) -> float:
    a, b = content(left), content(right)
    return len(a & b) / max(len(a), len(b)) if a and b else 0.0


def _difference(
    kind: str, sides: Sequence[tuple[Statement, TimeRef | None]], articles: Mapping[str, Article]
) -> Difference:
    values = []
    for statement, time in sides:
        text = articles[statement.article_id].text
        words = (time.span if time else statement.span).of(text)
        evidence = Evidence(article_id=statement.article_id, span=statement.span)
        values.append(Value(text=words, evidence=(evidence,)))
    about = sides[0][0].span.of(articles[sides[0][0].article_id].text)
    return Difference(
        claim_ids=(),
        kind="time" if kind == "time" else "negation",
        about=about,
        values=tuple(sorted(values, key=lambda v: v.evidence)),
    )
