"""Which way Dutch verbs point."""

from __future__ import annotations

from newsfold.extract.times.tense import Tense

_TENSE = Tense("nl")
points = _TENSE.points
"""Whether the verbs around a stretch of a text point to the past or the future; "" where none tells."""

UP_TO = _TENSE.up_to
"""What joins the two ends of a stretch of time."""
