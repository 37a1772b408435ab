"""Names as the sources print them, and in full where only that is known of them."""

from __future__ import annotations

from newsfold.records import StoryDetail


def full_names(detail: StoryDetail) -> dict[str, str]:
    """What bodies and agencies are called in full, by the short form that the articles print alone."""
    bodies = {e.printed: e.name for e in detail.entities if e.kind != "nationality" and e.printed != e.name}
    agencies = {d.from_agency: d.agency_in_full for d in detail.derivations}
    return bodies | {short: full for short, full in agencies.items() if short and full}


def with_full_name(name: str, full_name: str | None) -> str:
    """A name as printed, and in full where that is inferred: "WHO (World Health Organization, inferred)"."""
    return f"{name} ({full_name}, inferred)" if full_name else name
