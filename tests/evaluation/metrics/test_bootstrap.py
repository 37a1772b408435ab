from __future__ import annotations

import statistics

import pytest

from evaluation.metrics.bootstrap import interval, wilson


def test_the_interval_holds_the_statistic_and_narrows_with_more_of_the_same() -> None:
    few, many = [0.0, 1.0] * 10, [0.0, 1.0] * 1000
    low, high = interval(few, statistics.mean)
    assert low < 0.5 < high
    narrow_low, narrow_high = interval(many, statistics.mean)
    assert low < narrow_low < 0.5 < narrow_high < high


def test_a_sample_without_spread_has_an_interval_without_width() -> None:
    assert interval([3.0, 3.0, 3.0], statistics.mean) == (3.0, 3.0)


def test_the_same_seed_draws_the_same() -> None:
    sample = [1.0, 4.0, 9.0, 16.0]
    assert interval(sample, statistics.mean) == interval(sample, statistics.mean)
    assert interval(sample, statistics.mean, draws=20) != interval(sample, statistics.mean, draws=20, seed=1)


def test_wilson_as_published() -> None:
    # Newcombe 1998, table I: 81 of 263, by Wilson's method without correction
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-4)
    low, high = wilson(0, 20)
    assert low == pytest.approx(0, abs=1e-9)
    assert high == pytest.approx(0.1611, abs=5e-4)
