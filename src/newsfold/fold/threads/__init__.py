"""Stories of one affair, over weeks and months, to one thread, with ids that last.

How likely two stories belong to one affair is learned (`pair_features`), and depends on the two alone;
threads are groups by average linkage over these links, as stories are over links of articles. Two stories are
held against each other where they share rare words (`looked_up`), so that no story is held against all. So
the threads of a set of stories are a function of the set.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeVar

from newsfold.fold.groups import Group, groups
from newsfold.fold.threads.pair_features import links_within, thread_features
from newsfold.fold.threads.profiles import (
    MOST_ARTICLES,
    SEASON,
    Profile,
    RareWord,
    packed_profile,
    profile,
    unpacked_profile,
)

__all__ = [
    "MOST_ARTICLES",
    "Profile",
    "RareWord",
    "Threading",
    "is_crowded",
    "links_within",
    "looked_up",
    "packed_profile",
    "profile",
    "thread_features",
    "threaded",
    "unpacked_profile",
]


StoryPlace = TypeVar("StoryPlace", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Threading:
    """How stories are linked into threads. The defaults are for all kinds of news."""

    join: float = 0.25  # mean likelihood over all pairs of two groups at which they are one thread
    weakest: float = 0.05  # links below this are left out
    days: float = 180.0  # two stories that begin further apart are never linked
    shared: int = 2  # rare words that two stories must share to be held against each other
    crowd: int = 200  # stories of a season that share a word: above, the word leads to none of them

    def __post_init__(self) -> None:
        for name in ("join", "weakest"):
            if not 0 < getattr(self, name) <= 1:
                raise ValueError(f"{name} must be over 0 and at most 1, got {getattr(self, name)}")
        for name in ("days", "shared", "crowd"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1, got {getattr(self, name)}")


def is_crowded(number: int, settings: Threading) -> bool:
    """Whether so many stories of a season share a word that it leads to none of them."""
    return number > settings.crowd


def looked_up(
    story: Profile, having: Callable[[RareWord, int], Sequence[StoryPlace]], settings: Threading
) -> list[StoryPlace]:
    """Which stories `story` is held against, itself among them: those that share rare words with it.

    `having` gives the stories with a key, up to a number of them. A word counts where neither season is
    crowded, so from either side. At most 7 · 48 · 201 places are looked at.
    """
    reach = ceil(settings.days / SEASON)  # seasons further apart have no two days so near
    shared: Counter[StoryPlace] = Counter()
    for code, season in story.keys:
        if is_crowded(len(having(RareWord(code, season), settings.crowd + 1)), settings):
            continue
        for other in range(season - reach, season + reach + 1):
            places = having(RareWord(code, other), settings.crowd + 1)
            if not is_crowded(len(places), settings):
                shared.update(places)
    return [place for place, number in shared.items() if number >= settings.shared]


def threaded(profiles: Iterable[Profile], settings: Threading | None = None) -> list[Group]:
    """The ids of stories in groups, each sorted, in order of their first ids; every id is in one.

    A group of one is a story that is in no thread. The answer depends on the set of profiles only.
    """
    options = settings or Threading()
    known = {story.id: story for story in profiles}
    index: defaultdict[RareWord, list[str]] = defaultdict(list)
    for story in known.values():
        for key in story.keys:
            index[key].append(story.id)
    links = {
        (link.left, link.right): link
        for story in known.values()
        for link in links_within(
            story,
            [known[id] for id in looked_up(story, lambda key, _: index.get(key, ()), options)],
            options.days,
            options.weakest,
        )
    }
    return groups(known, links.values(), options.join)
