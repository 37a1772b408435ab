"""How likely two stories belong to one affair."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from newsfold.fold.decision import forest
from newsfold.fold.links import Link
from newsfold.fold.sparse_vectors import Reals, Shared, SparseVectors, idfs_of, weights_of
from newsfold.fold.threads.profiles import Profile
from newsfold.learned import Table


def thread_features(story: Profile, others: Sequence[Profile]) -> Table:
    """A row of numbers for `story` against each of the others, of which there must be some.

    They are the same to the last digit from either side.
    """
    words, lead = (
        SparseVectors([other.words for other in others]),
        SparseVectors([other.lead for other in others]),
    )
    names = SparseVectors([other.names for other in others])
    kinds = SparseVectors([other.kind for other in others])
    worded, led = words.shared(story.words.codes), lead.shared(story.lead.codes)
    named = names.shared(story.names.codes)
    lead_held = (
        words.shared(story.lead.codes).sums(weights_of(story.lead) ** 2, 0),
        lead.shared(story.words.codes).sums(np.ones(len(story.words.codes)), 2),
    )
    names_held = (
        named.sums(weights_of(story.names) ** 2, 0),
        named.sums(np.ones(len(story.names.codes)), 2),
    )
    columns = {
        # cosine of the vectors, and of the weighted words of texts, of starts, and of the names in them
        "dense": (np.array([other.vector for other in others]) * story.vector).sum(axis=1),
        "words": worded.sums(weights_of(story.words), 1),
        "lead": led.sums(weights_of(story.lead), 1),
        "names": named.sums(weights_of(story.names), 1),
        # cosine of starts without their names: at the same names, the more alike, the less likely
        "kind": kinds.shared(story.kind.codes).sums(weights_of(story.kind), 1),
        # share of the weight of one's start that stands in the other's text, the larger and the smaller
        "lead held": np.maximum(*lead_held),
        "lead held both": np.minimum(*lead_held),
        "names held": np.maximum(*names_held),
        "names held both": np.minimum(*names_held),
        # log of the summed rarity of shared words: how much is shared, not what share
        "evidence": np.log1p(worded.sums(idfs_of(story.words), 0)),
        "lead evidence": np.log1p(led.sums(idfs_of(story.lead), 0)),
        "name evidence": np.log1p(named.sums(idfs_of(story.names), 0)),
        # the word that weighs most in both starts, and the name
        "anchor": _heaviest(led, weights_of(story.lead)),
        "name anchor": _heaviest(named, weights_of(story.names)),
        # log of 1 + days between the end of one and the beginning of the other
        "gap": np.log1p([max(other.first - story.last, story.first - other.last, 0.0) for other in others]),
    }
    return Table.of_columns(columns, np.float64)


def _heaviest(shared: Shared, weights: Reals) -> Reals:
    """For each vector, the largest weight that a word has in both: of its two weights, the smaller."""
    weights_shared = np.zeros(shared.count)
    np.maximum.at(weights_shared, shared.owners, np.minimum(weights[shared.at], shared.weights))
    return weights_shared


def links_within(story: Profile, others: Sequence[Profile], days: float, weakest: float) -> list[Link]:
    """The links of likelihood `weakest` or more of `story` with the others that begin within `days` of it."""
    close = [other for other in others if other.id != story.id and abs(other.first - story.first) <= days]
    if not close:
        return []
    likelihoods = forest("threads").likelihood(thread_features(story, close)).tolist()
    return [
        Link(min(story.id, other.id), max(story.id, other.id), likelihood)
        for other, likelihood in zip(close, likelihoods, strict=True)
        if likelihood >= weakest
    ]
