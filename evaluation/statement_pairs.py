"""The gold set of statement pairs: choose hard ones, write packs for readers, read labels, compare readers.

No text of the stories enters the repository: a record holds offsets and hashes. How to label stands in
docs/annotation.md, the records in evaluation/gold/pairs/README.md.

    python -m evaluation.statement_pairs choose|write|pack|agree …
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from evaluation.datasets import allsides, load
from evaluation.datasets.jsonl import Row, rows
from evaluation.gold_stories import Record, extracted, linked
from evaluation.labels import sha256
from evaluation.pair_labels import PAIRS, agreement, read_labels, records
from evaluation.vectors import encoded_statements, in_order
from newsfold.compare import EncodedStatement, content, statements
from newsfold.compare.alignment import Pair, pairs
from newsfold.encode import cross_encoder_logits
from newsfold.text import collapse

# Of the pairs of a story this many for each article, and how they divide: those the product is least sure
# of, those with few words in common, and the rest of those that it joins.
EACH, UNSURE, FEW_WORDS = 10, 0.58, 0.27
FEWEST, MOST = 14, 42
SHARED_STEMS = 3  # and fewer are few words in common


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A candidate pair by the places of its statements, the product's score, and the stems they share."""

    left: int
    right: int
    score: float
    cosine: float
    shared: int


def every_row(data: Path) -> dict[str, Row]:
    """The rows of AllSides and of the archive, by the article's id."""
    result = {row["id"]: row for row in load.articles(data)}
    return result | {row["id"]: row for row in allsides.articles(data)}


def hardest(candidates: Sequence[Scored], articles: int, story: str) -> list[tuple[int, int]]:
    """The pairs of a story to label, in order of their places."""
    quota = min(MOST, max(FEWEST, EACH * articles))
    unsure = sorted(
        (c for c in candidates if 0.05 <= c.score < 0.85),
        key=lambda c: (abs(c.score - 0.42), c.left, c.right),
    )
    few = sorted(
        (c for c in candidates if c.shared <= SHARED_STEMS),
        key=lambda c: (-(c.score + c.cosine / 2), c.left, c.right),
    )
    sure = sorted((c for c in candidates if c.score >= 0.85), key=lambda c: (-c.score, c.left, c.right))
    Random(story).shuffle(sure)  # the same for the same story, always
    parts = [(unsure, int(quota * UNSURE)), (few, int(quota * FEW_WORDS))]
    parts += [(sure, quota - sum(size for _, size in parts)), (unsure, quota)]
    chosen: dict[tuple[int, int], None] = {}
    for listed, size in parts:
        fresh = [(c.left, c.right) for c in listed if (c.left, c.right) not in chosen]
        chosen |= dict.fromkeys(fresh[: min(size, quota - len(chosen))])
    return sorted(chosen)


def aligned(story: str, listed: Sequence[Row]) -> tuple[Record, list[EncodedStatement], list[Pair]]:
    """A story's record without pairs, its statements in the record's order, and every candidate pair."""
    listed = sorted(listed, key=lambda row: str(row["id"]))
    articles = [allsides.article(row) for row in listed]
    annotations = linked(articles, extracted(story, articles, None))
    ordered = in_order(s for a in articles for s in statements(a, annotations[a.id]))
    said = encoded_statements(articles, ordered)
    number = {a.id: at for at, a in enumerate(articles)}
    record = {
        "story": story,
        "articles": [
            {"id": a.id, "outlet": a.outlet, "published": row["published"], "sha256": sha256(a.text)}
            for a, row in zip(articles, listed, strict=True)
        ],
        "statements": [[number[s.article_id], s.span.start, s.span.end] for s in ordered],
    }
    return record, said, pairs(said, cross_encoder_logits)


def choose(story: str, listed: Sequence[Row]) -> Record:
    """A story with its statements and the pairs to label; a record without labels."""
    record, said, pairs = aligned(story, listed)
    stems = [content(s.text) for s in said]
    places = hardest([_scored(p, stems) for p in pairs], len(record["articles"]), story)
    return {**record, "pairs": [list(pair) for pair in places]}


def _scored(pair: Pair, stems: Sequence[frozenset[str]]) -> Scored:
    return Scored(
        left=pair.left,
        right=pair.right,
        score=pair.score,
        cosine=pair.cosine,
        shared=len(stems[pair.left] & stems[pair.right]),
    )


def names(record: Record) -> list[str]:
    """What readers call each statement: the article's letter and the statement's number in it."""
    count: Counter[int] = Counter()
    result = []
    for article, _, _ in record["statements"]:
        count[article] += 1
        result.append(f"{chr(ord('A') + article)}{count[article]}")
    return result


def page(record: Record, by_id: Mapping[str, Row]) -> Iterator[str]:
    """A story as readers see it: statements with those before them, then the pairs, shuffled."""
    called = names(record)
    used = {place for pair in record["pairs"] for place in pair}
    yield f"\n######## STORY {record['story']}"
    for number, about in enumerate(record["articles"]):
        row = by_id[about["id"]]
        published = (row["published"] or "undated")[:10]
        yield f"== {chr(ord('A') + number)} | {row['outlet']} | {published} | {row['title']}"
        inside = [at for at, (article, _, _) in enumerate(record["statements"]) if article == number]
        shown = {neighbour for at in inside if at in used for neighbour in (at - 1, at)} | set(inside[:2])
        last = None
        for at in inside:
            if at in shown:
                if last is not None and at > last + 1:
                    yield "   …"
                _, start, end = record["statements"][at]
                yield f"{called[at]} {collapse(row['text'][start:end])}"
                last = at
    listed = [f"{called[left]}-{called[right]}" for left, right in record["pairs"]]
    Random(record["story"]).shuffle(listed)
    yield "PAIRS " + " ".join(listed)


def labelled(record: Record, by_reader: Mapping[str, Mapping[str, str]], by_id: Mapping[str, Row]) -> Record:
    """The record with its labels; ValueError where one is missing. Only labelled statements stay in it."""
    called = names(record)
    used = sorted({place for pair in record["pairs"] for place in pair})
    place = {at: number for number, at in enumerate(used)}
    statements_: list[list[int | str]] = []
    for at in used:
        article, start, end = record["statements"][at]
        text = by_id[record["articles"][article]["id"]]["text"][start:end]
        digest = hashlib.sha256(collapse(text).encode()).hexdigest()[:16]
        statements_.append([article, start, end, digest])
    result = []
    for left, right in record["pairs"]:
        name = f"{called[left]}-{called[right]}"
        read = {reader: labels[name] for reader, labels in by_reader.items() if name in labels}
        if not read:
            raise ValueError(f"{record['story']}: {name} has no label")
        result.append([place[left], place[right], read])
    return {**record, "statements": statements_, "pairs": result}


def main() -> None:
    """Run one of the verbs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    choosing = verbs.add_parser("choose", help="records without labels of the stories named")
    choosing.add_argument("stories", nargs="+", help="ids of AllSides' stories")
    writing = verbs.add_parser("write", help="pages for readers")
    writing.add_argument("chosen", type=Path)
    packing = verbs.add_parser("pack", help="records and readers' labels (READER.txt) into the gold set")
    packing.add_argument("chosen", type=Path)
    packing.add_argument("labels", type=Path, nargs="+")
    packing.add_argument("--into", type=Path, default=PAIRS, help="the file that the gold set is written to")
    for verb in (choosing, writing, packing):
        verb.add_argument("--data", type=Path, required=True)
    agreeing = verbs.add_parser("agree", help="how far two readers of one pair agree")
    agreeing.add_argument("set", type=Path, nargs="?", default=PAIRS, help="a gold set's file")
    options = parser.parse_args()
    if options.verb == "agree":
        print(agreement(records(options.set)))
    elif options.verb == "choose":
        every = allsides.stories(options.data)
        for story in options.stories:
            print(json.dumps(choose(story, every[story]), separators=(",", ":")))
    else:
        by_id = every_row(options.data)
        listed = list(rows(options.chosen))
        if options.verb == "write":
            print("\n".join(line for record in listed for line in page(record, by_id)))
            return
        by_reader = {path.stem: read_labels(path.open(encoding="utf-8")) for path in options.labels}
        with options.into.open("w", encoding="utf-8") as file:
            for record in listed:
                read = {
                    name: labels[record["story"]]
                    for name, labels in by_reader.items()
                    if record["story"] in labels
                }
                packed = labelled(record, read, by_id)
                file.write(json.dumps(packed, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
