"""Which sentences may stand in an account: whole ones, no captions; and what two of them share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from newsfold.captions import is_picture_line
from newsfold.language import either, phrases, stem, stop_words
from newsfold.language import words as listed
from newsfold.records import Figure
from newsfold.tell.settings import ACCOUNT, SENTENCES
from newsfold.text import ENDS, is_unspaced, leans, runs, tokens, words


def _phrase(section: str) -> str:
    return either(phrases("account", section), " ")


_ENDS_SENTENCE = re.compile(rf"[{re.escape(ENDS)}][\"'”’)\]»“」』】）]*$")
_LINK_OR_TAG = re.compile(rf"https?://|^\W*[#@]\w|\b(?:{either(listed('account', 'links in capitals'))})\b")
_POINTING_WORDS = re.compile(rf"\b(?:{_phrase('pointers')})\b", re.I)
_COMMONEST_WORDS = stop_words("commonest", "common")
_QUOTED_WORDS = re.compile(r"[“\"][^“”\"]*[”\"]?")
_WRITER_OR_READER = re.compile(rf"\b(?:{_phrase('the writer and the reader')})\b")
_REFERS_BACK = re.compile(rf"^\W*(?:{_phrase('pronouns')}|{_phrase('possessives')})\b", re.I)
_UNCOUNTED = frozenset(listed("account", "no counts"))


def is_whole_sentence(text: str) -> bool:
    """Whether a line is a sentence: long enough and with an end, no heading and no standfirst cut short."""
    opens = text.lstrip("\"“”'‘’([")[:1]
    ended = bool(opens) and not opens.islower() and bool(_ENDS_SENTENCE.search(text))
    return ended and len(_words_in_order(text)) >= SENTENCES.fewest_words and not _in_title_case(text)


def _words_in_order(text: str) -> list[str]:
    """The words of a text; of a script that puts no space between them, pairs of characters."""
    return runs(text) if is_unspaced(text) else words(text)


def _in_title_case(text: str) -> bool:
    """Whether nearly all longer words have a capital, as in a heading, and not all letters."""
    longer = [text[t.start : t.end] for t in tokens(text) if t.end - t.start > 3]
    return not text.isupper() and sum(w[0].isupper() for w in longer) > SENTENCES.title_case * len(longer)


def stands_alone(text: str) -> bool:
    """Whether a sentence is whole and needs none before it.

    "But he …" leans on another, and so does a quotation whose speaker is not named in it. One in which the
    writer says "I" is the writer's own.
    """
    if not is_whole_sentence(text) or leans(text):
        return False
    outside = unquoted(text)
    if opens_with_quotation(text) and (not words(outside) or _REFERS_BACK.match(outside)):
        return False
    return not _WRITER_OR_READER.search(outside)


def unquoted(text: str) -> str:
    """What stands outside quotation marks."""
    return _QUOTED_WORDS.sub(" ", text)


def opens_with_quotation(text: str) -> bool:
    """Whether the first mark is a quotation's."""
    return text[:1] in ("“", '"')


def is_caption(text: str) -> bool:
    """Whether a sentence tells of a picture, or is put together from links."""
    linked = _POINTING_WORDS.search(text) or (not text.isupper() and _LINK_OR_TAG.search(text))
    return bool(linked) or is_picture_line(text)


def content_words(text: str) -> frozenset[str]:
    """The words of a text that carry meaning: those of four letters or more, and numbers."""
    return frozenset(w for w in words(text) if len(w) > 3 or w.isdigit())


@lru_cache(maxsize=4096)
def meaning(text: str) -> frozenset[str]:
    """The stems of a text's words, without those that carry little meaning."""
    return frozenset(stem(w) for w in _words_in_order(text) if w not in _COMMONEST_WORDS and len(w) > 1)


def alike(left: str, right: str) -> float:
    """The share of the words of meaning of the one with fewer that both have, 0..1."""
    a, b = meaning(left), meaning(right)
    return len(a & b) / min(len(a), len(b)) if a and b else float(left == right)


def one_wording(left: str, right: str) -> bool:
    """Whether both have several words in a row: they quote one saying."""
    return bool(_runs_of_words(left) & _runs_of_words(right))


@lru_cache(maxsize=4096)
def _runs_of_words(text: str) -> set[tuple[str, ...]]:
    listed, row = _words_in_order(text), ACCOUNT.in_a_row
    return {tuple(listed[i : i + row]) for i in range(len(listed) - row + 1)}


@lru_cache(maxsize=4096)
def capitalised_words(text: str) -> frozenset[str]:
    """The names and numbers of a sentence by their form: words with a capital or a digit behind the first."""
    printed = [span.of(text) for span in tokens(text)]
    marked = [w for w in printed[1:] if w[0].isupper() or w[0].isdigit()]
    return frozenset(word for w in marked for word in words(w))


def counts_clash(left: Sequence[Figure], right: Sequence[Figure]) -> bool:
    """Whether two sentences count one thing and their counts exclude each other."""
    return any(_clash(a, b) for a in left for b in right)


def _clash(left: Figure, right: Figure) -> bool:
    a, b = words(left.what), words(right.what)
    if left.ordinal or right.ordinal or left.unit != right.unit or not a or a != b or a[-1] in _UNCOUNTED:
        return False
    return _low(left) > _high(right) or _low(right) > _high(left)


def _low(figure: Figure) -> float:
    bounded = figure.low is not None or figure.high is not None
    return (figure.low if figure.low is not None else float("-inf")) if bounded else figure.value


def _high(figure: Figure) -> float:
    bounded = figure.low is not None or figure.high is not None
    return (figure.high if figure.high is not None else float("inf")) if bounded else figure.value
