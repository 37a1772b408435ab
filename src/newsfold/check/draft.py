"""A whole text checked, sentence by sentence, a part at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from newsfold.queries import LONGEST_DRAFT
from newsfold.records import Check, NewsfoldError, Span, TooMuchError
from newsfold.text import collapse, sentences, words

MOST = 1_000  # bounds the memory and the time of a draft, in different sentences; more is refused


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSentence:
    """A sentence of a draft, and the number of its check among the draft's; None where it has none here."""

    span: Span
    check: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text and what was checked of it.

    `checks` are of its different sentences from number `start` on, each once, of `different` altogether;
    `next` is the number of the first one after them, None where there is none. A sentence without words has
    no check.
    """

    text: str
    sentences: tuple[DraftSentence, ...]
    checks: tuple[Check, ...]
    different: int
    start: int = 0
    next: int | None = None


def different(text: str) -> dict[str, str]:
    """The different sentences of a text that have words, in order, by what makes them the same."""
    sentences_by_key: dict[str, str] = {}
    for span in sentences(text):
        sentence = span.of(text)
        if words(sentence):
            sentences_by_key.setdefault(same(sentence), sentence)
    return sentences_by_key


def same(sentence: str) -> str:
    """What two sentences share that say the same in the same words."""
    return collapse(sentence).casefold()


def checked_draft(text: str, checked: Callable[[str], Check], start: int = 0, most: int = MOST) -> Draft:
    """A text with the checks of `most` of its different sentences from number `start` (from 0) on.

    Raises NewsfoldError for a text without words, and for a `start` behind its end; TooMuchError for one of
    more than 100,000 characters or 1,000 different sentences.
    """
    if len(text) > LONGEST_DRAFT:
        raise TooMuchError(
            f"a draft has at most {LONGEST_DRAFT:,} characters, this has {len(text):,}; check it in parts"
        )
    by_key = different(text)
    if not by_key:
        raise NewsfoldError("there are no words to check in this text")
    if len(by_key) > MOST:
        raise TooMuchError(
            f"a draft has at most {MOST:,} different sentences, this has {len(by_key):,}; check it in parts"
        )
    if start >= len(by_key):
        raise NewsfoldError(f"this text has {len(by_key):,} different sentences; none begins at {start:,}")
    chosen = dict(list(by_key.items())[start : start + most])
    place = {key: at for at, key in enumerate(chosen)}
    end = start + len(chosen)
    return Draft(
        text=text,
        sentences=tuple(
            DraftSentence(span=span, check=place.get(same(span.of(text)))) for span in sentences(text)
        ),
        checks=tuple(map(checked, chosen.values())),
        different=len(by_key),
        start=start,
        next=end if end < len(by_key) else None,
    )
