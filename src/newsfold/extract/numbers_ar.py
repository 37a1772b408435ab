"""Arabic numbers: "خمسة وعشرون", "ألفان وثلاثمئة", "١٢٫٥", "1,200.5"."""

from __future__ import annotations

from newsfold.extract.number_runs import NumberReader

READING = NumberReader("ar", decimal=".", joins="all", units_first=True)
"""How Arabic writes numbers."""

numbers = READING.numbers
