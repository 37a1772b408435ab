"""Where accounts deny each other: a typed finding, never a verdict.

A difference is shown only where the two statements are about the same thing beyond doubt; a gap is
better than a false conflict. For figures see `figures`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from newsfold.compare.alignment import Pair
from newsfold.compare.classes import connected_components
from newsfold.compare.denial_en import denies_a_part, negates_in_words, negations
from newsfold.compare.differences.refusals import Refusal
from newsfold.compare.marks import statement_text
from newsfold.compare.settings import DENIALS
from newsfold.compare.words import content
from newsfold.records import Article, Difference, DifferenceKind, Evidence, Statement, Value
from newsfold.text import collapse, words

# Of two statements, with their articles and the likelihood that they are one claim.
Decide = Callable[[Statement, Statement, Mapping[str, Article], float], Difference | Refusal]

_DOUBLE_QUOTE = re.compile(r'["“”]')


def negation_differences(
    statements: Sequence[Statement], articles: Mapping[str, Article], candidates: Iterable[Pair]
) -> list[Difference]:
    """Statements that are one claim, alike in all but that one denies what the other says."""
    return decided(negation_difference, statements, articles, candidates)


def decided(
    decide: Decide, statements: Sequence[Statement], articles: Mapping[str, Article], pairs: Iterable[Pair]
) -> list[Difference]:
    """The differences that `decide` finds between pairs of statements."""
    answers = (decide(statements[p.left], statements[p.right], articles, p.score) for p in pairs)
    return [answer for answer in answers if isinstance(answer, Difference)]


def negation_difference(
    left: Statement, right: Statement, articles: Mapping[str, Article], likelihood: float
) -> Difference | Refusal:
    """How one of two statements, which are one claim by this likelihood, denies the other, or why none does.

    Quotations stay out: what is cut from them is no denial.
    """
    left_text, right_text = statement_text(left, articles), statement_text(right, articles)
    if likelihood < DENIALS.least:
        return "two claims"
    if _DOUBLE_QUOTE.search(left_text) or _DOUBLE_QUOTE.search(right_text):
        return "in quotation marks"
    refusals = [_undenied(left_text, right_text), _undenied(right_text, left_text)]
    if None in refusals and _letters_and_digits(left_text) != _letters_and_digits(right_text):
        return difference("negation", ((left, left_text), (right, right_text)), articles)
    return next((r for r in refusals if r and r != "nothing denied"), "nothing denied")


def _letters_and_digits(text: str) -> str:
    """The letters and digits of a text: torn apart or without apostrophes it is one wording."""
    return "".join(c for c in text.casefold() if c.isalnum())


def _undenied(text: str, other: str) -> Refusal | None:
    """Why `text` does not deny the very thing that `other` says: all else is alike, but for a verb's form."""
    denial = denied(text)
    if not denial:
        return "nothing denied"
    if any(negations(other)):
        return "both deny"
    if negates_in_words(other):
        return "denied in other words"
    rest, said = content(text) - denial, content(other)
    more = len(said - rest - denial)
    if len(rest & said) < max(2, DENIALS.alike * len(rest)):
        return "other things told"
    if denial & said:
        return None if more <= (1 - DENIALS.alike) * len(said) else "more is told"
    return None if more == 1 else "other things told"  # the verb in another form: "held", "did not hold"


def denied(text: str) -> frozenset[str]:
    """The stem of the word that each denial of `text` is said of; the first of meaning behind it."""
    said = set[str]()
    for match in negations(text):
        behind = text[match.end() :]
        if not denies_a_part(behind):
            said |= next((content(word) for word in words(behind) if content(word)), frozenset())
    return frozenset(said)


def difference(
    kind: DifferenceKind, sides: Sequence[tuple[Statement, str]], articles: Mapping[str, Article]
) -> Difference:
    """A difference of statements, each with the words that differ; about what the first says."""
    first = sides[0][0]
    values = [
        Value(text=words, evidence=(Evidence(article_id=s.article_id, span=s.span),)) for s, words in sides
    ]
    return Difference(
        claim_ids=(),
        kind=kind,
        about=first.span.of(articles[first.article_id].text),
        values=tuple(sorted(values, key=lambda v: v.evidence)),
    )


def merged_differences(differences: Sequence[Difference]) -> list[Difference]:
    """Differences of one kind that share a statement told as one, each value with all its evidence."""
    keyed = (((d.kind, e) for value in d.values for e in value.evidence) for d in differences)
    return [_merged_difference(group) for group in connected_components(zip(differences, keyed, strict=True))]


def _merged_difference(group: Sequence[Difference]) -> Difference:
    values: dict[str, list[Value]] = {}
    for value in (value for difference in group for value in difference.values):
        values.setdefault(collapse(value.text).casefold(), []).append(value)
    merged_values = [
        Value(text=alike[0].text, evidence=tuple(sorted({e for value in alike for e in value.evidence})))
        for alike in values.values()
    ]
    return replace(group[0], values=tuple(sorted(merged_values, key=lambda value: value.evidence)))
