"""How well a clustering fits the true one: B-Cubed, what was split, what was mixed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from evaluation.datasets.corpus import Corpus
from evaluation.metrics.f1 import harmonic


def b_cubed(gold: Sequence[Hashable], labels: Sequence[Hashable]) -> tuple[float, float]:
    """Sums over items of B-Cubed precision and recall (Bagga and Baldwin 1998)."""
    members: defaultdict[Hashable, Counter[Hashable]] = defaultdict(Counter)
    for true, label in zip(gold, labels, strict=True):
        members[label][true] += 1
    sizes = Counter(gold)
    precision = recall = 0.0
    for held in members.values():
        for true, count in held.items():
            precision += count * count / held.total()
            recall += count * count / sizes[true]
    return precision, recall


@dataclass(frozen=True)
class Score:
    """B-Cubed, and the events that were split and the stories that hold several."""

    precision: float
    recall: float
    f1: float
    split: int
    mixed: int


def score(stories: Sequence[int], events: Sequence[str]) -> Score:
    """How stories fit events; both have a label for each article."""
    precision, recall = (total / len(events) for total in b_cubed(events, stories))
    parts: defaultdict[str, set[int]] = defaultdict(set)
    members: defaultdict[int, set[str]] = defaultdict(set)
    for story, event in zip(stories, events, strict=True):
        parts[event].add(story)
        members[story].add(event)
    split = sum(len(labels) > 1 for labels in parts.values())
    mixed = sum(len(labels) > 1 for labels in members.values())
    return Score(precision, recall, harmonic(precision, recall), split, mixed)


def separation(stories: Sequence[int], corpus: Corpus, part: Sequence[int]) -> float:
    """The share of pairs over a topic's look-alike events that were kept apart."""
    topics: defaultdict[str, list[int]] = defaultdict(list)
    for at, place in enumerate(part):
        topics[corpus.topics[place]].append(at)
    apart = total = 0
    for group in topics.values():
        for a in group:
            for b in group:
                if corpus.events[part[a]] < corpus.events[part[b]]:
                    total += 1
                    apart += stories[a] != stories[b]
    return apart / max(1, total)
