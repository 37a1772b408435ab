"""Hindi numbers: "पच्चीस", "डेढ़ लाख", "साढ़े तीन करोड़", "१२,३४,५६७.५"."""

from __future__ import annotations

from newsfold.extract.number_runs import NumberReader

READING = NumberReader("hi", decimal=".")
"""How Hindi writes numbers."""

numbers = READING.numbers
