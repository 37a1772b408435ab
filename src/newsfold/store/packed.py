"""Forms in which the database holds what would be large: a page's text, and the way from an article to it.

A page's text is deflated with the article's own as the dictionary, since most of it stands there: that takes
a sixteenth of what deflating it alone takes. The origin map is a list of the gaps before each segment and of
its length. What was found in an article is one row: a record takes a third of what a row of its own would.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from newsfold.codec import as_text, from_json, to_list
from newsfold.records import Segment

R = TypeVar("R")

_WINDOW = 32_768  # bytes of a dictionary that deflate can use, by its definition


def packed_page(page_text: str, text: str) -> bytes:
    """A page's text, for whoever has the article's."""
    pack = zlib.compressobj(zdict=text.encode()[-_WINDOW:])
    return pack.compress(page_text.encode()) + pack.flush()


def unpacked_page(packed: bytes, text: str) -> str:
    """What `packed_page` was given; raises ValueError or zlib.error for anything else."""
    unpack = zlib.decompressobj(zdict=text.encode()[-_WINDOW:])
    page = unpack.decompress(packed) + unpack.flush()
    if not unpack.eof:
        raise ValueError("a page's text that ends early")
    return page.decode()


def packed_map(origin_map: Sequence[Segment]) -> bytes:
    """An origin map in few bytes."""
    numbers, text, page = list[int](), 0, 0
    for segment in origin_map:
        numbers += [segment.text_start - text, segment.page_start - page, segment.length]
        text, page = segment.text_start + segment.length, segment.page_start + segment.length
    return zlib.compress(json.dumps(numbers, separators=(",", ":")).encode())


def unpacked_map(packed: bytes) -> list[dict[str, Any]]:
    """The segments that `packed_map` was given, as in JSON; raises ValueError or zlib.error for others."""
    segments, text, page = [], 0, 0
    numbers = json.loads(zlib.decompress(packed))
    for at in range(0, len(numbers), 3):
        before_text, before_page, length = numbers[at : at + 3]
        text, page = text + before_text, page + before_page
        segments.append({"text_start": text, "page_start": page, "length": length})
        text, page = text + length, page + length
    return segments


def pack(row: dict[str, Any], origin_map: Sequence[Segment]) -> None:
    """Pack an article's row, whose texts are plain, in place."""
    row["page_text"] = packed_page(row["page_text"], row["text"])
    row["origin_map"] = packed_map(origin_map)


def unpack(row: dict[str, Any]) -> None:
    """Unpack a stored article's row in place: texts are plain, the origin map is JSON."""
    row["page_text"] = unpacked_page(row["page_text"], row["text"])
    row["origin_map"] = json.dumps(unpacked_map(row["origin_map"]), separators=(",", ":"))


def packed_records(article_id: str, records: Sequence[Any]) -> dict[str, str]:
    """The row of what was found of one kind in an article, every record of which begins with the article."""
    return {"article_id": article_id, "records": as_text([to_list(record)[1:] for record in records])}


def unpacked_records(kind: type[R], row: Mapping[str, Any]) -> list[R]:
    """What `packed_records` was given; raises ValueError, TypeError or the like for anything else."""
    return [from_json(kind, [row["article_id"], *values]) for values in json.loads(row["records"])]
