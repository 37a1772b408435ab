"""Stories whose articles do nothing but name somebody, in any language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from newsfold.records import Article, EntityKind, Mention, Span
from tests.factories import article

Named = tuple[Article, Sequence[Mention]]


def naming(language: str, *names: str, kind: EntityKind = "person", id: str = "") -> Named:
    """An article in a language that names these, a line each, and its mentions."""
    text, mentions = "", []
    id = id or f"{language}-{kind}"
    for name in names:
        span = Span(start=len(text), end=len(text) + len(name))
        mentions.append(Mention(article_id=id, span=span, kind=kind))
        text += f"{name}\n\n"
    return replace(article(text, id), language=language), mentions


def by_name(annotated: Sequence[Named], linked: Mapping[str, Sequence[Mention]]) -> dict[str, str | None]:
    """The entity of each name, by its characters."""
    texts = {news.id: news.text for news, _ in annotated}
    return {m.span.of(texts[id]): m.entity_id for id, mentions in linked.items() for m in mentions}
