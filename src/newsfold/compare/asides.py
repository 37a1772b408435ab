"""Lines among an article's sentences that claim nothing.

Text cut out of a page keeps what a reader skips: the signature under an embedded post, the credit under a
picture, "READ: …", a link in capitals, "delivered to your inbox", who contributed, headings, rows of
tables, bare replies. They are alike wherever they stand, and would be taken for claims of several outlets.
"""

from __future__ import annotations

import re

from newsfold.captions import captions, is_picture_line
from newsfold.compare.settings import LINES
from newsfold.language import either, phrases, stop_words, words
from newsfold.records import Span
from newsfold.text import collapse, paragraphs, tokens
from newsfold.text import words as folded


def _word(section: str) -> str:
    return either(words("asides", section))


def _phrase(section: str) -> str:
    return either(phrases("asides", section), " ")


_POST_TEXT = re.compile(
    r"[—–-]{1,2}\s*[^()—–]{2,60}\(@\w+\)\s+[A-Z][a-z]+\.? \d{1,2}, \d{4}"  # — Name (@name) May 4, 2019
    r"|(?:https?://|pic\.twitter\.com/)\S+|[#@]\w+"
)
_OPENING, _BEHIND = _word("agencies that open a credit"), _word("agencies behind a credit")
_ASIDE_CREDIT = re.compile(
    rf"(?:\b(?:{_word('through')})|/)\s?(?:{_OPENING}|{_BEHIND})\b"
    rf"(?: (?:{_word('pictures')}))?[).]*(?: (?:{_word('more')}))?$"
    rf"|^\(?(?:(?:{_OPENING}) )?(?:{_word('credits')})\s*(?:/|:|(?:{_word('by')})\b)"
)
_INVITATION = re.compile(
    rf"^\W*(?:(?:{_word('pointers')})\s*)+[:|>]|\b(?:{_phrase('invitations')})\b"
    rf"|\b(?:{_phrase('ends of links')})\W*$|^\W*(?:{_phrase('players')}) \d"
    rf"|\b(?:{_phrase('subscribe')})\b.*\b(?:{_word('subscribed to')})\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"[^\"“”„‘«»:]*\?[)\]]*")  # a question of the text's own: nobody is quoted
_ENDED = re.compile(r"[.!?…][\"'”’)\]»]*$")
_GOES_ON = re.compile(r"[,;:–—-][\"'”’)\]»]*$")
_NAME_JOINERS = frozenset(words("asides", "between names"))
_CONTRIBUTED = re.compile(rf"\s(?:{_phrase('contributors')})(?: from [A-Z].*)?\.?$")
_MENTIONED_HANDLE = re.compile(r"@\w+")
_CONTRIBUTING = re.compile(rf"^\W*(?:{_phrase('contributing')})\b[\s:]*", re.IGNORECASE)
_ASIDE_NOTE = re.compile(rf"^\W*(?:{_phrase('notes')})(?:\W*:|\W*\d{{4}}|$|\s©)", re.IGNORECASE)
_UPDATED = re.compile(
    rf"\b(?:{_word('pages')}) (?:has been|was)(?: \w+)? (?:{_word('done to pages')})\b"
    rf"|^\W*(?:{_word('done to pages')})\b.{{0,30}}\d{{1,2}}(?::\d\d)? ?[ap]\.?m\b",
    re.IGNORECASE,
)
_REPLY = frozenset(words("asides", "replies")) | frozenset(words("asides", "addressed"))
_REPLY |= frozenset(words("asides", "speaking")) | stop_words("commonest", "common", "of statements")
_SPEAKS = frozenset(words("asides", "speaking"))


def boilerplate(text: str) -> list[Span]:
    """The lines of an article's text that claim nothing for where they stand: captions, headings, bylines.

    A heading is a short line without an end, in an article that has sentences, between lines that have one
    (so that the points of a list stay) or at an end of the text; a byline is a line of names alone.
    """
    lines = paragraphs(text)
    spans = captions(text, dated=False)
    if sum(bool(_ENDED.search(x.of(text))) for x in lines) < LINES.fewest_sentences:
        return spans
    for before, x, behind in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        line = x.of(text)
        if _ENDED.search(line) or _GOES_ON.search(line):
            continue
        alone = all(y is None or y in spans or _ENDED.search(y.of(text)) for y in (before, behind))
        if _names_only(line) or (alone and len(tokens(line)) <= LINES.heading_words):
            spans.append(x)
    return sorted(spans)


def _names_only(line: str) -> bool:
    """Whether every word of a line has a capital, but for those between names; an account's name is one."""
    line = _MENTIONED_HANDLE.sub(" ", line)
    printed = [span.of(line) for span in tokens(line)]
    return all(w[0].isupper() or w[0].isdigit() or w in _NAME_JOINERS for w in printed)


def _is_note(line: str) -> bool:
    """Whether a line says who contributed, whose the page is, or what was done to it."""
    if len(tokens(line)) > LINES.note_words:
        return False
    if (end := _CONTRIBUTED.search(line)) and _names_only(line[: end.start()]):
        return True
    if (start := _CONTRIBUTING.match(line)) and _names_only(line[start.end() :]):
        return True
    return bool(_ASIDE_NOTE.match(line) or _UPDATED.search(line))


def _is_reply(line: str) -> bool:
    """Whether a sentence is a bare reply: somebody speaks, and says nothing but that he agrees or not."""
    said = folded(line)
    return not _SPEAKS.isdisjoint(said) and _REPLY.issuperset(said)


def _is_row(line: str) -> bool:
    """Whether a line is the row of a table: half of its words are numbers, and it is no sentence."""
    said = [span.of(line) for span in tokens(line)]
    return not _ENDED.search(line) and sum(w[0].isdigit() for w in said) >= max(2, LINES.numbers * len(said))


def claims_nothing(text: str, loud: bool = False) -> bool:
    """Whether a sentence is too short to claim anything, or none; `loud` if its article is in capitals."""
    line = collapse(text)
    said = tokens(_POST_TEXT.sub(" ", line))
    return (
        len(said) < LINES.fewest_words
        or (len(said) < LINES.credit_words and bool(_ASIDE_CREDIT.search(line)))
        or bool(_INVITATION.search(line))
        or is_picture_line(line, dated=False)
        or _is_note(line)
        or _is_reply(line)
        or _is_row(line)
        or _ASKS.fullmatch(line) is not None
        or (not loud and capitals(line) > LINES.capitals and not _ENDED.search(line))
    )


def capitals(text: str) -> float:
    """The share of capitals among the letters that have two forms; 0 where there are none."""
    upper = sum(c.isupper() for c in text)
    return upper / max(1, upper + sum(c.islower() for c in text))
