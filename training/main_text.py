"""Train the model that picks an article's blocks, and say how well it does on pages it has not seen.

python -m training.main_text --data DIR [--models trees lines] [--no-folds]

Pages: scrapinghub's and fundus' (both MIT), each twice for the trees: as it is, and degraded to what older
sites sent. Folds keep an outlet's pages together. The trees are written to src/newsfold/models/main_text.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evaluation import arguments
from evaluation.datasets.web_pages import SETS, WebPage
from evaluation.learning.main_text import MODELS, Example, examples, fitted, predicted, save
from evaluation.metrics.main_text import Score, mean_f1, shingle_score, without_optional
from evaluation.splits import OUTLET_FOLDS, outlet_fold

OUT = Path("src/newsfold/models/main_text")


def score(page: WebPage, text: str) -> Score:
    """Shingles for both sets, so that they can be held against each other."""
    true = page.text if page.paragraphs is None else "\n".join(without_optional(page.paragraphs, text))
    return shingle_score(true, text)


def report(title: str, scored: Sequence[tuple[str, Score]]) -> None:
    for kind in sorted({kind for kind, _ in scored}):
        precision, recall, f1 = mean_f1([s for k, s in scored if k == kind])
        print(f"{title:18}{kind:24} F1 {f1:.4f}  precision {precision:.4f}  recall {recall:.4f}", flush=True)


def tested(train: Sequence[Example], test: Sequence[Example], model: str) -> list[tuple[str, Score]]:
    """The scores of some examples by a model learned from others."""
    forest = fitted(train, model)
    return [(example.kind, score(example.page, predicted(forest, example, model))) for example in test]


def folds(listed: Sequence[Example], model: str) -> None:
    """Outlets never seen, and each set by a model of the other."""
    scored = []
    for number in range(OUTLET_FOLDS):
        test = [example for example in listed if outlet_fold(example.outlet) == number]
        scored += tested(
            [example for example in listed if outlet_fold(example.outlet) != number], test, model
        )
    report("unseen outlets", scored)
    for kind in SETS:
        test = [example for example in listed if not example.kind.startswith(kind)]
        outlets = {example.outlet for example in test}
        train = [
            example for example in listed if example.kind.startswith(kind) and example.outlet not in outlets
        ]
        report(f"from {kind}", tested(train, test, model))


def main() -> None:
    parser = arguments.parser(__doc__)
    parser.add_argument("--no-folds", action="store_true")
    parser.add_argument("--models", nargs="+", choices=MODELS, default=MODELS)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    for model in options.models:
        listed = examples(options.data, model)
        save(fitted(listed, model), listed[0].table.names, options.out / f"{model}.npz")
        if not options.no_folds:
            folds(listed, model)


if __name__ == "__main__":
    main()
