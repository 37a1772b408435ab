"""Which blocks of a page are its article."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import trafilatura
from lxml import etree
from numpy.typing import NDArray
from resiliparse.extract.html2text import extract_plain_text

from newsfold.clean.features import block_features, candidate_blocks, is_prose
from newsfold.clean.html import Block, Document
from newsfold.clean.posts import with_writers
from newsfold.clean.settings import BLOCKS, COPIES
from newsfold.clean.trees import BUNDLED, probabilities
from newsfold.learned import Table
from newsfold.text import runs


def main_blocks(document: Document, source: str, title: str | None, models: Path = BUNDLED) -> list[Block]:
    """The blocks that hold the article's text, in order.

    Two extractors vote (trafilatura in precision mode, or resiliparse where trafilatura's text is short and
    under half as long; and resiliparse), and a model decides on each block by the votes, its place, its words
    and its neighbours: gradient-boosted trees (Friedman 2001), trained by `training/main_text.py`.
    """
    if not document.blocks:
        return []
    if document.revealed:
        source = etree.tostring(document.root, encoding="unicode", method="html")
    table = block_features(document, votes(source), title)
    mask = candidate_blocks(table)
    likely = np.zeros(len(table))
    likely[mask] = probabilities(table.where(mask), models / "trees.npz")
    blocks = [block for block, keep in zip(document.blocks, chosen(table, likely), strict=True) if keep]
    return unrepeated(document, with_writers(document, blocks))


def chosen(table: Table, likely: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which blocks are the article, by how `likely` each is, 0..1; `table` has their features.

    From the first sure sentence on a block left out costs the words around it their order too, so a
    doubtful one is kept; what stands above (slogans, slugs, labels) must be likelier than not.
    """
    sure = np.flatnonzero((likely > 0.5) & is_prose(table))
    below = np.arange(len(table)) >= (sure[0] if len(sure) else 0)
    mask: NDArray[np.bool_] = likely > np.where(below, BLOCKS.likely, BLOCKS.likely_above)
    return mask


def votes(source: str) -> list[str]:
    """What the extractors take for the article, the surer one first."""
    first, second = _trafilatura(source), _resiliparse(source)
    return [second if len(first) < min(COPIES.missed, len(second) / 2) else first, second]


def covered(document: Document, proposal: str) -> list[Block]:
    """The blocks of which at least half the words stand in `proposal`, none more often than there."""
    lines = Counter(" ".join(runs(line)) for line in proposal.split("\n"))
    shingles = set(_shingles(runs(proposal)))
    blocks: list[Block] = []
    for block in document.blocks:
        words = runs(document.text[block.start : block.end])
        if not words:
            continue
        line = " ".join(words)
        if lines[line] > 0:
            lines[line] -= 1
            blocks.append(block)
        elif len(words) > BLOCKS.shingle and line not in lines:
            shared = sum(1 for shingle in _shingles(words) if shingle in shingles)
            if shared >= (len(words) - BLOCKS.shingle + 1) / 2:
                blocks.append(block)
    return blocks


def unrepeated(document: Document, blocks: list[Block]) -> list[Block]:
    """`blocks` without those that only repeat several others: a page's hidden copy of its own text."""
    words = [runs(document.text[b.start : b.end]) for b in blocks]
    count = Counter(s for words_of_block in words for s in set(_shingles(words_of_block)))
    unique = []
    for block, words_of_block in zip(blocks, words, strict=True):
        shingles = set(_shingles(words_of_block))
        longest = len(words_of_block) >= COPIES.words and len(words_of_block) > 0.3 * sum(map(len, words))
        if longest and sum(1 for run in shingles if count[run] > 1) > 0.9 * len(shingles):
            continue
        unique.append(block)
    return unique or blocks


def _shingles(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + BLOCKS.shingle]) for i in range(len(words) - BLOCKS.shingle + 1)]


def _trafilatura(source: str) -> str:
    try:
        text = trafilatura.extract(source, favor_precision=True, include_comments=False, include_tables=True)
    except Exception:  # it raises many kinds on hostile pages; the other extractor goes on
        return ""
    return text or ""


def _resiliparse(source: str) -> str:
    try:
        text = extract_plain_text(
            source, main_content=True, preserve_formatting=True, list_bullets=False, alt_texts=False,
            comments=False, post_meta=False,
        )  # fmt: skip
    except Exception:  # as above
        return ""
    return str(text)
