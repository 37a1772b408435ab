"""What a page hides from its readers' eyes is not read, unless it is the page's own text."""

from __future__ import annotations

import pytest

from newsfold.clean.html import parse_html
from tests.clean.news_page import PARAGRAPHS, WHALES, WHOLE, around, cleaned, marked


@pytest.mark.parametrize(
    "opening",
    [
        '<div style="color: red; visibility: hidden">',
        '<div style="DISPLAY : none !important">',
        '<div style="position:absolute; left:-9999px">',
        '<div style="clip: rect(0 0 0 0)">',
        "<div hidden>",
        '<div aria-hidden="true">',
        '<div class="visually-hidden">',
        '<div class="u-visuallyHidden">',
        '<div class="screen-reader-text">',
        '<div class="sr-only sr-only-focusable">',
        '<div class="d-none">',
        '<div class="note hidden">',
    ],
)
def test_hidden_text_is_none_of_the_article(opening: str) -> None:
    assert cleaned(around(f"{opening}<p>{WHALES}</p></div>")) == WHOLE


@pytest.mark.parametrize(
    "opening",
    [
        '<div class="d-none d-md-block">',
        '<div class="hidden lg:block">',
        '<div class="hidden-print">',
        '<div class="overflow-hidden">',
        '<div style="overflow: hidden">',
        '<div aria-hidden="false">',
    ],
)
def test_what_some_screens_show_is_read(opening: str) -> None:
    assert WHALES in (cleaned(around(f"{opening}<p>{WHALES}</p></div>")) or "")


def test_a_closed_box_is_hidden_and_an_open_one_is_not() -> None:
    box = f"<details%s><summary>More</summary><p>{WHALES}</p></details>"
    assert cleaned(around(box % "")) == WHOLE
    assert WHALES in (cleaned(around(box % " open")) or "")


def test_a_hidden_remark_inside_a_line_leaves_the_line() -> None:
    text = cleaned(
        around(f'<p>The tug Ida was beside it.<span class="sr-only"> {WHALES}</span> It left.</p>')
    )
    assert text is not None and "The tug Ida was beside it. It left." in text and WHALES not in text


@pytest.mark.parametrize(
    "opening",
    [
        '<div class="paywall" style="display:none">',
        '<div class="body" hidden>',
        '<div class="d-none story">',
        '<div aria-hidden="true">',
        "<details>",
    ],
)
def test_hiding_most_of_the_text_does_not_empty_the_page(opening: str) -> None:
    closing = "</details>" if opening == "<details>" else "</div>"
    assert cleaned(marked(PARAGRAPHS[:1]) + opening + marked(PARAGRAPHS[1:]) + closing) == WHOLE


def test_a_hidden_dialog_longer_than_the_article_is_not_read() -> None:
    sentences = "".join(f"<p>{n}. {WHALES}</p>" for n in range(20))
    text = cleaned(f'<div role="dialog" style="display:none">{sentences}</div>' + marked())
    assert text is not None and WHALES not in text and PARAGRAPHS[-1] in text


def test_text_behind_a_hidden_link_is_no_link() -> None:
    """A hidden link is not entered, so nothing may count its end: the whole article was taken as one link."""
    link = '<a class="sr-only" href="/all">All that we have on cranes</a>'
    hidden = f"<p>{link} The tug Ida was beside it, people said.</p>"
    document = parse_html(f"<html><body>{hidden}{marked()}</body></html>")
    assert document is not None and [block.linked for block in document.blocks] == [0] * 9
    assert (cleaned(hidden + marked()) or "").endswith(WHOLE)
