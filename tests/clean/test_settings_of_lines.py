"""What a line is, on both sides of each number that decides it: a label, a byline, a date, a title."""

from __future__ import annotations

import pytest

from newsfold.clean.boilerplate import boilerplate_kind, credit, notice
from newsfold.clean.bylines import byline
from newsfold.clean.dates_in import in_english
from newsfold.clean.decode import decode
from newsfold.clean.language import is_english, language
from newsfold.clean.names import split_title
from newsfold.clean.no_article import is_wall, lists_others
from newsfold.clean.plain import sort_lines
from newsfold.clean.repeats import repeated_lines

TITLE = "Harbour shut after crane falls"
SENTENCE = "The harbour at Lindmoor was shut on Monday after a crane had fallen into the basin."


def cut(text: str, length: int) -> str:
    """`text`, again and again, up to that many characters."""
    return (text * (length // len(text) + 1))[:length].strip()


def words(number: int) -> str:
    return " ".join(["word"] * number)


@pytest.mark.parametrize(("length", "kind"), [(200, "navigation"), (270, None)])
def test_a_label_is_short(length: int, kind: str | None) -> None:
    assert boilerplate_kind(cut("READ MORE: What the harbourmaster-of-Lindmoor-told-us", length)) == kind


@pytest.mark.parametrize(("length", "is_short"), [(300, True), (430, False)])
def test_a_notice_and_a_credit_are_shorter_than_a_paragraph(length: int, is_short: bool) -> None:
    caption = cut("Harbourmasters-of-Lindmoor-and-beyond ", length - 20)
    assert credit(f"{caption} (Photo: Jo Dee)") == is_short
    assert notice("Sign up for our newsletter".ljust(length)) == is_short


@pytest.mark.parametrize(("number", "is_caption"), [(40, True), (75, False)])
def test_a_caption_with_a_credit_has_few_words(number: int, is_caption: bool) -> None:
    assert credit(f"{' '.join(['sea'] * number)} (AP Photo/Jo Dee)") == is_caption


@pytest.mark.parametrize(("length", "people"), [(100, ("Jane Roe",)), (150, None)])
def test_a_byline_is_short(length: int, people: tuple[str, ...] | None) -> None:
    assert (
        byline(cut("Von Jane Roe, die seit vielen Jahren vom Hafen und von der See erzählt, ", length))
        == people
    )


@pytest.mark.parametrize(("length", "people"), [(150, ("Jane Roe",)), (250, None)])
def test_an_english_byline_may_be_longer(length: int, people: tuple[str, ...] | None) -> None:
    tail = "of the harbour and of the sea " * 9
    assert byline(f"By Jane Roe, who has told {tail}"[:length].strip()) == people


def test_of_a_byline_six_names_are_taken() -> None:
    line = "Von " + ", ".join(f"{letter}l Roe" for letter in "ABCDEFGHIJ")
    assert byline(line) == tuple(f"{letter}l Roe" for letter in "ABCDEF")


@pytest.mark.parametrize(("line", "english"), [("3 маем 2022", "3 May 2022"), ("3 мае 2022", None)])
def test_a_short_form_of_a_month_may_be_another_word(line: str, english: str | None) -> None:
    assert in_english(line) == english


@pytest.mark.parametrize(
    ("title", "outlet", "rest"),
    [
        ("Post of the Lindmoor Harbour | Crane falls into the basin", True, "Crane falls into the basin"),
        ("Post of the Old Lindmoor Harbour | Crane falls into the basin", False, None),
        ("The Post | Home and abroad | Crane falls into the basin", True, "Crane falls into the basin"),
        (
            "The Post | At home and abroad | Crane falls into the basin",
            True,
            "At home and abroad | Crane falls into the basin",
        ),
        ("The Post | a | b | c | Crane falls into the basin", True, "Crane falls into the basin"),
        ("The Post | a | b | c | d | Crane falls into the basin", True, "d | Crane falls into the basin"),
        ("The Post | A crane falls", True, "A crane falls"),
        ("The Post | Crane gone", False, None),
    ],
)
def test_an_outlet_in_front_of_a_title(title: str, outlet: bool, rest: str | None) -> None:
    front = title.split(" | ", maxsplit=1)[0]
    assert split_title(title, front) == ((rest, front) if outlet else (title, None))


@pytest.mark.parametrize("number", [30, 50])
def test_a_first_line_of_more_than_forty_words_is_no_title(number: int) -> None:
    title = sort_lines(f"{words(number)}\n{SENTENCE}", None, None).title
    assert title == words(min(number, 40))


@pytest.mark.parametrize(("line", "people"), [(11, ("Jane Roe",)), (12, ())])
def test_a_byline_stands_among_the_first_lines(line: int, people: tuple[str, ...]) -> None:
    text = "\n".join([*[SENTENCE] * line, "By Jane Roe", SENTENCE])
    assert sort_lines(text, TITLE, None).authors == people


@pytest.mark.parametrize(("number", "kinds"), [(7, ["title", "caption"]), (11, ["title"])])
def test_a_short_line_under_the_title_is_a_caption(number: int, kinds: list[str]) -> None:
    lines = sort_lines(f"{TITLE}\n{words(number)}\n{SENTENCE}", None, None)
    assert [part.kind for part in lines.boilerplate] == kinds


@pytest.mark.parametrize(("length", "is_title"), [(500, True), (700, False)])
def test_a_long_line_is_text_even_where_it_is_the_title(length: int, is_title: bool) -> None:
    title = cut("Harbour shut after a crane fell into the basin on Monday ", length)
    lines = sort_lines(f"{title}\n{SENTENCE}", title, None)
    assert len(lines.body) == (1 if is_title else 2)


TEASER, HEADING = (20, 0.0), (5, 1.0)


@pytest.mark.parametrize(
    ("lines", "listed"),
    [
        ([HEADING, TEASER] * 3, True),
        ([HEADING, TEASER] * 2, False),
        ([(3, 1.0), TEASER] * 3, True),
        ([(2, 1.0), TEASER] * 3, False),
        ([HEADING, (2, 0.0), (2, 0.0), TEASER] * 3, True),
        ([HEADING, (2, 0.0), (2, 0.0), (2, 0.0), TEASER] * 3, False),
        ([HEADING, (50, 0.0)] * 3, True),
        ([HEADING, (80, 0.0)] * 3, False),
    ],
)
def test_a_page_that_lists_others(lines: list[tuple[int, float]], listed: bool) -> None:
    prose = [at for at, (number, linked) in enumerate(lines) if number > 12 and not linked]
    assert lists_others(lines, prose) == listed


ASKED = "Please enable JavaScript and cookies to continue, since we need to see that you are not a robot."


@pytest.mark.parametrize(("sentences", "asks"), [(16, True), (28, False)])
def test_a_long_page_on_cookies_is_no_wall(sentences: int, asks: bool) -> None:
    assert is_wall([ASKED] * sentences, None) == asks


@pytest.mark.parametrize(("number", "lines"), [(8, {1}), (7, set())])
def test_a_short_sentence_may_be_said_twice(number: int, lines: set[int]) -> None:
    part = " ".join(SENTENCE.split()[:number]) + "."
    assert repeated_lines([SENTENCE, part]) == lines


@pytest.mark.parametrize(("number", "lines"), [(12, {1}), (11, set())])
def test_a_line_of_prose_that_stands_before_is_a_copy(number: int, lines: set[int]) -> None:
    part = " ".join(SENTENCE.split()[:number]) + "."
    assert repeated_lines([part, part]) == lines


FUNCTION_WORDS = "the of and with from that this which were been".split()


def mixed(number: int, function_words: int) -> str:
    return " ".join([*(FUNCTION_WORDS * 9)[:function_words], *["lindmoor"] * (number - function_words)])


@pytest.mark.parametrize(
    ("number", "function_words", "english"),
    [(50, 25, True), (30, 15, False), (100, 15, True), (100, 9, False)],
)
def test_english_is_told_by_its_function_words(number: int, function_words: int, english: bool) -> None:
    assert is_english(mixed(number, function_words)) == english


@pytest.mark.parametrize(
    ("text", "code"), [("Der Hafen bleibt geschlossen", "de"), ("Porto fechado hoje", "en")]
)
def test_a_short_text_is_english_unless_another_language_is_sure(text: str, code: str) -> None:
    assert language(text, None) == code


@pytest.mark.parametrize(("number", "code"), [(30, "fr"), (50, "de")])
def test_what_a_page_states_decides_on_short_texts(number: int, code: str) -> None:
    text = "Der Hafen bleibt geschlossen, weil ein Kran in das Becken gefallen ist und niemand ihn hebt. " * 4
    assert language(" ".join(text.split()[:number]), "fr") == code


RUSSIAN = "Порт закрыли в понедельник после падения крана."


@pytest.mark.parametrize(("letters", "is_read"), [(50, True), (30, False)])
def test_few_bytes_beyond_ascii_tell_no_charset(letters: int, is_read: bool) -> None:
    body = cut(RUSSIAN.replace(" ", ""), letters).encode("cp1251")
    read = decode(b"<p>A harbour is shut, and nobody knows why.</p>" + body, "iso-8859-1")
    assert read is not None and ("Порт" in read) == is_read
