"""Cleaning's rules one by one: dates, titles, bylines, datelines, labels, changes, the fast way."""

from __future__ import annotations

from datetime import UTC

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfold.clean import Cleaning, changes, clean, dates, names
from newsfold.clean.bylines_en import byline, is_about_author, is_note, signed
from newsfold.clean.decode import decode
from newsfold.clean.fast import without_code
from newsfold.clean.furniture import label
from newsfold.clean.html import parse
from newsfold.clean.language import is_english
from newsfold.clean.metadata import Stated, metadata
from newsfold.clean.offsets import assemble
from newsfold.records import Article, Page, Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019-04-25", "2019-04-25T00:00:00+00:00 day"),
        ("2019-04-25T10:15:30+10:00", "2019-04-25T10:15:30+10:00 second"),
        ("2019-04-25T10:15:30.123Z", "2019-04-25T10:15:30+00:00 second"),
        ("Thu, 25 Apr 2019 10:00:00 GMT", "2019-04-25T10:00:00+00:00 second"),
        ("Thursday 25 April 2019", "2019-04-25T00:00:00+00:00 day"),
        ("April 25th, 2019 at 3:05 p.m. ET", "2019-04-25T15:05:00-05:00 minute"),
        ("25th of April 2019", "2019-04-25T00:00:00+00:00 day"),
        ("16 Apr 2019 00:52 GMT", "2019-04-16T00:52:00+00:00 minute"),
        ("10:32 a.m. EST, Jan. 2, 2014", "2014-01-02T10:32:00-05:00 minute"),
        ("25/04/2019", "2019-04-25T00:00:00+00:00 day"),
        ("1556186400", "2019-04-25T10:00:00+00:00 second"),
        # Which of the two is the month depends on the country.
        ("04/05/2019", None),
        ("2019-02-31", None),
        ("last Thursday", None),
        ("", None),
    ],
)
def test_dates(text: str, expected: str | None) -> None:
    found = dates.parse(text)
    assert (found and f"{found[0].isoformat()} {found[1]}") == expected


@pytest.mark.parametrize(
    ("line", "is_one", "changed"),
    [
        ("Thursday 25 April 2019", True, False),
        ("Published: 25 April 2019, 10:15 GMT", True, False),
        ("Last updated on April 25, 2019", True, True),
        ("Sunday, 18 April 2010 – The Agency", True, False),
        ("The bridge opened on 25 April 2019.", False, False),
        ("25 April 2019 was a good day", False, False),
    ],
)
def test_date_lines(line: str, is_one: bool, changed: bool) -> None:
    found = dates.date_line(line)
    assert (found is not None) == is_one
    assert found is None or found[1] == changed


@pytest.mark.parametrize(
    ("title", "known", "expected"),
    [
        ("Bridge opens at last - The Larkfield Times", None, ("Bridge opens at last", "The Larkfield Times")),
        ("Bridge opens at last | World | The Beacon", None, ("Bridge opens at last", "The Beacon")),
        ("Bridge opens at last — Beacon", "beacon", ("Bridge opens at last", "Beacon")),
        ("The Beacon | Bridge opens at last", "The Beacon", ("Bridge opens at last", "The Beacon")),
        # No outlet: an opinion writer's dash, a colon, a subtitle.
        ("Bridge opens - and closes again", None, ("Bridge opens - and closes again", None)),
        ("Mayor: the bridge will open", None, ("Mayor: the bridge will open", None)),
        ("Beacon poll: voters like the bridge", "Beacon", ("Beacon poll: voters like the bridge", None)),
    ],
)
def test_title_suffixes(title: str, known: str | None, expected: tuple[str, str | None]) -> None:
    assert names.split_title(title, known) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Jane Roe", ("Jane Roe",)),
        ("By Jane Roe and John Doe, Staff Writers", ("Jane Roe", "John Doe")),
        ("By JANE ROE | The Associated Press", ("Jane Roe",)),
        ("Written by Jean van der Berg in Nairobi", ("Jean van der Berg",)),
        ("Analysis by Jane Roe", ("Jane Roe",)),
        ("By the numbers", None),
        ("By Friday the river had fallen by two metres.", None),
        ("By admin", ()),
        ("By The Associated Press", ()),
    ],
)
def test_bylines(line: str, expected: tuple[str, ...] | None) -> None:
    assert byline(line) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MOSCOW (Reuters) - The talks began on Monday.", "MOSCOW"),
        ("VLADIVOSTOK, Russia — The talks began.", "VLADIVOSTOK, Russia"),
        ("LONDON, April 3 (AP) — The talks began.", "LONDON"),
        ("Paris: The talks began.", "Paris"),
        ("Dryford: The talks began in Dryford on Monday.", "Dryford"),
        ("Mayor: I will not go.", None),
        ("Update: The talks began.", None),
        ("The talks began - and ended.", None),
    ],
)
def test_datelines(text: str, expected: str | None) -> None:
    assert names.dateline(text) == expected


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Spread the love", "share"),
        ("Share on Facebook", "share"),
        ("1,204 shares", "share"),
        ("No comments:", "comments"),
        ("Post a Comment", "comments"),
        ("12 Comments", "comments"),
        ("Advertisement", "navigation"),
        ("READ MORE: What the bridge will cost", "navigation"),
        ("Sign up for our daily newsletter", "navigation"),
        ("© 2019 The Example Company", "navigation"),
        ("He had no comments on the plan.", None),
        ("The share of voters who agree has grown.", None),
        ("More than 300 people came.", None),
        ("Top officials met in secret on Monday.", None),
        ("In Paris", None),
    ],
)
def test_labels(line: str, kind: str | None) -> None:
    assert label(line) == kind


def test_lines_about_the_article() -> None:
    assert is_note("Correction: An earlier version of this story misstated the cost.")
    assert is_note("This article was amended on 3 May 2019.")
    assert not is_note("Corrections officers were called in.")
    assert is_about_author("Jane Roe is the author of a book on bridges.", ["Jane Roe"])
    assert not is_about_author("Jane Roe is the mayor.", ["John Doe"])
    assert signed("(Reporting by Jane Roe and John Doe in Paris; editing by the desk)") == (
        "Jane Roe",
        "John Doe",
    )


@settings(deadline=None)
@given(st.text(alphabet="ab \n\u00a0\u200b\t.", max_size=60), st.data())
def test_assembled_text_leads_back(page: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(page)), max_size=6)))
    spans = [Span(start=a, end=b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    text, segments = assemble(page, spans)
    for s in segments:
        assert text[s.text_start : s.text_start + s.length] == page[s.page_start : s.page_start + s.length]
    assert "  " not in text and "\u200b" not in text and "\u00a0" not in text and "\n\n" not in text
    kept = "".join(c for span in spans for c in span.of(page) if not c.isspace() and c != "\u200b")
    assert "".join(text.split()) == kept


def _version(text: str, **fields: object) -> Article:
    return Article(id="x", place="x", text=text, title="T", language="en", page_text=text, **fields)  # type: ignore[arg-type]


def test_changes_between_versions() -> None:
    old = _version("The bridge cost 12 million euros.\nIt opened on Thursday.\nThe mayor spoke.")
    new = _version(
        "The bridge cost 14 million euros.\nIt opened on Thursday.\nA band played.\nThe mayor spoke."
    )
    found = changes(old, new)
    assert found.silent
    changed, added = found.changes
    assert (changed.kind, added.kind) == ("changed", "added")
    assert [s.of(old.text) for s in changed.old_words] == ["12"]
    assert [s.of(new.text) for s in changed.new_words] == ["14"]
    assert added.new is not None and added.new.of(new.text) == "A band played."


def test_a_change_that_is_told_is_not_silent() -> None:
    old = _version("The bridge cost 12 million euros.")
    note = "Correction: an earlier version misstated the cost."
    assert not changes(old, _version(f"The bridge cost 14 million euros.\n{note}")).silent
    later = dates.parse("2019-05-04T10:00:00Z")
    assert later is not None
    assert not changes(old, _version("The bridge cost 14 million euros.", modified_at=later[0])).silent
    assert changes(old, old).changes == () and not changes(old, old).silent


def test_the_fast_way() -> None:
    body = "".join(
        f"<p>Paragraph {n} tells at some length what the mayor said of the bridge.</p>" for n in range(6)
    )
    html = (
        "<html><head><title>Bridge opens | The Beacon</title>"
        "<meta property='og:site_name' content='The Beacon'>"
        "</head><body><nav><a href='/'>Home</a> <a href='/w'>World</a></nav><article><h1>Bridge opens</h1>"
        f"{body}</article><footer>© The Beacon</footer>"
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2019-04-25"}</script>'
        "</body></html>"
    )
    found = clean(Page(place="x", body=html.encode()), Cleaning(fast=True))
    assert isinstance(found, Article)
    assert (found.title, found.outlet, found.published_grain) == ("Bridge opens", "The Beacon", "day")
    assert found.text.count("Paragraph") == 6 and "Home" not in found.text
    for s in found.origin_map:
        page = found.page_text[s.page_start : s.page_start + s.length]
        assert page == found.text[s.text_start : s.text_start + s.length]


def _stated(head: str, body: str = "", url: str = "https://www.northledger.example/a") -> Stated:
    document = parse(f"<html><head>{head}</head><body>{body}</body></html>")
    assert document is not None
    return metadata(document, url)


def test_an_agency_is_not_the_outlet_that_prints_it() -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "publisher": {"name": "%s"}}</script>'
    site = '<meta property="og:site_name" content="%s">'
    assert _stated(data % "Associated Press" + site % "The North Ledger").outlet == "The North Ledger"
    assert _stated(data % "Ledger Holdings" + site % "North Ledger").outlet == "North Ledger"
    assert _stated(data % "North Ledger" + site % "Ledger Online").outlet == "North Ledger"
    assert _stated(data % "Reuters", url="https://www.reuters.com/a").outlet == "Reuters"


def test_an_outlets_motto_is_no_part_of_its_name() -> None:
    found = _stated('<meta property="og:site_name" content="Read it first | North Ledger">')
    assert found.outlet == "North Ledger"


def test_the_heading_readers_see_is_the_title_but_a_logo_is_not() -> None:
    head = '<meta property="og:title" content="Bridge opens: what drivers need to know">'
    shown = _stated(head, "<h1>What drivers need to know as the bridge opens</h1>")
    assert (shown.title, shown.rules["title"]) == ("What drivers need to know as the bridge opens", "h1")
    assert _stated(head, "<h1>The North Ledger</h1>").rules["title"] == "meta"


def test_a_section_is_read_from_the_address_and_may_say_opinion() -> None:
    assert _stated("", url="https://a.example/politics/2019/a-vote").section == "politics"
    assert _stated("", url="https://a.example/2019/politics-of-bread").section is None
    found = _stated("", url="https://a.example/opinion/a-vote")
    assert (found.kind, found.rules["kind"]) == ("opinion", "section")


def test_a_zone_that_was_assumed_is_marked() -> None:
    prose = "<p>" + "The council met on Monday and talked about the bridge until late at night. " * 6
    meta = '<meta property="article:published_time" content="%s">'

    def found(when: str) -> tuple[str, str]:
        page = Page(place="x", body=f"<html><head>{meta % when}</head><body>{prose}</body></html>".encode())
        article = clean(page)
        assert isinstance(article, Article) and article.published_at
        assert article.published_at.tzinfo is UTC
        return article.published_at.isoformat(), dict(article.found_in)["published_at"]

    assert found("2019-04-25T10:30:00+02:00") == ("2019-04-25T08:30:00+00:00", "meta")
    assert found("2019-04-25T10:30:00 EST") == ("2019-04-25T15:30:00+00:00", "meta")
    assert found("2019-04-25T10:30:00") == ("2019-04-25T10:30:00+00:00", "meta, zone assumed")
    assert found("2019-04-25") == ("2019-04-25T00:00:00+00:00", "meta")


def test_code_is_dropped_but_what_comments_and_data_hold_stays() -> None:
    page = (
        b"<p>a</p><script>if (a<b) x('<p>no</p>')</script><style>p{}</style><p>b</p><!-- <script> --><p>c</p>"
        b"<script><!-- y --></script><script type='application/ld+json'>{}</script><p>d</p><script>open"
    )
    kept = without_code(page)
    assert all(part in kept for part in (b"<p>a</p>", b"<p>b</p>", b"<p>c</p>", b"<p>d</p>", b"ld+json"))
    assert b"if (a<b)" not in kept and b"p{}" not in kept


def test_function_words_tell_english() -> None:
    assert is_english("the bridge over the river was opened by the mayor and it has been said that they " * 4)
    assert not is_english(
        "el puente sobre el río fue abierto por el alcalde y se ha dicho que la ciudad " * 4
    )
    assert not is_english("the bridge")


def test_half_a_surrogate_pair_that_a_charset_can_write_is_no_text() -> None:
    text = decode(b"<meta charset=utf-7> A ferry +2E8- sank.")
    assert text == "<meta charset=utf-7> A ferry ? sank."
