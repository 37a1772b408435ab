"""On either side of each number of `settings`: what a view says otherwise."""

from __future__ import annotations

import pytest

from tests.present.test_scopes import annotated, series, shown


@pytest.mark.parametrize(
    ("naming", "reporting", "scope"),
    [
        (2, 2, "Northmark"),
        (1, 1, ""),  # one article alone may name any place
        (2, 4, "Northmark"),
        (3, 5, "Northmark"),
        (2, 5, ""),
        (3, 7, ""),
    ],
)
def test_half_of_the_articles_of_a_count_name_its_place(naming: int, reporting: int, scope: str) -> None:
    articles = tuple(
        annotated(f"{n}", f"In Northmark {n + 10} people died.", "Northmark")
        if n < naming
        else annotated(f"{n}", f"The flood killed {n + 10} people.")
        for n in range(reporting)
    )
    counts = ((article, f"{n + 10}", n + 10.0) for n, (article, _) in enumerate(articles))
    (only,) = shown(series("people died", *counts), of=articles)
    assert only.scope == scope
