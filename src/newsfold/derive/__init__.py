"""Who copied whom: exact and near copies, shared passages, and credit lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from newsfold.derive.credits import Credit, credits, outlet_names
from newsfold.derive.passages import Words, passages, spans, words
from newsfold.records import Article, Derivation, Grade, Span

_PERMUTATIONS, _BANDS, _ROWS = 128, 32, 4
_SEED = 7
_CREDITS = "it credits "


@dataclass(frozen=True, slots=True, kw_only=True)
class Copying:
    """What counts as copied. Words are words of the copying article."""

    least: int = 14  # shared words that make a passage
    least_unquoted: int = 9  # of these outside quotation marks: one quote in two papers is no copy
    least_share: float = 0.04  # of the copying article's words, unless `enough` words are copied
    enough: int = 40
    whole: float = 0.8
    most: float = 0.5
    crowd: int = 8  # articles with one run of words beyond which they are only held against the first ones


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    source: int
    grade: Grade
    spans: tuple[Span, ...]
    inside: frozenset[int]
    score: float
    credited: bool
    why: str


def derivations(
    new: Sequence[Article], known: Sequence[Article] = (), copying: Copying | None = None
) -> list[Derivation]:
    """What `new` articles took from each other, from `known` ones, or from agencies; and known from new.

    Pairs among `known` are left out, so a caller keeps what it has and adds. Sorted by deriving article
    and source; the order of the input changes nothing. Each article gets the sources that explain its
    copied words: the one that explains most first, then those that explain a further passage. `spans` and
    `score` are about the deriving article's own text.

    Exact and near copies: MinHash (Broder 1997) with 32 bands of 4 rows, then exact Jaccard on 5-word
    shingles; passages: shared word runs, chained over edits (see `passages`). The direction: a credit to
    the other's outlet, then the earlier time, then the longer text, then the smaller id.
    """
    options = copying or Copying()
    unique = {article.id: article for article in known} | {article.id: article for article in new}
    fresh = {article.id for article in new}
    pool = sorted(unique.values(), key=_first_come)
    texts = [words(article.text) for article in pool]
    names = outlet_names(pool)
    credited = [credits(article, names, article.language) for article in pool]
    pairs = sorted(
        (i, j) for i, j in _candidates(texts, options) if pool[i].id in fresh or pool[j].id in fresh
    )
    matches: dict[int, list[_Match]] = defaultdict(list)
    for i, j in pairs:
        later, earlier, why = _direction(i, j, pool, texts, credited)
        if match := _match(later, earlier, why, pool, texts, options):
            matches[later].append(match)
    result = []
    for at, article in enumerate(pool):
        kept = _explaining(matches.get(at, []), options)
        result += [_derivation(article, match, pool) for match in kept]
        if article.id in fresh:
            result += _from_agencies(article, credited[at], [pool[m.source] for m in kept])
    return sorted(result, key=lambda d: (d.article_id, d.from_article_id or "", d.from_agency or ""))


def _first_come(article: Article) -> tuple[bool, float, str]:
    time = article.published_at
    return time is None, time.timestamp() if time else 0.0, article.id


def _candidates(texts: Sequence[Words], options: Copying) -> set[tuple[int, int]]:
    """Pairs worth a look, smaller index first: the same words, MinHash bands, 5-word runs that both have."""
    first: dict[bytes, int] = {}
    same = {(first.setdefault(text.codes.tobytes(), at), at) for at, text in enumerate(texts)}
    distinct = sorted(first.values())
    shingles = [texts[at].shingles() for at in distinct]
    near = _banded(shingles, options) | _sharing(shingles, options)
    return {(i, j) for i, j in same if i != j} | {(distinct[i], distinct[j]) for i, j in near}


def _banded(shingles: Sequence[NDArray[np.uint64]], options: Copying) -> set[tuple[int, int]]:
    filled = [at for at, own in enumerate(shingles) if len(own)]
    if not filled:
        return set()
    tokens = np.concatenate([shingles[at] for at in filled])
    ends = np.cumsum([0, *[len(shingles[at]) for at in filled]]).astype(np.uint64)
    sketches = RMinHash.digest_matrix_from_flat_token_hashes(tokens, ends, _PERMUTATIONS, _SEED).to_rows()
    buckets: dict[tuple[int, tuple[int, ...]], list[int]] = defaultdict(list)
    for at, digest in zip(filled, sketches, strict=True):
        for band in range(_BANDS):
            buckets[band, tuple(digest[band * _ROWS : (band + 1) * _ROWS])].append(at)
    return {pair for members in buckets.values() for pair in _pairs(members, options.crowd)}


def _sharing(shingles: Sequence[NDArray[np.uint64]], options: Copying) -> set[tuple[int, int]]:
    """Pairs with at least three 5-word runs in common."""
    if not shingles:
        return set()
    owners = np.repeat(np.arange(len(shingles)), [len(own) for own in shingles])
    runs = np.concatenate(list(shingles))
    order = np.argsort(runs, kind="stable")
    runs, owners = runs[order], owners[order]
    edges = np.flatnonzero(np.diff(runs)) + 1
    counts: dict[tuple[int, int], int] = defaultdict(int)
    for begin, end in zip([0, *edges], [*edges, len(runs)], strict=True):
        if end - begin > 1:
            for pair in _pairs(owners[begin:end].tolist(), options.crowd):
                counts[pair] += 1
    return {pair for pair, count in counts.items() if count >= 3}


def _pairs(members: Sequence[int], crowd: int) -> Iterable[tuple[int, int]]:
    """All pairs of a few; of a crowd, each with the first ones only, so that the cost stays linear."""
    for at, right in enumerate(members):
        for left in members[: min(at, crowd)]:
            yield left, right


def _match(
    later: int, earlier: int, why: str, pool: Sequence[Article], texts: Sequence[Words], options: Copying
) -> _Match | None:
    text = texts[later]
    found = [
        passage
        for passage in passages(text, texts[earlier], min(options.least, max(5, len(text.codes))))
        if passage.unquoted >= min(options.least_unquoted, len(passage.places))
    ]
    inside = frozenset(at for passage in found for at in passage.places)
    copied = len(inside) / max(1, len(text.codes))
    if copied < options.least_share and copied * len(text.codes) < options.enough:
        return None
    same = pool[later].outlet is not None and pool[later].outlet == pool[earlier].outlet
    if same and copied < options.most:
        return None  # an outlet's own standing lines and background, not a copy
    grade: Grade = "whole" if copied >= options.whole else "most" if copied >= options.most else "part"
    how = "the same words" if copied > 0.999 else f"{copied:.0%} of its words"
    return _Match(
        source=earlier,
        grade=grade,
        spans=spans(inside, text),
        inside=inside,
        credited=why.startswith(_CREDITS),
        score=round(copied, 4),
        why=f"{how}; {why}",
    )


def _explaining(matches: Sequence[_Match], options: Copying) -> list[_Match]:
    """The sources that explain the copied words, credited ones first; each has words no better one has."""
    kept: list[_Match] = []
    explained: set[int] = set()
    for match in sorted(matches, key=lambda m: (not m.credited, -len(m.inside), m.source)):
        if len(match.inside - explained) >= options.least:
            kept.append(match)
            explained |= match.inside
    return kept


def _direction(
    i: int,
    j: int,
    pool: Sequence[Article],
    texts: Sequence[Words],
    credited: Sequence[Sequence[Credit]],
) -> tuple[int, int, str]:
    """(deriving, source, why)."""
    by_credit = [
        (a, b)
        for a, b in ((i, j), (j, i))
        if pool[b].outlet and any(credit.name == pool[b].outlet for credit in credited[a])
    ]
    if len(by_credit) == 1:
        later, earlier = by_credit[0]
        return later, earlier, f"{_CREDITS}{pool[earlier].outlet}"
    left, right = _known_time(pool[i], pool[j])
    if left is not None and right is not None and left != right:
        later, earlier = (i, j) if left > right else (j, i)
        return later, earlier, f"{_called(pool[earlier])} was published earlier"
    sizes = len(texts[i].codes), len(texts[j].codes)
    if sizes[0] != sizes[1]:
        later, earlier = (i, j) if sizes[0] < sizes[1] else (j, i)
        return later, earlier, f"{_called(pool[earlier])} is longer; no time or credit tells them apart"
    return j, i, "nothing tells which came first"


def _known_time(left: Article, right: Article) -> tuple[datetime | None, datetime | None]:
    """Both times at the coarser grain of the two."""
    times = [left.published_at, right.published_at]
    fine = ("second", "minute", "hour")
    if not all(article.published_grain in fine for article in (left, right)):
        times = [t.replace(hour=0, minute=0, second=0, microsecond=0) if t else None for t in times]
    return times[0], times[1]


def _called(article: Article) -> str:
    return article.outlet or article.domain or "the other"


def _derivation(article: Article, match: _Match, pool: Sequence[Article]) -> Derivation:
    return Derivation(
        article_id=article.id,
        from_article_id=pool[match.source].id,
        grade=match.grade,
        spans=match.spans,
        score=match.score,
        why=match.why,
    )


def _from_agencies(
    article: Article, credited: Sequence[Credit], sources: Sequence[Article]
) -> list[Derivation]:
    """What an article says it took from agencies whose own text is not among its sources."""
    linked = {source.outlet for source in sources}
    return [
        Derivation(
            article_id=article.id,
            from_agency=credit.name,
            grade=credit.grade,
            spans=(Span(start=0, end=len(article.text)),) if credit.grade == "whole" else (),
            score=1.0 if credit.grade == "whole" else 0.0,
            why=f"its {credit.how} names {credit.name}",
        )
        for credit in credited
        if credit.agency and credit.name not in linked
    ]
