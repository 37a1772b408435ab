"""What the short way through a page takes, on both sides of each number that decides it."""

from __future__ import annotations

import pytest

from newsfold.clean.fast_boxes import with_boxes_hidden
from tests.clean.news_page import PARAGRAPHS, around, cleaned, marked

WRITER = '&mdash; Ida Moor (@idamoor) <a href="/1">March 1, 2021</a>'


def post(inner: str = "<p>The ferry is back.</p>") -> str:
    return f'<div class="embed"><blockquote class="twitter-tweet">{inner}{WRITER}</blockquote></div>'


def shown(body: str) -> str:
    return cleaned(body, fast=True) or ""


@pytest.mark.parametrize(("number", "is_shown"), [(50, True), (70, False)])
def test_a_list_inside_an_article_has_few_items(number: int, is_shown: bool) -> None:
    items = "".join(f"<li>Ferry number {n} must wait outside.</li>" for n in range(number))
    assert ("Ferry number 1 must" in shown(around(f"<ul>{items}</ul>"))) == is_shown


@pytest.mark.parametrize(("number", "is_shown"), [(6, True), (10, False)])
def test_a_post_has_few_lines(number: int, is_shown: bool) -> None:
    paragraphs = "".join(f"<p>Ferry {n} is back.</p>" for n in range(number))
    assert ("@idamoor" in shown(around(post(paragraphs)))) == is_shown
    assert ("@idamoor" in shown(marked() + post(paragraphs))) == is_shown


@pytest.mark.parametrize(("length", "is_shown"), [(2500, True), (3500, False)])
def test_the_markup_of_a_post_is_short(length: int, is_shown: bool) -> None:
    widget = f'<p data-of-the-post="{"x" * length}">The ferry is back.</p>'
    assert ("@idamoor" in shown(marked() + post(widget))) == is_shown


def broken(at: int) -> str:
    """The text with a mark that no reader sees inside of each line."""
    return marked([f"{line[:at]}<i></i>{line[at:]}" for line in PARAGRAPHS])


@pytest.mark.parametrize(("at", "is_shown"), [(30, True), (18, False)])
def test_a_line_is_looked_for_by_how_it_begins(at: int, is_shown: bool) -> None:
    assert ("@idamoor" in shown(broken(at) + post())) == is_shown


@pytest.mark.parametrize(("number", "is_shown"), [(2, True), (3, False)])
def test_few_lines_are_looked_for(number: int, is_shown: bool) -> None:
    last = [f"{line[:9]}<i></i>{line[9:]}" for line in PARAGRAPHS[-number:]]
    assert ("@idamoor" in shown(marked([*PARAGRAPHS[:-number], *last]) + post())) == is_shown


@pytest.mark.parametrize(
    ("opening", "length", "is_hidden"),
    [
        ('<div class="newsletter">', 25, True),
        ('<div class="newsletter">', 15, False),
        ('<div class="newsletter">', 2000, True),
        ('<div class="newsletter">', 3000, False),
        ('<div class="sr-only">', 4000, True),
        ('<div class="sr-only">', 6000, False),
    ],
)
def test_a_box_is_neither_a_word_nor_the_text(opening: str, length: int, is_hidden: bool) -> None:
    assert (" hidden" in with_boxes_hidden(f"{opening}{'x' * length}</div>")) == is_hidden
