"""When, against TimeBank and AQUAINT by TempEval-3's scoring, beside the peers that are installed.

    python -m benchmarks.times --data DIR [--errors N] [--lower-floors]

Strict: the very same characters. Relaxed: a shared character, each gold expression matched once. Value: a
relaxed match with the same TimeML value (UzZaman et al., SemEval-2013 task 1). The document's own date is
given to every system and not scored. Documents are split in two by the hash of their name: rules were written
with one half in view (dev), never with the other (test). Intervals: 500 bootstrap draws of documents, seed 7.
Peers run if they can be imported: timexy and recognizers-text-date-time, with what their output can say of
TimeML values. `--errors N` prints N dev errors.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Sequence
from datetime import datetime

from benchmarks import floors
from evaluation.datasets.timebank import Expression, documents
from evaluation.metrics.f1 import summed_f1, summed_f1_text
from newsfold.extract.times import times
from newsfold.records import Article

System = Callable[[str, datetime], list[Expression]]
PUBLISHED = (
    "published, TempEval-3's own test (20 documents): HeidelTime strict .813, relaxed .903, value .776; "
    "SUTime .796, .903, .673; NavyTime .796, .903, .706"
)


def newsfold(text: str, date: datetime) -> list[Expression]:
    article = Article(id="", place="", text=text, title="", language="en", published_at=date)
    return [(t.span.start, t.span.end, t.value) for t in times(article)]


def microsoft_value(resolution: dict[str, list[dict[str, str]]]) -> str:
    """Its TimeML value, or the day it resolves a partial one to: the first, which is the past one."""
    first = next(iter(resolution.get("values", [])), {})
    timex = first.get("timex", "")
    return first.get("value", timex) if timex.startswith("XXXX") else timex


def peers() -> dict[str, System]:
    """The installed ones."""
    installed: dict[str, System] = {}
    warnings.simplefilter("ignore")
    try:
        from recognizers_date_time import recognize_datetime

        def microsoft(text: str, date: datetime) -> list[Expression]:
            results = recognize_datetime(text, "en-us", reference=date.replace(tzinfo=None))
            return [(r.start, r.end + 1, microsoft_value(r.resolution or {})) for r in results]

        installed["recognizers-text"] = microsoft
    except ImportError:
        pass
    try:
        import spacy
        import timexy  # noqa: F401

        nlp = spacy.blank("en")
        nlp.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})

        def by_timexy(text: str, date: datetime) -> list[Expression]:
            spans = (e for e in nlp(text).ents if e.label_ == "timexy")
            return [
                (e.start_char, e.end_char, e.kb_id_.partition('value="')[2].partition('"')[0]) for e in spans
            ]

        installed["timexy"] = by_timexy
    except ImportError:
        pass
    return installed


Counts = tuple[int, int, int, int, int]  # gold, predicted, strict, relaxed, value


def score(
    gold: Sequence[Expression], predicted: Sequence[Expression]
) -> tuple[Counts, list[Expression], list[Expression]]:
    """The counts, the gold expressions missed, and the found ones that match none or have another value."""
    free, strict, relaxed, value = list(gold), 0, 0, 0
    wrong: list[Expression] = []
    for start, end, said in predicted:
        overlapping = [g for g in free if g[0] < end and start < g[1]]
        hit = next((g for g in overlapping if g[:2] == (start, end)), overlapping[0] if overlapping else None)
        if hit:
            free.remove(hit)
            strict += hit[:2] == (start, end)
            relaxed += 1
            value += hit[2] == said
        if hit is None or hit[2] != said:
            wrong.append((start, end, said))
    return (len(gold), len(predicted), strict, relaxed, value), free, wrong


def main() -> None:
    parser = floors.parser(__doc__)
    parser.add_argument("--errors", type=int, default=0)
    chosen = parser.parse_args()
    listed = list(documents(chosen.data))
    words = sum(len(d.text.split()) for d in listed)
    pinned: dict[str, float] = {}
    print(
        f"{PUBLISHED}\n\n{'system':18} {'part':5} {'strict':16} {'relaxed':16} {'value':16} ms per 600 words"
    )
    for label, system in ({"newsfold": newsfold} | peers()).items():
        system("Warm up on Monday.", listed[0].date)
        start = time.process_time()
        predicted = [system(d.text, d.date) for d in listed]
        spent = (time.process_time() - start) / words * 600_000
        scored = [score(d.gold, f) for d, f in zip(listed, predicted, strict=True)]
        for which in ("dev", "test"):
            counts = [s[0] for s, d in zip(scored, listed, strict=True) if d.part == which]
            cells = [summed_f1_text(counts, right) for right in (2, 3, 4)]
            print(f"{label:18} {which:5} {cells[0]:16} {cells[1]:16} {cells[2]:16} {spent:.1f}")
            if label == "newsfold":
                pinned |= {f"{which}_strict": summed_f1(counts, 2), f"{which}_value": summed_f1(counts, 4)}
        if label == "newsfold" and chosen.errors:
            shown = 0
            for d, (_, missed, wrong) in zip(listed, scored, strict=True):
                for start_, end, said in [*missed, *wrong] if d.part == "dev" else []:
                    shown += 1
                    if shown <= chosen.errors:
                        kind = "missed" if (start_, end, said) in missed else "wrong "
                        context = " ".join(d.text[max(0, start_ - 40) : end + 40].split())
                        print(f"  {kind} {d.text[start_:end]!r} {said} | {context}")
    floors.check("times", pinned, chosen.lower_floors)


if __name__ == "__main__":
    main()
