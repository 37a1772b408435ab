"""What is known of a page's blocks, each feature by its name, and what the trees that ship make of it."""

from __future__ import annotations

from math import log
from pathlib import Path

import numpy as np
import pytest

from newsfold.clean.features import block_features, directions
from newsfold.clean.html import Document, parse_html
from newsfold.clean.trees import BUNDLED, probabilities
from newsfold.learned import Table
from newsfold.records import NewsfoldError

TITLE = "The ferry runs again"
PAGE = """<html><head><meta name="description" content="The ferry runs again, the harbour says."></head><body>
<header class="site-header"><ul><li><a href="/">Home</a></li><li><a href="/n">News | Sport</a></li></ul>
</header>
<main><article class="story"><h1>The ferry runs again</h1>
<p class="byline">By Orla Venn</p>
<p>The ferry between Orlen and the island runs again, the harbour said on Monday, after 12 days.</p>
<p>“We have waited for this a long time,” said Ida Moor, who keeps the inn on the island's west side.</p>
<figure><img src="x.jpg"><figcaption>The ferry at its pier. PHOTO: IDA MOOR</figcaption></figure>
<blockquote>and so did we all:</blockquote></article>
<aside class="related"><p><a href="/a">The bridge that nobody wanted is for sale</a></p></aside></main>
<div id="footer" style="display:none">© Harbour Post</div></body></html>"""
# One extractor takes the two paragraphs, the other all from the title to the quotation.
FIRST, SECOND = slice(4, 6), slice(2, 8)


def document(page: str) -> Document:
    parsed = parse_html(page)
    assert parsed is not None
    return parsed


def table_of(page: str) -> Table:
    """The features of a page's blocks, of which the extractors take those at FIRST and SECOND."""
    parsed = document(page)
    texts = [parsed.text[b.start : b.end] for b in parsed.blocks]
    return block_features(parsed, ["\n".join(texts[FIRST]), "\n".join(texts[SECOND])], TITLE)


# Words of the ten blocks: 1 2 4 3 17 21 8 5 8 2; the extractors take 38 and 58 of 71.
WHOLE_PAGE = {
    "vote 1 share of page": 38 / 71,
    "vote 2 share of page": 58 / 71,
    "votes' ratio": 38 / 58,
    "page's words": log(1 + 71),
}
IN_STORY = {"in article": 1, "in main": 1}
# A block by its place, and its features that are not 0.
BLOCKS = {
    1: {
        "words": log(3),
        "links": 1,
        "capitals": 2 / 12,
        "symbols": 1,
        "is li": 1,
        "in header": 1,
        "in ul": 1,
        "up to frame": 3,
        "depth": 3,
        "vote 1 gap": log(1 + 3),
        "vote 1 before": 1,
        "vote 2 gap": log(1 + 1),
        "vote 2 before": 1,
        "vote 2 +1": 1,
        "vote 2 +2": 1,
        "words -1": log(2),
        "words +1": log(5),
        "words +2": log(4),
        "links -1": 1,
        "from title": log(2),
        "above title": 1,
    },
    3: {
        "words": log(4),
        "byline": 1,
        "capitals": 3 / 12,
        "is p": 1,
        **IN_STORY,
        "up to byline": 1,
        "up to article": 2,
        "depth": 3,
        "vote 1 gap": log(2),
        "vote 1 before": 1,
        "vote 1 +1": 1,
        "vote 1 +2": 1,
        "vote 1 share of wide signature": 1,
        "vote 2": 1,
        "vote 2 through": 7 / 58,
        "vote 2 -1": 1,
        "vote 2 +1": 1,
        "vote 2 +2": 1,
        "vote 2 share of signature": 3 / 58,
        "vote 2 share of wide signature": 50 / 58,
        "prose share of wide signature": 1,
        "words -2": log(3),
        "words -1": log(5),
        "words +1": log(18),
        "words +2": log(22),
        "prose +1": 1,
        "prose +2": 1,
        "links -2": 1,
        "from title": log(2),
    },
    4: {
        "words": log(18),
        "ended": 1,
        "capitals": 3 / 93,
        "digits": 2 / 93,
        "commas": 2 / 17,
        "is p": 1,
        **IN_STORY,
        "up to article": 2,
        "depth": 3,
        "prose": 1,
        "vote 1": 1,
        "vote 1 through": 17 / 38,
        "vote 1 +1": 1,
        "vote 1 share of signature": 1,
        "vote 1 share of wide signature": 1,
        "vote 2": 1,
        "vote 2 through": 24 / 58,
        "vote 2 -2": 1,
        "vote 2 -1": 1,
        "vote 2 +1": 1,
        "vote 2 +2": 1,
        "vote 2 share of signature": 38 / 58,
        "vote 2 share of wide signature": 50 / 58,
        "prose share of signature": 1,
        "prose share of wide signature": 1,
        "prose share of element": 17 / 38,
        "words -2": log(5),
        "words -1": log(4),
        "words +1": log(22),
        "words +2": log(9),
        "prose +1": 1,
        "from title": log(3),
    },
    6: {
        "words": log(9),
        "capitals": 13 / 38,
        "is figcaption": 1,
        **IN_STORY,
        "in figure": 1,
        "up to article": 3,
        "depth": 4,
        "vote 1 gap": log(2),
        "vote 1 after": 1,
        "vote 1 through": 1,
        "vote 1 -2": 1,
        "vote 1 -1": 1,
        "vote 2": 1,
        "vote 2 through": 53 / 58,
        "vote 2 -2": 1,
        "vote 2 -1": 1,
        "vote 2 +1": 1,
        "vote 2 share of signature": 8 / 58,
        "vote 2 share of wide signature": 8 / 58,
        "words -2": log(18),
        "words -1": log(22),
        "words +1": log(6),
        "words +2": log(9),
        "prose -2": 1,
        "prose -1": 1,
        "links +2": 1,
        "pictured": 1,
        "from title": log(5),
    },
    9: {
        "words": log(3),
        "label": 1,
        "capitals": 2 / 14,
        "symbols": 1,
        "is div": 1,
        "up to frame": 1,
        "unseen": 1,
        "depth": 1,
        "vote 1 gap": log(5),
        "vote 1 after": 1,
        "vote 1 through": 1,
        "vote 2 gap": log(3),
        "vote 2 after": 1,
        "vote 2 through": 1,
        "vote 2 -2": 1,
        "words -2": log(6),
        "words -1": log(9),
        "links -1": 1,
        "from title": log(8),
    },
}


@pytest.mark.parametrize("block", BLOCKS)
def test_each_feature_of_a_block_is_what_its_name_says(block: int) -> None:
    table = table_of(PAGE)
    features = {n: v for n, v in zip(table.names, table.rows[block].tolist(), strict=True) if v}
    assert features == pytest.approx({**BLOCKS[block], **WHOLE_PAGE}, abs=1e-5)


# (a block's markup, what it is, where it is, or how far up a class of that kind is)
MARKUP: list[tuple[str, dict[str, float]]] = [
    *((f"<{tag}>Ferry</{tag}>", {f"is {tag}": 1.0}) for tag in ("h2", "h3", "h4", "pre", "blockquote", "p")),
    ("<table><tr><td>Ferry</td></tr></table>", {"is td": 1.0, "in table": 1.0}),
    ("<ol><li>Ferry</li></ol>", {"is li": 1.0, "in ol": 1.0}),
    *(
        (f"<{place}><p>Ferry</p></{place}>", {f"in {place}": 1.0})
        for place in ("aside", "nav", "footer", "header", "form", "section", "figure")
    ),
    ("<div class='gallery'><p>Ferry</p></div>", {"up to picture": 2.0}),
    ("<p class='author'>Ferry</p>", {"up to byline": 1.0}),
    ("<div class='teaser'><div><p>Ferry</p></div></div>", {"up to promotion": 3.0}),
    ("<div class='disqus'><p>Ferry</p></div>", {"up to comments": 2.0}),
    ("<p class='cookie'>Ferry</p>", {"up to frame": 1.0}),
    ("<p>Monday, 3 March 2014</p>", {"date": 1.0}),
    ("<p>Ferry</p><p>Ferry</p>", {"repeated": 1.0}),
    ("<p>ferry:</p>", {"lower": 1.0, "colon": 1.0}),
    ("<p>“Ferry”</p>", {"quotation": 1.0}),
    ("<p>The ferry runs.</p>", {"ended": 1.0, "description": 1.0}),
]


@pytest.mark.parametrize(("markup", "expected"), MARKUP)
def test_a_blocks_markup_and_text_are_told_by_name(markup: str, expected: dict[str, float]) -> None:
    head = '<meta name="description" content="The ferry runs.">'
    page = document(f"<html><head>{head}</head><body>{markup}</body></html>")
    table = block_features(page, ["", ""], None)
    asked = {n for _, features_of in MARKUP for n in features_of}
    features = {n: float(table.column(n)[0]) for n in asked if table.column(n)[0]}
    kind: dict[str, float] = {
        n: 1.0 for n in ("is p", "is li", "is td") if n in features
    }  # of the element that others are about
    assert features == kind | expected


def test_the_trees_that_ship_pick_the_article() -> None:
    likely = probabilities(table_of(PAGE), BUNDLED / "trees.npz")
    expected = [0.01, 0.01, 0.06, 0.28, 0.99, 0.99, 0.11, 0.10, 0.01, 0.0]
    assert likely.tolist() == pytest.approx(expected, abs=0.006)


def test_features_in_another_order_are_refused(tmp_path: Path) -> None:
    table = table_of(PAGE)
    with pytest.raises(
        NewsfoldError, match=r"main_text/trees.npz .* feature 1 is 'words', not 'above title'"
    ):
        probabilities(Table(table.names[::-1], table.rows[:, ::-1]), BUNDLED / "trees.npz")
    with np.load(BUNDLED / "trees.npz") as arrays:
        nameless = {name: arrays[name] for name in arrays.files if name != "features"}
    np.savez(tmp_path / "trees.npz", **nameless)
    with pytest.raises(NewsfoldError, match="it lacks 'words'"):
        probabilities(table, tmp_path / "trees.npz")


def test_what_speaks_for_and_against_a_block_is_held_in_training() -> None:
    names = table_of(PAGE).names
    signs = dict(zip(names, directions(names), strict=True))
    assert [name for name, sign in signs.items() if sign < 0] == ["links"]
    assert {name for name, sign in signs.items() if sign > 0} == {
        "prose",
        *(f"vote {n}{of}" for n in (1, 2) for of in ("", " share of signature", " share of wide signature")),
    }
