"""Lines among an article's sentences that claim nothing.

Text cut out of a page keeps what a reader skips: the signature under an embedded post, the credit under a
picture, "READ: …", a link in capitals, "delivered to your inbox". They are alike wherever they stand, and
would be taken for claims that several outlets make.
"""

from __future__ import annotations

import re

from newsfold.language import either, phrases, words
from newsfold.text import collapse, tokens


def _word(section: str) -> str:
    return either(words("asides", section))


def _phrase(section: str) -> str:
    return either(phrases("asides", section), " ")


_FEWEST_WORDS = 4  # "He left." says too little to be compared with anything
_CREDIT_WORDS = 12  # a longer line with a credit in it is a caption, which may tell something
_POST = re.compile(
    r"[—–-]{1,2}\s*[^()—–]{2,60}\(@\w+\)\s+[A-Z][a-z]+\.? \d{1,2}, \d{4}"  # — Name (@name) May 4, 2019
    r"|(?:https?://|pic\.twitter\.com/)\S+|[#@]\w+"
)
_OPENING, _BEHIND = _word("agencies that open a credit"), _word("agencies behind a credit")
_CREDIT = re.compile(
    rf"(?:\b(?:{_word('through')})|/)\s?(?:{_OPENING}|{_BEHIND})\b"
    rf"(?: (?:{_word('pictures')}))?[).]*(?: (?:{_word('more')}))?$"
    rf"|^\(?(?:(?:{_OPENING}) )?(?:{_word('credits')})\s*(?:/|:|(?:{_word('by')})\b)"
)
_INVITATION = re.compile(
    rf"^\W*(?:(?:{_word('pointers')})\s*)+[:|>]|\b(?:{_phrase('invitations')})\b"
    rf"|\b(?:{_phrase('subscribe')})\b.*\b(?:{_word('subscribed to')})\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"[^\"“”„‘«»:]*\?[)\]]*")  # a question of the text's own: nobody is quoted
_ENDED = re.compile(r"[.!?…][\"'”’)\]»]*$")


def claims_nothing(text: str, loud: bool = False) -> bool:
    """Whether a sentence is too short to claim anything, or none; `loud` if its article is in capitals."""
    line = collapse(text)
    said = tokens(_POST.sub(" ", line))
    return (
        len(said) < _FEWEST_WORDS
        or (len(said) < _CREDIT_WORDS and bool(_CREDIT.search(line)))
        or bool(_INVITATION.search(line))
        or _ASKS.fullmatch(line) is not None
        or (not loud and capitals(line) > 0.9 and not _ENDED.search(line))
    )


def capitals(text: str) -> float:
    """The share of capitals among the letters that have two forms; 0 where there are none."""
    upper = sum(c.isupper() for c in text)
    return upper / max(1, upper + sum(c.islower() for c in text))
