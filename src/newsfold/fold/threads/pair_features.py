"""How likely two stories belong to one affair."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from newsfold.fold.article_features import SparseVector, idf
from newsfold.fold.decision import forest
from newsfold.fold.links import Link
from newsfold.fold.sparse_vectors import Reals, Shared, SparseVectors, weights_of
from newsfold.fold.threads.profiles import Profile
from newsfold.learned import Table


def features(one: Profile, others: Sequence[Profile]) -> Table:
    """A row of numbers for `one` against each of the others, of which there must be some.

    They are the same to the last digit from either side.
    """
    words, lead = (
        SparseVectors([other.words for other in others]),
        SparseVectors([other.lead for other in others]),
    )
    names = SparseVectors([other.names for other in others])
    worded, led = words.shared(one.words.codes), lead.shared(one.lead.codes)
    named = names.shared(one.names.codes)
    lead_held = (
        words.shared(one.lead.codes).sums(weights_of(one.lead) ** 2, 0),
        lead.shared(one.words.codes).sums(np.ones(len(one.words.codes)), 2),
    )
    names_held = (
        named.sums(weights_of(one.names) ** 2, 0),
        named.sums(np.ones(len(one.names.codes)), 2),
    )
    columns = {
        # cosine of the vectors, and of the weighted words of texts, of starts, and of the names in them
        "dense": (np.array([other.vector for other in others]) * one.vector).sum(axis=1),
        "words": worded.sums(weights_of(one.words), 1),
        "lead": led.sums(weights_of(one.lead), 1),
        "names": named.sums(weights_of(one.names), 1),
        # share of the weight of one's start that stands in the other's text, the larger and the smaller
        "lead held": np.maximum(*lead_held),
        "lead held both": np.minimum(*lead_held),
        "names held": np.maximum(*names_held),
        "names held both": np.minimum(*names_held),
        # log of the summed rarity of shared words: how much is shared, not what share
        "evidence": np.log1p(worded.sums(_idfs(one.words), 0)),
        "lead evidence": np.log1p(led.sums(_idfs(one.lead), 0)),
        "name evidence": np.log1p(named.sums(_idfs(one.names), 0)),
        # the word that weighs most in both starts, and the name
        "anchor": _heaviest(led, weights_of(one.lead)),
        "name anchor": _heaviest(named, weights_of(one.names)),
        # log of 1 + days between the end of one and the beginning of the other
        "gap": np.log1p([max(other.first - one.last, one.first - other.last, 0.0) for other in others]),
    }
    return Table.of_columns(columns, np.float64)


def _idfs(sparse_vector: SparseVector) -> Reals:
    return np.array([idf(code) for code in sparse_vector.codes.tolist()], dtype=np.float64)


def _heaviest(shared: Shared, weights: Reals) -> Reals:
    """For each bag, the largest weight that a word has in both: of its two weights, the smaller."""
    found = np.zeros(shared.count)
    np.maximum.at(found, shared.owners, np.minimum(weights[shared.at], shared.weights))
    return found


def linked(one: Profile, others: Sequence[Profile], days: float, weakest: float) -> list[Link]:
    """The links, of likelihood `weakest` or more, of `one` with the others that begin within `days` of it."""
    close = [other for other in others if other.id != one.id and abs(other.first - one.first) <= days]
    if not close:
        return []
    likelihoods = forest("threads").likelihood(features(one, close)).tolist()
    return [
        Link(min(one.id, other.id), max(one.id, other.id), likelihood)
        for other, likelihood in zip(close, likelihoods, strict=True)
        if likelihood >= weakest
    ]
