"""Counted nouns in the form that is printed, and figures that are listed."""

from __future__ import annotations

import pytest

from newsfold.present import grouped_figures, story_view
from tests.factories import article, described


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("The probe stood on one leg.", [("one", "leg")]),
        ("The probe stood on three legs.", [("three", "legs")]),
        ("It carried one instrument and two cameras.", [("one", "instrument"), ("two", "cameras")]),
        ("Police said one man was killed.", [("one", "man killed")]),
        ("The three-legged lander slept.", [("three", "legged")]),
        ("The council met for the second time.", []),
        ("One boy and 14 boxes were saved.", [("One", "boy"), ("14", "boxes")]),
    ],
)
def test_a_figure_stands_beside_its_noun_as_printed(text: str, listed: list[tuple[str, str]]) -> None:
    shown = grouped_figures(story_view(described([article(text, outlet="Courier")])).figures)
    assert [(figure.text, figure.what) for figure, _ in shown] == listed
