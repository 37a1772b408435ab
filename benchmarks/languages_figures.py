"""How much, in other languages than English: Recognizers-Text's examples, beside text2num.

    python -m benchmarks.languages_figures --data DIR [--errors N] [--language CODE] [--lower-floors]

DIR is the folder of the language pack, or the one above it. Counted are the examples that at least one of the
four implementations of their makers reads; "read by all" those that none fails. A span is right where the
same characters were found, a value where that span has it (relative 1e-5). Numbers and ordinals are those of
the number grammars, the other kinds figures: percents, money, dimensions, ages, temperatures. Ranges are
right by their ends alone: their makers' spans take in the hedge ("at least 20"), ours do not. They are
assistants' sentences made up to be hard ("a hundred and thirty-three twenty-firsts"), and no news; rules were
chosen on them. text2num (`pip install text2num`) reads number words alone, and is given the examples that are
one number in words. Times are of the process, a sentence.
"""

from __future__ import annotations

import importlib
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from benchmarks import floors
from evaluation.datasets.language_figures import Labelled, Value, labelled_figures, normal
from newsfold.extract.figures import figures
from newsfold.language import grammar, languages
from newsfold.records import Article, Figure

System = Callable[[Labelled], list[tuple[str, Value]]]


@dataclass(slots=True)
class Tally:
    """What was found of the gold figures of a language and kind."""

    gold: int = 0
    spans: int = 0
    values: int = 0
    predicted: int = 0
    errors: list[str] = field(default_factory=list)


def ours(example: Labelled) -> list[tuple[str, Value]]:
    """What Newsfold finds of the example's kind."""
    text = example.text
    if example.kind in ("Number", "Ordinal"):
        wanted = example.kind == "Ordinal"
        numbers = grammar("newsfold.extract.numbers", example.language).numbers(text)
        return [(normal(text[n.start : n.end]), n.value) for n in numbers if (n.form == "ordinal") == wanted]
    article = Article(id="", place="", text=text, title="", language=example.language)
    predicted = figures(article)
    if example.kind == "NumberRange":
        ends = [
            (f.low, f.high, f.span.of(text)) for f in predicted if f.low is not None or f.high is not None
        ]
        return [
            ("", (low, high) if "%" in span else _as_parts(low, high, example)) for low, high, span in ends
        ]
    spans = {span for span, _ in example.gold}
    return [(_span(f, text, spans), f.value) for f in predicted if _is_of(f, example.kind)]


def _span(figure: Figure, text: str, wanted: set[str]) -> str:
    """The span as it is compared: that of a rate without what it is per, which their makers leave out."""
    printed = normal(figure.span.of(text))
    rate = "/" in figure.unit
    return next((span for span in wanted if rate and printed.startswith(span)), printed)


def _as_parts(low: float | None, high: float | None, example: Labelled) -> Value:
    """The ends of a range, as parts of one where the labelled ends are: "more than half" is 50 % here."""
    of_unit = any(isinstance(v, tuple) and max(abs(end or 0) for end in v) <= 1 for _, v in example.gold)
    scale = 100 if of_unit else 1
    return (None if low is None else low / scale, None if high is None else high / scale)


def _is_of(figure: Figure, kind: str) -> bool:
    if kind == "Percent":
        return figure.unit in ("%", "pp")
    return bool(figure.unit) and figure.unit not in ("%", "pp")


def text2num() -> System | None:
    """Number words by text2num; None where it is not installed."""
    try:
        module = importlib.import_module("text_to_num")
    except ImportError:
        return None

    def find(example: Labelled) -> list[tuple[str, Value]]:
        try:
            value = module.text2num(example.text.strip().casefold(), example.language)
        except Exception:  # what it cannot read, and languages that it lacks
            return []
        return [(normal(example.text), float(value))]

    return find


def close(left: Value, right: Value) -> bool:
    if isinstance(left, tuple) and isinstance(right, tuple):
        return all(
            (a is None) == (b is None) and (a is None or b is None or close(a, b))
            for a, b in zip(left, right, strict=True)
        )
    if isinstance(left, tuple) or isinstance(right, tuple):
        return False
    return abs(left - right) <= 1e-8 + 1e-5 * abs(right)


def score(example: Labelled, predicted: Sequence[tuple[str, Value]], tally: Tally) -> None:
    """Count what was found in an example; each found figure answers one gold figure at most."""
    left = list(predicted)
    by_value = example.kind == "NumberRange"
    tally.gold += len(example.gold)
    tally.predicted += len(predicted)
    missed = []
    for text, value in example.gold:
        hit = next((f for f in left if (by_value or f[0] == text) and close(f[1], value)), None)
        hit = hit or next((f for f in left if not by_value and f[0] == text), None)
        if hit is None:
            missed.append((text, value))
            continue
        left.remove(hit)
        tally.spans += 1
        tally.values += close(hit[1], value)
        if not close(hit[1], value):
            missed.append((text, value))
    if missed:
        tally.errors.append(
            f"{example.kind}: {example.text!r}\n    missed {missed}\n    found {list(predicted)}"
        )


def main() -> None:
    parser = floors.parser(__doc__)
    parser.add_argument("--errors", type=int, default=0, help="print N errors of each language and kind")
    parser.add_argument("--language", help="one language only")
    chosen = parser.parse_args()
    data = chosen.data / "languages" if (chosen.data / "languages").is_dir() else chosen.data
    examples = [e for e in labelled_figures(data) if e.language in languages() and e.language != "en"]
    examples = [e for e in examples if chosen.language in (None, e.language)]
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    strict: dict[str, Tally] = defaultdict(Tally)
    spent: dict[str, float] = defaultdict(float)
    for example in examples:
        before = time.process_time()
        predicted = ours(example)
        spent[example.language] += time.process_time() - before
        for kind in (example.kind, "all"):
            score(example, predicted, tallies[example.language, kind])
        if example.read_by_all:
            score(example, predicted, strict[example.language])
    print(f"{'':4}{'kind':12}{'gold':>6}{'spans':>8}{'values':>8}{'found':>7}   read by all: n, values   ms")
    pinned: dict[str, float] = {}
    for (language, kind), tally in sorted(tallies.items()):
        gold = max(1, tally.gold)
        spans, values = tally.spans / gold, tally.values / gold
        line = f"{language:4}{kind:12}{tally.gold:6}{spans:8.2f}{values:8.2f}{tally.predicted:7}"
        if kind == "all":
            read_by_all = strict[language]
            share = read_by_all.values / max(1, read_by_all.gold)
            n = sum(e.language == language for e in examples)
            line += f"   {read_by_all.gold:5} {share:6.2f}   {1000 * spent[language] / n:.2f}"
            pinned |= {f"{language}: spans": spans, f"{language}: values": values}
        print(line)
        if chosen.errors and kind != "all":
            print("\n".join(tally.errors[: chosen.errors]))
    if peer := text2num():
        _beside(peer, examples)
    floors.check("languages_figures", pinned if chosen.language is None else {}, chosen.lower_floors)


def _beside(peer: System, examples: Sequence[Labelled]) -> None:
    """Print both systems on the examples that are one number in words and nothing else."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for example in examples:
        alone = len(example.gold) == 1 and example.gold[0][0] == normal(example.text)
        if example.kind != "Number" or not alone or any(c.isdigit() for c in example.text):
            continue
        count = counts[example.language]
        count[0] += 1
        for at, system in enumerate((ours, peer), 1):
            predicted = system(example)
            count[at] += len(predicted) == 1 and close(predicted[0][1], example.gold[0][1])
    print("\none number in words: n, newsfold, text2num")
    for language, (n, newsfold, text2num) in sorted(counts.items()):
        print(f"{language:4}{n:5}{newsfold / n:8.2f}{text2num / n:8.2f}")


if __name__ == "__main__":
    main()
