"""Ids that last while stories, and threads of them, grow, merge and split."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from newsfold.records import Article, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryChange:
    """What became of a story: it merged into `other_id`, or it is new and was split from `other_id`."""

    kind: Literal["merged", "split"]
    story_id: int
    other_id: int


class _Overlap(NamedTuple):
    """How many articles a story shares with the group at a place in the list."""

    shared: int
    story: int
    group: int


def assign_story_ids(
    groups: Sequence[tuple[str, ...]], articles: Mapping[str, Article], stories: Sequence[Story], next_id: int
) -> tuple[list[Story], list[StoryChange]]:
    """The groups as stories, with the ids of the stories they continue, and what merged and split.

    A group goes on with the story it shares most articles with, the larger share first, then the older
    story; each story goes on once. New ids count up from `next_id`, by first time seen, then first article.
    """
    was = {id: story.id for story in stories for id in story.article_ids}
    ages = [_group_age(group, articles) for group in groups]
    given, changes = continued(groups, was, ages, next_id)
    stories_made = (_story_of(id, group, articles) for id, group in zip(given, groups, strict=True))
    return sorted(stories_made, key=lambda story: story.id), changes


Age = tuple[bool, float, str]  # whether undated, first time, first member


def continued(
    groups: Sequence[tuple[str, ...]], was: Mapping[str, int], ages: Sequence[Age], next_id: int
) -> tuple[list[int], list[StoryChange]]:
    """An id for each group, and what merged and split; `was` has the ids that members had until now.

    A group goes on with the id that most of its members had, the larger share first, then the older
    id; each goes on once. New ids count up from `next_id`, the oldest group first.
    """
    overlaps: list[_Overlap] = []
    for at, group in enumerate(groups):
        counts = Counter(was[id] for id in group if id in was)
        overlaps += [_Overlap(count, story, at) for story, count in counts.items()]
    given: dict[int, int] = {}
    taken: set[int] = set()
    for overlap in sorted(overlaps, key=lambda o: (-o.shared, o.story, o.group)):
        if overlap.group not in given and overlap.story not in taken:
            given[overlap.group] = overlap.story
            taken.add(overlap.story)
    fresh = sorted((at for at in range(len(groups)) if at not in given), key=lambda at: ages[at])
    for number, at in enumerate(fresh, start=next_id):
        given[at] = number
    return [given[at] for at in range(len(groups))], _story_changes(overlaps, given, taken)


def _story_changes(
    overlaps: Sequence[_Overlap], given: Mapping[int, int], taken: set[int]
) -> list[StoryChange]:
    """A story that no group goes on with has merged; a new one with a story's articles was split from it."""
    changes: set[StoryChange] = set()
    parts: dict[int, list[_Overlap]] = defaultdict(list)
    for overlap in overlaps:
        parts[overlap.story].append(overlap)
    for story, shared in parts.items():
        into = [(-overlap.shared, given[overlap.group]) for overlap in shared]
        if story not in taken:
            changes.add(StoryChange(kind="merged", story_id=story, other_id=min(into)[1]))
        else:
            changes.update(
                StoryChange(kind="split", story_id=other, other_id=story)
                for _, other in into
                if other != story and other not in parts
            )
    return sorted(changes, key=lambda c: (c.story_id, c.other_id, c.kind))


def _group_age(group: tuple[str, ...], articles: Mapping[str, Article]) -> Age:
    times = [time.timestamp() for id in group if (time := articles[id].published_at)]
    return not times, min(times, default=0.0), group[0]


def _story_of(id: int, group: tuple[str, ...], articles: Mapping[str, Article]) -> Story:
    times = [time for article in group if (time := articles[article].published_at)]
    # What is shown around a story is English, and so is its title where an outlet wrote one.
    titled = [article for article in group if articles[article].language == "en"] or group
    return Story(
        id=id,
        article_ids=group,
        title=usual_title({article: articles[article].title for article in titled}),
        first_seen=min(times, default=None),
        last_seen=max(times, default=None),
    )


def usual_title(titles: Mapping[str, str]) -> str:
    """The title that shares most words with the others; of equals that of the last id."""
    words = {id: set(title.casefold().split()) for id, title in titles.items()}
    counts = Counter(word for title_words in words.values() for word in title_words)
    best = max(titles, key=lambda id: (sum(counts[w] - 1 for w in words[id]) / (5 + len(words[id])), id))
    return titles[best]
