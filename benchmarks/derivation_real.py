"""What derivation finds among real articles, listed to be judged by eye, and what was judged.

    python -m benchmarks.derivation_real --data DATA [--of load|stories] [--list 30 --seed 6]
    python -m benchmarks.derivation_real --judged

`load`: all articles of `load/` are held against each other, and pairs within 14 days (or without a date) are
listed. `stories`: articles of one story of AllSides' training part, as the product does it. Lines that an
outlet prints on many pages are set aside in both, as in the product. `--list N` prints N pairs, drawn with
the seed. `derivation_judged.jsonl` holds judgements, by ids, and `--judged` counts them.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from benchmarks.recurring import recurring
from evaluation.datasets import allsides, load
from evaluation.datasets.jsonl import rows as rows_of
from newsfold.derive import derivations
from newsfold.derive.recurring import blanked, set_aside
from newsfold.records import Article, Derivation

REACH = timedelta(days=14)  # as far as two articles may lie apart and still be folded into one story
JUDGED = Path(__file__).with_name("derivation_judged.jsonl")


def without_recurring(articles: list[Article]) -> list[Article]:
    """The same articles, with spaces for lines that their outlet prints on many pages."""
    often = recurring(articles)
    return [blanked(article, set_aside(article, often)) for article in articles]


def in_load(data: Path) -> tuple[dict[str, Article], list[Derivation]]:
    """What is found among all of `load/`, of articles that one story may hold."""
    articles = without_recurring(list(map(load.article, load.articles(data))))
    by_id = {article.id: article for article in articles}
    derived = [d for d in derivations(articles) if d.from_article_id and within_reach(d, by_id)]
    return by_id, derived


def in_stories(data: Path) -> tuple[dict[str, Article], list[Derivation]]:
    """What is found within each story of AllSides' training part."""
    stories: defaultdict[str, dict[str, Article]] = defaultdict(dict)
    for row in allsides.articles(data):
        stories[row["story"]][row["id"]] = load.article(row)
    every = {id: article for story in stories.values() for id, article in story.items()}
    by_id = {article.id: article for article in without_recurring(list(every.values()))}
    derived = {
        (d.article_id, d.from_article_id): d
        for story in stories.values()
        for d in derivations([by_id[id] for id in sorted(story)])
        if d.from_article_id
    }
    return by_id, [derived[key] for key in sorted(derived, key=str)]


def within_reach(d: Derivation, by_id: dict[str, Article]) -> bool:
    left, right = by_id[d.article_id].published_at, by_id[d.from_article_id or ""].published_at
    return left is None or right is None or abs(left - right) <= REACH


def show(by_id: dict[str, Article], derived: Iterable[Derivation]) -> None:
    for d in derived:
        copy, source = by_id[d.article_id], by_id[d.from_article_id or ""]
        print(f"{d.article_id} <- {d.from_article_id}: {d.grade} {d.score:.2f} ({d.why})")
        for text in (copy, source):
            print(
                f"    {text.outlet}, {text.published_at:%Y-%m-%d}"
                if text.published_at
                else f"    {text.outlet}"
            )
            print(f"    {text.title}")
        longest = sorted(d.spans, key=lambda span: span.start - span.end)[:3]
        print("    " + " | ".join(span.of(copy.text)[:230].replace("\n", " ") for span in longest))


def judged() -> None:
    """Counts of the judgements, by the round in which they were made."""
    rows = list(rows_of(JUDGED))
    for name in sorted({row["round"] for row in rows}):
        some = [row for row in rows if row["round"] == name]
        right = [row for row in some if row["right"]]
        directed = [row for row in right if row["direction_right"] is not None]
        backward = sum(not row["direction_right"] for row in directed)
        classes = ", ".join(
            f"{kind} {count}" for kind, count in Counter(r["class"] for r in some).most_common()
        )
        print(
            f"{name}: {len(right)} of {len(some)} right ({classes}); "
            f"of {len(directed)} directions {backward} wrong"
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path)
    parser.add_argument("--of", choices=("load", "stories"), default="load")
    parser.add_argument("--list", type=int, default=30)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--judged", action="store_true")
    asked = parser.parse_args()
    if asked.judged:
        judged()
        return
    if not asked.data:
        parser.error("--data is needed")
    begin = time.process_time()
    by_id, derived = (in_load if asked.of == "load" else in_stories)(asked.data)
    spent = time.process_time() - begin
    show(by_id, random.Random(asked.seed).sample(derived, min(asked.list, len(derived))))
    grades = Counter(d.grade for d in derived)
    print(
        f"{len(derived)} pairs ({', '.join(f'{grades[g]} {g}' for g in ('whole', 'most', 'part'))}), "
        f"{sum(d.inferred for d in derived)} with the direction inferred; {spent:.0f} s of processor"
    )


if __name__ == "__main__":
    main()
