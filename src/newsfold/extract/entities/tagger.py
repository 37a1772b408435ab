"""Names in running text of eleven languages: units of text, the multilingual encoder's states, a small head.

The encoder is the one that gives articles their meaning (models/multilingual); the head over its states is
learned (models/names/PROVENANCE.md): an LSTM in both directions (Lample et al. 2016) that sees each unit's
state and how it is written, and the best path of labels (Viterbi) under learned costs of going from one to
another. Each sentence is read alone; one longer than the encoder reads goes through in windows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from newsfold.extract.entities.units import Bounds, pooled, units, written
from newsfold.extract.entities.viterbi import best_path
from newsfold.graphs import session
from newsfold.multilingual import PIECES, Pieces, pieces_of, states_of
from newsfold.once import once
from newsfold.records import EntityKind, Span

Floats = NDArray[np.float32]

LABELS = ("O", *(f"{at}-{kind}" for kind in ("PER", "ORG", "LOC") for at in "BI"))
_KIND_OF_TAG: dict[str, EntityKind] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_CONTEXT = PIECES // 3  # of a window that is cut, its end, which is read again in the next


class Tagged(NamedTuple):
    """The characters of a name, and its kind."""

    start: int
    end: int
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class _Head:
    """The graph over states, and what it costs to begin with a label and to go from one to another."""

    graph: onnxruntime.InferenceSession
    begin: Floats
    steps: Floats


def tagged(text: str, sentences: Sequence[Span]) -> list[Tagged]:
    """Persons, bodies and places in `text`, in order, sentence by sentence.

    A name begins and ends where a unit does: at the ends of a word, in Chinese and Japanese of a word piece.
    """
    return [
        Tagged(sentence.start + start, sentence.start + end, kind)
        for sentence in sentences
        for start, end, kind in _tagged_in(sentence.of(text))
    ]


def _tagged_in(text: str) -> list[Tagged]:
    pieces = pieces_of(text)
    bounds = units(text, pieces.bounds)
    if not any(text[start].isalpha() for start, _ in bounds):
        return []
    head = _head()
    inputs = {
        "states": pooled(bounds, pieces.bounds, _states(pieces))[None],
        "written": written(text, bounds)[None],
    }
    odds: Floats = head.graph.run(["odds"], inputs)[0][0]
    return _tagged_spans(best_path(odds, head.begin, head.steps), bounds)


def _states(pieces: Pieces) -> Floats:
    """Each piece's state; where there are more than the encoder reads, windows with a third as context."""
    rows, at, count = [], 0, len(pieces.ids)
    while at < count:
        window = pieces.ids[at : at + PIECES]
        step = len(window) if at + PIECES >= count else PIECES - _CONTEXT
        rows.append(states_of(window)[:step])
        at += step
    return np.concatenate(rows)


def _tagged_spans(path: Sequence[int], bounds: Sequence[Bounds]) -> list[Tagged]:
    names: list[Tagged] = []
    for label, (start, end) in zip((LABELS[at] for at in path), bounds, strict=True):
        if label[0] == "B":
            names.append(Tagged(start, end, _KIND_OF_TAG[label[2:]]))
        elif label[0] == "I":
            names[-1] = names[-1]._replace(end=end)
    return names


@once
def _head() -> _Head:
    folder = files("newsfold") / "models" / "names"
    with (folder / "steps.npz").open("rb") as file:
        costs = np.load(file)
        return _Head(session((folder / "model.onnx").read_bytes()), costs["begin"], costs["steps"])
