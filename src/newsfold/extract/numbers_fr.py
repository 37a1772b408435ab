"""French numbers: "quatre-vingt-dix-sept", "deux milliards et demi", "1 200,5"."""

from __future__ import annotations

from newsfold.extract.number_runs import NumberReader

READING = NumberReader("fr", spaced=True, joins="tens", twenties=True)
"""How French writes numbers."""

numbers = READING.numbers
