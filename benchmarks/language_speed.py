"""How long the four extractors take over one article, over a story's, and over a very long one.

    python -m benchmarks.language_speed --data DIR [--articles 12] [--lower-floors]

Milliseconds of processor time on one core, models loaded; articles of `load/` of 550 to 650 words, drawn with
seed 1, and those of a larger draw with the most capitals inside sentences ("dense with names"). Each article
is read three times and its quickest time kept, since other work on the machine only adds; the table gives the
median over articles and the highest. Steps are called one by one as `annotate` does; `annotate` itself and
`annotate_all` over the same articles are timed whole. Growth: articles joined to 2,000 and 100,000 words,
with the process's peak memory. Peer: spaCy's whole pipeline, which gives tags, parse and names alone.

The pinned figures are 250 ms over the time measured, so a floor of 1 is the target of 250 ms, and the cost a
word at 2,000 words over that at 100,000.
"""

from __future__ import annotations

import random
import re
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import spacy

from benchmarks import floors
from evaluation.datasets import load
from newsfold.extract import annotate, annotate_all
from newsfold.extract.attributions import attributions
from newsfold.extract.entities import mentions
from newsfold.extract.entities.ner import labelled_names
from newsfold.extract.figures import figures
from newsfold.extract.parse import MODEL, parse
from newsfold.extract.splits_en import split_sentences
from newsfold.extract.times import times
from newsfold.records import Article
from newsfold.text import sentences

T = TypeVar("T")
RUNS, TARGET = 3, 250.0
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")


def articles(data: Path) -> list[Article]:
    texts = sorted({row["text"] for row in load.articles(data)})
    return [Article(id=str(i), place="load", text=t, title="", language="en") for i, t in enumerate(texts)]


def samples(every: Sequence[Article], count: int) -> dict[str, list[Article]]:
    of_length = [a for a in every if 550 <= len(a.text.split()) <= 650]
    draw = random.Random(1)
    usual = draw.sample(of_length, count)
    many = draw.sample(of_length, min(len(of_length), 40 * count))
    dense = sorted(many, key=lambda a: (-len(_NAME.findall(a.text)), a.id))[:count]
    return {"drawn": usual, "dense with names": dense}


def steps(article: Article) -> dict[str, float]:
    """Milliseconds of each step of `annotate` over one article."""
    spent: dict[str, float] = {}

    def timed(name: str, step: Callable[[], T]) -> T:
        began = time.process_time()
        result = step()
        spent[name] = 1000 * (time.process_time() - began)
        return result

    doc = timed("parse", lambda: parse(article.text))
    named = timed("mentions", lambda: mentions(article, doc))
    timed("  of that, tagger", lambda: labelled_names(article.text, sentences(article.text)))
    timed("attributions", lambda: attributions(article, doc, named))
    timed("figures", lambda: figures(article, doc))
    timed("times", lambda: times(article))
    timed("clauses", lambda: split_sentences(doc))
    return spent


def milliseconds(work: Callable[[], object]) -> float:
    """The quickest of the runs."""
    spent = []
    for _ in range(RUNS):
        began = time.process_time()
        work()
        spent.append(1000 * (time.process_time() - began))
    return min(spent)


def profile(title: str, chosen: Sequence[Article], peer: spacy.language.Language) -> float:
    """Prints the sample's table; returns the median of `annotate`."""
    rows = [[steps(a) for _ in range(RUNS)] for a in chosen]
    table = {name: [min(run[name] for run in runs) for runs in rows] for name in rows[0][0]}
    whole = [milliseconds(partial(annotate, article)) for article in chosen]
    table["annotate, all of it"] = whole
    table["spaCy's pipeline"] = [milliseconds(partial(peer, article.text)) for article in chosen]
    words = statistics.median(len(a.text.split()) for a in chosen)
    print(f"\n{title}: {len(chosen)} articles, median {words:.0f} words")
    print(f"{'step':22}{'median ms':>10}{'highest':>9}")
    for name, spent in table.items():
        print(f"{name:22}{statistics.median(spent):10.1f}{max(spent):9.1f}")
    alone = milliseconds(lambda: [annotate(a) for a in chosen]) / len(chosen)
    together = milliseconds(lambda: annotate_all(chosen)) / len(chosen)
    print(f"an article, mean: {alone:.1f} ms one by one, {together:.1f} ms by annotate_all")
    return statistics.median(whole)


def growth(every: Sequence[Article]) -> float:
    """Prints the cost of long articles; returns the cost a word at 2,000 words over that at 100,000."""
    costs = []
    print(f"\n{'one article of':16}{'s':>8}{'ms a 600 words':>16}{'peak MB':>9}")
    for length in (2_000, 100_000):
        text, at = "", 0
        while len(text.split()) < length:
            text += "".join(a.text + "\n" for a in every[at : at + 20])
            at += 20
        long = Article(
            id="long", place="load", text=" ".join(text.split(" ")[:length]), title="", language="en"
        )
        words = len(long.text.split())
        began = time.process_time()
        annotate(long)
        spent = time.process_time() - began
        costs.append(600 * 1000 * spent / words)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{words:<10,} words{spent:8.1f}{costs[-1]:16.1f}{peak:9.0f}")
    return costs[0] / costs[1]


def main() -> None:
    parser = floors.parser(__doc__)
    parser.add_argument("--articles", type=int, default=12, help="in each sample")
    options = parser.parse_args()
    every = articles(options.data)
    peer = spacy.load(MODEL)
    annotate(every[0])
    peer(every[0].text)
    measured = {}
    for title, chosen in samples(every, options.articles).items():
        measured[title.replace(" ", "_")] = TARGET / profile(title, chosen, peer)
    measured["growth"] = growth(every)
    floors.check("language_speed", measured, options.lower_floors)


if __name__ == "__main__":
    main()
