"""The JSON Schema of what `--json` prints and the API answers. `python -m newsfold.web.schema` prints it."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from newsfold.present import (
    ArticleView,
    ChangeList,
    CheckList,
    ClaimDetailView,
    DifferenceDetailView,
    DraftView,
    EntityList,
    EntityPage,
    OutletList,
    OutletPage,
    PartList,
    RejectedList,
    StoryList,
    StoryParts,
    StoryView,
    ThreadList,
    ThreadView,
)
from newsfold.store import DatabaseInfo


def json_schema() -> dict[str, Any]:
    """Schemas of all that is answered in JSON, under `$defs`."""
    views = (
        *(StoryView, StoryList, StoryParts, PartList, ClaimDetailView, DifferenceDetailView, ArticleView),
        *(CheckList, DraftView, RejectedList, DatabaseInfo),
        *(OutletList, OutletPage, EntityList, EntityPage, ThreadList, ThreadView, ChangeList),
    )
    defs: dict[str, Any] = {}
    for view in views:
        view_schema = TypeAdapter(view).json_schema(mode="serialization", ref_template="#/$defs/{model}")
        defs |= view_schema.pop("$defs", {})
        defs[view.__name__] = view_schema
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What Newsfold answers in JSON",
        "description": "`newsfold story --json` prints a StoryView, `newsfold stories --json` a StoryList, "
        "`newsfold check --json` a CheckList, or of a file a DraftView, "
        "`newsfold rejected --json` a RejectedList, `newsfold info --json` a DatabaseInfo, "
        "`newsfold outlet --json` an OutletList or OutletPage, `newsfold entity --json` an EntityList or "
        "EntityPage, `newsfold threads --json` a ThreadList, `newsfold thread --json` a ThreadView, "
        "`newsfold changes --json` a ChangeList; the web API answers these, a StoryList, StoryParts, "
        "a PartList, a CheckList, a DraftView, a RejectedList, an ArticleView, a ClaimDetailView and "
        "a DifferenceDetailView.",
        "anyOf": [{"$ref": f"#/$defs/{view.__name__}"} for view in views],
        "$defs": {name: _closed_definition(defs[name]) for name in sorted(defs)},
    }


def _closed_definition(definition: dict[str, Any]) -> dict[str, Any]:
    """A definition that allows no fields beside its own, with no titles that only repeat the names."""
    if definition.get("type") == "object":
        definition["additionalProperties"] = False
        for field in definition.get("properties", {}).values():
            field.pop("title", None)
    return definition


if __name__ == "__main__":
    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
