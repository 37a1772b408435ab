"""Names of what a story is published with."""

from __future__ import annotations

from urllib.parse import quote


def story_urn(id: int) -> str:
    """The name of a story, which lasts in its database."""
    return f"urn:newsfold:story:{id}"


def article_urn(id: str) -> str:
    """The name of one version of an article: its id is a hash of its address and its text."""
    return f"urn:newsfold:article:{quote(id, safe='')}"


def claim_urn(lasting_id: str) -> str:
    """The name of a claim, which lasts while a passage of it does."""
    return f"urn:newsfold:claim:{quote(lasting_id, safe='')}"
