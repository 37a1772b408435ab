"""Are planted copies found, whatever was edited, and are the copied characters marked?

    python benchmarks/derivation.py --data DATA [--articles 200] [--list 50]
    python benchmarks/derivation.py --judged

Copies are made from articles of `load/` by one kind of edit at one strength each: sentences of an unrelated
article put in, sentences cut, sentences moved, words replaced by others, and all of these together; the copy
gets a new title and a later date. A pair counts where its exact Jaccard on 5-word shingles is .5 or more.
Spans are scored by the characters of the words that stayed. Peers: rensa's MinHash alone (32 bands of 4
rows), and matching blocks of Python's difflib for the spans. `--list N` prints N pairs, drawn with a fixed
seed from all that are found in the whole of `load/` as it is and lie within 14 days (or lack a date), to be
judged by eye; `derivation_judged.jsonl` holds the judgements, and `--judged` counts them.
"""

from __future__ import annotations

import argparse
import difflib
import gzip
import json
import random
import re
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from floors import check
from rensa import RMinHash, RMinHashLSH
from stories import dated

from newsfold.derive import derivations
from newsfold.records import Article, Derivation
from newsfold.text import sentences

SEED = 5
EDITS = ("insert", "cut", "reorder", "replace", "all")
STRENGTHS = (0.05, 0.1, 0.2, 0.3)
REACH = timedelta(days=14)  # as far as two articles may lie apart and still be folded into one story
JUDGED = Path(__file__).with_name("derivation_judged.jsonl")
START = datetime(2016, 1, 4, tzinfo=UTC)


def load_articles(data: Path) -> list[Article]:
    with gzip.open(data / "load" / "articles.jsonl.gz", "rt") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Article(
            id=row["id"],
            place=row["url"],
            text=row["text"],
            title=row["title"],
            language="en",
            outlet=row["outlet"],
            published_at=dated(row["published"]),
            published_grain="day" if row["published"] else None,
        )
        for row in rows
    ]


def table(names: list[str], rows: list[list[object]]) -> None:
    cells = [names, *([f"{c:.3f}" if isinstance(c, float) else str(c) for c in row] for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(names))]
    for row in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))


def words(text: str) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), m.group().casefold()) for m in re.finditer(r"[^\W_]+", text)]


def shingles(text: str) -> set[tuple[str, ...]]:
    own = [word for _, _, word in words(text)]
    return {tuple(own[at : at + 5]) for at in range(len(own) - 4)}


def jaccard(left: str, right: str) -> float:
    one, other = shingles(left), shingles(right)
    return len(one & other) / max(1, len(one | other))


class Copy:
    """A text built piece by piece, knowing which characters stayed."""

    def __init__(self) -> None:
        self.text = ""
        self.kept: list[tuple[int, int]] = []

    def add(self, piece: str, kept: bool) -> None:
        """Puts a piece at the end; `kept` where it is from the original."""
        if kept:
            self.kept.append((len(self.text), len(self.text) + len(piece)))
        self.text += piece


def edited(text: str, other: str, kind: str, strength: float, rng: random.Random) -> Copy:
    own = [span.of(text) for span in sentences(text)]
    foreign = [span.of(other) for span in sentences(other)] or ["Nothing more was known."]

    def does(name: str) -> bool:
        return kind in (name, "all")

    share = strength / 2 if kind == "all" else strength
    if does("cut"):
        own = [s for s in own if rng.random() >= share] or own[:1]
    if does("reorder"):
        for _ in range(max(1, round(share * len(own)))):
            own.insert(rng.randrange(len(own)), own.pop(rng.randrange(len(own))))
    copy = Copy()
    for sentence in own:
        if does("insert") and rng.random() < share:
            copy.add(rng.choice(foreign) + "\n", False)
        for token in re.findall(r"\w+|\W+", sentence):
            if does("replace") and token.isalpha() and rng.random() < share / 2:
                copy.add(rng.choice(VOCABULARY), False)
            else:
                copy.add(token, True)
        copy.add("\n", True)
    return copy


VOCABULARY = (
    "official large region began notice several around report change member group public later small further "
    "minister former city number often support local early carry follow remain expect appear mention decide"
).split()


def marked(text: str, spans: list[tuple[int, int]]) -> set[int]:
    """Places of the words that lie inside one of the spans."""
    return {a for a, b, _ in words(text) if any(start <= a and b <= end for start, end in spans)}


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
    found: set[frozenset[str]] = set()
    for at, article in enumerate(articles):
        sketch = RMinHash(num_perm=128, seed=7)
        sketch.update([" ".join(s) for s in shingles(article.text)])
        found |= {frozenset((articles[other].id, article.id)) for other in index.query(sketch)}
        index.insert(at, sketch)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--list", type=int, default=0)
    parser.add_argument("--judged", action="store_true")
    parser.add_argument("--lower-floors", action="store_true")
    asked = parser.parse_args()
    if asked.judged:
        judged()
        return
    if not asked.data:
        parser.error("--data is needed")
    rng = random.Random(SEED)
    pool = [a for a in load_articles(asked.data) if 150 < len(a.text.split()) < 1500]
    if asked.list:
        listed(load_articles(asked.data), asked.list)
        return
    chosen = rng.sample(pool, 2 * asked.articles)
    originals, others = chosen[: asked.articles], chosen[asked.articles :]
    originals = [
        replace(a, published_at=START, published_grain="minute", outlet=f"Outlet {n}")
        for n, a in enumerate(originals)
    ]
    rows, copies, truth = [], [], {}
    for kind in EDITS:
        for strength in STRENGTHS:
            for n, (article, other) in enumerate(zip(originals, others, strict=True)):
                if n % len(STRENGTHS) == STRENGTHS.index(strength):
                    copy = edited(article.text, other.text, kind, strength, rng)
                    id = f"{article.id}/{kind}/{strength}"
                    made = replace(
                        article, id=id, text=copy.text, title="Another title", outlet=f"{kind} {strength}"
                    )
                    copies.append(replace(made, published_at=START + timedelta(hours=1)))
                    truth[id] = (article, kind, strength, copy, jaccard(article.text, copy.text))
    begin = time.process_time()
    found = [d for d in derivations([*originals, *copies]) if d.from_article_id]
    spent = time.process_time() - begin
    sources = {d.article_id: d for d in found if d.article_id in truth}
    banded = lsh_pairs([*originals, *copies])
    root = {a.id: a.id for a in originals} | {id: t[0].id for id, t in truth.items()}
    right = [
        d for d in found if d.article_id in truth and root[d.from_article_id or ""] == root[d.article_id]
    ]
    claimed = [d for d in found if d.article_id in truth or d.from_article_id in truth]
    tallies = {"ours": [0, 0, 0], "difflib": [0, 0, 0]}
    for kind in EDITS:
        for strength in STRENGTHS:
            ids = [id for id, t in truth.items() if t[1] == kind and t[2] == strength]
            near = [id for id in ids if truth[id][4] >= 0.5]
            hit = [id for id in near if id in sources and root[sources[id].from_article_id or ""] == root[id]]
            lsh = [id for id in near if frozenset((id, root[id])) in banded]
            scores = {name: [0, 0, 0] for name in tallies}
            for id in hit:
                article, _, _, copy, _ = truth[id]
                gold = marked(copy.text, merged(copy.kept))
                ways = {
                    "ours": [(s.start, s.end) for s in sources[id].spans],
                    "difflib": by_difflib(copy.text, article.text),
                }
                for name, spans in ways.items():
                    own = marked(copy.text, spans)
                    for at, places in enumerate((gold & own, own, gold)):
                        scores[name][at] += length(copy.text, places)
            for name, score in scores.items():
                tallies[name] = [a + b for a, b in zip(tallies[name], score, strict=True)]
            rows.append(
                [
                    kind,
                    strength,
                    len(near),
                    len(hit) / max(1, len(near)),
                    len(lsh) / max(1, len(near)),
                    *(f1(*scores[n]) for n in tallies),
                ]
            )
    near = [id for id, t in truth.items() if t[4] >= 0.5]
    recall = sum(id in sources and root[sources[id].from_article_id or ""] == root[id] for id in near) / len(
        near
    )
    precision = len(right) / max(1, len(claimed))
    lsh_recall = sum(frozenset((id, root[id])) in banded for id in near) / len(near)
    rows.append(["every kind", "", len(near), recall, lsh_recall, *(f1(*tallies[n]) for n in tallies)])
    table(
        ["edit", "strength", "pairs", "recall", "recall, MinHash alone", "span F1", "span F1, difflib"], rows
    )
    cost = 1000 * spent / (len(originals) + len(copies))
    print(f"precision {precision:.3f}; {cost:.1f} ms of processor an article")
    check(
        "derivation",
        {"recall": recall, "precision": precision, "span_f1": f1(*tallies["ours"])},
        asked.lower_floors,
    )


def merged(kept: list[tuple[int, int]]) -> list[tuple[int, int]]:
    result: list[tuple[int, int]] = []
    for start, end in kept:
        if result and result[-1][1] == start:
            result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
    return result


def f1(both: int, own: int, gold: int) -> float:
    return 2 * both / max(1, own + gold)


def listed(articles: list[Article], count: int) -> None:
    by_id = {a.id: a for a in articles}
    found = [d for d in derivations(articles) if d.from_article_id and near_in_time(d, by_id)]
    for d in random.Random(SEED).sample(found, min(count, len(found))):
        one, other = by_id[d.article_id], by_id[d.from_article_id or ""]
        print(f"{d.article_id} <- {d.from_article_id}: {d.grade} {d.score:.2f}")
        print(f"    {one.outlet}: {one.title} <- {other.outlet}: {other.title} ({d.why})")
        longest = sorted(d.spans, key=lambda span: span.start - span.end)[:3]
        print("    " + " | ".join(span.of(one.text)[:230].replace("\n", " ") for span in longest))
    print(f"{len(found)} pairs within reach")


def near_in_time(d: Derivation, by_id: dict[str, Article]) -> bool:
    one, other = by_id[d.article_id].published_at, by_id[d.from_article_id or ""].published_at
    return one is None or other is None or abs(one - other) <= REACH


def judged() -> None:
    rows = [json.loads(line) for line in JUDGED.read_text().splitlines()]
    for (kind, grade), count in sorted(Counter((row["class"], row["grade"]) for row in rows).items()):
        print(f"{kind:10} {grade:6} {count}")
    right = [row for row in rows if row["right"]]
    backward = sum(not row["direction_right"] for row in right)
    print(f"{len(right)} of {len(rows)} are taken text, {backward} of these the wrong way round")


if __name__ == "__main__":
    main()
