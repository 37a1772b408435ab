"""Who and when, as the head of an article's page shows it to its readers."""

from __future__ import annotations

import pytest

from newsfold.clean.head import Head, read_head, standfirsts
from newsfold.clean.html import parse_html

TITLE = "Harbour shut after crane falls"
PROSE = (
    "The harbour at Lindmoor was shut on Monday after a crane fell into the basin, the port said in a "
    "statement, and about 40 ships were told to wait outside."
)


def head(top: str, before: str = "") -> Head:
    document = parse_html(
        f"<html><body>{before}<article><h1>{TITLE}</h1>{top}<p>{PROSE}</p></article></body></html>"
    )
    assert document is not None
    return read_head(document, document.blocks[-1:], TITLE)


def day(top: str, before: str = "") -> tuple[str | None, str | None]:
    dates = head(top, before)
    return (
        dates.published[0].date().isoformat() if dates.published else None,
        dates.modified[0].date().isoformat() if dates.modified else None,
    )


@pytest.mark.parametrize(
    ("top", "days"),
    [
        ("<p>3 May 2022</p>", ("2022-05-03", None)),
        ("<p>Updated: <b>4 May 2022</b></p>", (None, "2022-05-04")),
        (
            "<p>Last updated:</p><p>4 May 2022</p><p>Published:</p><p>3 May 2022</p>",
            ("2022-05-03", "2022-05-04"),
        ),
        ("<p>By Jane Roe May 3, 2022, 6:30am EDT</p>", ("2022-05-03", None)),
        ("<p>1 January 1970</p><p>3 May 2022</p>", ("2022-05-03", None)),
    ],
)
def test_dates(top: str, days: tuple[str | None, str | None]) -> None:
    assert day(top) == days


@pytest.mark.parametrize(
    "before",
    [
        "<div class='sidebar'><p>9 June 2022</p></div>",
        "<aside><p>9 June 2022</p></aside>",
        "<header><p>Thursday, 9 June 2022</p></header>",
    ],
)
def test_a_date_beside_the_article_is_none_of_its(before: str) -> None:
    assert day("<p>3 May 2022</p>", before) == ("2022-05-03", None)
    assert day("", before) == (None, None)


@pytest.mark.parametrize(
    "top",
    [
        "<div>By</div><div>Jane Roe</div><div>Health Reporter</div>",
        "<div>Author:</div><div>Jane Roe</div>",
        "<p>Jane Roe, staff reporter</p>",
        "<p>Jane Roe</p><p>3 May 2022</p>",
        "<p>Published 3 May 2022 6:30 pm by Jane Roe</p>",
    ],
)
def test_authors(top: str) -> None:
    assert head(top).authors == ("Jane Roe",)


def test_the_day_nearest_over_the_title_is_the_articles() -> None:
    before = "<table><tr><td>9 June 2022</td></tr></table><div>3 May 2022</div>"
    assert day("", before) == ("2022-05-03", None)
    assert day("", "<p>Published 3 May 2022</p><p>Updated 4 May 2022</p>") == ("2022-05-03", "2022-05-04")


def test_a_bare_name_without_a_date_is_nobodys() -> None:
    assert head("<p>Jane Roe</p>").authors == ()


LEAD = "Forty ships wait outside the breakwater, and nobody knows who will lift the wreck."


def standfirst(top: str, described: str = LEAD, title: str = TITLE) -> list[str]:
    document = parse_html(
        f'<html><head><meta name="description" content="{described}"></head>'
        f"<body><article>{top}<p>{PROSE}</p></article></body></html>"
    )
    assert document is not None
    blocks = standfirsts(document, document.blocks[-1:], title)
    return [document.text[block.start : block.end] for block in blocks]


@pytest.mark.parametrize(
    "top",
    [
        f"<h1>{TITLE}</h1><p>{LEAD}</p>",
        f'<h1>{TITLE}</h1><p class="teaser-text">{LEAD}</p><p>By</p><p>Jane Roe</p>',
        f"<p>Lindmoor</p><h1>Crane in the basin</h1><p>{LEAD}</p>",
    ],
    ids=["under the title", "in a box that is named as those of other articles", "under another heading"],
)
def test_the_standfirst_is_what_the_page_describes_itself_with(top: str) -> None:
    assert standfirst(top) == [LEAD]


def test_a_line_of_another_box_is_no_standfirst() -> None:
    assert standfirst(f'<h1>{TITLE}</h1><p class="teaser-text">{LEAD}</p>', "A port shuts.") == []
    assert standfirst(f"<h1>Crane in the basin</h1><p>{LEAD}</p>", "A port shuts.") == []
    assert standfirst("<h1>Crane in the basin</h1><p>Forty ships wait outside the breakwater</p>") == []
