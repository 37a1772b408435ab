"""What is sent: alerts as JSON, in which every word of a source stands with its outlet and address."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from newsfold.alerts.matching import Stories, concerned, difference_of, known_outlet
from newsfold.codec import to_jsonable
from newsfold.invisible import escaped, visible
from newsfold.present import shortened, web_url
from newsfold.records import Article, Change

BATCH = 50  # bounds one delivery, in alerts
_QUOTES, _OUTLETS, _LONGEST_PART = 10, 20, 500  # bound an alert: quotes, outlets; characters of a quote


def deliveries(rule: str, changes: Sequence[Change], stories: Stories) -> list[tuple[str, str]]:
    """Deliveries as (id, JSON body), of `BATCH` alerts each, with how many there are in all.

    The id is made of the rule and the changes, so that the same ones have the same.
    """
    parts = [changes[at : at + BATCH] for at in range(0, len(changes), BATCH)]
    made = []
    for number, part in enumerate(parts, start=1):
        cursors = "\n".join((rule, *(item.cursor for item in part)))
        id = blake2b(cursors.encode(), digest_size=12).hexdigest()
        body = {
            "version": 1,
            "id": id,
            "rule": visible(rule),
            "database": part[0].cursor.rpartition(".")[0],
            "count": len(changes),
            "part": number,
            "parts": len(parts),
            "alerts": [alert(change, stories) for change in part],
        }
        made.append((id, escaped(json.dumps(body, ensure_ascii=False, allow_nan=False))))
    return made


def alert(change: Change, stories: Stories) -> dict[str, Any]:
    """One change, with the story it is of as that is now, and what the sources say."""
    now, articles = stories.articles(change.story_id)
    outlets = sorted({visible(name) for article in articles if (name := known_outlet(article))})
    return {
        "cursor": change.cursor,
        "at": to_jsonable(change.at),
        "kind": change.kind,
        "story": {
            "id": now,
            "title": shortened(_first_title(change, articles), _LONGEST_PART),
            "articles": len(articles),
            "outlets": len(outlets),
            "outlet_names": outlets[:_OUTLETS],
        },
        "was_story": change.story_id,
        "other_story": change.other_id,
        "words": [shortened(word, _LONGEST_PART) for word in change.words[:_QUOTES]],
        "quotes": quotes(change, stories, articles),
    }


def quotes(change: Change, stories: Stories, articles: Sequence[Article]) -> list[dict[str, Any]]:
    """The passages that a change is of, verbatim, each with its outlet and address; titles for an article."""
    known = {item.id: item for item in articles}
    if change.kind in ("new story", "new article", "correction"):
        chosen = [known[change.article_id]] if change.article_id in known else []
        if not chosen and change.kind == "new story":
            chosen = [item for item in articles if item.title in change.words][:1]
        return [_quote(item, item.title) for item in chosen]
    if change.kind not in ("second origin", "difference", "figure updated"):
        return []
    detail = stories.detail(change.story_id)
    if detail is None:
        return []
    within, about = concerned(change, detail)
    difference = difference_of(change, detail)
    values = {e: v.text for v in difference.values for e in v.evidence} if difference else {}
    made = []
    for passage in [e for e in within if not isinstance(e, str)]:
        if passage.article_id not in known:
            continue
        article = known[passage.article_id]
        quote = _quote(article, article.text[passage.span.start : passage.span.end])
        if passage in values:
            quote |= {
                "value": shortened(values[passage], _LONGEST_PART),
                "about": shortened(about, _LONGEST_PART),
            }
        if quote not in made:
            made.append(quote)
    return made[:_QUOTES]


def _first_title(change: Change, articles: Sequence[Article]) -> str:
    first = min(
        articles,
        key=lambda article: (article.published_at is None, article.published_at, article.id),
        default=None,
    )
    return first.title if first else next(iter(change.words), "")


def _quote(article: Article, text: str) -> dict[str, Any]:
    return {
        "text": shortened(text, _LONGEST_PART),
        "outlet": visible(known_outlet(article)),
        "url": web_url(article.address or article.url),
        "article_id": article.id,
        "published": to_jsonable(article.published_at),
    }
