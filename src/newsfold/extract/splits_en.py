"""Sentences cut where they join what could stand alone, so that a statement holds one thing said."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from newsfold.extract.settings import SPLITS
from newsfold.quotes import DOUBLE
from newsfold.records import Span
from newsfold.text import trimmed

_AT_A_TIME = re.compile(r"\bat a time\s*$")
_SET_OFF = re.compile(r"[,;:—–]\s*$")
_STRAIGHT_QUOTES = str.maketrans(dict.fromkeys(DOUBLE, '"'))


def split_sentences(doc: Doc) -> list[Span]:
    """Spans that cover the same words as the sentences of `doc`, each a sentence or a clause of one.

    A sentence is cut before a clause with its own subject and verb that a comma, a dash or a semicolon
    sets off ("..., and the train left", "..., while Seoul waited") or that "at a time when" opens;
    never inside quotation marks.
    """
    text = doc.text  # spaCy puts it together anew at every call
    spans: list[Span] = []
    for sentence in doc.sents:
        starts = sorted({sentence.start_char, *_cuts(sentence, text)})
        ends = [*starts[1:], sentence.end_char]
        pieces = (trimmed(text, start, end) for start, end in zip(starts, ends, strict=True))
        spans += [piece for piece in pieces if piece is not None]
    return spans


def _cuts(sentence: SpacySpan, text: str) -> list[int]:
    cuts: list[int] = []
    last = sentence.start
    for token in sentence:
        at = _opening_token(token, sentence, text)
        if at is None or at - last < SPLITS.fewest_words or sentence.end - at < SPLITS.fewest_words:
            continue
        if not _inside_quotes(_text_before(sentence, at, text)):
            cuts.append(sentence.doc[at].idx)
            last = at
    return cuts


def _text_before(sentence: SpacySpan, at: int, text: str) -> str:
    return text[sentence.start_char : sentence.doc[at].idx]


def _opening_token(token: Token, sentence: SpacySpan, text: str) -> int | None:
    """Where the clause of a verb begins, if it can be cut off there."""
    if token.dep_ not in ("conj", "advcl", "relcl", "parataxis") or token.pos_ not in ("VERB", "AUX"):
        return None
    if not any(
        child.dep_ in ("nsubj", "nsubjpass", "expl") and child.tag_ != "WP" for child in token.children
    ):
        return None
    at = int(token.left_edge.i)
    if token.doc[at].lower_ == "when" and _AT_A_TIME.search(_text_before(sentence, at, text)):
        return max(sentence.start, at - 3)
    while at > sentence.start and token.doc[at - 1].dep_ == "cc":
        at -= 1
    set_off = at > sentence.start and _SET_OFF.search(_text_before(sentence, at, text))
    return at if set_off and token.dep_ != "relcl" else None


def _inside_quotes(before: str) -> bool:
    return before.translate(_STRAIGHT_QUOTES).count('"') % 2 == 1
