"""What counts are of in other languages: the noun as it is printed behind the number."""

from __future__ import annotations

import pytest

from newsfold.compare.differences.counts import counted_in
from newsfold.compare.differences.labels_in import label_in
from tests.factories import article, figure, statement

ROW = "viejas pero bien cuidadas y habitadas todavía"


@pytest.mark.parametrize(("characters", "label"), [(39, "casas"), (41, "")])
def test_a_noun_stands_within_forty_characters_of_its_number(characters: int, label: str) -> None:
    between = ROW[: characters - len("  casas")]
    source = article(f"El fuego alcanzó 12 {between} casas ayer.", language="es")
    count = figure(source, "12", 12, "casas")
    assert label_in(counted_in(0, statement(source, figures=(count,)), count, source)) == label
