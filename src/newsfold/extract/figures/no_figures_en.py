"""Which numbers are no figures: parts of names, labels, list marks, scores, vote counts, phone numbers."""

from __future__ import annotations

import re

from newsfold.extract.figures.amount import Tags
from newsfold.extract.figures.nouns_en import counted_noun, is_stop, words_after
from newsfold.extract.figures.units import units
from newsfold.language import either, phrases, words

_NUMBER_LABEL = re.compile(
    rf"(?:\b(?:{either(phrases('figures', 'labels'))})[.\s]\s?|\bgroup\s+of\s|[#§]\s?)$", re.IGNORECASE
)
_CAPITAL_BEFORE = re.compile(r"(?<![.!?:;\"“] )(?<!^)(?<!\n)\b[a-z]?[A-Z][\w.&'’-]*\s$")
_FIRST_NAME = re.compile(r"(?:^|\n|[.!?:;\"“] )([A-Z][\w-]*)\s$")
_ACRONYM = re.compile(r"(?<![\w$€£])(?:[A-Z]&[A-Z]|[A-Z]{2,5})[ -]$")  # "S&P 500", "HIV 2"
_CODE_NUMBER = re.compile(r"\d{1,4}(?!,\d|\.\d)")
_HEDGES = frozenset(words("figures", "heads of a count"))
_GLUED_BEFORE = re.compile(r"(?:[A-Za-z]|\d)[-–/]$|[\w@_]$|\d[:.]$")
_LOOSE_BEFORE = re.compile(r"\b(?:sub|near|under|over|almost|mid|pre|post)-$", re.IGNORECASE)
_GLUED_AFTER = re.compile(
    r"[A-Za-z_@]|[-/]\d|[-–]?[:]\d|\s?[-–]\s?\d+\s?[-–]\s?\d|\(\w\)|/\d|\s?[×x=]\s?\d|-(?:of|for|to)-\d|/(?=[\s)]|$)|[.,]\d"
)
_SCREEN = re.compile(r"(?:480|720|1080|1440|2160)p|[458]K(?!\s+[a-z]+s\b)")
_LIST_MARK = re.compile(r"(?:^|\n)\s*\(?$|[.…?!]\s\(?$")
_LIST_MARK_AFTER = re.compile(r"[.):]\s")
_SCORE_AFTER = re.compile(r"\s?[-–]\s?\d{1,3}(?![\d,.]|\s?(?:%|per))\b")
_SCORE_BEFORE = re.compile(r"\d{1,3}\s?[-–]\s?$")
_VOTE = re.compile(r"\s+to\s+\d{1,3}\b(?!\s?(?:%|per|[a-z]+s\b))")
_VOTE_CUE = re.compile(rf"\b(?:{either(words('figures', 'votes'))})\b[^.;]{{0,40}}$")
_PHONE_BEFORE = re.compile(r"\d{3,5}[ -]$")
_PHONE_AFTER = re.compile(r"[ -]\d{3,4}\b(?![,.%]\d|%)")
_IDIOM = re.compile(rf"\b(?:{either(words('figures', 'before the idiom one'))})\s$", re.IGNORECASE)
_IDIOM_AFTER = re.compile(
    rf"\s+(?:{either(words('figures', 'behind the idiom one'))}|day\b|by\s+one|way\s+or)"
    rf"|['’-](?:s\b|{either(words('figures', 'joined to the idiom one'))})",
    re.IGNORECASE,
)


def is_label(text: str, start: int, end: int, has_unit: bool, tags: Tags) -> bool:
    """Whether a number names or orders something ("Flight 370", "iPhone 11", "2.") rather than counts it."""
    before, printed = text[max(0, start - 24) : start], text[start:end]
    loose = _LOOSE_BEFORE.search(before) or (has_unit and before.endswith("/"))  # "sub-7 nm", "5 km/3 miles"
    if (_GLUED_BEFORE.search(before) and not loose) or (not has_unit and _GLUED_AFTER.match(text, end)):
        return True
    if _SCREEN.match(text, start) and (not start or text[start - 1] in " -("):
        return True
    if before.endswith("[") and text[end : end + 1] == "]" and printed.isdigit() and len(printed) < 4:
        return True  # a footnote
    if printed.casefold() == "one":
        return bool(_IDIOM.search(before) or _IDIOM_AFTER.match(text, end))
    if has_unit:
        return False
    shouted = text[max(0, start - 40) : start + 40].isupper()
    acronym = None if shouted else _ACRONYM.search(before)
    if acronym and _CODE_NUMBER.fullmatch(printed) and acronym.group()[:-1] not in units().by_code:
        return True
    if (_NUMBER_LABEL.search(before) and not printed.isalpha()) or (
        _LIST_MARK.search(before) and _LIST_MARK_AFTER.match(text, end) and printed.isdigit()
    ):
        return True
    noun = counted_noun(text, end + (text[end : end + 1] == "-"), True, tags)
    named = _CAPITAL_BEFORE.search(text, max(0, start - 24), start)
    inside = noun is None or (printed.isdigit() and text[end + 1 : end + 2].isupper())
    if named and inside and not is_stop(named.group().strip().title()):
        return True
    first = _FIRST_NAME.search(text, max(0, start - 24), start)
    if (
        first
        and noun is None
        and re.fullmatch(r"\d{1,3}(?:\.\d)?", printed)
        and not _opens_phrase(first.group(1))
    ):
        return True  # "Apollo 11 landed"
    if before.endswith("("):
        return False  # "(3 SEC, 2 ACC)"
    following = words_after(text, end, {}, 3)
    return noun is None and bool(following) and text[following[0][0]].isupper() and printed[0].isdigit()


def _opens_phrase(word: str) -> bool:
    """Whether a word at the head of a sentence goes before a count, and is no name ("Nearly 300")."""
    low = word.casefold()
    return is_stop(word.title()) or low in _HEDGES or low.endswith(("ly", "ed", "ing"))


def is_score(text: str, start: int, end: int, tags: Tags) -> bool:
    """Whether a number belongs to a score, a vote or a phone number ("2-1", "by 52 to 48", "555-0199")."""
    if _SCORE_AFTER.match(text, end) or _SCORE_BEFORE.search(text, max(0, start - 8), start):
        return True
    if _PHONE_AFTER.match(text, end) or _PHONE_BEFORE.search(text, max(0, start - 8), start):
        return True
    before = text[max(0, start - 60) : start]
    if _VOTE_CUE.search(before) and (
        _VOTE.match(text, end) or re.search(r"\d{1,3}(?:\s\w+)?\s+to\s+$", before)
    ):
        return True
    match = re.fullmatch(r"(\d{1,3})\s?[-–]\s?(\d{1,3})", text[start:end])
    return bool(match) and counted_noun(text, end, True, tags) is None


def is_bare_year(text: str, start: int, end: int, tags: Tags) -> bool:
    """Whether a lone "2016" is a year: four digits from 1500 to 2099 and nothing that they count."""
    return (
        bool(re.fullmatch(r"(?:1[5-9]|20)\d\d", text[start:end]))
        and counted_noun(text, end, True, tags) is None
    )
