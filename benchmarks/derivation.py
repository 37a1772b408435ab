"""Are planted copies found, whatever was edited, and are the copied characters marked?

    python -m benchmarks.derivation --data DATA [--articles 200]

Copies are made from articles of `load/` by one edit at one strength each: sentences of another article put
in, sentences cut, sentences moved, words replaced by synonyms (a table of our own) or by unrelated ones, the
title alone, and all of these together; the copy has a later date. The pool holds as many unrelated articles
besides. A pair counts where its exact Jaccard on 5-word shingles is .5 or more; `farther` is the recall of
the copies below that. A claim with a copy in it is right where both are of one original. Spans are scored by
the characters of the words that stayed. Peers in the same run: rensa's MinHash alone (32 bands of 4 rows)
for the pairs, and matching blocks of Python's difflib for the spans.
"""

from __future__ import annotations

import difflib
import random
import time
from collections.abc import Iterable
from dataclasses import replace

from rensa import RMinHash, RMinHashLSH

from benchmarks import floors
from benchmarks.planted_copies import EDITS, START, STRENGTHS, Planted, planted, shingles, words
from evaluation.datasets import load
from evaluation.metrics.f1 import f1
from newsfold.derive import derivations
from newsfold.records import Article

SEED = 5


def table(names: list[str], rows: list[list[object]]) -> None:
    cells = [names, *([f"{c:.3f}" if isinstance(c, float) else str(c) for c in row] for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(names))]
    for row in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))


def marked(text: str, spans: Iterable[tuple[int, int]]) -> set[int]:
    """Places of the words that lie inside one of the spans."""
    inside = bytearray(len(text) + 1)
    for start, end in spans:
        inside[start:end] = b"\1" * (end - start)
    return {a for a, b, _ in words(text) if all(inside[a:b])}


def by_difflib(copy: str, source: str) -> list[tuple[int, int]]:
    left, right = words(copy), words(source)
    blocks = difflib.SequenceMatcher(
        None, [w for *_, w in left], [w for *_, w in right], False
    ).get_matching_blocks()
    return [(left[b.a][0], left[b.a + b.size - 1][1]) for b in blocks if b.size >= 3]


def length(text: str, places: set[int]) -> int:
    return sum(b - a for a, b, _ in words(text) if a in places)


def lsh_pairs(articles: list[Article]) -> set[frozenset[str]]:
    index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    pairs: set[frozenset[str]] = set()
    for at, article in enumerate(articles):
        sketch = RMinHash(num_perm=128, seed=7)
        sketch.update([" ".join(s) for s in shingles(article.text)])
        pairs |= {frozenset((articles[other].id, article.id)) for other in index.query(sketch)}
        index.insert(at, sketch)
    return pairs


def span_scores(copy: Planted, claimed: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Characters that are marked rightly, marked, and to be marked, by ours and by difflib."""
    text = copy.article.text
    gold = marked(text, copy.copied)
    ways = marked(text, claimed), marked(text, by_difflib(text, copy.source.text))
    return [
        (length(text, gold & predicted), length(text, predicted), length(text, gold)) for predicted in ways
    ]


def summed(scores: list[tuple[int, int, int]]) -> float:
    """Span F1 of all copies together."""
    both, predicted, gold = (sum(score[at] for score in scores) for at in range(3))
    return f1(both, predicted, gold)


def recall_of(copies: list[Planted], pairs: set[frozenset[str]]) -> float | str:
    """The share of the copies that is paired with its original."""
    hits = sum(frozenset((copy.article.id, copy.source.id)) in pairs for copy in copies)
    return hits / len(copies) if copies else "-"


def shares(
    copies: list[Planted], pairs: set[frozenset[str]], root: dict[str, str]
) -> tuple[float | str, float | str, float]:
    """Recall of the copies that are near their original, and of the others; precision of all their pairs."""
    ids = {copy.article.id for copy in copies}
    claimed = [pair for pair in pairs if pair & ids]
    right = sum(len({root[id] for id in pair}) == 1 for pair in claimed)
    similar, others = ([copy for copy in copies if copy.similar is side] for side in (True, False))
    return recall_of(similar, pairs), recall_of(others, pairs), right / max(1, len(claimed))


def main() -> None:
    parser = floors.parser(__doc__)
    parser.add_argument("--articles", type=int, default=200)
    asked = parser.parse_args()
    rng = random.Random(SEED)
    pool = [a for a in map(load.article, load.articles(asked.data)) if 150 < len(a.text.split()) < 1500]
    chosen = rng.sample(pool, 3 * asked.articles)
    originals, others, unrelated = (chosen[at::3] for at in range(3))
    originals = [
        replace(a, published_at=START, published_grain="minute", outlet=f"Outlet {n}", domain=None)
        for n, a in enumerate(originals)
    ]
    copies = planted(originals, others, rng)
    derived, banded, pools, spent, lsh_spent = [], set(), 0, 0.0, 0.0
    for kind in EDITS:  # one copy of an original at a time, or a copy would be explained by another
        held = [*originals, *unrelated, *(copy.article for copy in copies if copy.kind == kind)]
        begin = time.process_time()
        derived += [d for d in derivations(held) if d.from_article_id]
        between = time.process_time()
        banded |= lsh_pairs(held)
        spent, lsh_spent = spent + between - begin, lsh_spent + time.process_time() - between
        pools += len(held)
    root = {a.id: a.id for a in [*originals, *unrelated]} | {
        copy.article.id: copy.source.id for copy in copies
    }
    pairs = {frozenset((d.article_id, d.from_article_id or "")) for d in derived}
    claims: dict[str, list[tuple[int, int]]] = {copy.article.id: [] for copy in copies}
    for d in derived:
        if d.article_id in claims and d.from_article_id and root[d.from_article_id] == root[d.article_id]:
            claims[d.article_id] += [(span.start, span.end) for span in d.spans]

    scores = {copy.article.id: span_scores(copy, claims[copy.article.id]) for copy in copies if copy.similar}

    def row(names: tuple[object, object], some: list[Planted]) -> list[object]:
        similar = [scores[copy.article.id] for copy in some if copy.similar]
        ours, lsh = shares(some, pairs, root), shares(some, banded, root)
        spans = [summed([score[way] for score in similar]) for way in (0, 1)] if similar else ["-", "-"]
        return [*names, len(similar), *ours, *lsh, *spans]

    rows = [
        row((kind, strength), [copy for copy in copies if (copy.kind, copy.strength) == (kind, strength)])
        for kind in EDITS
        for strength in STRENGTHS
    ]
    rows += [row((kind, "any"), [copy for copy in copies if copy.kind == kind]) for kind in EDITS]
    rows.append(row(("every kind", "any"), copies))
    heads = "edit strength pairs recall farther precision LSH farther precision spans difflib".split()
    table(heads, rows)
    cost, lsh_cost = (1000 * seconds / pools for seconds in (spent, lsh_spent))
    print(f"{cost:.1f} ms of processor an article; MinHash {lsh_cost:.1f}")
    _, _, _, recall, _, precision, _, _, _, span, _ = rows[-1]
    floors.check(
        "derivation",
        {
            "recall": float(str(recall)),
            "precision": float(str(precision)),
            "span_f1": float(str(span)),
            "span_f1_worst_edit": min(float(str(r[9])) for r in rows[-1 - len(EDITS) : -1]),
        },
        asked.lower_floors,
    )


if __name__ == "__main__":
    main()
