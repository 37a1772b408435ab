"""Whether words deny what others say: a denial that is passed on is no confirmation, and counts nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsfold.language import either, phrases, words


def _phrase(section: str) -> str:
    return either(phrases("denial", section), " ")


def _word(section: str) -> str:
    return either(words("denial", section))


_DENIED = re.compile(
    rf"\b(?:{_phrase('words of denying')}"
    rf"|(?:{_word('verbs of rejecting')})\w*\s+(?:\w+\s+){{0,3}}(?:{_word('what is rejected')})"
    rf"|(?:not|n ?['’] ?t) (?:{_phrase('what is so')})|(?:{_word('what is not so')}) (?:that|to say))\b",
    re.I,
)
# "n't" may be torn apart: "didn ’ t"
_NEGATED = re.compile(rf"\b(?:{_word('negations')})\b|n ?['’] ?t\b", re.I)
_NEGATING = re.compile(rf"\b(?:{_word('negating words')})\b", re.I)
_AFTER_ALL = re.compile(rf"(?:\bnot\b|n ?['’] ?t\b)(?=\W+(?:{_word('after all')})\b)", re.I)  # no denial
_IN_PART = re.compile(rf"\b(?:{_word('in part')})\b", re.I)
_NOT_SO = re.compile(rf"^\W+(?:\w+\W+){{0,4}}(?:(?:{_word('auxiliaries')})(?: not\b|n ?['’] ?t))", re.I)


def negates_in_words(text: str) -> bool:
    """Whether a word negates what is beside it without a "not": "failed", "unlikely"."""
    return bool(_NEGATING.search(text))


def negations(text: str) -> Iterator[re.Match[str]]:
    """The words of negation in `text`, in order: "not", "never", "without"."""
    return _NEGATED.finditer(_AFTER_ALL.sub(_blank, text))


def denies_a_part(behind: str) -> bool:
    """Whether what stands behind a negation narrows it: "not only", "not yet"."""
    return bool(_IN_PART.match(behind.lstrip()))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def denies(text: str) -> bool:
    """Whether a text says that something is not so; not "did not deny", nor "not until May"."""
    plain = _AFTER_ALL.sub(_blank, text)
    return bool(_DENIED.search(plain)) != bool(_NEGATED.search(_DENIED.sub(" ", plain)))


def denying_word(*texts: str) -> str:
    """The first word by which one of the texts negates or denies; "not" where none does."""
    matches = (pattern.search(text) for text in texts for pattern in (_NEGATED, _DENIED))
    return next((match.group() for match in matches if match), "not")


def is_denied(before: str, after: str) -> bool:
    """Whether a thing is denied by the words around it: "denied that … died", "… people did not die"."""
    return bool(_DENIED.search(before) or _NOT_SO.match(after))


def one_denies(left: str, right: str) -> bool:
    """Whether one text tells of a denial and nothing in the other denies: they cannot say the same."""
    return any(
        _DENIED.search(text) and not _DENIED.search(other_text) and not _NEGATED.search(other_text)
        for text, other_text in ((left, right), (right, left))
    )
