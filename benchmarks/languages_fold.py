"""Do accounts of one event in different languages fold into one story, and look-alikes into several?

    python -m benchmarks.languages_fold --data DATA [--cache FOLDER]

DATA is the folder of all sets; what is in other languages lies in its folder `languages`. Each event is told
twice, by sentences that the two accounts do not share (`evaluation/datasets/languages.py`): in two languages,
in every pair of languages, and in one language as the control. Then all of them among AllSides' held-out
articles, each event in a pair of languages that its number chooses. B-Cubed F1 over the accounts, and the
precision, recall and F1 of the pairs of accounts that stand in one story. NTREX's vectors are centred by what
was learned from the other half of its events, since the centre that ships was learned from them.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from pathlib import Path

import numpy as np

from benchmarks import floors
from evaluation import arguments, centring, vectors
from evaluation.datasets import allsides, languages
from evaluation.datasets.languages import TranslatedStory
from evaluation.metrics.f1 import harmonic
from evaluation.splits import hashed
from newsfold.encode import WIDTH, article_text, encode
from newsfold.fold import fold
from newsfold.records import Article


@dataclass(frozen=True)
class Fit:
    """How a fold fits: B-Cubed F1, and precision and recall of pairs."""

    cubed: float
    precision: float
    recall: float

    @property
    def pairs(self) -> float:
        """Their F1."""
        return harmonic(self.precision, self.recall)


class Rows:
    """Both vectors of each article, worked out once."""

    def __init__(self, cache: Path | None) -> None:
        self.cache = cache
        self.known: dict[str, vectors.Vectors] = {}
        self.meant: dict[str, vectors.Vectors] = {}
        self.seconds: defaultdict[str, list[float]] = defaultdict(list)

    def of(self, articles: Sequence[Article]) -> tuple[vectors.Vectors, vectors.Vectors]:
        """Rows of the English encoder, which nothing but English has, and rows of meanings."""
        for article in articles:
            if article.id not in self.known:
                row = (
                    encode([article_text(article)])[0]
                    if article.language == "en"
                    else np.zeros(WIDTH, np.float32)
                )
                self.known[article.id] = row
            if article.id not in self.meant:
                begin = time.process_time()
                self.meant[article.id] = vectors.meanings([article], self.cache)[0]
                self.seconds[article.language].append(time.process_time() - begin)
        ids = [article.id for article in articles]
        return np.array([self.known[id] for id in ids]), np.array([self.meant[id] for id in ids])


def folded(accounts: Sequence[Article], events: Sequence[str], noise: Sequence[Article], rows: Rows) -> Fit:
    """The accounts, and what is between them, folded; what is between them tells of other events."""
    articles = [*accounts, *noise]
    known, meant = rows.of(articles)
    of = {id: story.id for story in fold(articles, known, meanings=meant).stories for id in story.article_ids}
    members = Counter(of[article.id] for article in articles)
    together = Counter((of[article.id], event) for article, event in zip(accounts, events, strict=True))
    whole = Counter(events)
    precision = sum(count**2 / members[story] for (story, _), count in together.items()) / len(events)
    recall = sum(count**2 / whole[event] for (_, event), count in together.items()) / len(events)
    right = sum(count * (count - 1) // 2 for count in together.values())
    inside = Counter(of[article.id] for article in accounts)
    linked = sum(count * (2 * members[story] - count - 1) // 2 for story, count in inside.items())
    pairs = sum(count * (count - 1) // 2 for count in whole.values())
    return Fit(harmonic(precision, recall), right / max(1, linked), right / pairs)


def accounts(
    stories: Sequence[TranslatedStory], language: str, other: str
) -> tuple[list[Article], list[str]]:
    """The first account of each event in one language, the second in another."""
    pairs = [(each.account(language, False), each.account(other, True)) for each in stories]
    return [article for pair in pairs for article in pair], [each.story for each in stories for _ in range(2)]


def mean(fits: Sequence[Fit]) -> Fit:
    return Fit(*np.mean([(fit.cubed, fit.precision, fit.recall) for fit in fits], axis=0).tolist())


def shown(name: str, fit: Fit) -> None:
    print(f"{name:44}{fit.cubed:9.3f}{fit.precision:8.3f}{fit.recall:8.3f}{fit.pairs:8.3f}", flush=True)


def apart(name: str, stories: Sequence[TranslatedStory], rows: Rows) -> dict[str, float]:
    """Every pair of languages by itself."""
    known = [language for language in languages.LANGUAGES if language in stories[0].sentences]
    fits = {
        (language, other): folded(*accounts(stories, language, other), [], rows)
        for language, other in combinations_with_replacement(known, 2)
    }
    for language in known:
        shown(f"{name}, {language}", fits[language, language])
        if language != "en":
            shown(f"{name}, en and {language}", fits["en", language])
    same = mean([fit for (language, other), fit in fits.items() if language == other])
    others = mean([fit for (language, other), fit in fits.items() if language != other])
    shown(f"{name}, one language, mean", same)
    shown(f"{name}, two languages, mean", others)
    return {
        f"{name} en B3": fits["en", "en"].cubed,
        f"{name} one language B3": same.cubed,
        f"{name} two languages B3": others.cubed,
        f"{name} one language pairs": same.pairs,
        f"{name} two languages pairs": others.pairs,
    }


def mixed(
    name: str, stories: Sequence[TranslatedStory], noise: Sequence[Article], rows: Rows
) -> dict[str, float]:
    """Each event in a pair of languages that its number chooses, among articles on other events."""
    known = [language for language in languages.LANGUAGES if language in stories[0].sentences]
    figures = {}
    for kind in ("one language", "two languages"):
        said: list[Article] = []
        for each in stories:
            at = hashed(each.story)
            language = known[at % len(known)]
            step = 1 + at // len(known) % (len(known) - 1)
            other = language if kind == "one language" else known[(at + step) % len(known)]
            said += [each.account(language, False), each.account(other, True)]
        fit = folded(said, [each.story for each in stories for _ in range(2)], noise, rows)
        shown(f"{name}, {kind}, among AllSides", fit)
        figures[f"{name} {kind} among AllSides B3"] = fit.cubed
        figures[f"{name} {kind} among AllSides pairs"] = fit.pairs
    return figures


def main() -> None:
    parser = floors.parser(__doc__)
    arguments.add_cache(parser)
    asked = parser.parse_args()
    rows = Rows(asked.cache)
    corpus = allsides.corpus(asked.data)
    held = corpus.part(True)
    noise = [corpus.articles[at] for at in held]
    known = vectors.of_articles(corpus.articles, asked.cache)
    rows.known.update({article.id: known[at] for at, article in zip(held, noise, strict=True)})
    sets = {
        "NTREX": languages.ntrex(asked.data / "languages"),
        "MEANTIME": languages.meantime(asked.data / "languages"),
    }
    rows.meant.update(centring.meanings(sets["NTREX"], asked.cache))
    print(f"{'set, languages':44}{'B-Cubed':>9}{'P':>8}{'R':>8}{'pairs':>8}")
    figures: dict[str, float] = {}
    for name, stories in sets.items():
        figures |= apart(name, stories, rows)
    for name, stories in sets.items():
        figures |= mixed(name, stories, noise, rows)
    for language, spent in rows.seconds.items():
        print(f"{language}: {1000 * float(np.median(spent)):.0f} ms an account to encode")
    floors.check("languages_fold", figures, asked.lower_floors)


if __name__ == "__main__":
    main()
