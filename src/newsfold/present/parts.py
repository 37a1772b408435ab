"""Parts of a story: a story with only those asked for, and each by itself, page by page."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields
from typing import Any, Literal, get_args

from newsfold.present.views import PartList, StoryParts, StoryView

Part = Literal[
    "account", "articles", "claims", "derivations", "differences", "entities", "figures", "origins", "quotes",
    "revisions", "series", "timeline", "times",
]  # fmt: skip
STORY_PARTS: tuple[Part, ...] = get_args(Part)
SMALL: tuple[Part, ...] = (
    "account",
    "differences",
    "origins",
)  # what is worth having without being asked for


def story_parts(view: StoryView, wanted: Collection[str]) -> StoryParts:
    """A story with the parts that are `wanted`, and how many each part has."""
    names = [f.name for f in fields(view) if f.name not in STORY_PARTS or f.name in wanted]
    counts: dict[str, int] = {name: len(getattr(view, name)) for name in STORY_PARTS}
    return StoryParts(**{name: getattr(view, name) for name in names}, counts=counts)


def part_list(view: StoryView, part: Part, chosen: Mapping[str, str], limit: int, offset: int) -> PartList:
    """Items [offset, offset + limit) of a part, of those that have each value in `chosen`, by name of field.

    An `outlet` is also looked for among the outlets that an item names, or whose words it rests on.
    """
    items = [
        item
        for item in getattr(view, part)
        if all(_has(item, name, value) for name, value in chosen.items() if value)
    ]
    end = offset + limit
    return PartList(
        story_id=view.id,
        part=part,
        total=len(items),
        items=tuple(items[offset:end]),
        next_offset=end if end < len(items) else None,
    )


def _has(item: Any, name: str, value: str) -> bool:
    if name == "outlet" and not hasattr(item, "outlet"):
        named = [getattr(entry, "outlet", entry) for entry in getattr(item, "outlets", ())]
        return value in named or any(e.outlet == value for e in getattr(item, "evidence", ()))
    return bool(getattr(item, name, None) == value)
