"""Which statement denies what another says, where not both are English.

In one language two statements are held against each other word by word: alike in all but a word of negation
("no se derrumbó", "se derrumbó"). In two languages, and for verbs of denying ("niega que"), the meanings must
be one claim's beyond doubt, and the other side must assert flatly: what accuses or passes on a rumour is not
denied by who denies it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from newsfold.compare.alignment import Pair
from newsfold.compare.denial_in import asserts, denies_that, may_deny, negates, without_denial
from newsfold.compare.differences.clashes import decided, difference
from newsfold.compare.differences.refusals import Refusal
from newsfold.compare.settings import COUNTS_ACROSS, DENIALS
from newsfold.records import Article, Difference, Statement
from newsfold.text import runs

_ANY_QUOTE = re.compile(r"[\"“”„«»「」『』]")


def denial_differences(
    statements: Sequence[Statement], articles: Mapping[str, Article], candidates: Iterable[Pair]
) -> list[Difference]:
    """Statements of two articles of which one denies what the other says."""
    return decided(denial_difference, statements, articles, candidates)


def denial_difference(
    left: Statement, right: Statement, articles: Mapping[str, Article], likelihood: float
) -> Difference | Refusal:
    """How one of two statements denies the other, or why none does; quotations stay out."""
    sides = [(s.span.of(articles[s.article_id].text), articles[s.article_id].language) for s in (left, right)]
    if any(_ANY_QUOTE.search(text) for text, _ in sides):
        return "in quotation marks"
    denying = [denies_that(*side) for side in sides]
    negating = [negates(*side) or may_deny(*side) for side in sides]
    if all(negating):
        return "both deny"
    if any(denying):
        if not all(n or asserts(*side) for n, side in zip(negating, sides, strict=True)):
            return "denied in other words"
        alike = likelihood >= COUNTS_ACROSS.denying
    elif any(negating):
        alike = likelihood >= DENIALS.least and sides[0][1] == sides[1][1] and _are_alike(*sides)
    else:
        return "nothing denied"
    if not alike:
        return "two claims"
    (one, _), (other, _) = sides
    return difference("negation", ((left, one), (right, other)), articles)


def _are_alike(left: tuple[str, str], right: tuple[str, str]) -> bool:
    """Whether two texts of one language are the same words, but for those of negation."""
    one, other = (set(runs(without_denial(*side).casefold())) for side in (left, right))
    both = one & other
    return len(both) >= DENIALS.fewest and len(both) >= DENIALS.alike * max(len(one), len(other))
