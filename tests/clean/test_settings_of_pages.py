"""What a part of a page is, on both sides of each number that decides it: its head, its boxes, its copies."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from newsfold.clean.beside import heading_of, is_beside
from newsfold.clean.boxes import asides_of_boxes
from newsfold.clean.dates import parse_date
from newsfold.clean.features import candidate_blocks
from newsfold.clean.head import asides, read_head, standfirsts
from newsfold.clean.html import Document, parse_html
from newsfold.clean.main_text import chosen, covered, unrepeated, votes
from newsfold.clean.page_dates import PageDates
from newsfold.clean.repeats import repeats
from newsfold.learned import Table
from tests.clean.news_page import PARAGRAPHS, marked

TITLE = "Harbour shut after crane falls"
SENTENCE = (
    "The harbour at Lindmoor was shut on Monday after a crane fell into the basin, the port said, and about "
    "forty ships were told to wait outside."
)
PROSE = f"<p>{SENTENCE}</p>"


def read(body: str, described: str = "") -> Document:
    document = parse_html(
        f'<html><head><meta name="description" content="{described}"></head><body>{body}</body></html>'
    )
    assert document is not None
    return document


def words(number: int, word: str = "sea") -> str:
    return " ".join([word] * number)


def lines(number: int) -> str:
    return "".join(f"<p>Lindmoor {n}</p>" for n in range(number))


def inside(number: int, inner: str) -> str:
    return "<div>" * number + inner + "</div>" * number


@pytest.mark.parametrize(
    ("title", "has_heading"), [("Crane falls in Lindmoor", True), ("Crane falls there", False)]
)
def test_a_heading_that_repeats_the_title_has_words_enough(title: str, has_heading: bool) -> None:
    assert (heading_of(read(f"<h2>{title}</h2>").root, title) is not None) == has_heading


@pytest.mark.parametrize(("length", "beside"), [(45, True), (75, False)])
def test_a_heading_over_a_box_is_short(length: int, beside: bool) -> None:
    heading = ("READ MORE: " + "Harbourmasters " * 9)[:length].strip()
    box = read(f"<div><h3>{heading}</h3><p>Whales</p></div>").root.find(".//div")
    assert box is not None and is_beside(box, None) == beside


def boxed(document: Document) -> list[str]:
    """The lines that boxes keep out of an article that is the whole page."""
    starts = asides_of_boxes(document, document.blocks)
    return [document.text[b.start : b.end] for b in document.blocks if b.start in starts]


@pytest.mark.parametrize(("number", "taken"), [(5, 2), (9, 0)])
def test_a_label_over_a_box_has_few_words(number: int, taken: int) -> None:
    box = f'<div><h3>READ MORE: {words(number)}</h3><a href="/w">Whales</a></div>'
    assert len(boxed(read(marked() + box + marked()))) == taken


@pytest.mark.parametrize(("number", "taken"), [(45, True), (75, False)])
def test_a_line_beside_a_picture_has_few_words(number: int, taken: bool) -> None:
    figure = f'<figure><img src="a.jpg"><p>{words(number)}</p></figure>'
    assert boxed(read(marked() + figure)) == ([words(number)] if taken else [])


@pytest.mark.parametrize(("depth", "taken"), [(2, True), (3, False)])
def test_a_picture_stands_near_its_line(depth: int, taken: bool) -> None:
    line = "Ships outside the breakwater"
    page = read(marked() + f'<div><img src="a.jpg">{inside(depth, f"<p>{line}</p>")}</div>')
    assert boxed(page) == ([line] if taken else [])


def related(number: int) -> str:
    return f'<div class="related-stories"><p>{words(number)}</p></div>'


@pytest.mark.parametrize(
    ("body", "taken"),
    [
        (marked() + related(60), 1),  # .3 of all words
        (marked() + related(111), 0),  # .45
        (marked(PARAGRAPHS * 3) + related(90), 1),
        (marked(PARAGRAPHS * 4) + related(150), 0),
        (marked() + related(45) + related(45), 2),  # .4 in both boxes
        (marked() + related(100) + related(100), 0),  # .6
    ],
)
def test_a_box_that_holds_much_of_the_text_is_the_text(body: str, taken: int) -> None:
    assert len(boxed(read(body))) == taken


@pytest.mark.parametrize(("number", "is_read"), [(3, True), (4, False), (200, False), (400, True)])
def test_a_remark_for_ears_alone_is_neither_a_label_nor_a_text(number: int, is_read: bool) -> None:
    page = read(f'<p>The harbour is shut. <span class="sr-only">{words(number)}</span></p>')
    assert ("sea" in page.text) == is_read


@pytest.mark.parametrize(("number", "revealed"), [(62, True), (37, False)])  # of 250 and 150 characters
def test_a_short_hidden_text_is_no_articles(number: int, revealed: bool) -> None:
    assert read(f"<div hidden><p>{words(number)}.</p></div><p>Echo</p>").revealed == revealed


@pytest.mark.parametrize(("number", "count"), [(6, 2), (10, 1)])
def test_a_line_break_in_few_words_is_meant(number: int, count: int) -> None:
    assert len(read(f"<p>they met the<br>{words(number - 3)}</p>").blocks) == count


@pytest.mark.parametrize(("number", "linked"), [(3, True), (4, False)])
def test_a_link_around_four_paragraphs_was_left_open(number: int, linked: bool) -> None:
    page = read(f'<a href="/x">{marked(PARAGRAPHS[:number])}</a>')
    assert any(block.linked for block in page.blocks) == linked


def authors(body: str, block: int = -1) -> tuple[str, ...]:
    document = read(body)
    return read_head(document, [document.blocks[block]], TITLE).authors


@pytest.mark.parametrize(("number", "people"), [(2, ("Jane Roe",)), (3, ())])
def test_who_reported_stands_right_under_the_text(number: int, people: tuple[str, ...]) -> None:
    assert authors(f"{PROSE}{lines(number)}<p>(Reporting by Jane Roe)</p>", 0) == people


def published(body: str) -> bool:
    document = read(body)
    return read_head(document, document.blocks[-1:], TITLE).published is not None


@pytest.mark.parametrize(("number", "dated"), [(2, True), (3, False)])
def test_a_date_stands_right_over_the_title(number: int, dated: bool) -> None:
    assert published(f"<p>3 May 2022</p>{lines(number)}<h1>{TITLE}</h1>{PROSE}") == dated


@pytest.mark.parametrize(("number", "dated"), [(12, True), (13, False)])
def test_the_head_stands_right_above_the_text(number: int, dated: bool) -> None:
    assert published(f"<h1>{TITLE}</h1><p>3 May 2022</p>{lines(number)}{PROSE}") == dated


@pytest.mark.parametrize(("number", "people"), [(25, ("Jane Roe",)), (15, ())])
def test_a_text_opens_with_a_sentence_of_many_words(number: int, people: tuple[str, ...]) -> None:
    assert authors(f"<h1>{TITLE}</h1><p>By Jane Roe</p><p>{words(number)}.</p>") == people


def set_aside(body: str) -> list[str]:
    document = read(body)
    return list(asides(document, document.blocks).values())


PICTURE = '<img src="a.jpg">'


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        (f"{PICTURE}<p>{words(12)}</p>{PROSE}", ["caption"]),
        (f"{PICTURE}<p>{words(20)}</p>{PROSE}", []),
        (f"<p>{words(6)}</p>{PROSE}", ["caption"]),
        (f"<p>{words(10)}</p>{PROSE}", []),
        (f'{PROSE}<p><a href="/x">Earlier: {words(24)}</a></p>', ["navigation"]),
        (f'{PROSE}<p><a href="/x">Earlier: {words(39)}</a></p>', []),
        (f"<div>{PICTURE}{inside(3, '<p>Ships are waiting there.</p>')}</div>{PROSE}", ["caption"]),
        (f"<div>{PICTURE}{inside(4, '<p>Ships are waiting there.</p>')}</div>{PROSE}", []),
    ],
)
def test_captions_kickers_and_pointers_have_few_words(body: str, kinds: list[str]) -> None:
    assert set_aside(body) == kinds


LEAD = "Nobody knows as yet who will lift the wreck out of the water."


@pytest.mark.parametrize(
    ("top", "described", "is_read"),
    [
        (f"<h1>{TITLE}</h1><p>{words(12)}.</p>", "", True),
        (f"<h1>{TITLE}</h1><p>{words(9)}.</p>", "", False),
        (f"<h1>{TITLE}</h1><p>{words(9)}.</p>", words(20), False),
        (f"<h1>{TITLE}</h1>{lines(2)}<p>{LEAD}</p>", "", True),
        (f"<h1>{TITLE}</h1>{lines(3)}<p>{LEAD}</p>", "", False),
        (f"<h1>{TITLE}</h1>{lines(29)}<p class='standfirst'>{LEAD}</p>", "", True),
        (f"<h1>{TITLE}</h1>{lines(49)}<p class='standfirst'>{LEAD}</p>", "", False),
        (f"<p>{LEAD}</p>", LEAD[:45], True),
        (f"<p>{LEAD}</p>", LEAD[:30], False),
    ],
)
def test_where_a_standfirst_stands(top: str, described: str, is_read: bool) -> None:
    document = read(top + PROSE, described)
    assert bool(standfirsts(document, document.blocks[-1:], TITLE)) == is_read


OLD = "July 21, 1969"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (f"{lines(40)}<p>{OLD}</p>", True),
        (f"{lines(75)}<p>{OLD}</p>", False),
        (f"<p>{OLD} {'- ' * 25}</p>", True),
        (f"<p>{OLD} {'- ' * 45}</p>", False),
    ],
)
def test_a_page_shows_an_old_date_in_its_head_in_a_short_line(body: str, shown: bool) -> None:
    dated = parse_date("1969-07-21")
    assert dated is not None and PageDates(read(body)).may_be(dated) == shown


@pytest.mark.parametrize(("number", "dated"), [(15, True), (25, False)])
def test_a_date_behind_paragraphs_of_the_text_is_not_the_articles(number: int, dated: bool) -> None:
    body = f"<h1>{TITLE}</h1>{f'<p>{words(number)}</p>' * 2}<div><time>3 May 2022</time></div>"
    document = read(body)
    heading = document.root.find(".//h1")
    assert (PageDates(document, heading).of_elements()[0] is not None) == dated


def repeated(box: str) -> int:
    document = read(marked() + box)
    return len(repeats(document, document.blocks))


@pytest.mark.parametrize(
    ("box", "number"),
    [
        ("<blockquote><p>heard it before we</p></blockquote>", 1),
        ("<blockquote><p>heard it before</p></blockquote>", 0),
        (f"<blockquote><p>heard it before we</p><p>{words(8)}</p></blockquote>", 2),
        (f"<blockquote><p>heard it before we</p><p>{words(9)}</p></blockquote>", 1),
        ("<blockquote><div><p>heard it before we</p></div></blockquote>", 1),
        ("<blockquote><div><div><p>heard it before we</p></div></div></blockquote>", 0),
    ],
)
def test_a_pull_quote_is_a_part_of_a_sentence_with_who_said_it(box: str, number: int) -> None:
    assert repeated(box) == number


def halves(number: int) -> tuple[str, str, str]:
    """A block of so many words and its two halves."""
    listed = [f"w{n}" for n in range(number)]
    return " ".join(listed), " ".join(listed[: number // 2 + 2]), " ".join(listed[number // 2 - 2 :])


@pytest.mark.parametrize(("number", "count"), [(75, 2), (45, 3)])
def test_a_long_block_whose_parts_stand_elsewhere_is_a_copy(number: int, count: int) -> None:
    document = read(marked(halves(number)))
    assert len(unrepeated(document, list(document.blocks))) == count


@pytest.mark.parametrize(("length", "first"), [(700, "b"), (1200, "a")])
def test_the_other_extractor_votes_first_where_the_surer_missed_the_text(
    monkeypatch: pytest.MonkeyPatch, length: int, first: str
) -> None:
    monkeypatch.setattr("trafilatura.extract", lambda *_, **__: "a" * length)
    monkeypatch.setattr("newsfold.clean.main_text.extract_plain_text", lambda *_, **__: "b" * 4000)
    assert votes("<p>page</p>")[0][0] == first


def table(**columns: Sequence[float]) -> Table:
    return Table.of_columns({name.replace("_", " "): np.array(values) for name, values in columns.items()})


def test_a_doubtful_block_is_of_the_article_below_its_first_sentence_alone() -> None:
    features = table(prose=[0, 0, 1, 0, 0])
    picked = chosen(features, np.array([0.5, 0.7, 0.9, 0.45, 0.3]))
    assert picked.tolist() == [False, True, True, True, False]


def test_a_block_near_to_prose_may_be_the_articles() -> None:
    features = table(prose=[0, 0, 0, 0, 1], vote_1=[0] * 5, vote_2=[0] * 5)
    assert candidate_blocks(features).tolist() == [False, True, True, True, True]


def test_two_extractors_took_the_same_where_four_words_in_a_row_are() -> None:
    fives, threes = "g h i j k y", "a b c x d e f x"
    document = read(marked((threes, fives)))
    blocks = covered(document, "a b c - d e f - g h i j k")
    assert [document.text[b.start : b.end] for b in blocks] == [fives]
