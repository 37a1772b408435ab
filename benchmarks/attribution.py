"""Who said what, against people's annotations, and how long it takes.

    python -m benchmarks.attribution --data DIR [--polnear 200]

GenderGapTracker (49 articles): its published scoring, in which a quote counts as found where one of ours
covers more than .3 (.8) of its characters, each of ours once, and a speaker as right where the source spans
overlap, or where neither side has a source (a quote that follows another): `published`. Every content span of
ours counts as one quote, as in the set. Some source spans of the set stand inside another word ("he" in
"they") or far from the cue; for `source` the words decide there. Beside it: the share of speakers whose name
shares a word with the set's `reference`, and F1 where spans must have a Jaccard of .8, which forgives no long
spans.
`tuned` and `unseen` are halves by a hash of the id; errors were read in the first alone. Intervals: 95 %,
500 bootstrap draws of articles, seed 7. Peer in the same run: quotation marks with the nearest name, the
simplest thing that works; as published: the set's own extractor over all its 98 articles.

PolNeAR dev: precision, recall and F1 by role, exact (same characters but for spaces and marks at the ends)
and overlap (one character shared). It annotates much more than speech (plans, hopes, refusals), hence the
recall.
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path

from benchmarks import floors
from evaluation.datasets import attribution, load
from evaluation.datasets.jsonl import Row
from evaluation.metrics.bootstrap import interval
from evaluation.metrics.f1 import f1, harmonic
from evaluation.splits import hashed
from newsfold.extract.attributions import attributions
from newsfold.extract.entities import mentions
from newsfold.extract.parse import Parsed, parse, parse_all, pipeline
from newsfold.quotes import quotations
from newsfold.records import Article, Attribution, Span

System = Callable[[Article, Parsed], list[Attribution]]


def half(row: Row) -> str:
    return "tuned" if hashed(row["id"]) % 2 == 0 else "unseen"


def article(row: Row) -> Article:
    return Article(id=row["id"], place=row["id"], text=row["text"], title="", language="en")


def ours(item: Article, doc: Parsed) -> list[Attribution]:
    return attributions(item, doc, mentions(item, doc))


def nearest_name(item: Article, doc: Parsed) -> list[Attribution]:
    """Every quotation of five words or more, said by the person named nearest to it."""
    people = [m.span for m in mentions(item, doc) if m.kind == "person" and m.form == "name"]
    predicted = []
    for q in quotations(item.text):
        if len(q.inner.of(item.text).split()) < 5:
            continue
        nearest = min(
            people,
            key=lambda p: min(abs(p.start - q.span.end), abs(q.span.start - p.end)),
            default=None,
        )
        source = (nearest,) if nearest is not None else ()
        name = nearest.of(item.text) if nearest is not None else None
        predicted.append(
            Attribution(article_id=item.id, content=(q.span,), source=source, kind="direct", speaker=name)
        )
    return predicted


# ── GenderGapTracker ──────────────────────────────────────────────────────────────────────────────


def quotes(predicted: Iterable[Attribution]) -> list[tuple[Span, Attribution]]:
    return sorted(((span, a) for a in predicted for span in a.content), key=lambda pair: pair[0])


def share(gold: Sequence[int], span: Span) -> float:
    both = min(gold[1], span.end) - max(gold[0], span.start)
    return max(0, both) / max(1, gold[1] - gold[0])


def jaccard(gold: Sequence[int], span: Span) -> float:
    both = max(0, min(gold[1], span.end) - max(gold[0], span.start))
    return both / max(1, gold[1] - gold[0] + span.end - span.start - both)


def spans_agree(gold: Row, predicted: Attribution) -> bool:
    """The set's own rule, to the letter: `compare_quotes` in its `evaluate_quotes.py`."""
    if not gold["source"].strip() and not predicted.source:
        return True
    span = gold["source_span"]
    return span is not None and any(share(span, s) > 0 for s in predicted.source)


def speaker_agrees(gold: Row, predicted: Attribution, text: str) -> bool:
    if not gold["source"].strip():
        return not predicted.source
    span = gold["source_span"]
    if span is not None and any(share(span, s) > 0 for s in predicted.source):
        return True
    if span is not None and not misplaced(span, gold, text):
        return False
    named = {word for s in predicted.source for word in words(s.of(text))}
    return words(gold["source"]) <= named


def misplaced(span: Sequence[int], gold: Row, text: str) -> bool:
    inside_word = text[max(0, span[0] - 1) : span[0]].isalnum() or text[span[1] : span[1] + 1].isalnum()
    content, cue = gold["content_span"], gold["cue_span"]
    in_content = content is not None and content[0] <= span[0] < content[1]
    far = cue is not None and abs(cue[0] - span[1]) > 60
    return inside_word or in_content or far


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def reference_agrees(gold: Row, predicted: Attribution) -> bool:
    return bool(words(gold["reference"]) & (words(predicted.speaker or "") - {"the", "a", "of", "s"}))


def counts(row: Row, predicted: list[Attribution], over: float, measure: Callable[..., float]) -> list[int]:
    """Found, missed, too many; of the found: source right, reference right, source right as published."""
    left = quotes(predicted)
    hit = missed = source = reference = published = 0
    for gold in row["quotes"]:
        scored = (
            [(measure(gold["content_span"], p[0]), i) for i, p in enumerate(left)]
            if gold["content_span"]
            else []
        )
        best, at = max(scored, key=lambda s: (s[0], -s[1]), default=(0.0, 0))
        if best <= over:
            missed += 1
            continue
        said = left.pop(at)[1]
        hit += 1
        source += speaker_agrees(gold, said, row["text"])
        reference += reference_agrees(gold, said)
        published += spans_agree(gold, said)
    return [hit, missed, len(left), source, reference, published]


def figures(per_article: Sequence[Sequence[int]]) -> tuple[float, ...]:
    """Precision, recall and F1; of the found, the shares with source, reference, and source as published."""
    hit, missed, extra, *right = (sum(column) for column in zip(*per_article, strict=True))
    precision, recall = hit / max(1, hit + extra), hit / max(1, hit + missed)
    both = f1(hit, hit + extra, hit + missed)
    return precision, recall, both, *(count / max(1, hit) for count in right)


def spread(per_article: Sequence[Sequence[int]]) -> str:
    return "{:.3f}-{:.3f}".format(*interval(per_article, lambda rows: figures(rows)[2]))


def gender_gap_tracker(data: Path) -> dict[str, float]:
    gold = list(attribution.gender_gap_tracker(data))
    docs = parse_all([row["text"] for row in gold])
    print(f"\nGenderGapTracker, {len(gold)} articles, {sum(len(r['quotes']) for r in gold)} quotes")
    columns = f"{'P':>8}{'R':>8}{'F1':>8}{'95 %':>14}{'source':>9}{'reference':>11}{'published':>11}"
    print(f"{'system':22}{'set':8}{'overlap':>10}{columns}")
    print(f"{'its own, published':22}{'all 98':8}{'> .3':>10}{'':16}{0.837:8.3f}{'':34}{0.86:11.3f}")
    print(f"{'its own, published':22}{'all 98':8}{'> .8':>10}{'':16}{0.761:8.3f}")
    measured: dict[str, float] = {}
    systems: dict[str, System] = {"nearest name": nearest_name, "newsfold": ours}
    for name, system in systems.items():
        predicted = [system(article(row), doc) for row, doc in zip(gold, docs, strict=True)]
        for part in ("tuned", "unseen", "all"):
            chosen = [(r, f) for r, f in zip(gold, predicted, strict=True) if part in ("all", half(r))]
            for label, over, measure in (
                ("> .3", 0.3, share),
                ("> .8", 0.8, share),
                ("Jaccard.8", 0.8, jaccard),
            ):
                per_article = [counts(r, f, over, measure) for r, f in chosen]
                p, r, both, source, reference, published = figures(per_article)
                line = f"{name:22}{part:8}{label:>10}{p:8.3f}{r:8.3f}{both:8.3f}{spread(per_article):>14}"
                print(f"{line}{source:9.3f}{reference:11.3f}{published:11.3f}")
                if name == "newsfold" and part == "all" and measure is share:
                    measured |= {f"f1_{over}": both, f"source_{over}": source, f"reference_{over}": reference}
                    measured[f"published_{over}"] = published
    return measured


# ── PolNeAR ───────────────────────────────────────────────────────────────────────────────────────

Spans = tuple[tuple[int, int], ...]


def edges(spans: Iterable[Sequence[int]], text: str) -> Spans:
    """Spans without spaces and marks at their ends, as both sides draw them otherwise."""
    trimmed = []
    for start, end in spans:
        while start < end and not text[start].isalnum():
            start += 1
        while end > start and not text[end - 1].isalnum():
            end -= 1
        if end > start:
            trimmed.append((start, end))
    return tuple(sorted(trimmed))


def touching(left: Spans, right: Spans) -> bool:
    return any(a < d and c < b for a, b in left for c, d in right)


def polnear(data: Path, limit: int) -> dict[str, float]:
    gold = list(attribution.polnear(data, "dev"))[:limit]
    docs = parse_all([row["text"] for row in gold])
    tallies = {
        (role, how): [0, 0, 0, 0] for role in ("content", "cue", "source") for how in ("exact", "overlap")
    }
    for row, doc in zip(gold, docs, strict=True):
        text = row["text"]
        predicted = ours(article(row), doc)
        for role in ("content", "cue", "source"):
            wanted = {edges(a[role], text) for a in row["attributions"]} - {()}
            given = {edges(((s.start, s.end) for s in getattr(a, role)), text) for a in predicted} - {()}
            for how in ("exact", "overlap"):
                same = (lambda a, b: a == b) if how == "exact" else touching
                tally = tallies[role, how]
                tally[0] += sum(any(same(w, g) for g in given) for w in wanted)
                tally[1] += len(wanted)
                tally[2] += sum(any(same(w, g) for w in wanted) for g in given)
                tally[3] += len(given)
    print(f"\nPolNeAR dev, {len(gold)} annotated articles")
    print(f"{'role':10}{'match':>10}{'P':>8}{'R':>8}{'F1':>8}")
    measured = {}
    for (role, how), (recalled, wanted_n, right, given_n) in tallies.items():
        p, r = right / max(1, given_n), recalled / max(1, wanted_n)
        both = measured[f"polnear_{role}_{how}"] = harmonic(p, r)
        print(f"{role:10}{how:>10}{p:8.3f}{r:8.3f}{both:8.3f}")
    return measured


# ── time ──────────────────────────────────────────────────────────────────────────────────────────


def speed(data: Path, count: int = 20) -> None:
    """Milliseconds of one core for an article of some 600 words: the least of three runs, then the median."""
    fitting = (r["text"] for r in load.articles(data) if 570 <= len(r["text"].split()) <= 630)
    texts = list(islice(fitting, count))
    parse(texts[0])
    spent: dict[str, list[float]] = {"parse": [], "mentions": [], "attributions": []}
    for text in texts:
        item = article({"id": "x", "text": text})
        runs: dict[str, list[float]] = {name: [] for name in spent}
        for _ in range(3):
            clock = [time.process_time()]
            doc = parse(text)
            clock.append(time.process_time())
            named = mentions(item, doc)
            clock.append(time.process_time())
            attributions(item, doc, named)
            clock.append(time.process_time())
            for name, a, b in zip(runs, clock, clock[1:], strict=False):
                runs[name].append(1000 * (b - a))
        for name, times in runs.items():
            spent[name].append(min(times))
    print(
        f"\nTime for one article of 600 words on one core, median of {len(texts)}, {pipeline().meta['name']}"
    )
    for name, times in spent.items():
        print(f"{name:15}{statistics.median(times):8.1f} ms")
    both = [a + b for a, b in zip(spent["parse"], spent["attributions"], strict=True)]
    print(f"{'parse + rules':15}{statistics.median(both):8.1f} ms")


def main() -> None:
    parser = floors.parser(__doc__)
    parser.add_argument("--polnear", type=int, default=94, help="annotated articles of PolNeAR dev")
    options = parser.parse_args()
    measured = gender_gap_tracker(options.data) | polnear(options.data, options.polnear)
    speed(options.data)
    floors.check("attribution", measured, options.lower_floors)


if __name__ == "__main__":
    main()
