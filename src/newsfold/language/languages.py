"""Which languages are read, what is read in each, and which way each is written."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Literal

from babel import Locale, UnknownLocaleError

from newsfold.language.files import has_file
from newsfold.language.grammars import has_grammar

Direction = Literal["ltr", "rtl", "auto"]

# What can be read in an article beyond its page, and the grammar that a language must have for it, unless
# `languages.tsv` says that a model has learned it.
STAGES = {
    "statements": "newsfold.extract.splits",
    "names": "newsfold.extract.entities.pronouns",
    "attributions": "newsfold.extract.attributions.sentences",
    "figures": "newsfold.extract.figures.reading",
    "times": "newsfold.extract.times.phrases",
    "assertions": "newsfold.extract.assertions.clauses",
}
# Stages that one grammar reads in every language that has this file of words, where it has none of its own.
WORD_FILES = {"attributions": "attributions.txt"}
_LATIN_SCRIPT = frozenset({"en", "es", "fr", "de", "pt", "it", "nl"})


@lru_cache(maxsize=1)
def languages() -> dict[str, str]:
    """The English names of the languages whose pages are read, by their ISO 639-1 codes, English first."""
    return {code: name for code, name, *_ in _language_rows()}


def locales(language: str) -> tuple[str, ...]:
    """The locales of CLDR whose names of months and days a language's pages print; none of one not read."""
    return next((tuple(row[2].split()) for row in _language_rows() if row[0] == language), ())


@lru_cache(maxsize=1)
def _language_rows() -> tuple[tuple[str, ...], ...]:
    text = files("newsfold").joinpath("language", "languages.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(tuple(line.split("\t")) for line in lines)


@lru_cache(maxsize=256)
def language_name(code: str) -> str:
    """The English name of any language by its code, by CLDR; the code where it has none."""
    return str(Locale("en").languages.get(code.partition("-")[0], code))


def language_relation(language: str, other_language: str) -> str:
    """What two languages have in common: "one language", "one script" (Latin letters) or "two scripts"."""
    if language == other_language:
        return "one language"
    return "one script" if {language, other_language} <= _LATIN_SCRIPT else "two scripts"


@lru_cache(maxsize=256)
def reads(stage: str, language: str) -> bool:
    """Whether a stage of extraction, a key of `STAGES`, has a grammar, the words or a model of this language.

    Where it has none, the stage finds nothing in the language's articles: what another language's grammar
    would find there is nonsense. Raises KeyError for a stage that is none.
    """
    by_words = stage in WORD_FILES and has_file(WORD_FILES[stage], language)
    return has_grammar(STAGES[stage], language) or by_words or learned(stage, language)


def learned(stage: str, language: str) -> bool:
    """Whether a model reads a stage in this language without a grammar."""
    return any(row[0] == language and stage in row[3].split() for row in _language_rows())


@lru_cache(maxsize=256)
def direction(language: str) -> Direction:
    """Which way a language is written, by CLDR, as HTML's attribute `dir` says it; "auto" where unknown."""
    try:
        order = Locale.parse(language.replace("-", "_")).character_order
    except (UnknownLocaleError, ValueError, TypeError):
        return "auto"
    return "rtl" if order == "right-to-left" else "ltr"
