"""Articles as lines of a list."""

from __future__ import annotations

import pytest

from newsfold.clean import clean
from newsfold.console import story as shown
from newsfold.present import article_view, story_view
from newsfold.records import Article
from tests.factories import described, page

BODY = "<p>" + "The old pier was closed after a storm tore off its last forty metres of planks. " * 8 + "</p>"
STATED = '<meta property="article:published_time" content="2021-02-02T08:00:00Z">'


def read(head: str, published: str | None) -> Article:
    article = clean(page(f"<title>The pier</title>{head}<article>{BODY}</article>", published=published))
    assert isinstance(article, Article)
    return article


# (what the page states, what the input gives, whether the day is the latest that it can be)
DATED = [("", "2021-02-03", True), (STATED, "2021-02-03", False), (STATED, None, False), ("", None, False)]


@pytest.mark.parametrize(("head", "given", "latest"), DATED)
def test_a_date_of_the_input_alone_is_an_upper_bound(
    head: str, given: str | None, latest: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    article = read(head, given)
    assert article_view(article).article.published_by == latest
    shown(story_view(described([article])))
    assert ("by 3 February 2021" in capsys.readouterr().out) == latest
