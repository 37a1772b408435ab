"""What versions of pages said that later versions have replaced: it is withdrawn, and clashes with none."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from newsfold.records import Difference, Value


def withdrawn(differences: Iterable[Difference], replaced: Collection[str]) -> list[Difference]:
    """The differences, in which a replaced article (by id) is evidence for no value that others still give.

    A value that only replaced articles give is withdrawn, and stands before those that hold. Where no two
    values hold, the difference is an update; where none does, it is left out.
    """
    result = []
    for difference in differences:
        values = sorted((_still_held(v, replaced) for v in difference.values), key=lambda v: not v.withdrawn)
        holding = sum(not v.withdrawn for v in values)
        if holding:
            updated = difference.updated or holding < 2
            result.append(replace(difference, values=tuple(values), updated=updated))
    return result


def _still_held(value: Value, replaced: Collection[str]) -> Value:
    """A value with the evidence that still holds, or withdrawn where none does."""
    holding = tuple(e for e in value.evidence if e.article_id not in replaced)
    return replace(value, evidence=holding) if holding else replace(value, withdrawn=True)
