"""Labels that are no part of an article."""

from __future__ import annotations

import pytest

from newsfold.clean.boilerplate import boilerplate_kind, notice


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Spread the love", "share"),
        ("Share on Facebook", "share"),
        ("1,204 shares", "share"),
        ("No comments:", "comments"),
        ("Post a Comment", "comments"),
        ("12 Comments", "comments"),
        ("Advertisement", "navigation"),
        ("READ MORE: What the bridge will cost", "navigation"),
        ("Sign up for our daily newsletter", "navigation"),
        ("© 2019 The Example Company", "navigation"),
        ("He had no comments on the plan.", None),
        ("The share of voters who agree has grown.", None),
        ("More than 300 people came.", None),
        ("Top officials met in secret on Monday.", None),
        ("In Paris", None),
    ],
)
def test_labels(line: str, kind: str | None) -> None:
    assert boilerplate_kind(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "This media is not supported on your device.",
        "Oh no, your browser does not support this player, so try another.",
        "To see the map, please enable JavaScript and load the page again.",
        "The Harbour Post, © 2021 and all that it shows",
        "Harbour Post. All rights reserved by those who wrote it.",
        "When you buy a boat here, we may earn a small commission on it.",
        "Sign up for our newsletters today.",
        "This video can not be played",
    ],
)
def test_notices_in_any_case(line: str) -> None:
    assert notice(line) and notice(line.upper())


def test_a_sentence_on_players_is_no_notice() -> None:
    assert not notice("The player was available on Saturday, and your browser of news would not have known.")
