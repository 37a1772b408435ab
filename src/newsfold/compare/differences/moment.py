"""When a count was made: its article's publication, or what its sentence says where the page has no date."""

from __future__ import annotations

from datetime import datetime

from newsfold.compare.differences.counts import Counted
from newsfold.compare.differences.counts_en import is_growing
from newsfold.compare.moments import is_resolved


def moment_of(count: Counted) -> datetime | None:
    """The time that a count stands for; None where neither the page nor the sentence tells.

    "The toll had risen to 159 by late Wednesday" is Wednesday's, on a page without a date too.
    """
    if count.article.published_at is not None:
        return count.article.published_at
    times = [t.start for t in count.statement.times if is_resolved(t) and t.kind in ("date", "time")]
    growing = is_growing(count.statement.span.of(count.article.text))
    return times[0] if growing and len(times) == 1 else None
