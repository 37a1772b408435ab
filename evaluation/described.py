"""Stories as the product describes them, beside what is annotated of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.gold_stories import GoldStory, Record, extracted
from newsfold.compare import statements
from newsfold.describe import describe
from newsfold.records import Annotations, Article, Statement, Story, StoryDetail


def described(story: str, articles: Sequence[Article], cache: Path | None) -> StoryDetail:
    """The story as the product describes it; the folder `cache` keeps what was extracted."""
    return describe(_story(articles), articles, extracted(story, articles, cache))


def _story(articles: Sequence[Article]) -> Story:
    return Story(id=1, article_ids=tuple(sorted(a.id for a in articles)))


@dataclass(frozen=True, slots=True)
class DescribedStory:
    """An annotated story, and the same as the product describes it."""

    gold: GoldStory
    detail: StoryDetail


def described_gold(gold: GoldStory) -> DescribedStory:
    """An annotated story, run through the product."""
    return DescribedStory(gold, describe(_story(gold.articles), gold.articles, gold.annotations))


def gold_claims(
    gold: GoldStory, annotations: Mapping[str, Annotations]
) -> Iterator[tuple[Record, list[Statement]]]:
    """Each of the annotators' claims with the statements that its clear sentences hold."""
    cut = [statements(article, annotations[article.id]) for article in gold.articles]
    for claim in gold.record["claims"]:
        clear = [(a, n) for a, n, grade in claim["evidence"] if grade == "clear"]
        yield claim, [s for a, n in clear for s in _fullest(gold, a, n, cut[a])]


def _fullest(gold: GoldStory, article: int, sentence: int, cut: Sequence[Statement]) -> list[Statement]:
    """The longest statement that begins in a sentence; none where none does."""
    inside = [s for s in cut if gold.sentence_of(article, s.span) == sentence]
    return sorted(inside, key=lambda s: s.span.start - s.span.end)[:1]
