"""Lines that break inside a sentence and first letters in boxes of their own are put together."""

from __future__ import annotations

import pytest

from newsfold.clean.html import parse_html
from tests.clean.news_page import PARAGRAPHS, WHOLE, cleaned, marked


def test_hard_wraps_are_no_ends_of_paragraphs() -> None:
    wrapped = "<br><br>".join(
        paragraph.replace(" the ", " the<br>").replace(" and ", " and<br>") for paragraph in PARAGRAPHS
    )
    assert cleaned(f"<div>{wrapped}</div>") == WHOLE


def test_a_name_that_a_wrap_divides_is_whole() -> None:
    text = cleaned("<p>The tug was steered by<br>a man called Otto<br>Grane for 20 years.</p>" + marked())
    assert text is not None and "steered by a man called Otto Grane for 20 years." in text


@pytest.mark.parametrize(
    "lines",
    [
        ("Monday: closed all day", "Tuesday: open from noon", "Wednesday: open all day"),
        ("The gulls are crying over the bay,", "The tide is coming in today,", "The men are all away."),
    ],
)
def test_lines_that_are_meant_stay_apart(lines: tuple[str, ...]) -> None:
    text = cleaned(marked() + f"<p>{'<br>'.join(lines)}</p>")
    assert text is not None and "\n".join(lines) in text


REST = PARAGRAPHS[0][1:]


@pytest.mark.parametrize(
    "first",
    [
        f'<div class="dropcap">T</div><p>{REST}</p>',
        f"<div>T</div><p>{REST}</p>",
        f'<p><span class="drop-cap">T</span>{REST}</p>',
        f'<p><span class="drop-cap">T</span> {REST}</p>',
        f'<p><span aria-hidden="true">T</span><span class="sr-only">T</span>{REST}</p>',
        f'<p><img src="t.gif" alt="T" class="dropcap">{REST}</p>',
    ],
)
def test_drop_caps(first: str) -> None:
    assert cleaned(first + marked(PARAGRAPHS[1:])) == WHOLE


def test_a_drop_cap_before_capitals_and_one_that_is_a_word() -> None:
    capitals = f'<div class="initial">T</div><p>HE{REST[2:]}</p>' + marked(PARAGRAPHS[1:])
    assert (cleaned(capitals) or "").startswith("THE harbour at Lindmoor")
    word = '<div class="cap">A</div><p>crane fell at Lindmoor on Monday, and the port was shut at once.</p>'
    assert (cleaned(word + marked()) or "").startswith("A crane fell")
    inside = '<div class="cap">A</div><p>fter a fall at Lindmoor on Monday the port was shut at once.</p>'
    assert (cleaned(inside + marked()) or "").startswith("After a fall")


def test_an_icon_inside_a_sentence_is_no_end_of_it() -> None:
    """An icon of a link cut a paragraph in two, and its subject was lost."""
    link = '<a href="/p"><svg class="icon"></svg>The harbour authority</a>'
    day = "<a href='/q'>on Monday<svg></svg></a>"
    document = parse_html(f"<html><body><p>{link} said {day} that it is shut.</p></body></html>")
    assert document is not None and document.text == "The harbour authority said on Monday that it is shut."
