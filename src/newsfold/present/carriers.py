"""How outlets carry a claim: in their own words, from a source, or passed on."""

from __future__ import annotations

from newsfold.present.views import ClaimView, Voice
from newsfold.present.wording import listed

_VOICE_RANK: dict[Voice, int] = {"own words": 0, "quotes a source": 1, "relayed": 2}
_VOICE_VERBS: dict[Voice, tuple[str, str]] = {
    "own words": ("in its own words", "in their own words"),
    "quotes a source": ("quotes", "quote"),
    "relayed": ("relays", "relay"),
}


def ways(claim: ClaimView, most: int = 12) -> list[tuple[Voice, str]]:
    """How the outlets carry a claim, those alike in one phrase: ("relayed", "A and B relay C").

    A phrase names `most` outlets, and how many more there are.
    """
    groups: dict[tuple[Voice, str], list[str]] = {}
    for cell in claim.outlets:
        groups.setdefault((cell.how, cell.via or ""), []).append(cell.outlet)
    phrases: list[tuple[Voice, str]] = []
    for how, via in sorted(groups, key=directness):
        outlets = groups[how, via]
        singular, plural = _VOICE_VERBS[how]
        phrases.append(
            (how, f"{listed(outlets, most)} {singular if len(outlets) == 1 else plural} {via}".rstrip())
        )
    return phrases


def directness(way: tuple[Voice, str]) -> tuple[int, str]:
    """What sorts the ways to carry a claim, the most direct first."""
    return _VOICE_RANK[way[0]], way[1]
