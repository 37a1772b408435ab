"""A feed's text comes out right whatever encoding it, or its server, claims."""

from __future__ import annotations

from encodings.aliases import aliases

import pytest

from newsfold.reading.markup import text_of

WORDS = "Café opens on Łódź’s bridge"
PLAIN = "<rss><title>Café opens</title></rss>"


def xml(encoding: str, text: str = WORDS) -> str:
    return f"<?xml version='1.0' encoding='{encoding}'?><rss><title>{text}</title></rss>"


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (xml("utf-8").encode(), None),
        (xml("utf-16").encode(), None),
        (xml("iso-8859-1").encode(), None),
        (xml("utf-8").encode(), "us-ascii"),
        (xml("utf-8").encode(), "iso-8859-1"),
        (xml("utf-8").encode(), "no-such-charset"),
        (xml("utf-8").encode("utf-8-sig"), "iso-8859-2"),
        (b"\xef\xbb\xbf" + xml("utf-8").encode("utf-8-sig"), None),
        (xml("utf-8").encode("utf-16"), None),
        (xml("utf-16").encode("utf-16-le"), None),
        (xml("utf-16").encode("utf-16-be"), "utf-8"),
        (xml("utf-32").encode("utf-32"), None),
        (xml("utf-32").encode("utf-32-le"), None),
        (("\r\n \t" + xml("utf-8")).encode(), None),
        (("<br />\n<b>Warning</b>: a line of PHP<br />\n" + xml("utf-8")).encode(), None),
    ],
)
def test_one_text(body: bytes, charset: str | None) -> None:
    assert text_of(body, charset) == xml("utf-8").replace(" encoding='utf-8'", "")


@pytest.mark.parametrize(
    ("encoding", "declared", "charset", "text"),
    [
        ("cp1252", "utf-8", None, "Café – “open”"),
        ("cp1252", "iso-8859-1", None, "Café – “open”"),
        ("cp1252", "us-ascii", "us-ascii", "Café – “open”"),
        ("iso-8859-2", "iso-8859-2", None, "Łódź"),
        ("cp1251", "windows-1251", "iso-8859-1", "Мост открыт"),
        ("cp1251", "windows-1252", "windows-1251", "Мост открыт"),
        ("shift_jis", "shift_jis", None, "橋が開通"),
        ("iso2022_jp", "iso-2022-jp", None, "橋が開通"),
        ("gbk", "gb2312", None, "大桥开通"),
    ],
)
def test_older_encodings(encoding: str, declared: str, charset: str | None, text: str) -> None:
    assert f"<title>{text}</title>" in text_of(xml(declared, text).encode(encoding), charset)


def test_a_stray_byte_costs_no_other_letter() -> None:
    assert "Łódź’s café" in text_of("<rss>Łódź’s caf".encode() + b"\xe9</rss>", "utf-8")


def test_a_page_that_shows_a_feed_is_no_feed() -> None:
    page = "<html><body><pre><rss></rss></pre></body></html>"
    assert text_of(page.encode()) == page


@pytest.mark.parametrize("charset", sorted({*aliases.values(), *aliases, "undefined", "nonsense", "a\0b"}))
def test_any_charset_gives_text(charset: str) -> None:
    page = "<html><body><p>At the caf\u00e9 nobody was hurt.</p></body></html>"
    assert "nobody was hurt" in text_of(page.encode(), charset)
