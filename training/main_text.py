"""Train the model that picks an article's blocks, and say how well it does on pages it has not seen.

python training/main_text.py --data DIR [--models trees lines] [--no-folds]

Pages: scrapinghub's and fundus' (both MIT), each twice: as it is, and degraded to what older sites sent
(no classes or ids, no elements but div, paragraphs as line breaks), so that the model does not lean on
modern markup. Folds keep an outlet's pages together. The trees are written to src/newsfold/models/main_text.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from lxml import etree, html
from sklearn.ensemble import HistGradientBoostingClassifier

from newsfold.addresses import domain
from newsfold.clean.decode import decode
from newsfold.clean.fast import line_features, lines
from newsfold.clean.features import candidates, directions, features
from newsfold.clean.html import Block, Document, parse
from newsfold.clean.main_text import chosen, covered, unrepeated, votes
from newsfold.clean.metadata import metadata

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))
from extraction import shingle_score, shingles, summary  # noqa: E402

FOLDS = 4
MODELS = ("trees", "lines")
_DIVS = {"article", "section", "main", "aside", "nav", "header", "footer", "figure", "figcaption"}


@dataclass
class Example:
    """One page: its blocks' features, and which of them are its article."""

    kind: str
    outlet: str
    rows: Any
    wanted: Any
    weight: Any
    texts: list[str]
    truth: Any


def line_example(kind: str, source: str, url: str, truth: Any) -> Example | None:
    """As `example`, for the lines of the fast way."""
    found = lines(source)
    if not found:
        return None
    text = "\n".join(p.strip("[]") for p in truth) if isinstance(truth, list) else truth
    blocks, at = [], 0
    for line in found:
        blocks.append(Block(at, at + len(line.text), None, 0))
        at += len(line.text) + 1
    document = Document(None, "\n".join(line.text for line in found), tuple(blocks))
    wanted = {block.start for block in covered(document, text)}
    count = np.array([len(line.text.split()) + 2 for line in found])
    right = np.array([block.start in wanted for block in blocks])
    weight = count / max(30, int(count[right].sum()))
    shown = [line.text for line in found]
    return Example(kind, domain(url) or url, line_features(found), right, weight, shown, truth)


def degraded(source: str, breaks: bool) -> str:
    """The page as an older site would send it."""
    root = html.document_fromstring(source.encode(), parser=html.HTMLParser(encoding="utf-8"))
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        if element.tag in _DIVS:
            element.tag = "div"
        for name in ("class", "id", "role", "itemprop"):
            element.attrib.pop(name, None)
        if breaks and element.tag == "p" and (parent := element.getparent()) is not None:
            element.tag = "span"
            first, second = etree.Element("br"), etree.Element("br")
            second.tail, element.tail = element.tail, None
            at = parent.index(element)
            parent.insert(at + 1, first)
            parent.insert(at + 2, second)
    return html.tostring(root, encoding="unicode")


def example(kind: str, source: str, url: str, truth: Any) -> Example | None:
    document = parse(source)
    if document is None:
        return None
    optional = ""
    text = truth
    if isinstance(truth, list):
        optional = "\n".join(p[1:-1] for p in truth if p[0] == "[" and p[-1] == "]")
        text = "\n".join(p.strip("[]") for p in truth)
    wanted = {block.start for block in unrepeated(document, covered(document, text))}
    either = {block.start for block in covered(document, optional)} if optional else set()
    texts = [document.text[b.start : b.end] for b in document.blocks]
    words = [len(text.split()) + 2 for text in texts]
    count = np.array([0 if b.start in either else w for b, w in zip(document.blocks, words, strict=True)])
    right = np.array([b.start in wanted for b in document.blocks])
    rows = features(document, votes(source), metadata(document, url).title)
    weight = count / max(30, int(count[right].sum()))
    return Example(kind, domain(url) or url, rows, right, weight, texts, truth)


def examples(data: Path, fast: bool = False) -> list[Example]:
    found: list[Example | None] = []
    for kind in ("scrapinghub", "fundus"):
        folder = data / "extraction" / kind
        pages = json.loads((folder / "ground-truth.json").read_text("utf-8"))
        for number, (key, row) in enumerate(sorted(pages.items())):
            body = gzip.decompress((folder / "html" / f"{key.removesuffix('.html.gz')}.html.gz").read_bytes())
            source = decode(body) or ""
            truth = row["body"] if kind == "fundus" else row["articleBody"]
            if fast:
                found.append(line_example(kind, source, row["url"], truth))
                continue
            found.append(example(kind, source, row["url"], truth))
            found.append(example(f"{kind}, degraded", degraded(source, number % 2 == 0), row["url"], truth))
    return [one for one in found if one is not None]


def near(one: Example, fast: bool) -> Any:
    return np.ones(len(one.rows), dtype=bool) if fast else candidates(one.rows)


def fitted(pages: list[Example], fast: bool = False) -> HistGradientBoostingClassifier:
    """The model of `pages`. What an extractor took is never the less likely for it, nor prose, nor a
    block with fewer links: so the model can't learn one outlet's exceptions from these."""
    columns = pages[0].rows.shape[1]
    model = HistGradientBoostingClassifier(
        max_iter=60 if fast else 120, max_depth=3, learning_rate=0.2 if fast else 0.1, min_samples_leaf=40,
        l2_regularization=5, max_features=0.4, random_state=0, early_stopping=False,
        monotonic_cst=None if fast else directions(columns),
    )  # fmt: skip
    kept = [near(one, fast) for one in pages]
    rows = np.concatenate([one.rows[keep] for one, keep in zip(pages, kept, strict=True)])
    right = np.concatenate([one.wanted[keep] for one, keep in zip(pages, kept, strict=True)])
    weight = np.concatenate([one.weight[keep] for one, keep in zip(pages, kept, strict=True)])
    return model.fit(rows, right, sample_weight=weight)


def predicted(model: HistGradientBoostingClassifier, one: Example, fast: bool) -> list[str]:
    keep, likely = near(one, fast), np.zeros(len(one.rows))
    likely[keep] = model.predict_proba(one.rows[keep])[:, 1]
    keep = likely > 0.5 if fast else chosen(one.rows, likely)
    return [text for text, kept in zip(one.texts, keep, strict=True) if kept]


def score(one: Example, lines: list[str]) -> tuple[float, float, float]:
    text, truth = "\n".join(lines), one.truth
    if isinstance(truth, list):
        got = shingles(text)
        asked = [(p, shingles(p)) for p in truth]
        parts = [p for p, own in asked if p[0] != "[" or (own & got).total() * 2 >= own.total()]
        truth = "\n".join(p.strip("[]") for p in parts)
    return shingle_score(truth, text)


def report(title: str, scored: list[tuple[str, tuple[float, float, float]]]) -> None:
    for kind in sorted({kind for kind, _ in scored}):
        f1, precision, recall = summary("", [s for k, s in scored if k == kind])
        print(f"{title:18}{kind:24} F1 {f1:.4f}  precision {precision:.4f}  recall {recall:.4f}", flush=True)


def fold(outlet: str) -> int:
    """Which part of the pages an outlet's belong to."""
    return sha256(outlet.encode()).digest()[0] % FOLDS


def unseen_models(data: Path, folder: Path) -> list[Path]:
    """For each fold, a folder of models that were trained on the other folds' outlets alone."""
    paths = [folder / str(number) for number in range(FOLDS)]
    for name in MODELS:
        found = examples(data, name == "lines")
        for number, path in enumerate(paths):
            others = [one for one in found if fold(one.outlet) != number]
            saved(fitted(others, name == "lines"), path / f"{name}.npz")
    return paths


def folds(found: list[Example], fast: bool) -> None:
    scored = []
    for number in range(FOLDS):
        model = fitted([one for one in found if fold(one.outlet) != number], fast)
        test = [one for one in found if fold(one.outlet) == number]
        scored += [(one.kind, score(one, predicted(model, one, fast))) for one in test]
    report("unseen outlets", scored)
    for kind in ("scrapinghub", "fundus"):
        others = [one for one in found if not one.kind.startswith(kind)]
        outlets = {one.outlet for one in others}
        model = fitted(
            [one for one in found if one.kind.startswith(kind) and one.outlet not in outlets], fast
        )
        report(f"from {kind}", [(one.kind, score(one, predicted(model, one, fast))) for one in others])


def saved(model: HistGradientBoostingClassifier, path: Path) -> None:
    """The trees as arrays of one shape; a leaf is its own child."""
    trees = [predictor.nodes for (predictor,) in model._predictors]
    width = max(len(nodes) for nodes in trees)
    kinds = {
        "feature": np.int16,
        "threshold": np.float32,
        "left": np.int16,
        "right": np.int16,
        "value": np.float32,
    }
    arrays: dict[str, Any] = {name: np.zeros((len(trees), width), dtype=kind) for name, kind in kinds.items()}
    for number, nodes in enumerate(trees):
        for at, node in enumerate(nodes):
            leaf = bool(node["is_leaf"])
            arrays["feature"][number, at] = 0 if leaf else node["feature_idx"]
            arrays["threshold"][number, at] = 0 if leaf else node["num_threshold"]
            arrays["left"][number, at] = at if leaf else node["left"]
            arrays["right"][number, at] = at if leaf else node["right"]
            arrays["value"][number, at] = node["value"] if leaf else 0
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, start=model._baseline_prediction.item(), depth=3, **arrays)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--no-folds", action="store_true")
    parser.add_argument("--models", nargs="+", choices=MODELS, default=MODELS)
    options = parser.parse_args()
    for name in options.models:
        found = examples(options.data, name == "lines")
        saved(fitted(found, name == "lines"), ROOT / f"src/newsfold/models/main_text/{name}.npz")
        if not options.no_folds:
            folds(found, name == "lines")


if __name__ == "__main__":
    main()
