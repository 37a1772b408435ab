"""Chinese time expressions, by the table of the language."""

from __future__ import annotations

from newsfold.extract.times.table_grammar import TableGrammar

expressions = TableGrammar("zh").expressions
"""The time expressions of a text, in order, none overlapping another."""
