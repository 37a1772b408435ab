"""Where a text names persons or points at them: offices, roles, spans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Role:
    """An office that somebody holds, and of which country (ISO 3166) where that is said.

    `leads` marks the offices of a country's leaders.
    """

    office: str
    country: str | None
    leads: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """ "the Russian president", "the prime minister": where, which office, of which country if said.

    `any_leader` marks a word for whoever leads: "the Russian leader".
    """

    start: int
    end: int
    office: str
    country: str | None
    any_leader: bool = False


class PersonSpan(NamedTuple):
    """Characters [start, end) that name or point at a person: its number in the article; None if open."""

    start: int
    end: int
    person: int | None


def holds(role: Role, office: Office) -> bool:
    """Whether somebody with that role can be the one that `office` means."""
    if office.country and role.country != office.country:
        return False
    if role.office == office.office:
        return True
    # "the Russian leader" is the president or whoever leads; "the leader" alone is anybody
    return office.any_leader and office.country is not None and role.leads
