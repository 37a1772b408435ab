"""Plain ways to cluster articles into stories, which ours is held against. Needs scikit-learn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from sklearn.cluster import HDBSCAN
from sklearn.feature_extraction.text import TfidfVectorizer

from evaluation.metrics.clustering import score
from evaluation.vectors import Vectors
from newsfold.records import Article


def tfidf_average(
    articles: Sequence[Article], _: Vectors, train: Sequence[Article], events: Sequence[str]
) -> list[int]:
    """The batch's own document frequencies; the threshold that is best on the training part."""
    tree = linked(train)
    best = max((score(cut(tree, at), events).f1, at) for at in np.arange(0.4, 0.96, 0.05))[1]
    return cut(linked(articles), best)


def linked(articles: Sequence[Article]) -> NDArray[np.float64]:
    """The tree of average linkage over TF-IDF cosines."""
    texts = [f"{article.title} {article.text}" for article in articles]
    table = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(texts)
    distance = np.clip(1 - (table @ table.T).toarray(), 0, 1)
    np.fill_diagonal(distance, 0)
    return np.asarray(linkage(squareform(distance, checks=False), "average"))


def cut(tree: NDArray[np.float64], at: float) -> list[int]:
    """A cluster's number for each article, where the tree is cut at a distance."""
    return [int(label) for label in fcluster(tree, at, "distance")]


def hdbscan(articles: Sequence[Article], rows: Vectors, *_: object) -> list[int]:
    """Over the encoder's vectors; what it calls noise is a story alone."""
    labels = HDBSCAN(min_cluster_size=2, copy=True).fit_predict(rows)
    return [int(label) if label >= 0 else -1 - at for at, label in enumerate(labels)]
