"""JSON documents that hold articles: a list of them, an answer with such a list inside, or one article."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import IO, Any

from newsfold.reading import jsonl
from newsfold.reading.coding import READ_BYTES
from newsfold.reading.rows import Rows, rejected_document
from newsfold.records import Reason

_NEAR_END = 10  # characters from the end within which an error may only mean that more is to come
_MOST_ASKED = 100  # bounds the time: elements of a list that are looked at for an article
_DEEPEST_LIST = 4  # bounds the stack: objects around a list of articles
_BETWEEN_ELEMENTS = re.compile(r"[\s,\ufeff]*")
_NEXT_OBJECT = re.compile(r"\}\s*,\s*(?=\{)")
_LIST_OF_ARTICLES = re.compile(  # where answers put their articles
    r'(?<!\\)"(?:articles|results|docs|documents|items|data|stories|news|hits|rows|records|value|response)"'
    r"\s*:\s*\[\s*(?=\{)"
)
_MARKED_ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

Recogniser = Callable[[Mapping[str, Any]], bool]


def rows(stream: IO[bytes], place: str, limit: int, knows: Recogniser) -> Rows:
    """The articles in a JSON document; what is none, as `Rejected`. `stream` must be able to seek.

    `knows` says whether an object has anything that an article is made of. At most `limit` bytes are held:
    a longer document is read article by article, and a file of JSON lines line by line.
    """
    head = stream.read(limit + 1)
    if not head.strip():
        yield rejected_document(place, "empty", "")
        return
    mark, name = next(
        ((mark, name) for mark, name in _MARKED_ENCODINGS if head.startswith(mark)), (b"", "utf-8")
    )
    if len(head) <= limit:
        try:
            document = json.loads(head[len(mark) :].decode(name))
        except (ValueError, RecursionError):
            pass
        else:
            yield from _numbered_rows(_found(document, knows), place)
            return
    if _is_lines(head):
        stream.seek(0)
        yield from jsonl.rows(stream, place, limit)
        return
    text = head[len(mark) :].decode(name, "replace")
    start = text.find("[") + 1 if text.lstrip().startswith("[") else None
    if start is None and (inside := _LIST_OF_ARTICLES.search(text)):
        start = inside.end()
    if start is None:
        reason: Reason = "too large" if len(head) > limit else "bad line"
        yield rejected_document(
            place, reason, "no JSON document, or one with no list of articles at its beginning"
        )
        return
    stream.seek(len(mark))
    yield from _numbered_rows(_elements(stream, name, start, limit), place)


def _is_lines(head: bytes) -> bool:
    """Whether the first line is a document of its own, and another follows."""
    lines = head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 2)
    if len(lines) < 2 or not lines[1].strip().startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(lines[0]), dict)
    except (ValueError, RecursionError):
        return False


def _numbered_rows(elements: Iterator[Any], place: str) -> Rows:
    number = 0
    for number, element in enumerate(elements, 1):
        where = f"{place}:{number}"
        if isinstance(element, dict):
            yield where, element
        elif isinstance(element, _Broken):
            yield rejected_document(where, element.reason, element.detail)
        else:
            yield rejected_document(
                where, "bad line", f"an object was expected, not {type(element).__name__}"
            )
    if not number:
        yield rejected_document(place, "unsupported", "a JSON document without articles")


# ── a document that is held ───────────────────────────────────────────────────────────────────────


def _found(document: Any, knows: Recogniser) -> Iterator[Any]:
    """The articles in a document: its longest list of them, or itself."""
    if isinstance(document, list):
        return iter(document)
    if not isinstance(document, dict):
        return iter(())
    lists: list[Sequence[Any]] = [
        items
        for items in _lists(document, _DEEPEST_LIST)
        if any(_is_article(item, knows) for item in items[:_MOST_ASKED])
    ]
    if lists:
        return iter(sorted(lists, key=len)[-1])
    if by_column := _by_column(document, knows):
        return iter(by_column)
    return iter([document] if knows(document) else ())


def _is_article(item: Any, knows: Recogniser) -> bool:
    return isinstance(item, dict) and knows(item)


def _lists(document: Mapping[str, Any], depth: int) -> Iterator[Sequence[Any]]:
    """Every list in an object, and in those inside it; objects under running numbers are one too."""
    values = list(document.values())
    if len(values) > 1 and all(name.isdecimal() for name in document):
        yield values
    for value in values:
        if isinstance(value, list):
            yield value
        elif isinstance(value, dict) and depth:
            yield from _lists(value, depth - 1)


def _by_column(document: Mapping[str, Any], knows: Recogniser) -> list[dict[str, Any]]:
    """The rows of a document that has an object for each column, as data frames are written."""
    columns = {name: held for name, held in document.items() if isinstance(held, dict)}
    keys = list(next(iter(columns.values()), {}))
    if len(columns) != len(document) or any(list(held) != keys for held in columns.values()):
        return []
    rows = [{name: held[key] for name, held in columns.items()} for key in keys]
    return rows if rows and knows(rows[0]) else []


# ── a document that is read piece by piece ────────────────────────────────────────────────────────


class _Broken:
    """What stands in a list in place of an article."""

    def __init__(self, reason: Reason, detail: str) -> None:
        self.reason, self.detail = reason, detail


def _elements(stream: IO[bytes], encoding: str, start: int, limit: int) -> Iterator[Any]:
    """What stands in the list that begins at the character `start`; one damaged element is passed over."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    parser = json.JSONDecoder()
    text, at, ended = "", start, False
    while True:
        at = _BETWEEN_ELEMENTS.match(text, at).end() if at < len(text) else at  # type: ignore[union-attr]
        if at < len(text):
            if text[at] == "]":
                return
            try:
                element, at = parser.raw_decode(text, at)
            except (ValueError, RecursionError) as error:
                if ended or not _may_go_on(error, text):
                    yield _Broken("bad line", f"breaks off: {error}" if ended else str(error)[:150])
                    match = None if isinstance(error, RecursionError) else _NEXT_OBJECT.search(text, at)
                    if match is None:
                        return
                    at = match.end()
                    continue
                if len(text) - at > limit:
                    yield _Broken(
                        "too large", f"an article of more than {limit:,} characters; the rest is not read"
                    )
                    return
            else:
                yield element
                continue
        elif ended:
            yield _Broken("bad line", "the list breaks off")
            return
        text, at = text[at:] if at <= len(text) else "", max(0, at - len(text))
        piece = stream.read(max(READ_BYTES, len(text)))
        ended = not piece
        text += decoder.decode(piece, ended)


def _may_go_on(error: ValueError | RecursionError, text: str) -> bool:
    if not isinstance(error, json.JSONDecodeError):
        return False
    return error.msg.startswith("Unterminated string") or error.pos > len(text) - _NEAR_END
