"""What is known of each block of a page, as numbers for the model that picks the article's."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

import numpy as np
from lxml import etree
from numpy.typing import NDArray

from newsfold.clean.dates import date_line
from newsfold.clean.furniture import byline, label, same_title
from newsfold.clean.html import Block, Document

_WORD = re.compile(r"\w+")
_SHINGLE = 4
_PROSE_WORDS = 12
_ENDED = re.compile(r"[.!?…][\"'”’)\]»]*$")
_BAD = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"caption|credit|photo|image|\bimg\b|figure|gallery|video|media|slideshow|cutline|pic\b|pix\b",
        r"by-?line|author|writer|bio\b|date|time|meta|info\b|kicker|eyebrow|label|tag|topic|categor|breadcrumb",
        r"shar(?:e|ing)|social|related|promo|recommend|popular|trending|more-|most-|read-?(?:more|next)|teaser|"
        r"newsletter|subscri|sponsor|advert|\bads?\b|widget|signup|sign-up|card|module|list|item|feed|rail|"
        r"links?\b|tool|print|download|app-|cta|donat|support|member|poll|rating|pager|pagination|inline-",
        r"comment|repl(?:y|ies)|respons|discuss|disqus",
        r"footer|foot\b|nav|menu|side-?bar|aside|secondary|disclaim|copyright|cookie|consent|banner|login|register|"
        r"modal|popup|overlay|hidden|utility|correction|note|legal|header|masthead",
    )
)
_GOOD = re.compile(
    r"article|story|content|body|entry|post\b|post-|main|text|paragraph|prose|column|news|hentry|copy|detail",
    re.IGNORECASE,
)
_DIGITS = re.compile("[0-9]+")
_PLACES = (
    "article",
    "main",
    "aside",
    "nav",
    "footer",
    "header",
    "form",
    "table",
    "ul",
    "ol",
    "dl",
    "figure",
    "section",
)
_TAGS = ("p", "li", "div", "td", "blockquote", "figcaption", "pre", "span", "h1", "h2", "h3", "h4")
_AROUND = 3
_PROSE = 1 + 14 + len(_TAGS) + len(_PLACES) + len(_BAD) + 3  # the column of `prose`
_A_VOTE = 11  # columns a vote


@dataclass(frozen=True, slots=True)
class _Holder:
    """What an element's ancestors say of it."""

    bad: tuple[int, ...]  # steps up to the nearest ancestor with a class of each kind of _BAD; 0 for none
    good: int  # the same for a class of articles
    unseen: bool
    depth: int
    inside: frozenset[str]
    signature: str
    wide: str  # signature of the grandparent


def features(document: Document, votes: list[str], title: str | None) -> NDArray[np.float32]:
    """One row a block. `votes` are the extractors' texts, best first."""
    texts = [document.text[b.start : b.end] for b in document.blocks]
    words = [_WORD.findall(text) for text in texts]
    covers = [_coverage(words, vote) for vote in votes]
    holders = _holders(document.blocks)
    count = np.array([len(w) for w in words], dtype=np.float32)
    prose = np.array([_is_prose(t, len(w), b) for t, w, b in zip(texts, words, document.blocks, strict=True)])
    columns: list[NDArray[np.float32]] = [
        np.log1p(count),
        *_own(document.blocks, texts, words, title),
        *_places(document.blocks, holders),
        prose.astype(np.float32),
    ]
    shares = [
        _share(holder.signature for holder in holders),
        _share(holder.wide for holder in holders),
        _share(block.element for block in document.blocks),
    ]
    for cover in covers:
        columns += _vote(cover, count)
        columns += [share(count * cover) for share in shares[:2]]
    columns += [share(count * prose) for share in shares]
    columns += _neighbours(np.log1p(count)) + _neighbours(prose.astype(np.float32))
    columns += _neighbours(columns[1])  # links
    total = max(1.0, float(count.sum()))
    taken = [float((count * cover).sum()) for cover in covers]
    for value in (*(t / total for t in taken), min(9.0, taken[0] / max(1.0, taken[-1])), math.log1p(total)):
        columns.append(np.full(len(texts), value, dtype=np.float32))
    columns += _standing(document, texts, title)
    return np.stack(columns, axis=1).astype(np.float32)


def directions(columns: int) -> list[int]:
    """For each column of `features`: 1 where more of it must never count against a block, -1 where never for.

    The votes, and how much of their group they took, speak for a block; so does prose, and links against.
    """
    signs = [0] * columns
    signs[1] = -1  # the share of linked characters
    signs[_PROSE] = 1
    for vote in (_PROSE + 1, _PROSE + 1 + _A_VOTE):
        for column in (vote, vote + _A_VOTE - 2, vote + _A_VOTE - 1):
            signs[column] = 1
    return signs


def is_prose(rows: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which rows are those of running text."""
    found: NDArray[np.bool_] = rows[:, _PROSE] > 0
    return found


def candidates(rows: NDArray[np.float32]) -> NDArray[np.bool_]:
    """The blocks that may belong to the article at all: taken by an extractor, prose, or near to such."""
    found = (rows[:, _PROSE] > 0) | (rows[:, _PROSE + 1] > 0) | (rows[:, _PROSE + 1 + _A_VOTE] > 0)
    near = found.copy()
    for step in range(1, _AROUND + 1):
        near[step:] |= found[:-step]
        near[:-step] |= found[step:]
    return near


def _coverage(blocks: list[list[str]], proposal: str) -> NDArray[np.float32]:
    """The share of each block's words that stand in `proposal`, in word runs of four."""
    lines = Counter(" ".join(_WORD.findall(line)) for line in proposal.split("\n"))
    shingles = set(_runs(_WORD.findall(proposal)))
    result = np.zeros(len(blocks), dtype=np.float32)
    for number, words in enumerate(blocks):
        line = " ".join(words)
        if not words:
            continue
        if lines[line] > 0:
            lines[line] -= 1
            result[number] = 1.0
        elif len(words) > _SHINGLE:
            runs = _runs(words)
            result[number] = sum(1 for run in runs if run in shingles) / len(runs)
            if line in lines:
                result[number] /= 2  # said once more than in the proposal
    return result


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)]


def _is_prose(text: str, count: int, block: Block) -> bool:
    return (
        count >= _PROSE_WORDS and block.linked < (block.end - block.start) / 2 and bool(_ENDED.search(text))
    )


def _own(
    blocks: tuple[Block, ...], texts: list[str], words: list[list[str]], title: str | None
) -> list[NDArray[np.float32]]:
    seen = Counter(texts)
    rows = []
    for block, text, own in zip(blocks, texts, words, strict=True):
        length = max(1, len(text))
        rows.append(
            (
                block.linked / length,
                bool(_ENDED.search(text)),
                text[0].islower(),
                label(text) is not None,
                date_line(text) is not None,
                byline(text) is not None,
                seen[text] > 1,
                sum(c.isupper() for c in text) / length,
                sum(c.isdigit() for c in text) / length,
                text.count(",") / max(1, len(own)),
                any(c in text for c in '“”"«'),
                text.endswith(":"),
                "|" in text or "©" in text,
                bool(title) and same_title(text, title or ""),
            )
        )
    return list(np.array(rows, dtype=np.float32).T)


def _standing(document: Document, texts: list[str], title: str | None) -> list[NDArray[np.float32]]:
    """Where a block stands to the page's pictures, its title and its description."""
    heading = next((n for n, text in enumerate(texts) if title and same_title(text, title)), -1)
    rows = [
        (block.pictured, text == document.described, _log_gap(number, heading), number < heading)
        for number, (block, text) in enumerate(zip(document.blocks, texts, strict=True))
    ]
    return list(np.array(rows, dtype=np.float32).T)


def _log_gap(number: int, heading: int) -> float:
    """How far below the page's title a block stands; 5 for a page that does not show its title."""
    return math.log1p(abs(number - heading)) if heading >= 0 else 5.0


def _places(blocks: tuple[Block, ...], holders: list[_Holder]) -> list[NDArray[np.float32]]:
    rows = [
        (
            *(block.element.tag == tag for tag in _TAGS),
            *(place in holder.inside for place in _PLACES),
            *holder.bad,
            holder.good,
            holder.unseen,
            holder.depth,
        )
        for block, holder in zip(blocks, holders, strict=True)
    ]
    return list(np.array(rows, dtype=np.float32).T)


@dataclass(frozen=True, slots=True)
class _Named:
    """What one element's tag and attributes say."""

    bad: tuple[bool, ...]
    good: bool
    unseen: bool
    name: str


def _holders(blocks: tuple[Block, ...]) -> list[_Holder]:
    known: dict[etree._Element, _Named] = {}
    found: dict[etree._Element, _Holder] = {}
    for block in blocks:
        if block.element not in found:
            found[block.element] = _holder(block.element, known)
    return [found[block.element] for block in blocks]


def _holder(element: etree._Element, known: dict[etree._Element, _Named]) -> _Holder:
    chain: list[_Named] = []
    inside: set[str] = set()
    at: etree._Element | None = element
    while at is not None and at.tag not in ("body", "html"):
        if at not in known:
            known[at] = _named(at)
        chain.append(known[at])
        inside.add(str(at.tag))
        at = at.getparent()
    kinds = range(len(_BAD))
    return _Holder(
        bad=tuple(next((n for n, one in enumerate(chain, 1) if one.bad[kind]), 0) for kind in kinds),
        good=next((n for n, one in enumerate(chain, 1) if one.good), 0),
        unseen=any(one.unseen for one in chain),
        depth=len(chain),
        inside=frozenset(inside),
        signature=" ".join(one.name for one in chain[:2]),
        wide=" ".join(one.name for one in chain[1:3]),
    )


def _named(element: etree._Element) -> _Named:
    classes = element.get("class") or ""
    names = f"{classes} {element.get('id') or ''}"
    style = (element.get("style") or "").replace(" ", "")
    return _Named(
        bad=tuple(bool(pattern.search(names)) for pattern in _BAD),
        good=bool(_GOOD.search(names)),
        unseen="display:none" in style or element.get("hidden") is not None,
        name=f"{element.tag}.{_DIGITS.sub('0', classes)}",
    )


def _share(groups: Iterable[Hashable]) -> Callable[[NDArray[np.float32]], NDArray[np.float32]]:
    """For weights of the blocks: the share of all weight that a block's group has."""
    numbers: dict[Hashable, int] = {}
    index = np.array([numbers.setdefault(g, len(numbers)) for g in groups], dtype=np.int64)

    def shares(weight: NDArray[np.float32]) -> NDArray[np.float32]:
        sums = np.bincount(index, weights=weight, minlength=max(1, len(numbers)))
        result: NDArray[np.float32] = (sums / max(1.0, sums.sum()))[index].astype(np.float32)
        return result

    return shares


def _vote(cover: NDArray[np.float32], count: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """An extractor's verdict on each block, its neighbours, and where the block lies in what it took."""
    number = len(cover)
    taken = np.flatnonzero(cover > 0.5)
    place = np.arange(number)
    if len(taken) == 0:
        gap = np.full(number, 50.0)
        before = after = through = np.zeros(number)
    else:
        left = np.searchsorted(taken, place, side="right")
        to_left = np.where(left > 0, place - taken[np.maximum(left - 1, 0)], 50)
        right = np.searchsorted(taken, place, side="left")
        to_right = np.where(right < len(taken), taken[np.minimum(right, len(taken) - 1)] - place, 50)
        gap = np.minimum(np.minimum(to_left, to_right), 50)
        before, after = (left == 0).astype(float), (right == len(taken)).astype(float)
        done = np.cumsum(count * cover)
        through = done / max(1.0, float(done[-1]))
    return [
        cover,
        *(c.astype(np.float32) for c in (np.log1p(gap), before, after, through)),
        *_neighbours(cover),
    ]


def _neighbours(values: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    padded = np.concatenate([np.zeros(_AROUND), values, np.zeros(_AROUND)])
    return [
        padded[_AROUND + step : _AROUND + step + len(values)].astype(np.float32) for step in (-2, -1, 1, 2)
    ]
