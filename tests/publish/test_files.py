"""A story in the formats that others read."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any, get_args

import jsonschema
import pytest

from newsfold.present import EvidenceView, story_view
from newsfold.publish import ENDINGS, MEDIA_TYPES, Format, story_bytes
from newsfold.publish.story_file import marked_lines
from newsfold.records import StoryDetail
from tests import press

DETAIL: StoryDetail = press.detail()
VIEW = story_view(DETAIL)
# What ninjs 3.1 asks of a news object, of the parts that are written here.
_NAMED = {"type": "array", "items": {"type": "object", "required": ["name"]}}
NINJS = {
    "type": "object",
    "required": ["uri"],
    "properties": {
        "uri": {"type": "string", "pattern": "^[a-z]+:"},
        "type": {
            "enum": [
                "text",
                "audio",
                "video",
                "picture",
                "graphic",
                "composite",
                "component",
                "event",
                "planning",
            ]
        },
        "representationType": {"enum": ["full", "partial"]},
        "profile": {"type": "string"},
        "version": {"type": "string"},
        "firstCreated": {"type": "string", "format": "date-time"},
        "versionCreated": {"type": "string", "format": "date-time"},
        "pubStatus": {"enum": ["usable", "withheld", "canceled"]},
        "language": {"type": "string"},
        "edNote": {"type": "string"},
        "title": {"type": "string"},
        "by": {"type": "string"},
        "located": {"type": "string"},
        "headlines": {"type": "array", "items": {"type": "object", "required": ["value"]}},
        "bodies": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["value"],
                "properties": {"charCount": {"type": "integer"}, "wordCount": {"type": "integer"}},
            },
        },
        "people": _NAMED,
        "organisations": _NAMED,
        "places": _NAMED,
        "infoSources": _NAMED,
        "altIds": {"type": "array", "items": {"type": "object", "required": ["role", "value"]}},
        "standard": {"type": "object", "required": ["name", "version", "schema"]},
        "name": {"type": "string"},
        "rel": {"type": "string"},
        "associations": {
            "type": "array",
            "items": {"$ref": "#", "required": ["name", "uri"]},
        },
    },
    "additionalProperties": False,
}


def loaded(format: Format) -> dict[str, Any]:
    document = json.loads(story_bytes(DETAIL, format))
    assert isinstance(document, dict)
    return document


@pytest.mark.parametrize("format", get_args(Format))
def test_the_same_story_gives_the_same_bytes(format: Format) -> None:
    assert story_bytes(DETAIL, format) == story_bytes(DETAIL, format)
    assert MEDIA_TYPES[format] and ENDINGS[format]


def test_ninjs_is_as_its_schema_says() -> None:
    document = loaded("ninjs")
    jsonschema.Draft202012Validator(NINJS).validate(document)
    assert document["standard"]["version"] == "3.1"
    assert len(document["associations"]) == len(VIEW.articles)
    body = document["bodies"][0]
    assert body["charCount"] == len(body["value"])


def test_linked_data_cites_every_source_and_quotes_it() -> None:
    document = loaded("json-ld")
    assert document["@context"] == "https://schema.org" and document["@type"] == "NewsArticle"
    ids = [source["@id"] for source in document["citation"]]
    assert len(ids) == len(set(ids)) == len(VIEW.articles)
    assert "Algorithmic" in document["digitalSourceType"] and "quoted" in document["creditText"]
    assert len(document["hasPart"]) == len(VIEW.claims)
    for claim, view in zip(document["hasPart"], VIEW.claims, strict=True):
        assert claim["@type"] == "Claim" and claim["text"] == view.text
        assert [quotation["text"] for quotation in claim["appearance"]] == [e.text for e in view.evidence]
        assert all(quotation["isPartOf"]["@id"] in ids for quotation in claim["appearance"])


@pytest.mark.parametrize("format", ["json-ld", "ninjs"])
def test_no_address_that_a_browser_may_not_be_sent_to(format: Format) -> None:
    assert b"javascript:" not in story_bytes(DETAIL, format)


class Page(HTMLParser):
    """The elements of a page: tags with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_a_story_file_needs_nothing_beside_it_and_runs_nothing() -> None:
    page = Page(story_bytes(DETAIL, "html").decode())
    kinds = {tag for tag, _ in page.tags}
    assert not kinds & {"script", "img", "link", "iframe", "object", "form", "base"}
    assert all(not name.startswith("on") for _, attributes in page.tags for name in attributes)
    for _, attributes in page.tags:
        href = attributes.get("href") or "#"
        assert href.startswith(("#", "http://", "https://")), href
    assert "\u202e" not in "".join(page.words) and "\x1b" not in "".join(page.words)


def test_every_number_in_a_story_file_leads_to_its_passage() -> None:
    page = Page(story_bytes(DETAIL, "html").decode())
    targets = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(targets) == len(set(targets))
    leads = [a["href"] for _, a in page.tags if (a.get("href") or "").startswith("#")]
    assert leads and {lead[1:] for lead in leads if lead} <= set(targets)


def evidence(start: int, end: int, number: int, text: str = "") -> EvidenceView:
    return EvidenceView(number=number, article_id="a", outlet="A", start=start, end=end, text=text)


def test_paragraphs_are_cut_where_passages_begin_and_end() -> None:
    text = "One two three.\n\nFour five."
    lines = marked_lines(text, [evidence(4, 13, 1), evidence(8, 13, 2), evidence(12, 20, 3)])
    assert ["".join(piece.text for piece in pieces) for pieces in lines] == ["One two three.", "Four five."]
    assert [(p.text, p.numbers, p.marked) for p in lines[0]] == [
        ("One ", (), False), ("two ", (1,), True), ("thre", (2,), True), ("e", (3,), True), (".", (), True),
    ]  # fmt: skip
    assert [(p.text, p.marked) for p in lines[1]] == [("Four", True), (" five.", False)]


def test_references_name_every_article() -> None:
    items = json.loads(story_bytes(DETAIL, "csl-json"))
    assert [item["id"] for item in items] == [f"article-{line.id}" for line in VIEW.articles]
    text = story_bytes(DETAIL, "bibtex").decode()
    assert text.count("@misc{") == len(VIEW.articles) and text.count("{") == text.count("}")
