"""What threads know of one story: the mean of its articles, cut to what weighs most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsfold.fold.article_features import ArticleFeatures, Codes, Floats, SparseVector, idf
from newsfold.fold.settings import PROFILES

MOST_ARTICLES = 40  # bounds the time: articles of a story that are looked at, the first by id
SEASON = 60.0  # days: stories are looked up by season; the answer is the same for any
_STORED = np.float16  # numbers are as exact as they are kept, so that nothing depends on having been kept
_CODE = np.dtype("<u4")
_NUMBER = np.dtype("<f2")
_HEAD = np.dtype([("first", "<f8"), ("last", "<f8"), ("sizes", "<u2", 3)])


class RareWord(NamedTuple):
    """A rare word of a story, and the season in which the story begins: what it is looked up by."""

    code: int
    season: int


@dataclass(frozen=True, kw_only=True)
class Profile:
    """One story as `pair_features` compares it with others, under the id of its first article.

    `first` and `last` are days since 1970, in parts; `names` are those of titles and starts.
    """

    id: str
    first: float
    last: float
    vector: Floats
    words: SparseVector
    lead: SparseVector
    names: SparseVector

    @cached_property
    def codes(self) -> tuple[int, ...]:
        """The codes of rare words that it may share with stories of its affair, sorted."""
        weights: Counter[int] = Counter()
        for sparse_vector in (self.words, self.lead):
            weights.update(
                dict(zip(sparse_vector.codes.tolist(), sparse_vector.weights.tolist(), strict=True))
            )
        rare = [code for code in weights if idf(code) >= PROFILES.rare]
        return tuple(sorted(sorted(rare, key=lambda code: (-weights[code], code))[: PROFILES.keys]))

    @cached_property
    def kind(self) -> SparseVector:
        """What of its start is no name: what kind of thing happened, whoever it happened to."""
        unnamed = ~_is_among(self.lead.codes, self.names.codes)
        weights = self.lead.weights[unnamed].astype(np.float64)
        length = float(np.sqrt((weights**2).sum())) or 1.0
        return SparseVector(self.lead.codes[unnamed], (weights / length).astype(np.float32))

    @property
    def season(self) -> int:
        """The season in which it begins."""
        return int(self.first // SEASON)

    @property
    def keys(self) -> list[RareWord]:
        """What it is looked up by."""
        return [RareWord(code, self.season) for code in self.codes]


def profile(articles: Sequence[ArticleFeatures], days: Sequence[float]) -> Profile | None:
    """The profile of a story's articles; None where nothing tells when any of them is of.

    `articles` are the first `MOST_ARTICLES` by id, or all; `days` those that any of the story's articles is
    of. The order changes nothing.
    """
    if not days or not articles:
        return None
    chosen = sorted(articles, key=lambda article: article.id)[:MOST_ARTICLES]
    vector = np.sum([article.vector for article in chosen], axis=0, dtype=np.float64)
    length = float(np.sqrt((vector**2).sum())) or 1.0
    return Profile(
        id=chosen[0].id,
        first=min(days),
        last=max(days),
        vector=_as_stored(np.asarray(vector / length, dtype=np.float32)),
        words=_heaviest_mean((article.body for article in chosen), PROFILES.words),
        lead=_heaviest_mean((article.lead for article in chosen), PROFILES.lead),
        names=_heaviest_mean(map(_lead_names, chosen), PROFILES.names),
    )


def _is_among(codes: Codes, others: Codes) -> NDArray[np.bool_]:
    """Which codes are among others, both sorted; `np.isin` takes ten times as long for so few."""
    if not len(others):
        return np.zeros(len(codes), dtype=np.bool_)
    at = np.minimum(np.searchsorted(others, codes), len(others) - 1)
    return np.asarray(others[at] == codes)


def _heaviest_mean(sparse_vectors: Iterable[SparseVector], most: int) -> SparseVector:
    """The heaviest words of several vectors together, as one of unit length."""
    listed = list(sparse_vectors)
    codes, places = np.unique(np.concatenate([each.codes for each in listed]), return_inverse=True)
    sums = np.bincount(places, np.concatenate([each.weights for each in listed]), len(codes))
    heaviest = np.lexsort((codes, -sums))[:most]
    weights_by_code = dict(zip(codes[heaviest].tolist(), sums[heaviest].tolist(), strict=True))
    sparse_vector = SparseVector.of(weights_by_code)
    return SparseVector(sparse_vector.codes, _as_stored(sparse_vector.weights))


def _lead_names(article: ArticleFeatures) -> SparseVector:
    """The names in an article's title and start, as they weigh there."""
    named = _is_among(article.lead.codes, article.names.codes)
    return SparseVector(article.lead.codes[named], article.lead.weights[named])


def _as_stored(numbers: Floats) -> Floats:
    return numbers.astype(_STORED).astype(np.float32)


def packed_profile(story: Profile) -> bytes:
    """A profile as bytes, without its id; some 2 kB."""
    sparse_vectors = (story.words, story.lead, story.names)
    head = np.array(
        [(story.first, story.last, [len(sparse_vector.codes) for sparse_vector in sparse_vectors])],
        dtype=_HEAD,
    )
    parts = [head.tobytes()]
    for sparse_vector in sparse_vectors:
        parts += [
            sparse_vector.codes.astype(_CODE).tobytes(),
            sparse_vector.weights.astype(_NUMBER).tobytes(),
        ]
    return b"".join([*parts, story.vector.astype(_NUMBER).tobytes()])


def unpacked_profile(id: str, packed: bytes) -> Profile:
    """The profile that `packed_profile` was given. Raises ValueError for other bytes."""
    head = np.frombuffer(packed, dtype=_HEAD, count=1)[0]
    at, sparse_vectors = _HEAD.itemsize, []
    for size in head["sizes"].tolist():
        codes = np.frombuffer(packed, dtype=_CODE, count=size, offset=at)
        at += size * _CODE.itemsize
        weights = np.frombuffer(packed, dtype=_NUMBER, count=size, offset=at)
        at += size * _NUMBER.itemsize
        sparse_vectors.append(SparseVector(codes.astype(np.uint32), weights.astype(np.float32)))
    words, lead, names = sparse_vectors
    vector = np.frombuffer(packed, dtype=_NUMBER, offset=at).astype(np.float32)
    return Profile(
        id=id,
        first=float(head["first"]),
        last=float(head["last"]),
        vector=vector,
        words=words,
        lead=lead,
        names=names,
    )
