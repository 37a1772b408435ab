"""How many origins a claim has: outlets that pass on one source are one."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from newsfold.compare.origins import Provenance, acts, carriers, origins
from newsfold.encode import encode
from newsfold.records import Derivation, Span, Statement
from tests.factories import article, attribution, derivation, statement

SPAN = Span(start=0, end=40)
TEXTS = {  # each tells it in its own words
    "a": "The tunnel opened on Wednesday morning. Trains follow in December.",
    "b": "On Wednesday the ribbon was cut at both portals, as planned.",
    "c": "Since Wednesday there has been a way under the mountain, and a short one.",
}


OUTLETS = {"a": "Harbour Post", "b": "North Ledger", "c": "Daily Compass"}
ARTICLES = [article(text, id, outlet=OUTLETS[id]) for id, text in TEXTS.items()]


def said(id: str, speaker: str | None = None, relay: str | None = None) -> Statement:
    news = article(TEXTS[id], id)
    quoted = None
    if speaker or relay:
        quoted = attribution(news, SPAN, "indirect", speaker=speaker or relay, relayed_by=relay)
    return statement(news, SPAN, attribution=quoted)


COPY = derivation("b", "a", spans=(SPAN,))
AGENCY_A = derivation("a", from_agency="AP", spans=(SPAN,))
AGENCY_C = derivation("c", from_agency="AP", grade="part", score=0.6, spans=(SPAN,))
ELSEWHERE = derivation("c", from_agency="AP", grade="part", score=0.2, spans=(Span(start=41, end=60),))

KREMLIN, WHITE_HOUSE = ("source", "the Kremlin"), ("source", "the White House")
COMPASS, HARBOUR, LEDGER = (("outlet", n) for n in ("Daily Compass", "Harbour Post", "North Ledger"))

# (statements, derivations, origins as (kind, name), sayings, the one source)
CASES = [
    # three outlets on their own
    ([said("a"), said("b"), said("c")], [], [COMPASS, HARBOUR, LEDGER], 3, None),
    # a copy adds nothing
    ([said("a"), said("b")], [COPY], [("agency", "Harbour Post")], 1, None),
    # a copy of a copy of an agency, and another that prints the agency
    ([said("a"), said("b"), said("c")], [COPY, AGENCY_A, AGENCY_C], [("agency", "AP")], 1, None),
    # only the copied part is the agency's
    ([said("a"), said("c")], [ELSEWHERE], [COMPASS, HARBOUR], 2, None),
    # two outlets quote one source: two for the saying, one for what it says
    ([said("a", "the Kremlin"), said("b", "the Kremlin")], [], [KREMLIN], 2, "the Kremlin"),
    # one says it itself, the other quotes a source
    ([said("a"), said("b", "the Kremlin")], [], [HARBOUR, KREMLIN], 2, None),
    # two sources
    ([said("a", "the Kremlin"), said("b", "the White House")], [], [KREMLIN, WHITE_HOUSE], 2, None),
    # two outlets pass on a third
    ([said("a", relay="CNN"), said("b", relay="CNN")], [], [("agency", "CNN")], 1, None),

    ([said("a", "the Kremlin", "CNN"), said("b", "the Kremlin")], [], [KREMLIN], 2, "the Kremlin"),
]  # fmt: skip


@pytest.mark.parametrize(("statements", "derivations", "expected", "sayings", "source"), CASES)
def test_origins(
    statements: list[Statement],
    derivations: list[Derivation],
    expected: list[tuple[str, str]],
    sayings: int,
    source: str | None,
) -> None:
    provenance = Provenance.of(ARTICLES, derivations)
    for order in itertools.permutations(statements):
        result = origins(order, provenance)
        assert [(o.kind, o.name) for o in result.origins] == expected
        assert (result.sayings, result.source) == (sayings, source)
        assert all(o.why for o in result.origins)


def test_what_one_quotes_and_another_states_flatly_is_the_speakers() -> None:
    words = "“We will not sell the mill to anybody,” Orla Venn said."
    plain = "The mill will not be sold to anybody, whatever is offered for it."
    quoting, flat = replace(ARTICLES[0], text=words), replace(ARTICLES[1], text=plain)
    quote = attribution(quoting, "“We will not sell the mill to anybody,”", speaker="Orla Venn")
    quoted, stated = statement(quoting, attribution=quote), statement(flat)
    provenance = Provenance.of([quoting, flat], [])
    result = origins([quoted, stated], provenance)
    assert [(o.kind, o.name, o.inferred) for o in result.origins] == [("source", "Orla Venn", True)]
    named = "Harbour Post quotes Orla Venn; North Ledger reports it without naming a source"
    assert result.origins[0].why.startswith(f"{named}; counted as one, since ")
    assert (result.sayings, result.source) == (2, None)
    carried = carriers([quoted, stated], provenance)
    assert [(c.how, c.via) for c in carried] == [("quotes a source", "Orla Venn"), ("own words", None)]


# (one account, another, how many roots): neither names its source
UNNAMED_SOURCES = [
    # what a bill contains has the bill as its root
    (
        "The plan calls for 40 new ferries and would cost the towns $90 million.",
        "It would cost the towns $90 million, the proposal says, for 40 new ferries.",
        1,
    ),
    # words in quotation marks
    (
        "She called the audit “a waste of time” and the board “blind.”",
        "The mayor dismissed the board’s audit as “a waste of time”.",
        1,
    ),
    # what was done in public, on a day, each outlet can have seen
    (
        "The bridge at Orlen fell into the river on Tuesday morning.",
        "On Tuesday the old bridge collapsed and was swept away.",
        2,
    ),
    ("Venn resigned on Friday after nine years.", "The mayor stepped down on Friday and left town.", 2),
]


@pytest.mark.parametrize(("left", "right", "expected"), UNNAMED_SOURCES)
def test_what_an_outlet_cannot_have_seen_itself_has_one_root(left: str, right: str, expected: int) -> None:
    articles = [replace(ARTICLES[0], text=left), replace(ARTICLES[1], text=right)]
    statements = [statement(a, position=5) for a in articles]
    known = dict(zip(statements, acts(list(encode([left, right]))), strict=True))
    listed = origins(statements, Provenance.of(articles, [], known)).origins
    assert len(listed) == expected
    assert [o.inferred for o in listed] == [expected == 1] * expected


def test_the_reasoning_names_outlets_and_source() -> None:
    provenance = Provenance.of(ARTICLES, [])
    (origin,) = origins([said("a", "the Kremlin"), said("b", "the Kremlin")], provenance).origins
    assert origin.why == "Harbour Post and North Ledger both quote the Kremlin"


def test_copies_in_a_circle_end() -> None:
    circle = [COPY, derivation("a", "b", spans=(SPAN,))]
    result = origins([said("a"), said("b")], Provenance.of(ARTICLES, circle))
    assert len(result.origins) == 1


@pytest.mark.parametrize(("likelihood", "number"), [(0.5, 1), (0.499, 2)])
def test_accounts_have_one_root_where_that_is_as_likely_as_not(
    likelihood: float, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsfold.compare.origins.likelihood", lambda left, right: (likelihood, "act"))
    assert len(origins([said("a"), said("b")], Provenance.of(ARTICLES, [])).origins) == number


@pytest.mark.parametrize(("copied", "how"), [(20, "own words"), (21, "relayed")])
def test_a_statement_is_passed_on_where_more_than_half_of_it_is_copied(copied: int, how: str) -> None:
    part = derivation("b", from_agency="AP", grade="part", spans=(Span(start=0, end=copied),))
    (carrier,) = carriers([said("b")], Provenance.of(ARTICLES, [part]))
    assert carrier.how == how
