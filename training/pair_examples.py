"""What the reader of pairs learns from: two statements and what readers or annotators say of them.

Targets are five answers, each 1, 0 or unknown (NaN): whether both make one claim, whether the left bears the
right out and the right the left, whether they clash, and whether what they share has two independent roots.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evaluation.gold_stories import SETS, Record, load
from evaluation.pair_labels import records, roots, untouched
from evaluation.statement_pairs import every_row
from newsfold.text import collapse
from training.possible_pairs import read_stories

UNKNOWN = float("nan")
ANSWERS = ("one claim", "left bears out right", "right bears out left", "clash", "two roots")
Target = tuple[float, float, float, float, float]

_NUMBER = re.compile(r"[A-Za-z]+|\d[\d,]*(?:\.\d+)?")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}(?: [A-Z][a-z]{2,})*")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)
_DAYS = frozenset((*_WEEKDAYS, *_MONTHS))
_WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split()
    )
}
_CLOSE = 6  # how far a number word may move
_NAMES_ALTERED = 0.5  # share of pairs without a number in common whose name is altered


@dataclass(frozen=True, slots=True)
class Example:
    """Two statements of a story, or of a pair of MultiNLI, with the five answers."""

    story: str
    left: str
    right: str
    target: Target

    def turned(self) -> Example:
        """The same with the statements in the other order."""
        claim, left, right, clash, two = self.target
        return Example(self.story, self.right, self.left, (claim, right, left, clash, two))


def examples(data: Path, cache: Path) -> list[Example]:
    """All labelled pairs but those of untouched stories: hard ones, and those of the annotated stories."""
    return [*labelled(data), *annotated(data, cache)]


def labelled(data: Path) -> Iterator[Example]:
    """The pairs of `gold/pairs`."""
    texts = every_row(data)
    for record in records():
        if untouched(record["story"]):
            continue
        said = [_text(texts, record, place) for place in record["statements"]]
        for i, j, read in record["pairs"]:
            yield Example(record["story"], said[i], said[j], target(sorted(read.items())[0][1]))


def _text(texts: dict[str, Record], record: Record, place: Sequence[int]) -> str:
    article, start, end = place[:3]
    return collapse(texts[record["articles"][article]["id"]]["text"][start:end])


def target(label: str) -> Target:
    """What a reader's label answers."""
    relation = label[0]
    if relation in "=><~":
        two = {1: 0.0, 2: 1.0}.get(roots(label) or 0, UNKNOWN)
        return 1.0, float(relation in "=>"), float(relation in "=<"), 0.0, two
    return 0.0, 0.0, 0.0, float(relation in "VD"), UNKNOWN


def annotated(data: Path, cache: Path) -> Iterator[Example]:
    """The pairs of the annotated stories that the first decision finds possible."""
    stories = load(data, SETS, cache)
    for story, read in zip(stories, read_stories(stories), strict=True):
        for at, (left, right), label in zip(read.at.tolist(), read.texts, read.labels, strict=True):
            places = [read.case.at[k] for k in read.case.candidates.places[at]]
            known = (1.0, UNKNOWN, UNKNOWN, 0.0, _two_roots(story.record["claims"], places))
            yield Example(read.name, left, right, known if label else (0.0, 0.0, 0.0, UNKNOWN, UNKNOWN))


def _two_roots(claims: Sequence[Record], places: Sequence[tuple[int, int]]) -> float:
    """Whether the last claim that holds both places has an origin an article, or only one."""
    result = UNKNOWN
    for claim in claims:
        held = {(article, sentence) for article, sentence, _ in claim["evidence"]}
        if held.issuperset(places):
            articles = len({article for article, _ in held})
            result = 0.0 if claim["origins"] == 1 else 1.0 if claim["origins"] == articles else UNKNOWN
    return result


# ── altered pairs ─────────────────────────────────────────────────────────────────────────────────


def altered(given: Sequence[Example], order: random.Random) -> list[Example]:
    """Pairs that make one claim, with a number, a day or a name of one side altered: they make none."""
    names = sorted({name.group() for example in given for name in _NAME.finditer(example.left)} - _DAYS)
    changed = []
    for example in given:
        claim, left, right = example.target[:3]
        if claim != 1 or (left == 0 and right == 0):
            continue
        pair = example if order.random() < 0.5 else example.turned()
        if number := _other_number(pair.left, pair.right, order):
            changed.append(replace(pair, left=number, target=(0.0, 0.0, 0.0, 1.0, UNKNOWN)))
        elif order.random() < _NAMES_ALTERED and (name := _other_name(pair.left, pair.right, order, names)):
            changed.append(replace(pair, left=name, target=(0.0, 0.0, 0.0, UNKNOWN, UNKNOWN)))
    return changed


def _other_number(text: str, other: str, order: random.Random) -> str | None:
    """The text with another value for a number, a day or a month that the other text has too."""
    spots = [m for m in _NUMBER.finditer(text) if _is_value(m.group()) and _stands_in(m.group(), other)]
    if not spots:
        return None
    spot = order.choice(spots)
    value = _another(spot.group(), order)
    return text[: spot.start()] + value + text[spot.end() :] if value != spot.group() else None


def _stands_in(word: str, text: str) -> bool:
    return bool(re.search(rf"(?<![\w.,]){re.escape(word)}(?!\w)", text))


def _is_value(word: str) -> bool:
    return word[0].isdigit() or (word in _DAYS and word != "May") or _WORDS.get(word.lower(), 0) > 1


def _another(word: str, order: random.Random) -> str:
    if word in _DAYS:
        alike = _WEEKDAYS if word in _WEEKDAYS else _MONTHS
        return order.choice([day for day in alike if day != word])
    if word[0].isdigit():
        return _another_number(word, order)
    value = _WORDS[word.lower()]
    like = [w for w, n in _WORDS.items() if n > 1 and w != word.lower() and abs(n - value) <= _CLOSE]
    chosen = order.choice(like)
    return chosen.capitalize() if word[0].isupper() else chosen


def _another_number(word: str, order: random.Random) -> str:
    value = float(word.replace(",", ""))
    if "." in word:
        places = len(word.split(".")[1])
        return f"{max(0.1, value * order.choice([0.7, 0.8, 1.2, 1.4, 2])):.{places}f}"
    if 1900 <= value <= 2100 and "," not in word:
        return str(int(value) + order.choice([-3, -2, -1, 1, 2]))
    moved = max(1, int(value * order.choice([0.5, 0.6, 0.8, 1.3, 1.5, 2])) + order.choice([-1, 1, 2]))
    return f"{moved:,}" if "," in word else str(moved)


def _other_name(text: str, other: str, order: random.Random, names: Sequence[str]) -> str | None:
    """The text with another name for one that the other text has too."""
    spots = [m.group() for m in _NAME.finditer(text) if m.group() in other and m.group() not in _DAYS]
    if not spots:
        return None
    name, new = order.choice(spots), order.choice(names)
    if new in text or new in other or set(new.split()) & set(name.split()):
        return None
    return text.replace(name, new)
