"""The line with its writer's name stays with a post of a social network."""

from __future__ import annotations

import pytest

from tests.clean.news_page import PARAGRAPHS, WHOLE, around, cleaned

SAID = "We are on our way to the basin with two tugs. Please stay away from the quay tonight."
SIGNED = "— Lindmoor Harbour (@lindmoorharbour)"


@pytest.mark.parametrize("name", ["twitter-tweet", "bluesky-embed", "post"])
def test_a_post_keeps_its_writer(name: str) -> None:
    signed = f'&mdash; {SIGNED[2:]} <a href="/1">March 1, 2021</a>'
    post = f'<blockquote class="{name}"><p>{SAID}</p>{signed}</blockquote>'
    lines = (cleaned(around(post)) or "").split("\n")
    assert lines[4:6] == [SAID, f"{SIGNED} March 1, 2021"]
    assert [line for line in lines if line in PARAGRAPHS] == list(PARAGRAPHS)


def test_a_name_with_a_handle_by_itself_is_no_text() -> None:
    assert cleaned(around('<div class="follow">Follow Lindmoor Harbour (@lindmoorharbour)</div>')) == WHOLE
