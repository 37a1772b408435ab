"""Do articles on one event, and only those, fold into one story?

    python benchmarks/stories.py --data DATA [--no-peers | --shapes] [--cache FOLDER]

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
import csv
import gzip
import hashlib
import io
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

import numpy as np
from floors import check
from numpy.typing import NDArray

from newsfold.encode import article_text, encode
from newsfold.fold import fold
from newsfold.records import Article

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Corpus:
    """Articles with the event each tells of, and which are held out."""

    name: str
    articles: list[Article]
    events: list[str]
    held_out: list[bool]
    topics: list[str]  # look-alike events share one

    def part(self, held_out: bool) -> list[int]:
        """Places of the held-out articles, or of the others."""
        return [at for at, held in enumerate(self.held_out) if held == held_out]


def share(text: str) -> int:
    """0 to 99, the same for the same text always."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 100


def article(
    id: str, title: str, text: str, outlet: str | None = None, when: datetime | None = None
) -> Article:
    grain = None if when is None else "day" if when.time() == datetime.min.time() else "second"
    return Article(
        id=id,
        place=id,
        text=text,
        title=title,
        language="en",
        outlet=outlet,
        published_at=when,
        published_grain=grain,
    )


def allsides(data: Path) -> Corpus:
    rows: dict[str, dict[str, str]] = {}
    with gzip.open(data / "stories" / "allsides_train.jsonl.gz", "rt") as lines:
        for line in lines:
            row = json.loads(line)
            rows.setdefault(row["id"], row)
    articles, events = [], []
    for row in rows.values():
        articles.append(article(row["id"], row["title"], row["text"], row["outlet"], dated(row["published"])))
        events.append(row["story"])
    first: dict[str, float] = {}
    for one, event in zip(articles, events, strict=True):
        if one.published_at and "-" in rows[one.id]["published"]:  # the split was made on these
            first[event] = min(first.get(event, 1e12), one.published_at.timestamp())
    cut = float(np.quantile(list(first.values()), 0.65))
    held = [first[e] > cut if e in first else share(e) < 35 for e in events]
    return Corpus("AllSides", articles, events, held, events)


def dated(written: str | None) -> datetime | None:
    """A date as the set writes it: mostly 2018-08-29, now and then 8/29/18."""
    if not written:
        return None
    form = "%m/%d/%y" if "/" in written else "%Y-%m-%d"
    return datetime.strptime(written[:10], form).replace(tzinfo=UTC)


def ecbplus(data: Path) -> Corpus:
    articles, events, held, topics = [], [], [], []
    with gzip.open(data / "stories" / "ecbplus.jsonl.gz", "rt") as lines:
        for line in lines:
            row = json.loads(line)
            # The page's address stands first in the articles of the look-alike event alone.
            kept = [tokens for tokens in row["sentences"] if not tokens[0].startswith("http")]
            articles.append(article(row["id"], "", "\n".join(joined(tokens) for tokens in kept)))
            events.append(row["story"])
            held.append(row["topic"] >= 36)
            topics.append(str(row["topic"]))
    return Corpus("ECB+", articles, events, held, topics)


def joined(tokens: Sequence[str]) -> str:
    text = re.sub(r" ([.,;:!?%)\]}]|'s|n't|'re|'ve|'ll|'d|'m)(?=\s|$)", r"\1", " ".join(tokens))
    return re.sub(r" ?''", '"', re.sub(r"`` ?", '"', re.sub(r"([(\[{$]) ", r"\1", text)))


def uci(data: Path) -> Corpus:
    articles, events = [], []
    with gzip.open(data / "stories" / "uci_headlines.csv.gz") as file:
        for row in csv.DictReader(io.TextIOWrapper(file, "utf-8")):
            if row["TIMESTAMP"]:  # the last row is cut off
                when = datetime.fromtimestamp(int(row["TIMESTAMP"]) / 1000, UTC)
                articles.append(article(row["ID"], row["TITLE"], "", row["PUBLISHER"], when))
                events.append(row["STORY"])
    return Corpus("UCI", articles, events, [share(e) < 50 for e in events], events)


def vectors(corpus: Corpus, cache: Path | None) -> Vectors:
    """The corpus's vectors, kept in `cache` where there is one."""
    texts = [article_text(one) for one in corpus.articles]
    name = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
    if cache and (file := cache / f"{name}.npy").exists():
        return np.asarray(np.load(file), dtype=np.float32)
    rows = encode(texts)
    if cache:
        cache.mkdir(parents=True, exist_ok=True)
        np.save(cache / f"{name}.npy", rows)
    return rows


@dataclass(frozen=True)
class Score:
    """B-Cubed, and the events that were split and the stories that hold several."""

    precision: float
    recall: float
    f1: float
    split: int
    mixed: int


def score(stories: Sequence[int], events: Sequence[str]) -> Score:
    members: dict[int, list[str]] = defaultdict(list)
    for story, event in zip(stories, events, strict=True):
        members[story].append(event)
    sizes = Counter(events)
    precision = recall = 0.0
    for held in members.values():
        for event, count in Counter(held).items():
            precision += count * count / len(held)
            recall += count * count / sizes[event]
    precision, recall = precision / len(events), recall / len(events)
    parts: dict[str, set[int]] = defaultdict(set)
    for story, event in zip(stories, events, strict=True):
        parts[event].add(story)
    split = sum(len(p) > 1 for p in parts.values())
    mixed = sum(len(set(held)) > 1 for held in members.values())
    return Score(precision, recall, 2 * precision * recall / (precision + recall), split, mixed)


def look_alikes(stories: Sequence[int], corpus: Corpus, part: Sequence[int]) -> float:
    """The share of pairs over a topic's two events that were kept apart."""
    topics: dict[str, list[int]] = defaultdict(list)
    for at, place in enumerate(part):
        topics[corpus.topics[place]].append(at)
    apart = total = 0
    for group in topics.values():
        for a in group:
            for b in group:
                if corpus.events[part[a]] < corpus.events[part[b]]:
                    total += 1
                    apart += stories[a] != stories[b]
    return apart / max(1, total)


Way = Callable[[list[Article], Vectors, list[Article], list[str]], Sequence[int]]


def ours(articles: list[Article], rows: Vectors, *_: object) -> list[int]:
    of = {id: story.id for story in fold(articles, rows).stories for id in story.article_ids}
    return [of[one.id] for one in articles]


def tfidf_average(articles: list[Article], _: Vectors, train: list[Article], events: list[str]) -> list[int]:
    """The batch's own document frequencies; the threshold that is best on the training part."""
    best = max((score(cut(linked(train), at), events).f1, at) for at in np.arange(0.4, 0.96, 0.05))[1]
    return cut(linked(articles), best)


def linked(articles: list[Article]) -> NDArray[np.float64]:
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [f"{one.title} {one.text}" for one in articles]
    table = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(texts)
    distance = np.clip(1 - (table @ table.T).toarray(), 0, 1)
    np.fill_diagonal(distance, 0)
    return np.asarray(linkage(squareform(distance, checks=False), "average"))


def cut(tree: NDArray[np.float64], at: float) -> list[int]:
    from scipy.cluster.hierarchy import fcluster

    return [int(label) for label in fcluster(tree, at, "distance")]


def hdbscan(articles: list[Article], rows: Vectors, *_: object) -> list[int]:
    """Over the encoder's vectors; what it calls noise is a story of its own."""
    from sklearn.cluster import HDBSCAN

    labels = HDBSCAN(min_cluster_size=2, copy=True).fit_predict(rows)
    return [int(label) if label >= 0 else -1 - at for at, label in enumerate(labels)]


def bertopic(least: int) -> Way:
    """Topics of `least` articles and more, over the encoder's vectors; what is left stays alone.

    Everything else as BERTopic sets it (UMAP: 15 neighbours, 5 dimensions, cosine), with a fixed seed.
    """

    def way(articles: list[Article], rows: Vectors, *_: object) -> list[int]:
        from bertopic import BERTopic
        from umap import UMAP

        reduced = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=1)
        model = BERTopic(min_topic_size=least, umap_model=reduced)
        labels, _probability = model.fit_transform([f"{one.title} {one.text}" for one in articles], rows)
        return [int(label) if label >= 0 else -1 - at for at, label in enumerate(labels)]

    return way


def online(articles: list[Article], _: Vectors, train: list[Article], events: list[str]) -> list[int]:
    from peers_fold import miranda

    return miranda(articles, train, events, lambda found: score(found, events).f1)


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


def titled(one: Article) -> Article:
    """The first line in place of a title that is missing."""
    first, _, rest = one.text.partition("\n")
    return one if one.title else replace(one, title=first, text=rest)


SHAPES: dict[str, Callable[[Article], Article]] = {
    "as it is": lambda one: one,
    "no dates": lambda one: replace(one, published_at=None, published_grain=None),
    "titles": lambda one: replace(titled(one), text=""),
    "60 words": lambda one: replace(one, text=" ".join(one.text.split()[:60])),
    "CAPITALS": lambda one: replace(one, title=one.title.upper(), text=one.text.upper()),
    "lower case": lambda one: replace(one, title=one.title.lower(), text=one.text.lower()),
}


def measured(
    corpus: Corpus, cache: Path | None, part: str, ways: Iterable[tuple[str, Way]]
) -> dict[str, Score]:
    """Each way's score on a part of the corpus, printed too."""
    rows = vectors(corpus, cache)
    train = corpus.part(False)
    places = corpus.part(True) if part == "held out" else list(range(len(corpus.articles)))
    scores = {}
    for name, way in ways:
        begin = time.process_time()
        found = way(
            [corpus.articles[at] for at in places],
            rows[places],
            [corpus.articles[at] for at in train],
            [corpus.events[at] for at in train],
        )
        spent = time.process_time() - begin
        got = scores[name] = score(found, [corpus.events[at] for at in places])
        apart = look_alikes(found, corpus, places) if corpus.name.startswith("ECB+") else float("nan")
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
            articles = [change(one) for one in corpus.articles]
            if shape == "as it is" or articles != corpus.articles:
                shaped = replace(corpus, name=f"{corpus.name}, {shape}", articles=articles)
                measured(shaped, cache, "held out", islice(ways(True), 2))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, help="a folder to keep vectors in between runs")
    parser.add_argument("--peers", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument(
        "--shapes", action="store_true", help="the sets without dates, as titles, in capitals, …"
    )
    parser.add_argument("--lower-floors", action="store_true")
    asked = parser.parse_args()
    sets = (allsides(asked.data), ecbplus(asked.data), uci(asked.data))
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
    check("stories", figures, asked.lower_floors)


if __name__ == "__main__":
    main()
