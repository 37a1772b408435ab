"""Learns which sentences tell most of a story, from the neutral summaries that people wrote of it.

python -m training.train_account --data DIR [--stories 400] [--cache FOLDER]

Least squares from the traits of each sentence (`newsfold.tell.account.Told.traits`) to the mean of its
ROUGE-1 and ROUGE-2 F1, on the stories that `benchmarks/account.py` does not report. Writes
src/newsfold/models/account/weights.json: numbers only, no text.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from rouge_score.rouge_scorer import RougeScorer
from sklearn.linear_model import Ridge

from evaluation import arguments
from evaluation.described import described
from evaluation.gold_stories import articles, stories
from evaluation.splits import hashed, is_test
from newsfold.learned import save_linear
from newsfold.tell.account import SentenceRanker
from newsfold.text import collapse

SENTENCES = 25  # of each article, from its start
WEIGHTS = Path(__file__).parent.parent / "src" / "newsfold" / "models" / "account" / "weights.json"
WORDS = 50  # of a sentence; `benchmarks/account.py` scores as many of an account


def main() -> None:
    parser = arguments.parser(__doc__)
    parser.add_argument("--stories", type=int, default=400)
    arguments.add_cache(parser)
    chosen = parser.parse_args()
    rows = {k: v for k, v in stories(chosen.data).items() if v[0].get("reference") and not is_test(k)}
    scorer = RougeScorer(["rouge1", "rouge2"], use_stemmer=True)
    seen, scores = [], []
    for story in sorted(rows, key=hashed)[: chosen.stories]:
        detail = described(story, articles(rows[story]), chosen.cache)
        reference = collapse(rows[story][0]["reference"].split("ARTICLE=>", 1)[-1])
        sentences = {
            annotated.article_id: annotated.sentences[:SENTENCES] for annotated in detail.annotations
        }
        ranker = SentenceRanker({a.id: a for a in detail.articles}, detail.claims, sentences)
        for claim in ranker.claims:
            text = " ".join(claim.text.split()[:WORDS])
            rouge = scorer.score(reference, text)
            seen.append(ranker.features(claim.evidence[0], claim))
            scores.append((rouge["rouge1"].fmeasure + rouge["rouge2"].fmeasure) / 2)
    names = list(seen[0])
    fitted = Ridge(alpha=1.0).fit(np.array([[row[name] for name in names] for row in seen]), np.array(scores))
    print(f"{len(seen)} sentences")
    save_linear(WEIGHTS, dict(zip(names, fitted.coef_, strict=True)))


if __name__ == "__main__":
    main()
