"""Names in running text by our own small tagger: words, how they are written, the model, spans.

The model is MiniLM fine-tuned on open sets (models/ner/PROVENANCE.md). Its vocabulary has no capitals, so
each word comes with its shape; in a sentence whose capitals tell nothing (a headline, no capitals at all)
every shape is 0 and the words alone decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from newsfold.extract.entities.viterbi import best_path
from newsfold.graphs import session
from newsfold.language import either
from newsfold.language import words as words_of
from newsfold.once import once
from newsfold.records import Span

LABELS = ("O", *(f"{at}-{kind}" for kind in ("PER", "ORG", "LOC", "NAT", "MISC") for at in "BI"))

# The model reads English; so do its words.
_CLITICS = either(words_of("tagger", "clitics"))
_NEGATIONS = either(words_of("tagger", "negations")).replace("'", "['’]")
_TAGGED_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S. and J.K.
    r"|\d+(?:[.,:]\d+)*(?![^\W\d])"
    rf"|['’](?:{_CLITICS})\b"
    r"|\w+(?:[-‐‑&'’/]\w+)*"  # Jong-un, AT&T, O'Brien
    r"|[^\w\s]"
)
_CLITIC = re.compile(rf"(?i)(?<=\w)(?:{_NEGATIONS}|['’](?:{_CLITICS}))$")
_PIECES_AT_ONCE = 128  # pieces read at once, a third of them as context of what is cut
_LONG_WORD = 60  # letters; what is longer is no name


@dataclass(frozen=True, slots=True, order=True)
class LabelledName:
    """A name's characters, its label (PER, ORG, LOC, NAT, MISC) and how sure the model is of it, 0..1."""

    start: int
    end: int
    label: str
    score: float


def word_bounds(text: str) -> list[tuple[int, int]]:
    """Words and marks of `text` as [start, end): a possessive ending is a word of its own."""
    spans = []
    for match in _TAGGED_WORD.finditer(text):
        cut = _CLITIC.search(match.group())
        if cut and cut.start() > 0:
            middle = match.start() + cut.start()
            spans += [(match.start(), middle), (middle, match.end())]
        else:
            spans.append(match.span())
    return spans


_UNTOLD, _LOWER, _CAPITAL, _CAPITALS, _MIXED, _DIGITS, _MARK, _INITIAL = range(8)


def shapes(tokens: Sequence[str]) -> list[int]:
    """How each word is written, 0..7; all words 0 where the text's capitals tell nothing."""
    letters = [t for t in tokens if t[0].isalpha()]
    lower = sum(t.islower() for t in letters)
    long = [t for t in letters if len(t) > 3]
    small = sum(t[0].islower() for t in long)
    telling = lower < len(letters) and (len(letters) < 4 or small >= 0.25 * len(long))
    return [_word_shape(t) if telling else _UNTOLD for t in tokens]


def _word_shape(word: str) -> int:
    if not word[0].isalnum():
        return _MARK
    if word[0].isdigit():
        return _DIGITS
    if word.islower():
        return _LOWER
    if len(word) == 1 or (len(word) <= 3 and word[1:2] == "."):
        return _INITIAL
    if word.isupper():
        return _CAPITALS
    return _CAPITAL if word[1:].islower() else _MIXED


def labelled_names(text: str, sentences: Sequence[Span]) -> list[LabelledName]:
    """Names in `text`, sentence by sentence, in order; each sentence is read alone.

    The best path of labels under the rule that an inner label follows its own kind (Viterbi); `score` is the
    mean probability of the labels on it.
    """
    listed = []
    for sentence in sentences:
        bounds = [(a, b) for a, b in word_bounds(sentence.of(text)) if b - a <= _LONG_WORD]
        part = sentence.of(text)
        tokens = [part[a:b] for a, b in bounds]
        if _nameless(tokens):
            continue
        for first, last, label, score in _tagged_names(tokens):
            start, end = sentence.start + bounds[first][0], sentence.start + bounds[last - 1][1]
            listed.append(LabelledName(start, end, label, score))
    return listed


_PLAIN_FIRST_WORDS = frozenset(words_of("tagger", "plain first words"))


def _nameless(tokens: Sequence[str]) -> bool:
    """Whether a sentence with lower-case words has no capital but its first, plain word's: it
    holds no name."""
    if not tokens or not any(t.islower() for t in tokens):
        return False
    if any(c.isupper() for t in tokens[1:] if t != "I" for c in t):
        return False
    return tokens[0].casefold() in _PLAIN_FIRST_WORDS and tokens[0][0].isupper()


def _tagged_names(tokens: Sequence[str]) -> list[tuple[int, int, str, float]]:
    """(first word, one past the last, label, score) of every name."""
    if not tokens:
        return []
    odds = _log_probabilities(tokens)
    path = best_path(odds, _START_SCORES, _ALLOWED)
    listed: list[tuple[int, int, str, float]] = []
    at = 0
    while at < len(path):
        label = LABELS[path[at]]
        end = at + 1
        if label != "O":
            while end < len(path) and LABELS[path[end]] == "I-" + label[2:]:
                end += 1
            score = float(np.exp(odds[range(at, end), path[at:end]]).mean())
            listed.append((at, end, label[2:], round(score, 3)))
        at = end
    return listed


def _log_probabilities(tokens: Sequence[str]) -> NDArray[np.float32]:
    """One row a word: log probabilities over `LABELS`, from each word's first piece."""
    tokenizer, graph = _model()
    pieces = [tokenizer.encode(t, add_special_tokens=False).ids or [100] for t in tokens]
    written = shapes(tokens)
    rows = []
    at = 0
    while at < len(tokens):
        end, size = at, 2
        while end < len(tokens) and (size + len(pieces[end]) <= _PIECES_AT_ONCE or end == at):
            size += len(pieces[end])
            end += 1
        # read on from two thirds of a window that is cut, so that its end has context
        upto = end if end == len(tokens) else at + max(1, (end - at) * 2 // 3)
        ids = [101, *(i for p in pieces[at:end] for i in p), 102]
        marks = [0, *(w for p, w in zip(pieces[at:end], written[at:end], strict=True) for _ in p), 0]
        starts = np.cumsum([1] + [len(p) for p in pieces[at:end]])[: upto - at]
        inputs = {
            "ids": np.array([ids[:512]], dtype=np.int64),
            "shapes": np.array([marks[:512]], dtype=np.int64),
        }
        rows.append(graph.run(None, inputs)[0][0][starts])
        at = upto
    odds = np.concatenate(rows)
    odds = odds - odds.max(1, keepdims=True)
    result: NDArray[np.float32] = odds - np.log(np.exp(odds).sum(1, keepdims=True))
    return result


def _transitions() -> NDArray[np.float32]:
    allowed = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)
    for j, label in enumerate(LABELS):
        if label.startswith("I-"):
            allowed[:, j] = -1e4
            allowed[j - 1 : j + 1, j] = 0
    return allowed


_ALLOWED = _transitions()
_START_SCORES = np.where(
    [label.startswith("I-") for label in LABELS], -1e4, 0
)  # no name begins with its inside


@once
def _model() -> tuple[Tokenizer, onnxruntime.InferenceSession]:
    """The tokenizer (the encoder's, whose vocabulary this model shares) and the model, one thread."""
    models = files("newsfold") / "models"
    tokenizer = Tokenizer.from_buffer((models / "encoder" / "tokenizer.json").read_bytes())
    return tokenizer, session((models / "ner" / "model.onnx").read_bytes())
