"""A published online method beside ours: Miranda, Znotins, Cohen and Barzdins, "Multilingual Clustering of
Streaming News" (EMNLP 2018), the part for one language, written from the paper.

Articles come in order of time, and what was decided stays. Each is held against every story so far by nine
cosines (title, text and both; by words, lemmas and names; TF-IDF, a story being the sum of its articles) and
three nearnesses in time (to the story's newest, oldest and mean time, a bell of three days). A linear ranking
machine picks the story, and a second linear machine says whether to join it or to open a new one. Both are
learned on the stream of the training part with its true stories; the second's threshold is the one of the
best F1 when the method runs over the training part on its own.

Other than in the paper, document frequencies are those of newsfold's background, lemmas its stems, and names
the words that it takes for names. Articles without a time come last and are near to nothing in time.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from newsfold.fold.article_features import article_features, idf, leading_tokens
from newsfold.fold.settings import LEARNED
from newsfold.fold.words import code
from newsfold.records import Article

Reals = NDArray[np.float64]

BELL = 3.0  # days: its standard deviation
AGAINST = 20  # stories that a training article is held against, the most alike
THRESHOLDS = 40


def miranda(
    articles: Sequence[Article],
    train: Sequence[Article],
    events: Sequence[str],
    f1: Callable[[Sequence[int]], float],
) -> list[int]:
    """A story's number for each article; `f1` says how well numbers fit the training part's events."""
    known = Stream(train)
    rank, join, met = learned(known, [events[at] for at in known.order])
    thresholds = np.quantile(met, np.linspace(0.02, 0.98, THRESHOLDS)).tolist()
    threshold = max(thresholds, key=lambda at: f1(clustered(known, rank, join, at)))
    return clustered(Stream(articles), rank, join, threshold)


class Stream:
    """Articles in order of arrival, and how alike any two are in each of the nine fields."""

    def __init__(self, articles: Sequence[Article]) -> None:
        days = [
            article.published_at.timestamp() / 86_400 if article.published_at else np.nan
            for article in articles
        ]
        names = [hashlib.sha256(article.id.encode()).hexdigest() for article in articles]
        self.order = sorted(range(len(articles)), key=lambda at: (np.isnan(days[at]), days[at], names[at]))
        self.days = np.array([days[at] for at in self.order])
        bags = [_fields(articles[at]) for at in self.order]
        self.alike = [_cosines([fields[n] for fields in bags]) for n in range(len(bags[0]))]


def _fields(article: Article) -> list[dict[int, float]]:
    """Words, lemmas and names; each of title, text and both."""
    texts = (article.title, " ".join(article.text.split()[: LEARNED.body]))
    words = [Counter(code(word) for word in re.findall(r"\w+", text.casefold())) for text in texts]
    lemmas = [Counter(token.code for token in leading_tokens(text, LEARNED.body)) for text in texts]
    named = set(article_features(article, np.zeros(0, np.float32)).names.codes.tolist())
    names = [Counter({word: count for word, count in bag.items() if word in named}) for bag in lemmas]
    return [
        {word: count * idf(word) for word, count in bag.items()}
        for title, text in (words, lemmas, names)
        for bag in (title, text, title + text)
    ]


def _cosines(bags: Sequence[Mapping[int, float]]) -> NDArray[np.float32]:
    place = {word: at for at, word in enumerate(sorted({word for bag in bags for word in bag}))}
    lengths = [max(1e-9, sum(value**2 for value in bag.values()) ** 0.5) for bag in bags]
    values = [value / length for bag, length in zip(bags, lengths, strict=True) for value in bag.values()]
    columns = [place[word] for bag in bags for word in bag]
    starts = np.cumsum([0] + [len(bag) for bag in bags])
    table = csr_matrix((np.array(values, np.float32), columns, starts), (len(bags), max(1, len(place))))
    return np.asarray((table @ table.T).toarray())


class Stories:
    """The stories so far of a stream, as far as holding an article against them takes."""

    def __init__(self, stream: Stream) -> None:
        most = len(stream.order)
        self.stream, self.count = stream, 0
        self.of = np.zeros(most, np.intp)
        self.lengths = np.zeros((len(stream.alike), most))  # squared, of the sums
        self.newest, self.oldest = np.full(most, np.nan), np.full(most, np.nan)
        self.total, self.dated = np.zeros(most), np.zeros(most)

    def against(self, at: int) -> Reals:
        """A row of twelve features for each story; `at` is the next article to come."""
        dots = self._dots(at)
        squares = np.array([alike[at, at] for alike in self.stream.alike])[:, None]
        cosines = dots / np.sqrt(np.maximum(1e-9, self.lengths[:, : self.count] * squares))
        mean = self.total[: self.count] / np.maximum(1, self.dated[: self.count])
        mean[self.dated[: self.count] == 0] = np.nan
        times = np.array([self.newest[: self.count], self.oldest[: self.count], mean])
        closeness = np.nan_to_num(np.exp(-0.5 * ((times - self.stream.days[at]) / BELL) ** 2))
        return np.concatenate([cosines, closeness]).T

    def take(self, at: int, story: int) -> None:
        """The article joins a story, or opens one where `story` is the count."""
        self.count = max(self.count, story + 1)
        squares = np.array([alike[at, at] for alike in self.stream.alike])
        self.lengths[:, story] += 2 * self._dots(at)[:, story] + squares
        self.of[at] = story
        day = self.stream.days[at]
        if not np.isnan(day):
            self.newest[story] = np.fmax(self.newest[story], day)
            self.oldest[story] = np.fmin(self.oldest[story], day)
            self.total[story] += day
            self.dated[story] += 1

    def _dots(self, at: int) -> Reals:
        of = self.of[:at]
        return np.array([np.bincount(of, alike[at, :at], self.count) for alike in self.stream.alike])


Weigh = Callable[[Reals], Reals]


def learned(stream: Stream, events: Sequence[str]) -> tuple[Weigh, Weigh, Reals]:
    """The machine that ranks stories, the one that says whether to join the first, and what it said here."""
    number: dict[str, int] = {}
    stories = Stories(stream)
    tables: list[tuple[Reals, int | None]] = []  # the stories most alike, and which is the true one
    for at, event in enumerate(events):
        if stories.count:
            rows = stories.against(at)
            nearest = np.argsort(-rows.sum(axis=1), kind="stable")[:AGAINST].tolist()
            right = number.get(event)
            nearest += [right] if right is not None and right not in nearest else []
            tables.append((rows[nearest], None if right is None else nearest.index(right)))
        stories.take(at, number.setdefault(event, stories.count))
    wins = np.concatenate(
        [rows[right] - np.delete(rows, right, 0) for rows, right in tables if right is not None]
    )
    ranker = LinearSVC(fit_intercept=False, random_state=1, max_iter=20_000)
    ranker.fit(np.concatenate([wins, -wins]), np.repeat([1, 0], len(wins)))

    def rank(rows: Reals) -> Reals:
        return np.asarray(rows @ ranker.coef_[0])

    firsts = [int(np.argmax(rank(rows))) for rows, _ in tables]
    best = np.array([rows[first] for (rows, _), first in zip(tables, firsts, strict=True)])
    joiner = LinearSVC(random_state=1, max_iter=20_000)
    joiner.fit(best, [right == first for (_, right), first in zip(tables, firsts, strict=True)])

    def join(rows: Reals) -> Reals:
        return np.asarray(rows @ joiner.coef_[0] + joiner.intercept_[0])

    return rank, join, join(best)


def clustered(stream: Stream, rank: Weigh, join: Weigh, threshold: float) -> list[int]:
    """A story's number for each article, in the articles' own order."""
    stories = Stories(stream)
    for at in range(len(stream.order)):
        story = stories.count
        if stories.count:
            rows = stories.against(at)
            first = int(np.argmax(rank(rows)))
            story = first if join(rows[first]) >= threshold else story
        stories.take(at, story)
    numbers = np.zeros(len(stories.of), np.intp)
    numbers[stream.order] = stories.of
    return [int(number) for number in numbers]
