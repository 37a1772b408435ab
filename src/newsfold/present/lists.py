"""Lists of stories and of rejected inputs, single articles, and JSON for every view."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from newsfold import codec
from newsfold.invisible import escaped
from newsfold.present.views import (
    ArticleLine,
    ArticleView,
    RejectedList,
    RejectedView,
    StoryLine,
    StoryList,
)
from newsfold.present.wording import period
from newsfold.queries import Facet, StoryPage
from newsfold.records import (
    Article,
    Rejected,
    Span,
    StorySummary,
)
from newsfold.text import words

_FILE_NAME = re.compile(r"[/\\]([^/\\]+\.\w{2,6}(?::\d+)?)$")


def outlet_of(article: Article) -> str:
    """The name to show for who published an article: its outlet, else its domain, else its file's name."""
    return article.outlet or article.domain or short_place(article.place)


def short_place(name: str) -> str:
    """A file's name without its folders; any other name as it is ("AP/Reuters" is no file)."""
    match = _FILE_NAME.search(name)
    return match.group(1) if match else name


def article_line(
    article: Article, inferred_day: datetime | None = None, replaced_by: str | None = None
) -> ArticleLine:
    """An article without its text; `inferred_day` is kept only where the article has no date itself."""
    return ArticleLine(
        id=article.id,
        key=article.key,
        outlet=outlet_of(article),
        outlet_stated=article.outlet is not None,
        title=article.title,
        url=article.address or article.url,
        language=article.language,
        authors=article.authors,
        dateline=article.dateline,
        published_at=article.published_at,
        published_grain=article.published_grain,
        inferred_day=None if article.published_at else inferred_day,
        words=len(words(article.text)),
        replaced_by=replaced_by,
        published_by=dict(article.found_in).get("published_at", "").startswith("given alone"),
    )


def article_view(article: Article, set_aside: Sequence[Span] = ()) -> ArticleView:
    """An article with its text, and the lines of it that its outlet prints on many pages."""
    return ArticleView(
        article=article_line(article),
        place=article.place,
        text=article.text,
        found_in=dict(article.found_in),
        set_aside=tuple(set_aside),
    )


def story_list(page: StoryPage) -> StoryList:
    """A part of a list of stories, its facets with the names that readers know."""
    return StoryList(
        stories=tuple(story_line(summary) for summary in page.stories),
        start=page.start,
        total=page.total,
        articles=page.articles,
        apart=page.apart,
        described=page.described,
        facets=tuple(_labelled_facet(facet) for facet in page.facets),
        next_cursor=page.next,
        previous_cursor=page.previous,
    )


def _labelled_facet(facet: Facet) -> Facet:
    name = _VALUE_LABELS.get(facet.name)
    if name is None:
        return facet
    return replace(facet, values=tuple(replace(value, label=name(value.label)) for value in facet.values))


_VALUE_LABELS: dict[str, Callable[[str], str]] = {
    "outlet": short_place,
    "published": period,
    "changed": period,
}


def story_line(summary: StorySummary) -> StoryLine:
    """A story as a list shows it."""
    story = summary.story
    return StoryLine(
        id=story.id,
        title=story.title,
        place=story.place,
        outlets=tuple(short_place(name) for name in summary.outlets),
        articles=summary.articles,
        origins=summary.origins,
        differences=summary.differences,
        corrections=summary.corrections,
        first_seen=story.first_seen,
        last_seen=story.last_seen,
    )


def rejected_list(rejected: Iterable[Rejected]) -> RejectedList:
    """Everything that was rejected, with counts by reason."""
    views = tuple(
        RejectedView(place=r.place, stage=r.stage, reason=r.reason, detail=r.detail, key=r.key, url=r.url)
        for r in rejected
    )
    return RejectedList(reasons=dict(Counter(view.reason for view in views).most_common()), rejected=views)


def to_json(view: Any, indent: int | None = None) -> str:
    """A view as JSON text, with UTC times as ISO 8601 with a Z; `indent` is for human readers.

    Invisible characters are written as \\u escapes, so that they reach a program and steer no terminal.
    """
    return escaped(json.dumps(codec.to_jsonable(view), ensure_ascii=False, indent=indent, allow_nan=False))
