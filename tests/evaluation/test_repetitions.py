"""What counts as growing with length: noise does not, and what is more than in line does."""

from __future__ import annotations

from collections.abc import Callable
from math import log

import pytest

from evaluation import repetitions
from evaluation.repetitions import MOST, growths


def times(monkeypatch: pytest.MonkeyPatch, cost: Callable[[int], float], noise: int) -> float:
    """The growth of a stage of this cost; every `noise`-th measurement, from the second on, is doubled."""
    lengths: list[int] = []
    measured = 0

    def seconds(work: Callable[[], object]) -> float:
        nonlocal measured
        measured += 1
        work()
        return cost(lengths[-1]) * (2 if noise and measured % noise == 2 else 1)

    monkeypatch.setattr(repetitions, "processor_seconds", seconds)
    (growth,) = growths({"stage": lambda text: lengths.append(len(text))}, (1_000, 10_000), ("one",))
    return growth.times


@pytest.mark.parametrize("noise", [0, 3, 5])
def test_what_is_in_line_with_length_passes_on_a_busy_machine(
    monkeypatch: pytest.MonkeyPatch, noise: int
) -> None:
    assert times(monkeypatch, lambda n: n / 10_000, noise) <= MOST
    assert times(monkeypatch, lambda n: n * log(n) / 10_000, noise) <= MOST  # sorting


@pytest.mark.parametrize("noise", [0, 3, 5])
def test_what_grows_faster_never_passes(monkeypatch: pytest.MonkeyPatch, noise: int) -> None:
    assert times(monkeypatch, lambda n: n**1.25 / 10_000, noise) > MOST
    assert times(monkeypatch, lambda n: n * n / 10_000, noise) > MOST


def test_what_is_too_short_to_be_measured_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert times(monkeypatch, lambda n: n * n / 1e12, 0) <= MOST
