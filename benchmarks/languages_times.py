"""Times in other languages than English, by language.

python -m benchmarks.languages_times --data DIR [--errors LANGUAGE] [--lower-floors]

DIR is the folder of the language pack, or the one above it.

Recognizers-Text: short made-up sentences for assistants, whose makers say which of them their own reference
implementation reads ("supported"). A gold span is covered where a time of ours shares a character with it,
and a time of ours is right where it shares one with a gold span: a range ("from the 3rd to the 5th") is one
span there, and two times here. Days: gold spans with one full date ("2021-02-03"); right where a time that
shares a character has that value, or where one of all the gold characters names the week, month or year of
that day ("in three years" is a year to us). MEANTIME (Wikinews, Spanish) and KRAUTS (Die Zeit, Dolomiten;
German) by TempEval-3's scoring, as benchmarks/times.py has it. No rule was written with KRAUTS in view.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks import floors
from benchmarks.times import score
from evaluation.datasets.language_times import Sentence, krauts, meantime_times, recognizers
from evaluation.datasets.timebank import Document, Expression
from evaluation.metrics.f1 import f1, summed_f1, summed_f1_text
from newsfold.extract.times import times
from newsfold.language import languages, reads
from newsfold.records import Article


def read(sentence: Sentence) -> list[Expression]:
    article = Article(
        id="", place="", text=sentence.text, title="", language=sentence.language, published_at=sentence.date
    )
    return [(t.span.start, t.span.end, t.value) for t in times(article)]


def meet(left: Sequence[object], right: Sequence[object]) -> bool:
    """Whether two spans share a character."""
    return bool(left[0] < right[1] and right[0] < left[1])  # type: ignore[operator]


def same_day(gold: Expression, predicted: Expression) -> bool:
    """Whether a time names the day of a gold span, or the longer period that the whole span is read as."""
    if not meet(gold, predicted):
        return False
    if predicted[2] == gold[2]:
        return True
    try:
        year, week, _ = date.fromisoformat(gold[2]).isocalendar()
    except ValueError:  # "30 February"
        return False
    holders = (gold[2][:4], gold[2][:7], f"{year:04d}-W{week:02d}")
    return predicted[0] <= gold[0] and gold[1] <= predicted[1] and predicted[2] in holders


def wrong(sentence: Sentence, predicted: Sequence[Expression]) -> list[str]:
    """What is missed, too much, or of another day, in words for a reader."""
    text = sentence.text
    missed = [
        f"missed {text[a:b]!r}" for a, b in sentence.spans if not any(meet((a, b), f) for f in predicted)
    ]
    more = [
        f"more {text[a:b]!r}" for a, b, _ in predicted if not any(meet((a, b), s) for s in sentence.spans)
    ]
    days = [
        f"day {text[d[0] : d[1]]!r} {d[2]} not {[f[2] for f in predicted if meet(d, f)]}"
        for d in sentence.days
        if not any(same_day(d, f) for f in predicted)
    ]
    return [*missed, *more, *days]


def sentences(data: Path, shown: str) -> dict[str, float]:
    """Print a line a language for Recognizers-Text's sentences; the figures to pin."""
    listed: dict[tuple[str, bool], list[tuple[Sentence, list[Expression]]]] = defaultdict(list)
    for sentence in recognizers(data):
        if reads("times", sentence.language):
            listed[sentence.language, sentence.supported].append((sentence, read(sentence)))
    pinned: dict[str, float] = {}
    print(
        f"{'':4}{'':12}{'sentences':>10}{'spans':>7}{'recall':>8}{'precision':>10}{'F1':>7}{'days':>7}{'right':>7}"
    )
    for language in languages():
        for supported in (True, False):
            rows = listed.get((language, supported), [])
            if not rows:
                continue
            gold = sum(len(s.spans) for s, _ in rows)
            predicted = sum(len(f) for _, f in rows)
            covered = sum(any(meet(g, f) for f in have) for s, have in rows for g in s.spans)
            right = sum(any(meet(g, f) for g in s.spans) for s, have in rows for f in have)
            days = [(d, have) for s, have in rows for d in s.days]
            dated = sum(any(same_day(d, f) for f in have) for d, have in days)
            recall, precision = covered / max(gold, 1), right / max(predicted, 1)
            total = f1(recall * precision, recall, precision) if recall + precision else 0.0
            print(
                f"{language:4}{'supported' if supported else 'others':12}{len(rows):10}{gold:7}{recall:8.3f}"
                f"{precision:10.3f}{total:7.3f}{len(days):7}{dated / max(len(days), 1):7.3f}"
            )
            if supported:
                pinned |= {f"{language}: spans": recall, f"{language}: precision": precision}
                pinned |= {f"{language}: days": dated / len(days)} if days else {}
            for sentence, have in rows if language == shown else ():
                if errors := wrong(sentence, have):
                    print(f"  {'' if supported else '(other) '}{sentence.text} | {'; '.join(errors)}")
    return pinned


def documents(name: str, language: str, listed: Sequence[Document], shown: str) -> dict[str, float]:
    """Print a line for a set of articles, by TempEval-3's scoring; the figures to pin."""
    start = time.process_time()
    scored = []
    for d in listed:
        article = Article(id="", place="", text=d.text, title="", language=language, published_at=d.date)
        predicted = [(t.span.start, t.span.end, t.value) for t in times(article)]
        scored.append(score(d.gold, predicted))
    spent = (time.process_time() - start) * 1000 / max(len(listed), 1)
    counts = [row[0] for row in scored]
    cells = [summed_f1_text(counts, right) for right in (2, 3, 4)]
    print(f"{name:12}{len(listed):5} articles {' '.join(f'{cell:16}' for cell in cells)} {spent:.1f} ms each")
    if language == shown and name != "krauts":
        for d, (_, missed, more) in zip(listed, scored, strict=True):
            for kind, (a, b, said) in [("missed", m) for m in missed] + [("wrong", m) for m in more]:
                print(
                    f"  {kind:6} {d.text[a:b]!r} {said} | {' '.join(d.text[max(0, a - 40) : b + 40].split())}"
                )
    return {
        f"{name}: {which}": summed_f1(counts, at)
        for at, which in ((2, "strict"), (3, "relaxed"), (4, "value"))
    }


def main() -> None:
    parser = floors.parser(__doc__)
    parser.add_argument("--errors", default="", help="the language whose errors are printed")
    options = parser.parse_args()
    data = options.data / "languages" if (options.data / "languages").is_dir() else options.data
    pinned = sentences(data, options.errors)
    print(f"\n{'':27}{'strict':16} {'relaxed':16} {'value':16}")
    articles = {("meantime es", "es"): meantime_times(data, "es"), ("krauts", "de"): krauts(data)}
    for (name, language), listed in articles.items():
        try:
            pinned |= documents(name, language, list(listed), options.errors)
        except FileNotFoundError as missing:
            print(f"{name:12} not measured: {missing.filename} is not there")
    floors.check("languages_times", pinned, options.lower_floors)


if __name__ == "__main__":
    main()
