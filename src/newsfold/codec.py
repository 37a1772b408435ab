"""Records to JSON-ready values and database rows, and back, by their dataclass fields.

One rule for all: a time is ISO 8601 in UTC, a nested record is an object, a tuple is a list. In a row
every field is one column, but a `Span` is two (`span_start`, `span_end`), so that SQL can use it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from newsfold.records import Span

R = TypeVar("R")


def to_json(value: Any) -> Any:
    """`value`, a record or anything in one, as lists, objects, strings and numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {key: to_json(item) for key, item in value.items()}
    return value


def from_json(kind: Any, value: Any) -> Any:
    """What `to_json` was given, when it was of type `kind`."""
    if value is None:
        return None
    if get_origin(kind) in (Union, UnionType):
        return from_json(next(a for a in get_args(kind) if a is not type(None)), value)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), value)
    if kind is datetime:
        return datetime.fromisoformat(value.replace("Z", "+00:00"))
    if is_dataclass(kind):
        hints, make = _hints(kind), cast(Any, kind)
        return make(**{name: from_json(hints[name], item) for name, item in value.items()})
    return value


def _tuple(kinds: tuple[Any, ...], value: list[Any]) -> tuple[Any, ...]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(from_json(kinds[0], item) for item in value)
    return tuple(from_json(kind, item) for kind, item in zip(kinds, value, strict=True))


_hints: Callable[[Any], dict[str, Any]] = cache(get_type_hints)


def _bare(kind: Any) -> Any:
    """`kind` without its None."""
    if get_origin(kind) in (Union, UnionType):
        return next(a for a in get_args(kind) if a is not type(None))
    return kind


def columns(kind: Any) -> tuple[tuple[str, str], ...]:
    """The (name, SQL type) of every column of a record, in order."""
    return tuple(column for name, hint in _hints(kind).items() for column in _columns_of(name, _bare(hint)))


def _columns_of(name: str, hint: Any) -> Iterator[tuple[str, str]]:
    if hint is Span:
        yield from ((f"{name}_start", "INTEGER"), (f"{name}_end", "INTEGER"))
    elif hint in (int, bool):
        yield name, "INTEGER"
    elif hint is float:
        yield name, "REAL"
    else:
        yield name, "TEXT"


def to_row(record: Any) -> dict[str, Any]:
    """The columns of a record, with nested values as JSON text."""
    row: dict[str, Any] = {}
    for name, hint in _hints(type(record)).items():
        value, bare = getattr(record, name), _bare(hint)
        if bare is Span:
            row[f"{name}_start"] = None if value is None else value.start
            row[f"{name}_end"] = None if value is None else value.end
        elif value is None or bare in (str, int, float) or get_origin(bare) is Literal:
            row[name] = value
        elif bare is bool:
            row[name] = int(value)
        elif bare is datetime:
            row[name] = to_json(value)
        else:
            row[name] = json.dumps(to_json(value), ensure_ascii=False, separators=(",", ":"))
    return row


def from_row(kind: type[R], row: Mapping[str, Any]) -> R:
    """The record whose columns `row` holds; other columns of `row` are passed over."""
    values: dict[str, Any] = {}
    for name, hint in _hints(kind).items():
        bare = _bare(hint)
        if bare is Span:
            start = row[f"{name}_start"]
            values[name] = None if start is None else Span(start=start, end=row[f"{name}_end"])
        elif (value := row[name]) is None or bare in (str, int, float) or get_origin(bare) is Literal:
            values[name] = value
        elif bare is bool:
            values[name] = bool(value)
        elif bare is datetime:
            values[name] = from_json(datetime, value)
        else:
            values[name] = from_json(bare, json.loads(value))
    return kind(**values)
