"""Where in an article credits stand."""

from __future__ import annotations

import pytest

from newsfold.derive.credits import credits
from tests.factories import article

FILLED = "The trains were late on the line to the coast again, and nobody at the station knew why. "


def prose(characters: int) -> str:
    """So many characters of a text."""
    return (FILLED * (characters // len(FILLED) + 1))[: characters - 1] + "."


def named(text: str, language: str = "en") -> list[str]:
    return [
        credit.name for credit in credits(article(text, outlet="Mill Post", language=language), {}, language)
    ]


@pytest.mark.parametrize(("before", "names"), [(375, ["AP"]), (395, [])])
def test_a_dateline_stands_at_the_start(before: int, names: list[str]) -> None:
    text = f"{prose(before)}\nODERBRUCK (AP) — {prose(80)}\n{prose(2000)}"
    assert named(text) == names


@pytest.mark.parametrize(("after", "names"), [(880, ["Xinhua"]), (900, [])])
def test_a_credit_line_stands_at_the_end(after: int, names: list[str]) -> None:
    text = f"{prose(2000)}\nSource: Xinhua\n{prose(after)}"
    assert named(text) == names


@pytest.mark.parametrize(("characters", "names"), [(238, ["Reuters"]), (242, [])])
def test_of_a_paragraph_only_the_last_sentence_is_a_credit(characters: int, names: list[str]) -> None:
    credit = "Reuters contributed to this report. "
    line = credit + "The trains were late " * 9
    line = f"{line[: characters - 1].rstrip()}".ljust(characters - 1, "x") + "."
    assert len(line) == characters
    assert named(f"{prose(2000)}\n{line}") == names


@pytest.mark.parametrize(("characters", "names"), [(99, ["AFP"]), (101, [])])
def test_a_notice_of_rights_stands_within_a_hundred_characters_of_its_line_s_end(
    characters: int, names: list[str]
) -> None:
    notice = (
        ". © AFP " + "todos los derechos reservados por la ley de la propiedad intelectual y sin permiso " * 2
    )
    line = f"El puente abre hoy{notice[: characters - 1]}s"
    assert named(f"{prose(2000)}\n{line}", "es") == names
