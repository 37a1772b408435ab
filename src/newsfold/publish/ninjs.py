"""A story as ninjs 3.1, the International Press Telecommunications Council's news in JSON.

The body is the account; each source is an associated object. `edNote` says how the object was made.
"""

from __future__ import annotations

from typing import Any

from newsfold.invisible import visible
from newsfold.present import ArticleLine, StoryView, listed, web_url
from newsfold.publish.addresses import article_urn, story_urn
from newsfold.publish.fields import known, time_text
from newsfold.text import words

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}
_EDITORIAL_NOTE = (
    "Put together by Newsfold. Every sentence of the body is quoted from one of the associated articles; "
    "rights in them are their publishers'."
)


def ninjs(view: StoryView) -> dict[str, Any]:
    """A story as a ninjs object, ready for `json.dumps`; what is not known is left out."""
    body = "\n".join(visible(sentence.text) for sentence in view.account)
    return known(
        {
            "uri": story_urn(view.id),
            "standard": STANDARD,
            "type": "text",
            "representationType": "partial",
            "profile": "newsfold-story",
            "version": str(view.version),
            "firstCreated": time_text(view.first_seen),
            "versionCreated": time_text(view.last_seen),
            "pubStatus": "usable",
            "language": _language(view),
            "edNote": _EDITORIAL_NOTE,
            "title": visible(view.title),
            "headlines": [{"role": "main", "value": visible(view.title)}],
            "bodies": [
                {
                    "role": "main",
                    "contentType": "text/plain",
                    "charCount": len(body),
                    "wordCount": len(words(body)),
                    "value": body,
                }
            ]
            if body
            else None,
            "people": _entities_of_kind(view, "person"),
            "organisations": _entities_of_kind(view, "organisation"),
            "places": _entities_of_kind(view, "place"),
            "located": view.place,
            "infoSources": [{"name": visible(outlet), "role": "outlet"} for outlet in view.outlets],
            "associations": [_association(line) for line in view.articles],
        }
    )


def _association(line: ArticleLine) -> dict[str, Any]:
    """A source: by its own name in `uri`, with its address beside it, since an address may be no URI."""
    url = web_url(line.url)
    return known(
        {
            "name": visible(line.title) or visible(line.outlet),
            "rel": "citation",
            "uri": article_urn(line.id),
            "type": "text",
            "representationType": "partial",
            "firstCreated": time_text(line.published_at),
            "language": line.language,
            "by": listed([visible(name) for name in line.authors]),
            "headlines": [{"role": "main", "value": visible(line.title)}] if line.title else None,
            "infoSources": [{"name": visible(line.outlet), "role": "outlet"}],
            "altIds": [{"role": "url", "value": url}] if url else None,
        }
    )


def _entities_of_kind(view: StoryView, kind: str) -> list[dict[str, Any]]:
    return [{"name": visible(e.name), "rel": "mentions"} for e in view.entities if e.kind == kind]


def _language(view: StoryView) -> str | None:
    """The language of the account's sentences, where they are all of one."""
    spoken = {line.id: line.language for line in view.articles}
    languages = {spoken[e.article_id] for sentence in view.account for e in sentence.evidence}
    return languages.pop() if len(languages) == 1 else None
