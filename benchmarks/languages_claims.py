"""Do statements in two languages that say the same join one claim, and only they?

    python -m benchmarks.languages_claims --data DATA [--cache FOLDER]

DATA is the folder of all sets; what is in other languages lies in its folder `languages`. Pairs of lines of
articles told in several languages (`evaluation/across_pairs.py`), by pair of languages: precision, recall
and F1 of what is joined, beside the plain cosine of the same encoder at the threshold that is best on the
very same pairs. *Apart*: the first, third and fifth line of an article against its second, fourth and sixth,
which have none in common, so whatever is joined is a neighbour. *Look-alikes*: two of MEANTIME's articles on
one topic. Then translated copies: whole articles in two languages, and accounts that have none or some lines
in common. All on the half of the stories that the decisions were not learned from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import numpy as np

from benchmarks import floors
from evaluation import arguments
from evaluation.across_pairs import Document, Held, by_story, held, learned_from, meantime, ntrex
from evaluation.metrics.f1 import harmonic
from evaluation.splits import hashed
from newsfold.compare import Alignment
from newsfold.compare.alignment import likelihoods
from newsfold.compare.origins.translations import in_order
from newsfold.language import language_relation

WITH = ("en", "es", "de", "ru", "ar", "zh", "ja", "hi")  # each of these with each other
DRAWN = 20  # stories of a pair of languages
WANTED = Alignment().threshold


@dataclass
class Counts:
    """What is joined of pairs: how likely each is, its cosine, and whether it is right."""

    likely: list[float] = field(default_factory=list)
    cosines: list[float] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    to_find: int = 0

    def add(self, candidates: Held) -> None:
        """Counts the pairs that the data decide."""
        self.to_find += candidates.to_find
        if not candidates.places:
            return
        decided = ~candidates.open
        relation = language_relation(*candidates.languages)
        self.likely += likelihoods(relation, candidates.table)[decided].tolist()
        self.cosines += candidates.table.column("cosine")[decided].tolist()
        self.right += candidates.same[decided].tolist()

    def figures(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of what is joined."""
        return self._at(np.array(self.likely) >= WANTED)

    def by_cosine(self) -> tuple[float, float, float]:
        """The same of the plain cosine, at its best threshold."""
        order = np.argsort(-np.array(self.cosines), kind="stable")
        hits = np.cumsum(np.array(self.right)[order])
        f1 = 2 * hits / (np.arange(1, len(order) + 1) + self.to_find)
        best = np.zeros(len(order), dtype=np.bool_)
        best[order[: int(f1.argmax()) + 1]] = True
        return self._at(best)

    def _at(self, joined: np.ndarray) -> tuple[float, float, float]:
        hits = int((joined & np.array(self.right)).sum())
        precision, recall = hits / max(1, int(joined.sum())), hits / max(1, self.to_find)
        return precision, recall, harmonic(precision, recall)


def drawn(
    stories: dict[str, dict[str, Document]], language: str, other: str
) -> Iterator[dict[str, Document]]:
    """Some stories that are told in both languages."""
    both = [story for story, versions in stories.items() if {language, other} <= versions.keys()]
    yield from (stories[s] for s in sorted(both, key=lambda s: hashed(f"{s} {language} {other}"))[:DRAWN])


def shown(name: str, counts: Counts) -> None:
    learned, plain = counts.figures(), counts.by_cosine()
    print(
        f"{name:28}{counts.to_find:6}" + "".join(f"{value:8.3f}" for value in (*learned, *plain)),
        flush=True,
    )


def joined(candidates: Held, least: float = WANTED) -> list[tuple[int, int]]:
    """The pairs of lines that are joined, the likeliest first, no line in two."""
    if not candidates.places:
        return []
    likely = likelihoods(language_relation(*candidates.languages), candidates.table)
    lefts: set[int] = set()
    rights: set[int] = set()
    pairs = []
    for row in np.argsort(-likely, kind="stable"):
        i, j = candidates.places[row]
        if likely[row] >= least and i not in lefts and j not in rights:
            lefts.add(i)
            rights.add(j)
            pairs.append((i, j))
    return pairs


def is_copy(candidates: Held) -> bool:
    """Whether the shorter of two articles would be called a translated copy."""
    size = len(candidates.left.lines)
    places = {at: at if at < size else at - size for at in range(size + len(candidates.right.lines))}
    run = in_order([(i, size + j) for i, j in joined(candidates, Alignment().least)], places)
    fewer = min(len(candidates.left.lines), len(candidates.right.lines))
    return len(run) >= 5 and len(run) >= 0.6 * fewer


def copies(stories: dict[str, dict[str, Document]], cache: Path | None) -> dict[str, float]:
    """How many translations of whole articles are found, and how many other accounts are taken for one."""
    verdicts: defaultdict[str, list[bool]] = defaultdict(list)
    for language, other in combinations(WITH, 2):
        for versions in list(drawn(stories, language, other))[:6]:
            if len(versions[language].lines) < 8:
                continue
            verdicts["whole"].append(is_copy(held(versions[language], versions[other], cache)))
            cut = held(versions[language].every_second(0), versions[other].every_second(1), cache)
            verdicts["apart"].append(is_copy(cut))
            part = held(versions[language].part("a", 0.5), versions[other].part("b", 0.5), cache)
            verdicts["half and half"].append(is_copy(part))
    for name, copied in verdicts.items():
        print(f"translated copies, {name:20} {sum(copied)} of {len(copied)}", flush=True)
    return {f"copies {name}": sum(copied) / len(copied) for name, copied in verdicts.items()}


def main() -> None:
    parser = floors.parser(__doc__)
    arguments.add_cache(parser)
    asked = parser.parse_args()
    data = asked.data / "languages"
    sets = {
        name: by_story([document for document in documents if not learned_from(document.story)])
        for name, documents in (("NTREX", ntrex(data)), ("MEANTIME", meantime(data)))
    }
    print(f"{'set, languages':28}{'pairs':>6}{'P':>8}{'R':>8}{'F1':>8}{'cosine P':>8}{'R':>8}{'F1':>8}")
    every: defaultdict[str, Counts] = defaultdict(Counts)
    apart, number = 0, 0
    for name, stories in sets.items():
        languages = WITH if name == "NTREX" else ("en", "es", "it", "nl")
        for language, other in combinations(languages, 2):
            counts = Counts()
            for story in drawn(stories, language, other):
                both = story[language], story[other]
                if name == "NTREX":
                    both = story[language].part(language), story[other].part(other)
                candidates = held(*both, asked.cache)
                for into in (counts, every[name], every[f"{name}, {language_relation(language, other)}"]):
                    into.add(candidates)
                if name == "NTREX":
                    cut = held(story[language].every_second(0), story[other].every_second(1), asked.cache)
                    apart, number = apart + len(joined(cut)), number + 1
            shown(f"{name} {language}-{other}", counts)
    for name, counts in every.items():
        shown(name, counts)
    print(f"apart: {apart} neighbours joined in {number} pairs of articles without a line in common")
    alike = [len(joined(held(a, b, asked.cache))) for a, b in look_alikes(sets["MEANTIME"])]
    print(f"look-alikes: {sum(alike)} joined in {len(alike)} pairs of articles of different stories")
    figures = {
        f"{name} {what}": value
        for name, counts in every.items()
        for what, value in zip(("P", "R", "F1"), counts.figures(), strict=True)
    }
    figures |= {"apart, right": 1 - apart / number, "look-alikes, right": 1 - sum(alike) / len(alike)}
    copied = copies(sets["NTREX"], asked.cache)
    figures |= {name: value if name == "copies whole" else 1 - value for name, value in copied.items()}
    floors.check("languages_claims", figures, asked.lower_floors)


def look_alikes(stories: dict[str, dict[str, Document]]) -> list[tuple[Document, Document]]:
    """Pairs of articles on one topic, in two languages, of different stories."""
    topics: defaultdict[str, list[str]] = defaultdict(list)
    for name, versions in stories.items():
        topics[next(iter(versions.values())).topic].append(name)
    pairs: list[tuple[Document, Document]] = []
    for names in topics.values():
        for story, other in sorted(combinations(names, 2), key=lambda pair: hashed(str(pair)))[:40]:
            languages: Sequence[str] = sorted(stories[story])
            at = hashed(story + other)
            first, second = languages[at % len(languages)], languages[(at + 1) % len(languages)]
            if second in stories[other]:
                pairs.append((stories[story][first], stories[other][second]))
    return pairs


if __name__ == "__main__":
    main()
