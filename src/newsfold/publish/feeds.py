"""Stories as a feed, for the readers that people use already: Atom (RFC 4287) and JSON Feed 1.1.

One entry a story, with an id that lasts, so that a reader replaces the entry when the story grows. Its text
is the account, where accounts differ, and a link to every source.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from xml.etree import ElementTree

from markupsafe import Markup, escape

from newsfold.codec import to_jsonable
from newsfold.invisible import escaped, visible
from newsfold.present import (
    ArticleLine,
    StoryView,
    corroborated,
    counted,
    counted_origins,
    listed,
    story_view,
    web_url,
    when,
)
from newsfold.publish.fields import known
from newsfold.records import StoryDetail, StorySummary

ATOM = "http://www.w3.org/2005/Atom"
_UNKNOWN_TIME = datetime(1970, 1, 1, tzinfo=UTC)
_NO_XML = re.compile("[\ufffe\uffff]")  # characters that XML 1.0 has not, and that are not invisible either
_PLACES, _SOURCES = 5, 100  # categories and links of an entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A story as an entry: `html` for people, `updated` when an article of it last came or changed."""

    id: str
    url: str
    title: str
    html: str
    summary: str
    published: datetime | None
    updated: datetime
    outlets: tuple[str, ...]
    categories: tuple[str, ...]
    sources: tuple[str, ...]
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed, with the addresses that it and its page have; Newsfold's own where an entry has no author."""

    id: str
    title: str
    url: str
    page_url: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime:
        """When the last of its stories changed."""
        return max((entry.updated for entry in self.entries), default=_UNKNOWN_TIME)


def entry(detail: StoryDetail, database: str, url: str) -> Entry:
    """A story of the database with this id as an entry; `url` is that of its page."""
    view = story_view(detail)
    times = [
        time for a in detail.articles for time in (a.published_at, a.modified_at, a.fetched_at) if time
    ] or [time for a in detail.articles if (time := a.window_at)]
    languages = {article.language for article in detail.articles}
    links = [link for line in view.articles if (link := web_url(line.url))]
    return Entry(
        id=f"urn:newsfold:{database}:story:{view.id}",
        url=url,
        title=visible(view.title) or f"Story {view.id}",
        html=_story_html(view),
        summary=" ".join(visible(sentence.text) for sentence in view.account[:2]),
        published=view.first_seen,
        updated=max(times, default=_UNKNOWN_TIME),
        outlets=tuple(map(visible, view.outlets)),
        categories=tuple(visible(e.name) for e in view.entities if e.kind == "place")[:_PLACES],
        sources=tuple(dict.fromkeys(links))[:_SOURCES],
        language=languages.pop() if len(languages) == 1 else None,
    )


def short_entry(summary: StorySummary, database: str, url: str) -> Entry:
    """A story that is still to be described, as an entry that says no more than a list does."""
    story = summary.story
    summary_line = (
        f"{counted(summary.articles, 'article')} of {listed([visible(name) for name in summary.outlets])}."
    )
    return Entry(
        id=f"urn:newsfold:{database}:story:{story.id}",
        url=url,
        title=visible(story.title) or f"Story {story.id}",
        html=str(Markup("<p>{}</p>").format(summary_line)),
        summary="",
        published=story.first_seen,
        updated=story.last_seen or _UNKNOWN_TIME,
        outlets=tuple(map(visible, summary.outlets)),
        categories=(),
        sources=(),
        language=None,
    )


def _story_html(view: StoryView) -> str:
    """What a reader shows of a story; markup of ours around words of sources, which are all escaped."""
    lines = {line.id: line for line in view.articles}
    parts = [Markup("<p><small>{}</small></p>").format(_story_head(view))]
    for sentence in view.account:
        first = sentence.evidence[0]
        parts.append(
            Markup("<p>{} ({})</p>").format(visible(sentence.text), _outlet_link(lines[first.article_id]))
        )
    if view.differences:
        parts.append(Markup("<h3>Where the accounts differ</h3><ul>"))
        for difference in view.differences:
            values = Markup("; ").join(
                Markup("{} ({})").format(
                    visible(value.text),
                    Markup(", ").join(
                        dict.fromkeys(_outlet_link(lines[e.article_id]) for e in value.evidence[:3])
                    ),
                )
                for value in difference.values
            )
            moving = " (updated)" if difference.updated else ""
            parts.append(Markup("<li>{}{}: {}</li>").format(visible(difference.about), moving, values))
        parts.append(Markup("</ul>"))
    parts.append(Markup("<h3>Sources</h3><ul>"))
    for line in view.articles[:_SOURCES]:
        day = f", {when(line.published_at, line.published_grain)}" if line.published_at else ""
        parts.append(Markup("<li>{}: {}{}</li>").format(_outlet_link(line), visible(line.title), day))
    return str(Markup("").join([*parts, Markup("</ul>")]))


def _story_head(view: StoryView) -> str:
    counts = f"{counted(len(view.articles), 'article')} of {counted(len(view.outlets), 'outlet')}"
    return f"{counts}, {counted_origins(view.origins, 'independent text')}; {corroborated(view)}."


def _outlet_link(line: ArticleLine) -> Markup:
    """An outlet, linked to its article where that has an address."""
    name, url = visible(line.outlet), web_url(line.url)
    return Markup('<a href="{}" rel="noreferrer">{}</a>').format(url, name) if url else escape(name)


def atom(feed: Feed) -> bytes:
    """A feed as Atom."""
    ElementTree.register_namespace("", ATOM)
    root = ElementTree.Element(_tag("feed"))
    _add_element(root, "id", feed.id)
    _add_element(root, "title", feed.title)
    _add_element(root, "updated", to_jsonable(feed.updated))
    _add_element(root, "generator", "Newsfold", version=version("newsfold"))
    if not all(entry.outlets for entry in feed.entries):
        _add_element(_add_element(root, "author"), "name", "Newsfold")
    _add_element(root, "link", rel="self", type="application/atom+xml", href=feed.url)
    _add_element(root, "link", rel="alternate", type="text/html", href=feed.page_url)
    for entry in feed.entries:
        item = ElementTree.SubElement(root, _tag("entry"))
        _add_element(item, "id", entry.id)
        _add_element(item, "title", entry.title)
        _add_element(item, "updated", to_jsonable(entry.updated))
        if entry.published:
            _add_element(item, "published", to_jsonable(entry.published))
        for outlet in entry.outlets:
            _add_element(_add_element(item, "author"), "name", outlet)
        _add_element(item, "link", rel="alternate", type="text/html", href=entry.url)
        for source in entry.sources:
            _add_element(item, "link", rel="related", href=source)
        for category in entry.categories:
            _add_element(item, "category", term=category)
        if entry.summary:
            _add_element(item, "summary", entry.summary, type="text")
        _add_element(item, "content", entry.html, type="html")
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def json_feed(feed: Feed) -> bytes:
    """A feed as JSON Feed."""
    value = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page_url,
        "feed_url": feed.url,
        "items": [
            known(
                {
                    "id": entry.id,
                    "url": entry.url,
                    "title": entry.title,
                    "content_html": entry.html,
                    "summary": entry.summary,
                    "date_published": to_jsonable(entry.published),
                    "date_modified": to_jsonable(entry.updated),
                    "authors": [{"name": outlet} for outlet in entry.outlets],
                    "tags": list(entry.categories),
                    "language": entry.language,
                    "_newsfold": {"sources": list(entry.sources)},
                }
            )
            for entry in feed.entries
        ],
    }
    return escaped(json.dumps(value, ensure_ascii=False, allow_nan=False)).encode()


def _tag(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _add_element(
    parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str
) -> ElementTree.Element:
    element = ElementTree.SubElement(
        parent, _tag(name), {key: _NO_XML.sub("", value) for key, value in attributes.items()}
    )
    element.text = _NO_XML.sub("", text) if text is not None else None
    return element
