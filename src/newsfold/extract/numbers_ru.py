"""Russian numbers: "двадцать пять", in every case, "полтора миллиона", "2,5 млрд", "1 200,5"."""

from __future__ import annotations

from newsfold.extract.number_runs import NumberReader

READING = NumberReader("ru", spaced=True)
"""How Russian writes numbers."""

numbers = READING.numbers
