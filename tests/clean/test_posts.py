"""The line with its writer's name stays with a post of a social network."""

from __future__ import annotations

import pytest

from tests.clean.news_page import PARAGRAPHS, WHOLE, around, cleaned, marked

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


@pytest.mark.parametrize("last", [False, True])
def test_the_short_way_keeps_posts_that_its_extractor_leaves_out(last: bool) -> None:
    post = (
        '<div class="embed"><blockquote class="twitter-tweet"><p>The ferry is back. <a href="/2">pic</a></p>'
        f'{SIGNED} <a href="/1">March 1, 2021</a></blockquote></div>'
    )
    lines = (cleaned(marked() + post if last else around(post), fast=True) or "").split("\n")
    at = len(PARAGRAPHS) if last else 4
    assert lines[at : at + 2] == ["The ferry is back. pic", f"{SIGNED} March 1, 2021"]
    assert [line for line in lines if line in PARAGRAPHS] == list(PARAGRAPHS)
