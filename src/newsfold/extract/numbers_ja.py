"""Japanese numbers: "1兆2000億", "数十万", "3分の1", "3割"."""

from __future__ import annotations

from newsfold.extract.number_hanzi import HanziReading

READING = HanziReading("ja")
"""How Japanese writes numbers."""

numbers = READING.numbers
