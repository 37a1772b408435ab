"""What a language's grammar reads in a sentence, before it is known who its source is."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from newsfold.records import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An outlet named in a sentence: its tokens [start, end), and its name to show."""

    start: int
    end: int
    name: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An attribution before its speaker is known. Without `verb` the quotation has no cue of its own.

    `who` is the head of the source, `sentence` the number of the sentence. `outlet` is the one that the words
    came through, and itself the source where `outlet_speaks`; `outlet_again` where the source points back at
    the outlet named before ("the newspaper said").
    """

    content: tuple[Span, ...]
    verb: Token | None = None
    who: Token | None = None
    source: Span | None = None
    cue: Span | None = None
    sentence: int = 0
    outlet: Outlet | None = None
    outlet_speaks: bool = False
    outlet_again: bool = False
