"""Addresses of claims and differences that last.

A claim's own id is made of all its evidence, so it changes whenever an article joins. What lasts is where
words stand: an article's id is made of its text. So a claim is addressed by one passage that it rests on, and
whoever comes with that address is led to the claim that rests on it now, in whatever story its article is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Protocol, TypeVar

from newsfold.present.views import ClaimView, DifferenceView, EvidenceView
from newsfold.records import Evidence, Span
from newsfold.text import collapse

_PLACE = re.compile(r"(?P<article>[^~]{1,200})-(?P<start>\d{1,9})-(?P<end>\d{1,9})")
_LONGEST_ID = 2000  # bounds an address, in characters of its id; a longer one is none


class _Addressed(Protocol):
    @property
    def lasting_id(self) -> str: ...


_Item = TypeVar("_Item", bound=_Addressed)


def place_id(place: Evidence) -> str:
    """A passage as part of an address: "4f1c9e2a-120-188"."""
    return f"{place.article_id}-{place.span.start}-{place.span.end}"


def places_of(id: str) -> tuple[Evidence, ...]:
    """The passages that a lasting id names; () where it is none."""
    places = []
    for part in id.split("~") if len(id) <= _LONGEST_ID else ():
        place = _PLACE.fullmatch(part)
        if place and int(place["start"]) < int(place["end"]):
            span = Span(start=int(place["start"]), end=int(place["end"]))
            places.append(Evidence(article_id=place["article"], span=span))
    return tuple(places)


def lasting_ids(groups: Sequence[Sequence[Evidence]]) -> list[str]:
    """For each group of passages, first to last, an id that no other has.

    The first passage that no other group is named by, else several; the groups with the fewest passages
    choose first, since they have the least choice.
    """
    given: set[str] = set()
    ids = [""] * len(groups)
    for at in sorted(range(len(groups)), key=lambda i: (len(groups[i]), *groups[i])):
        place_ids = list(dict.fromkeys(place_id(place) for place in groups[at]))
        several = ("~".join(place_ids[:number]) for number in range(2, len(place_ids) + 1))
        again = (f"{'~'.join(place_ids)}~{number}" for number in range(2, len(groups) + 2))
        ids[at] = next(id for id in chain(place_ids, several, again) if id not in given)
        given.add(ids[at])
    return ids


def with_claim_ids(claims: Sequence[ClaimView], order: Mapping[str, int]) -> tuple[ClaimView, ...]:
    """The claims with their lasting ids; `order` has the place of each article, the first published first."""
    ids = lasting_ids([_evidence_in_order(claim.evidence, order) for claim in claims])
    return tuple(replace(claim, lasting_id=id) for claim, id in zip(claims, ids, strict=True))


def with_difference_ids(
    differences: Sequence[DifferenceView], order: Mapping[str, int]
) -> tuple[DifferenceView, ...]:
    """The differences with their lasting ids, as for claims."""
    ids = lasting_ids([_evidence_in_order(evidence_of(difference), order) for difference in differences])
    return tuple(replace(difference, lasting_id=id) for difference, id in zip(differences, ids, strict=True))


def evidence_of(difference: DifferenceView) -> tuple[EvidenceView, ...]:
    """The evidence of all values of a difference, value by value."""
    return tuple(evidence for value in difference.values for evidence in value.evidence)


def led_to(
    asked: str, items: Sequence[_Item], evidence: Callable[[_Item], Sequence[EvidenceView]], words: str
) -> _Item | None:
    """Of the claims (or differences) of a story the one that an address leads to now; None where it ended.

    The one of that address; else one that rests on its passages, on a passage that overlaps them, or on the
    same `words` elsewhere, as in a later version of the page.
    """
    places = places_of(asked)
    said = collapse(words).casefold()

    def fit(item: _Item) -> tuple[bool, int, int, bool]:
        item_places = [_evidence_of(evidence_item) for evidence_item in evidence(item)]
        exact = len({*item_places} & {*places})
        overlapping = sum(
            any(_overlaps(evidence_item, place) for place in places) for evidence_item in item_places
        )
        alike = bool(said) and any(
            collapse(evidence_item.text).casefold() == said for evidence_item in evidence(item)
        )
        return item.lasting_id == asked, exact, overlapping, alike

    best = max(items, key=fit, default=None)
    return best if best is not None and any(fit(best)) else None


def _evidence_in_order(evidence: Sequence[EvidenceView], order: Mapping[str, int]) -> list[Evidence]:
    last = len(order)
    return sorted({*map(_evidence_of, evidence)}, key=lambda e: (order.get(e.article_id, last), e))


def _evidence_of(view: EvidenceView) -> Evidence:
    return Evidence(article_id=view.article_id, span=Span(start=view.start, end=view.end))


def _overlaps(left: Evidence, right: Evidence) -> bool:
    """Whether two passages share half of the shorter one."""
    shared = min(left.span.end, right.span.end) - max(left.span.start, right.span.start)
    shorter = min(left.span.end - left.span.start, right.span.end - right.span.start)
    return left.article_id == right.article_id and shared * 2 >= max(1, shorter)
