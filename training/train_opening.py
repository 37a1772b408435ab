"""Learns with which sentence to begin an account, from the first sentences of summaries that people wrote.

python -m training.train_opening --data DIR

Least squares from the traits of each candidate (`newsfold.tell.opening.Opening.features`) to the mean of its
ROUGE-1 and ROUGE-2 F1 against the first sentence of the neutral summary, both less their story's mean, on
all stories that `benchmarks/account.py` does not report. Writes src/newsfold/models/opening/weights.json:
numbers only, no text.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rouge_score.rouge_scorer import RougeScorer
from sklearn.linear_model import Ridge

from evaluation import arguments
from evaluation.datasets.jsonl import Row
from evaluation.gold_stories import articles, stories
from evaluation.splits import hashed, is_test
from newsfold.learned import save_linear
from newsfold.tell.opening import Opening
from newsfold.text import collapse, sentences

SENTENCES = 12  # of each article, from its start
WEIGHTS = Path(__file__).parent.parent / "src" / "newsfold" / "models" / "opening" / "weights.json"
WORDS = 50  # of a sentence; `benchmarks/account.py` scores as many of an account
FOLDS = 5


def candidates(story: list[Row], scorer: RougeScorer) -> tuple[list[dict[str, float]], NDArray[np.float64]]:
    """The traits of each candidate of a story, and how near each is to the summary's first sentence."""
    listed = articles(story)
    reference = collapse(story[0]["reference"].split("ARTICLE=>", 1)[-1])
    first = next((span.of(reference) for span in sentences(reference)), reference)
    opening = Opening({a.id: a for a in listed}, {a.id: sentences(a.text)[:SENTENCES] for a in listed})
    seen, scores = [], []
    for evidence in opening.candidates():
        text = collapse(evidence.span.of(opening.articles[evidence.article_id].text))
        rouge = scorer.score(first, " ".join(text.split()[:WORDS]))
        seen.append(opening.features(evidence))
        scores.append((rouge["rouge1"].fmeasure + rouge["rouge2"].fmeasure) / 2)
    return seen, np.array(scores)


def fitted(table: list[tuple[NDArray[np.float64], NDArray[np.float64]]]) -> NDArray[np.float64]:
    """A weight for each trait: what tells the candidates of one story apart."""
    traits = np.vstack([rows - rows.mean(axis=0) for rows, _ in table])
    scores = np.concatenate([values - values.mean() for _, values in table])
    weights: NDArray[np.float64] = Ridge(alpha=1.0, fit_intercept=False).fit(traits, scores).coef_
    return weights


def main() -> None:
    chosen = arguments.parser(__doc__).parse_args()
    rows = {k: v for k, v in stories(chosen.data).items() if v[0].get("reference") and not is_test(k)}
    scorer = RougeScorer(["rouge1", "rouge2"], use_stemmer=True)
    read = [candidates(rows[story], scorer) for story in sorted(rows, key=hashed)]
    read = [(seen, scores) for seen, scores in read if len(seen) > 1]
    names = list(read[0][0][0])
    table = [(np.array([[row[name] for name in names] for row in seen]), scores) for seen, scores in read]
    held = []
    for fold in range(FOLDS):
        weights = fitted([item for i, item in enumerate(table) if i % FOLDS != fold])
        held += [values[np.argmax(traits @ weights)] for traits, values in table[fold::FOLDS]]
    every = [values.mean() for _, values in table]
    best = [values.max() for _, values in table]
    print(f"{len(table)} stories: chosen by weights learned on others {np.mean(held):.3f}, ", end="")
    print(f"any candidate {np.mean(every):.3f}, the best one {np.mean(best):.3f}")
    WEIGHTS.parent.mkdir(exist_ok=True)
    save_linear(WEIGHTS, dict(zip(names, fitted(table), strict=True)))


if __name__ == "__main__":
    main()
