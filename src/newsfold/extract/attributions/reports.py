"""What a language's grammar reads in a sentence, before it is known who its source is."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from newsfold.records import Mention, Span


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
    the outlet named before ("the newspaper said"). `verbatim` words stand under their speaker's name, which
    is `source`, or answer a question, and then `answering` is the person asked, where the text settles it.
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
    verbatim: bool = False
    answering: Mention | None = None
