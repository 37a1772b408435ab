"""Stories hard to tell truly: of one article, of copies, without dates, in capitals, with denials."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from newsfold.compare.denial_en import is_denied, one_denies
from newsfold.present import story_view
from newsfold.records import Claim, StoryDetail
from tests.factories import article, described

FRIDAY = datetime(2021, 3, 12, 8, tzinfo=UTC)
SANK = (
    "The ferry Aurora sank off Port Ellery on Thursday night and 40 people died, the coast guard said. "
    "Rescuers pulled 112 passengers from the water. “The doors were open when we left,” said Maria Holt, "
    "the captain. The transport minister, Jon Areld, ordered an inquiry on Friday."
)
WENT_DOWN = (
    "The passenger ferry Aurora went down off Port Ellery late on Thursday, killing 40 people, according to "
    "the coast guard. One hundred and twelve passengers were rescued. Captain Maria Holt said the doors of "
    "the ferry stood open as it left. Transport minister Jon Areld said on Friday there would be an inquiry."
)
LATER = (
    "At least 43 people were killed when the ferry Aurora sank off Port Ellery on Thursday, hospital "
    "officials said on Saturday. Divers found three more bodies inside the hull. The ferry was built in 1987 "
    "and failed an inspection in 2019."
)


def story_of(
    *texts: str, hours: Sequence[float | None] | None = None, outlets: Sequence[str] = ()
) -> StoryDetail:
    """The story of these texts, each of its own outlet; `hours` after Friday morning, None for undated."""
    names = outlets or ("Harbour Post", "North Ledger", "Valley Times", "Old Gazette", "Daily Mirror")
    hours = hours or [*range(len(texts))]
    articles = [
        article(
            text,
            f"a{n}",
            title="Ferry Aurora sinks off Port Ellery",
            outlet=names[n],
            url=f"https://{n}.example/ferry",
            published_at=None if hour is None else FRIDAY + timedelta(hours=hour),
            published_grain=None if hour is None else "minute",
        )
        for n, (text, hour) in enumerate(zip(texts, hours, strict=True))
    ]
    return described(articles)


def carried(detail: StoryDetail, words: str) -> list[Claim]:
    """The claims of which some evidence has these words."""
    text = {a.id: a.text for a in detail.articles}
    return [c for c in detail.claims if any(words in e.span.of(text[e.article_id]) for e in c.evidence)]


def test_one_article_has_single_origins_and_nothing_to_compare() -> None:
    detail = story_of(SANK)
    assert detail.claims and {c.status for c in detail.claims} == {"single origin"}
    assert not detail.differences and not detail.derivations and not detail.series
    assert len(detail.origins) == 1 and detail.account


@pytest.mark.parametrize("hours", [None, [None] * 4])
def test_copies_are_one_origin_and_confirm_nothing(hours: Sequence[float | None] | None) -> None:
    detail = story_of(SANK, SANK, "PORT ELLERY — " + SANK, SANK, hours=hours)
    assert {c.status for c in detail.claims} == {"single origin"}
    assert {len(c.origins) for c in detail.claims} == {1}
    assert len(detail.origins) == 1 and len(detail.derivations) >= 3
    assert not detail.differences


def test_without_dates_nothing_is_dated_or_called_an_update() -> None:
    detail = story_of(SANK, WENT_DOWN, LATER, hours=[None] * 3)
    assert not detail.inferred_dates and detail.story.first_seen is None and detail.story.event_start is None
    assert [e.grain for e in detail.timeline] == ["year"]  # 1987 needs no day of publication
    assert not any(d.updated for d in detail.differences)


def test_an_hour_alone_tells_no_day() -> None:
    """ "After midnight" in two papers of two days is no conflict."""
    early = "The market hall in Velmora burned down after midnight, firemen said."
    later = "The market hall in Velmora burned down after midnight, the firemen said."
    detail = story_of(early, later, hours=[0, 48])
    assert not detail.differences
    assert not detail.timeline


def test_capitals_are_read_and_the_readable_account_is_told() -> None:
    detail = story_of(SANK, WENT_DOWN.upper(), LATER, hours=[0, 1, 26])
    (toll,) = carried(detail, "KILLING 40 PEOPLE")
    assert {e.article_id for e in toll.evidence} >= {"a0", "a1"}
    said = {s.text for s in detail.account if s.role == "news"}
    assert not [
        text for text in said if text.isupper() and any(len(c.evidence) > 1 for c in carried(detail, text))
    ]


LEDGER = [
    "The ferry Aurora sank off Port Ellery on Thursday night. The North Ledger denied that 40 people died. "
    "Rescuers pulled 112 passengers from the water.",
    "The ferry Aurora went down off Port Ellery late on Thursday. The North Ledger has dismissed reports "
    "that 40 people died in the sinking. Divers will search the hull on Saturday.",
    "“It is not true that 40 people died,” the North Ledger wrote on Friday of the sinking of the ferry "
    "Aurora off Port Ellery on Thursday night.",
]


@pytest.mark.parametrize("denial", LEDGER)
def test_another_outlet_s_denial_neither_confirms_nor_counts(denial: str) -> None:
    detail = story_of(SANK, denial, WENT_DOWN, outlets=("Harbour Post", "Valley Times", "Old Gazette"))
    text = {a.id: a.text for a in detail.articles}
    for claim in carried(detail, "40 people"):
        words = {e.article_id: e.span.of(text[e.article_id]) for e in claim.evidence}
        denies = {
            "40" in w and ("not true" in w or "denied" in w or "dismissed" in w) for w in words.values()
        }
        assert len(denies) == 1, words
    for series in detail.series:
        counted = {(p.figure.article_id, p.figure.value) for p in series.points}
        assert ("a1", 40) not in counted
    assert not [d for d in detail.differences if d.kind == "figure"]


def test_who_denies_is_not_shown_as_saying_so() -> None:
    view = story_view(story_of(SANK, LEDGER[0], outlets=("Harbour Post", "Valley Times")))
    (quote,) = [q for q in view.quotes if q.text == "that 40 people died"]
    assert quote.cue == "denied"


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("The mayor denied that the bridge was closed.", "The bridge was closed.", True),
        ("The mayor denied that the bridge was closed.", "The bridge was not closed, the mayor said.", False),
        ("It is not true that the bridge was closed.", "The bridge was closed.", True),
        ("The mayor dismissed reports of a closed bridge.", "The bridge was closed.", True),
        ("The mayor dismissed the engineer.", "The engineer was dismissed.", False),
    ],
)
def test_one_side_denies(left: str, right: str, expected: bool) -> None:
    assert one_denies(left, right) is expected and one_denies(right, left) is expected


def test_what_is_denied() -> None:
    assert is_denied("The company denied that ", " people fell ill")
    assert is_denied("", " people did not die")
    assert not is_denied("The company said that ", " people fell ill")
