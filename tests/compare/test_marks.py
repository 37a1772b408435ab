"""The words inside a claim's evidence that say it."""

from __future__ import annotations

from newsfold.compare.marks import marks
from newsfold.compare.statements import statements
from newsfold.extract import annotate
from newsfold.records import Article, Statement
from tests.factories import article

BURIED = "The mayor, who had opened the fair on Monday, resigned over the missing grant money."
PLAIN = "She resigned over the missing grant money."
OTHER = "Over missing grant money the mayor resigned."


def said(one: Article) -> Statement:
    (found,) = statements(one, annotate(one))
    return found


def marked(*texts: str) -> list[str]:
    """The marked words, where the first text is the claim's line."""
    listed = [article(text, f"{at}") for at, text in enumerate(texts)]
    found = [said(one) for one in listed]
    by_id = {one.id: one for one in listed}
    return [e.span.of(by_id[e.article_id].text) for e in marks(found, found[0], by_id)]


def test_of_a_sentence_with_two_facts_the_shared_one_is_marked() -> None:
    assert marked(PLAIN, BURIED) == ["The mayor", "resigned over the missing grant money"]


def test_the_line_itself_is_marked_where_it_says_more() -> None:
    assert marked(BURIED, OTHER) == ["The mayor", "resigned over the missing grant money"]


def test_where_all_is_shared_nothing_is_marked() -> None:
    assert marked(PLAIN, OTHER) == []


def test_where_what_is_shared_stands_mostly_elsewhere_nothing_is_marked() -> None:
    assert (
        marked("The river burst its banks at Orlen on Sunday.", "It rained at Orlen, which was flooded.")
        == []
    )


def test_the_words_of_saying_are_none_of_what_is_said() -> None:
    found = marked(
        "The tunnel will stay closed until Friday.",
        "The tunnel will stay closed until Friday, road agency spokeswoman Lise Moe told the tunnel council.",
    )
    assert not any("told" in words for words in found)


def test_of_two_accounts_that_have_as_much_the_same_is_marked_in_any_order() -> None:
    line = "Crews, who had shut the port, left the city; crews, who had cut the lines, kept the roads."
    halves = ("The crews had shut the port.", "The crews had cut the lines.")
    found = marked(line, *halves)
    assert found == marked(line, *reversed(halves)) and len(found) == 1
