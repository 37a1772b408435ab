"""What is too costly to read is told at a cost that grows with its length alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from newsfold.clean.bounds import oversized
from tests.cost import LINEAR, growth

# (a page of so many parts, from how many on the cost is looked at)
MADE: dict[str, tuple[Callable[[int], str], int]] = {
    "depth and closed": (lambda n: "<b></b>" * n, 2600),
    "attributes": (lambda n: "<p" + "".join(f" a{i}=1" for i in range(n)) + ">", 30_000),
    "quoted attributes": (lambda n: "<p" + "".join(f" a{i}='>'" for i in range(n)) + ">", 30_000),
    "attributes in a script": (lambda n: "<a title='<script>'><p" + " a=1" * n + ">", 50_000),
    "a quote that never closes": (lambda n: "<a b='" + "word " * n, 50_000),
    "a tag that never closes": (lambda n: "<a" + " b" * n, 110_000),
    "scripts that never close": (lambda n: "<script>" * n, 5500),
    "a piece of text": (lambda n: "<p>" + "word " * n, 40_000),
}


@pytest.mark.parametrize("made", MADE)
def test_cost_grows_in_line_with_length(made: str) -> None:
    make, size = MADE[made]
    assert growth(partial(oversized, plain=False), make, size) < LINEAR
