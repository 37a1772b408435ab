"""Labels that are no part of an article."""

from __future__ import annotations

import pytest

from newsfold.clean.furniture import label


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
    assert label(line) == kind
