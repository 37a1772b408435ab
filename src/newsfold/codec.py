"""Records to JSON-ready values and database rows, and back, by their dataclass fields.

One rule for all: a time is ISO 8601 in UTC, a nested record is an object, a tuple is a list. In a row
every field is one column, but a `Span` is two (`span_start`, `span_end`), so that SQL can use it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from types import UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from newsfold.invisible import visible
from newsfold.records import Article, Segment, Span

R = TypeVar("R")
ARTICLE_TYPE = "application/vnd.newsfold.article+json"  # the media type of a page that is an exported article
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # how a formula begins, in any spreadsheet
_OF_EXPORTS = frozenset(("id", "place", "text", "title", "language", "found_in", "published_grain"))


def to_jsonable(value: Any) -> Any:
    """`value`, a record or anything in one, as lists, objects, strings and numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_jsonable(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, tuple | list):
        return [to_jsonable(item) for item in value]
    if isinstance(value, dict):
        return {key: to_jsonable(item) for key, item in value.items()}
    return value


def to_list(record: Any) -> list[Any]:
    """The fields of a record in order, as in JSON, without those at its end that are as by default.

    Records inside are lists, too: a third of what names would take.
    """
    values = [_as_lists(getattr(record, field.name)) for field in fields(record)]
    for field in reversed(fields(record)):
        if field.default is MISSING or values[-1] != _as_lists(field.default):
            break
        values.pop()
    return values


def _as_lists(value: Any) -> Any:
    if is_dataclass(value):
        return to_list(value)
    return [_as_lists(item) for item in value] if isinstance(value, tuple | list) else to_jsonable(value)


def from_json(kind: Any, value: Any) -> Any:
    """What `to_jsonable` or `to_list` was given, when it was of type `kind`."""
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
        if isinstance(value, list):
            return make(**_by_field(kind, value))
        return make(**{name: from_json(hints[name], item) for name, item in value.items()})
    return value


def _by_field(kind: Any, values: list[Any]) -> dict[str, Any]:
    """The fields of a record that was a list, by their names."""
    known = _record_fields(kind)
    if len(values) > len(known):
        raise ValueError(f"{len(values)} values of a record that has {len(known)}")
    return {
        name: item if is_plain else from_json(bare, item)
        for (name, bare, is_plain), item in zip(known, values, strict=False)
    }


def _tuple(kinds: tuple[Any, ...], value: list[Any]) -> tuple[Any, ...]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(from_json(kinds[0], item) for item in value)
    return tuple(from_json(kind, item) for kind, item in zip(kinds, value, strict=True))


_hints: Callable[[Any], dict[str, Any]] = cache(get_type_hints)


def _without_none(kind: Any) -> Any:
    """`kind` without its None."""
    if get_origin(kind) in (Union, UnionType):
        return next(a for a in get_args(kind) if a is not type(None))
    return kind


def columns(kind: Any) -> tuple[tuple[str, str], ...]:
    """The (name, SQL type) of every column of a record, in order."""
    return tuple(
        column
        for name, hint in _hints(kind).items()
        for column in _columns_of_field(name, _without_none(hint))
    )


def _columns_of_field(name: str, hint: Any) -> Iterator[tuple[str, str]]:
    if hint is Span:
        yield from ((f"{name}_start", "INTEGER"), (f"{name}_end", "INTEGER"))
    elif hint in (int, bool):
        yield name, "INTEGER"
    elif hint is float:
        yield name, "REAL"
    else:
        yield name, "TEXT"


def to_row(record: Any, form: Callable[[Any], Any] = to_jsonable) -> dict[str, Any]:
    """The columns of a record, with nested values as JSON text."""
    row: dict[str, Any] = {}
    for name, hint in _hints(type(record)).items():
        row |= _cells(name, _without_none(hint), getattr(record, name), form)
    return row


def to_short_row(record: Any) -> dict[str, Any]:
    """The same, where nested records are lists; `from_row` reads both."""
    return to_row(record, _as_lists)


def defaults(kind: Any) -> dict[str, Any]:
    """The columns that a record has where nothing is said of them; those that must be said are left out."""
    row: dict[str, Any] = {}
    for field in fields(kind):
        if field.default is not MISSING:
            row |= _cells(field.name, _without_none(_hints(kind)[field.name]), field.default)
    return row


def _cells(name: str, bare: Any, value: Any, form: Callable[[Any], Any] = to_jsonable) -> dict[str, Any]:
    """The columns of one field."""
    if bare is Span:
        start, end = (None, None) if value is None else (value.start, value.end)
        return {f"{name}_start": start, f"{name}_end": end}
    if value is None or bare in (str, int, float) or get_origin(bare) is Literal:
        return {name: value}
    if bare is bool:
        return {name: int(value)}
    if bare is datetime:
        return {name: to_jsonable(value)}
    return {name: as_text(form(value))}


def as_text(value: Any) -> str:
    """A value as in JSON, as its shortest text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def from_row(kind: type[R], row: Mapping[str, Any]) -> R:
    """The record whose columns `row` holds; other columns of `row` are passed over."""
    values: dict[str, Any] = {}
    for name, bare, is_plain in _record_fields(kind):
        if bare is Span:
            start = row[f"{name}_start"]
            values[name] = None if start is None else Span(start=start, end=row[f"{name}_end"])
        elif (value := row[name]) is None or is_plain:
            values[name] = value
        elif bare is bool:
            values[name] = bool(value)
        elif bare is datetime:
            values[name] = datetime.fromisoformat(value.replace("Z", "+00:00"))
        else:
            values[name] = () if value == "[]" else from_json(bare, json.loads(value))
    return kind(**values)


def _fields_of(kind: Any) -> tuple[tuple[str, Any, bool], ...]:
    """Of each field of a record its name, its type without None, and whether a row holds it as it is."""
    bare = {name: _without_none(hint) for name, hint in _hints(kind).items()}
    return tuple(
        (name, hint, hint in (str, int, float) or get_origin(hint) is Literal) for name, hint in bare.items()
    )


_record_fields: Callable[[Any], tuple[tuple[str, Any, bool], ...]] = cache(_fields_of)


# ── exported articles ─────────────────────────────────────────────────────────────────────────────


def article_id(url: str | None, key: str | None, place: str, text: str) -> str:
    """The id of an article: a hash of its canonical address (else key, else place) and its text."""
    return blake2b(f"{url or key or place}\0{text}".encode(), digest_size=10).hexdigest()


def is_export(names: Iterable[str]) -> bool:
    """Whether these are the columns of `export articles`."""
    return _OF_EXPORTS.issubset(names)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may reckon with a cell's text rather than show it."""
    return text.startswith(("\t", "\r")) or visible(text).lstrip().startswith(_FORMULA)


def guarded(text: str) -> str:
    """A cell's text, with an apostrophe before what a spreadsheet would take for a formula.

    Before apostrophes that stand in front of a formula there is one more, so that none is taken for ours.
    """
    return f"'{text}" if is_formula(text.lstrip("'")) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if text.startswith("'") and is_formula(text.lstrip("'")) else text


def exported_article(row: Mapping[str, Any]) -> bytes | None:
    """The article in a row of `export articles`, in any of its formats, as JSON; None for other rows."""
    if not is_export(row):
        return None
    try:
        values = {
            name: _loaded(hint, row[name])
            for name, hint in _hints(Article).items()
            if row.get(name) is not None and (row[name] != "" or hint is str)
        }
        body = json.dumps(to_jsonable(values), ensure_ascii=False).encode()
    except (ValueError, TypeError, RecursionError):
        return None
    return body if article_of(body) else None  # else somebody has changed its text: a row like others


def article_of(body: bytes) -> Article | None:
    """What `exported_article` gave, as the record; None where it is no article, or not the one of its id.

    An export without the page's text has the article's in its place.
    """
    try:
        values = json.loads(body)
        hints = _hints(Article)
        if not all(_fits_type(hints[name], value) for name, value in values.items()):
            return None
        article: Article = from_json(Article, values)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if article.id != article_id(article.url, article.key, article.place, article.text):
        return None
    if article.page_text:
        return article
    whole = Segment(text_start=0, page_start=0, length=len(article.text))
    return replace(article, page_text=article.text, origin_map=(whole,), boilerplate=())


def _loaded(hint: Any, value: Any) -> Any:
    """A value as JSON has it; in CSV all are text, and a database has numbers for yes and no."""
    bare = _without_none(hint)
    if bare is bool and value in (0, 1):
        return bool(value)
    if not isinstance(value, str) or bare is str or bare is datetime or get_origin(bare) is Literal:
        return value
    return value == "true" if bare is bool else json.loads(value)


def _fits_type(hint: Any, value: Any) -> bool:
    """Whether a value read from JSON may stand in a field of that type."""
    bare = _without_none(hint)
    if value is None:
        return bare is not hint
    if get_origin(bare) is Literal:
        return value in get_args(bare)
    if get_origin(bare) is tuple:
        kinds = get_args(bare)
        inside = kinds[:1] * len(value) if Ellipsis in kinds and isinstance(value, list) else kinds
        return isinstance(value, list) and len(value) == len(inside) and all(map(_fits_type, inside, value))
    if is_dataclass(bare):
        hints = _hints(bare)
        return (
            isinstance(value, dict)
            and value.keys() <= hints.keys()
            and all(_fits_type(hints[name], item) for name, item in value.items())
        )
    return isinstance(value, str) if bare is datetime else type(value) is bare
