"""No stage costs more than in line with a text's length, whatever the text repeats.

The longest texts, for the stages that parse, are left to `benchmarks.repetitions`.
"""

from __future__ import annotations

import pytest

from evaluation.repetitions import CHEAP, MOST, PARSED, growths

# What is quadratic costs a hundred times as much. The tagger's matrices outgrow the processor's caches
# between the two lengths, which alone doubles their cost.
MOST_PARSED = 25
HARD_TO_PARSE = ("number words", "he said", "names", "quoted letters", "commas", "tags", "days of a month")


@pytest.mark.timeout(600)
@pytest.mark.parametrize("stage", CHEAP)
def test_a_stage_that_needs_no_parse(stage: str) -> None:
    assert [g for g in growths({stage: CHEAP[stage]}, (1_000, 10_000)) if g.times > MOST] == []


@pytest.mark.timeout(600)
@pytest.mark.parametrize("stage", PARSED)
def test_a_stage_that_parses(stage: str) -> None:
    measured = growths({stage: PARSED[stage]}, (500, 5_000), HARD_TO_PARSE)
    assert [g for g in measured if g.times > MOST_PARSED] == []
