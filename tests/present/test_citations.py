from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold.present import ArticleLine
from newsfold.present.citations import MOST_CITED, CitationView, citation
from newsfold.present.lists import article_line
from tests.factories import article

ADDRESS = "https://news.example/claims/a-0-12"
HOSTILE = "}}, note = {x}\n@evil{\\input{/etc/passwd} % & $ # _ ~ ^ [a](javascript:x) <b> `c` | \u202e\x1b"


def line(title: str = "The ferry sank", **others: str) -> ArticleLine:
    made = article(
        "It sank.",
        "a1",
        title=title,
        outlet=others.get("outlet", "Harbour Courier"),
        url=others.get("url", "https://courier.example/ferry"),
        authors=(others.get("author", "Ines Marrow"),),
        published_at=datetime(2019, 3, 14, 9, tzinfo=UTC),
        published_grain="minute",
    )
    return article_line(made)


def cited(*articles: ArticleLine, words: str = "It sank.") -> CitationView:
    return citation(words, "claim", "a-0-12", ADDRESS, articles)


def test_plain_text_names_outlet_title_day_and_addresses() -> None:
    assert cited(line()).plain == (
        "“It sank.” Harbour Courier, “The ferry sank”, 14 March 2019, https://courier.example/ferry. "
        f"Newsfold, claim: {ADDRESS}"
    )


def test_markdown_is_a_quotation_with_links() -> None:
    assert cited(line()).markdown == (
        "> It sank\\.\n>\n> — [Harbour Courier, “The ferry sank”](<https://courier.example/ferry>), "
        f"14 March 2019\\. [Newsfold, claim](<{ADDRESS}>)"
    )


def test_bibtex_has_an_entry_for_the_page_and_for_each_article() -> None:
    bibtex = cited(line(), replace(line(), id="a2", published_at=None)).bibtex
    assert re.findall(r"^@misc\{(.*),$", bibtex, re.M) == [
        "newsfold-claim-a-0-12",
        "article-a1",
        "article-a2",
    ]
    assert "  month = mar\n}" in bibtex and "  date = {2019-03-14}" in bibtex
    assert bibtex.count("month") == 1


def test_csl_json_is_what_reference_managers_read() -> None:
    page, source = json.loads(cited(line()).csl_json)
    assert (page["type"], page["URL"]) == ("webpage", ADDRESS)
    assert source == {
        "id": "article-a1",
        "type": "article-newspaper",
        "title": "The ferry sank",
        "container-title": "Harbour Courier",
        "language": "en",
        "author": [{"literal": "Ines Marrow"}],
        "issued": {"date-parts": [[2019, 3, 14]]},
        "URL": "https://courier.example/ferry",
    }


@pytest.mark.parametrize(("grain", "parts"), [("year", [2019]), ("month", [2019, 3]), ("day", [2019, 3, 14])])
def test_a_date_is_given_as_far_as_it_is_known(grain: str, parts: list[int]) -> None:
    dated = replace(line(), published_grain=grain)  # type: ignore[arg-type]
    assert json.loads(cited(dated).csl_json)[1]["issued"] == {"date-parts": [parts]}
    assert f"date = {{{'-'.join(f'{part:02}' for part in parts)}}}" in cited(dated).bibtex


def entries(bibtex: str) -> list[dict[str, str]]:
    """What a reader of BibTeX makes of it: fields between braces that it counts, escaped or not."""
    listed: list[dict[str, str]] = []
    at = 0
    while (at := bibtex.find("@", at)) >= 0:
        at = bibtex.index(",", at)
        fields: dict[str, str] = {}
        while name := re.compile(r",\s*(\w+) = ").match(bibtex, at):
            at = name.end()
            if bibtex[at] != "{":
                end = re.compile(r"\w+").match(bibtex, at)
                assert end
                fields[name[1]], at = end[0], end.end()
                continue
            depth, start = 0, at
            while True:
                depth += {"{": 1, "}": -1}.get(bibtex[at], 0)
                at += 1
                if not depth:
                    break
            fields[name[1]] = bibtex[start + 1 : at - 1]
        assert re.compile(r"\s*\}").match(bibtex, at), bibtex[at : at + 40]
        listed.append(fields)
        rest = bibtex[at:]
        at += len(rest) - len(rest.lstrip("\n}"))
    return listed


def is_sound(citation: CitationView, number: int) -> None:
    assert len(entries(citation.bibtex)) == number
    assert {name for entry in entries(citation.bibtex) for name in entry} <= {
        "author", "title", "howpublished", "date", "year", "month", "url",
    }  # fmt: skip
    assert len(json.loads(citation.csl_json)) == number
    assert "\n" not in citation.plain and citation.markdown.count("\n") == 2
    for text in (citation.plain, citation.markdown, citation.bibtex):
        assert "\u202e" not in text and "\x1b" not in text
    for target in re.findall(r"(?<!\\)\]\(<([^>]*)>\)", citation.markdown):
        assert target.startswith("https://")
    assert not re.search(r"(?<!\\)\]\((?!<https://)", citation.markdown)


def test_hostile_titles_names_and_addresses_stay_text() -> None:
    hostile = line(HOSTILE, outlet=HOSTILE, author=HOSTILE, url="https://x.example/}{\\>)(\"' <b>")
    citation = cited(hostile, words=HOSTILE)
    is_sound(citation, 2)
    assert "\\textbraceright{}\\textbraceright{}, note = \\textbraceleft{}x" in citation.bibtex
    assert "\\textbackslash{}input" in citation.bibtex
    assert "\\<b\\>" in citation.markdown and "\\[a\\]\\(javascript\\:x\\)" in citation.markdown
    address = entries(citation.bibtex)[1]["url"]
    assert not set("{}\\ <>\"'") - {"'"} & set(address)
    for bad in ("javascript:alert(1)", "data:text/html,x"):
        assert bad not in cited(line(url=bad)).plain


@given(st.text(), st.text(), st.text(), st.text())
def test_whatever_the_words_a_citation_is_sound(title: str, outlet: str, author: str, words: str) -> None:
    is_sound(cited(line(title, outlet=outlet, author=author), words=words), 2)


def test_of_very_many_articles_the_first_are_named() -> None:
    citation = cited(*(replace(line(), id=f"a{n}") for n in range(MOST_CITED + 5)))
    assert "; and 5 more. Newsfold" in citation.plain
    assert len(entries(citation.bibtex)) == MOST_CITED + 1
