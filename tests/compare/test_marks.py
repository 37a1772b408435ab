"""The words inside a claim's evidence that say it."""

from __future__ import annotations

from dataclasses import replace

from newsfold.compare.marks import marks
from newsfold.compare.statements import statements
from newsfold.extract import annotate
from newsfold.records import Article, Assertion, Statement
from tests.factories import article, assertion, span, statement

BURIED = "The mayor, who had opened the fair on Monday, resigned over the missing grant money."
PLAIN = "She resigned over the missing grant money."
OTHER = "Over missing grant money the mayor resigned."


def said(news: Article) -> Statement:
    (only,) = statements(news, annotate(news))
    return only


def marked(*texts: str) -> list[str]:
    """The marked words, where the first text is the claim's line."""
    listed = [article(text, f"{at}") for at, text in enumerate(texts)]
    read = [said(a) for a in listed]
    by_id = {a.id: a for a in listed}
    return [e.span.of(by_id[e.article_id].text) for e in marks(read, read[0], by_id)]


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
    stretches = marked(
        "The tunnel will stay closed until Friday.",
        "The tunnel will stay closed until Friday, road agency spokeswoman Lise Moe told the tunnel council.",
    )
    assert not any("told" in words for words in stretches)


def test_of_two_accounts_that_have_as_much_the_same_is_marked_in_any_order() -> None:
    line = "Crews, who had shut the port, left the city; crews, who had cut the lines, kept the roads."
    halves = ("The crews had shut the port.", "The crews had cut the lines.")
    stretches = marked(line, *halves)
    assert stretches == marked(line, *reversed(halves)) and len(stretches) == 1


LINE = "alpha bravo charlie delta echo"


def marked_of(text: str, *asserted: str) -> list[str]:
    """What is marked of a text that asserts these words, beside a line of `LINE`."""
    line, other = article(f"{LINE}.", "line"), article(text, "other")
    assertions = tuple(assertion(other, words) for words in asserted)
    said = [statement(line), replace(statement(other), assertions=assertions)]
    listed = marks(said, said[0], {"line": line, "other": other})
    return [e.span.of(text) for e in listed if e.article_id == "other"]


def test_half_of_what_is_asserted_is_told_by_the_line() -> None:
    half, less = "alpha bravo xray yankee", "alpha bravo xray yankee zulu"
    assert marked_of(f"{half}, november oscar.", half, "november oscar") == [half]
    assert marked_of(f"{less}, november oscar.", less, "november oscar") == []


def test_most_of_what_is_shared_is_inside_of_what_is_marked() -> None:
    three, two = "alpha bravo charlie", "alpha bravo"
    text = "alpha bravo charlie, november oscar, delta echo."
    assert marked_of(text, three, "november oscar") == [three]
    assert marked_of(text, two, "november oscar") == []


def test_a_stretch_of_a_single_word_is_not_marked() -> None:
    news = article("alpha, november oscar, bravo charlie.", "other")
    line = article(f"{LINE}.", "line")
    parts = (span(news.text, "alpha"), span(news.text, "bravo charlie"))
    split = Assertion(article_id="other", parts=parts, predicate=parts[0])
    said = replace(statement(news), assertions=(split, assertion(news, "november oscar")))
    listed = marks([statement(line), said], statement(line), {"line": line, "other": news})
    assert [e.span.of(news.text) for e in listed] == ["bravo charlie"]
