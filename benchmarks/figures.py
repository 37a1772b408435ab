"""How much, against NewsQuant and news labelled for this project, beside quantulum3 in the same run.

    python -m benchmarks.figures --data DIR [--errors N] [--lower-floors]

Scored as in CQE (Almasian et al., EMNLP 2023): a value is right within a relative 1e-5, a range where both of
its ends are (for quantulum3, which has no ranges, its middle); the unit is right where its name is, and for a
bare count the name is the counted noun in the singular ("different bosses" is "different boss"). Every gold
quantity is matched once, with its unit first. Ordinals are no quantities there and are left out. quantulum3's
names are mapped as its evaluation in CQE maps them; it runs without its classifier of ambiguous units.
NewsQuant's sentences are split by hash, 3 to 1: rules were written with the first part in view (dev); of
the second (test) no sentence was read, but its errors were counted by kind, and one rule follows from that.
"news" is 245 sentences of articles of 2012 to 2020, labelled for this project as NewsQuant labels
(evaluation/gold/figures.jsonl: offsets and hashes, no text), before any system was run on them: 170 drawn at
random from those with a number in words or digits, 75 from those with several; eight labels were corrected
later (docs/measured/figures.md). Intervals: 500 bootstrap draws of sentences, seed 7. `--errors N` prints N
errors of dev.
"""

from __future__ import annotations

import hashlib
import re
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from benchmarks import floors
from evaluation import labels
from evaluation.datasets import attribution, load
from evaluation.datasets import newsquant as quantities
from evaluation.datasets.jsonl import MissingSetError
from evaluation.metrics.f1 import summed_f1, summed_f1_text
from newsfold.extract.figures import figures
from newsfold.extract.figures.nouns_en import singular
from newsfold.extract.figures.units import units
from newsfold.extract.parse import parse
from newsfold.records import Article, Figure

Value = float | tuple[float, float]
Quantity = tuple[Value, str]
System = Callable[[str], list[Quantity]]
PARTS = {"dev": {"dev"}, "test": {"test"}, "all": {"dev", "test"}, "news": {"news"}}
PUBLISHED = "published, all 590 sentences: CQE .919 value, .855 with unit; quantulum3 .731, .471"
FATES = re.compile(r" (killed|injured|missing|arrested|infected|displaced|evacuated|rescued|hospitalised)$")
WRITTEN_SHARE = re.compile(r"%|per ?cent|pct?\b|percentage", re.IGNORECASE)
LEMMAS = {
    "best": "good", "better": "good", "worst": "bad", "worse": "bad", "larger": "large", "largest": "large",
    "bigger": "big", "biggest": "big", "smaller": "small", "smallest": "small", "higher": "high",
    "highest": "high", "lower": "low", "lowest": "low", "newer": "new", "newest": "new", "older": "old",
    "oldest": "old", "younger": "young", "youngest": "young", "longer": "long", "longest": "long",
    "proudest": "proud",
    "greatest": "great", "richest": "rich", "poorest": "poor", "fastest": "fast", "latest": "late",
}  # fmt: skip
QUANTULUM_NAMES = {
    "dimensionless": "-", "unk": "-", "per cent": "percentage", "percentage drop": "percentage",
    "united states dollar": "dollar", "dollar dollar": "dollar", "tonne": "metric ton",
    "degree angle": "degree", "degree celsius": "celsius", "degree fahrenheit": "fahrenheit",
    "second of arc": "second", "minute of arc": "minute", "yard yard": "yard",
    "cubic centimetre": "millilitre",
}  # fmt: skip


@dataclass(frozen=True)
class Sentence:
    """A sentence, the part it is in ("dev", "test", "news"), and its quantities."""

    text: str
    part: str
    gold: tuple[Quantity, ...]


def newsquant(data: Path) -> list[Sentence]:
    rows = quantities.sentences(data)
    return [Sentence(row["text"], part(row["text"]), tuple(map(gold, row["quantities"]))) for row in rows]


def part(text: str) -> str:
    return "test" if hashlib.sha256(text.encode()).digest()[0] % 4 == 3 else "dev"


def gold(quantity: dict[str, str]) -> Quantity:
    return gold_value(quantity["value"]), quantity["normalized_unit"].lower()


def labelled(data: Path) -> list[Sentence]:
    """The sentences labelled for this project, but for those of articles that the data print otherwise."""
    articles = chain(load.articles(data), attribution.polnear(data, "train"))
    return [
        Sentence(
            text[row["start"] : row["end"]], "news", tuple(from_label(text, q) for q in row["quantities"])
        )
        for text, row in labels.with_texts("figures", articles)
    ]


def from_label(text: str, label: Sequence[Any]) -> Quantity:
    """What a label says: [value or [low, high], unit], or […, "" or "%", start, end of the noun]."""
    value, unit, *span = label
    words = noun(text[slice(*span)].casefold()) if span else ""
    return (tuple(value) if isinstance(value, list) else value), f"{unit} {words}".strip()


def gold_value(written: str) -> Value:
    if "-" in written.strip()[1:] and "E" not in written:
        low, high = sorted(float(end) for end in written.split("-")[:2])
        return low, high
    return float(written)


def noun(words: str) -> str:
    """A counted noun as CQE names it: lemmas of its words, but "people" as it is, and no "and"."""
    *rest, head = (LEMMAS.get(word, word) for word in words.replace(" and ", " ").split())
    return " ".join([*rest, head if head == "people" else singular(head)])


def is_part(figure: Figure, text: str) -> bool:
    """Whether a share is written as a part ("a third", "one in five"), with no sign or plain digits."""
    written = figure.span.of(text)
    return figure.unit == "%" and not WRITTEN_SHARE.search(written) and not re.fullmatch(r"[\d.]+", written)


def name(figure: Figure, text: str) -> str:
    """A figure's unit as CQE names it."""
    what = FATES.sub("", figure.what)
    if figure.what == "age":
        return f"{figure.unit} of age"
    if is_part(figure, text):
        return f"% {noun(what)}" if what else "percentage"
    if figure.unit.startswith("/"):
        return f"{noun(what)} per {figure.unit[1:]}"
    if figure.unit:
        known = units().by_code
        if figure.unit in known:
            return known[figure.unit].name
        above, _, below = figure.unit.partition("/")
        return " per ".join(known[u].name if u in known else u for u in (above, below))
    return noun(what) if what else "-"


def quantity(figure: Figure, text: str) -> Quantity:
    value: Value = figure.value
    if figure.low is not None and figure.high is not None:
        value = figure.low, figure.high
    elif is_part(figure, text):
        value = figure.value / 100  # "a third" is .333 there
    return value, name(figure, text)


def newsfold(text: str, tagged: bool) -> list[Quantity]:
    article = Article(id="", place="", text=text, title="", language="en")
    predicted = figures(article, parse(text) if tagged else None)
    return [quantity(figure, text) for figure in predicted if not figure.ordinal]


def quantulum() -> System | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from quantulum3 import classifier, parser
    except ImportError:
        return None
    classifier.USE_CLF = False  # its shipped classifier loads under an old scikit-learn only

    def find(text: str) -> list[Quantity]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            quantities = parser.parse(text)
        return [(q.value, QUANTULUM_NAMES.get(q.unit.name.lower(), q.unit.name.lower())) for q in quantities]

    return find


def close(left: Value, right: Value) -> bool:
    if isinstance(left, tuple) and isinstance(right, tuple):
        return all(close(a, b) for a, b in zip(left, right, strict=True))
    if isinstance(left, tuple) or isinstance(right, tuple):
        return False
    return abs(left - right) <= 1e-8 + 1e-5 * abs(right)


def middle(value: Value) -> Value:
    return sum(value) / 2 if isinstance(value, tuple) else value


Counts = tuple[int, int, int, int]  # gold, predicted, right values, right values with units


def score(
    wanted: Sequence[Quantity], predicted: Sequence[Quantity]
) -> tuple[Counts, list[Quantity], list[Quantity]]:
    """The counts, the gold quantities missed, and the quantities found too many."""
    left, missed, exact = list(predicted), list(wanted), 0
    for with_unit in (True, False):
        for quantity in list(missed):
            hit = next(
                (f for f in left if close(f[0], quantity[0]) and (f[1] == quantity[1] or not with_unit)), None
            )
            if hit:
                left.remove(hit)
                missed.remove(quantity)
                exact += with_unit
    return (len(wanted), len(predicted), len(wanted) - len(missed), exact), missed, left


def main() -> None:
    parser = floors.parser(__doc__)
    parser.add_argument("--errors", type=int, default=0)
    chosen = parser.parse_args()
    rows = newsquant(chosen.data)
    try:
        rows += labelled(chosen.data)
    except MissingSetError as missing:
        print(f"without the news that we labelled: {missing}\n")
    systems: dict[str, System] = {
        "newsfold, text alone": lambda text: newsfold(text, tagged=False),
        "newsfold, tagged": lambda text: newsfold(text, tagged=True),
    }
    if peer := quantulum():
        systems["quantulum3"] = peer
    pinned: dict[str, float] = {}
    print(f"{PUBLISHED}\n\n{'system':22} {'part':5} {'n':>4}  value           value and unit   ms/sentence")
    for label, system in systems.items():
        flat = label == "quantulum3"
        system("warm up 3 km")
        start = time.process_time()
        predicted = [system(row.text) for row in rows]
        spent = (time.process_time() - start) / len(rows) * 1000
        wanted = [[(middle(v) if flat else v, unit) for v, unit in row.gold] for row in rows]
        scored = [score(w, f) for w, f in zip(wanted, predicted, strict=True)]
        for which, parts in PARTS.items():
            counts = [s[0] for s, row in zip(scored, rows, strict=True) if row.part in parts]
            if not counts:
                continue
            cells = [summed_f1_text(counts, right) for right in (2, 3)]
            print(f"{label:22} {which:5} {len(counts):4}  {cells[0]}  {cells[1]}   {spent:.2f}")
            if label == "newsfold, text alone":
                pinned |= {f"{which}_value": summed_f1(counts, 2), f"{which}_unit": summed_f1(counts, 3)}
        if label == "newsfold, text alone" and chosen.errors:
            wrong = [(r, s) for r, s in zip(rows, scored, strict=True) if r.part == "dev" and (s[1] or s[2])]
            for row, (_, missed, extra) in wrong[: chosen.errors]:
                print(f"  {row.text}\n    missed {missed}\n    too many {extra}")
    floors.check("figures", pinned, chosen.lower_floors)


if __name__ == "__main__":
    main()
