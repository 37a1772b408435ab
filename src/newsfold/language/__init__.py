"""What is known of a language, as data: word lists, phrases and tables, a folder a language.

A second language is a second folder with the same files, and beside each grammar `NAME_en.py` one of its
own, `NAME_sv.py`; docs/adding-a-language.md goes through it. Three kinds of file:

* `NAME.txt` holds word lists in sections: a line `[section]`, then words between blanks, or a phrase a line.
* `NAME.tsv` holds a table, a row a line, its cells between tabs.
* `NAME.json` or `NAME.tsv`, beside the folders, is of all languages at once.

Lines that begin with `#` are comments, and empty lines count for nothing.
"""

from __future__ import annotations

from newsfold.language.calendar import Calendar, calendar_of, full_year
from newsfold.language.cldr import cities_of_zones, month_forms, territory_names, weekday_forms
from newsfold.language.files import all_languages, common_table, either, has_file, phrases, table, words
from newsfold.language.grammars import grammar, has_grammar
from newsfold.language.languages import (
    STAGES,
    direction,
    language_name,
    language_relation,
    languages,
    learned,
    reads,
)
from newsfold.language.stemming import stem
from newsfold.language.stop_words import stop_words
from newsfold.language.zones import minutes_east, time_zones

__all__ = [
    "STAGES",
    "Calendar",
    "all_languages",
    "calendar_of",
    "cities_of_zones",
    "common_table",
    "direction",
    "either",
    "full_year",
    "grammar",
    "has_file",
    "has_grammar",
    "language_name",
    "language_relation",
    "languages",
    "learned",
    "minutes_east",
    "month_forms",
    "phrases",
    "reads",
    "stem",
    "stop_words",
    "table",
    "territory_names",
    "time_zones",
    "weekday_forms",
    "words",
]
