"""One page under many addresses has one canonical address, and two pages have two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold.addresses import canonical, domain

PAGE = "https://www.ledger.example/world/2019/bridge-opens"
FORMS = {
    "slash": PAGE + "/",
    "http": PAGE.replace("https", "http"),
    "bare host": PAGE.replace("www.", ""),
    "mobile host": PAGE.replace("www.", "m."),
    "mobile": PAGE.replace("www.", "mobile."),
    "AMP host": PAGE.replace("www.", "amp."),
    "host in capitals": PAGE.replace("www.ledger.example", "WWW.Ledger.Example."),
    "port": PAGE.replace(".example", ".example:443"),
    "name and password": PAGE.replace("www.", "me:secret@www."),
    "no scheme": PAGE.removeprefix("https:"),
    "no scheme, www": PAGE.removeprefix("https://"),
    "one slash": PAGE.replace("https://", "https:/"),
    "AMP folder": PAGE + "/amp/",
    "AMP first": PAGE.replace("/world", "/amp/world"),
    "AMP between": PAGE.replace("/2019", "/amp/2019"),
    "AMP file": PAGE + ".amp",
    "AMP parameter": PAGE + "?amp=1",
    "AMP parameter without value": PAGE + "?amp",
    "AMP output": PAGE + "?outputType=amp",
    "AMP cache": "https://www-ledger-example.cdn.ampproject.org/c/s/www.ledger.example/world/2019/bridge-opens",
    "AMP cache's viewer": "https://www-ledger-example.cdn.ampproject.org/v/s/www.ledger.example/world/2019/"
    "bridge-opens/amp?amp_js_v=a6&amp_gsa=1&usqp=mq331AQ",
    "Google's viewer": "https://www.google.co.uk/amp/s/www.ledger.example/world/2019/bridge-opens/amp",
    "index file": PAGE + "/index.html",
    "PHP's index": PAGE + "/index.php",
    "ASP's default": PAGE + "/Default.aspx",
    "dots": PAGE.replace("/2019", "/./2018/../2019"),
    "two slashes": PAGE.replace("/2019", "//2019"),
    "place on the page": PAGE + "#comments",
    "place by its words": PAGE + "#:~:text=opens",
    "campaign": PAGE + "?utm_source=a&utm_medium=b",
    "campaign in capitals": PAGE + "?UTM_Source=a",
    "campaign behind an entity": PAGE + "?fbclid=a&amp;utm_medium=b",
    "BBC": PAGE + "?at_medium=custom7&at_campaign=64",
    "Comscore": PAGE + "?ns_mchannel=email&ns_fee=0",
    "New York Times": PAGE + "?partner=rss&emc=rss",
    "Guardian": PAGE + "?CMP=Share_iOSApp_Other",
    "Piwik": PAGE + "?pk_campaign=a",
    "HubSpot": PAGE + "?_hsenc=p2ANq&_hsmi=3",
    "words": PAGE + "?ref=hp_lead_pos2&source=twitter",
    "clock": PAGE + "?t=1556186400123",
    "session": PAGE + ";jsessionid=0A1B2C3D4E5F",
    "printing": PAGE + "?print=1",
    "nothing asked": PAGE + "?",
    "Wayback Machine": "https://web.archive.org/web/20190425000449/" + PAGE,
    "Wayback Machine, as served": "http://web.archive.org/web/20190425000449id_/"
    + PAGE.replace("s://", "://"),
    "Wayback Machine, some year": "https://web.archive.org/web/2019/www.ledger.example/world/2019/bridge-opens",
    "Wayback Machine, with its port": "https://web.archive.org/web/20190425000449/http://www.ledger.example:80/"
    "world/2019/bridge-opens",
    "Wayback Machine, one slash": "https://web.archive.org/web/20190425000449/https:/www.ledger.example/world/"
    "2019/bridge-opens",
    "archive.today": "https://archive.ph/2019.04.25-101500/" + PAGE,
    "archive.today, short date": "https://archive.is/20190425/" + PAGE,
    "Arquivo": "https://arquivo.pt/wayback/20190425000449mp_/" + PAGE,
    "UK Web Archive": "https://www.webarchive.org.uk/wayback/archive/20190425000449/" + PAGE,
    "Perma.cc": "https://wayback.perma.cc/20190425000449/" + PAGE,
    "an archive at home": "http://localhost:8080/news/20190425000449mp_/" + PAGE,
    "Google's cache": f"https://webcache.googleusercontent.com/search?q=cache:aB3dE-fGh1k:{PAGE}+bridge&hl=en",
    "Google Translate": "https://www-ledger-example.translate.goog/world/2019/bridge-opens?_x_tr_sl=en&_x_tr_hl=de",
    "Google's redirect": "https://www.google.com/url?sa=t&url=https%3A%2F%2Fwww.ledger.example%2Fworld%2F2019%2F"
    "bridge-opens&usg=AOv",
    "Facebook's redirect": "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.ledger.example%2Fworld%2F2019%2F"
    "bridge-opens%3Ffbclid%3DIw&h=AT0",
    "an archive's copy of an AMP cache": "https://web.archive.org/web/20190425000449/https://www-ledger-example."
    "cdn.ampproject.org/c/s/www.ledger.example/world/2019/bridge-opens",
}


@pytest.mark.parametrize("form", FORMS)
def test_one_page(form: str) -> None:
    assert canonical(FORMS[form]) == "https://ledger.example/world/2019/bridge-opens"
    assert domain(FORMS[form]) == "ledger.example"


SPELLINGS = [
    ("https://ledger.example/caf%c3%a9", "https://ledger.example/caf%C3%A9"),
    ("https://ledger.example/café", "https://ledger.example/caf%C3%A9"),
    ("https://ledger.example/cafe\u0301", "https://ledger.example/café"),
    ("https://ledger.example/caf%E9", "https://ledger.example/café"),
    ("https://ledger.example/%62ridge%2Dopens", "https://ledger.example/bridge-opens"),
    ("https://ledger.example/a%28b%29", "https://ledger.example/a(b)"),
    ("https://ledger.example/a b", "https://ledger.example/a%20b"),
    ("https://zürich.example/brücke", "https://xn--zrich-kva.example/br%C3%BCcke"),
    ("https://ZÜRICH.example/brücke", "https://zürich.example/brücke"),
    ("https://ledger.example/a?id=7&page=2", "https://ledger.example/a?page=2&id=7"),
    ("https://ledger.example/a?q=x+y", "https://ledger.example/a?q=x%20y"),
    ("https://ledger.example/a?q=", "https://ledger.example/a?q"),
    ("https://ledger.example/a?id=7&id=7", "https://ledger.example/a?id=7"),
    ("https://ledger.example/index.php/world/a", "https://ledger.example/world/a"),
    ("https://ledger.example/platform/amp/a/b", "https://ledger.example/a/b"),
    ("https://ledger.example/a/b.amp.html", "https://ledger.example/a/b.html"),
    ("https://www.nytimes.com/2013/a.html?hp&_r=0&ref=politics", "https://nytimes.com/2013/a.html"),
    ("https://ledger.example/a??utm_source=x", "https://ledger.example/a"),
    ("https://ledger.example/world\\a", "https://ledger.example/world/a"),
    ("https://ledger%2Eexample/a", "https://ledger.example/a"),
]


@pytest.mark.parametrize(("left", "right"), SPELLINGS)
def test_one_spelling(left: str, right: str) -> None:
    assert canonical(left) == canonical(right) is not None


APART = [
    ("https://ledger.example/find?ref=1001", "https://ledger.example/find?ref=1002"),
    ("https://ledger.example/find?ref=1001", "https://ledger.example/find"),
    ("https://ledger.example/find?source=a3", "https://ledger.example/find?source=b4"),
    ("https://ledger.example/find?ref=politics", "https://ledger.example/find?ref=world"),
    ("https://ledger.example/find?version=a&type=b", "https://ledger.example/find"),
    ("https://ledger.example/?p=12", "https://ledger.example/?p=13"),
    ("https://ledger.example/a?cid=100", "https://ledger.example/a?cid=101"),
    ("https://ledger.example/a?s=bridge", "https://ledger.example/a?s=ferry"),
    ("https://ledger.example/a?page=2", "https://ledger.example/a"),
    ("https://ledger.example/a?v=3", "https://ledger.example/a?v=4"),
    ("https://ledger.example/a?x=1&x=2", "https://ledger.example/a?x=2&x=1"),
    ("https://ledger.example/a?q=b%26c", "https://ledger.example/a?q=b&c"),
    ("https://ledger.example/a?q=b%2Bc", "https://ledger.example/a?q=b+c"),
    ("https://ledger.example/Bridge", "https://ledger.example/bridge"),
    ("https://ledger.example/a%2Fb", "https://ledger.example/a/b"),
    ("https://ledger.example/amplifiers", "https://ledger.example/lifiers"),
    ("https://ledger.example/index/a", "https://ledger.example/a"),
    ("https://sport.ledger.example/a", "https://ledger.example/a"),
    ("https://m.example/a", "https://www.example/a"),
    ("https://ledger.example:8080/a", "https://ledger.example/a"),
    ("https://ledger.example/#!/a", "https://ledger.example/#!/b"),
    (
        "https://web.archive.org/web/2019/https://a.example/x",
        "https://web.archive.org/web/2019/https://b.example/x",
    ),
]


@pytest.mark.parametrize(("left", "right"), APART)
def test_two_pages(left: str, right: str) -> None:
    assert None is not canonical(left) != canonical(right) is not None


@pytest.mark.parametrize(
    "url",
    [
        "https://ledger.example",
        "https://www.ledger.example/index.html?utm_source=a",
        "https://ledger.example/en/",
        "https://ledger.example/Home",
        "https://ledger.example/news",
        "https://web.archive.org/web/20190425000449/https://ledger.example/",
        "https://ledger.example/{{ page.url }}",
        "https://ledger.example/undefined",
        "ftp://ledger.example/a",
        "mailto:desk@ledger.example",
        "https://[broken",
        "https:///a",
        "https://two words.example/a",
        "https://ledger.example/\ud800",
        "https://<host>/a",
        "https://ledger.example:port/a",
        "https://ledger.example/" + "a" * 4000,
        "",
        None,
    ],
)
def test_no_page(url: str | None) -> None:
    assert canonical(url) is None


BEGINNINGS = ("", "https://", "https://a.example/", "https://www.google.com/url?q=")


@given(st.sampled_from(BEGINNINGS), st.text(max_size=60))
def test_any_text_has_one_form_or_none(begin: str, rest: str) -> None:
    form = canonical(begin + rest)
    assert form is None or canonical(form) == form
