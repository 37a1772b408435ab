"""The models that pick an article's blocks ("trees") or lines ("lines"), learned from pages with their text.

Each page comes twice: as it is, and degraded to what older sites sent (no classes or ids, no elements but
div, paragraphs as line breaks), so that a model does not lean on modern markup. Needs scikit-learn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from lxml import etree, html
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from evaluation.datasets.web_pages import SETS, WebPage, pages
from evaluation.splits import OUTLET_FOLDS, outlet_fold
from newsfold.addresses import domain
from newsfold.clean.decode import decode
from newsfold.clean.fast import line_features, page_lines
from newsfold.clean.features import block_features, candidate_blocks, directions
from newsfold.clean.html import Block, Document, parse_html
from newsfold.clean.main_text import chosen, covered, unrepeated, votes
from newsfold.clean.metadata import metadata
from newsfold.learned import Table

MODELS = ("trees", "lines")
_DIVS = {"article", "section", "main", "aside", "nav", "header", "footer", "figure", "figcaption"}


@dataclass
class Example:
    """A page's blocks, or its lines: their features, and which of them are its article."""

    kind: str
    outlet: str
    table: Table
    wanted: NDArray[np.bool_]
    weight: NDArray[np.float64]  # of each block, by its words
    texts: list[str]
    page: WebPage


def examples(data: Path, model: str) -> list[Example]:
    """What "trees" or "lines" learn from; only the former see degraded pages."""
    result: list[Example | None] = []
    for name in SETS:
        for number, page in enumerate(pages(data, name)):
            source = decode(page.body) or ""
            if model == "lines":
                result.append(_of_lines(name, source, page))
                continue
            result.append(_of_blocks(name, source, page))
            result.append(_of_blocks(f"{name}, degraded", degraded(source, number % 2 == 0), page))
    return [example for example in result if example is not None]


def _true_text(page: WebPage) -> str:
    if page.paragraphs is None:
        return page.text
    return "\n".join(paragraph.strip("[]") for paragraph in page.paragraphs)


def _optional_text(page: WebPage) -> str:
    return "\n".join(p[1:-1] for p in page.paragraphs or () if p[0] == "[" and p[-1] == "]")


def _outlet(page: WebPage) -> str:
    return domain(page.url) or page.url


def _of_blocks(kind: str, source: str, page: WebPage) -> Example | None:
    document = parse_html(source)
    if document is None:
        return None
    wanted = {block.start for block in unrepeated(document, covered(document, _true_text(page)))}
    optional = _optional_text(page)
    either = {block.start for block in covered(document, optional)} if optional else set()
    texts = [document.text[b.start : b.end] for b in document.blocks]
    words = [len(text.split()) + 2 for text in texts]
    count = np.array([0 if b.start in either else w for b, w in zip(document.blocks, words, strict=True)])
    right = np.array([b.start in wanted for b in document.blocks])
    table = block_features(document, votes(source), metadata(document, page.url).title)
    weight = count / max(30, int(count[right].sum()))
    return Example(kind, _outlet(page), table, right, weight, texts, page)


def _of_lines(kind: str, source: str, page: WebPage) -> Example | None:
    listed = page_lines(source)
    if not listed:
        return None
    blocks, at = [], 0
    for line in listed:
        blocks.append(Block(at, at + len(line.text), None, 0))
        at += len(line.text) + 1
    document = Document(None, "\n".join(line.text for line in listed), tuple(blocks))
    wanted = {block.start for block in covered(document, _true_text(page))}
    count = np.array([len(line.text.split()) + 2 for line in listed])
    right = np.array([block.start in wanted for block in blocks])
    weight = count / max(30, int(count[right].sum()))
    texts = [line.text for line in listed]
    return Example(kind, _outlet(page), line_features(listed), right, weight, texts, page)


def degraded(source: str, breaks: bool) -> str:
    """The page as an older site would send it; with `breaks` its paragraphs end in line breaks."""
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
    return str(html.tostring(root, encoding="unicode"))


def _candidates(example: Example, model: str) -> NDArray[np.bool_]:
    return np.ones(len(example.table), dtype=bool) if model == "lines" else candidate_blocks(example.table)


def fitted(listed: Sequence[Example], model: str) -> HistGradientBoostingClassifier:
    """The model of these examples.

    What an extractor took is never the less likely for it, nor prose, nor a block with fewer links: so the
    trees can't learn one outlet's exceptions from these.
    """
    fast = model == "lines"
    forest = HistGradientBoostingClassifier(
        max_iter=60 if fast else 120, max_depth=3, learning_rate=0.2 if fast else 0.1, min_samples_leaf=40,
        l2_regularization=5, max_features=0.4, random_state=0, early_stopping=False,
        monotonic_cst=None if fast else directions(listed[0].table.names),
    )  # fmt: skip
    chosen_rows = [_candidates(example, model) for example in listed]
    rows = np.concatenate(
        [example.table.rows[keep] for example, keep in zip(listed, chosen_rows, strict=True)]
    )
    right = np.concatenate([example.wanted[keep] for example, keep in zip(listed, chosen_rows, strict=True)])
    weight = np.concatenate([example.weight[keep] for example, keep in zip(listed, chosen_rows, strict=True)])
    return forest.fit(rows, right, sample_weight=weight)


def predicted(forest: HistGradientBoostingClassifier, example: Example, model: str) -> str:
    """The main text that a fitted model picks."""
    keep, likely = _candidates(example, model), np.zeros(len(example.table))
    likely[keep] = forest.predict_proba(example.table.rows[keep])[:, 1]
    keep = likely > 0.5 if model == "lines" else chosen(example.table, likely)
    return "\n".join(text for text, picked in zip(example.texts, keep, strict=True) if picked)


def left_out_models(data: Path, folder: Path) -> list[Path]:
    """For each fold of the outlets, a folder of models that were learned on the other folds alone."""
    paths = [folder / str(number) for number in range(OUTLET_FOLDS)]
    for model in MODELS:
        listed = examples(data, model)
        for number, path in enumerate(paths):
            others = [example for example in listed if outlet_fold(example.outlet) != number]
            save(fitted(others, model), others[0].table.names, path / f"{model}.npz")
    return paths


def save(forest: HistGradientBoostingClassifier, block_features: Sequence[str], path: Path) -> None:
    """Write the trees as arrays of one shape, with the names of the features; a leaf is its own child."""
    trees = [predictor.nodes for (predictor,) in forest._predictors]
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
    start, names = forest._baseline_prediction.item(), np.array(block_features)
    np.savez_compressed(path, features=names, start=start, depth=3, **arrays)
