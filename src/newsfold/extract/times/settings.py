"""What decides which time an expression means: each number that was tuned, and where it was measured.

A record a question. None was measured apart; all were chosen by reading, and measured together in
docs/measured/times.md ("English") and docs/times.md ("Other languages"). What only bounds the cost stands
beside the code that it bounds.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TenseSettings:
    """Where the verb stands that says if a day is past or to come (`direction_en`, `tense`)."""

    reach: int = 160  # characters before an expression and behind it, within its sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaningSettings:
    """Which time another leans on (`resolver`, `phrases_en`, `table_grammar`)."""

    clock: int = 60  # characters from a clock time to the day behind it: "10 a.m. (0700 GMT) Friday"
    sentence: int = 200  # characters from a day to a clock time behind it that names none
    days: int = 7  # from today, at which a range of weekdays may begin: "Thursday through Saturday"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSettings:
    """What is an expression in languages that are read by tables (`table_…`)."""

    gap: int = 12  # characters between two expressions that are read as one
    prefixed: int = 3  # letters of a word behind a prefix that is written onto it
    abbreviation: int = 5  # letters of a month's or day's name, at most, that may have a full stop
    decades: int = 10  # or centuries ago, at most; "the later 19th century" is not 19 centuries ago


TENSES = TenseSettings()
LEANING = LeaningSettings()
TABLES = TableSettings()
