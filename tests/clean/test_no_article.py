"""Walls and pages of teasers are no articles; articles on cookies and round-ups are."""

from __future__ import annotations

import pytest

from tests.clean.news_page import DATED, PARAGRAPHS, cleaned, marked

WALLS = {
    "Before you continue": (
        "With your agreement, we and our 150 partners use cookies to store and process personal data.",
        "You can withdraw your consent or object to what rests on legitimate interest at any time.",
    ),
    "Checking your browser": (
        "Please enable JavaScript and cookies to continue, since we need to see that you are not a robot.",
        "If you think that this is an error, tell our support team the reference ID that is printed below.",
    ),
    "Ad blocker detected": (
        "Please disable your ad blocker and load this page again, since advertising pays for our reporters.",
        "Subscribers see no advertising and can read every page without any of this trouble or any other.",
    ),
}


@pytest.mark.parametrize("title", WALLS)
@pytest.mark.parametrize("fast", [False, True])
def test_walls(title: str, fast: bool) -> None:
    assert cleaned(marked(WALLS[title]), title=title, head="", fast=fast) is None


TEASERS = {
    "cards": '<div class="card"><a href="/{n}"><h3>Headline {n} of the day</h3></a><p>{text}</p></div>',
    "items": '<div><h2><a href="/{n}">Headline {n} of the day</a></h2><span>2 hours ago</span><p>{text}</p>'
    '<a href="/{n}">Read more</a></div>',
}


@pytest.mark.parametrize("form", TEASERS)
def test_sections(form: str) -> None:
    body = "".join(TEASERS[form].format(n=n, text=text) for n, text in enumerate(PARAGRAPHS))
    assert cleaned(body, title="World", head="") is None
    assert cleaned(body, title="Morning briefing", head=DATED) is not None


def test_an_article_on_cookies_stays() -> None:
    line = (
        "The port must ask visitors of its website whether they accept all cookies, the court said on Monday."
    )
    text = cleaned(marked((*PARAGRAPHS[:5], line, *PARAGRAPHS[5:])), title="Port fined over cookies", head="")
    assert text is not None and line in text


def test_headings_that_lead_elsewhere_make_no_section() -> None:
    body = (
        marked(PARAGRAPHS[:3]) + '<h3><a href="/x">What happened that day</a></h3>' + marked(PARAGRAPHS[3:])
    )
    assert PARAGRAPHS[-1] in (cleaned(body, head="") or "")
