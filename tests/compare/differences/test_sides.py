"""Who gives two values of one difference."""

from __future__ import annotations

from newsfold.compare.differences import Sides
from newsfold.records import Difference, Evidence, Span, Value


def at(article: str) -> Evidence:
    return Evidence(article_id=article, span=Span(start=0, end=9))


def test_two_values_of_one_difference_part_and_nothing_else_does() -> None:
    tolls, homes = (
        Difference(
            claim_ids=(),
            kind="figure",
            about=about,
            values=(
                Value(text="49", evidence=(at(first), at(beside))),
                Value(text="51", evidence=(at(last),)),
            ),
        )
        for about, first, beside, last in (("dead", "a", "b", "c"), ("homes", "d", "c", "e"))
    )
    sides = Sides.among([tolls, homes])
    assert sides.part([at("a")], [at("c")]) and sides.part([at("c")], [at("b")])
    assert sides.part([at("x"), at("e")], [at("d")])
    assert not sides.part([at("a")], [at("b")])  # one value
    assert not sides.part([at("a")], [at("d")])  # two differences
    assert not sides.part([at("x")], [at("c")])
