"""What decides in reading, one record a question. What only bounds its cost stands beside what it bounds.

The numbers were chosen by reading and are not measured apart; docs/reading.md, "What is read", says for what.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSettings:
    """What of the sheets of a PDF is its text (`documents`)."""

    words: int = 5  # of fewer, a PDF has no text layer, such as a scan
    edge: int = 2  # lines at the top and the bottom of a sheet that may stand on every sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class WidthSettings:
    """Which lines end only since their width does (`wrapped`)."""

    width: int = 40  # characters; of a smaller one, lines are a poem's or a list's, and meant
    full: float = 0.7  # share of the width from which on a line may go on in the next
    nearly: float = 0.92  # and from which on one that ends with a sentence may


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeSettings:
    """Which of the texts that a source gives is the whole article (`feed`, `mail`)."""

    entry: int = 120  # words of a text in a feed from which on it is the article and no summary
    plain: float = 0.6  # share of the words in a message's HTML from which on its plain text says the same


SHEETS = SheetSettings()
WIDTHS = WidthSettings()
WHOLE = WholeSettings()
