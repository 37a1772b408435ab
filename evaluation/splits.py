"""What is held out, by hash: the same for the same name always, whatever else a set holds."""

from __future__ import annotations

import hashlib

OUTLET_FOLDS = 4
READER_FOLDS = 3


def hashed(name: str) -> int:
    """A name's sha256 as a number; lists are cut after it to draw without chance."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16)


def percentile(name: str) -> int:
    """0 to 99."""
    return hashed(name) % 100


def is_test(story: str) -> bool:
    """Whether a story is of the half that no weight of the account or of `check` was learned on."""
    return hashed(story) % 2 == 1


def outlet_fold(outlet: str) -> int:
    """Which part of the web pages an outlet's belong to, 0 to `OUTLET_FOLDS` - 1."""
    return hashlib.sha256(outlet.encode()).digest()[0] % OUTLET_FOLDS


def reader_fold(story: str) -> int:
    """Which of the readers of pairs never saw a story, 0 to `READER_FOLDS` - 1."""
    return hashed(story) // 100 % READER_FOLDS
