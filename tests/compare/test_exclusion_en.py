"""Days and states that exclude each other: which statements are no evidence for one another."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from newsfold.compare.encoded import EncodedStatement
from newsfold.compare.exclusion_en import days_exclude, exclude, states_exclude
from newsfold.extract import times
from newsfold.records import Span, Statement
from tests.factories import article

FRIDAY = datetime(2019, 6, 7, 12, tzinfo=UTC)


def said(text: str, published: datetime = FRIDAY) -> EncodedStatement:
    page = article(text, published_at=published)
    statement = Statement(
        article_id="a", span=Span(start=0, end=len(text)), position=0, times=tuple(times(page))
    )
    return EncodedStatement(
        statement=statement, text=text, vector=np.zeros(1, np.float32), tokens=np.zeros((0, 1), np.float16)
    )


@pytest.mark.parametrize(
    ("left", "right", "excluded"),
    [
        ("The bridge was closed on Monday.", "The bridge was closed on Thursday.", True),
        ("The bridge was closed on Wednesday night.", "The bridge was closed on Thursday.", False),
        ("The bridge was closed on Monday.", "The bridge was closed on 3 June.", False),
        ("The bridge was closed on Monday.", "The bridge was closed on Wednesday.", True),
        ("The bridge was closed on Tuesday.", "The bridge was closed on Wednesday.", False),
        ("The bridge was closed on 1 June 2019.", "The bridge was closed on 7 June 2019.", True),
        ("The bridge was closed on 1 June 2019.", "The bridge was closed on 8 June 2019.", False),
        ("The bridge was closed at noon.", "The bridge was closed on Monday.", False),
        ("The bridge was closed.", "The bridge was closed on Monday.", False),
        ("The bridge was closed on Monday and Tuesday.", "The bridge was closed on Thursday.", False),
        ("“We closed the bridge on Monday,” the mayor said.", "The bridge was closed on Thursday.", False),
        ("The bridge was closed on Monday.", "The bridge was closed in 1974.", False),
    ],
)
def test_days_that_exclude_each_other(left: str, right: str, excluded: bool) -> None:
    assert days_exclude(said(left), said(right)) is excluded
    assert days_exclude(said(right), said(left)) is excluded


def test_one_weekday_of_two_weeks_is_taken_for_one() -> None:
    assert not days_exclude(
        said("The bridge will close on Monday."), said("The bridge was closed on Monday.")
    )


@pytest.mark.parametrize(
    ("left", "right", "excluded"),
    [
        ("The port was closed all day.", "The port was open and busy.", True),
        ("The airspace was shut for a fourth day.", "The country reopened its airspace.", True),
        ("All nine divers are alive.", "All nine divers died.", True),
        ("The mayor was found guilty of fraud.", "The mayor was acquitted of fraud.", True),
        ("The port was closed, then opened again.", "The port was open and busy.", False),
        ("The port was not closed.", "The port was open.", False),
        ("The port was closed.", "The harbour was shut.", False),
        ("The team won the cup.", "The other team lost it.", False),
    ],
)
def test_states_that_exclude_each_other(left: str, right: str, excluded: bool) -> None:
    assert states_exclude(left, right) is excluded
    assert states_exclude(right, left) is excluded


def test_a_denial_excludes_what_it_denies() -> None:
    assert exclude(said("The mayor denied that the bridge is unsafe."), said("The bridge is unsafe."))
    assert not exclude(said("The bridge is unsafe."), said("The bridge is not safe."))
