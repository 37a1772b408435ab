"""Copies of articles made by one edit at one strength, knowing which characters stayed."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsfold.records import Article
from newsfold.text import sentences

EDITS = ("insert", "cut", "reorder", "synonym", "replace", "retitle", "all")
STRENGTHS = (0.05, 0.1, 0.2, 0.3)
START = datetime(2016, 1, 4, tzinfo=UTC)
VOCABULARY = (
    "official large region began notice several around report change member group public later small further "
    "minister former city number often support local early carry follow remain expect appear mention decide"
).split()


def synonyms() -> dict[str, tuple[str, ...]]:
    """For each word the others of its lines."""
    table: dict[str, tuple[str, ...]] = {}
    for line in Path(__file__).with_name("synonyms.txt").read_text(encoding="utf-8").splitlines():
        group = [] if line.startswith("#") else line.split()
        for word in group:
            table[word] = table.get(word, ()) + tuple(other for other in group if other != word)
    return table


def words(text: str) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), m.group().casefold()) for m in re.finditer(r"[^\W_]+", text)]


def shingles(text: str) -> set[tuple[str, ...]]:
    tokens = [word for _, _, word in words(text)]
    return {tuple(tokens[at : at + 5]) for at in range(len(tokens) - 4)}


def jaccard(left: str, right: str) -> float:
    first, second = shingles(left), shingles(right)
    return len(first & second) / max(1, len(first | second))


class Copy:
    """A text built piece by piece, knowing which characters stayed."""

    def __init__(self) -> None:
        self.text = ""
        self.copied: list[tuple[int, int]] = []

    def add(self, piece: str, copied: bool) -> None:
        """Puts a piece at the end; `copied` where it is from the original."""
        if copied and self.copied and self.copied[-1][1] == len(self.text):
            self.copied[-1] = (self.copied[-1][0], len(self.text) + len(piece))
        elif copied:
            self.copied.append((len(self.text), len(self.text) + len(piece)))
        self.text += piece


def edited(text: str, other: str, kind: str, strength: float, rng: random.Random) -> Copy:
    """A copy of `text`; the strength is the share of sentences, or twice that of words, that is edited."""
    parts = [span.of(text) for span in sentences(text)]
    foreign = [span.of(other) for span in sentences(other)] or ["Nothing more was known."]

    def does(name: str) -> bool:
        return kind in (name, "all")

    share = strength / 2 if kind == "all" else strength
    if does("cut"):
        parts = [s for s in parts if rng.random() >= share] or parts[:1]
    if does("reorder"):
        for _ in range(max(1, round(share * len(parts)))):
            parts.insert(rng.randrange(len(parts)), parts.pop(rng.randrange(len(parts))))
    tokens = re.findall(r"\w+", text)
    known = sum(token in ALIKE for token in tokens) / max(1, len(tokens))
    copy = Copy()
    for sentence in parts:
        if does("insert") and rng.random() < share:
            copy.add(rng.choice(foreign) + "\n", False)
        for token in re.findall(r"\w+|\W+", sentence):
            if does("synonym") and token in ALIKE and rng.random() < share / 2 / known:
                copy.add(rng.choice(ALIKE[token]), False)
            elif does("replace") and token.isalpha() and rng.random() < share / 2:
                copy.add(rng.choice(VOCABULARY), False)
            else:
                copy.add(token, True)
        copy.add("\n", True)
    return copy


ALIKE = synonyms()


@dataclass(frozen=True)
class Planted:
    """A copy with what is true of it."""

    article: Article
    source: Article
    kind: str
    strength: float
    copied: tuple[tuple[int, int], ...]
    similar: bool  # Jaccard .5 or more


def planted(originals: list[Article], others: list[Article], rng: random.Random) -> list[Planted]:
    """Each original edited in each way, at one of the strengths in turn."""
    copies = []
    for kind in EDITS:
        for n, (source, other) in enumerate(zip(originals, others, strict=True)):
            strength = STRENGTHS[n % len(STRENGTHS)]
            copy = edited(source.text, other.text, kind, strength, rng)
            article = replace(
                source,
                id=f"{source.id}/{kind}",
                text=copy.text,
                title="Another title" if kind in ("retitle", "all") else source.title,
                outlet=f"{kind} {strength}",
                published_at=START + timedelta(hours=1),
            )
            similar = jaccard(source.text, copy.text) >= 0.5
            copies.append(Planted(article, source, kind, strength, tuple(copy.copied), similar))
    return copies
