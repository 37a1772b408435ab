"""What is read of a text, on both sides of each number that decides it."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from newsfold.reading.feed import items
from newsfold.reading.wrapped import lines_joined
from tests.reading.making import SENTENCES, letter, pdf, read, refused, taken


def words(number: int) -> str:
    return " ".join(["harbour"] * number)


@pytest.mark.parametrize(("number", "is_read"), [(5, True), (4, False)])
def test_a_pdf_of_few_words_has_no_text_layer(tmp_path: Path, number: int, is_read: bool) -> None:
    items = read(tmp_path, "scan.pdf", pdf([(words(number),)]))
    assert len(taken(items)) == int(is_read)


@pytest.mark.parametrize(("line", "is_text"), [(1, False), (2, True)])
def test_what_stands_on_every_sheet_stands_at_its_edge(tmp_path: Path, line: int, is_text: bool) -> None:
    sheets = []
    for sentence in SENTENCES[:3]:
        lines = [f"{word} {sentence}" for word in ("First", "Then", "Again", "Later", "Next", "Last")]
        sheets.append((*lines[:line], "Harbour Courier", *lines[line:]))
    [page] = taken(read(tmp_path, "ferry.pdf", pdf(sheets)))
    assert (b"Harbour Courier" in page.body) == is_text


@pytest.mark.parametrize(("width", "number"), [(50, 1), (30, 2)])
def test_short_lines_are_meant(width: int, number: int) -> None:
    text = words(12)
    assert min(lines_joined(textwrap.fill(text, width)).count("\n") + 1, 2) == number


WIDE = "\n".join(["x" * 100] * 20)


@pytest.mark.parametrize(
    ("length", "end", "goes_on"), [(85, "", True), (50, "", False), (97, ".", True), (80, ".", False)]
)
def test_a_line_of_nearly_the_whole_width_goes_on(length: int, end: str, goes_on: bool) -> None:
    line = "y" * (length - len(end)) + end
    lines = lines_joined(f"{WIDE}\n{line}\n{'z' * 100}").split("\n")
    assert (len(lines) == 1) == goes_on


@pytest.mark.parametrize(("number", "is_article"), [(150, True), (100, False)])
def test_a_long_text_in_a_feed_is_the_article(number: int, is_article: bool) -> None:
    entry = f"<item><title>Ferry</title><link>https://a.example/1</link><description>{words(number)}.</description></item>"
    listed = items(f"<rss version='2.0'><channel><title>A</title>{entry}</channel></rss>".encode())
    assert listed is not None and (listed[0].html is not None) == is_article


@pytest.mark.parametrize(("number", "media_type"), [(80, "text/plain"), (45, "text/html")])
def test_a_plain_text_that_says_less_than_the_page_gives_way(
    tmp_path: Path, number: int, media_type: str
) -> None:
    [page] = taken(read(tmp_path, "a.eml", letter(f"<p>{words(100)}.</p>", words(number)).as_bytes()))
    assert page.media_type == media_type


@pytest.mark.parametrize(
    ("bound", "name", "body"),
    [
        ("documents._LARGEST_DOCUMENT", "a.pdf", pdf([(words(9),)])),
        ("mail._LARGEST_MESSAGE", "a.eml", letter(f"<p>{words(9)}</p>", words(9)).as_bytes()),
        ("markdown._LARGEST_CLIPPING", "a.md", f"# Ferry\n\n{words(30)}".encode()),
    ],
)
def test_a_larger_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str, name: str, body: bytes
) -> None:
    monkeypatch.setattr(f"newsfold.reading.{bound}", len(body))
    assert taken(read(tmp_path, name, body))
    monkeypatch.setattr(f"newsfold.reading.{bound}", len(body) - 1)
    assert refused(read(tmp_path, name, body)) == [(name, "too large")]
