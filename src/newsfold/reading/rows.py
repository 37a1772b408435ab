"""Rows that describe articles, from whatever they come, become pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain, islice
from typing import Any

from newsfold.codec import ARTICLE_TYPE, exported_article
from newsfold.reading.day_order import order, settled
from newsfold.reading.fields import Columns, FieldReader, FieldValue
from newsfold.reading.summary import Summary
from newsfold.records import Page, Reason, Rejected

SourceRow = tuple[str, Mapping[str, Any]]  # where it stands, and its columns
Rows = Iterator[SourceRow | Rejected]
_CUT_BY_PROVIDER = re.compile(
    r"\s*(?:…|\.\.\.)?\s*\[\+?\d+ chars\]\s*$"
)  # as a provider of news marks what it cut
_MOST_LOOKED_AHEAD = 10_000  # bounds the memory: rows held of what can be gone through once only


class RowReader:
    """Makes pages of rows, and tells `summary` what it understood of them."""

    def __init__(self, columns: Columns, summary: Summary) -> None:
        self._columns = columns
        self._reader = FieldReader(columns)
        self._summary = summary

    def pages(self, opened: Callable[[], Rows]) -> Iterator[Page | Rejected]:
        """A page for each row that `opened` gives; it is called again where the other rows must be asked.

        A date that may be two ("05/07/2018") is settled by those of the same column, and else stays open.
        """
        orders: dict[str, bool | None] | None = None
        for item in opened():
            if isinstance(item, Rejected):
                yield item
                continue
            place, row = item
            if body := exported_article(row):
                self._summary.exported += 1
                yield Page(place=place, body=body, media_type=ARTICLE_TYPE, charset="utf-8")
                continue
            fields = self._reader.fields(row)
            date = fields.get("published")
            if date and order(date.value) == "open":
                if orders is None:
                    orders = self._orders(opened) if self._columns.day_first is None else {}
                day_first = orders.get(date.column, self._columns.day_first)
                if day_first is None:
                    self._summary.open_dates[date.column] += 1
                else:
                    fields["published"] = FieldValue(date.column, settled(date.value, day_first))
            yield self._page(place, row, fields)

    def once(self, rows: Rows) -> Iterator[Page | Rejected]:
        """As `pages`, of rows that can be gone through once: the first of them settle dates."""
        first = list(islice(rows, _MOST_LOOKED_AHEAD))
        whole = chain(first, rows)
        turns = iter((whole, iter(first)))
        return self.pages(lambda: next(turns))

    def _orders(self, opened: Callable[[], Rows]) -> dict[str, bool | None]:
        """By column, whether its dates put the day first; None where they disagree or do not tell."""
        seen: dict[str, set[str]] = {}
        for item in opened():
            if not isinstance(item, Rejected):
                date = self._reader.fields(item[1]).get("published")
                if date and (way := order(date.value)) in ("day first", "month first"):
                    seen.setdefault(date.column, set()).add(str(way))
        return {column: "day first" in ways if len(ways) == 1 else None for column, ways in seen.items()}

    def _page(self, place: str, row: Mapping[str, Any], fields: Mapping[str, FieldValue]) -> Page | Rejected:
        given = {name: field.value for name, field in fields.items()}
        used = {field.column for field in fields.values()} | {
            field.column.split(".")[0] for field in fields.values()
        }
        unused = (name for name, value in row.items() if name not in used and not _is_empty(value))
        self._summary.take([(name, field.column) for name, field in fields.items()], unused)
        text, html, title = given.get("text"), given.get("html"), given.get("title")
        key, url = given.get("id"), given.get("url")
        if not (text or html or title):
            detail = "neither text nor html nor title"
            return rejected_row(
                place, "missing field", f"{detail}; read its address" if url else detail, key, url
            )
        if text and (whole := _CUT_BY_PROVIDER.sub("", text)) != text:
            self._summary.cut += 1
            text = whole
        if text or not html:
            self._summary.undated += not any(map(str.isdigit, given.get("published", "")))
            self._summary.unnamed += not (given.get("outlet") or url)
        return Page(
            place=place,
            body=(text or html or "").encode("utf-8", "replace"),
            media_type="text/html" if html and not text else "text/plain",
            charset="utf-8",
            key=_key(key, place),
            url=url,
            outlet=given.get("outlet"),
            title=title,
            published=given.get("published"),
            language=given.get("language"),
            authors=given.get("authors", ()),
        )


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str | list | tuple | dict) and not value)


def _key(given: object, place: str) -> str:
    return str(given) if given else place.replace("\\", "/").rsplit("/", 1)[-1]


def rejected_row(
    place: str, reason: Reason, detail: str = "", key: str | None = None, url: str | None = None
) -> Rejected:
    """A row that gives no article."""
    return Rejected(place=place, stage="reading", reason=reason, detail=detail, key=key, url=url)


def rejected_document(place: str, reason: Reason, detail: str) -> Rejected:
    """A file of rows, or a row of it, that can't be read; its key is the file's name."""
    key = place.replace("\\", "/").rsplit("/", 1)[-1]
    return Rejected(place=place, stage="reading", reason=reason, detail=detail[:200], key=key)
