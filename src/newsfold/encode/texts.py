"""Texts to vectors whose dot product says how near two texts are in meaning.

Two encoders: `full`, a transformer, for everything; `static`, one vector a word piece, twenty times as fast,
for folding archives. Their vectors live in different spaces: never compare one's with the other's.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import get_args

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from newsfold.graphs import session, with_states
from newsfold.once import once
from newsfold.records import Article, Encoder
from newsfold.text import tokens

Floats = NDArray[np.float32]

WIDTH = 384  # numbers in a vector of the full encoder
STATIC_WIDTH = 128  # and of the static one
WORD_WIDTH = 128  # numbers in a word's row
_LAST = "layer5.end"  # each piece's own state: float32 (1, n, 384)
MOST_WORD_PIECES = 128  # bounds the time: word pieces read of a text; the rest is cut
_LETTERS_TOKENIZED = 12 * MOST_WORD_PIECES  # characters for the tokenizer: far more than these pieces need
_CACHED_WORD_ROWS = 4096  # bounds the memory: texts, some 40 MB; a growing story says most things again


def encode(texts: Sequence[str], encoder: Encoder = "full") -> Floats:
    """One unit row for each text; cosine is the dot product of two rows.

    `full`, shape (n, 384): all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019) in int8, one
    thread. `static`, shape (n, 128): a sum of one vector a word piece, distilled from it (as model2vec does;
    Tulkens and van Dongen 2024). Both read the first 128 word pieces. Each text goes through alone, so its
    row is the same whatever stands beside it; an empty text gets the vector of no words. Raises ValueError
    for another encoder.
    """
    if encoder not in get_args(Encoder):
        raise ValueError(f"encoder must be one of {', '.join(get_args(Encoder))}, got {encoder!r}")
    row = _transformed if encoder == "full" else _summed
    rows = [row(word_pieces(text)) for text in texts]
    return np.array(rows, dtype=np.float32).reshape(len(texts), WIDTH if encoder == "full" else STATIC_WIDTH)


def word_pieces(text: str) -> list[int]:
    """The numbers of a text's first 128 word pieces, between the marks for start and end."""
    return _truncated(_tokenized(text).ids)


def _tokenized(text: str) -> Encoding:
    return _tokenizer().encode(text[:_LETTERS_TOKENIZED])


def _truncated(ids: list[int]) -> list[int]:
    return ids if len(ids) <= MOST_WORD_PIECES else [*ids[: MOST_WORD_PIECES - 1], ids[-1]]


def _transformed(ids: list[int]) -> Floats:
    row: Floats = _encoder_session().run(["vector"], {"ids": np.array([ids], dtype=np.int64)})[0][0]
    return row


def _summed(ids: list[int]) -> Floats:
    rows, scale = _piece_rows()
    total = scale[ids] @ rows[ids].astype(np.float32)
    return np.asarray(total / max(float(np.sqrt(total @ total)), 1e-12), dtype=np.float32)


def encode_words(texts: Sequence[str]) -> tuple[Floats, list[NDArray[np.float16]]]:
    """The rows of `encode` by the full encoder, and for each text a unit row for each of its `tokens`.

    A word's row, of shape (128,), is the mean over its pieces in the encoder's last layer, made narrow by a
    fixed random projection that keeps cosines (Johnson and Lindenstrauss 1984): the word as it is meant in
    its text, so that two texts can be held against each other word by word. A word past the cut has zeros.
    The rows of a text are kept for a while, and can't be written to.
    """
    rows = [_read_words(text) for text in texts]
    vectors = np.array([vector for vector, _ in rows], dtype=np.float32).reshape(len(texts), WIDTH)
    return vectors, [words for _, words in rows]


@lru_cache(maxsize=_CACHED_WORD_ROWS)
def _read_words(text: str) -> tuple[Floats, NDArray[np.float16]]:
    read = _tokenized(text)
    ids = _truncated(read.ids)
    vector, pieces = _encoder_session().run(["vector", _LAST], {"ids": np.array([ids], dtype=np.int64)})
    words = _by_word(text, read.offsets[: MOST_WORD_PIECES - 1], pieces[0] @ _narrow())
    words.setflags(write=False)  # one array for all who ask
    return vector[0].copy(), words


def pieces_of(text: str) -> list[int]:
    """The numbers of a text's word pieces, without the marks for start and end; of a long text the start."""
    return _tokenized(text).ids[1:-1]


def _by_word(text: str, offsets: Sequence[tuple[int, int]], pieces: Floats) -> NDArray[np.float16]:
    """The mean of each word's pieces, at unit length; `offsets` say which characters a piece stands for."""
    spans = tokens(text)
    rows = np.zeros((len(spans), WORD_WIDTH), dtype=np.float32)
    at = 0
    for (start, end), piece in zip(offsets, pieces, strict=False):
        while at < len(spans) and spans[at].end <= start:
            at += 1
        if at < len(spans) and start < end and spans[at].start < end:
            rows[at] += piece
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(lengths > 0, lengths, 1)).astype(np.float16)


@once
def _tokenizer() -> Tokenizer:
    return Tokenizer.from_buffer((files("newsfold") / "models" / "encoder" / "tokenizer.json").read_bytes())


@once
def _encoder_session() -> onnxruntime.InferenceSession:
    model = (files("newsfold") / "models" / "encoder" / "model.onnx").read_bytes()
    return session(with_states(model, _LAST))


@once
def _narrow() -> Floats:
    with (files("newsfold") / "models" / "encoder" / "narrow.npy").open("rb") as file:
        return np.asarray(np.load(file), dtype=np.float32)


@once
def _piece_rows() -> tuple[NDArray[np.int8], Floats]:
    """A row of whole numbers for each word piece, and the scale of each row."""
    with (files("newsfold") / "models" / "static" / "pieces.npz").open("rb") as file:
        arrays = np.load(file)
        return arrays["rows"], arrays["scale"]


def article_text(article: Article) -> str:
    """What stands for an article in `encode`: its title, then the start of its text."""
    return f"{article.title}\n{article.text[:_LETTERS_TOKENIZED]}"
