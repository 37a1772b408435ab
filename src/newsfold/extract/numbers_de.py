"""German numbers: "fünfundzwanzig", "zweieinhalb Millionen", "2,5 Mio.", "1.200,5"."""

from __future__ import annotations

from newsfold.extract.number_runs import NumberReader

READING = NumberReader("de", spaced=True, units_first=True)
"""How German writes numbers."""

numbers = READING.numbers
