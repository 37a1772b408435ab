"""The bundled sample held against its expected-result files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import newsfold
from newsfold.newsroom import Newsroom
from newsfold.records import Article, Span, StoryDetail
from newsfold.text import collapse, normal_name

SAMPLE = Path(newsfold.__file__).parent / "sample"
EVENTS = sorted(p.stem for p in (SAMPLE / "expected").glob("*.json") if p.stem != "other")

Row = dict[str, Any]


class Event:
    """One event of the sample: what is expected of it, and what a newsroom found."""

    def __init__(self, newsroom: Newsroom, name: str) -> None:
        self.expected: Row = json.loads((SAMPLE / "expected" / f"{name}.json").read_text(encoding="utf-8"))
        self.newsroom = newsroom

    @cached_property
    def files(self) -> list[str]:
        """The event's pages that Newsfold reads, in whatever language."""
        return [p["file"] for p in self.expected["pages"] if not p.get("rejected")]

    @cached_property
    def details(self) -> list[StoryDetail]:
        """The stories that the event's pages are in."""
        every = (self.newsroom.story(s.story.id) for s in self.newsroom.stories())
        return [d for d in every if any(_file(a) in self.files for a in d.articles)]

    @cached_property
    def articles(self) -> dict[str, Article]:
        """The event's articles by their file in the sample."""
        return {_file(a): a for d in self.details for a in d.articles}

    def places(self, file: str, words: str) -> list[Span]:
        """Where the words stand in an article's text, white space aside."""
        text = self.articles[file].text
        flat, at = _flat(text)
        wanted = collapse(words)
        spans, start = [], flat.find(wanted)
        while start >= 0:
            spans.append(Span(start=at[start], end=at[start + len(wanted) - 1] + 1))
            start = flat.find(wanted, start + 1)
        return spans

    def rows(self, key: str) -> Iterator[Row]:
        """The expected rows of a kind that are about articles in English."""
        for row in self.expected.get(key, ()):
            files = (
                [row["file"]]
                if "file" in row
                else [r["file"] for r in row.get("evidence", row.get("values", ()))]
            )
            if all(f in self.files for f in files):
                yield row


def _file(article: Article) -> str:
    """An article's file as the expected results name it: pages/EVENT/FILE."""
    return "/".join(Path(article.place).parts[-3:])


def _flat(text: str) -> tuple[str, list[int]]:
    """The text with single spaces, and where each of its characters stood."""
    out, at = [], []
    for i, c in enumerate(text):
        if not c.isspace():
            out.append(c)
            at.append(i)
        elif out and out[-1] != " ":
            out.append(" ")
            at.append(i)
    return "".join(out), at


def same_name(left: str, right: str) -> bool:
    """Whether two names are one but for "the" and spelling."""
    a, b = (normal_name(n).removeprefix("the ") for n in (left, right))
    return a == b
