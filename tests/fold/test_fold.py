"""Stories: one event, one story, in any order and any batches. All texts were written for these tests."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import import_module

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfold.encode import WIDTH, article_text, encode
from newsfold.fold import (
    Folding,
    FoldResult,
    Link,
    Window,
    article_features,
    article_preview,
    fold,
    groups,
    links,
)
from newsfold.fold.decision import decision
from newsfold.fold.links import link_features
from newsfold.fold.parts import Parts
from newsfold.learned import Table
from newsfold.records import Article, Story
from tests.factories import article, story

START = datetime(2014, 3, 3, 8, tzinfo=UTC)

# Event, hours after the start, title, text. Two quakes, two summits and two rail strikes look alike.
REPORTS = [
    ("quake", 0, "Strong earthquake shakes Talvia, at least 12 dead",
     "A strong earthquake struck the mountains of northern Talvia before dawn on Monday, killing "
     "at least 12 people in the district of Orsk and cutting the road to the capital. The "
     "magnitude was put at 6.4."),
    ("quake", 9, "Talvia quake toll climbs to 47 as rescuers reach Orsk",
     "The toll from the earthquake in northern Talvia rose to 47 on Monday evening when rescuers "
     "reached the district of Orsk by helicopter. Hundreds of houses had fallen in, the interior "
     "ministry said."),
    ("quake", 30, "Survivors wait for tents in Orsk after Talvia earthquake",
     "A day after the earthquake in northern Talvia families in Orsk were still waiting for "
     "tents. The number of dead reached 61 and the road to the capital was open to lorries again, "
     "officials said."),
    ("other quake", 12, "Earthquake off Pellan islands sets off tsunami alert",
     "An earthquake under the sea off the Pellan islands on Monday set off a tsunami alert along "
     "the coast, lifted two hours later. Nobody was hurt. The magnitude was put at 6.9 by the "
     "seismic office in Marrow Bay."),
    ("other quake", 14, "Pellan islanders return home after tsunami alert is lifted",
     "People on the Pellan islands went back to their homes on Monday after a tsunami alert was "
     "lifted. The earthquake, of magnitude 6.9, was felt in Marrow Bay but did no damage, the "
     "seismic office said."),
    ("summit", 20, "Presidents Velk and Aroni meet in Dunmouth for first talks",
     "Presidents Ilan Velk and Marta Aroni met in the port of Dunmouth on Tuesday for their first "
     "talks since the border closed. They agreed to reopen two crossings and to meet again."),
    ("summit", 22, "Velk and Aroni agree to open two crossings at Dunmouth summit",
     "At a summit in Dunmouth on Tuesday Ilan Velk and Marta Aroni agreed that two border "
     "crossings would reopen. It was the first time the two presidents had spoken face to face "
     "since the border was closed."),
    ("strike", 40, "Rail strike halts trains across Corwen for second day",
     "Trains stood still across Corwen for a second day on Wednesday as drivers struck over pay. "
     "The union said no talks were planned; the operator put on buses between the largest towns."),
    ("strike", 44, "Commuters in Corwen walk as train drivers stay out over pay",
     "Thousands walked to work in Corwen on Wednesday while train drivers stayed out for a second "
     "day in a row over pay. Buses put on by the operator were full by seven, and the union ruled "
     "out talks."),
]  # fmt: skip


def printed(at: int, dated: bool = True, text: bool = True) -> Article:
    _, hours, title, body = REPORTS[at]
    return article(
        body if text else "",
        f"{at:02}",
        title=title,
        outlet=f"Outlet {at}",
        published_at=START + timedelta(hours=hours) if dated else None,
        published_grain="hour" if dated else None,
    )


@cache
def rows(text: bool = True) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return encode([article_text(printed(at, text=text)) for at in range(len(REPORTS))])


def folded(
    places: list[int], stories: tuple[Story, ...] = (), dated: bool = True, text: bool = True
) -> FoldResult:
    return fold([printed(at, dated, text) for at in places], rows(text)[places], stories)


def partition(result: FoldResult) -> set[tuple[str, ...]]:
    return {story.article_ids for story in result.stories}


def events() -> set[tuple[str, ...]]:
    names = dict.fromkeys(report[0] for report in REPORTS)
    return {tuple(f"{at:02}" for at, report in enumerate(REPORTS) if report[0] == name) for name in names}


@pytest.mark.parametrize(("dated", "text"), [(True, True), (False, True)])
def test_each_event_is_one_story(dated: bool, text: bool) -> None:
    assert partition(folded(list(range(len(REPORTS))), dated=dated, text=text)) == events()


def test_headlines_alone_never_mix_events() -> None:
    event = {f"{at:02}": report[0] for at, report in enumerate(REPORTS)}
    result = folded(list(range(len(REPORTS))), text=False)
    assert all(len({event[id] for id in story.article_ids}) == 1 for story in result.stories)
    assert len(result.stories) < len(REPORTS)


def test_a_summit_a_year_later_is_another_story() -> None:
    again = printed(6)
    later = article(
        again.text.replace("first time", "second time"),
        "later",
        title=again.title,
        published_at=START + timedelta(days=370),
        published_grain="day",
    )
    result = fold([printed(5), again, later], np.vstack([rows()[[5, 6]], encode([article_text(later)])]))
    assert partition(result) == {("05", "06"), ("later",)}


@settings(deadline=None, max_examples=25)
@given(st.permutations(range(len(REPORTS))), st.lists(st.integers(1, 4), min_size=1, max_size=9))
def test_order_and_batches_change_no_story(order: list[int], cuts: list[int]) -> None:
    stories: tuple[Story, ...] = ()
    seen: list[int] = []
    left = list(order)
    for size in [*cuts, len(REPORTS)]:
        seen, left = seen + left[:size], left[size:]
        if seen:
            stories = folded(seen, stories).stories
    assert {story.article_ids for story in stories} == partition(folded(list(range(len(REPORTS)))))


@settings(deadline=None, max_examples=25)
@given(st.permutations(range(len(REPORTS))), st.integers(1, 5))
def test_kept_links_give_the_same_groups(order: list[int], size: int) -> None:
    known = [article_features(printed(at), rows()[at]) for at in order]
    gathered: list[Link] = []
    for at in range(0, len(known), size):
        gathered += links(known[at : at + size], known[:at], 14, 0.05)
    every = links(known, [], 14, 0.05)
    assert sorted(gathered, key=lambda link: (link.left, link.right)) == every
    ids = [a.id for a in known]
    assert groups(ids, gathered, 0.3) == groups(sorted(ids), every, 0.3)


def test_reading_twice_changes_nothing_and_one_can_be_removed() -> None:
    every = list(range(len(REPORTS)))
    first = folded(every)
    assert folded(every, first.stories).stories == first.stories
    assert folded([*every, 0], first.stories).stories == first.stories
    without = folded(every[1:], first.stories)
    assert partition(without) == {tuple(id for id in ids if id != "00") for ids in events()}
    assert {s.id for s in without.stories} == {s.id for s in first.stories}


def test_ids_last_while_stories_merge_and_split() -> None:
    apart = (story("00", id=4), story("01", "02", id=9))
    merged = folded([0, 1, 2], apart)
    assert [(s.id, s.article_ids) for s in merged.stories] == [(9, ("00", "01", "02"))]
    assert [(c.kind, c.story_id, c.other_id) for c in merged.changes] == [("merged", 4, 9)]
    mixed = (story("00", "01", "02", "05", id=3),)
    split = folded([0, 1, 2, 5], mixed)
    assert [(s.id, s.article_ids) for s in split.stories] == [(3, ("00", "01", "02")), (4, ("05",))]
    assert [(c.kind, c.story_id, c.other_id) for c in split.changes] == [("split", 4, 3)]


def test_new_ids_go_by_time_and_start_where_told() -> None:
    result = fold([printed(at) for at in (7, 5, 0)], rows()[[7, 5, 0]], next_id=40)
    assert [(s.id, s.article_ids) for s in result.stories] == [(40, ("00",)), (41, ("05",)), (42, ("07",))]


def test_a_pair_is_the_same_from_both_sides() -> None:
    known = [article_features(printed(at), rows()[at]) for at in range(len(REPORTS))]
    for left in known:
        for right, there in zip(known, link_features(left, known).rows, strict=True):
            np.testing.assert_array_equal(there, link_features(right, [left]).rows[0])


def test_the_decision_is_a_likelihood() -> None:
    learned = decision().features
    rows = np.random.default_rng(1).random((500, len(learned))) * 4
    likelihoods = decision().likelihood(Table(learned, rows))
    assert ((likelihoods >= 0) & (likelihoods <= 1)).all()


def test_no_chain_pulls_two_groups_together() -> None:
    chain = [Link(left=a, right=b, likelihood=0.9) for a, b in zip("abcdef", "bcdefg", strict=True)]
    assert max(len(group) for group in groups("abcdefg", chain, 0.5)) == 2
    assert groups("ab", chain[:1], 0.5) == [("a", "b")]
    assert groups("", [], 0.5) == []


@settings(deadline=None, max_examples=30)
@given(
    st.lists(
        st.tuples(
            st.text(max_size=60), st.text(max_size=300), st.none() | st.datetimes(timezones=st.just(UTC))
        ),
        max_size=6,
    )
)
def test_any_article_folds(drawn: list[tuple[str, str, datetime | None]]) -> None:
    articles = [
        article(text, str(at), title=title, published_at=when) for at, (title, text, when) in enumerate(drawn)
    ]
    vectors = np.full((len(articles), WIDTH), WIDTH**-0.5, dtype=np.float32)
    result = fold(articles, vectors)
    assert sorted(id for story in result.stories for id in story.article_ids) == sorted(
        a.id for a in articles
    )


def test_wrong_calls_say_what_is_wrong() -> None:
    with pytest.raises(ValueError, match="one vector for each article"):
        fold([printed(0)], rows()[:2])
    with pytest.raises(ValueError, match="join must be"):
        Folding(join=0)
    with pytest.raises(ValueError, match="days must not"):
        Folding(days=-1)


def test_a_crowd_is_cut_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("newsfold.fold.crowds"), "CROWD", 1)
    result = folded(list(range(len(REPORTS))))
    assert len(result.warnings) == 1
    assert "held against the nearest" in result.warnings[0]
    assert sorted(id for story in result.stories for id in story.article_ids) == sorted(
        f"{at:02}" for at in range(len(REPORTS))
    )


@settings(deadline=None, max_examples=25)
@given(st.permutations(range(len(REPORTS))), st.lists(st.integers(1, 4), min_size=9, max_size=9))
def test_a_window_answers_by_what_is_inside(order: list[int], cuts: list[int]) -> None:
    known = [article_features(printed(at), rows()[at]) for at in order]
    grown, left = Window(), list(known)
    for size in cuts:
        grown.add(left[:size])
        left = left[size:]
    at_once = Window([article_preview(printed(at), rows()[at]) for at in range(len(REPORTS))])
    for a in known:
        assert grown.near(a, 14) == at_once.near(a, 14)
    assert grown.ids() == {a.id for a in known}


def test_a_window_lets_go_of_what_is_past_and_keeps_the_undated() -> None:
    window = Window([article_preview(printed(at, dated=at != 1), rows()[at]) for at in range(len(REPORTS))])
    window.drop_outside(START.timestamp() / 86_400 + 1, 1e9)
    assert window.ids() == {"01", "02", "07", "08"}
    around = window.near(article_preview(printed(0), rows()[0]), 14)
    assert [rank.id for rank in around.before] == ["01"]
    assert [rank.id for rank in around.after] == ["02"]
    window.drop_outside(1e9, 1e9)
    assert window.ids() == {"01"}


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.tuples(st.integers(0, 11), st.integers(0, 11), st.sampled_from([0.06, 0.2, 0.35, 0.5, 0.7, 0.95])),
        max_size=45,
    ),
    st.integers(1, 4),
    st.sets(st.integers(0, 11)),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 30)), max_size=8),
)
def test_regrouping_the_part_that_changed_is_regrouping_all(
    drawn: list[tuple[int, int, float]], size: int, forgets: set[int], ends: list[tuple[int, int]]
) -> None:
    """Articles come in batches; some links end when later ones come."""
    names = "abcdefghijkl"
    likelihoods = {(a, b): p for a, b, p in drawn if a < b}
    every = [Link(left=names[a], right=names[b], likelihood=p) for (a, b), p in sorted(likelihoods.items())]
    stories: dict[str, tuple[str, ...]] = {}
    known: list[Link] = []
    parts = Parts(lambda ids: touching(known, ids), 0.3)
    for at in range(0, len(names), size):
        new, seen = set(names[at : at + size]), names[: at + size]
        ended = [known[n % len(known)] for when, n in ends if known and at <= when < at + size]
        every = [link for link in every if link not in ended]
        known = [link for link in every if link.right in seen]
        if at in forgets:
            parts.forget()
        parts.drop((link.left, link.right) for link in ended)
        parts.add(link for link in known if link.right in new)
        whom = new.union(id for link in ended for id in link[:2])
        regrouped = parts.regrouped(whom, lambda ids: {id for seed in ids for id in stories.get(seed, ())})
        touched = {id for group in regrouped for id in group}
        assert touched >= {id for seed in touched for id in stories.get(seed, ())} | new
        for group in regrouped:
            stories.update(dict.fromkeys(group, group))
        assert set(stories.values()) == set(groups(seen, known, 0.3))


def test_a_group_larger_than_what_is_held_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("newsfold.fold.parts"), "MOST_LINKS", 100)
    names = [f"{at:02}" for at in range(40)]
    every = [Link(a, b, 0.9) for at, b in enumerate(names) for a in names[:at]]
    asked: list[int] = []

    def links_of(ids: Collection[str]) -> list[Link]:
        asked.append(len(ids))
        return touching([link for link in every if link.right <= names[seen]], ids)

    seen = 0
    parts = Parts(links_of, 0.3)
    for seen, name in enumerate(names):
        parts.add(link for link in every if link.right == name)
        assert parts.regrouped({name}, lambda _: names[:seen]) == [tuple(names[: seen + 1])]  # noqa: B023
    looked_up = sum(asked)
    assert looked_up < 40 + 4 * 40  # each once, and all that there are each time that they have doubled


def touching(links: list[Link], ids: Collection[str]) -> list[Link]:
    return [link for link in links if {link.left, link.right} & set(ids)]
