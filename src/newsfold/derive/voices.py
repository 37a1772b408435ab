"""Whose words a text prints: stretches that it shows to be somebody else's, quoted or set apart.

A speech, a letter or a post stands word for word in many articles, and none of these copied another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsfold.derive.settings import VOICES
from newsfold.language import either
from newsfold.language import words as listed
from newsfold.quotes import quotations
from newsfold.records import Span
from newsfold.text import paragraphs
from newsfold.turns import turns

_HANDLE = r"\(\s*@\w{1,30}\s*\)"
# A post set apart: its writer's name and handle open it, or close it with the date.
_POST_SIGNATURE = re.compile(
    rf"^[^\n.!?]{{1,60}}{_HANDLE}|{_HANDLE}[^\n]{{0,40}}$|{_HANDLE}\s+\w+\.? \d{{1,2}}, \d{{4}}"
)
# "JANE ROE:", "Roe:" in a transcript.
_TRANSCRIPT_LABEL = re.compile(
    r"(?:(?:[A-Z][A-Z.'’-]+ ?){1,5}(?:,[^:\n]{1,60})?|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}):\s"
)
_SPEAKER_TURN = re.compile(r"(?<![\w.])[A-Z][A-Z.'’ -]{2,30}:\s")
_VOICE_INTRODUCED = re.compile(rf"\b(?:{either(listed('voices', 'introduced'))})", re.IGNORECASE)
_FIRST_PERSON = re.compile(rf"\b(?:{either(listed('voices', 'first person'))})\b".replace("'", "['’]"))


def set_apart(text: str) -> list[Span]:
    """Quotations, posts, turns of transcripts and interviews, and paragraphs that a colon announces.

    Sorted; they may overlap. Spans of a quotation hold its marks, those of a turn leave out its label, the
    others are whole paragraphs.
    """
    lines = paragraphs(text)
    quoted = [quotation.span for quotation in quotations(text)]
    said = [part for turn in turns(text) for part in turn.parts]
    return sorted([*quoted, *said, *_post_paragraphs(text, lines), *_announced(text, lines)])


def _post_paragraphs(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    """Paragraphs that hold a post, with the short lines before them that may be its beginning."""
    for at, line in enumerate(lines):
        if "@" in (words := line.of(text)) and _POST_SIGNATURE.search(words):
            yield line
            for before in reversed(lines[:at]):
                if len(before.of(text).split()) >= VOICES.short:
                    break
                yield before


def _announced(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    """Paragraphs with a speaker's label or that a colon announces, and those after in the first person."""
    labelled = {line for line in lines if _TRANSCRIPT_LABEL.match(line.of(text))}
    inside = introduced = False
    for line in lines:
        words = line.of(text).rstrip()
        turns = len(labelled) >= VOICES.turns and line in labelled
        opens = introduced or turns or len(_SPEAKER_TURN.findall(words)) >= VOICES.turns
        inside = opens or (inside and _FIRST_PERSON.search(words) is not None)
        if inside:
            yield line
        introduced = words.endswith(":") and _VOICE_INTRODUCED.search(words[-VOICES.introduced :]) is not None
