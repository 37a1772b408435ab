"""Names and addresses of what a story is published with."""

from __future__ import annotations

from urllib.parse import quote

from newsfold.present import ArticleLine, EvidenceView, web_url

_WORDS = 8  # of a passage that a browser looks for at either end


def story_urn(id: int) -> str:
    """The name of a story, which lasts in its database."""
    return f"urn:newsfold:story:{id}"


def article_urn(id: str) -> str:
    """The name of one version of an article: its id is a hash of its address and its text."""
    return f"urn:newsfold:article:{quote(id, safe='')}"


def passage_url(line: ArticleLine, evidence: EvidenceView) -> str | None:
    """The live page, with a text fragment that has browsers show the passage; None without an address.

    The fragment is that of the URL Fragment Text Directives of the W3C's community group.
    """
    url = web_url(line.url)
    words = evidence.text.split()
    if url is None or not words:
        return url
    if len(words) <= 2 * _WORDS:
        return f"{url.partition('#')[0]}#:~:text={_directive(words)}"
    return f"{url.partition('#')[0]}#:~:text={_directive(words[:_WORDS])},{_directive(words[-_WORDS:])}"


def _directive(words: list[str]) -> str:
    return quote(" ".join(words), safe="").replace("-", "%2D")
