"""How likely two articles tell of one event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from newsfold.fold.across import likelihoods, nearness
from newsfold.fold.apart import weakened
from newsfold.fold.article_features import ArticleFeatures
from newsfold.fold.decision import decision
from newsfold.fold.settings import LEARNED
from newsfold.fold.sparse_vectors import Reals, SparseVectors, idfs_of, weights_of
from newsfold.fold.window import days_apart, days_of
from newsfold.learned import Table


class Link(NamedTuple):
    """Two articles, `left` < `right` by id, and the likelihood, 0..1, that they tell of one event."""

    left: str
    right: str
    likelihood: float


_DECIDED = 4096  # pairs decided on together: their features are a MB


def link_features(article: ArticleFeatures, others: Sequence[ArticleFeatures]) -> Table:
    """A row of numbers for `article` against each of the others, of which there must be some."""
    title, lead, body, names, numbers = (
        SparseVectors([pick(other) for other in others]) for pick in (_title, _lead, _body, _names, _numbers)
    )
    titles, bodies = title.shared(article.title.codes), body.shared(article.body.codes)
    named = names.shared(article.names.codes)
    in_body, in_names = np.ones(len(article.body.codes)), np.ones(len(article.names.codes))
    title_held = (
        body.shared(article.title.codes).sums(weights_of(article.title) ** 2, 0),
        title.shared(article.body.codes).sums(in_body, 2),
    )
    names_held = named.sums(weights_of(article.names) ** 2, 0), named.sums(in_names, 2)
    body_held = bodies.sums(weights_of(article.body) ** 2, 0), bodies.sums(in_body, 2)
    gaps = days_apart(article, *days_of(others))
    sizes = np.log1p(np.array([other.size for other in others], dtype=np.float64)), np.log1p(article.size)
    columns: dict[str, ArrayLike] = {
        # cosines of the weighted words
        "title": titles.sums(weights_of(article.title), 1),
        "lead": lead.shared(article.lead.codes).sums(weights_of(article.lead), 1),
        "body": bodies.sums(weights_of(article.body), 1),
        # cosine of the vectors
        "dense": nearness(article, others),
        "names": named.sums(weights_of(article.names), 1),
        "numbers": numbers.shared(article.numbers.codes).sums(weights_of(article.numbers), 1),
        # share of one title's weight that stands in the other's body, the larger and the smaller
        "title held": np.maximum(*title_held),
        "title held both": np.minimum(*title_held),
        "names held": np.maximum(*names_held),
        "names held both": np.minimum(*names_held),
        "body held": np.maximum(*body_held),
        "body held both": np.minimum(*body_held),
        # log of the summed rarity of shared words: how much is shared, not what share
        "evidence": np.log1p(bodies.sums(idfs_of(article.body), 0)),
        "name evidence": np.log1p(named.sums(idfs_of(article.names), 0)),
        # log of 1 + days between the two, beyond the first five
        "gap": np.log1p(np.maximum(0, np.nan_to_num(gaps, nan=0.0) - LEARNED.same_time)),
        "undated": np.isnan(gaps),  # either has no time
        # log of 1 + words, of the longer and the shorter text
        "size": np.maximum(*sizes),
        "size both": np.minimum(*sizes),
        **_marks(article, others),
    }
    return Table.of_columns(columns, np.float64)


_title, _lead, _body, _names, _numbers = map(attrgetter, ("title", "lead", "body", "names", "numbers"))


def _marks(article: ArticleFeatures, others: Sequence[ArticleFeatures]) -> dict[str, Reals]:
    """Marks that tell events apart, 1 or 0: ordinals before one word ("second summit"), and years."""
    clash, match, years = (np.zeros(len(others)) for _ in range(3))
    ranks = _ranks(article)
    for at, other in enumerate(others):
        if ranks and other.ordinals:
            theirs = _ranks(other)
            shared = ranks.keys() & theirs.keys()
            clash[at] = any(not ranks[word] & theirs[word] for word in shared)
            match[at] = any(ranks[word] & theirs[word] for word in shared)
        if article.years and other.years:
            years[at] = not article.years & other.years
    return {
        "ordinal clash": clash,  # one says "second summit" and the other "third summit"
        "ordinal match": match,
        "year clash": years,  # both name years, none in common
    }


def _ranks(article: ArticleFeatures) -> dict[int, set[int]]:
    ranks: dict[int, set[int]] = {}
    for rank, word in article.ordinals:
        ranks.setdefault(word, set()).add(rank)
    return ranks


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of ids, the smaller first, and for each a row of features and what speaks against it."""

    pairs: list[tuple[str, str]]
    table: Table
    weakened: Reals  # for each pair, a factor for what is decided of the features
    across: Reals  # for each pair with another language than English its likelihood; nan for all others


def against(article: ArticleFeatures, others: Sequence[ArticleFeatures]) -> Pairs:
    """`article` with each of the others, of which there must be some, that is worth a decision.

    What else is in the list changes nothing of a pair.
    """
    table = link_features(article, others)
    candidates = _candidate_mask(table)
    pairs = [
        (min(article.id, other.id), max(article.id, other.id))
        for other, is_near in zip(others, candidates.tolist(), strict=True)
        if is_near
    ]
    across = likelihoods(article, others, table)[candidates]
    return Pairs(pairs, table.where(candidates), weakened(article, others, table)[candidates], across)


def links_above(compared: Iterable[Pairs], weakest: float) -> list[Link]:
    """The compared pairs of likelihood `weakest` or more, sorted by ids; decided some thousands at a time."""
    links: list[Link] = []
    waiting: list[Pairs] = []
    count = 0
    for some in compared:
        waiting.append(some)
        count += len(some.pairs)
        if count >= _DECIDED:
            links += _decided(waiting, weakest)
            waiting, count = [], 0
    return sorted([*links, *_decided(waiting, weakest)], key=lambda link: (link.left, link.right))


def _decided(compared: Sequence[Pairs], weakest: float) -> Iterator[Link]:
    pairs = [pair for some in compared for pair in some.pairs]
    if pairs:
        table = Table.joined([some.table for some in compared])
        weakened = np.concatenate([some.weakened for some in compared])
        across = np.concatenate([some.across for some in compared])
        decided = np.round(decision().likelihood(table) * weakened, 9)
        likelihoods = np.where(np.isnan(across), decided, across)
        for at in np.flatnonzero(likelihoods >= weakest).tolist():
            yield Link(*pairs[at], float(likelihoods[at]))


def _candidate_mask(table: Table) -> NDArray[np.bool_]:
    return np.asarray(table.column("lead") + table.column("dense") > LEARNED.near)
