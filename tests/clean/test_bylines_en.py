"""Who wrote it, and lines about the article itself."""

from __future__ import annotations

import pytest

from newsfold.clean.bylines_en import byline, is_about_author, is_note, signed


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Jane Roe", ("Jane Roe",)),
        ("By Jane Roe and John Doe, Staff Writers", ("Jane Roe", "John Doe")),
        ("By JANE ROE | The Associated Press", ("Jane Roe",)),
        ("Written by Jean van der Berg in Nairobi", ("Jean van der Berg",)),
        ("Analysis by Jane Roe", ("Jane Roe",)),
        ("By Jane Roe (@jroe)", ("Jane Roe",)),
        ("By Jane Roe | @jroe and John Doe | @jdoe", ("Jane Roe", "John Doe")),
        ("By Jane Roe on Twitter @jroe", ("Jane Roe",)),
        ("By Jane Roe <jroe@ledger.example>", ("Jane Roe",)),
        ("By jroe@ledger.example (Jane Roe)", ("Jane Roe",)),
        ("By Jane Roe https://ledger.example/staff/jroe", ("Jane Roe",)),
        ("By Jane RoeJohn Doe", ("Jane Roe", "John Doe")),
        ("By Ian McDonaldJohn Doe", ("Ian McDonald", "John Doe")),
        ("By Ian MacArthur", ("Ian MacArthur",)),
        ("By Anna DeWitt Smith", ("Anna DeWitt Smith",)),
        ("By Jane Roe Modal Trigger", ("Jane Roe",)),
        ("By Modal Trigger", ()),
        ("By undefined", ()),
        ("By Jane Roe Senior Transport Correspondent", ("Jane Roe",)),
        ("By JANE ROE FOR THE LEDGER", ("Jane Roe",)),
        ("By Jane Roe (Reuters)", ("Jane Roe",)),
        ("By Jane Roe, CNN", ("Jane Roe",)),
        ("By Jane Roe, New Delhi", ("Jane Roe",)),
        ("By Victoria Park", ("Victoria Park",)),
        ("By the numbers", None),
        ("By Friday the river had fallen by two metres.", None),
        ("By admin", ()),
        ("By The Associated Press", ()),
    ],
)
def test_bylines(line: str, expected: tuple[str, ...] | None) -> None:
    assert byline(line) == expected


def test_lines_about_the_article() -> None:
    assert is_note("Correction: An earlier version of this story misstated the cost.")
    assert is_note("This article was amended on 3 May 2019.")
    assert not is_note("Corrections officers were called in.")
    assert is_about_author("Jane Roe is the author of a book on bridges.", ["Jane Roe"])
    assert not is_about_author("Jane Roe is the mayor.", ["John Doe"])
    assert signed("(Reporting by Jane Roe and John Doe in Paris; editing by the desk)") == (
        "Jane Roe",
        "John Doe",
    )
