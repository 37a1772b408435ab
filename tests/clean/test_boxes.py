"""Captions, players, polls, promotion and links elsewhere are no part of the text."""

from __future__ import annotations

import pytest

from tests.clean.news_page import PARAGRAPHS, WHALES, WHOLE, around, cleaned, marked

PICTURE = '<img src="a.jpg" alt="">'
SHIPS = "Ships wait outside the breakwater on Monday evening as the divers get ready."


@pytest.mark.parametrize(
    "box",
    [
        f"<figure>{PICTURE}<figcaption>{SHIPS} Lindmoor Echo</figcaption></figure>",
        f'<div class="wp-caption">{PICTURE}<p class="wp-caption-text">{SHIPS}</p></div>',
        f'<p class="photo-credit-line"><span>{SHIPS}</span> <span>(Photo: J. Dee)</span></p>',
        f'<div class="image">{PICTURE}<p>{SHIPS}</p></div>',
        f'<div itemtype="//schema.org/ImageObject">{PICTURE}<span itemprop="caption">{SHIPS}</span></div>',
        f"<div>{PICTURE}</div><p>{SHIPS[:-1]} (AP Photo/Jo Dee)</p>",
        "<p>Photograph: Jo Dee/Harbour Pictures</p>",
    ],
)
def test_captions(box: str) -> None:
    assert cleaned(around(box)) == WHOLE


@pytest.mark.parametrize(
    "opening",
    [
        '<div class="newsletter-signup">',
        '<div class="c-related-stories">',
        '<section class="RelatedContent__wrapper">',
        '<div id="mc_embed_signup">',
        '<div data-component="newsletter-promo">',
        '<div role="complementary">',
        "<aside>",
        '<div class="opinion-poll"><h4>Poll</h4>',
        '<div class="video-player">',
        '<div class="author-bio">',
        '<div aria-label="Recommended stories">',
        '<div><h3>Read more</h3><a href="/w">Whales</a>',
    ],
)
def test_boxes(opening: str) -> None:
    tag = opening[1:].split(" ")[0].split(">")[0]
    assert cleaned(around(f"{opening}<p>{WHALES}</p></{tag}>")) == WHOLE


@pytest.mark.parametrize(
    "line",
    [
        "Media playback is not supported on this device",
        "Your browser does not support the video tag.",
        "To view this video please enable JavaScript, and consider a browser that supports HTML5 video.",
        "This material may not be published, broadcast, rewritten or redistributed.",
        "Sign up to our morning newsletter and get the five stories that matter in your inbox every day.",
    ],
)
def test_sentences_of_the_page_about_itself(line: str) -> None:
    assert cleaned(around(f"<div><p>{line}</p></div>")) == WHOLE


@pytest.mark.parametrize(
    "box",
    [
        f'<div class="story-facts"><p>{WHALES}</p></div>',
        f'<div class="has-newsletter"><p>{WHALES}</p></div>',
        f'<blockquote class="instagram-media social-embed"><p>{WHALES}</p></blockquote>',
        f'<p><img src="a.jpg" alt="">{WHALES}</p>',
        f"<aside><blockquote><p>{WHALES}</p></blockquote></aside>",
    ],
)
def test_boxes_of_the_text_stay(box: str) -> None:
    assert WHALES in (cleaned(around(box)) or "")


@pytest.mark.parametrize("name", ["related-content", "newsletter", "media-player", "sharing", "caption"])
def test_a_name_around_the_whole_text_means_nothing(name: str) -> None:
    assert cleaned(f'<div class="{name}">{marked()}</div>') == WHOLE


def test_sentences_that_speak_of_such_things_stay() -> None:
    for line in (
        "A poll on Tuesday found that 48 percent would sign up for the newsletter of the port authority.",
        "The report may not be published before Friday, the ministry of transport said on Monday.",
        "The talks on the harbour will go on until Friday, officials in the town said on Monday. (Reuters)",
        "The video was removed from the site on Monday after the port authority had asked for it.",
    ):
        assert line in (cleaned(marked((*PARAGRAPHS[:7], line, PARAGRAPHS[7]))) or "")


def test_a_tag_that_is_no_name_is_read_past() -> None:
    """A torn page gives tags with control characters, which the parser takes and its own search refuses."""
    torn = "<bo\x1b[2Jdy><time>9 May 2021</time> Two words and more."
    assert PARAGRAPHS[0] in (cleaned(around(torn + torn)) or "")
