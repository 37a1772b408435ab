"""How well names are found: ours and the spaCy pipeline on text that neither was tuned on.

    python -m benchmarks.entities --data DIR [--limit N] [--lower-floors]

Exact spans, F1 by kind and over persons, organisations and places together, with 95 % intervals from 500
bootstrap draws of sentences (seed 7). Spans of every system go through one trimming (titles, articles,
possessive endings), so that conventions count for nobody. Sets: WNUT17 test; wikigold; 200 sentences of news
labelled for this project (evaluation/gold/entities.jsonl: offsets and hashes, no text), as printed, in
capitals, and without any. The shipped model has seen wikigold in its last round; its figure before
stands in docs/measured/entities.md.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import spacy

from benchmarks import floors
from evaluation import labels
from evaluation.datasets import conll, load
from evaluation.metrics import bootstrap
from evaluation.metrics.f1 import f1 as f1_of
from newsfold.extract.entities import NamedSpan, found_names, merged_names
from newsfold.extract.entities.ner import labelled_names
from newsfold.extract.parse import MODEL, parse
from newsfold.records import EntityKind, Span

KINDS: tuple[EntityKind, ...] = ("person", "organisation", "place")
Names = set[tuple[int, int, EntityKind]]
Example = tuple[str, Names]
Kinds = dict[str, EntityKind]
Counts = dict[EntityKind, tuple[int, int, int]]

WIKIGOLD: Kinds = {"PER": "person", "ORG": "organisation", "LOC": "place"}
WNUT: Kinds = {
    "person": "person",
    "location": "place",
    "corporation": "organisation",
    "group": "organisation",
}
OURS: Kinds = {"PER": "person", "ORG": "organisation", "LOC": "place"}
SPACY: Kinds = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place"}


def examples(path: Path, kinds: Kinds) -> list[Example]:
    """Sentences as text (words joined by spaces) with their names."""
    return [example(words, kinds) for words in conll.sentences(path)]


def example(words: list[tuple[str, str]], kinds: Kinds) -> Example:
    text = ""
    names: Names = set()
    open_at: tuple[int, str] | None = None
    for word, tag in [*words, ("", "O")]:
        start = len(text)
        if open_at and (tag == "O" or tag.startswith("B-") or tag[2:] != open_at[1]):
            if kind := kinds.get(open_at[1]):
                names.add((open_at[0], len(text.rstrip()), kind))
            open_at = None
        if tag != "O" and not open_at:
            open_at = (start, tag[2:])
        text += word + " "
    return text.strip(), names


def labelled(data: Path) -> list[Example]:
    """The 200 sentences; those whose article has changed or is missing are left out and counted."""
    return [
        (
            text[row["start"] : row["end"]],
            {(a - row["start"], b - row["start"], kind) for a, b, kind in row["names"]},
        )
        for text, row in labels.with_texts("entities", load.articles(data))
    ]


@lru_cache(maxsize=1)
def spacy_whole() -> spacy.language.Language:
    """The pipeline with its own tagger of names, which ours is loaded without."""
    return spacy.load(MODEL)


def by_spacy(text: str) -> Names:
    ents = spacy_whole()(text).ents
    return {(e.start_char, e.end_char, SPACY[e.label_]) for e in ents if e.label_ in SPACY}


def by_model(text: str) -> Names:
    spans = labelled_names(text, [Span(start=0, end=len(text))])
    return {(t.start, t.end, OURS[t.label]) for t in spans if t.label in OURS}


def by_newsfold(text: str) -> Names:
    return set(found_names(parse(text)))


SYSTEMS: dict[str, Callable[[str], Names]] = {
    "spaCy sm": by_spacy,
    "our model": by_model,
    "newsfold": by_newsfold,
}


def trimmed(text: str, names: Names) -> Names:
    return {n for n in merged_names(text, [NamedSpan(*n) for n in sorted(names)], []) if n[2] in KINDS}


def counts(gold: Names, predicted: Names) -> Counts:
    result: Counts = {}
    for kind in KINDS:
        a, b = {n for n in gold if n[2] == kind}, {n for n in predicted if n[2] == kind}
        result[kind] = (len(a & b), len(a), len(b))
    return result


def f1(rows: Sequence[Counts], kinds: tuple[EntityKind, ...]) -> float:
    hit, gold, predicted = (sum(row[k][i] for row in rows for k in kinds) for i in range(3))
    return f1_of(hit, predicted, gold)


def main() -> None:
    parser = floors.parser(__doc__)
    parser.add_argument("--limit", type=int, default=0, help="sentences of each set; 0 for all")
    options = parser.parse_args()
    pinned = {}
    sets = {
        "wnut17 test": examples(options.data / "ner/wnut17.test.conll", WNUT),
        "wikigold (seen)": examples(options.data / "ner/wikigold.conll.txt", WIKIGOLD),
        "news, 200 sentences": labelled(options.data),
    }
    news = sets["news, 200 sentences"]
    sets["news in capitals"] = [(t.upper(), n) for t, n in news if len(t.upper()) == len(t)]
    sets["news, no capitals"] = [(t.lower(), n) for t, n in news if len(t.lower()) == len(t)]
    print(f"{'set':20} {'system':10} {'all':>6} {'95 %':>13} {'person':>7} {'org':>6} {'place':>6} {'ms':>6}")
    for name, every in sets.items():
        some = every[: options.limit or None]
        for system, run in SYSTEMS.items():
            started = time.process_time()
            predicted = [run(text) for text, _ in some]
            spent = 1000 * (time.process_time() - started) / len(some)
            rows = [
                counts(trimmed(text, gold), trimmed(text, names))
                for (text, gold), names in zip(some, predicted, strict=True)
            ]
            low, high = bootstrap.interval(rows, lambda drawn: f1(drawn, KINDS))
            kinds = " ".join(f"{f1(rows, (k,)):6.3f}" for k in KINDS)
            if system == "newsfold" and not options.limit:
                pinned[name.replace(",", "").replace(" ", "_")] = f1(rows, KINDS)
            print(f"{name:20} {system:10} {f1(rows, KINDS):6.3f} {low:6.3f}-{high:.3f} {kinds} {spent:6.1f}")
    floors.check("entities", pinned, options.lower_floors)


if __name__ == "__main__":
    main()
