"""Italian numbers: "venticinque", "duecentomila", "tre milioni e mezzo", "1.200,5"."""

from __future__ import annotations

from newsfold.extract.number_runs import NumberReader

READING = NumberReader("it", spaced=True, joins="tens")
"""How Italian writes numbers."""

numbers = READING.numbers
