"""Which numbers are no figures in any language: dates, years, clocks, labels, scores, phone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsfold.extract.figures.amount import Amount
from newsfold.extract.figures.cues import UNSPACED, FigureCues, past_hedge
from newsfold.extract.figures.settings import FIGURES
from newsfold.extract.numbers import YEAR, Number
from newsfold.extract.times import expressions
from newsfold.language import has_grammar

_TIMES = "newsfold.extract.times.phrases"
_NO_FIGURES = frozenset(
    ("date", "clock", "quarter", "decade", "century", "halfof", "yearquarter", "season", "holiday")
)
_YEARS = re.compile(r"(?:1[5-9]|20)\d\d[-–/](?:(?:1[5-9]|20)\d\d|\d\d)(?!\d)")
_GLUED_BEFORE = re.compile(r"[A-Za-zÀ-ɏЀ-ӿ\d][-–/]$|[A-Za-z_@/#=&‘’']$|\d[:.,]$")
_GLUED_AFTER = re.compile(r"[A-Za-z_@]|[-/]\d|[-–]?:\d|/\d|\s?[×x=]\s?\d|[.,]\d|-[A-Za-zÀ-ɏЀ-ӿ]")
_SCORE_AFTER = re.compile(r"[-–:：]\d{1,3}(?![\d.,]*\d)")
_SCORE_BEFORE = re.compile(r"(?<![\d.,])\d{1,3}[-–:：]$")
_SCORE_IN_WORDS = re.compile(r"\d{1,2}[ ]\w{1,3}[ ]\d{1,2}")
_PHONE = re.compile(
    r"(?:\+|\(0|(?<!\d)00)[\d() /-]{6,}|\d{2,5}(?:[-/]\d{2,}){2,}|\b(?!\d{1,3}00-\d{2,}00(?!\d))"
    r"\d{3,5}-\d{4,}|\b0\d{1,4}[ /-]\d{3,}[\d -]*"
    r"|\b\d{2,4}(?:[ ]\d{2,4}){1,5}[ ]\d{2}(?![\d,]|[ ]\d)"
)
_NAME_BEFORE = re.compile(r"(?<![.!?:;\"“«„] )(?<!^)(?<!\n)\b[A-ZÀ-ÞА-Я][\w.&'’-]*[ \u00a0]$")
_FIRST_WORD_BEFORE = re.compile(r"(?:^|\n|[.!?:;\"“«„] )([A-ZÀ-ÞА-Я][\w-]+)[ \u00a0]$")
_ACRONYM_BEFORE = re.compile(r"(?<![\w$€£])[A-ZА-Я]{2,5}[ -]$")
_WORD_AFTER = re.compile(r"[ \u00a0][^\W\d_]{2}")
_NOTE_BEFORE = re.compile(r"(?:(?<!\w)[^\W\dA-ZÀ-Þ_][^\W\d_]*|[\d.!?»”\"%])[ \u00a0]?\($")
_LIST_MARK = re.compile(r"(?:^|\n)[ (]*$")
_LIST_MARK_AFTER = re.compile(r"[.):、．][ \n]|[.)、．]$")


def unmasked(text: str, printed: str, numbers: Iterator[Number], words: FigureCues) -> Iterator[Number]:
    """The numbers of `text` that stand in no date, clock time or phone number of it.

    `printed` is the text as printed, in which the dates are found.
    """
    masks = sorted(_masks(printed, words))
    at, reach = 0, -1
    for number in numbers:
        while at < len(masks) and masks[at][0] < number.end:
            reach = max(reach, masks[at][1])
            at += 1
        if reach <= number.start:
            yield number


def _masks(text: str, words: FigureCues) -> Iterator[tuple[int, int]]:
    for pattern in (words.date, words.no_figure, _PHONE):
        yield from (match.span() for match in pattern.finditer(text))
    if has_grammar(_TIMES, words.language):
        for expression in expressions(text, words.language):
            if expression.spec.kind in _NO_FIGURES:
                yield expression.start, expression.end


def is_figure(text: str, amount: Amount, words: FigureCues, noun: bool) -> bool:
    """Whether an amount counts or measures something; `noun` says that a counted noun was found."""
    if amount.form == "part" and _is_no_share(text, amount, words):
        return False
    if amount.form == "ordinal" and _is_no_rank(text, amount, words):
        return False
    if amount.age or amount.form in ("vague", "part", "ordinal"):
        return amount.form != "ordinal" or noun
    if amount.form == "words":
        ranged = amount.low is not None and amount.high is not None
        return amount.unit is not None or noun or ranged
    if _is_year(text, amount, words):
        return False
    if amount.unit is not None:
        place = amount.unit.kind in ("temperature", "angle")  # "北緯31度"
        if place and words.label_before.search(text, max(0, amount.start - 24), amount.start):
            return False
        return not _GLUED_BEFORE.search(text, max(0, amount.start - 2), amount.start)
    return not is_label(text, amount, words, noun) and not _is_score(text, amount, words, noun)


def _is_no_share(text: str, amount: Amount, words: FigureCues) -> bool:
    """Whether "half" names a place rather than a share: "the second half", "half-time"."""
    return bool(
        words.no_share_before.search(text, max(0, amount.start - 24), amount.start)
        or words.no_share_behind.match(text, amount.end)
    )


def _is_no_rank(text: str, amount: Amount, words: FigureCues) -> bool:
    """Whether an ordinal is another word ("Secondo fonti …"), or an item's number ("1. Evergrande")."""
    start = amount.start
    printed = text[start : amount.end].casefold()
    if printed in words.ranks_else:
        return not words.rank_before.search(text, max(0, start - 24), start)
    return printed.endswith(".") and bool(_LIST_MARK.search(text, max(0, start - 4), start))


def _is_year(text: str, amount: Amount, words: FigureCues) -> bool:
    """Whether a number is a year: four bare digits, alone, or with the word for year beside them."""
    start, end = amount.start, amount.number_end
    if not YEAR.fullmatch(text, start, end):
        return bool(_YEARS.match(text, start))
    if amount.unit is not None:
        return amount.unit.code == "year" or (amount.unit.code == "g" and words.language == "ru")  # "2019 г."
    if past_hedge(text, end, words) > end:
        return False  # "1500 से कम"
    if _YEARS.match(text, start) or text[max(0, start - 5) : start].rstrip("-–/")[-4:].isdigit():
        return True
    after = re.match(r"[ \u00a0]?([^\W\d_]+)", text[end : end + 24])
    return after is None or not after.group(1).startswith(words.listed("people"))


def is_label(text: str, amount: Amount, words: FigureCues, noun: bool) -> bool:
    """Whether a bare number names or orders something rather than counts it."""
    start, end = amount.start, amount.end
    printed = text[start:end]
    before = text[max(0, start - 24) : start]
    if _GLUED_BEFORE.search(before) or _GLUED_AFTER.match(text, end):
        return True
    if len(printed) > 1 and printed[0] == "0" and printed.isdigit():
        return True
    if words.label_before.search(before):
        return True
    if before.endswith("[") and text[end : end + 1] == "]":
        return True  # a footnote
    if len(printed) == 1 and text[end : end + 1] == ")" and _NOTE_BEFORE.search(before):
        return True  # "… l'intestin (1), de", and none after a name, which may be an age
    if _LIST_MARK.search(before) and _LIST_MARK_AFTER.match(text, end):
        return True
    if words.language in UNSPACED:
        return not noun and bool(re.search(r"[A-Za-z\]』》]$", before))
    if _ACRONYM_BEFORE.search(before) and len(printed) < 5 and printed.isdigit():
        return True
    name = _NAME_BEFORE.search(text, max(0, start - 24), start)
    if name is None and (first := _FIRST_WORD_BEFORE.search(text, max(0, start - 24), start)):
        plain = first.group(1).casefold()
        name = None if plain in words.no_nouns or plain in words.hedges else first
    return bool(name) and printed.isdigit() and len(printed) < 5 and not _WORD_AFTER.match(text, end)


def _is_score(text: str, amount: Amount, words: FigureCues, noun: bool) -> bool:
    """Whether a bare number is one side of a score ("2-1"), or of a ratio."""
    if (
        not noun
        and amount.value <= FIGURES.goals
        and _SCORE_IN_WORDS.fullmatch(text, amount.start, amount.end)
    ):
        return True  # "1 à 0", read as a range
    if amount.low is not None or amount.form != "digits" or amount.value > 999:
        return False
    if not noun and amount.value <= FIGURES.goals and words.score_beside(text, amount.start, amount.end):
        return True
    return bool(
        _SCORE_AFTER.match(text, amount.end)
        or _SCORE_BEFORE.search(text, max(0, amount.start - 5), amount.start)
    )
