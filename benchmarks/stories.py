"""Do articles on one event, and only those, fold into one story?

    python -m benchmarks.stories --data DATA [--no-peers | --shapes] [--cache FOLDER]

B-Cubed (Bagga and Baldwin 1998) precision, recall and F1, how many events were split over several stories,
and how many stories hold several events. Three sets, one default setting: AllSides (full articles, dated),
ECB+ (texts without dates, each topic with two look-alike events) and UCI (headlines with times). Held out,
and never trained on: AllSides stories from the last third of the time, ECB+ topics 36 to 45 (the usual test
part), half of the UCI stories. Peers: TF-IDF with average linkage, its threshold tuned on the training part
of each set; an online method of 2018 learned on the same part (`peers_fold.py`); HDBSCAN over our encoder's
vectors; and BERTopic over them where it is installed.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from benchmarks import floors
from evaluation import arguments, vectors
from evaluation.baselines import hdbscan, tfidf_average
from evaluation.datasets import allsides, ecbplus, uci
from evaluation.datasets.corpus import Corpus
from evaluation.metrics.clustering import Score, score, separation
from evaluation.vectors import Vectors
from newsfold.fold import fold
from newsfold.records import Article

Way = Callable[[list[Article], Vectors, list[Article], list[str]], Sequence[int]]


def ours(articles: list[Article], rows: Vectors, *_: object) -> list[int]:
    of = {id: story.id for story in fold(articles, rows).stories for id in story.article_ids}
    return [of[article.id] for article in articles]


def bertopic(least: int) -> Way:
    """Topics of `least` articles and more, over the encoder's vectors; what is left stays alone.

    Everything else as BERTopic sets it (UMAP: 15 neighbours, 5 dimensions, cosine), with a fixed seed.
    """

    def way(articles: list[Article], rows: Vectors, *_: object) -> list[int]:
        from bertopic import BERTopic
        from umap import UMAP

        reduced = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=1)
        model = BERTopic(min_topic_size=least, umap_model=reduced)
        labels, _probability = model.fit_transform(
            [f"{article.title} {article.text}" for article in articles], rows
        )
        return [int(label) if label >= 0 else -1 - at for at, label in enumerate(labels)]

    return way


def online(articles: list[Article], _: Vectors, train: list[Article], events: list[str]) -> list[int]:
    from benchmarks.peers_fold import miranda

    return miranda(articles, train, events, lambda predicted: score(predicted, events).f1)


def ways(peers: bool) -> Iterator[tuple[str, Way]]:
    yield "newsfold", ours
    if peers:
        yield "TF-IDF, average linkage, tuned", tfidf_average
        yield "Miranda et al. 2018, tuned", online
        yield "encoder, HDBSCAN", hdbscan
        if find_spec("bertopic"):
            yield "BERTopic, defaults", bertopic(10)
            yield "BERTopic, topics of 2", bertopic(2)
        else:
            print("BERTopic is not installed")


def titled(article: Article) -> Article:
    """The first line in place of a title that is missing."""
    first, _, rest = article.text.partition("\n")
    return article if article.title else replace(article, title=first, text=rest)


SHAPES: dict[str, Callable[[Article], Article]] = {
    "as it is": lambda article: article,
    "no dates": lambda article: replace(article, published_at=None, published_grain=None),
    "titles": lambda article: replace(titled(article), text=""),
    "60 words": lambda article: replace(article, text=" ".join(article.text.split()[:60])),
    "CAPITALS": lambda article: replace(article, title=article.title.upper(), text=article.text.upper()),
    "lower case": lambda article: replace(article, title=article.title.lower(), text=article.text.lower()),
}


def measured(
    corpus: Corpus, cache: Path | None, part: str, ways: Iterable[tuple[str, Way]]
) -> dict[str, Score]:
    """Each way's score on a part of the corpus, printed too."""
    rows = vectors.of_articles(corpus.articles, cache)
    train = corpus.part(False)
    places = corpus.part(True) if part == "held out" else list(range(len(corpus.articles)))
    scores = {}
    for name, way in ways:
        begin = time.process_time()
        predicted = way(
            [corpus.articles[at] for at in places],
            rows[places],
            [corpus.articles[at] for at in train],
            [corpus.events[at] for at in train],
        )
        spent = time.process_time() - begin
        got = scores[name] = score(predicted, [corpus.events[at] for at in places])
        apart = separation(predicted, corpus, places) if corpus.name.startswith("ECB+") else float("nan")
        print(
            f"{corpus.name:20}{part:10}{name:32}{got.precision:7.3f}{got.recall:7.3f}{got.f1:7.3f}"
            f"{got.split:7}{got.mixed:7}{apart:7.3f}{spent:7.1f}",
            flush=True,
        )
    return scores


def in_shapes(sets: Iterable[Corpus], cache: Path | None) -> None:
    """The held-out parts in other shapes than they come in; the peer is tuned on the same shape."""
    for corpus in sets:
        for shape, change in SHAPES.items():
            articles = [change(article) for article in corpus.articles]
            if shape == "as it is" or articles != corpus.articles:
                shaped = replace(corpus, name=f"{corpus.name}, {shape}", articles=articles)
                measured(shaped, cache, "held out", islice(ways(True), 2))


def main() -> None:
    parser = floors.parser(__doc__)
    arguments.add_cache(parser)
    parser.add_argument("--peers", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument(
        "--shapes", action="store_true", help="the sets without dates, as titles, in capitals, …"
    )
    asked = parser.parse_args()
    sets = tuple(source.corpus(asked.data) for source in (allsides, ecbplus, uci))
    print(
        f"{'set':20}{'part':10}{'way':32}{'P':>7}{'R':>7}{'F1':>7}{'split':>7}{'mixed':>7}{'apart':>7}{'s':>7}"
    )
    if asked.shapes:
        in_shapes(sets, asked.cache)
        return
    figures = {}
    for corpus in sets:
        held_out = measured(corpus, asked.cache, "held out", ways(asked.peers))
        figures[f"{corpus.name} held out"] = held_out["newsfold"].f1
        measured(corpus, asked.cache, "all", ways(peers=False))
    floors.check("stories", figures, asked.lower_floors)


if __name__ == "__main__":
    main()
