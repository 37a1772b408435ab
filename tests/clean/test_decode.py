"""Bytes become text."""

from __future__ import annotations

from newsfold.clean.decode import decode


def test_half_a_surrogate_pair_that_a_charset_can_write_is_no_text() -> None:
    text = decode(b"<meta charset=utf-7> A ferry +2E8- sank.")
    assert text == "<meta charset=utf-7> A ferry ? sank."
