"""German numbers: "fünfundzwanzig", "zweieinhalb Millionen", "2,5 Mio.", "1.200,5"."""

from __future__ import annotations

from newsfold.extract.number_runs import Reading

READING = Reading("de", spaced=True, units_first=True)
"""How German writes numbers."""

numbers = READING.numbers
