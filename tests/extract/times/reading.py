"""What the tests of the languages' times share."""

from __future__ import annotations

from datetime import UTC, datetime

from newsfold.extract.times import times
from tests.factories import article

WEDNESDAY = datetime(2021, 2, 3, 12, tzinfo=UTC)


def read(text: str, language: str) -> list[tuple[str, str]]:
    """The characters and the value of each time in an article of Wednesday 3 February 2021."""
    news = article(text, language=language, published_at=WEDNESDAY)
    return [(time.span.of(text), time.value) for time in times(news)]
