"""EPUB: newspapers and newsletters as books, an article a chapter."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import IO
from urllib.parse import unquote

from lxml import etree

from newsfold.reading.held import BombError, Budget, Held
from newsfold.reading.places import shown
from newsfold.reading.zipped import BROKEN, METHODS, opened
from newsfold.records import Page, Rejected

_LARGEST_BOOK_LIST = 4 * 2**20  # bytes of the book's own lists: bounds the memory
_MOST_CHAPTERS = 2000  # bounds the time: chapters beyond are said to be left out


def chapters(held: Held, stream: IO[bytes], limit: int) -> Iterator[Page | Rejected]:
    """The chapters of a book in its order, each as a page; `limit` bounds the bytes of one."""
    held = replace(held, budget=held.budget or Budget(stream.seek(0, 2)))
    try:
        with opened(stream) as book:
            locked = _is_encrypted(book)
            published, names = _spine(book)
            for name in names[:_MOST_CHAPTERS]:
                yield _chapter(held, book, name, limit, published, locked)
            if len(names) > _MOST_CHAPTERS:
                yield held.rejected("too large", f"a book of more than {_MOST_CHAPTERS:,} chapters")
            if not names:
                yield held.rejected("empty", "a book without chapters")
    except BombError:
        raise
    except (*BROKEN, etree.XMLSyntaxError, ValueError) as error:
        yield held.rejected("unreadable", f"no whole EPUB: {error}")


def _chapter(
    held: Held, book: zipfile.ZipFile, name: str, limit: int, published: str | None, locked: bool
) -> Page | Rejected:
    inner = held.member(name)
    try:
        if book.getinfo(name).compress_type not in METHODS:
            return inner.rejected("unsupported", "packed by a method that books do not use")
        with book.open(name) as stream:
            body = stream.read(limit + 1)
    except BROKEN as error:
        return inner.rejected("unreadable", str(error))
    if held.budget:
        held.budget.take(len(body))
    if len(body) > limit:
        return inner.rejected("too large", f"more than {limit:,} bytes")
    if not body.strip():
        return inner.rejected("empty")
    if b"<" not in body:
        return inner.rejected("unreadable", "encrypted" if locked else "no XHTML")
    return Page(place=inner.place, body=body, media_type="text/html", key=shown(name), published=published)


def _is_encrypted(book: zipfile.ZipFile) -> bool:
    return "META-INF/encryption.xml" in book.namelist()


def _spine(book: zipfile.ZipFile) -> tuple[str | None, list[str]]:
    """When the book is from, and the names of its chapters in order, without its table of contents."""
    container = _parsed_list(book, "META-INF/container.xml")
    root = next((e.get("full-path") or "" for e in container.iter("{*}rootfile")), "")
    package = _parsed_list(book, root)
    items = {e.get("id"): e for e in package.iter("{*}item")}
    listed = (items.get(e.get("idref")) for e in package.iter("{*}itemref"))
    names = [
        posixpath.normpath(posixpath.join(posixpath.dirname(root), unquote(item.get("href") or "")))
        for item in listed
        if item is not None and "nav" not in (item.get("properties") or "").split()
    ]
    dates = (e.text.strip() for e in package.iter("{http://purl.org/dc/elements/1.1/}date") if e.text)
    return next(dates, None), list(dict.fromkeys(names))


def _parsed_list(book: zipfile.ZipFile, name: str) -> etree._Element:
    with book.open(name) as stream:
        body = stream.read(_LARGEST_BOOK_LIST + 1)
    if len(body) > _LARGEST_BOOK_LIST:
        raise ValueError(f"{name} is too large")
    return etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
