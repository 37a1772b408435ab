"""Fields of JSON objects that others define, which are left out where they are not known."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from newsfold.codec import to_jsonable


def known(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def time_text(time: datetime | None) -> Any:
    """A time as ISO 8601 in UTC."""
    return to_jsonable(time) if time else None
