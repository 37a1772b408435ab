"""Are the differences that are shown true? Read by eye on stories that no rule was made with.

    python -m benchmarks.differences --data DATA [--cache FOLDER] [--set second]
    python -m benchmarks.differences --judged
    python -m benchmarks.differences --data DATA --counts [--cache FOLDER]

`differences_judged.jsonl` names the stories of each set (rules were mended after reading the first, before
anything of the second was read) and has a line for each difference that was read: its story, kind and
evidence, whether it is right, whether it was shown before the rules were mended, or after. A run describes
the stories of a set and holds what is shown against what was read: right, wrong, or unread. Shares have
Wilson's 95 % interval. `--counts` asks how many labelled pairs of figures (`evaluation/gold/counts`) that are
told otherwise are shown, and how many of two things: of the stories that rules were chosen on, and the rest.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from evaluation import count_pairs
from evaluation.datasets import allsides
from evaluation.datasets.jsonl import Row, rows
from evaluation.described import described
from evaluation.gold_stories import articles, stories
from evaluation.metrics.bootstrap import wilson
from evaluation.splits import is_test
from evaluation.statement_pairs import every_row
from newsfold.records import Difference

JUDGED = Path(__file__).with_name("differences_judged.jsonl")


def load() -> tuple[dict[str, list[str]], list[Row]]:
    """The stories of each set, and what was read."""
    records = list(rows(JUDGED))
    sets = {r["set"]: r["stories"] for r in records if "stories" in r}
    return sets, [r for r in records if "stories" not in r]


def share(right: int, total: int) -> str:
    """The share with its 95 % interval."""
    return "{:.2f} ({:.2f}-{:.2f})".format(right / total, *wilson(right, total)) if total else "-"


def kind_of(kind: str, updated: bool) -> str:
    return f"{kind}, updated" if updated else kind


def table(name: str, verdicts: Iterable[tuple[str, str]]) -> None:
    """Print how many of each kind are right, wrong and unread."""
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, verdict in verdicts:
        by_kind[kind][verdict] += 1
        by_kind["all"][verdict] += 1
    print(f"\n{name}")
    for kind in sorted(by_kind, key=lambda k: (k == "all", k)):
        right, wrong, unread = (by_kind[kind][v] for v in ("right", "wrong", "unread"))
        print(f"  {kind:16} {right:3} of {right + wrong:3}  {share(right, right + wrong)}  unread {unread}")


def verdict(story: str, difference: Difference, read: Iterable[Row]) -> str:
    """What was judged of a difference, by its story, its kind and two articles' evidence."""
    places = {(e.article_id, e.span.start) for value in difference.values for e in value.evidence}
    for record in read:
        shared = places & {(id, start) for id, start, _ in record["evidence"]}
        about = record["story"], record["kind"]
        if about == (story, difference.kind) and len({id for id, _ in shared}) > 1:
            return "right" if record["right"] else "wrong"
    return "unread"


def counts(data: Path, cache: Path | None) -> None:
    """Print how many labelled pairs of figures are shown as differences, by label and half of the stories."""
    by_id = every_row(data)
    tally: Counter[tuple[bool, str, bool]] = Counter()
    for record in count_pairs.records():
        listed = [allsides.article(by_id[about["id"]]) for about in record["articles"]]
        differences = described(record["story"], listed, cache).differences
        for pair in count_pairs.pairs(record, by_id):
            shown = any(count_pairs.sets_apart(difference, pair) for difference in differences)
            tally[is_test(record["story"]), pair.label, shown] += 1
    for test in (False, True):
        print("\nstories left out" if test else "\nstories that rules were chosen on")
        for label in (*count_pairs.SAME_THING, "other", "open"):
            total = tally[test, label, True] + tally[test, label, False]
            print(f"  {label:16} shown {tally[test, label, True]:3} of {total:3}")
        right = sum(tally[test, label, True] for label in count_pairs.SAME_THING)
        print(f"  right of those shown {share(right, right + tally[test, 'other', True])}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--set", default="second")
    parser.add_argument("--judged", action="store_true", help="only count the judgements")
    parser.add_argument("--counts", action="store_true", help="the labelled pairs of figures")
    asked = parser.parse_args()
    if asked.counts and asked.data:
        counts(asked.data, asked.cache)
        return
    sets, read = load()
    for name in sets:
        for when in ("before", "after"):
            records = [r for r in read if r["set"] == name and when in r["shown"]]
            verdicts = (
                (kind_of(r["kind"], r["updated"]), "right" if r["right"] else "wrong") for r in records
            )
            table(f"{name}, {len(sets[name])} stories, {when} the rules were mended: read", verdicts)
    if asked.judged or asked.data is None:
        return
    every = stories(asked.data)
    shown = []
    for story in sets[asked.set]:
        for difference in described(story, articles(every[story]), asked.cache).differences:
            held = verdict(story, difference, read)
            shown.append((kind_of(difference.kind, difference.updated), held))
            if held == "unread":
                print(f"unread: {story} {difference.kind} {[value.text[:40] for value in difference.values]}")
    table(f"{asked.set}, as shown now", shown)


if __name__ == "__main__":
    main()
