"""A story as a file, in each of the formats that others read."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Literal

from newsfold.invisible import escaped
from newsfold.present import StoryView, bibtex, csl_json, story_view, to_json
from newsfold.publish.linked_data import linked_data
from newsfold.publish.ninjs import ninjs
from newsfold.publish.packs import evidence_pack
from newsfold.publish.story_file import story_file
from newsfold.records import Article, StoryDetail

Format = Literal["json", "html", "json-ld", "ninjs", "csl-json", "bibtex", "pack"]
MEDIA_TYPES: dict[Format, str] = {
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "json-ld": "application/ld+json",
    "ninjs": "application/json",
    "csl-json": "application/vnd.citationstyles.csl+json",
    "bibtex": "application/x-bibtex; charset=utf-8",
    "pack": "application/zip",
}
ENDINGS: dict[Format, str] = {
    "json": "json", "html": "html", "json-ld": "jsonld", "ninjs": "ninjs.json", "csl-json": "csl.json",
    "bibtex": "bib", "pack": "zip",
}  # fmt: skip


def story_bytes(detail: StoryDetail, format: Format) -> bytes:
    """A story as the bytes of a file; the same story gives the same bytes."""
    view = story_view(detail)
    return _WRITERS[format](view, {article.id: article for article in detail.articles})


def _json_bytes(value: dict[str, Any]) -> bytes:
    return escaped(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)).encode() + b"\n"


_WRITERS: dict[Format, Callable[[StoryView, Mapping[str, Article]], bytes]] = {
    "json": lambda view, _: to_json(view, indent=2).encode() + b"\n",
    "html": lambda view, articles: story_file(view, articles).encode(),
    "json-ld": lambda view, _: _json_bytes(linked_data(view)),
    "ninjs": lambda view, _: _json_bytes(ninjs(view)),
    "csl-json": lambda view, _: csl_json(view.articles).encode(),
    "bibtex": lambda view, _: bibtex(view.articles).encode(),
    "pack": evidence_pack,
}
