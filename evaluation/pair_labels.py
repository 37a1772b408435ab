"""Pairs of statements that readers labelled (`gold/pairs`): what a label says, and how far readers agree.

A label is a relation, left first, and behind the first four how many independent roots what both say has:
`~1`, `=2`, `<0` (open). `Vf+` is another figure, updated. docs/annotation.md says how readers decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from evaluation.datasets.jsonl import rows
from evaluation.gold_stories import Record
from evaluation.metrics.agreement import kappa_of_answers
from evaluation.splits import percentile

PAIRS = Path(__file__).with_name("gold") / "pairs" / "pairs.jsonl"
JUDGEMENTS = Path(__file__).with_name("gold") / "judgements" / "pairs.jsonl"
CORROBORATION = Path(__file__).with_name("gold") / "corroboration" / "pairs.jsonl"
UNTOUCHED = 10  # percent of the stories, by hash: no model learns from them, no threshold is chosen on them
RELATIONS = {
    "=": "same",
    ">": "left says more",
    "<": "right says more",
    "~": "share a part",
    "D": "denial",
    "O": "outcome",
    "N": "unrelated",
    "X": "no statement",
}
VALUES = {"f": "figure", "t": "time", "p": "place", "n": "name", "a": "agent"}
LABEL = re.compile(r"([=<>~])([012])|V([ftpna])(\+?)|([DONX])")


def records(file: Path = PAIRS) -> list[Record]:
    """The labelled stories of a gold set; the fields stand in gold/pairs/README.md."""
    return list(rows(file))


def untouched(story: str) -> bool:
    """Whether a story is kept for the last table."""
    return percentile(story) < UNTOUCHED


def read_labels(lines: Iterable[str]) -> dict[str, dict[str, str]]:
    """A reader's labels by story and pair ("A3-B7"); ValueError names the first line that is none."""
    result: dict[str, dict[str, str]] = {}
    story: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        words = line.split()
        if words[:2] == ["#", "STORY"] and len(words) == 3:
            story = result.setdefault(words[2], {})
        elif len(words) == 2 and LABEL.fullmatch(words[1]):
            story[words[0]] = words[1]
        elif words:
            raise ValueError(f"line {number}: {line.strip()!r} is no label; write A3-B7 ~1")
    return result


def relation(label: str) -> str:
    """A label's relation in words: "same", "left says more", …, "other figure"."""
    match = LABEL.fullmatch(label)
    if not match:
        raise ValueError(f"{label!r} is no label")
    return f"other {VALUES[match[3]]}" if match[3] else RELATIONS[match[1] or match[5]]


def shares(label: str) -> bool:
    """Whether a label says that the two share an assertion, whatever else they say, or differ in a value."""
    return label[0] in "=<>~VD"


def supports(label: str) -> bool:
    """Whether either of the two bears the other out, in part at least."""
    return label[0] in "=<>~"


def roots(label: str) -> int | None:
    """How many independent roots what they share has, 1 or 2; None where it is open or nothing is shared."""
    return int(label[1]) or None if supports(label) else None


def agreement(stories: Iterable[Record]) -> str:
    """How far two readers of one pair agree, as a table."""
    twice = [tuple(read.values())[:2] for r in stories for _, _, read in r["pairs"] if len(read) > 1]
    both = [(a, b) for a, b in twice]
    known = [(roots(a), roots(b)) for a, b in both if roots(a) and roots(b)]
    questions = {
        "which relation": [(relation(a), relation(b)) for a, b in both],
        "anything shared": [(str(shares(a)), str(shares(b))) for a, b in both],
        "bears out": [(str(supports(a)), str(supports(b))) for a, b in both],
        "one root or two": [(str(a), str(b)) for a, b in known],
    }
    lines = [f"{'question':18}{'pairs':>7}{'same':>7}{'kappa':>7}"]
    for name, answers in questions.items():
        if answers:
            same = sum(a == b for a, b in answers) / len(answers)
            lines.append(f"{name:18}{len(answers):7}{same:7.3f}{kappa_of_answers(answers):7.3f}")
    return "\n".join(lines)
