"""A page of news as sites send it, around a text that each test varies."""

from __future__ import annotations

from collections.abc import Sequence

from newsfold.clean import Cleaning, clean
from newsfold.records import Article, Page

TITLE = "Crane falls into Lindmoor harbour"
PARAGRAPHS = (
    "The harbour at Lindmoor was shut on Monday after a crane fell into the basin, the authority said.",
    "Nobody was hurt, but 14 ships were waiting outside the breakwater by evening, among them two ferries.",
    "“We heard it before we saw it,” said Otto Grane, who has steered a tug there for 20 years. “Then "
    "the water rose over the quay.”",
    "The crane was put up in 1987 and was to be taken down next year, when a new terminal opens at Sandholm.",
    "Divers went down in the afternoon and found the mast lying over the channel at a depth of nine metres.",
    "The authority said that it would take four days to lift the wreck, and that small boats may pass.",
    "Fishermen fear for the herring season, which began last week and lasts until the end of the month.",
    "An inquiry will be led by the ministry of transport, which has asked the maker for the plans.",
)
WHALES = "Forty whales were counted off the cape last year by people who watched from the old lighthouse."
DATED = '<meta property="article:published_time" content="2021-03-01T16:00:00Z">'


def marked(paragraphs: Sequence[str] = PARAGRAPHS) -> str:
    return "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)


def around(box: str) -> str:
    """The text with a box in its middle."""
    return marked(PARAGRAPHS[:4]) + box + marked(PARAGRAPHS[4:])


def cleaned(body: str, *, title: str = TITLE, head: str = DATED, fast: bool = False) -> str | None:
    """The text that cleaning makes of a page with this body; None where it finds no article."""
    links = "".join(f'<li><a href="/{n}">Headline {n} of the day</a></li>' for n in range(4))
    page = (
        f'<!doctype html><html lang="en"><head><title>{title} | Lindmoor Echo</title>{head}'
        f'</head><body><header><a href="/">Echo</a><nav><a href="/n">News</a></nav></header>'
        f"<main><article><h1>{title}</h1>{body}</article></main>"
        f"<aside><h3>Most read</h3><ul>{links}</ul></aside>"
        "<footer>© 2021 Lindmoor Echo. All rights reserved.</footer></body></html>"
    )
    url = "https://www.echo.example/2021/crane"
    result = clean(Page(place="x", key="x", url=url, body=page.encode()), Cleaning(fast=fast))
    return result.text if isinstance(result, Article) else None


WHOLE = "\n".join(PARAGRAPHS)
