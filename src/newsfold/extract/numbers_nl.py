"""Dutch numbers: "vijfentwintig", "anderhalf miljoen", "1.200,5"."""

from __future__ import annotations

from newsfold.extract.number_runs import NumberReader

READING = NumberReader("nl", spaced=True, units_first=True)
"""How Dutch writes numbers."""

numbers = READING.numbers
