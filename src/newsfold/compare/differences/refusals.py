"""Why two accounts are not shown to differ, in a few words: what a gate answers that refuses them."""

from __future__ import annotations

from typing import Literal

Refusal = Literal[
    # a figure is no count of all there is to count
    "an ordinal",
    "no exact number",
    "only possible",
    "an hour of the clock",
    "a piece of a number",
    "another value in another unit",
    "a part, a rest or a rate",
    "denied",
    "taken back",
    # two counts are of two things
    "other unit",
    "other thing",
    "values too far apart",
    "a rise and a fall",
    "perhaps ages of two people",
    "one of several",
    "other place",
    "another group",
    "one is denied",
    "perhaps another amount",
    "other people named",
    "of an earlier time",
    "one is a forecast",
    "nothing else in common",
    "another value is nearer",
    # two counts of one thing do not exclude each other beyond doubt
    "two claims",
    "broader or narrower noun",
    "ages of two people",
    "other counts beside",
    "other hours",
    "a toll that was growing",
    "dates that are only the latest",
    "another stretch of time",
    "one is of all",
    "measured anew each day",
    "other words around",
    "added on other days",
    "other days",
    "an article has both values",
    "one value fits both",
    "other things told",
    "in quotation marks",
    # denials
    "nothing denied",
    "both deny",
    "denied in other words",
    "more is told",
    "one account knows the other's name",
    # speakers
    "no speaker known by name",
    "perhaps one speaker",
    "other words quoted",
]
