"""The name that an article's outlet goes by."""

from __future__ import annotations

from newsfold.records import Article


def outlet_name(article: Article) -> str:
    """How to name an article's outlet: its name, else its domain, else its key or place."""
    return article.outlet or article.domain or article.key or article.place
