"""The pairs of annotated stories that are worth reading together, as the product would choose them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluation.candidate_pairs import Case, case
from evaluation.gold_stories import GoldStory
from evaluation.learning.alignment import FOLDS, first_left_out
from newsfold.text import collapse

POSSIBLE = 0.08  # the first decision's likelihood from which a pair is learned from; lower than asked in use


@dataclass(frozen=True, slots=True)
class Read:
    """A story's possible pairs: their places in the case's table, texts and labels."""

    name: str
    case: Case
    at: NDArray[np.intp]
    texts: list[tuple[str, str]]
    labels: list[float]


def read_stories(stories: Sequence[GoldStory]) -> list[Read]:
    """The pairs of each story that a first decision, which never saw the story, finds possible."""
    cases = dict(enumerate(case(story) for story in stories))
    first = first_left_out(cases, FOLDS)
    read = []
    for k, story in enumerate(stories):
        text = {a.id: a.text for a in story.articles}
        said = [collapse(s.span.of(text[s.article_id])) for s in cases[k].statements]
        at = np.flatnonzero(first[k] >= POSSIBLE)
        places = [cases[k].candidates.places[p] for p in at]
        labels = cases[k].labels[at].astype(float).tolist()
        read.append(Read(story.name, cases[k], at, [(said[i], said[j]) for i, j in places], labels))
    return read
