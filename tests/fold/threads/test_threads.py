"""Threads: one affair, one thread, in any order; two affairs of one kind, two threads."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfold.encode import article_text, encode
from newsfold.fold import (
    Profile,
    RareWord,
    Threading,
    article_features,
    packed_profile,
    profile,
    threaded,
    unpacked_profile,
)
from newsfold.fold.article_features import SparseVector
from newsfold.fold.decision import forest
from newsfold.fold.threads import looked_up, thread_features
from newsfold.learned import Table
from tests.affairs import REPORTS, printed


@cache
def profiles() -> tuple[Profile, ...]:
    articles = [printed(at) for at in range(len(REPORTS))]
    rows = encode([article_text(a) for a in articles], "static")
    listed = []
    for news, row in zip(articles, rows, strict=True):
        features = article_features(news, row)
        made = profile([features], [features.window or 0.0])
        assert made
        listed.append(made)
    return tuple(listed)


def affairs(groups: list[tuple[str, ...]]) -> list[set[str]]:
    return [{REPORTS[int(id)][0] for id in group} for group in groups]


def test_an_affair_is_a_thread_over_months() -> None:
    threads = threaded(profiles())
    assert ("00", "01", "02", "03", "04") in threads
    assert ("08", "09", "10") in threads


def test_two_affairs_of_one_kind_are_never_one() -> None:
    assert all(len(names) == 1 for names in affairs(threaded(profiles())))


def test_what_is_beside_stays_alone() -> None:
    threads = threaded(profiles())
    assert ("11",) in threads
    assert ("12",) in threads


@settings(deadline=None, max_examples=30)
@given(st.permutations(range(len(REPORTS))), st.sets(st.integers(0, len(REPORTS) - 1)))
def test_order_changes_nothing(order: list[int], left_out: set[int]) -> None:
    some = [profiles()[at] for at in order if at not in left_out]
    assert threaded(some) == threaded(sorted(some, key=lambda p: p.id))


def test_a_pair_is_the_same_from_either_side() -> None:
    for left in profiles():
        for right in profiles():
            there, back = thread_features(left, [right]), thread_features(right, [left])
            assert there.names == back.names
            assert np.array_equal(there.rows, back.rows)


def test_what_else_is_held_against_changes_nothing_of_a_pair() -> None:
    first, *others = profiles()
    rows = thread_features(first, others).rows
    for at, other in enumerate(others):
        assert np.array_equal(rows[at], thread_features(first, [other]).rows[0])


def test_a_profile_is_the_same_once_it_was_kept() -> None:
    for story in profiles():
        same = unpacked_profile(story.id, packed_profile(story))
        assert (same.first, same.last, same.keys) == (story.first, story.last, story.keys)
        assert np.array_equal(thread_features(story, profiles()).rows, thread_features(same, profiles()).rows)


def test_stories_half_a_year_apart_are_never_linked() -> None:
    first, *_, last = profiles()[:5]
    late = replace(last, first=first.first + 181, last=first.first + 181)
    assert len(threaded([first, late])) == 2
    assert len(threaded([first, replace(last, first=first.first + 90, last=first.first + 90)])) == 1


def test_a_story_without_any_day_has_no_profile() -> None:
    undated = article_features(replace(printed(0), published_at=None), np.zeros(128, np.float32))
    assert profile([undated], []) is None


def test_a_word_that_many_share_leads_nowhere() -> None:
    listed = profiles()[:5]
    options = Threading(crowd=2)
    index = {key: [p.id for p in listed if key in p.keys] for p in listed for key in p.keys}
    asked = []

    def having(key: object, most: int) -> list[str]:
        asked.append(most)
        return index.get(key, [])[:most]  # type: ignore[call-overload, no-any-return]

    crowded = {key for key, ids in index.items() if len(ids) > 2}
    assert crowded
    neighbours = {p.id: set(looked_up(p, having, options)) for p in listed}
    assert all(a in neighbours[b] for a in neighbours for b in neighbours[a])  # from either side
    assert set(asked) == {3}


@pytest.mark.parametrize("wrong", [{"join": 0}, {"weakest": 1.5}, {"days": 0}, {"shared": 0}, {"crowd": 0}])
def test_settings_that_mean_nothing_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must be"):
        Threading(**wrong)  # type: ignore[arg-type]


def test_more_of_one_kind_under_the_same_names_is_less_likely_one_affair() -> None:
    table = thread_features(profiles()[0], profiles()[1:5])
    at = table.names.index("kind")
    rows = np.repeat(table.rows, 3, axis=0)
    rows[:, at] = np.tile([0.05, 0.3, 0.9], len(table.rows))
    likelihoods = forest("threads").likelihood(Table(table.names, rows)).reshape(-1, 3)
    assert (np.diff(likelihoods, axis=1) <= 0).all() and (likelihoods[:, 0] > likelihoods[:, 2]).all()


def test_what_kind_of_thing_happened_is_a_start_without_its_names() -> None:
    for story in profiles():
        assert not set(story.kind.codes.tolist()) & set(story.names.codes.tolist())
        assert set(story.kind.codes.tolist()) <= set(story.lead.codes.tolist())
        assert float((story.kind.weights.astype(np.float64) ** 2).sum()) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("start", [0.0, 59.9, 60.0, 100.0])
def test_a_story_is_looked_up_as_far_as_it_can_be_linked(start: float) -> None:
    at = {"a": start, "b": start + Threading().days}
    made = {id: replace(profiles()[0], id=id, first=day, last=day) for id, day in at.items()}

    def having(key: RareWord, _: int) -> list[str]:
        return [id for id, p in made.items() if key in p.keys]

    for story in made.values():
        assert set(looked_up(story, having, Threading())) == {"a", "b"}


class ByVector:
    """A decision that takes the cosine of two stories' vectors for their likelihood."""

    def likelihood(self, table: Table) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        return np.asarray(table.column("dense"))


RARE = np.array([3, 5, 7], dtype=np.uint32)  # numbers that no word of the background has


def at_cosines(cosines: list[list[float]], days: list[float]) -> list[Profile]:
    """Stories whose vectors have these cosines, and that begin on these days."""
    words, nothing = SparseVector(RARE, np.ones(3, np.float32)), SparseVector.of({})
    return [
        Profile(id=id, first=day, last=day, vector=row, words=words, lead=nothing, names=nothing)
        for id, day, row in zip("abc", days, np.linalg.cholesky(np.array(cosines)), strict=False)
    ]


@pytest.mark.parametrize(("likelihood", "days", "number"), [(0.24, 1, 2), (0.26, 1, 1), (0.9, 179, 1)])
def test_two_stories_are_a_thread_from_a_likelihood_on(
    likelihood: float, days: float, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsfold.fold.threads.pair_features.forest", lambda _: ByVector())
    stories = at_cosines([[1, likelihood], [likelihood, 1]], [0.0, days])
    assert len(threaded(stories)) == number


@pytest.mark.parametrize(("likelihood", "number"), [(0.045, 2), (0.055, 1)])
def test_a_weak_link_counts_for_nothing_in_the_mean(
    likelihood: float, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsfold.fold.threads.pair_features.forest", lambda _: ByVector())
    cosines = [[1, 0.5, 0.46], [0.5, 1, likelihood], [0.46, likelihood, 1]]
    assert len(threaded(at_cosines(cosines, [0.0, 1.0, 2.0]))) == number


@pytest.mark.parametrize(
    ("shared", "stories", "held"), [(1, 2, False), (2, 2, True), (3, 200, True), (3, 201, False)]
)
def test_stories_are_held_against_each_other_by_two_words_that_no_crowd_shares(
    shared: int, stories: int, held: bool
) -> None:
    (story,) = at_cosines([[1]], [0.0])
    places = {RareWord(int(number), 0): range(stories) for number in RARE[:shared]}
    assert (1 in looked_up(story, lambda key, most: places.get(key, range(1))[:most], Threading())) is held
