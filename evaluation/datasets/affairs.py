"""Labels of affairs over weeks and months (`gold/threads`), and the articles that they are of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evaluation.datasets import allsides, load
from evaluation.datasets.corpus import Corpus
from evaluation.datasets.jsonl import rows
from newsfold.records import Article

GOLD = Path(__file__).parents[1] / "gold" / "threads"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedStories:
    """Two stories, by the ids of their articles, and whether they belong to one affair."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    same: bool


def pairs() -> list[JudgedStories]:
    """The pairs of stories that a reader judged."""
    return [
        JudgedStories(left=tuple(row["left"]), right=tuple(row["right"]), same=row["same"])
        for row in rows(GOLD / "pairs.jsonl")
    ]


def articles(data: Path) -> dict[str, Article]:
    """The articles that any label is of, by id."""
    wanted = {id for pair in pairs() for id in (*pair.left, *pair.right)}
    wanted |= {row["id"] for row in rows(GOLD / "affairs.jsonl")}
    listed: dict[str, Article] = {}
    for source in (load.articles(data), allsides.articles(data)):
        for row in source:
            if row["id"] in wanted and row["id"] not in listed:
                dated = None if row["published"] == "None" else row["published"]
                listed[row["id"]] = allsides.article({**row, "published": dated})
    return listed


def corpus(known: dict[str, Article]) -> Corpus:
    """The articles of affairs, of which half the affairs are held out."""
    listed = list(rows(GOLD / "affairs.jsonl"))
    names = [row["affair"] for row in listed]
    held = [row["held_out"] for row in listed]
    return Corpus("affairs", [known[row["id"]] for row in listed], names, held, names)
