"""Articles on one event to one story, with ids that last.

How likely two articles tell of one event is learned (`links`, `decision`), and depends on the two alone;
stories are groups by average linkage over these links (`groups`). So the stories of a set of articles are
a function of the set: neither the order of arrival nor the cut into batches changes them. What lasts over
time is only the ids (`history`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsfold.fold.article_features import (
    LEAD_LETTERS,
    LETTERS,
    ArticleFeatures,
    ArticlePreview,
    article_features,
    article_preview,
)
from newsfold.fold.crowds import (
    CROWD,
    Compared,
    Standing,
    compared,
    held_again,
    is_crowd,
    links,
    merged,
    nearest,
    score_candidates,
)
from newsfold.fold.dates import TOGETHER, day_of, with_windows
from newsfold.fold.groups import Group, groups
from newsfold.fold.history import StoryChange, assign_story_ids, continued, usual_title
from newsfold.fold.links import Link, Pairs, against, links_above
from newsfold.fold.parts import Parts
from newsfold.fold.settings import DATES
from newsfold.fold.threads import (
    MOST_ARTICLES,
    Profile,
    RareWord,
    Threading,
    is_crowded,
    links_within,
    looked_up,
    packed_profile,
    profile,
    threaded,
    unpacked_profile,
)
from newsfold.fold.window import LEAST_CLOSENESS, Around, Rank, Window, in_units
from newsfold.records import Article, Story

__all__ = [
    "CROWD",
    "DATES",
    "LEAD_LETTERS",
    "LEAST_CLOSENESS",
    "LETTERS",
    "MOST_ARTICLES",
    "TOGETHER",
    "Around",
    "ArticleFeatures",
    "ArticlePreview",
    "Compared",
    "FoldResult",
    "Folding",
    "Group",
    "Link",
    "Pairs",
    "Parts",
    "Profile",
    "Rank",
    "RareWord",
    "Standing",
    "StoryChange",
    "Threading",
    "Window",
    "against",
    "article_features",
    "article_preview",
    "assign_story_ids",
    "compared",
    "continued",
    "crowd_warning",
    "day_of",
    "fold",
    "groups",
    "held_again",
    "in_units",
    "is_crowd",
    "is_crowded",
    "links",
    "links_above",
    "links_within",
    "looked_up",
    "merged",
    "nearest",
    "packed_profile",
    "profile",
    "score_candidates",
    "threaded",
    "unpacked_profile",
    "usual_title",
    "with_windows",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Folding:
    """How articles fold. The defaults are for all kinds of news."""

    join: float = 0.3  # mean likelihood over all pairs of two groups at which they are one story
    weakest: float = 0.05  # links below this are left out
    days: float = 14.0  # two dated articles further apart are never linked

    def __post_init__(self) -> None:
        for name in ("join", "weakest"):
            if not 0 < getattr(self, name) <= 1:
                raise ValueError(f"{name} must be over 0 and at most 1, got {getattr(self, name)}")
        if self.days < 0:
            raise ValueError(f"days must not be negative, got {self.days}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldResult:
    """The stories, by id; what merged and split against those given; warnings, in words."""

    stories: tuple[Story, ...]
    changes: tuple[StoryChange, ...] = ()
    warnings: tuple[str, ...] = ()


def fold(
    articles: Sequence[Article],
    vectors: NDArray[np.float32],
    stories: Sequence[Story] = (),
    folding: Folding | None = None,
    next_id: int | None = None,
    meanings: NDArray[np.float32] | None = None,
) -> FoldResult:
    """The stories of `articles`; every article is in exactly one.

    `vectors` has a unit row for each article, in the same order (`encode(article_text(a))`), and `meanings`,
    where not all are English, another (`encode_meaning`): without it nothing links across languages.
    `stories` are the ones that some of these articles stood in until now: their ids go on, and their articles
    that are not given any more drop out. `next_id` is the first id for a new story, by default one above the
    given ones: pass it where the caller has more stories than it gives.

    For the same answer in any batches, give with new articles all that they can be linked to, step by step:
    all articles within `folding.days` of a dated one, the undated ones, and everything for an undated one,
    and again for those. A caller that keeps `links` (outside of crowds they never change) needs less: the
    links of the new articles with those that are near in time, then `groups` of each part of the graph that a
    new article is in, where a part is what links of `folding.join` or more connect.

    Raises ValueError where rows and articles differ in number.
    """
    options = folding or Folding()
    if len(articles) != len(vectors):
        raise ValueError(f"one vector for each article is needed, got {len(vectors)} for {len(articles)}")
    known = {article.id: article for article in articles}
    meant = [None] * len(articles) if meanings is None else list(meanings)
    every = zip(articles, vectors, meant, strict=True)
    rows = {article.id: article_features(article, vector, meaning) for article, vector, meaning in every}
    compared_articles = compared(list(rows.values()), [], options.days, options.weakest)
    warnings = (crowd_warning(compared_articles.crowded),) if compared_articles.crowded else ()
    first = next_id if next_id is not None else 1 + max((story.id for story in stories), default=0)
    renumbered, changes = assign_story_ids(
        groups(known, compared_articles.links, options.join), known, stories, first
    )
    return FoldResult(stories=tuple(renumbered), changes=tuple(changes), warnings=warnings)


def crowd_warning(crowded: Collection[str]) -> str:
    """What to tell of articles that were held against the nearest `CROWD` others only."""
    return (
        f"{len(crowded):,} articles have more than {CROWD} near ones and were held against the nearest "
        f"{CROWD} only (the first by id is {min(crowded)}): their story may be cut into several"
    )
