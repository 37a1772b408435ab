"""Makes `models/align_languages/weights.json` and `models/multilingual/sentences.npz`: claims across
languages.

    python -m training.train_align_languages --data DATA [--cache FOLDER]

Three logistic regressions over the features of `newsfold.compare.alignment.across`, learned on pairs of
lines of articles told in several languages (`evaluation/across_pairs.py`): half of NTREX's (CC BY-SA 4.0)
and of MEANTIME's (CC BY 4.0); `benchmarks/languages_claims.py` asks them on the other half. Two lines that
are one line of an article, or tell the same events, say the same; what does not are its other lines, and
those of the two articles nearest to it. In half of the pairs of articles no line is in both (the first,
third and fifth sentence against the second, fourth and sixth). The bias is then moved so that the likelihood
from which two statements are one claim has the precision asked for, on quarters of the stories that were not
learned from. The means of sentences (`sentences.npz`) are of NTREX's half. Needs scikit-learn.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation import arguments
from evaluation.across_pairs import (
    Document,
    Held,
    by_story,
    centre_of,
    held,
    learned_from,
    meantime,
    nearest_stories,
    ntrex,
)
from evaluation.learning import logistic
from evaluation.splits import hashed
from newsfold.compare import Alignment
from newsfold.compare.alignment import ACROSS
from newsfold.encode.languages import Centre
from newsfold.language import language_relation
from newsfold.learned import LogisticModel, Table, save_logistic

MODELS = Path("src/newsfold/models")
STRENGTH = 0.3
PRECISION = 0.98
PAIRS = 24  # pairs of languages of a story that are learned from
SIGNS = {
    "cosine": 1,
    "ahead": 1,
    "least ahead": 1,
    "numbers": 1,
    "numbers clash": -1,
    "numbers apart": -1,
    "words": 1,
}


def pairs(
    documents: Sequence[Document], neighbours: dict[str, list[str]], cache: Path | None, centre: Centre
) -> Iterator[Held]:
    """Pairs of articles that are not both English, each cut down, by story."""
    stories = by_story(documents)
    for story, versions in stories.items():
        both = [(a, b) for a, b in combinations(versions, 2) if {a[:2], b[:2]} != {"en"}]
        alike = [(a, b) for a, b in both if a[:2] == b[:2]]
        drawn = sorted(both, key=lambda pair: hashed(f"{story} {pair}"))[:PAIRS]
        for a, b in sorted({*drawn, *alike}):
            if hashed(f"cut {story} {a} {b}") % 2:
                yield held(versions[a].every_second(0), versions[b].every_second(1), cache, centre)
            yield held(versions[a].part(a), versions[b].part(b), cache, centre)
        for other in neighbours.get(story, ()):
            a, b = drawn[hashed(other) % len(drawn)]
            if b in stories[other]:
                yield held(versions[a], stories[other][b], cache, centre)
        for language in versions:  # one language, two stories
            if language != "en" and hashed(f"{story} {language}") % 4 == 0:
                other = neighbours[story][0]
                if language in stories[other]:
                    yield held(versions[language], stories[other][language], cache, centre)


def columns(name: str, every: Sequence[Held]) -> tuple[Table, NDArray[np.bool_], NDArray[np.intp]]:
    """The features of a kind's pairs that the data decide, which say the same, and each one's half."""
    tables, labels, halves = [], [], []
    for candidates in every:
        if language_relation(*candidates.languages) == name and len(candidates.places):
            decided = ~candidates.open
            tables.append(
                Table.of_columns({f: candidates.table.column(f)[decided] for f in ACROSS[name]}, np.float64)
            )
            labels.append(candidates.same[decided])
            halves.append(np.full(int(decided.sum()), hashed(candidates.left.story) // 2 % 2))
    return Table.joined(tables), np.concatenate(labels), np.concatenate(halves)


def fitted(name: str, table: Table, same: NDArray[np.bool_]) -> LogisticModel:
    """The decision of a kind; what would weigh against its nature is left out."""
    left_out: set[str] = set()
    while True:
        masked = Table.of_columns({f: table.column(f) * (f not in left_out) for f in table.names}, np.float64)
        model = logistic.fitted(name, [masked], [same], STRENGTH)
        wrong = {f for f, term in model.terms.items() if SIGNS.get(f, 0) * term.weight < -1e-9} - left_out
        if not wrong:
            return model
        left_out |= wrong


def threshold(odds: NDArray[np.float64], same: NDArray[np.bool_], missed: int) -> tuple[float, float, float]:
    """The lowest log-odds from which precision is as asked, with the recall and precision that it gives."""
    order = np.argsort(-odds, kind="stable")
    right = np.cumsum(same[order])
    precision = right / np.arange(1, len(order) + 1)
    last = int(np.flatnonzero(precision >= PRECISION)[-1])
    return float(odds[order[last]]), float(right[last] / (same.sum() + missed)), float(precision[last])


def log_odds(model: LogisticModel, table: Table) -> NDArray[np.float64]:
    likely = np.clip(model.likelihoods(table), 1e-12, 1 - 1e-12)
    return np.asarray(np.log(likely / (1 - likely)))


def main() -> None:
    parser = arguments.parser(__doc__)
    arguments.add_cache(parser)
    asked = parser.parse_args()
    data = asked.data / "languages"
    sets = [
        [document for document in documents if learned_from(document.story)]
        for documents in (ntrex(data), meantime(data))
    ]
    centre = centre_of(sets[0], asked.cache)
    every: list[Held] = []
    for documents in sets:
        neighbours = nearest_stories(documents, asked.cache, centre)
        every += pairs(documents, neighbours, asked.cache, centre)
    models: defaultdict[str, LogisticModel] = defaultdict()
    wanted = Alignment().threshold
    for name in ACROSS:
        table, same, half_of = columns(name, every)
        odds = np.zeros(len(same))
        for half in (0, 1):
            model = fitted(name, table.where(half_of != half), same[half_of != half])
            odds[half_of == half] = log_odds(model, table.where(half_of == half))
        missed = sum(
            candidates.to_find - int(candidates.same.sum())
            for candidates in every
            if language_relation(*candidates.languages) == name
        )
        least, recall, precision = threshold(odds, same, missed)
        print(
            f"{name:14}{same.sum():6} of {len(same):6} pairs say the same, {missed} more are no candidates; "
            f"from log-odds {least:.2f} precision {precision:.3f}, recall {recall:.3f}",
            flush=True,
        )
        model = fitted(name, table, same)
        print({f: round(t.weight, 2) for f, t in model.terms.items()})
        models[name] = replace(model, bias=model.bias - least + math.log(wanted / (1 - wanted)))
    save_logistic(MODELS / "align_languages" / "weights.json", models)
    np.savez_compressed(
        MODELS / "multilingual" / "sentences.npz",
        languages=np.array(list(centre.means)),
        means=np.array(list(centre.means.values()), dtype=np.float16),
        directions=np.zeros((0, 384), dtype=np.float16),
    )


if __name__ == "__main__":
    main()
