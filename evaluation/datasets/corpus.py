"""Articles with the event that each reports, for clustering into stories."""

from __future__ import annotations

from dataclasses import dataclass

from newsfold.records import Article


@dataclass(frozen=True)
class Corpus:
    """Articles with the event each reports, and which are held out."""

    name: str
    articles: list[Article]
    events: list[str]
    held_out: list[bool]
    topics: list[str]  # look-alike events share one

    def part(self, held_out: bool) -> list[int]:
        """Places of the held-out articles, or of the others."""
        return [at for at, held in enumerate(self.held_out) if held == held_out]
