"""What is known of each block of a page, as numbers for the model that picks the article's."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from lxml import etree
from numpy.typing import NDArray

from newsfold.clean.boilerplate import boilerplate_kind, same_title
from newsfold.clean.bylines import byline
from newsfold.clean.date_lines import date_line
from newsfold.clean.html import Block, Document
from newsfold.clean.settings import BLOCKS
from newsfold.language import all_languages
from newsfold.learned import Table
from newsfold.text import ENDS
from newsfold.text import runs as words_of

_ENDED_BLOCK = re.compile(rf"[{ENDS}][\"'”’)\]»“」』）]*\s*$")
_CLASS_KINDS = {  # of what an element holds, by parts of names that layouts have the world over
    kind: re.compile("|".join(parts), re.IGNORECASE) for kind, parts in all_languages("class_names").items()
}
_UP_TO = sorted(_CLASS_KINDS, key="article".__eq__)  # in the order that the models know, "article" last
_DIGIT_RUN = re.compile("[0-9]+")
_ASCII_CAPITALS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ASCII_DIGITS = b"0123456789"
_PLACE_TAGS = (
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
_TAGS_OF_BLOCKS = ("p", "li", "div", "td", "blockquote", "figcaption", "pre", "span", "h1", "h2", "h3", "h4")
_NEIGHBOURS = (-2, -1, 1, 2)  # whose features a block has too; the weights were learned with them
_VOTES = ("vote 1", "vote 2")
_VOTE_GROUPS = ("signature", "wide signature")  # what a vote's share is taken of


@dataclass(frozen=True, slots=True)
class _Holder:
    """What an element's ancestors say of it."""

    up: Mapping[str, int]  # steps up to the nearest ancestor with a class of each kind; 0 for none
    unseen: bool
    depth: int
    inside: frozenset[str]
    name: str  # the element's tag and class
    signature: str  # its own name and its parent's
    wide: str  # signature of the parent


_OUTERMOST = _Holder(
    dict.fromkeys(_CLASS_KINDS, 0), unseen=False, depth=0, inside=frozenset(), name="", signature="", wide=""
)


def block_features(document: Document, votes: Sequence[str], title: str | None) -> Table:
    """One row a block. `votes` are the two extractors' texts, the better one first."""
    texts = [document.text[b.start : b.end] for b in document.blocks]
    words = [words_of(text) for text in texts]
    covers = {name: _coverage(words, vote) for name, vote in zip(_VOTES, votes, strict=True)}
    holders = _holders(document.blocks)
    count = np.array([len(w) for w in words], dtype=np.float32)
    prose = np.array(
        [_is_prose_block(t, len(w), b) for t, w, b in zip(texts, words, document.blocks, strict=True)]
    )
    of_the_block = _own(document.blocks, texts, words, title)
    columns: dict[str, NDArray[np.float32]] = {
        "words": np.log1p(count),
        **of_the_block,
        **_columns_of_places(document.blocks, holders),
        "prose": prose.astype(np.float32),
    }
    shares = {
        "signature": _share(holder.signature for holder in holders),
        "wide signature": _share(holder.wide for holder in holders),
        "element": _share(block.element for block in document.blocks),
    }
    for name, cover in covers.items():
        columns |= _vote(name, cover, count)
        columns |= {f"{name} share of {group}": shares[group](count * cover) for group in _VOTE_GROUPS}
    columns |= {f"prose share of {group}": share(count * prose) for group, share in shares.items()}
    columns |= _neighbours("words", np.log1p(count))
    columns |= _neighbours("prose", prose.astype(np.float32))
    columns |= _neighbours("links", of_the_block["links"])
    total = max(1.0, float(count.sum()))
    taken = {name: float((count * cover).sum()) for name, cover in covers.items()}
    page = {f"{name} share of page": words / total for name, words in taken.items()}
    page["votes' ratio"] = min(9.0, taken["vote 1"] / max(1.0, taken["vote 2"]))
    page["page's words"] = math.log1p(total)
    columns |= {name: np.full(len(texts), value, dtype=np.float32) for name, value in page.items()}
    return Table.of_columns(columns | _standing(document, texts, title))


def directions(names: Sequence[str]) -> list[int]:
    """For each of these features: 1 where more of it must never count against a block, -1 where never for.

    The votes, and how much of their group they took, speak for a block; so does prose, and links against.
    """
    signs = {"links": -1, "prose": 1}
    for vote in _VOTES:
        signs |= {vote: 1, **{f"{vote} share of {group}": 1 for group in _VOTE_GROUPS}}
    return [signs.get(name, 0) for name in names]


def is_prose(table: Table) -> NDArray[np.bool_]:
    """Which blocks are running text."""
    mask: NDArray[np.bool_] = table.column("prose") > 0
    return mask


def candidate_blocks(table: Table) -> NDArray[np.bool_]:
    """The blocks that may belong to the article at all: taken by an extractor, prose, or near to such."""
    mask = is_prose(table)
    for vote in _VOTES:
        mask = mask | (table.column(vote) > 0)
    widened = mask.copy()
    for step in range(1, BLOCKS.near + 1):
        widened[step:] |= mask[:-step]
        widened[:-step] |= mask[step:]
    return widened


def _coverage(blocks: list[list[str]], proposal: str) -> NDArray[np.float32]:
    """The share of each block's words that stand in `proposal`, in word runs of four."""
    lines = Counter(" ".join(words_of(line)) for line in proposal.split("\n"))
    shingles = set(_word_shingles(words_of(proposal)))
    result = np.zeros(len(blocks), dtype=np.float32)
    for number, words in enumerate(blocks):
        line = " ".join(words)
        if not words:
            continue
        if lines[line] > 0:
            lines[line] -= 1
            result[number] = 1.0
        elif len(words) > BLOCKS.shingle:
            runs = _word_shingles(words)
            result[number] = sum(1 for run in runs if run in shingles) / len(runs)
            if line in lines:
                result[number] /= 2  # said once more than in the proposal
    return result


def _word_shingles(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + BLOCKS.shingle]) for i in range(len(words) - BLOCKS.shingle + 1)]


def _is_prose_block(text: str, count: int, block: Block) -> bool:
    return (
        count >= BLOCKS.prose_words
        and block.linked < (block.end - block.start) / 2
        and bool(_ENDED_BLOCK.search(text))
    )


def _column(values: Iterable[float]) -> NDArray[np.float32]:
    return np.array(list(values), dtype=np.float32)


def _own(
    blocks: Sequence[Block], texts: Sequence[str], words: Sequence[Sequence[str]], title: str | None
) -> dict[str, NDArray[np.float32]]:
    """What a block's own words and links tell."""
    seen = Counter(texts)
    lengths = [max(1, len(text)) for text in texts]
    return {
        "links": _column(block.linked / n for block, n in zip(blocks, lengths, strict=True)),
        "ended": _column(bool(_ENDED_BLOCK.search(text)) for text in texts),
        "lower": _column(text[0].islower() for text in texts),
        "label": _column(boilerplate_kind(text) is not None for text in texts),
        "date": _column(date_line(text) is not None for text in texts),
        "byline": _column(byline(text) is not None for text in texts),
        "repeated": _column(seen[text] > 1 for text in texts),
        "capitals": _column(capitals(text) / n for text, n in zip(texts, lengths, strict=True)),
        "digits": _column(_digits(text) / n for text, n in zip(texts, lengths, strict=True)),
        "commas": _column(text.count(",") / max(1, len(w)) for text, w in zip(texts, words, strict=True)),
        "quotation": _column(any(c in text for c in '“”"«„「') for text in texts),
        "colon": _column(text.endswith(":") for text in texts),
        "symbols": _column("|" in text or "©" in text for text in texts),
        "title": _column(bool(title) and same_title(text, title or "") for text in texts),
    }


def capitals(text: str) -> int:
    """How many capitals `text` has; of ASCII, as most lines are, what is left without them tells."""
    if text.isascii():
        return len(text) - len(text.encode().translate(None, _ASCII_CAPITALS))
    return sum(map(str.isupper, text))


def _digits(text: str) -> int:
    """How many digits `text` has."""
    if text.isascii():
        return len(text) - len(text.encode().translate(None, _ASCII_DIGITS))
    return sum(map(str.isdigit, text))


def _standing(document: Document, texts: Sequence[str], title: str | None) -> dict[str, NDArray[np.float32]]:
    """Where a block stands to the page's pictures, its title and its description."""
    heading = next((n for n, text in enumerate(texts) if title and same_title(text, title)), -1)
    return {
        "pictured": _column(block.pictured for block in document.blocks),
        "description": _column(text == document.described for text in texts),
        "from title": _column(_log_gap(number, heading) for number in range(len(texts))),
        "above title": _column(number < heading for number in range(len(texts))),
    }


def _log_gap(number: int, heading: int) -> float:
    """How far below the page's title a block stands; 5 for a page that does not show its title."""
    return math.log1p(abs(number - heading)) if heading >= 0 else 5.0


def _columns_of_places(blocks: Sequence[Block], holders: Sequence[_Holder]) -> dict[str, NDArray[np.float32]]:
    """A block's element, and what those around it are."""
    tags = [block.element.tag for block in blocks]
    return {
        **{f"is {tag}": _column(tags_of_block == tag for tags_of_block in tags) for tag in _TAGS_OF_BLOCKS},
        **{f"in {place}": _column(place in holder.inside for holder in holders) for place in _PLACE_TAGS},
        **{f"up to {kind}": _column(holder.up[kind] for holder in holders) for kind in _UP_TO},
        "unseen": _column(holder.unseen for holder in holders),
        "depth": _column(holder.depth for holder in holders),
    }


def _holders(blocks: tuple[Block, ...]) -> list[_Holder]:
    known: dict[etree._Element, _Holder] = {}
    return [_holder(block.element, known) for block in blocks]


def _holder(element: etree._Element, known: dict[etree._Element, _Holder]) -> _Holder:
    """What an element says together with those around it; `known` has the holders made before."""
    path: list[etree._Element] = []
    at: etree._Element | None = element
    while at is not None and at not in known and at.tag not in ("body", "html"):
        path.append(at)
        at = at.getparent()
    holder = known.get(at, _OUTERMOST) if at is not None else _OUTERMOST
    for inner in reversed(path):
        holder = known[inner] = _within(inner, holder)
    return holder


def _within(element: etree._Element, around: _Holder) -> _Holder:
    """An element's holder by that of its parent."""
    tag, classes = str(element.tag), element.get("class") or ""
    kinds = _kinds(f"{classes} {element.get('id') or ''}")
    style = (element.get("style") or "").replace(" ", "")
    boilerplate_kind = f"{tag}.{_DIGIT_RUN.sub('0', classes)}"
    return _Holder(
        up={kind: 1 if kind in kinds else steps + 1 if steps else 0 for kind, steps in around.up.items()},
        unseen=around.unseen or "display:none" in style or element.get("hidden") is not None,
        depth=around.depth + 1,
        inside=around.inside if tag in around.inside else around.inside | {tag},
        name=boilerplate_kind,
        signature=f"{boilerplate_kind} {around.name}" if around.depth else boilerplate_kind,
        wide=around.signature,
    )


@lru_cache(maxsize=4096)
def _kinds(names: str) -> frozenset[str]:
    """The kinds of what elements hold that a class and an id tell; pages repeat most of theirs."""
    return frozenset(kind for kind, pattern in _CLASS_KINDS.items() if pattern.search(names))


def _share(groups: Iterable[Hashable]) -> Callable[[NDArray[np.float32]], NDArray[np.float32]]:
    """For weights of the blocks: the share of all weight that a block's group has."""
    numbers: dict[Hashable, int] = {}
    index = np.array([numbers.setdefault(g, len(numbers)) for g in groups], dtype=np.int64)

    def shares(weight: NDArray[np.float32]) -> NDArray[np.float32]:
        sums = np.bincount(index, weights=weight, minlength=max(1, len(numbers)))
        result: NDArray[np.float32] = (sums / max(1.0, sums.sum()))[index].astype(np.float32)
        return result

    return shares


def _vote(
    name: str, cover: NDArray[np.float32], count: NDArray[np.float32]
) -> dict[str, NDArray[np.float32]]:
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
    return {
        name: cover,
        f"{name} gap": np.log1p(gap).astype(np.float32),
        f"{name} before": before.astype(np.float32),
        f"{name} after": after.astype(np.float32),
        f"{name} through": through.astype(np.float32),
        **_neighbours(name, cover),
    }


def _neighbours(name: str, values: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
    """The same of the blocks around."""
    reach = max(_NEIGHBOURS)
    padded = np.concatenate([np.zeros(reach), values, np.zeros(reach)])
    return {
        f"{name} {step:+}": padded[reach + step : reach + step + len(values)].astype(np.float32)
        for step in _NEIGHBOURS
    }
