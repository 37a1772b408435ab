"""What the columns of rows mean: which of them holds an article's title, text, date, outlet."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

_DATA = Path(__file__).parent
_EMPTY = frozenset({"", "none", "null", "nan", "nat", "n/a", "undefined"})  # how programs print no value
_MARKUP = re.compile(r"</(?:p|div|article|body|html|h[1-6]|li|span)\s*>|<(?:br|p)\s*/?>", re.IGNORECASE)
_SCHEME_OF_WEB = re.compile(r"https?://", re.IGNORECASE)
_SPLIT = re.compile(r"\s*[;|]\s*")
_BRACKETED_LIST = re.compile(r"[\[(].*[\])]", re.DOTALL)
_LONGEST_LIST = 2000  # characters of a list written as text: bounds the time to parse it
_LONGEST_PERSON = 200  # characters; a longer text is no name
_MOST_SHAPES = 1000  # bounds the memory: of rows with other columns, the plans that are held


def _table_of_names(name: str) -> dict[str, str]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=1)
def field_names() -> Mapping[str, tuple[str, ...]]:
    """The fields of an article that rows can give, each with the names it goes by, the first of all first."""
    return MappingProxyType(
        {name: tuple(names.split()) for name, names in _table_of_names("field_names.tsv").items()}
    )


@lru_cache(maxsize=1)
def _language_names() -> dict[str, str]:
    return {name.lower(): code for name, code in _table_of_names("language_names.tsv").items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """How the columns of rows are understood, where the names that are known do not settle it.

    `named` gives a column's field (`{"date": "published"}`), before every name that is known; "" leaves the
    column out. `day_first` says how dates such as "05/07/2018" are meant; None: as the other dates of the
    same file show. Raises ValueError for a field that is none.
    """

    named: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None

    def __post_init__(self) -> None:
        for column, name in self.named.items():
            if name and name not in field_names():
                raise ValueError(f"{column}={name}: there is no field {name!r}; {', '.join(field_names())}")


@dataclass(frozen=True, slots=True)
class FieldValue:
    """What a row gives for a field, and the column that it stands in."""

    column: str
    value: Any


_ColumnPlace = tuple[str, str, str | None]  # a bare name, the column, and the name inside its object


class FieldReader:
    """Picks the fields of an article out of rows."""

    def __init__(self, columns: Columns) -> None:
        mapped = {_normal_column(column): name for column, name in columns.named.items()}
        self._names = {
            name: [
                *(column for column, given in mapped.items() if given == name),
                *(known for known in map(_normal_column, names) if known not in mapped),
            ]
            for name, names in field_names().items()
        }
        self._plans: dict[tuple[Any, ...], dict[str, list[_ColumnPlace]]] = {}

    def knows(self, names: Iterable[str]) -> bool:
        """Whether a column of one of these names gives an article: a title, a text or a page."""
        shown = {_normal_column(name) for name in names}
        heads = {column.split(".")[0] for column in shown}
        return any(
            column in shown or column.split(".")[0] in heads
            for name in ("title", "text", "html")
            for column in self._names[name]
        )

    def is_article(self, row: Mapping[str, Any]) -> bool:
        """Whether `row` gives an article: a title, a text or a page."""
        return not self.fields(row).keys().isdisjoint(("title", "text", "html"))

    def wants(self, name: str) -> bool:
        """Whether a column of that name may hold a field."""
        normal = _normal_column(name)
        return any(
            column == normal or column.startswith(f"{normal}.")
            for columns in self._names.values()
            for column in columns
        )

    def fields(self, row: Mapping[str, Any]) -> dict[str, FieldValue]:
        """What `row` gives, by field; a field that it has no value for is left out."""
        if isinstance(inner := row.get("_source"), dict):  # a search engine's answer
            row = inner
        values: dict[str, FieldValue] = {}
        for name, places in self._plan(row).items():
            for column, key, inside in places:
                value = row[key] if inside is None else row[key][inside]
                if value is not None and (read := _field_value(name, column, value)):
                    values[name] = FieldValue(key if inside is None else f"{key}.{inside}", read)
                    break
        text = values.get("text")
        if (
            text
            and "<" in text.value
            and "html" not in values
            and len(_MARKUP.findall(text.value[:5000])) > 1
        ):
            values["html"] = values.pop("text")
        return values

    def _plan(self, row: Mapping[str, Any]) -> dict[str, list[_ColumnPlace]]:
        """Where rows of this row's shape may hold each field, in the order in which they are asked."""
        shape = tuple((key, tuple(value)) if isinstance(value, dict) else key for key, value in row.items())
        if shape not in self._plans:
            if len(self._plans) == _MOST_SHAPES:  # a hostile file has a new one in every row
                self._plans.clear()
            shown = {column: (column, key, inside) for column, key, inside in _columns_of(row)}
            asked = (
                (name, [shown[column] for column in columns if column in shown])
                for name, columns in self._names.items()
            )
            self._plans[shape] = {name: places for name, places in asked if places}
        return self._plans[shape]


def _columns_of(row: Mapping[str, Any]) -> Iterator[_ColumnPlace]:
    """The columns of a row under bare names, those inside objects too; of two alike the first comes last."""
    for key, value in reversed(list(row.items())):
        if isinstance(value, dict):
            for inside in reversed(list(value)):
                yield f"{_normal_column(str(key))}.{_normal_column(str(inside))}", key, inside
        yield _normal_column(str(key)), key, None


@lru_cache(maxsize=4096)
def _normal_column(name: str) -> str:
    return re.sub(r"[\s_-]", "", name.strip("\ufeff ")).lower()


def _field_value(name: str, column: str, value: Any) -> Any:
    if name == "authors":
        return _names_of_value(value)
    if name == "text" and isinstance(value, dict):
        return _text_of_sections(value)
    text = _string(value)
    if text is None or (name not in ("title", "text", "html") and text.lower() in _EMPTY):
        return None
    is_address = _SCHEME_OF_WEB.match(text) is not None
    if column == "source" and is_address != (name == "url") and name in ("url", "outlet"):
        return None
    if name == "language":
        return _language_names().get(text.lower(), text)
    return text


def _string(value: object) -> str | None:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace").strip() or None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    # A lone surrogate is legal in JSON and not in UTF-8.
    return str(value).strip().encode("utf-8", "replace").decode("utf-8") or None


def _names_of_value(value: object) -> tuple[str, ...]:
    """Names out of a list, of names or of objects that have one, or out of a text that lists them."""
    if isinstance(value, str):
        value = _names_of_text(value)
    if isinstance(value, dict):
        value = [value]
    names = [entry.get("name") if isinstance(entry, dict) else entry for entry in _sequence(value)]
    texts = (_string(name) for name in names if isinstance(name, str))
    return tuple(
        text for text in texts if text and len(text) <= _LONGEST_PERSON and text.lower() not in _EMPTY
    )


def _sequence(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else []


def _names_of_text(text: str) -> Sequence[object]:
    """The names in a text: JSON's or Python's list of them, or parted by semicolons or bars."""
    if _BRACKETED_LIST.fullmatch(text.strip()) and len(text) <= _LONGEST_LIST:
        for read in (json.loads, ast.literal_eval):
            try:
                value = read(text)
            except (ValueError, SyntaxError, RecursionError, MemoryError):
                continue
            return _sequence(value)
    return _SPLIT.split(text)


def _text_of_sections(body: Mapping[str, Any]) -> str | None:
    """The text of an article that stands in a summary and sections, a paragraph a line."""
    lines: list[object] = [*_sequence(body.get("summary"))]
    for section in _sequence(body.get("sections")):
        if isinstance(section, dict):
            lines += [*_sequence(section.get("headline")), *_sequence(section.get("paragraphs"))]
    return "\n".join(text for line in lines if (text := _string(line))) or None
