"""Pages become articles: text, offsets back to the page, boilerplate, metadata, or a reason."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfold.clean import Cleaning, clean
from newsfold.records import Article, Page, Rejected
from tests.factories import page

BODY = (
    "The mayor of Larkfield opened the new bridge on Thursday, two years after the old one was closed.\n"
    "\n"
    "“It is the best day of my time in office,” she told a crowd of about 300 people at the river.\n"
    "\n"
    "The bridge cost 12 million euros, and ferries will stop running at the end of the month.\n"
)


text_page = partial(page, media_type="text/plain")


def article(given: Page, options: Cleaning = Cleaning()) -> Article:
    result = clean(given, options)
    assert isinstance(result, Article), result
    check_offsets(result)
    return result


def check_offsets(cleaned: Article) -> None:
    for s in cleaned.origin_map:
        assert s.length > 0
        stands = cleaned.page_text[s.page_start : s.page_start + s.length]
        assert stands == cleaned.text[s.text_start : s.text_start + s.length]
    for f in cleaned.boilerplate:
        assert 0 <= f.start < f.end <= len(cleaned.page_text)


def boilerplate(cleaned: Article) -> list[tuple[str, str]]:
    return [(f.kind, cleaned.page_text[f.start : f.end]) for f in cleaned.boilerplate]


def test_extracted_text_with_everything_around_it() -> None:
    cleaned = article(
        text_page(
            "Larkfield opens its bridge at last - The Larkfield Times\n\nBreaking\n\n"
            "Friday 3 May 2019\n\nLarkfield opens its bridge at last\n\nBridge Mayor Opening\n\n"
            + BODY
            + "\nNo comments:\n\nPost a Comment"
        )
    )
    assert cleaned.title == "Larkfield opens its bridge at last"
    assert cleaned.outlet == "The Larkfield Times"
    assert cleaned.published_at is not None
    assert (cleaned.published_at.isoformat(), cleaned.published_grain) == ("2019-05-03T00:00:00+00:00", "day")
    assert cleaned.text.split("\n") == [line for line in BODY.split("\n") if line]
    assert boilerplate(cleaned) == [
        ("title", "Larkfield opens its bridge at last - The Larkfield Times"),
        ("navigation", "Breaking"),
        ("date", "Friday 3 May 2019"),
        ("title", "Larkfield opens its bridge at last"),
        ("caption", "Bridge Mayor Opening"),
        ("comments", "No comments:"),
        ("comments", "Post a Comment"),
    ]
    assert dict(cleaned.found_in) == {
        "title": "first line",
        "outlet": "title suffix",
        "published_at": "page date line",
        "language": "text",
    }


def test_extracted_text_without_outlet_or_date() -> None:
    cleaned = article(
        text_page(
            "Bridge opens\n\nSpread the love\n\nBridge opens\n\xa0\n\nParis:\xa0 "
            + BODY
            + "\n\nSpread the love"
        )
    )
    assert (cleaned.title, cleaned.outlet, cleaned.published_at, cleaned.dateline) == (
        "Bridge opens",
        None,
        None,
        "Paris",
    )
    assert cleaned.text.startswith("Paris: The mayor")
    assert [kind for kind, _ in boilerplate(cleaned)] == ["title", "share", "title", "share"]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published: May 3, 2019", "2019-05-03"),  # fetched weeks later
        ("Published: June 1, 2019", "2019-06-02"),  # the day before: a zone may be all there is between them
        ("Published: July 3, 2019", "2019-06-02"),  # a page is not fetched before it was written
    ],
)
def test_a_given_date_is_the_latest_that_a_page_can_be_of(line: str, day: str) -> None:
    cleaned = article(text_page(f"A bridge\n{line}\n{BODY}", published="2019-06-02T10:00:00Z"))
    assert cleaned.published_at is not None and cleaned.published_at.date().isoformat() == day


def test_a_row_keeps_what_it_was_given() -> None:
    given = text_page(
        "By Ann Lee\n" + BODY,
        title="A bridge | Example News",
        outlet="Example News",
        published="2019-05-03T10:00:00+02:00",
        url="https://www.news.example/bridge?utm_source=x#top",
    )
    cleaned = article(given)
    assert (cleaned.title, cleaned.outlet, cleaned.authors) == ("A bridge", "Example News", ("Ann Lee",))
    assert cleaned.url == "https://news.example/bridge"
    assert cleaned.address == given.url
    assert (
        cleaned.published_at is not None and cleaned.published_at.isoformat() == "2019-05-03T08:00:00+00:00"
    )
    assert cleaned.text == "\n".join(line for line in BODY.split("\n") if line)


def test_a_headline_alone_is_an_article() -> None:
    cleaned = article(text_page("", title="Storm closes two ports"))
    assert (cleaned.text, cleaned.title) == ("Storm closes two ports", "Storm closes two ports")


def test_the_same_text_under_two_addresses_is_two_articles() -> None:
    first, second = (article(text_page(BODY, title="T", url=f"https://{n}.example/x")) for n in "ab")
    assert first.id != second.id
    assert first.id == article(text_page(BODY, title="Other", url="https://a.example/x#frag")).id


def test_the_same_text_under_two_addresses_of_one_page_is_one_article() -> None:
    forms = ("https://www.news.example/bridge/", "http://news.example/bridge?at_medium=RSS")
    first, second = (article(text_page(BODY, title="T", url=url)) for url in forms)
    assert (first.id, first.url) == (second.id, second.url)
    assert (first.address, second.address) == forms  # a reader is led to where the page was


def test_a_row_at_a_front_page_has_no_address_of_its_own() -> None:
    given = text_page(BODY, title="T", url="https://news.example/")
    first, second = (article(replace(given, key=key)) for key in "ab")
    assert (first.url, first.address, first.domain) == (None, "https://news.example/", "news.example")
    assert first.id != second.id


PARAGRAPHS = "".join(f"<p>{line}</p>\n" for line in BODY.split("\n") if line)
LINKS = "".join(f'<p><a href="/{n}">Headline number {n} of the day</a></p>' for n in range(60))
HTML = """<!doctype html><html lang="en"><head><title>Bridge opens | Example News</title>
<meta property="og:site_name" content="Example News"><link rel="canonical" href="/bridge">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "OpinionNewsArticle",
"headline": "Bridge opens", "datePublished": "2019-05-03T10:00:00-04:00", "dateModified": "2019-05-04",
"author": [{"@type": "Person", "name": "Ann Lee"}, {"name": "Bo Ek"}], "articleSection": "Local",
"image": {"url": "https://news.example/i.jpg"}, "isAccessibleForFree": false,
"publisher": {"@type": "Organization", "name": "Example News"}}</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Bridge opens</h1><p class="byline">By Ann Lee and Bo Ek</p>
PARAGRAPHS<p>Share this article</p></article>
<aside><h3>Most read</h3><ul><li><a href="/a">A goat won the county fair again</a></li></ul></aside>
<footer>© 2019 Example News. All rights reserved.</footer></body></html>""".replace("PARAGRAPHS", PARAGRAPHS)


def canonical_page(address: str, url: str | None = None) -> Article:
    return article(page(HTML.replace('href="/bridge"', f'href="{address}"'), url=url))


@pytest.mark.parametrize(
    "address", ["https://news.example/", "https://news.example/en", "https://news.example/world"]
)
def test_a_canonical_address_of_more_than_one_page_is_none(address: str) -> None:
    cleaned = canonical_page(address)
    assert (cleaned.url, cleaned.domain) == (None, "news.example")
    assert (
        canonical_page(address, "https://www.news.example/2019/bridge").url
        == "https://news.example/2019/bridge"
    )


def test_an_archived_page_is_its_outlets() -> None:
    copy = "https://web.archive.org/web/20190504000000/https://www.news.example/bridge"
    for cleaned in (
        canonical_page(copy),
        canonical_page("#", copy),
        canonical_page(copy, "https://archive.ph/aB3dE"),
    ):
        assert (cleaned.url, cleaned.domain) == ("https://news.example/bridge", "news.example")
    assert canonical_page(copy).address == copy
    named = page(HTML.replace('"Example News"', '"archive.ph"').replace("publisher", "provider"), url=copy)
    assert article(named).outlet == "Example News"  # as the title has it
    unnamed = canonical_page("https://archive.ph/aB3dE")
    assert (unnamed.url, unnamed.domain) == ("https://archive.ph/aB3dE", None)


def test_a_page_with_json_ld() -> None:
    cleaned = article(page(HTML, url="https://www.news.example/bridge?utm_source=feed"))
    assert cleaned.text == "\n".join(line for line in BODY.split("\n") if line)
    assert (cleaned.title, cleaned.outlet, cleaned.domain) == ("Bridge opens", "Example News", "news.example")
    assert cleaned.authors == ("Ann Lee", "Bo Ek")
    assert (
        cleaned.published_at is not None and cleaned.published_at.isoformat() == "2019-05-03T14:00:00+00:00"
    )
    assert cleaned.modified_at is not None and cleaned.modified_at.isoformat() == "2019-05-04T00:00:00+00:00"
    assert (cleaned.section, cleaned.kind, cleaned.paywalled) == ("Local", "opinion", True)
    assert (cleaned.url, cleaned.image) == ("https://news.example/bridge", "https://news.example/i.jpg")
    assert dict(cleaned.found_in)["published_at"] == "json-ld"
    outside = {kind for kind, text in boilerplate(cleaned) if "goat" in text or "Home" in text}
    assert outside == {"navigation"}


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("", "empty"),
        ("<html><script>let x = 1;</script></html>", "empty"),
        (
            "<title>404 Not Found</title><h1>Not found</h1><p>The page you asked for is gone.</p>",
            "not an article",
        ),
        (
            "<title>News</title>" + LINKS,
            "not an article",
        ),
        ("<form><label>Your name</label><input><label>Your address</label><input></form>", "too short"),
    ],
)
def test_pages_that_are_no_articles(html: str, reason: str) -> None:
    result = clean(page(html))
    assert isinstance(result, Rejected)
    assert (result.stage, result.reason) == ("cleaning", reason)


def test_a_line_alone_is_taken_for_a_title_and_that_is_said() -> None:
    result = clean(Page(place="notes.txt", body=b"ring the harbour office", media_type="text/plain"))
    assert isinstance(result, Rejected) and (result.reason, result.detail) == (
        "too short",
        "0 words below the title",
    )
    result = clean(Page(place="notes.txt", body=b"Harbour\n\nring the office", media_type="text/plain"))
    assert isinstance(result, Rejected) and result.detail == "3 words"


SPANISH = (
    "El alcalde de la ciudad inauguró el jueves el nuevo puente sobre el río, dos años tras el cierre "
    "del anterior. “Es el mejor día de mi mandato”, dijo ante unas trescientas personas que se reunieron "
    "en la orilla para ver pasar los primeros coches y escuchar a la banda municipal."
)


def test_other_languages_are_rejected_by_name() -> None:
    page = text_page("Un puente nuevo\n\n" + SPANISH)
    result = clean(page, Cleaning(languages=("en",)))
    assert isinstance(result, Rejected)
    assert (result.reason, result.detail) == ("language", "Spanish (es)")
    assert article(page).language == "es"


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_charsets(charset: str) -> None:
    text = "Café opens\n\n" + BODY
    cleaned = article(text_page(text.encode(charset)))
    assert cleaned.title == "Café opens" and "“It is the best day" in cleaned.text


def test_a_wrong_charset_is_seen_through() -> None:
    html = HTML.replace("<head>", '<head><meta charset="iso-8859-1">')
    assert "“It is the best day" in article(page(html)).text


def test_options_are_checked() -> None:
    with pytest.raises(ValueError, match="min_words is -1"):
        Cleaning(min_words=-1)
    with pytest.raises(ValueError, match="languages is empty"):
        Cleaning(languages=())


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=600), title=st.none() | st.text(max_size=40), html=st.booleans())
def test_any_text_gives_an_article_or_a_reason(text: str, title: str | None, html: bool) -> None:
    body = text.encode("utf-8", "replace")
    given = page(body, media_type="text/html" if html else "text/plain", title=title)
    result = clean(given, Cleaning(min_words=0))
    assert result == clean(given, Cleaning(min_words=0))
    if isinstance(result, Article):
        check_offsets(result)
        assert result.text and not result.text.startswith("\n") and "\n\n" not in result.text


@settings(max_examples=60, deadline=None)
@given(body=st.binary(max_size=600))
def test_any_bytes_give_an_article_or_a_reason(body: bytes) -> None:
    for media_type in ("text/html", "text/plain"):
        result = clean(page(body, media_type=media_type))
        assert isinstance(result, Article | Rejected)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 50_000 + "deep words",
        "<p>" + "word " * 100_000,
        "<b><i>" * 20_000,
        "<a href='x'>" * 20_000,
        "<table><tr><td>" * 5_000,
        "&" * 100_000,
        "<!doctype html [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><p>&b;",
        "<script type='application/ld+json'>" + "[" * 50_000 + "</script><p>words",
    ],
)
def test_hostile_pages_end(html: str) -> None:
    assert isinstance(clean(page(html)), Article | Rejected)


@pytest.mark.parametrize("tag", ["article", "section", "main", "div", "x-story"])
def test_a_page_without_a_body_tag_is_seen(tag: str) -> None:
    """The HTML parser puts elements it does not know into the head."""
    body = f"<title>Bridge opens</title><{tag}><p>{'The mayor opened the bridge on Monday. ' * 8}</{tag}>"
    result = clean(page(body))
    assert isinstance(result, Article) and result.text.startswith("The mayor")


@pytest.mark.parametrize("given", ["\0", "\u200b \u2060", "Harbour Post " * 20])
def test_a_name_that_nobody_sees_or_that_is_a_text_names_no_outlet(given: str) -> None:
    result = clean(page("The ferry sank off Lindmoor. " * 20, media_type="text/plain", outlet=given))
    assert isinstance(result, Article) and result.outlet is None
