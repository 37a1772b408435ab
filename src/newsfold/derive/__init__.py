"""Text that stands in several articles: who copied whom (exact and near copies, shared passages, credit
lines), and the lines that an outlet prints on many of its pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from newsfold.derive import recurring
from newsfold.derive.agencies import PrintedNames, as_printed
from newsfold.derive.credits import credits, outlet_names
from newsfold.derive.direction import CreditedText, copy_direction
from newsfold.derive.passages import HashedWords, SharedPassage, hashed_words, shared_passages, spans
from newsfold.derive.recurring import blanked, without
from newsfold.derive.settings import COPYING, PASSAGES, RECURRENCE, Copying
from newsfold.records import Article, Derivation, Grade, Span

__all__ = [
    "RECURRENCE",
    "Copying",
    "PrintedNames",
    "as_printed",
    "blanked",
    "derivations",
    "recurring",
    "without",
]

# 32 bands of 4 rows meet with a likelihood of .87 where half of the shingles are shared, .99 where .6 are.
# More cost time; any seed would do, but the answer must be the same at every run.
_PERMUTATIONS, _BANDS, _ROWS = 128, 32, 4
_SEED = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    taker: Article
    source: Article
    grade: Grade
    spans: tuple[Span, ...]
    inside: frozenset[int]
    score: float
    credited: bool
    why: str
    inferred: bool


def derivations(
    new: Sequence[Article], known: Sequence[Article] = (), copying: Copying | None = None
) -> list[Derivation]:
    """What `new` articles took from each other, from `known` ones, or from agencies; and known from new.

    Pairs among `known` are left out, so a caller keeps what it has and adds. Sorted by deriving article
    and source; the order of the input changes nothing. Each article gets the sources that explain its
    copied words: the one that explains most first, then those that explain a further passage. `spans` and
    `score` are about the deriving article's own text.

    Exact and near copies: MinHash (Broder 1997) with 32 bands of 4 rows, then exact Jaccard on 5-word
    shingles; passages: shared word runs, chained over edits (see `shared_passages`). What both quote of a
    third, or set apart (see `set_apart`), is not copied. The direction: see `copy_direction`.
    """
    options = copying or COPYING
    unique = {article.id: article for article in known} | {article.id: article for article in new}
    fresh = {article.id for article in new}
    pool = sorted(unique.values(), key=_first_come)
    names, printed = outlet_names(pool), PrintedNames(pool)
    tellings = [
        CreditedText(article=a, words=hashed_words(a.text), credits=credits(a, names, a.language))
        for a in pool
    ]
    pairs = sorted(_candidate_pairs([telling.words for telling in tellings], options))
    matches: dict[str, list[_Copy]] = defaultdict(list)
    for i, j in pairs:
        if (pool[i].id in fresh or pool[j].id in fresh) and (
            match := _copied(tellings[j], tellings[i], options)
        ):
            matches[match.taker.id].append(match)
    result = []
    for telling in tellings:
        explaining = _explaining(matches.get(telling.article.id, []), options)
        result += [_derivation_of(match) for match in explaining]
        if telling.article.id in fresh:
            result += _from_agencies(telling, [match.source for match in explaining], printed)
    return sorted(result, key=lambda d: (d.article_id, d.from_article_id or "", d.from_agency or ""))


def _first_come(article: Article) -> tuple[bool, float, str]:
    time = article.published_at
    return time is None, time.timestamp() if time else 0.0, article.id


def _candidate_pairs(texts: Sequence[HashedWords], options: Copying) -> set[tuple[int, int]]:
    """Pairs worth a look, smaller index first: the same words, MinHash bands, 5-word runs that both have."""
    first: dict[bytes, int] = {}
    same = {(first.setdefault(text.codes.tobytes(), at), at) for at, text in enumerate(texts)}
    distinct = sorted(first.values())
    shingles = [texts[at].shingles() for at in distinct]
    alike = _banded(shingles, options) | _sharing(shingles, options)
    return {(i, j) for i, j in same if i != j} | {(distinct[i], distinct[j]) for i, j in alike}


def _banded(shingles: Sequence[NDArray[np.uint64]], options: Copying) -> set[tuple[int, int]]:
    filled = [at for at, hashes in enumerate(shingles) if len(hashes)]
    if not filled:
        return set()
    tokens = np.concatenate([shingles[at] for at in filled])
    ends = np.cumsum([0, *[len(shingles[at]) for at in filled]]).astype(np.uint64)
    sketches = RMinHash.digest_matrix_from_flat_token_hashes(tokens, ends, _PERMUTATIONS, _SEED).to_rows()
    buckets: dict[tuple[int, tuple[int, ...]], list[int]] = defaultdict(list)
    for at, digest in zip(filled, sketches, strict=True):
        for band in range(_BANDS):
            buckets[band, tuple(digest[band * _ROWS : (band + 1) * _ROWS])].append(at)
    return {pair for members in buckets.values() for pair in _member_pairs(members, options.crowd)}


def _sharing(shingles: Sequence[NDArray[np.uint64]], options: Copying) -> set[tuple[int, int]]:
    """Pairs with at least three 5-word runs in common."""
    if not shingles:
        return set()
    owners = np.repeat(np.arange(len(shingles)), [len(hashes) for hashes in shingles])
    runs = np.concatenate(list(shingles))
    order = np.argsort(runs, kind="stable")
    runs, owners = runs[order], owners[order]
    edges = np.flatnonzero(np.diff(runs)) + 1
    counts: dict[tuple[int, int], int] = defaultdict(int)
    for begin, end in zip([0, *edges], [*edges, len(runs)], strict=True):
        if end - begin > 1:
            for pair in _member_pairs(owners[begin:end].tolist(), options.crowd):
                counts[pair] += 1
    return {pair for pair, count in counts.items() if count >= PASSAGES.runs}


def _member_pairs(members: Sequence[int], crowd: int) -> Iterable[tuple[int, int]]:
    """All pairs of a few; of a crowd, each with the first ones only, so that the cost stays linear."""
    for at, right in enumerate(members):
        for left in members[: min(at, crowd)]:
            yield left, right


def _copied(left: CreditedText, right: CreditedText, options: Copying) -> _Copy | None:
    """What one of two articles took from the other."""
    shared = shared_passages(left.words, right.words, options.least)
    if not shared:
        return None
    way = copy_direction(left, right, shared, options.least_own)
    taker, source = (left, right) if way.forward else (right, left)
    inside = _taken(taker, source, shared if way.forward else [p.turned() for p in shared], options)
    copied = len(inside) / max(1, len(taker.words.codes))
    if copied < options.least_share and len(inside) < options.enough:
        return None
    grade: Grade = "whole" if copied >= options.whole else "most" if copied >= options.most else "part"
    how = "the same words" if copied > 0.999 else f"{copied:.0%} of its words"
    return _Copy(
        taker=taker.article,
        source=source.article,
        grade=grade,
        spans=spans(inside, taker.words),
        inside=inside,
        credited=way.credited,
        score=round(copied, 4),
        why=f"{how}; {way.why}",
        inferred=way.inferred,
    )


def _taken(
    taker: CreditedText, source: CreditedText, shared: Sequence[SharedPassage], options: Copying
) -> frozenset[int]:
    """The words that `taker` has from `source`, and not, like it, from somebody whom both quote.

    A passage counts where enough of its words are printed by both as their own, or quoted from a source
    that the taker names. Where most of the taker's own words are the source's, its quotations are too; where
    they are not, two articles of one outlet share its standing lines and its background.
    """
    unquoted = taker.words.unquoted
    every = frozenset(at for passage in shared for at in passage.left)
    if unquoted[sorted(every)].sum() >= options.most * unquoted.sum():
        return every
    if _one_outlet(taker.article, source.article):
        return frozenset()
    counted = [passage for passage in shared if passage.unquoted >= options.least_own]
    quoted = [passage for passage in shared if passage.left_apart >= options.least]
    if quoted and taker.names(source):
        counted += quoted
    elif sum(passage.unquoted for passage in counted) < options.least_in_all:
        return frozenset()
    return frozenset(at for passage in counted for at in passage.left)


def _one_outlet(left: Article, right: Article) -> bool:
    return (left.outlet is not None and left.outlet == right.outlet) or (
        left.domain is not None and left.domain == right.domain
    )


def _explaining(matches: Sequence[_Copy], options: Copying) -> list[_Copy]:
    """The sources that explain the copied words, credited ones first; each has words no better one has."""
    chosen: list[_Copy] = []
    explained: set[int] = set()
    for match in sorted(matches, key=lambda m: (not m.credited, -len(m.inside), _first_come(m.source))):
        if len(match.inside - explained) >= options.least:
            chosen.append(match)
            explained |= match.inside
    return chosen


def _derivation_of(match: _Copy) -> Derivation:
    return Derivation(
        article_id=match.taker.id,
        from_article_id=match.source.id,
        grade=match.grade,
        spans=match.spans,
        score=match.score,
        why=match.why,
        inferred=match.inferred,
    )


def _from_agencies(
    telling: CreditedText, sources: Sequence[Article], printed: PrintedNames
) -> list[Derivation]:
    """What an article says it took from agencies whose own text is not among its sources."""
    linked = {source.outlet for source in sources}
    article = telling.article
    return [
        Derivation(
            article_id=article.id,
            from_agency=(name := printed.of(credit.name)),
            agency_in_full=printed.in_full(name),
            grade=credit.grade,
            spans=(Span(start=0, end=len(article.text)),) if credit.grade == "whole" else (),
            score=1.0 if credit.grade == "whole" else 0.0,
            why=f"its {credit.how} names {name}",
        )
        for credit in telling.credits
        if credit.agency and linked.isdisjoint({credit.name, printed.of(credit.name)})
    ]
