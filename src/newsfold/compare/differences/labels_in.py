"""What counts are of in the words of articles that are not English: "personas murieron", "人死亡"."""

from __future__ import annotations

from newsfold.compare.differences.counts import Counted
from newsfold.compare.differences.things import printed_fate
from newsfold.compare.listed_forms import UNSPACED
from newsfold.compare.settings import COUNTS_ACROSS
from newsfold.text import collapse


def label_in(count: Counted) -> str:
    """The counted noun as printed behind the number, and the word for what became of those counted.

    Of an amount its unit as printed; "" where an account says no more than the number.
    """
    text, figure = count.article.text, count.figure
    end = min(count.statement.span.end, figure.span.end + COUNTS_ACROSS.noun)
    noun = ""
    if figure.what and figure.what != "age":
        start = text.casefold().find(figure.what.casefold(), figure.span.end, end)
        noun = text[start : start + len(figure.what)] if start >= 0 else ""
    fate = count.thing.fate if count.thing else ""
    printed = printed_fate(count.statement, figure, count.article, fate) if fate else None
    if printed is None or printed.of(text) == noun:
        return collapse(noun)
    gap = "" if count.article.language in UNSPACED else " "
    return collapse(f"{noun}{gap}{printed.of(text)}")
