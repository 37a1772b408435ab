"""Italian numbers: "venticinque", "duecentomila", "tre milioni e mezzo", "1.200,5"."""

from __future__ import annotations

from newsfold.extract.number_runs import Reading

READING = Reading("it", spaced=True, joins="tens")
"""How Italian writes numbers."""

numbers = READING.numbers
