"""Portuguese numbers: "dois milhões e quinhentos mil", "R$ 1,2 bi", "1.200,5"."""

from __future__ import annotations

from newsfold.extract.number_runs import NumberReader

READING = NumberReader("pt", spaced=True, joins="all")
"""How Portuguese writes numbers."""

numbers = READING.numbers
