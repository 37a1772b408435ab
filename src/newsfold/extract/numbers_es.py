"""Spanish numbers: "treinta y cinco", "dos mil millones", "1.200,5", and "1,200.5" as Mexico writes."""

from __future__ import annotations

from newsfold.extract.number_runs import NumberReader

READING = NumberReader("es", either=True, spaced=True, joins="tens")
"""How Spanish writes numbers."""

numbers = READING.numbers
