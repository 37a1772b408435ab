"""Chinese numbers: "3万5千", "二百三十余万", "两千三", "三分之一", "百分之五"."""

from __future__ import annotations

from newsfold.extract.number_hanzi import HanziReading

READING = HanziReading("zh")
"""How Chinese writes numbers."""

numbers = READING.numbers
