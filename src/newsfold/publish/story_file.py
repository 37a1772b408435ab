"""A story as one HTML file that needs nothing beside it: what is said, and all the text that it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from jinja2 import Environment

from newsfold.invisible import visible
from newsfold.present import (
    NOT_CLEAR,
    STATUSES,
    EvidenceView,
    StoryView,
    counted,
    counted_origins,
    listed,
    live_url,
    template_environment,
    ways,
    web_url,
    when,
)
from newsfold.records import Article, Span
from newsfold.text import merged


class MarkedText(NamedTuple):
    """Characters of an article, the numbers of the passages that begin there, and whether one covers them."""

    text: str
    numbers: tuple[int, ...]
    marked: bool


def story_file(view: StoryView, articles: Mapping[str, Article]) -> str:
    """The page of a story, with the text of each of its `articles` (by id) and every passage marked there."""
    lines = {line.id: line for line in view.articles}
    cited = _passages_by_article(view)
    texts = [(line, marked_lines(articles[line.id].text, cited.get(line.id, []))) for line in view.articles]
    by_status = {status: [c for c in view.claims if c.status == status] for status in STATUSES}
    return (
        _environment()
        .get_template("story.html")
        .render(
            story=view,
            lines=lines,
            texts=texts,
            cited=cited,
            by_status={status: claims for status, claims in by_status.items() if claims},
        )
    )


def marked_lines(text: str, passages: Sequence[EvidenceView]) -> list[list[MarkedText]]:
    """The lines of an article in pieces, cut wherever a passage begins or ends."""
    inside = merged([Span(start=p.start, end=p.end) for p in passages])
    begins: dict[int, list[int]] = {}
    for passage in passages:
        begins.setdefault(passage.start, []).append(passage.number or 0)
    listed, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        cuts = {start, end, *(at for p in passages for at in (p.start, p.end) if start < at < end)}
        edges = sorted(cuts)
        pieces = [
            MarkedText(
                text=visible(text[a:b]),
                numbers=tuple(sorted(begins.get(a, ()))),
                marked=any(span.start <= a < span.end for span in inside),
            )
            for a, b in pairwise(edges)
        ]
        if line.strip():
            listed.append(pieces)
        start = end + 1
    return listed


def _passages_by_article(view: StoryView) -> dict[str, list[EvidenceView]]:
    """Every numbered passage of each article, by where it begins."""
    cited: dict[int, EvidenceView] = {}
    passages = [
        *(e for sentence in view.account for e in sentence.evidence),
        *(e for claim in view.claims for e in claim.evidence),
        *(e for difference in view.differences for value in difference.values for e in value.evidence),
    ]
    for evidence in passages:
        if evidence.number is not None:
            cited.setdefault(evidence.number, evidence)
    by_article: dict[str, list[EvidenceView]] = {}
    for evidence in sorted(cited.values(), key=lambda e: (e.start, e.end)):
        by_article.setdefault(evidence.article_id, []).append(evidence)
    return by_article


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = template_environment("newsfold.publish", ".")
    environment.globals |= {
        "counted": counted,
        "counted_origins": counted_origins,
        "listed": listed,
        "not_clear": NOT_CLEAR,
        "live_url": live_url,
        "ways": ways,
        "when": when,
    }
    environment.filters["weburl"] = web_url
    return environment
