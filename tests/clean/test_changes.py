"""What changed between two versions, and whether it was told."""

from __future__ import annotations

from datetime import UTC, datetime

from newsfold.clean import changes
from newsfold.records import Article
from tests.factories import article


def version(text: str, modified_at: datetime | None = None) -> Article:
    return article(text, page_text=text, modified_at=modified_at)


def test_changes_between_versions() -> None:
    old = version("The bridge cost 12 million euros.\nIt opened on Thursday.\nThe mayor spoke.")
    new = version(
        "The bridge cost 14 million euros.\nIt opened on Thursday.\nA band played.\nThe mayor spoke."
    )
    compared = changes(old, new)
    assert compared.silent
    changed, added = compared.changes
    assert (changed.kind, added.kind) == ("changed", "added")
    assert [s.of(old.text) for s in changed.old_words] == ["12"]
    assert [s.of(new.text) for s in changed.new_words] == ["14"]
    assert added.new is not None and added.new.of(new.text) == "A band played."


def test_a_change_that_is_told_is_not_silent() -> None:
    old = version("The bridge cost 12 million euros.")
    note = "Correction: an earlier version misstated the cost."
    assert not changes(old, version(f"The bridge cost 14 million euros.\n{note}")).silent
    later = datetime(2019, 5, 4, 10, tzinfo=UTC)
    assert not changes(old, version("The bridge cost 14 million euros.", modified_at=later)).silent
    assert changes(old, old).changes == () and not changes(old, old).silent
