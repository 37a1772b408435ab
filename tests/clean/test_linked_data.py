"""JSON-LD with faults in its form, of several articles, and with its outlet elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree, html

from newsfold.clean import linked_data

ARTICLE = '{"@type": "NewsArticle", "headline": "Harbour shut after crane falls", "url": "https://a.example/harbour"}'
OTHER = '{"@type": "NewsArticle", "headline": "School board keeps old roof", "url": "https://a.example/roof"}'


def root(*scripts: str) -> etree._Element:
    tags = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return html.document_fromstring(f"<html><head>{tags}</head><body><p>x</p></body></html>")


@pytest.mark.parametrize(
    "script",
    [
        '{"name": "a, ]b // c", "list": [1, 2]}',
        '{"name": "a, ]b // c", "list": [1, 2]};',
        '{"name": "a, ]b // c", "list": [1, 2,],}',
        '{"name": "a, ]b // c", /* of the desk */ "list": [1, 2] // two\n}',
        '<!-- {"name": "a, ]b // c", "list": [1, 2]} -->',
        '//<![CDATA[\n{"name": "a, ]b // c", "list": [1, 2]}\n//]]>',
    ],
)
def test_small_faults_are_mended(script: str) -> None:
    assert linked_data.graph_nodes(root(script)) == [{"name": "a, ]b // c", "list": [1, 2]}]


def test_several_values_in_a_script_and_those_before_a_fault_are_read() -> None:
    assert linked_data.graph_nodes(root('{"a": 1}{"b": 2};\n{"c": 3}')) == [{"a": 1}, {"b": 2}, {"c": 3}]
    assert linked_data.graph_nodes(root('{"a": 1} {"b": ', '{"c": 3}')) == [{"a": 1}, {"c": 3}]
    assert linked_data.graph_nodes(root("[" * 20_000)) == []
    assert linked_data.graph_nodes(root("{/*" * 70_000)) == []


@pytest.mark.parametrize(
    ("scripts", "addresses", "titles", "headlines"),
    [
        ((OTHER, ARTICLE), ["https://a.example/harbour"], [], ["Harbour shut after crane falls"]),
        (
            (f"[{OTHER}, {ARTICLE}]",),
            [],
            ["Harbour shut after crane falls | A"],
            ["Harbour shut after crane falls"],
        ),
        # An address with the page's title, under which another headline stands, is the page's all the same.
        (
            (ARTICLE,),
            ["https://a.example/harbour"],
            ["What the port says"],
            ["Harbour shut after crane falls"],
        ),
        ((OTHER,), ["https://a.example/harbour"], ["Harbour shut after crane falls"], []),
        # Nothing tells against the only one.
        ((OTHER,), [], ["Harbour shut"], ["School board keeps old roof"]),
        (('{"@type": "WebPage", "name": "Harbour"}',), [], [], []),
    ],
)
def test_the_pages_own_article(
    scripts: tuple[str, ...], addresses: list[str | None], titles: list[str], headlines: list[str]
) -> None:
    articles = linked_data.own_articles(linked_data.graph_nodes(root(*scripts)), addresses, titles)
    assert [node["headline"] for node in articles] == headlines


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1556186400, "1556186400"),
        (1556186400000.0, "1556186400000"),
        (["2019-04-25"], "2019-04-25"),
        ({"@type": "Date", "@value": "2019-04-25"}, "2019-04-25"),
        (True, None),
        (float("inf"), None),
        (None, None),
    ],
)
def test_dates_may_be_numbers(value: Any, text: str | None) -> None:
    assert linked_data.date_text(value) == text


def test_the_outlet_is_the_publisher_else_what_the_article_is_a_part_of() -> None:
    site = {"@type": "WebSite", "@id": "#site", "name": "The Ledger"}
    webpage = {"@type": "WebPage", "@id": "#page", "name": "Harbour shut", "isPartOf": {"@id": "#site"}}
    part = {"@type": "NewsArticle", "isPartOf": {"@id": "#page"}}
    assert linked_data.publisher_name(part, [part, webpage, site]) == "The Ledger"
    assert linked_data.publisher_name(
        {"isPartOf": [{"@type": ["CreativeWork", "Product"], "name": "The Ledger"}]}, []
    ) == ("The Ledger")
    assert (
        linked_data.publisher_name({"publisher": {"name": "The Post"}, "isPartOf": site}, [site])
        == "The Post"
    )
    assert linked_data.publisher_name({"isPartOf": {"@type": "WebPage", "name": "Harbour shut"}}, []) is None
