"""What a page prints twice is read once; what only looks alike stays."""

from __future__ import annotations

import pytest

from newsfold.clean.repeats import repeated_lines
from tests.clean.news_page import PARAGRAPHS, WHALES, WHOLE, around, cleaned, marked
from tests.cost import LINEAR, growth


@pytest.mark.parametrize(
    "box",
    [
        "<aside class='pullquote'><p>We heard it before we saw it</p></aside>",
        "<div class='quote'><p>“Then the water rose over the quay.”</p><cite>Otto Grane</cite></div>",
        "<figure class='wp-block-pullquote'><blockquote><p>We heard it before we saw it</p><cite>Otto Grane, "
        "tug master</cite></blockquote></figure>",
        "<blockquote>“We heard it before we saw it … Then the water rose over the quay”<footer>— Otto Grane"
        "</footer></blockquote>",
        "<div class='c-pull-quote'><p>We heard it before we saw it – Otto Grane</p></div>",
    ],
)
def test_pull_quotes(box: str) -> None:
    assert cleaned(around(box)) == WHOLE
    assert cleaned(marked(PARAGRAPHS[:2]) + box + marked(PARAGRAPHS[2:])) == WHOLE


def test_many_lines_of_the_same_words_cost_in_line_with_their_number() -> None:
    def lines(number: int) -> list[str]:
        words = "it was a long line of the very same words".split()
        return [" ".join([*words[n % 9 :], *words[: n % 9], str(n % 100)]) for n in range(number)]

    assert growth(repeated_lines, lines, 1_000) < LINEAR


def test_copies_for_other_screens() -> None:
    short = (*PARAGRAPHS[:3], "“No,” he said.", *PARAGRAPHS[3:])
    copies = f'<div class="desktop">{marked(short)}</div><div class="mobile-only">{marked(short)}</div>'
    assert cleaned(copies) == "\n".join(short)


@pytest.mark.parametrize(
    "standfirst",
    [
        f'<p class="standfirst">{PARAGRAPHS[0]}</p>',
        f"<h2>{PARAGRAPHS[0]}</h2>",
        f'<p class="summary">{PARAGRAPHS[0][:66]}…</p>',
    ],
)
def test_a_standfirst_that_is_the_first_paragraph(standfirst: str) -> None:
    text = cleaned(standfirst + marked())
    assert text is not None and text.count("The harbour at Lindmoor was shut") == 1 and PARAGRAPHS[-1] in text


def test_what_is_said_twice_and_means_two_things_stays() -> None:
    answer = "“No, we never will,” he said on Monday."
    answers = (*PARAGRAPHS[:2], answer, *PARAGRAPHS[2:5], answer, *PARAGRAPHS[5:])
    assert cleaned(marked(answers)) == "\n".join(answers)
    question = "What have you seen of the crane on the day on which it fell into the basin?"
    asked = (*PARAGRAPHS[:3], question, *PARAGRAPHS[3:5], question, *PARAGRAPHS[5:])
    assert cleaned(marked(asked)) == "\n".join(asked)


def test_a_quotation_of_its_own_stays() -> None:
    assert WHALES in (cleaned(around(f"<blockquote><p>{WHALES}</p></blockquote>")) or "")
