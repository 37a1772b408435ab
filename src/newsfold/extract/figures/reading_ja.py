"""Japanese figures, by `figures.txt`, `hedges.txt`, `changes.txt` and `units.tsv` of the language."""

from __future__ import annotations

from newsfold.extract.figures.reading import FigureReading

READING = FigureReading("ja")
"""How Japanese figures are read."""

read = READING.read
