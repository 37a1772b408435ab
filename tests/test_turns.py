from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold.turns import turns
from tests.cost import LINEAR, growth

Row = tuple[str, str | None, str]  # kind, label, words

PIECES = [
    "LIND: ",
    "Orre — ",
    "Q: ",
    "A: ",
    "I stay. ",
    "Why? ",
    "\n",
    "— Lind (@l) May 4, 2019",
    "Orre (@o)",
    "(Ha)",
]
INTRODUCED = "Rosa Lind has run the lighthouse at Skarvik for nine years. We spoke to her in June.\n\n"


def rows(text: str, names: tuple[str, ...] = ()) -> list[Row]:
    return [
        (
            turn.kind,
            turn.label.of(text) if turn.label else None,
            " / ".join(part.of(text) for part in turn.parts),
        )
        for turn in turns(text, names=names)
    ]


@pytest.mark.parametrize(
    "layout",
    [
        "Q: {q1}\n\nA: {a1}\n\nQ: {q2}\n\nA: {a2}",
        "Q. {q1}\nA. {a1}\nQ. {q2}\nA. {a2}",
        "Question: {q1} Answer: {a1}\n\nQuestion: {q2} Answer: {a2}",
        "{q1}\n\n{a1}\n\n{q2}\n\n{a2}",
    ],
)
def test_interviews(layout: str) -> None:
    said = {
        "q1": "Who pays for the lamp?",
        "a1": "I do. The fund gives me oil.",
        "q2": "And in winter?",
        "a2": "We burn wood then.",
    }
    assert rows(INTRODUCED + layout.format(**said)) == [
        ("question", None, said["q1"]),
        ("answer", None, said["a1"]),
        ("question", None, said["q2"]),
        ("answer", None, said["a2"]),
    ]


def test_an_answer_goes_on_over_paragraphs_and_without_what_stands_in_brackets() -> None:
    text = (
        f"{INTRODUCED}Who pays for it?\n\nI do.\n\nThe fund has never paid.\n\n[She laughs.]\n\n"
        "Tell us about the winter.\n\nMy hands freeze.\n\nI paint then.\n\nThe lighthouse opens on Sunday."
    )
    assert [row[2] for row in rows(text)] == [
        "Who pays for it?",
        "I do. / The fund has never paid.",
        "Tell us about the winter.",
        "My hands freeze. / I paint then.",
    ]


TRANSCRIPTS = [
    ("LIND: I will stay.\n\nORRE: Will you?", [("LIND", "I will stay."), ("ORRE", "Will you?")]),
    ("LIND: I will stay. ORRE: Will you?", [("LIND", "I will stay."), ("ORRE", "Will you?")]),
    ("Rosa Lind: I stay.\nTor Orre: You said so.", [("Rosa Lind", "I stay."), ("Tor Orre", "You said so.")]),
    (
        "Rosa Lind — I would keep it.\n\nTor Orre – We must sell.",
        [("Rosa Lind", "I would keep it."), ("Tor Orre", "We must sell.")],
    ),
    (
        "SEN. ROSA LIND (I-Skarvik): I stay.\n\nMODERATOR: Thank you.",
        [("SEN. ROSA LIND", "I stay."), ("MODERATOR", "Thank you.")],
    ),
    (
        "LIND: It burns.\n\nORRE: Oil?\n\nLIND: Wood.\n\nNo oil at all.\n\nORRE: Fine.",
        [("LIND", "It burns."), ("ORRE", "Oil?"), ("LIND", "Wood. / No oil at all."), ("ORRE", "Fine.")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TRANSCRIPTS)
def test_transcripts(text: str, expected: list[tuple[str, str]]) -> None:
    assert rows(text) == [("label", label, said) for label, said in expected]


SIGNED = [
    "The lamp is out. We are on our way. — Skarvik Coast Guard (@skarvikcg) June 4, 2019",
    "The lamp is out. We are on our way.\n— Skarvik Coast Guard (@skarvikcg) 4 June 2019",
    "The lamp is out. We are on our way.\n\n- Skarvik Coast Guard (@skarvik.cg) June 4, 2024 at 9:15 PM",
    "Skarvik Coast Guard (@skarvikcg)\nThe lamp is out. We are on our way.",
    "Skarvik Coast Guard @skarvikcg\nThe lamp is out. We are on our way.",
    "The lamp is out. We are on our way.\nSkarvik Coast Guard (@skarvikcg) on Chirp, June 4, 2019",
    "Skarvik Coast Guard (@skarvikcg): The lamp is out. We are on our way.",
    "The lamp is out. We are on our way.\n\nView this post on Photogram\n\n"
    "A post shared by Skarvik Coast Guard (@skarvikcg) on June 4, 2019",
]


@pytest.mark.parametrize("post", SIGNED)
def test_posts(post: str) -> None:
    text = f"A ship struck a rock on Tuesday.\n\n{post}\n\nNobody was hurt."
    assert rows(text) == [("post", "Skarvik Coast Guard", "The lamp is out. We are on our way.")]


def test_a_post_of_several_lines_is_whole() -> None:
    text = "The lamp was out.\n\nUPDATE\nStay away from the rock!\n— Rosa Lind (@rosal) June 4, 2019"
    assert rows(text) == [("post", "Rosa Lind", "UPDATE / Stay away from the rock!")]


@pytest.mark.parametrize(
    "text",
    [
        # headings with a colon
        "WHAT HAPPENED: The lamp went out on Monday.\n\nWHAT NEXT: The council meets on Friday.",
        "SAFETY FEARS: Divers saw a crack.\n\nBACKGROUND: It was built in 1931.\n\nTHE COST: Unknown.",
        "Ingredients: flour and eggs.\n\nMethod: Mix them well.\n\nServes: four",
        "Result: 3-1\n\nGoals: Lind, Orre\n\nVenue: Skarvik",
        "MONDAY: We sailed at dawn.\n\nTUESDAY: We lay in fog.",
        # advice
        "SIGNS: You may cough.\n\nTREATMENT: Drink your tea and rest.",
        # datelines
        "SKARVIK — The lamp went out on Monday.\n\nOSBY — The council meets on Friday.",
        # a page of questions that the outlet itself answers
        "Who pays for the lamp?\n\nThe council pays for it.\n\nWhen will it burn?\n\nIt burns from May.",
        # one line with a colon, a handle in passing, and what somebody asks within a text
        "Rosa Lind: the woman who kept the lamp burning through the war.",
        "Write to us (@skarvikpost) and tell us what you saw.",
        "Why did the lamp go out? Nobody knows. I asked Lind.",
    ],
)
def test_no_turns(text: str) -> None:
    assert rows(text) == []


def test_the_names_of_a_text_tell_a_speaker_from_a_heading() -> None:
    text = "Lind: The lamp is old.\n\nOrre: Is it?\n\nMarsh: It burns well."
    assert rows(text) == []
    assert len(rows(text, names=("rosa", "lind", "orre", "marsh"))) == 3


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_turns_are_apart_and_in_order(text: str) -> None:
    parts = [part for turn in turns(text) for part in turn.parts]
    assert all(left.end <= right.start for left, right in pairwise(parts))


@pytest.mark.parametrize(
    "unit", ["LIND: I stay. ", "ORRE: Will you?\n", "Why?\n\nI do.\n", "A (@b)\n", "Q: a\nA: b\n"]
)
def test_cost_grows_with_length_alone(unit: str) -> None:
    assert growth(turns, lambda times: unit * times, 200) < LINEAR
