"""Are stories of one affair linked over weeks and months, and those of two affairs of one kind not?

    python -m benchmarks.threads --data DATA [--encoder static] [--cache FOLDER]

B-Cubed over articles. *Affairs*: those of `evaluation/gold/threads` that are held out, folded into stories
and these linked into threads. Beside it, over the same articles: stories alone; stories with the same names
and words in their starts within 90 days, as many as are best on the other affairs; the encoder's vectors of
stories, average linkage, tuned there too; TF-IDF of articles, tuned there too. *Look-alikes*: both events of
ECB+ topics 36 to 45, each one story, thirty days apart: the share of topics that are kept apart. *UCI*: the
headlines of one day, in stories that are different events: whether threads mix them, on news of other kinds
than was learned from (some belong to one affair, so this is no more than a bound).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations, product
from typing import Any, get_args

import numpy as np

from benchmarks import floors
from evaluation import arguments
from evaluation.baselines import tfidf_average
from evaluation.datasets import affairs, ecbplus, uci
from evaluation.datasets.corpus import Corpus
from evaluation.metrics.clustering import Score, score
from evaluation.vectors import Vectors, of_articles
from newsfold.fold import ArticleFeatures, Link, Profile, article_features, fold, groups, profile, threaded
from newsfold.records import Article, Encoder

DAYS = 90.0  # of the plain baseline
FIRST = 20  # words and names of a story that the plain baseline looks at
LATER = 30.0  # days from one look-alike event to the other

Linking = Callable[[Sequence[Profile]], Sequence[Sequence[str]]]


class Stories:
    """Articles folded into stories, with the profiles of these."""

    def __init__(self, articles: Sequence[Article], rows: Vectors) -> None:
        self.articles = articles
        self.groups = [story.article_ids for story in fold(articles, rows).stories]
        features = {
            article.id: article_features(article, row) for article, row in zip(articles, rows, strict=True)
        }
        profiles = (_profile([features[id] for id in group]) for group in self.groups)
        self.profiles = [profile for profile in profiles if profile]

    def labels(self, linked: Iterable[Sequence[str]]) -> list[int]:
        """A number for each article: of the thread that its story is in, or of its story."""
        thread = {id: at for at, group in enumerate(linked) for id in group}
        of = {id: thread.get(group[0], -1 - at) for at, group in enumerate(self.groups) for id in group}
        return [of[article.id] for article in self.articles]


def _profile(features: Sequence[ArticleFeatures]) -> Profile | None:
    return profile(features, [article.window for article in features if article.window is not None])


def plain(names: int, words: int, profiles: Sequence[Profile]) -> Sequence[Sequence[str]]:
    """Stories with so many names and words in common within 90 days, and all that hang together so."""

    def heaviest(sparse_vector: Any) -> set[int]:
        return set(sparse_vector.codes[np.argsort(-sparse_vector.weights, kind="stable")[:FIRST]].tolist())

    known = {profile.id: (heaviest(profile.names), heaviest(profile.lead)) for profile in profiles}
    parts = {profile.id: {profile.id} for profile in profiles}
    for left, right in combinations(profiles, 2):
        gap = max(right.first - left.last, left.first - right.last)
        shared = [len(a & b) for a, b in zip(known[left.id], known[right.id], strict=True)]
        alike = gap <= DAYS and shared[0] >= names and shared[1] >= words
        if alike and parts[left.id] is not parts[right.id]:
            parts[left.id] |= parts[right.id]
            for member in parts[right.id]:
                parts[member] = parts[left.id]
    return [sorted(part) for part in {min(part): part for part in parts.values()}.values()]


def dense(least: float, profiles: Sequence[Profile]) -> Sequence[Sequence[str]]:
    """Average linkage over the cosines of the stories' vectors."""
    links = [
        Link(
            min(profile.id, other.id),
            max(profile.id, other.id),
            max(0.0, round(float(profile.vector @ other.vector), 9)),
        )
        for profile, other in combinations(profiles, 2)
    ]
    return groups([profile.id for profile in profiles], links, least)


def best(ways: Iterable[Linking], train: Stories, names: Sequence[str]) -> Linking:
    """The way that is best on the affairs that are not held out."""
    return max(ways, key=lambda way: score(train.labels(way(train.profiles)), names).f1)


def on_affairs(corpus: Corpus, rows: Vectors) -> dict[str, Score]:
    """Each way's score on the affairs that are held out."""
    parts = [corpus.part(held) for held in (False, True)]
    train, held = (Stories([corpus.articles[at] for at in part], rows[part]) for part in parts)
    names = [[corpus.events[at] for at in part] for part in parts]
    pairs = product((1, 2, 3), range(1, 9))
    ways: dict[str, Linking] = {
        "newsfold": threaded,
        "stories alone": lambda profiles: [],
        "names and words, 90 days": best([partial(plain, n, w) for n, w in pairs], train, names[0]),
        "vectors of stories": best([partial(dense, m) for m in np.arange(0.2, 0.9, 0.05)], train, names[0]),
    }
    scores = {name: score(held.labels(way(held.profiles)), names[1]) for name, way in ways.items()}
    tfidf = tfidf_average(held.articles, rows, train.articles, names[0])
    return scores | {"TF-IDF of articles": score(tfidf, names[1])}


def apart(corpus: Corpus, rows: Vectors) -> float:
    """The share of topics whose two look-alike events, some weeks apart, are not linked."""
    events: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at in corpus.part(True):
        events[corpus.topics[at]][corpus.events[at]].append(at)
    separate = []
    for by_event in events.values():
        sides = []
        for number, (_event, places) in enumerate(sorted(by_event.items())[:2]):
            features = [
                replace(article_features(corpus.articles[at], rows[at]), window=16_000 + LATER * number)
                for at in places
            ]
            sides.append(_profile(features))
        if len(sides) == 2:
            separate.append(len(threaded([profile for profile in sides if profile])) == 2)
    return sum(separate) / len(separate)


def main() -> None:
    parser = floors.parser(__doc__)
    arguments.add_cache(parser)
    parser.add_argument("--encoder", choices=get_args(Encoder), default="full")
    asked = parser.parse_args()
    encoder: Encoder = asked.encoder
    corpus = affairs.corpus(affairs.articles(asked.data))
    print(f"{'affairs that are held out':28}{'P':>7}{'R':>7}{'F1':>7}{'split':>7}{'mixed':>7}")
    scores = on_affairs(corpus, of_articles(corpus.articles, asked.cache, encoder))
    for name, got in scores.items():
        print(f"{name:28}{got.precision:7.3f}{got.recall:7.3f}{got.f1:7.3f}{got.split:7}{got.mixed:7}")
    ecb, headlines = ecbplus.corpus(asked.data), uci.corpus(asked.data)
    separate = apart(ecb, of_articles(ecb.articles, asked.cache, encoder))
    print(f"look-alike events kept apart: {separate:.3f}")
    places = headlines.part(True)
    rows = of_articles(headlines.articles, asked.cache, encoder)
    day = Stories([headlines.articles[at] for at in places], rows[places])
    names = [headlines.events[at] for at in places]
    alone, linked = (score(day.labels(way), names) for way in ([], threaded(day.profiles)))
    print(f"UCI headlines, precision: stories {alone.precision:.3f}, threads {linked.precision:.3f}")
    ours = scores["newsfold"]
    figures = {
        "affairs F1": ours.f1,
        "affairs precision": ours.precision,
        "over names and words": ours.f1 - scores["names and words, 90 days"].f1,
        "look-alikes apart": separate,
        "UCI precision": linked.precision / alone.precision,
    }
    floors.check("threads", figures, asked.lower_floors)


if __name__ == "__main__":
    main()
