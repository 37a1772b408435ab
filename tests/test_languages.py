# ruff: noqa: E501
"""Pages in every language that is read become articles, which keep their language wherever they are shown."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsfold.clean import Cleaning, clean
from newsfold.extract import annotate
from newsfold.language import reads
from newsfold.newsroom import Newsroom
from newsfold.records import Article, Page, Rejected
from newsfold.web import create_app
from tests.news_in import NEWS, page_in
from tests.web.client import TestClient


def article_in(language: str, body: bytes | None = None, **fields: str) -> Article:
    cleaned = clean(Page(place="p.html", body=body or page_in(language), **fields))  # type: ignore[arg-type]
    assert isinstance(cleaned, Article), cleaned
    return cleaned


@pytest.mark.parametrize("language", sorted(NEWS))
def test_the_article_is_the_text_and_nothing_of_the_page_around_it(language: str) -> None:
    cleaned = article_in(language)
    assert cleaned.language == language
    assert cleaned.title == NEWS[language].title
    assert cleaned.text == "\n".join(NEWS[language].text)
    assert cleaned.authors == (NEWS[language].author,)
    assert (cleaned.published_at, cleaned.published_grain) == (
        datetime(2021, 2, 2, 18, 30, tzinfo=UTC),
        "minute",
    )
    for segment in cleaned.origin_map:
        page = cleaned.page_text[segment.page_start : segment.page_start + segment.length]
        assert page == cleaned.text[segment.text_start : segment.text_start + segment.length]


@pytest.mark.parametrize("language", sorted(NEWS))
def test_the_language_is_that_of_the_text_whatever_the_page_says(language: str) -> None:
    assert article_in(language, page_in(language, stated="en")).language == language


@pytest.mark.parametrize("declared", [None, "right", "utf-8", "iso-8859-1"])
@pytest.mark.parametrize(
    ("language", "charset"),
    [("ja", "shift_jis"), ("ja", "euc_jp"), ("ja", "iso2022_jp"), ("zh", "gb18030"),
     ("ru", "koi8-r"), ("ru", "cp1251"), ("ar", "cp1256"), ("fr", "cp1252"), ("hi", "utf-16")],
)  # fmt: skip
def test_charsets_that_are_named_wrongly_or_not_at_all(
    language: str, charset: str, declared: str | None
) -> None:
    body = page_in(language, charset=charset)
    if declared and charset != "utf-16":
        name = charset if declared == "right" else declared
        body = body.replace(b"<head>", f'<head><meta charset="{name}">'.encode())
    assert article_in(language, body).text == "\n".join(NEWS[language].text)


@pytest.mark.parametrize("declared", [b"", b'<meta charset="iso-8859-1">', b'<meta charset="big5">'])
def test_traditional_chinese_in_its_own_charset(declared: bytes) -> None:
    text = (
        "市長星期二為跨河新橋剪綵，兩年前舊橋因洪水受損而關閉，市民一直只能繞道而行，附近的商舖也因此受到不小的影響。"
        "「這是我任期內最美好的一天，」他對聚集在河岸上的大約三百名市民說，大家前來觀看第一批汽車駛過。"
    )
    page = f"<html><head><title>市長為新橋剪綵</title></head><body><h1>市長為新橋剪綵</h1><p>{text}</p></body></html>"
    body = page.encode("big5").replace(b"<head>", b"<head>" + declared)
    cleaned = article_in("zh", body)
    assert (cleaned.text, cleaned.title, cleaned.language) == (text, "市長為新橋剪綵", "zh")


@pytest.mark.parametrize("language", sorted(NEWS))
def test_nothing_is_claimed_in_a_language_without_statements(language: str) -> None:
    notes = annotate(article_in(language))
    assert notes.sentences
    assert {mention.form for mention in notes.mentions} <= {"name"}
    assert not (notes.clauses or notes.assertions)
    assert notes.attributions == () or reads("attributions", language)


@pytest.mark.parametrize("language", [code for code in sorted(NEWS) if reads("attributions", code)])
def test_the_words_that_an_article_quotes_are_a_quotation(language: str) -> None:
    article = article_in(language)
    (said,) = annotate(article).attributions
    assert said.kind == "direct" and said.cue
    (content,) = said.content
    assert content.of(article.text)[0] in "«„“「" and content.of(article.text)[-1] in "»“”」"


@pytest.mark.parametrize("language", sorted(NEWS))
def test_a_language_that_is_not_asked_for_is_rejected_by_name(language: str) -> None:
    result = clean(Page(place="p.html", body=page_in(language)), Cleaning(languages=("en",)))
    assert isinstance(result, Rejected) and result.reason == "language"
    assert result.detail.endswith(f" ({language})")


def test_articles_of_every_language_are_kept_shown_and_exported(tmp_path: Path) -> None:
    for language in NEWS:
        (tmp_path / f"{language}.html").write_bytes(page_in(language))
    with Newsroom(tmp_path / "news.db") as newsroom:
        newsroom.read(tmp_path)
        ids = {a.language: a.id for s in newsroom.stories() for a in newsroom.story(s.story.id).articles}
        assert set(ids) == set(NEWS)
        assert {s.articles for s in newsroom.stories()} == {len(NEWS)}  # one event, told in all of them
        rows = newsroom.to_arrow("articles").to_pylist()
        assert {row["language"]: row["id"] for row in rows} == ids
    with TestClient(create_app(lambda: Newsroom(tmp_path / "news.db")), base_url="http://127.0.0.1") as web:
        for language, id in ids.items():
            shown = web.get(f"/articles/{id}").text
            way = "rtl" if language == "ar" else "ltr"
            assert f'<div class="prose" lang="{language}" dir="{way}">' in shown
            assert NEWS[language].title in shown


@pytest.mark.parametrize("text", ["字", "字。", "افتتح", "2021年2月2日", "शहर"])
def test_text_without_a_space_costs_what_its_length_does(text: str) -> None:
    def cost(characters: int) -> float:
        line = text * (characters // len(text))
        body = f"<html><h1>标题</h1><p>{line}</p></html>".encode()
        began = time.process_time()
        clean(Page(place="p.html", body=body))
        return time.process_time() - began

    cost(10_000)  # models are loaded
    assert cost(100_000) < 20 * cost(20_000) + 1


def test_a_page_half_translated_has_the_language_of_most_of_its_text() -> None:
    english = (
        "The mayor of the city opened the new bridge over the river on Tuesday, two years after the flood."
    )
    for lines in ((*NEWS["de"].text, english), (english, *NEWS["de"].text)):
        body = "".join(f"<p>{line}</p>" for line in ("Die Brücke", *lines))
        assert article_in("de", f"<html lang='fr'><h1>Die Brücke</h1>{body}</html>".encode()).language == "de"


def test_what_is_in_no_language_or_in_one_that_is_not_read_is_rejected_with_its_reason() -> None:
    numbers = clean(Page(place="p", body=("<h1>1</h1><p>" + "12345 678 90. " * 60 + "</p>").encode()))
    assert isinstance(numbers, Rejected)
    assert (numbers.reason, numbers.detail) == ("language", "no words of a language")
    swedish = (
        "Borgmästaren i staden öppnade på tisdagen den nya bron över floden, två år efter att den gamla bron hade "
        "stängts. Hundratals människor hade samlats på stranden för att se de första bilarna köra över och för att "
        "lyssna på stadens orkester när solen gick ned."
    )
    result = clean(Page(place="p", body=f"<h1>Bron</h1><p>{swedish}</p>".encode()))
    assert isinstance(result, Rejected) and result.detail == "Swedish (sv)"


def test_a_link_that_nobody_closed_takes_no_article_away() -> None:
    lines = "".join(f"<p>{line}</p>" for line in (*NEWS["fr"].text, *NEWS["fr"].text[::-1], *NEWS["fr"].text))
    body = f"<html><body><h1>{NEWS['fr'].title}</h1><a href='/photo'>{lines}</body></html>"
    assert NEWS["fr"].text[1] in article_in("fr", body.encode()).text
