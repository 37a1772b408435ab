"""What is known of an extractor's lines, each feature by its name, and what the trees make of it."""

from __future__ import annotations

from math import log

import pytest

from newsfold.clean import Cleaning, clean
from newsfold.clean.fast import PageLine, line_features, without_code
from newsfold.clean.trees import BUNDLED, probabilities
from newsfold.learned import Table
from newsfold.records import Article, NewsfoldError
from tests.clean.news_page import PARAGRAPHS, WHALES, WHOLE, around, cleaned, marked
from tests.factories import page

LINES = [
    PageLine("h1", "The ferry runs again", 0.0),
    PageLine("p", "By Orla Venn", 1.0),
    PageLine("p", "The ferry between Orlen and the island runs again, the harbour said on Monday.", 0.0),
    PageLine("li", "boats | trains", 0.5),
    PageLine("", "“We have waited for this a long time,” said Ida Moor, who keeps the inn.", 0.25),
    PageLine("p", "© Harbour Post", 0.0),
]
# Words of the six lines: 4 3 14 3 15 3, 42 in all, 29 of them in prose, 20 in paragraphs.
WHOLE_PAGE = {"page's paragraphs": 20 / 42, "page's words": log(1 + 42)}
# A line by its place, and its features that are not 0.
EXPECTED = {
    2: {
        "words": log(15),
        "ended": 1,
        "prose": 1,
        "paragraph": 1,
        "prose before": 14 / 29,
        "prose to come": 15 / 29,
        "place": log(3),
        "place from end": log(5),
        "words -2": log(5),
        "words -1": log(4),
        "words +1": log(4),
        "words +2": log(16),
        "prose +2": 1,
        "links -1": 1,
        "links +1": 0.5,
        "links +2": 0.25,
        "paragraph -1": 1,
        "item +1": 1,
        "capitals": 2 / 60,
    },
    3: {
        "words": log(4),
        "links": 0.5,
        "item": 1,
        "prose before": 14 / 29,
        "prose to come": 15 / 29,
        "place": log(4),
        "place from end": log(4),
        "words -2": log(4),
        "words -1": log(15),
        "words +1": log(16),
        "words +2": log(4),
        "prose -1": 1,
        "prose +1": 1,
        "links -2": 1,
        "links +1": 0.25,
        "paragraph -2": 1,
        "paragraph -1": 1,
        "paragraph +2": 1,
        "to prose": log(2),
        "symbols": 1,
        "lower": 1,
    },
    0: {
        "words": log(5),
        "heading": 1,
        "prose to come": 1,
        "place from end": log(7),
        "words +1": log(4),
        "words +2": log(15),
        "prose +2": 1,
        "links +1": 1,
        "paragraph +1": 1,
        "paragraph +2": 1,
        "to prose": log(3),
        "above all prose": 1,
        "capitals": 1 / 20,
    },
    5: {
        "words": log(4),
        "paragraph": 1,
        "prose before": 1,
        "place": log(6),
        "place from end": log(2),
        "words -2": log(4),
        "words -1": log(16),
        "prose -1": 1,
        "links -2": 0.5,
        "links -1": 0.25,
        "to prose": log(2),
        "below all prose": 1,
        "symbols": 1,
        "capitals": 2 / 14,
    },
}


@pytest.mark.parametrize("line", EXPECTED)
def test_each_feature_of_a_line_is_what_its_name_says(line: int) -> None:
    table = line_features(LINES)
    features = {n: v for n, v in zip(table.names, table.rows[line].tolist(), strict=True) if v}
    assert features == pytest.approx({**EXPECTED[line], **WHOLE_PAGE}, abs=1e-5)


def test_without_prose_no_line_is_above_or_below_it() -> None:
    table = line_features(LINES[:2])
    assert table.column("to prose").tolist() == pytest.approx([log(51), log(51)])
    assert not table.column("above all prose").any() and not table.column("below all prose").any()


def test_the_trees_that_ship_tell_prose_from_the_rest() -> None:
    likely = probabilities(line_features(LINES), BUNDLED / "lines.npz")
    assert likely.tolist() == pytest.approx([0.18, 0.20, 0.75, 0.54, 0.50, 0.23], abs=0.006)


def test_features_in_another_order_are_refused() -> None:
    table = line_features(LINES)
    with pytest.raises(NewsfoldError, match=r"main_text/lines.npz .* feature 1 is 'words', not 'capitals'"):
        probabilities(Table(table.names[::-1], table.rows[:, ::-1]), BUNDLED / "lines.npz")


def test_the_fast_way() -> None:
    body = "".join(
        f"<p>Paragraph {n} tells at some length what the mayor said of the bridge.</p>" for n in range(6)
    )
    html = (
        "<html><head><title>Bridge opens | The Beacon</title>"
        "<meta property='og:site_name' content='The Beacon'>"
        "</head><body><nav><a href='/'>Home</a> <a href='/w'>World</a></nav><article><h1>Bridge opens</h1>"
        f"{body}</article><footer>© The Beacon</footer>"
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2019-04-25"}</script>'
        "</body></html>"
    )
    cleaned = clean(page(html), Cleaning(fast=True))
    assert isinstance(cleaned, Article)
    assert (cleaned.title, cleaned.outlet, cleaned.published_grain) == ("Bridge opens", "The Beacon", "day")
    assert cleaned.text.count("Paragraph") == 6 and "Home" not in cleaned.text
    for s in cleaned.origin_map:
        stands = cleaned.page_text[s.page_start : s.page_start + s.length]
        assert stands == cleaned.text[s.text_start : s.text_start + s.length]


def test_code_is_dropped_but_what_comments_and_data_hold_stays() -> None:
    whole = (
        b"<p>a</p><script>if (a<b) x('<p>no</p>')</script><style>p{}</style><p>b</p><!-- <script> --><p>c</p>"
        b"<script><!-- y --></script><script type='application/ld+json'>{}</script><p>d</p><script>open"
    )
    remaining = without_code(whole)
    assert all(part in remaining for part in (b"<p>a</p>", b"<p>b</p>", b"<p>c</p>", b"<p>d</p>", b"ld+json"))
    assert b"if (a<b)" not in remaining and b"p{}" not in remaining


@pytest.mark.parametrize(
    "box",
    [
        f'<p class="visually-hidden">{WHALES}</p>',
        f"<details><summary>More</summary><p>{WHALES}</p></details>",
        f'<div class="c-related-stories"><p>{WHALES}</p></div>',
        f'<div class="newsletter-signup"><p>{WHALES}</p></div>',
        f'<p class="image-credit-wrap">{WHALES}</p>',
        "<div><p>Media playback is not supported on this device</p></div>",
    ],
)
def test_the_short_way_leaves_out_what_is_hidden_and_boxes(box: str) -> None:
    assert cleaned(around(box), fast=True) == WHOLE


def test_the_short_way_reads_what_is_printed_twice_once() -> None:
    copies = f'<div class="desktop">{marked()}</div><div class="mobile-only">{marked()}</div>'
    assert cleaned(copies, fast=True) == WHOLE
    assert cleaned(f"<h2>{PARAGRAPHS[0]}</h2>{marked()}", fast=True) == WHOLE


def test_the_short_way_keeps_lists_and_tables_of_the_text() -> None:
    items = ("Two ferries must wait outside.", "The tug Ida is on her way.", "The basin opens on Friday.")
    text = cleaned(around("<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"), fast=True)
    assert text is not None and "\n".join(items) in text and PARAGRAPHS[-1] in text
    rows = "".join(
        f"<tr><td>{name}</td><td>{year}</td></tr>" for name, year in (("Ida", 1962), ("Ada", 1971))
    )
    text = cleaned(around(f"<table>{rows}</table>"), fast=True)
    assert text is not None and "Ida 1962\nAda 1971" in text and PARAGRAPHS[-1] in text


def test_the_short_way_keeps_menus_out() -> None:
    menu = (
        "<ul>" + "".join(f'<li><a href="/{n}">Headline {n} of the day</a></li>' for n in range(5)) + "</ul>"
    )
    assert cleaned(around(menu), fast=True) == WHOLE


def test_the_short_way_puts_wraps_and_drop_caps_together() -> None:
    wrapped = "<br><br>".join(paragraph.replace(" the ", " the<br>") for paragraph in PARAGRAPHS)
    assert cleaned(f"<div>{wrapped}</div>", fast=True) == WHOLE
    first = f'<div class="dropcap">T</div><p>{PARAGRAPHS[0][1:]}</p>'
    assert cleaned(first + marked(PARAGRAPHS[1:]), fast=True) == WHOLE


def test_the_short_way_takes_no_page_of_teasers() -> None:
    body = "".join(
        f'<div><h2><a href="/{n}">Headline {n} of the day</a></h2><p>{text}</p></div>'
        for n, text in enumerate(PARAGRAPHS)
    )
    assert cleaned(body, title="World", head="", fast=True) is None
