"""What vectors of each language have in common, learned from articles that are the same in all languages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation import vectors
from evaluation.datasets.languages import LANGUAGES, TranslatedStory
from evaluation.splits import hashed
from newsfold.encode import article_text
from newsfold.encode.languages import Centre

DIRECTIONS = 3

States = dict[str, NDArray[np.float32]]


def states(stories: Sequence[TranslatedStory], cache: Path | None) -> States:
    """For each language the states of first and second accounts, shape (2, events, 384)."""
    return {
        language: np.array(
            [
                [vectors.state(article_text(each.account(language, second)), cache) for each in stories]
                for second in (False, True)
            ]
        )
        for language in LANGUAGES
        if language in stories[0].sentences
    }


def learned(rows: States, directions: int = DIRECTIONS) -> Centre:
    """The means, and the main directions of what they leave."""
    means = {language: both.reshape(-1, both.shape[-1]).mean(0) for language, both in rows.items()}
    rest = np.concatenate([both.reshape(-1, both.shape[-1]) - means[name] for name, both in rows.items()])
    main = np.linalg.svd(rest, full_matrices=False)[2][:directions]
    return Centre(means | {"any": np.mean(list(means.values()), axis=0)}, np.asarray(main, dtype=np.float32))


def halves(stories: Sequence[TranslatedStory]) -> NDArray[np.intp]:
    """Which half of the events each is in."""
    return np.array([hashed(each.story) % 2 for each in stories], dtype=np.intp)


def led(rows: States, half: NDArray[np.intp], directions: int = DIRECTIONS) -> States:
    """The rows centred by what was learned from the other half: directions learned from an event take away
    what its accounts have in common."""
    centres = [
        learned({name: both[:, half != at] for name, both in rows.items()}, directions) for at in (0, 1)
    ]
    return {
        name: np.array([[centres[half[at]].leave(row, name) for at, row in enumerate(part)] for part in both])
        for name, both in rows.items()
    }


def meanings(stories: Sequence[TranslatedStory], cache: Path | None) -> dict[str, vectors.Vectors]:
    """The meaning of each account, by its id, as of an event that the centre was not learned from."""
    rows = led(states(stories, cache), halves(stories))
    return {
        stories[at].account(language, bool(second)).id: row
        for language, both in rows.items()
        for second, part in enumerate(both)
        for at, row in enumerate(part)
    }
