"""Lines of a text that tell of a picture or a player, or whose picture it is."""

from __future__ import annotations

import re

from newsfold.language import calendar_of, either, phrases
from newsfold.language import words as listed
from newsfold.records import Span
from newsfold.text import collapse, paragraphs, tokens

_LONGEST_CAPTION = 80  # words; a longer line is no caption, though a sentence in it may be
_CAPTION = re.compile(rf"\b(?:{either(phrases('captions', 'captions'), ' ')})\b", re.I)
_PHOTO_AGENCIES = either(listed("captions", "agencies of pictures"))
_PHOTOGRAPHER = r"[A-Z][\w.’'-]*"
_PICTURE_CREDIT = re.compile(
    rf"[(\[][^()\[\]]{{0,60}}\b(?:{_PHOTO_AGENCIES})\b[^()\[\]]{{0,20}}[)\]]\W*$"
    # "REUTERS/Jo Marsh/File Photo" at the end of a line: "a Reuters/Ipsos poll" is none
    rf"|\b(?:{_PHOTO_AGENCIES})\s?/\s?{_PHOTOGRAPHER}(?: {_PHOTOGRAPHER}){{0,3}}(?:\s?/\s?[\w ]{{1,20}})?\W*$"
    rf"|\|\s*(?:{_PHOTO_AGENCIES})\b|\b(?:{_PHOTO_AGENCIES}) Photos?\b"
)
_PICTURE_LABEL = re.compile(rf"^[\W\d]*(?:{either(listed('captions', 'labels of pictures'))})\b")
_CALENDAR = calendar_of()
_MONTH = rf"(?:{either([*_CALENDAR.months, *_CALENDAR.short_months])})\.?"
# "… in Westerholm, June 3, 2019." or "… on Monday, June 3, 2019.": when a picture was taken
_WORDS_BEFORE_DATE = either(listed("captions", "before a date"))
_TAKEN = re.compile(
    rf"(?:\b(?:{either(_CALENDAR.weekdays)}),?|,|(?<!\w)(?!(?:{_WORDS_BEFORE_DATE})\b)\w+)"
    rf" {_MONTH} \d{{1,2}}, (?:19|20)\d\d\.$"
)


def captions(text: str, *, dated: bool = True) -> list[Span]:
    """The lines of a text that tell of a picture or a player, in order; `dated` as in `is_picture_line`."""
    lines = paragraphs(text)
    return [
        x
        for x in lines
        if len(tokens(line := x.of(text))) <= _LONGEST_CAPTION and is_picture_line(line, dated=dated)
    ]


def is_picture_line(text: str, *, dated: bool = True) -> bool:
    """Whether a line tells of a picture: by its words, its label, whose it is, or the day that it was taken.

    With `dated`, a full date at its end is enough, which prose may have too.
    """
    line = collapse(text)
    forms = (_CAPTION, _PICTURE_CREDIT, _TAKEN) if dated else (_CAPTION, _PICTURE_CREDIT)
    return any(form.search(line) for form in forms) or (
        not line.isupper() and bool(_PICTURE_LABEL.match(line))
    )
