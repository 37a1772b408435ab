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
