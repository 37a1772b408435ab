"""Stories to threads in a database: what came, changed or went is looked at, and what that can alter."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

from newsfold.describing import Progress
from newsfold.fold import (
    MOST_ARTICLES,
    ArticleFeatures,
    Group,
    Parts,
    Profile,
    RareWord,
    Threading,
    continued,
    is_crowded,
    links_within,
    looked_up,
    profile,
    usual_title,
    window_of,
)
from newsfold.records import Story
from newsfold.store import Store

_AT_ONCE = 500  # stories in a transaction
_KEYS_HELD = 10_000  # lists of stories by rare word, while such a part is looked at
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

    def _look_at(self, units: Sequence[str]) -> None:
        """Link these stories anew, and regroup what that can alter; some of them may be gone."""
        stories = self._store.stories_at(units)
        fresh = {
            unit: profile_of_story
            for unit, story in stories.items()
            if (profile_of_story := self._profile(story))
        }
        again = self._kept(units, list(fresh.values()))
        looked = fresh | again
        affected = looked.keys() | set(units)
        self._parts.drop((link.left, link.right) for link in self._store.thread_links_of(affected))
        self._store.remove_thread_links(affected)
        with_key = lru_cache(_KEYS_HELD)(self._store.with_key)
        for profile_of_story in looked.values():
            rows = looked_up(profile_of_story, with_key, self._settings)
            others = self._held(rows)
            links = links_within(profile_of_story, others, self._settings.days, self._settings.weakest)
            self._store.add_thread_links(links)
            self._parts.add(links)
        self._regroup(affected, gone=set(units) - stories.keys())

    def _held(self, rows: Sequence[int]) -> list[Profile]:
        """The profiles of these rows; those of the stories before, which share most of them, are held."""
        if len(self._profiles) > _PROFILES_HELD:
            self._profiles.clear()
        self._profiles |= self._store.profile_rows([row for row in rows if row not in self._profiles])
        return [self._profiles[row] for row in rows]

    def _profile(self, story: Story) -> Profile | None:
        ids = story.article_ids
        articles = self._features_of(ids[:MOST_ARTICLES])
        windows = [article.window for article in articles] + [
            window_of(article) for article in self._store.load_for_folding(ids[MOST_ARTICLES:], 0)
        ]
        return profile(articles, [day for day in windows if day is not None])

    def _kept(self, units: Sequence[str], fresh: Sequence[Profile]) -> dict[str, Profile]:
        """Keep these profiles in place of those of the units; the others whose rare words lead elsewhere."""
        old = list(self._store.profiles(units).values())
        keys = sorted({key for profile_row in (*old, *fresh) for key in profile_row.keys})
        before = {key for key in keys if self._is_crowded(key)}
        for row in self._store.remove_profiles(old):
            self._profiles.pop(row, None)
        self._store.put_profiles(fresh)
        altered = before.symmetric_difference(key for key in keys if self._is_crowded(key))
        most = self._settings.crowd + len(units) + 1  # there were no more before, or are none now
        rows = {row for key in sorted(altered) for row in self._store.with_key(key, most)}
        rows_by_id = {
            profile_row.id: profile_row for profile_row in self._store.profile_rows(sorted(rows)).values()
        }
        return {id: profile_row for id, profile_row in rows_by_id.items() if id not in set(units)}

    def _is_crowded(self, key: RareWord) -> bool:
        return is_crowded(len(self._store.with_key(key, self._settings.crowd + 1)), self._settings)

    # ── threads ──────────────────────────────────────────────────────────────────────────────────

    def _regroup(self, changed: Collection[str], gone: set[str]) -> None:
        """Group anew all stories whose group the links of the changed can have altered."""
        groups = self._parts.regrouped(changed, self._fellows)
        self._place([group for group in groups if gone.isdisjoint(group)], set(changed), gone)

    def _fellows(self, units: Collection[str]) -> set[str]:
        members = self._store.thread_members(set(self._store.threads_of(units).values()))
        return set(units).union(*members.values())

    def _place(self, groups: Sequence[Group], changed: set[str], gone: Collection[str]) -> None:
        """Put groups in place of the threads of their stories, and of those that are gone."""
        stories = self._store.stories_at([unit for group in groups for unit in group])
        was = self._store.threads_of_stories([story.id for story in stories.values()])
        had = self._store.thread_members({*self._store.threads_of([*stories, *gone]).values(), *was.values()})
        shown = [group for group in groups if len(group) > 1]
        same = {tuple(members) for members in had.values()}.intersection(
            group for group in shown if changed.isdisjoint(group)
        )
        new = [group for group in shown if group not in same]
        moving = {id for id, members in had.items() if tuple(members) not in same}
        before = {unit: was[story.id] for unit, story in stories.items() if was.get(story.id) in moving}
        ages = [min(_age(stories[unit]) for unit in group) for group in new]
        ids, changes = continued(new, before, ages, self._store.next_thread_id())
        self._store.end_threads(moving)
        for id, group in zip(ids, new, strict=True):
            members = sorted((stories[unit] for unit in group), key=_age)
            self._store.put_thread(id, usual_title({s.article_ids[0]: s.title for s in members}), members)
        for change in changes:
            self._store.add_thread_history(change.kind, change.story_id, change.other_id)
        for id in sorted(moving - set(ids) - {c.story_id for c in changes if c.kind == "merged"}):
            self._store.add_thread_history("ended", id, id)


def _age(story: Story) -> tuple[bool, float, str]:
    return (
        story.first_seen is None,
        story.first_seen.timestamp() if story.first_seen else 0.0,
        story.article_ids[0],
    )
