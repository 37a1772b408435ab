"""Stories to threads in a database: what came, changed or went is looked at, and what that can alter."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain

from newsfold.describing import Progress
from newsfold.fold import (
    MOST_ARTICLES,
    ArticleFeatures,
    Group,
    Link,
    Parts,
    Profile,
    RareWord,
    Threading,
    continued,
    day_of,
    is_crowded,
    links_within,
    looked_up,
    profile,
    usual_title,
)
from newsfold.records import Story
from newsfold.store import Store, StoryHead

_AT_ONCE = 500  # stories in a transaction
_KEYS_HELD = 30_000  # lists of stories by rare word, in memory, mostly empty
_PROFILES_HELD = 5_000  # in memory, 4 kB each


class Threads:
    """Links stories into threads, those that the store says are to be looked at.

    Links and trees that were looked up stay in memory for the next call, as long as no other process writes.
    `features_of` gives what folding compares of stored articles. What a set of stories is linked into does
    not depend on the order in which they came. In these methods a story goes by its first article, its unit.
    """

    def __init__(
        self,
        store: Store,
        features_of: Callable[[Sequence[str]], list[ArticleFeatures]],
        settings: Threading | None = None,
    ) -> None:
        self._store = store
        self._features_of = features_of
        self._settings = settings or Threading()
        self._parts = Parts(store.thread_links_of, self._settings.join)
        self._profiles: dict[int, Profile] = {}  # by row; those of stories that were held against others
        self._rows: dict[RareWord, Sequence[int]] = {}  # by what stories are looked up by
        self._version = store.data_version()

    def work(self, tell: Progress) -> None:
        """Look at all that waits; some hundred stories are one transaction."""
        if self._version != self._store.data_version():
            self._version = self._store.data_version()
            self._forget()
        done = 0
        while units := self._store.waiting_for_threads(_AT_ONCE):
            try:
                with self._store.transaction():
                    self._look_at(units)
                    self._store.threaded(units)
            except BaseException:
                self._forget()  # what was written is not kept
                raise
            done += len(units)
            tell("threading", done, done + self._store.threads_to_do())

    def _forget(self) -> None:
        """Read links, trees and profiles anew from the store."""
        self._parts.forget()
        self._profiles.clear()
        self._rows.clear()

    def _look_at(self, units: Sequence[str]) -> None:
        """Link these stories anew, and regroup what that can alter; some of them may be gone."""
        stories = self._store.stories_at(units)
        fresh = {
            unit: profile_of_story
            for unit, story in stories.items()
            if (profile_of_story := self._profile(story))
        }
        looked = fresh | self._put(units, fresh)
        affected = looked.keys() | set(units)
        changed = self._relink(affected, looked.values())
        gone = set(units) - stories.keys()
        self._regroup(changed & affected | gone, set(units), gone)

    def _relink(self, units: Collection[str], profiles: Iterable[Profile]) -> set[str]:
        """Put the links of these profiles in place of those of the units; the ends of all that changed."""
        before = {(link.left, link.right): link.likelihood for link in self._store.thread_links_of(units)}
        after: dict[tuple[str, str], float] = {}
        for profile_of_story in profiles:
            others = self._held(looked_up(profile_of_story, self._with_key, self._settings))
            links = links_within(profile_of_story, others, self._settings.days, self._settings.weakest)
            after |= {(link.left, link.right): link.likelihood for link in links}
        dropped = sorted(before.keys() - after)
        added = [Link(*pair, after[pair]) for pair in sorted(after) if before.get(pair) != after[pair]]
        self._store.remove_thread_links(dropped)
        self._store.add_thread_links(added)
        self._parts.drop(dropped)
        self._parts.add(added)
        return {*chain.from_iterable(dropped), *chain.from_iterable(link[:2] for link in added)}

    def _held(self, rows: Sequence[int]) -> list[Profile]:
        """The profiles of these rows; those of the stories before, which share most of them, are held."""
        if len(self._profiles) > _PROFILES_HELD:
            self._profiles.clear()
        self._profiles |= self._store.profile_rows([row for row in rows if row not in self._profiles])
        return [self._profiles[row] for row in rows]

    def _profile(self, story: Story) -> Profile | None:
        ids = story.article_ids
        articles = self._features_of(ids[:MOST_ARTICLES])
        days = [article.window for article in articles if article.window is not None]
        days += map(day_of, self._store.windows(ids[MOST_ARTICLES:]))
        return profile(articles, days)

    def _put(self, units: Sequence[str], fresh: Mapping[str, Profile]) -> dict[str, Profile]:
        """Put these profiles in place of those of the units; the others whose rare words lead elsewhere."""
        old = self._store.profiles(units)
        before = {unit: set(stored.profile.keys) for unit, stored in old.items()}
        after = {unit: set(profile_of_story.keys) for unit, profile_of_story in fresh.items()}
        altered = sorted(set().union(*(before.get(unit, set()) ^ after.get(unit, set()) for unit in units)))
        crowded = {key for key in altered if self._is_crowded(key)}
        for unit, stored in old.items():
            self._profiles.pop(stored.row, None)
            if unit not in fresh:
                self._store.remove_profile(stored)
        for unit, profile_of_story in fresh.items():
            self._store.put_profile(profile_of_story, old.get(unit))
        for key in altered:
            self._rows.pop(key, None)
        turned = crowded.symmetric_difference(key for key in altered if self._is_crowded(key))
        most = self._settings.crowd + len(units) + 1  # there were no more before, or are none now
        rows = {row for key in sorted(turned) for row in self._store.with_key(key, most)}
        elsewhere = self._store.profile_rows(sorted(rows)).values()
        return {profile_row.id: profile_row for profile_row in elsewhere if profile_row.id not in set(units)}

    def _is_crowded(self, key: RareWord) -> bool:
        return is_crowded(len(self._with_key(key, self._settings.crowd + 1)), self._settings)

    def _with_key(self, key: RareWord, most: int) -> Sequence[int]:
        """The rows of stories with a key, held until one comes or goes; `most` is the same at each call."""
        rows = self._rows.get(key)
        if rows is None:
            if len(self._rows) >= _KEYS_HELD:
                self._rows.clear()
            rows = self._rows[key] = array("q", self._store.with_key(key, most))
        return rows

    # ── threads ──────────────────────────────────────────────────────────────────────────────────

    def _regroup(self, changed: Collection[str], seen: set[str], gone: set[str]) -> None:
        """Group anew all stories whose group the links of the changed can have altered.

        Threads of the others that were looked at are written anew: their titles and times may have changed.
        """
        groups = self._parts.regrouped(changed, self._fellows) if changed else []
        rest = seen.difference(chain.from_iterable(groups))
        others = self._store.thread_members(set(self._store.threads_of(rest).values()))
        groups += [tuple(members) for members in others.values()]
        self._place([group for group in groups if gone.isdisjoint(group)], {*changed, *seen}, gone)

    def _fellows(self, units: Collection[str]) -> set[str]:
        members = self._store.thread_members(set(self._store.threads_of(units).values()))
        return set(units).union(*members.values())

    def _place(self, groups: Sequence[Group], changed: set[str], gone: Collection[str]) -> None:
        """Put groups in place of the threads of their stories, and of those that are gone."""
        threads = self._store.threads_of([*chain.from_iterable(groups), *gone])
        had = self._store.thread_members(set(threads.values()))
        shown = [group for group in groups if len(group) > 1]
        same = {tuple(members) for members in had.values()}.intersection(
            group for group in shown if changed.isdisjoint(group)
        )
        stories = self._store.story_heads([unit for group in groups if group not in same for unit in group])
        was = self._store.threads_of_stories([story.id for story in stories.values()])
        had |= self._store.thread_members(set(was.values()) - had.keys())
        new = [group for group in shown if group not in same]
        moving = {id for id, members in had.items() if tuple(members) not in same}
        before = {unit: was[story.id] for unit, story in stories.items() if was.get(story.id) in moving}
        ages = [min(_age(stories[unit]) for unit in group) for group in new]
        ids, changes = continued(new, before, ages, self._store.next_thread_id())
        self._store.end_threads(moving)
        for id, group in zip(ids, new, strict=True):
            members = sorted((stories[unit] for unit in group), key=_age)
            self._store.put_thread(id, usual_title({s.unit: s.title for s in members}), members)
        for change in changes:
            self._store.add_thread_history(change.kind, change.story_id, change.other_id)
        for id in sorted(moving - set(ids) - {c.story_id for c in changes if c.kind == "merged"}):
            self._store.add_thread_history("ended", id, id)


def _age(story: StoryHead) -> tuple[bool, float, str]:
    return (
        story.first_seen is None,
        story.first_seen.timestamp() if story.first_seen else 0.0,
        story.unit,
    )
