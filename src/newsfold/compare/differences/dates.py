"""The one day that a statement names, and whether two statements name other days."""

from __future__ import annotations

from newsfold.compare.moments import is_resolved, meet
from newsfold.records import Statement, TimeRef
from newsfold.text import names_day


def only_date(statement: Statement, text: str) -> TimeRef | None:
    """The one date that a statement of `text` names; None where there are several, or it was not resolved.

    Of an hour alone ("at noon") the day is not told.
    """
    dates = [
        t for t in statement.times if t.kind == "date" or (t.kind == "time" and names_day(t.span.of(text)))
    ]
    return dates[0] if len(dates) == 1 and is_resolved(dates[0]) else None


def share_no_day(left: TimeRef, right: TimeRef) -> bool:
    """Whether two times that were resolved have no moment in common.

    A night and the morning after it do: what happened in the one is often told from the other.
    """
    parts = left.kind == right.kind == "time" and (left.end == right.start or right.end == left.start)
    return is_resolved(left) and is_resolved(right) and not parts and not meet(left, right)
