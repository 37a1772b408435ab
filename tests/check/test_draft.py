"""A draft is checked sentence by sentence, a part at a time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold.check.draft import MOST, checked_draft
from newsfold.queries import LONGEST_DRAFT
from newsfold.records import Check, NewsfoldError, TooMuchError

TEXT = "One comes first.\nTwo comes next. One comes FIRST.  Three is last. ***"


def checked(text: str) -> Check:
    return Check(text=text)


def test_every_sentence_leads_to_its_check_and_the_same_one_is_checked_once() -> None:
    draft = checked_draft(TEXT, checked)
    assert [c.text for c in draft.checks] == ["One comes first.", "Two comes next.", "Three is last."]
    assert [(s.span.of(TEXT), s.check) for s in draft.sentences][:4] == [
        ("One comes first.", 0),
        ("Two comes next.", 1),
        ("One comes FIRST.", 0),
        ("Three is last.", 2),
    ]
    assert draft.next is None and draft.different == 3


def test_a_part_has_the_checks_of_its_own_sentences() -> None:
    draft = checked_draft(TEXT, checked, start=1, most=1)
    assert [c.text for c in draft.checks] == ["Two comes next."]
    assert [s.check for s in draft.sentences][:4] == [None, 0, None, None]
    assert (draft.start, draft.next, draft.different) == (1, 2, 3)


@pytest.mark.parametrize("text", ["", "   ", "*** \n —"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(NewsfoldError, match="no words"):
        checked_draft(text, checked)


def test_a_text_of_too_much_is_refused_before_anything_is_checked() -> None:
    def never(_: str) -> Check:
        raise AssertionError

    with pytest.raises(TooMuchError, match=f"at most {LONGEST_DRAFT:,} characters"):
        checked_draft("a " * LONGEST_DRAFT, never)
    with pytest.raises(TooMuchError, match=f"at most {MOST:,} different sentences"):
        checked_draft("\n".join(f"It was number {n}." for n in range(MOST + 1)), never)
    with pytest.raises(NewsfoldError, match="none begins at 3"):
        checked_draft(TEXT, never, start=3)


@given(st.text(max_size=200), st.integers(1, 5))
def test_parts_together_are_the_whole(text: str, most: int) -> None:
    try:
        whole = checked_draft(text, checked)
    except NewsfoldError:
        return
    parts: list[Check] = []
    start = whole.start
    while True:
        part = checked_draft(text, checked, start, most)
        parts += part.checks
        if part.next is None:
            break
        start = part.next
    assert tuple(parts) == whole.checks
