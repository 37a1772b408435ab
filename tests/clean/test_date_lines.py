"""Lines that are nothing but dates, and bylines with a date."""

from __future__ import annotations

import pytest

from newsfold.clean.date_lines import date_line, dated_byline, is_change_label
from newsfold.clean.dates import ASSUMED, Dated


def _shown(dated: Dated | None) -> str | None:
    if dated is None:
        return None
    when = dated[0]
    shape = "%Y-%m-%d" if dated[1] == "day" else "%Y-%m-%d %H:%M"
    return when.strftime(shape) + ("" if when.tzinfo is ASSUMED or dated[1] == "day" else when.strftime("%z"))


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("Thursday 25 April 2019", "2019-04-25", None),
        ("Thurs., Apr. 25th, 2019", "2019-04-25", None),
        ("Apr 25,2019", "2019-04-25", None),
        ("Published: 25 April 2019, 10:15 GMT", "2019-04-25 10:15+0000", None),
        ("Last updated on April 25, 2019", None, "2019-04-25"),
        ("Sunday, 18 April 2010 – The Agency", "2010-04-18", None),
        # Local stations of the USA.
        (
            "Posted at 9:15 AM, Apr 25, 2019 and last updated 4:40 PM, Apr 26, 2019",
            "2019-04-25 09:15",
            "2019-04-26 16:40",
        ),
        (
            "Posted: Apr 25, 2019 / 09:15 AM EDT / Updated: Apr 25, 2019 / 04:40 PM EDT",
            "2019-04-25 09:15-0400",
            "2019-04-25 16:40-0400",
        ),
        (
            "Published: 9:15 AM PDT April 25, 2019 Updated: 4:40 PM PDT April 25, 2019",
            "2019-04-25 09:15-0700",
            "2019-04-25 16:40-0700",
        ),
        (
            "PUBLISHED: April 25, 2019 at 9:15 a.m. | UPDATED: April 26, 2019 at 4 p.m.",
            "2019-04-25 09:15",
            "2019-04-26 16:00",
        ),
        ("Published: Apr. 25, 2019 at 9:15 AM CDT|Updated: 3 hours ago", "2019-04-25 09:15-0500", None),
        ("April 25, 2019 / 9:15 AM / Wexley News", "2019-04-25 09:15", None),
        ("Updated 9:15 AM ET, Thu April 25, 2019", None, "2019-04-25 09:15-0400"),
        # Papers of India.
        ("Publish Date: Thu, 25 Apr 2019 06:30 PM (IST)", "2019-04-25 18:30+0530", None),
        (
            "April 25, 2019 06:30 pm | Updated 07:15 pm IST - Chennai",
            "2019-04-25 18:30+0530",
            "2019-04-25 19:15+0530",
        ),
        ("New Delhi | Updated: April 25, 2019 6:30:12 pm", None, "2019-04-25 18:30"),
        ("TNN | Apr 25, 2019, 18:30 IST", "2019-04-25 18:30+0530", None),
        ("MUMBAI, APRIL 25, 2019 18:30 IST", "2019-04-25 18:30+0530", None),
        ("3 min read . Updated: 25 Apr 2019, 06:30 PM IST", None, "2019-04-25 18:30+0530"),
        # Papers of Britain.
        ("First published on Thu 25 Apr 2019 06.30 BST", "2019-04-25 06:30+0100", None),
        ("06:30, 25 APR 2019UPDATED07:15, 26 APR 2019", "2019-04-25 06:30", "2019-04-26 07:15"),
        ("25 April 2019 • 6:30am", "2019-04-25 06:30", None),
    ],
)
def test_lines_of_dates(line: str, published: str | None, modified: str | None) -> None:
    dates = date_line(line)
    assert dates is not None
    assert (_shown(dates.published), _shown(dates.modified)) == (published, modified)


@pytest.mark.parametrize(
    "line",
    [
        "The bridge opened on 25 April 2019.",
        "25 April 2019 was a good day",
        "Council closes bridge on Apr 25, 2019",
        "25 April 2019 – 28 April 2019",
        "Posted 25 Apr 10:30",
        "2025550143",
        "April 2019",
        "Updated",
    ],
)
def test_other_lines(line: str) -> None:
    assert date_line(line) is None


@pytest.mark.parametrize(
    ("line", "authors", "published", "modified"),
    [
        ("By Jane Roe Apr 25, 2019, 6:30am EDT", ("Jane Roe",), "2019-04-25 06:30-0400", None),
        ("By Jane Roe and John Doe Updated Apr 25, 2019", ("Jane Roe", "John Doe"), None, "2019-04-25"),
        ("Posted by Jane Roe on April 25, 2019 at 6:30 am", ("Jane Roe",), "2019-04-25 06:30", None),
        ("April 25, 2019 by Jane Roe", ("Jane Roe",), "2019-04-25", None),
        ("By: Jane Roe | Chennai | Updated: April 25, 2019 6:30 pm", ("Jane Roe",), None, "2019-04-25 18:30"),
        (
            "By Jane Roe | Posted: Apr 25, 2019 / 09:15 AM / Updated: Apr 26, 2019 / 04:40 PM",
            ("Jane Roe",),
            "2019-04-25 09:15",
            "2019-04-26 16:40",
        ),
    ],
)
def test_bylines_with_a_date(
    line: str, authors: tuple[str, ...], published: str | None, modified: str | None
) -> None:
    byline = dated_byline(line)
    assert byline is not None
    assert (byline[0], _shown(byline[1].published), _shown(byline[1].modified)) == (
        authors,
        published,
        modified,
    )


@pytest.mark.parametrize(
    "line",
    [
        "By 25 April 2019 the river had fallen by two metres.",
        "By Jane Roe",
        "Stand by Me, 25 April 2019",
        "The bridge was opened by Jane Roe on 25 April 2019 and closed again.",
    ],
)
def test_no_bylines_with_a_date(line: str) -> None:
    assert dated_byline(line) is None


def test_a_label_whose_date_stands_in_the_next_line() -> None:
    assert is_change_label("Last updated:") and is_change_label("Updated")
    assert not is_change_label("Published:") and not is_change_label("The updated plan")
