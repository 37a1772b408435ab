"""Who copied whom, in texts written for these tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfold.derive import derivations
from newsfold.derive.naming_en import names_outlet
from newsfold.derive.voices import set_apart
from newsfold.records import Article, Derivation
from tests.factories import article

WIRE = (
    "A freight train left the rails near the river town of Oderbruck early on Monday, spilling grain over "
    "a quarter of a mile of track and closing the main line to the coast. Nobody was hurt. Engineers said "
    "that a cracked wheel was the likeliest cause and that repairs would take at least four days.\n"
    "Farmers along the valley, who had waited weeks for wagons, stood on the bridge and watched the cranes. "
    "The railway said passengers would be carried by bus between the two nearest stations, and that it had "
    "called in crews from the north to lay new sleepers by night.\n"
    "The line was last closed in a flood nine years ago, when a culvert gave way below the mill."
)
INDEPENDENT = (
    "Grain lay ankle deep beside the tracks at Oderbruck on Monday after several wagons toppled over. The "
    "mayor, who lives within sight of the bridge, woke to what she took for thunder and telephoned the fire "
    "brigade herself. By noon half the town had come to look, and the baker had sold out twice.\n"
    "No one could say how long the coast would do without trains."
)
QUOTE = (
    '"We have looked at every wheel on every wagon that came down this line in the past month, and we will '
    "go on looking until we know why this one broke and others did not,\" the railway's chief engineer said."
)
NOON = datetime(2015, 5, 4, 12, tzinfo=UTC)


def printed(
    id: str,
    text: str,
    outlet: str | None = None,
    hours: float | None = 0.0,
    *,
    language: str = "en",
    domain: str | None = None,
    authors: tuple[str, ...] = (),
) -> Article:
    """An article of some hours after noon; without them it is undated."""
    return article(
        text,
        id,
        language=language,
        outlet=outlet,
        domain=domain,
        authors=authors,
        published_at=None if hours is None else NOON + timedelta(hours=hours),
        published_grain=None if hours is None else "minute",
    )


def only(listed: list[Derivation]) -> Derivation:
    assert len(listed) == 1, listed
    return listed[0]


def test_whole_copy_from_the_earlier() -> None:
    derivation = only(
        derivations([printed("late", WIRE, "Mill Post", 3), printed("early", WIRE, "Coast Daily")])
    )
    assert (derivation.article_id, derivation.from_article_id, derivation.grade) == ("late", "early", "whole")
    assert derivation.score == 1


def test_own_words_on_one_event_are_no_copy() -> None:
    assert derivations([printed("a", WIRE, "Mill Post"), printed("b", INDEPENDENT, "Coast Daily", 2)]) == []


def test_a_cut_copy_is_whole_and_a_used_paragraph_is_part() -> None:
    cut = WIRE[: WIRE.rindex("\n")]
    mixed = (
        INDEPENDENT
        + "\n"
        + WIRE.split("\n")[1]
        + "\n"
        + INDEPENDENT.replace("Oderbruck", "the town").replace("baker", "smith")[::-1]
    )
    by_article = {
        d.article_id: d
        for d in derivations(
            [printed("a", WIRE), printed("cut", cut, None, 1), printed("mixed", mixed, None, 2)]
        )
    }
    assert by_article["cut"].grade == "whole"
    assert by_article["mixed"].grade == "part"
    assert [span.of(mixed) for span in by_article["mixed"].spans] == [WIRE.split("\n")[1].rstrip(".")]


def test_edits_do_not_hide_a_copy() -> None:
    edited = WIRE.replace("early on Monday", "shortly before dawn on Monday").replace("Nobody was hurt. ", "")
    edited = edited.replace("watched the cranes", "looked on as cranes worked")
    derivation = only(derivations([printed("a", WIRE), printed("b", edited, None, 1)]))
    assert (derivation.article_id, derivation.grade) == ("b", "whole")
    assert 0.85 < derivation.score < 1


def test_moved_paragraphs_are_found() -> None:
    parts = WIRE.split("\n")
    derivation = only(derivations([printed("a", WIRE), printed("b", "\n".join(reversed(parts)), None, 1)]))
    assert derivation.score > 0.95


def test_one_quote_in_two_papers_is_no_copy() -> None:
    assert (
        derivations([printed("a", INDEPENDENT + "\n" + QUOTE), printed("b", WIRE + "\n" + QUOTE, None, 1)])
        == []
    )


@pytest.mark.parametrize(
    ("text", "agency", "grade"),
    [
        ("ODERBRUCK (AP) — " + WIRE, "AP", "whole"),
        ("ODERBRUCK, May 4 (Reuters) - " + WIRE, "Reuters", "whole"),
        ("By Jo Field, Associated Press\n" + WIRE, "Associated Press", "whole"),
        (WIRE + "\n— Agence France-Presse", "Agence France-Presse", "whole"),
        (WIRE + "\nSource: Xinhua", "Xinhua", "whole"),
        (WIRE + "\n© 2015 Reuters. All rights reserved.", "Reuters", "whole"),
        (WIRE + "\nReuters contributed to this report.", "Reuters", "part"),
        (
            WIRE + "\nJo Field and The Associated Press contributed to this report.",
            "Associated Press",
            "part",
        ),
        (WIRE + "\nWith files from The Canadian Press", "The Canadian Press", "part"),
        (WIRE + "\nInformation from Valley Wire was used in this report.", "Valley Wire", "part"),
        ("ODERBRUCK (Valley News Agency) - " + WIRE, "Valley News Agency", "whole"),
    ],
)
def test_agencies_are_sources_where_credited(text: str, agency: str, grade: str) -> None:
    derivation = only(derivations([printed("a", text, "Mill Post")]))
    assert (derivation.from_agency, derivation.grade, derivation.from_article_id) == (agency, grade, None)


@pytest.mark.parametrize(
    "text",
    [
        WIRE + "\nThe minister told Reuters that he would resign.",
        WIRE + "\nPhotograph of the bridge, with the mill (left)",
        "ODERBRUCK (north of the river) — " + WIRE,
        WIRE + "\nJo Field contributed to this report.",
        "The first reports (and the last) said little.\n" + WIRE,
    ],
)
def test_no_credit_is_read_into_other_words(text: str) -> None:
    assert derivations([printed("a", text, "Mill Post")]) == []


def test_authors_can_name_the_agency() -> None:
    derivation = only(
        derivations([printed("a", WIRE, "Mill Post", authors=("Jo Field", "Associated Press"))])
    )
    assert (derivation.from_agency, derivation.why) == (
        "Associated Press",
        "its byline names Associated Press",
    )


def test_an_agency_does_not_copy_itself() -> None:
    assert derivations([printed("a", "ODERBRUCK (AP) — " + WIRE, "Associated Press")]) == []


def test_credit_to_an_outlet_at_hand_beats_time() -> None:
    wire = printed("wire", "ODERBRUCK (CW) - " + WIRE, "Capital Wire", 5)
    paper = printed("paper", "ODERBRUCK (CW) - " + WIRE[:400], "Mill Post", 0)
    derivation = only(derivations([paper, wire]))
    assert (derivation.article_id, derivation.from_article_id) == ("paper", "wire")
    assert "credits Capital Wire" in derivation.why


def test_where_nothing_else_tells_the_longer_is_the_source() -> None:
    derivation = only(derivations([printed("a", WIRE[:420], None, None), printed("b", WIRE, None, None)]))
    assert (derivation.article_id, derivation.from_article_id, derivation.inferred) == ("a", "b", True)
    assert "inferred" in derivation.why


def test_what_tells_a_direction_is_not_inferred() -> None:
    derivation = only(derivations([printed("a", WIRE), printed("b", WIRE[:420], None, 1)]))
    assert not derivation.inferred


LETTER = (
    "I have walked to the bridge each morning for forty years, and I have never seen our station so quiet. "
    "We ask the railway to tell us plainly when trains will run again, and who will pay for the lost grain."
)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (f'"{LETTER}," the mayor said.', f'The mayor said: "{LETTER}"'),
        (f"The mayor's letter reads:\n{LETTER}", f"In a letter, the mayor wrote:\n{LETTER}"),
        (f"{LETTER} — Jo Field (@jofield) May 4, 2015", f"Jo Field (@jofield) {LETTER}"),
        (f'"{LETTER}," the mayor said.', LETTER),  # set without marks, as its block was lost
        (
            f"JANE ROE: Good evening.\nJO FIELD: {LETTER}\nJANE ROE: Thank you.",
            f"ROE: Welcome.\nFIELD: {LETTER}\nROE: Good night.",
        ),
        (
            "“" + LETTER.replace(". ", ".\n“") + "”",  # a speech that opens marks on each paragraph
            "The letter said:\n" + LETTER.replace(". ", ".\n"),
        ),
    ],
)
def test_what_both_print_of_a_third_is_no_copy(left: str, right: str) -> None:
    listed = derivations(
        [
            printed("a", INDEPENDENT + "\n" + left, "Mill Post"),
            printed("b", WIRE + "\n" + right, "Coast Daily", 1),
        ]
    )
    assert listed == []


def test_quoting_an_outlet_by_name_is_a_copy_of_it() -> None:
    quoted = "“" + WIRE.split("\n")[1] + "”"
    digest = INDEPENDENT + "\nTrains will be missed.\n" + quoted + " Jo Field, Coast Daily\n" + LETTER
    derivation = only(
        derivations([printed("a", WIRE, "Coast Daily", None), printed("b", digest, "The Digest", None)])
    )
    assert (derivation.article_id, derivation.from_article_id, derivation.inferred) == ("b", "a", False)
    assert "names Coast Daily" in derivation.why


def test_who_quotes_without_a_name_took_it_too() -> None:
    """The longer text would be the source, were it not for its quotation marks."""
    first, second, _ = WIRE.split("\n")
    longer = f"{INDEPENDENT}\n{LETTER}\n{first}\n“{second}”\n{INDEPENDENT[::-1]}"
    derivation = only(
        derivations([printed("a", WIRE, "Coast Daily", None), printed("b", longer, "The Digest", None)])
    )
    assert (derivation.article_id, derivation.from_article_id, derivation.inferred) == ("b", "a", False)


def test_quotations_come_along_where_most_else_is_copied() -> None:
    text = WIRE + "\n" + QUOTE
    derivation = only(
        derivations([printed("a", text), printed("b", text.replace("Monday", "Tuesday"), None, 1)])
    )
    assert derivation.score > 0.95


def test_an_agency_is_the_source_of_its_clients() -> None:
    derivation = only(derivations([printed("a", WIRE, "Reuters", 9), printed("b", WIRE, "Mill Post")]))
    assert (derivation.article_id, derivation.from_article_id) == ("b", "a")


def test_lists_of_names_are_no_copy() -> None:
    names_outlet = (
        "Trains will stop at Altdorf, Bachheim, Cronau, Dornfeld, Eschbach, Falkenau, Grünberg, Hallstadt, "
        "Ilmenau, Jossa, Kronach and Lauter, which Anna Berg, Boris Thal and Clara Wendt of North Rail named."
    )
    articles = [
        printed("a", INDEPENDENT + "\n" + names_outlet, "Mill Post"),
        printed("b", LETTER + "\n" + names_outlet, "Coast", 1),
    ]
    assert derivations(articles) == []


def test_one_domain_is_one_outlet() -> None:
    tail = (
        "\nSign up for our letter on trains, boats and bridges, which comes every Friday morning, free. " * 2
    )
    articles = [
        printed("a", WIRE + tail, "Mill Post", domain="mill.example"),
        printed("b", INDEPENDENT + tail, "Mill Post Opinion", 1, domain="mill.example"),
    ]
    assert derivations(articles) == []


@pytest.mark.parametrize(
    ("text", "outlet", "expected"),
    [
        ("He told The Coast Daily that it was over.", "The Coast Daily", True),
        ("The Coast Daily first reported the loss.", "Coast Daily", True),
        ("It was the Daily's Jo Field who saw it.", "Coast Daily", True),
        ("“It is over.” Jo Field, Slate", "Slate", True),
        ("The roof was made of Slate.", "Slate", False),
        ("Readers of Coast Daily know him.", "Coast Daily (Web News)", False),
        ("According to CBX, it rained.", "CBX News (Online)", True),
    ],
)
def test_outlets_named_as_sources(text: str, outlet: str, expected: bool) -> None:
    assert names_outlet(text, outlet) is expected


@given(st.text(alphabet="ab I“”\"'’:@()\n.", max_size=200))
def test_stretches_set_apart_are_in_the_text(text: str) -> None:
    spans = set_apart(text)
    assert spans == sorted(spans)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


def test_standing_lines_of_one_outlet_are_no_copy() -> None:
    tail = "\nSign up for our letter on trains, boats and bridges, which comes every Friday morning, free."
    assert (
        derivations(
            [printed("a", WIRE + tail, "Mill Post"), printed("b", INDEPENDENT + tail, "Mill Post", 1)]
        )
        == []
    )


def test_known_articles_are_not_paired_again() -> None:
    known = [printed("a", WIRE), printed("b", WIRE, None, 1)]
    listed = derivations([printed("c", WIRE, None, 2)], known)
    assert {(d.article_id, d.from_article_id) for d in listed} == {("c", "a")}


TEXTS = [
    WIRE,
    INDEPENDENT,
    WIRE[:300],
    INDEPENDENT + WIRE[200:500],
    "",
    "x",
    "ODERBRUCK (AP) — " + WIRE,
    QUOTE,
]


@settings(deadline=None, max_examples=20)
@given(st.permutations(range(len(TEXTS))))
def test_order_changes_nothing(order: list[int]) -> None:
    articles = [printed(str(at), text, f"Outlet {at}", at % 3) for at, text in enumerate(TEXTS)]
    assert derivations([articles[at] for at in order]) == derivations(articles)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.text(max_size=300), max_size=5))
def test_any_text_is_taken_and_spans_hold(texts: list[str]) -> None:
    articles = {str(at): printed(str(at), text) for at, text in enumerate([*texts, *texts[:2]])}
    for derivation in derivations(list(articles.values())):
        assert 0 <= derivation.score <= 1
        for span in derivation.spans:
            assert span.end <= len(articles[derivation.article_id].text)


def test_long_texts_and_crowds_end() -> None:
    long = " ".join(f"word{at % 977}" for at in range(100_000))
    articles = [printed("long", long), printed("longer", long, None, 1)]
    articles += [printed(f"copy{at:03}", WIRE, f"Outlet {at}", at) for at in range(150)]
    listed = derivations(articles)
    assert {d.from_article_id for d in listed if d.article_id.startswith("copy")} == {"copy000"}


@pytest.mark.parametrize(
    "outlet", ["Post alert('x')</script> & more", "Star [31mred[0m (Sunday", "Star *What +Happened"]
)
def test_signs_in_the_name_of_an_outlet_are_no_pattern(outlet: str) -> None:
    assert not names_outlet("The council told nobody.", outlet)
    assert names_outlet(f"The mayor told {outlet} so.", outlet) == outlet[-1].isalnum()


@given(st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_name_of_an_outlet_can_be_looked_for(outlet: str) -> None:
    assert names_outlet("He told nobody.", f"X{outlet}") in (False, True)


def row(prefix: str, number: int) -> str:
    """So many words that stand nowhere else."""
    return " ".join(f"{prefix}{at}" for at in range(number))


def taken(passages: list[str], words: int) -> Derivation | None:
    """What an article of so many words took from an earlier one with which it shares these passages."""
    free = words - sum(len(passage.split()) for passage in passages)
    between = [row(f"x{at}y", 10) for at in range(len(passages))]
    mixed = " ".join(f"{space} {passage}" for space, passage in zip(between, passages, strict=True))
    source = " ".join(f"{row(f's{at}t', 12)} {passage}" for at, passage in enumerate(passages))
    late = f"{mixed} {row('z', free - 10 * len(passages))}"
    assert len(late.split()) == words
    listed = derivations([printed("a", source), printed("b", late, None, 1)])
    return next((d for d in listed if d.article_id == "b"), None)


@pytest.mark.parametrize(
    ("lengths", "words", "score"),
    [
        # twenty words of the outlets' own in all
        ((20,), 100, 0.2),
        ((19,), 100, None),
        # fourteen words make a passage
        ((20, 14), 100, 0.34),
        ((20, 13), 100, 0.2),
        # a twenty-fifth of the article, or forty words
        ((20,), 500, 0.04),
        ((20,), 510, None),
        ((40,), 2000, 0.02),
        ((39,), 2000, None),
    ],
)
def test_how_many_words_are_a_copy(lengths: tuple[int, ...], words: int, score: float | None) -> None:
    derivation = taken([row(f"p{at}q", length) for at, length in enumerate(lengths)], words)
    assert (derivation and derivation.score) == score


@pytest.mark.parametrize(("free", "score"), [(9, 0.36), (8, 0.2)])
def test_nine_words_of_a_passage_are_free(free: int, score: float) -> None:
    names = row("Q", 16 - free)
    derivation = taken([row("p", 20), f"{row('r', free)} {names}"], 100)
    assert derivation is not None
    assert derivation.score == score


@pytest.mark.parametrize(("copied", "grade"), [(80, "whole"), (79, "most"), (50, "most"), (49, "part")])
def test_how_much_is_whole_and_most(copied: int, grade: str) -> None:
    derivation = taken([row("p", copied)], 100)
    assert derivation is not None
    assert derivation.grade == grade


@pytest.mark.parametrize(("words", "copies"), [(7, 1), (6, 0)])
def test_three_runs_of_five_words_in_common_are_worth_a_look(words: int, copies: int) -> None:
    """Two texts have so many words in a row, and others by threes, with another word between them."""
    early, late = (
        " ".join([row("p", words), *(f"{mark}{at} {row(f'q{at}r', 3)}" for at in range(5)), row(mark, 40)])
        for mark in ("s", "t")
    )
    assert len(derivations([printed("a", early), printed("b", late, None, 1)])) == copies


POST = "Jo Field (@jofield) the trains are late"


@pytest.mark.parametrize(("words", "paragraphs"), [(14, 2), (15, 1)])
def test_the_short_lines_before_a_post_are_of_it(words: int, paragraphs: int) -> None:
    assert len(set_apart(f"{row('x', words)}\n{POST}")) == paragraphs


@pytest.mark.parametrize(("labels", "turns"), [(3, 3), (2, 0)])
def test_three_labelled_paragraphs_are_a_transcript(labels: int, turns: int) -> None:
    names = ("Roe", "Field", "Holt")[:labels]
    text = "\n".join(f"{name}: the trains will be late {name.lower()}" for name in names)
    assert len(set_apart(text)) == turns


@pytest.mark.parametrize(("between", "paragraphs"), [(140, 1), (170, 0)])
def test_whose_words_follow_is_said_before_a_colon(between: int, paragraphs: int) -> None:
    text = f"The letter said, {'x' * between}:\nthe trains will be late on the line to the coast"
    assert len(set_apart(text)) == paragraphs
