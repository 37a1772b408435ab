"""Whether words of any language that is read deny what others say, by its lists (`denial.txt`).

English has a grammar of its own (`denial_en`), which alone is asked between English texts. Here two kinds of
words are told apart: few that surely say "it is not so that …", and many that may, which keep a text from
being what is denied.
"""

from __future__ import annotations

import re

from newsfold.compare.denial_en import negates_in_words, negations
from newsfold.compare.listed_forms import UNSPACED, listed_pattern
from newsfold.compare.settings import COUNTS_ACROSS

_DENIAL_FILE = "denial"
_CLAUSE_END = re.compile(r"[.!?;:؛।]")


def denies_that(text: str, language: str) -> bool:
    """Whether a sentence as a whole says that something is not so: "niega que …", "bestreitet, dass …"."""
    verb = listed_pattern(_DENIAL_FILE, "denies that", language).search(text)
    if verb is None:
        return False
    if language in UNSPACED:
        denied = verb.start() if language == "ja" else len(text) - verb.end()
        return denied >= COUNTS_ACROSS.covered * len(text)
    behind = _CLAUSE_END.split(text[verb.end() : verb.end() + COUNTS_ACROSS.opening])[0]
    opening = listed_pattern(_DENIAL_FILE, "what is denied begins with", language).search(behind)
    return opening is not None and len(text) - verb.end() - opening.end() >= COUNTS_ACROSS.covered * len(text)


def may_deny(text: str, language: str) -> bool:
    """Whether any word of a text may deny or doubt something: "rechazó", "falsch", "сомневается"."""
    return bool(listed_pattern(_DENIAL_FILE, "may deny", language).search(text)) or (
        language == "en" and negates_in_words(text)
    )


def asserts(text: str, language: str) -> bool:
    """Whether a text says flatly what it says: it denies and negates nothing, accuses nobody."""
    return not (
        may_deny(text, language)
        or negates(text, language)
        or listed_pattern(_DENIAL_FILE, "not asserted", language).search(text)
    )


def negates(text: str, language: str) -> bool:
    """Whether a word negates what stands beside it, and not a part alone ("no solo", "nicht nur", "不仅")."""
    if language == "en":
        return any(negations(text))
    return bool(
        listed_pattern(_DENIAL_FILE, "negations", language).search(_without_no_denials(text, language))
    )


def without_denial(text: str, language: str) -> str:
    """A text without its words of negation, and with those that deny a part."""
    return listed_pattern(_DENIAL_FILE, "negations", language).sub(" ", _without_no_denials(text, language))


def one_denies(left: str, left_language: str, right: str, right_language: str) -> bool:
    """Whether one text denies something and the other only asserts: they cannot say the same."""
    sides = ((left, left_language), (right, right_language))
    return any(denies_that(*side) and asserts(*other) for side, other in (sides, sides[::-1]))


def _without_no_denials(text: str, language: str) -> str:
    """A text in which what looks like a negation and denies nothing, or a part alone, is blank."""
    return listed_pattern(_DENIAL_FILE, "in part", language).sub(lambda match: " " * len(match.group()), text)
