"""Lines of articles told in several languages as pairs of statements: which say the same, and which do not.

NTREX's articles are line by line the same in every language; MEANTIME's are too, and say which sentences
share an event. A pair of articles is cut down first (`Document.part`): of each a part of the lines, drawn by
their hash, so that many lines have no counterpart, as in accounts of two newsrooms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluation import vectors
from evaluation.datasets.ecbplus import joined
from evaluation.datasets.jsonl import rows
from evaluation.datasets.languages import LANGUAGES
from evaluation.splits import hashed
from newsfold.compare import EncodedStatement, content
from newsfold.compare.alignment import across_features
from newsfold.encode.languages import Centre, sentence_centre
from newsfold.learned import Table
from newsfold.records import Span, Statement

VARIANTS = ("pt-BR", "zh-TW")  # a second translation into a language that is read
PART_SHARE = 0.6  # of the lines of an article, in a pair that is cut down
_EVENTS = 0.5  # of the events of two sentences, from which both tell one thing

_SHIFT = 3  # by how many numbers a line may stand elsewhere in translations of MEANTIME
_WORDS = 0.4  # of the English stems of two lines, from which they may say the same


@dataclass(frozen=True)
class Line:
    """A line of an article: its words, its number, and the events that it tells of.

    NTREX's numbers are the same in every language, and `stems` are those of its English words.
    """

    text: str
    number: int
    events: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Document:
    """One article in one language."""

    source: str
    story: str
    topic: str
    language: str  # with its region where there are two of one language
    lines: tuple[Line, ...]

    def part(self, of: str, share: float = PART_SHARE) -> Document:
        """The article with a part of its lines, drawn by their hash and `of`."""
        lines = (x for x in self.lines if hashed(f"{of} {self.story} {x.number}") % 1000 < 1000 * share)
        return Document(self.source, self.story, self.topic, self.language, tuple(lines))

    def every_second(self, first: int) -> Document:
        """Its first, third and fifth line, or its second, fourth and sixth, and so on."""
        return Document(self.source, self.story, self.topic, self.language, self.lines[first::2])


@dataclass(frozen=True)
class Held:
    """Two articles held against each other: the candidate pairs, and how many pairs there are to find."""

    left: Document
    right: Document
    places: list[tuple[int, int]]  # a line of the left, a line of the right
    table: Table
    same: NDArray[np.bool_]
    open: NDArray[np.bool_]  # pairs that the data do not decide
    to_find: int

    @property
    def languages(self) -> tuple[str, str]:
        """Both, without their regions."""
        return self.left.language[:2], self.right.language[:2]


def ntrex(data: Path) -> list[Document]:
    """NTREX's articles in the languages read and their variants (CC BY-SA 4.0)."""
    records = [r for r in rows(data / "stories" / "ntrex.jsonl.gz") if r["lang"] in (*LANGUAGES, *VARIANTS)]
    stems = {r["story"]: [content(line) for line in r["sentences"]] for r in records if r["lang"] == "en"}
    return [
        Document(
            "NTREX",
            r["story"],
            r["story"],
            r["lang"],
            tuple(
                Line(text, at, stems=words)
                for at, (text, words) in enumerate(zip(r["sentences"], stems[r["story"]], strict=True))
            ),
        )
        for r in records
    ]


def meantime(data: Path) -> list[Document]:
    """MEANTIME's articles (CC BY 4.0), without the line of the date."""
    return [
        Document("MEANTIME", r["story"], r["topic"], r["lang"], tuple(_lines(r)))
        for r in rows(data / "stories" / "meantime.jsonl.gz")
    ]


def _lines(row: Mapping[str, Any]) -> Iterator[Line]:
    events: dict[int, set[str]] = {}
    for mention in row["mentions"]:
        if mention["kind"] == "event":
            events.setdefault(mention["sentence"], set()).add(mention["instance"])
    for number, tokens in zip(row["sentence_ids"], row["sentences"], strict=True):
        if number != 1:
            yield Line(joined(tokens), number, frozenset(events.get(number, ())))


def same(left: Line, right: Line, source: str, same_story: bool) -> bool | None:
    """Whether two lines say the same; None where the data do not decide.

    In NTREX they do as one line of an article; two lines of much the same English words are left open. In
    MEANTIME they do by the events that they share, and not where both have events, share none and stand
    apart; its later sentences have none at all, and say the same as nothing in another story.
    """
    if source == "NTREX":
        if same_story and left.number == right.number:
            return True
        both = len(left.stems & right.stems) / max(1, min(len(left.stems), len(right.stems)))
        return None if both >= _WORDS else False
    shared = left.events & right.events
    if shared:
        whole = len(shared) >= max(2, _EVENTS * len(left.events | right.events))
        return True if same_story and whole else None
    apart = left.events and right.events and abs(left.number - right.number) > _SHIFT
    return False if not same_story or apart else None


def learned_from(story: str) -> bool:
    """Whether the decisions that ship were learned from a story; the other half is for measuring."""
    return hashed(story) % 2 == 0


def centre_of(documents: Sequence[Document], cache: Path | None) -> Centre:
    """What sentences of each language have in common, in articles that are the same in all of them."""
    rows: dict[str, list[vectors.Vectors]] = {}
    for document in documents:
        if document.source == "NTREX" and document.language in LANGUAGES:
            rows.setdefault(document.language, []).extend(
                vectors.state(x.text, cache) for x in document.lines
            )
    means = {language: np.mean(states, axis=0) for language, states in rows.items()}
    means["any"] = np.mean(list(means.values()), axis=0)
    return Centre(means, np.zeros((0, means["any"].shape[0]), dtype=np.float32))


def held(left: Document, right: Document, cache: Path | None, centre: Centre | None = None) -> Held:
    """The candidate pairs of two articles, as the product finds them, by the shipped centre or another."""
    said = _encoded(left, "left", cache, centre) + _encoded(right, "right", cache, centre)
    pairs, table = across_features(said)
    split = len(left.lines)
    places = [(i, j - split) for i, j in pairs]
    same_story = left.story == right.story
    labels = [same(left.lines[i], right.lines[j], left.source, same_story) for i, j in places]
    every = (same(a, b, left.source, same_story) for a in left.lines for b in right.lines)
    return Held(
        left,
        right,
        places,
        table,
        np.array([t is True for t in labels], dtype=np.bool_),
        np.array([t is None for t in labels], dtype=np.bool_),
        sum(t is True for t in every),
    )


def _encoded(
    document: Document, id: str, cache: Path | None, centre: Centre | None = None
) -> list[EncodedStatement]:
    language = document.language[:2]
    centre = centre or sentence_centre()
    none = np.zeros(0, dtype=np.float32)
    return [
        EncodedStatement(
            statement=Statement(article_id=id, span=Span(start=at, end=at + 1), position=at),
            text=line.text,
            vector=none,
            tokens=none.reshape(0, 0).astype(np.float16),
            language=language,
            meaning=centre.leave(vectors.state(line.text, cache), language),
        )
        for at, line in enumerate(document.lines)
    ]


def by_story(documents: Sequence[Document]) -> dict[str, dict[str, Document]]:
    """The articles of each story by language."""
    stories: dict[str, dict[str, Document]] = {}
    for document in documents:
        stories.setdefault(document.story, {})[document.language] = document
    return {story: dict(sorted(stories[story].items())) for story in sorted(stories)}


def nearest_stories(
    documents: Sequence[Document], cache: Path | None, centre: Centre, number: int = 2
) -> dict[str, list[str]]:
    """For each story those nearest to it by their English lines."""
    english = {document.story: document for document in documents if document.language == "en"}
    names = sorted(english)
    means = np.array(
        [
            np.mean([centre.leave(vectors.state(x.text, cache), "en") for x in english[name].lines], axis=0)
            for name in names
        ]
    )
    cosines = means @ means.T / np.outer(np.linalg.norm(means, axis=1), np.linalg.norm(means, axis=1))
    np.fill_diagonal(cosines, -1)
    return {
        name: [names[at] for at in np.argsort(-cosines[row], kind="stable")[:number]]
        for row, name in enumerate(names)
    }
