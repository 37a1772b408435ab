"""The values that accounts give beside the figure of a sentence asked about."""

from __future__ import annotations

from newsfold.check.beside import beside
from newsfold.extract import figures
from newsfold.records import CheckedClaim, Difference, Discrepancy, Evidence, Relation
from tests.factories import article, claim, difference, evidence, story

EARLY = article("At least 14 people died when the dam burst.", "early")
LATER = article("The toll rose to 31 dead and 90 hurt.", "later")
TOLL = difference({"at least 14": [evidence(EARLY)], "31": [evidence(LATER)]}, "people died", updated=True)
HURT = difference({"70": [evidence(EARLY)], "90": [evidence(LATER)]}, "people hurt")
ASKED = figures(article("31 people died."))


def checked(relation: Relation, where: Evidence, reported: str = "") -> CheckedClaim:
    other = (Discrepancy(kind="figure", asked="31", reported=reported, evidence=where),) if reported else ()
    return CheckedClaim(
        relation=relation,
        claim=claim("", where),
        story=story("early", "later"),
        evidence=(where,),
        likelihood=0.9,
        discrepancies=other,
    )


def abouts(*claims: CheckedClaim) -> list[str]:
    return [d.about for d in beside(ASKED, claims, [TOLL, HURT])]


def test_what_says_so_brings_the_other_values_of_that_figure_alone() -> None:
    assert abouts(checked("says so", evidence(LATER))) == ["people died"]


def test_what_differs_brings_the_figure_that_it_differs_in() -> None:
    assert abouts(checked("differs", evidence(EARLY), "14")) == ["people died"]
    assert abouts(checked("differs", evidence(LATER), "90")) == ["people hurt"]


def test_what_is_only_similar_or_stands_elsewhere_brings_nothing() -> None:
    assert abouts(checked("similar", evidence(LATER))) == []
    assert abouts(checked("says so", evidence(LATER, "hurt"))) == ["people died"]
    assert abouts(checked("says so", evidence(article("31 people died.", "third")))) == []


def test_of_very_many_values_the_first_and_the_last_are_given_with_a_few_places() -> None:
    values = {str(n): [evidence(LATER)] * 9 for n in range(1, 101)}
    many = Difference(kind="figure", about="x", claim_ids=(), values=difference(values).values, updated=True)
    (short,) = beside(ASKED, [checked("says so", evidence(LATER))], [many])
    assert [v.text for v in short.values] == [str(n) for n in (*range(1, 25), *range(77, 101))]
    assert {len(v.evidence) for v in short.values} == {3}
