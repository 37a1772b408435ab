"""Articles that tell in another language what another article tells, sentence by sentence: translated copies.

A translation keeps the order of what it translates. So the sentences of two articles that are likely one
claim are put side by side, each once, and the longest run of them in one order is counted: where it is most
of one article, that one passes the other on. Nothing shows it but the likeness, so it is inferred.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from newsfold.compare.alignment import Alignment, Pair
from newsfold.compare.encoded import EncodedStatement
from newsfold.compare.origins.outlets import outlet_name
from newsfold.compare.settings import ORIGINS
from newsfold.records import Article, Derivation, Span

_ALIGNED = Alignment().least  # their order bears them out
_UNDATED = datetime.max.replace(tzinfo=UTC)


def translations(
    said: Sequence[EncodedStatement], aligned: Sequence[Pair], articles: Mapping[str, Article]
) -> list[Derivation]:
    """The translated copies among a story's articles, by the article that passes on.

    `aligned` are pairs by their places in `said`. The article that was published first had it first, of two
    at one time the longer; an undated one passes a dated one on. An article passes on one other at the most.
    The order of what is given changes nothing.
    """
    sizes: dict[str, int] = defaultdict(int)
    order: dict[int, int] = {}
    for at, each in enumerate(said):
        order[at] = sizes[each.statement.article_id]
        sizes[each.statement.article_id] += 1
    between: dict[tuple[str, str], list[tuple[float, int, int]]] = defaultdict(list)
    for pair in aligned:
        if pair.score >= _ALIGNED and said[pair.left].language != said[pair.right].language:
            left, right = sorted((pair.left, pair.right), key=lambda k: said[k].statement.article_id)
            key = said[left].statement.article_id, said[right].statement.article_id
            between[key].append((pair.score, left, right))

    def rank(id: str) -> tuple[datetime, int, str]:
        return articles[id].published_at or _UNDATED, -sizes[id], id

    best: dict[str, Derivation] = {}
    for (lower, higher), pairs in sorted(between.items()):
        matched = in_order(_each_once(pairs), order)
        if len(matched) < ORIGINS.fewest_in_order:
            continue
        one_first = rank(lower) < rank(higher)
        taker, source = (higher, lower) if one_first else (lower, higher)
        share = len(matched) / sizes[taker]
        if share < ORIGINS.translated:
            continue
        spans = sorted(said[pair[1 if one_first else 0]].statement.span for pair in matched)
        derivation = _translation(articles[taker], articles[source], share, len(matched), spans)
        if taker not in best or derivation.score > best[taker].score:
            best[taker] = derivation
    return [best[id] for id in sorted(best)]


def _translation(
    taker: Article, source: Article, share: float, number: int, spans: Sequence[Span]
) -> Derivation:
    return Derivation(
        article_id=taker.id,
        from_article_id=source.id,
        grade="whole" if share >= ORIGINS.translated_whole else "most",
        spans=tuple(spans),
        score=round(share, 4),
        why=f"{number} of its sentences follow {outlet_name(source)}, which tells them in another language",
        inferred=True,
    )


def _each_once(pairs: Sequence[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Pairs of sentences, the likeliest first, none of which stands in two."""
    lefts: set[int] = set()
    rights: set[int] = set()
    taken = []
    for _, left, right in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if left not in lefts and right not in rights:
            lefts.add(left)
            rights.add(right)
            taken.append((left, right))
    return taken


def in_order(pairs: Sequence[tuple[int, int]], order: Mapping[int, int]) -> list[tuple[int, int]]:
    """The longest run of pairs that stand in one order in both articles (patience sorting)."""
    tails: list[int] = []  # the least place in the right article that a run of each length ends at
    ends: list[int] = []
    before: dict[int, int | None] = {}
    sequence = sorted(pairs, key=lambda p: order[p[0]])
    for at, (_, right) in enumerate(sequence):
        length = bisect_left(tails, order[right])
        before[at] = ends[length - 1] if length else None
        if length == len(tails):
            tails.append(order[right])
            ends.append(at)
        else:
            tails[length], ends[length] = order[right], at
    result: list[tuple[int, int]] = []
    at_end: int | None = ends[-1] if ends else None
    while at_end is not None:
        result.append(sequence[at_end])
        at_end = before[at_end]
    return result[::-1]
