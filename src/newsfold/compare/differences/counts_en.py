"""How English words a count, its hedges and its rests, and what only looks like a count."""

from __future__ import annotations

import re

from newsfold.language import either, phrases, stem, words
from newsfold.text import collapse
from newsfold.text import words as text_words


def _word(section: str) -> str:
    return either(words("counts", section))


def _phrase(section: str) -> str:
    return either(phrases("counts", section), " ")


_VAGUE_NUMBER = re.compile(rf"\b(?:{_word('vague numbers')})\b", re.I)
_TOLL = re.compile(rf"\b(?:{_word('tolls')})\b", re.I)
_REACHED = re.compile(rf"\b(?:{_word('before a toll')})\s+(?:\w+\s+)?$", re.I)
_TOLL_VERB = re.compile(rf"\b(?:{_word('verbs of a toll')})\s+(?:all\s+)?$", re.I)
_POSSIBLE = re.compile(rf"\b(?:{_word('possible')})\b\W+(?:\w+\W+){{0,3}}$", re.I)
_STILL_AHEAD = re.compile(rf"\b(?:{_phrase('ahead')})\b\W+(?:\w+\W+){{0,3}}$", re.I)
_REST_OF = re.compile(rf"\b(?:{_word('rest')})\s+(?:\w+\s+)?$", re.I)
_REST_BEHIND = re.compile(rf"^\s+(?:{_word('rest behind the number')})\b", re.I)
_IS_RATE = re.compile(
    rf"^\W+(?:\w+\W+){{0,4}}?(?:{_phrase('rates')}|(?:an? )?(?:{_word('periods')})ly"
    rf"|an? (?:{_word('what rates are of')}))\b",
    re.I,
)
_MEAN = re.compile(rf"\b(?:{_word('means')})\b\W+(?:\w+\W+){{0,4}}$", re.I)
_OUT_OF_NUMBER = re.compile(r"^\W{0,2}\w*\s?/\s?\d")  # "51 deaths/100,000"
_OF_A_WHOLE = re.compile(r"^\s+of\s+(?:the|its|his|her|their|our|these|those|\w+['’]s)\b", re.I)
_PART_BEFORE = re.compile(rf"\b(?:{_phrase('out of')})\s+$", re.I)
_HEDGED = re.compile(
    rf"\b(?:{_phrase('hedges')})\s+(?:(?:{_word('between a hedge and its number')})\s+)?[$€£¥]?$", re.I
)
_HALF_OF_DAY = re.compile(r"[ap]\.? ?m\.?s?", re.I)
_MINUTES = re.compile(r"\d ?: ?$")
_CONVERTED = re.compile(rf"\d[\w.,]*(?:\s(?:{_word('large numbers')}))?\s*\(\s*[^\w\s()]*\s*$", re.I)
_AMENDED = re.compile(rf"\b(?:{_phrase('amended')})\b", re.I)
_THERE = re.compile(
    rf"\b(?:there|(?:the|that) (?:{_word('countries and towns')})"
    rf"|(?:its|their|his|her) (?:{_word('districts')}))\b"
)
_TORN_BEFORE = re.compile(r"(?<![\d,.])\d{1,3}(?:[,.] | ?/ ?)$")
_TORN_BEHIND = re.compile(r"^[,.] \d{3}\b")
_OF_ALL = re.compile(rf"\b(?:{_phrase('of all')})\b", re.I)
_CARRYING = re.compile(rf"\b(?:{_word('carrying')})\s+(?:{_phrase('hedges')}\s+|all\s+)?$", re.I)
_ABOARD = re.compile(rf"^\W+(?:\w+\W+){{0,2}}?(?:{_phrase('aboard')})\b", re.I)
_EVERYBODY = re.compile(rf"\W*(?:{_phrase('everybody aboard')})\b", re.I)
_GROWING = re.compile(rf"\b(?:{_phrase('growing')}|(?:{_word('stems of growing')})\w*)\b", re.I)

ADDED = frozenset(map(stem, words("counts", "added")))
"""Stems of the words for what came on top."""

COUNTED_UP = frozenset(map(stem, words("counts", "counted up")))
"""Stems of what is counted up over hours and days, beside tolls."""

SAME_NOUN = {
    stem(form): line.split()[0] for line in phrases("counts", "nouns for one thing") for form in line.split()
}
"""From the stem of a noun to the noun that stands for it: "soldiers" are "troops"."""


def is_vague(number: str) -> bool:
    """Whether the words of a number give none: "dozens"."""
    return bool(_VAGUE_NUMBER.search(number))


def is_bare_toll(before: str) -> bool:
    """Whether the words before a figure without a noun make it a toll: "raised the number of dead to"."""
    return bool(_TOLL.search(before) and _REACHED.search(before))


def is_aboard(before: str, noun: str, after: str) -> bool:
    """Whether a figure is of all who are on board: "carrying 212 people", "208 passengers and crew"."""
    if _EVERYBODY.match(after):
        return True
    people = noun == "" or all(is_generic(word) for word in text_words(noun))
    return people and bool(_CARRYING.search(before) or _ABOARD.match(after)) and not _TOLL_VERB.search(before)


def on_board(after: str) -> str:
    """The words behind a figure that make it one of all on board: "passengers and crew", "people aboard"."""
    match = _EVERYBODY.match(after) or _ABOARD.match(after)
    return collapse(match.group()) if match else ""


def is_generic(word: str) -> bool:
    """Whether a word stands for people in general: "people", "persons"."""
    return SAME_NOUN.get(stem(word.casefold())) == "people"


def is_torn(before: str, after: str) -> bool:
    """Whether a figure is a piece of one that was torn apart: "1, 600", "41 / 2"."""
    return bool(_TORN_BEFORE.search(before) or _TORN_BEHIND.match(after))


def is_of_all(text: str) -> bool:
    """Whether words tell that a count is of all until now: "in total", "since Friday"."""
    return bool(_OF_ALL.search(text))


def is_possible(before: str) -> bool:
    """Whether by the words before it a figure may only come to be: "could reach"."""
    return bool(_POSSIBLE.search(before))


def is_forecast(before: str) -> bool:
    """Whether by the words before it a figure is of a time to come: "will reach"."""
    return bool(_STILL_AHEAD.search(before))


def is_clock(noun: str, before: str) -> bool:
    """Whether a figure is the hour or the minute of a page's stamp, torn apart: "9 : 53 am"."""
    return bool(_HALF_OF_DAY.fullmatch(noun) or _MINUTES.search(before))


def is_converted(before: str) -> bool:
    """Whether a figure stands in brackets behind another, which it gives in another unit."""
    return bool(_CONVERTED.search(before))


def is_part(before: str, after: str, noun: str, unit: str) -> bool:
    """Whether a figure is a rest ("another 21"), a rate, a part ("two of the bodies"), or out of how many."""
    rest = _REST_OF.search(before) or _REST_BEHIND.match(after) or _REST_OF.match(noun + " ")
    part = _OF_A_WHOLE.match(after) and not unit
    rate = _IS_RATE.match(after) or _MEAN.search(before) or _OUT_OF_NUMBER.match(after)
    return bool(rest or part or rate or _PART_BEFORE.search(before))


def takes_back(text: str) -> bool:
    """Whether a sentence corrects its own article: "an earlier version misstated"."""
    return bool(_AMENDED.search(text))


def speaks_of_that_place(text: str) -> bool:
    """Whether words locate by what was named before: "there", "the country"."""
    return bool(_THERE.search(text))


def hedge(before: str) -> str:
    """The hedge at the end of the words before a number: "at least "; "" where there is none."""
    match = _HEDGED.search(before)
    return match.group() if match else ""


def is_growing(text: str) -> bool:
    """Whether words tell that a count goes up, or is the latest: "rose to", "so far"."""
    return bool(_GROWING.search(text))
