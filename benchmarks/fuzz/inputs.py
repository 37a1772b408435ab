"""Inputs for fuzzing, made by a grammar and then broken; the same seed and number give the same input.

The words are the bundled sample's. Most inputs are small, so that a million of them can be read; one in
a hundred is a whole page of the sample, one in a thousand is large and hostile.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import zlib
from dataclasses import dataclass
from typing import Any

from benchmarks.fuzz.phrases import prose, sample, sentence, turned, turns

KINDS = ("html", "text", "jsonl", "feed", "warc")
HOSTILE = (
    b"\x00", b"\xff\xfe", b"\xf0\x9f\x98", b"<div>" * 40, b"</p>" * 20, b"&#x110000;", b"&#0;", b"<!--",
    b"-->",
    b"<![CDATA[", b"<script>", b"</script>", b"<style>", b'<meta charset="utf-7">', b'<meta charset="rot13">',
    b"\\ud800", b"\xed\xa0\x80", b'{"@type": "NewsArticle", "author": [[[[]]]]}', b"<table><tr>",
    b"9" * 99,
    b"\xe2\x80\xae", b"]]>", b"<a href='http://[::1'>x</a>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>&a;",
    b"\r\n\r\n",
    b"<template>", b"<base href=x>", b"2019-13-45T99:99:99+99:99", b"'\"><", b"Content-Length: -1\r\n",
    b"<plaintext>", b"\xc2\xa0" * 30, b"\xe2\x80\x8b", b"\x1b[2J", b"\n", b"WARC/1.0\r\n",
    b"\x1f\x8b\x08\x00",
    b"NaN", b"1e999", b"null", b"\xef\xbb\xbf", b"<svg><p>", b"<frameset>", b"<p" + b" a=b" * 30 + b">",
)  # fmt: skip
CHARSETS = ("utf-8", "utf-8", "utf-8", "cp1252", "utf-16", "utf-16-le", "iso2022_jp", "utf-7", "shift_jis")
_ENDS = "</p>", "</div>", "</span>", "</li>", "</article>", ""


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read: what it is, its name's end, its bytes, and how many outcomes it must have.

    `exact` says that there must be `outcomes` of them, no more: the format tells. Else there are at least as
    many.
    """

    kind: str
    suffix: str
    body: bytes
    outcomes: int = 1
    exact: bool = True


def made(seed: int, number: int) -> Input:
    """The input of this number."""
    chance = random.Random(f"{seed}/{number}")
    return {"html": _html, "text": _text, "jsonl": _jsonl, "feed": _feed, "warc": _warc}[
        KINDS[number % len(KINDS)]
    ](chance)


def broken(chance: random.Random, body: bytes, most: int = 4) -> bytes:
    """`body` with up to `most` accidents: cut, doubled, replaced, turned around, hostile bytes put in."""
    for _ in range(chance.randint(0, most)):
        at = chance.randrange(len(body) + 1)
        to = min(len(body), at + chance.choice((1, 1, 4, 30, 300, 10_000)))
        kind = chance.randrange(7)
        if kind == 0:
            body = body[:at] + body[to:]
        elif kind == 1:
            body = body[:to] + body[at:to] + body[to:]
        elif kind in (2, 3):
            body = body[:at] + chance.choice(HOSTILE) + body[at:]
        elif kind == 4:
            body = body[:at] + chance.randbytes(min(to - at, 8)) + body[to:]
        elif kind == 5 and chance.random() < 0.3:
            body = body[:at]
        else:
            body = body[:at] + body[at:to][::-1] + body[to:]
    return body


# ── the grammar ───────────────────────────────────────────────────────────────────────────────────


def _line(chance: random.Random) -> str:
    return chance.choice(
        (
            prose(chance), prose(chance), prose(chance, 2), "Share this", "No comments:", "By Jane Roe",
            "By the numbers", "25 April 2019", "Updated: 04/05/2019 10:30 GMT", "READ MORE: What is next",
            "Advertisement", "© 2019 The Beacon", "VLADIVOSTOK, Russia (AP) — " + prose(chance, 1),
            "Correction: " + prose(chance, 1), "(Reporting by Jane Roe; editing by John Doe)", "", "* * *",
            "x" * chance.choice((1, 300, 3000)), "\u202e\u200b\u00ad" * 3, "🙂" * 9,
            "“" + prose(chance, 1) + "”", sentence(chance), sentence(chance), turns(chance), turned(chance),
        )
    )  # fmt: skip


def _element(chance: random.Random, depth: int = 0) -> str:
    tag = chance.choice(
        "p p p p div div span a h1 h2 li ul table tr td article section aside nav footer figure figcaption "
        "time blockquote pre br img script style iframe form button svg math template noscript video b i em "
        "details summary dialog dl dt dd ol q cite picture main header x-y".split()
    )
    attributes = chance.choice(
        (
            "", "", "", ' class="article-body"', ' class="share comments"', ' itemprop="articleBody"',
            ' href="/x"', ' datetime="2019-04-25T10:00:00+02:00"', ' style="display:none"', ' hidden',
            ' class="sr-only"', ' aria-hidden="true"', ' style="visibility: hidden; color:red"', ' open',
            ' class="newsletter-signup"', ' class="related-box"', ' class="pullquote"', ' class="p-caption"',
            ' class="twitter-tweet"', ' class="dropcap"',
            ' src=x onerror=alert(1)',
            ' role="main"', ' href="javascript:alert(1)"', ' id="\u00e9"', " <", ' class=' + "a" * 99,
        )
    )  # fmt: skip
    if depth < 4 and chance.random() < 0.35:
        inner = "".join(_element(chance, depth + 1) for _ in range(chance.randint(1, 3)))
    else:
        inner = _line(chance)
    end = f"</{tag}>" if chance.random() < 0.9 else chance.choice(_ENDS)
    return f"<{tag}{attributes}>{inner}{end}"


def _value(chance: random.Random, depth: int = 0) -> Any:
    """Any JSON value, mostly a plausible one."""
    kind = chance.randrange(12)
    if kind < 5:
        return prose(chance, 1)
    if kind < 7:
        return chance.choice(
            (
                "2019-04-25",
                "2019-04-25T10:00:00Z",
                "https://a.example/x",
                "en",
                "Jane Roe",
                "",
                "Thu, 25 Apr 19 10:00 PM PDT",
                "1970-01-01T00:00:00Z",
                "By Jane Roe (@roe)",
                "Dam &amp;amp; weir&amp;#8217;s <b>closed</b> - The Beacon",
            )
        )
    if kind < 9:
        return chance.choice((None, True, 0, -1, 1e308, 10**30, 0.1, 1612252800, 1612252800000))
    if depth > 3:
        return []
    if kind < 11:
        return [_value(chance, depth + 1) for _ in range(chance.randrange(4))]
    return {chance.choice(("name", "@type", "url", "@id", "text")): _value(chance, depth + 1)}


def _json_ld(chance: random.Random) -> str:
    names = (
        "headline datePublished dateModified author publisher articleBody image url isAccessibleForFree "
        "mainEntityOfPage inLanguage articleSection"
    )
    stated = {name: _value(chance) for name in names.split() if chance.random() < 0.5}
    stated["@type"] = chance.choice(("NewsArticle", "Article", ["NewsArticle"], "LiveBlogPosting", 7))
    graph = chance.choice((stated, [stated], {"@graph": [stated, None]}))
    text = json.dumps(graph)
    if chance.random() < 0.3:  # as pages write it
        text = chance.choice(
            (
                text[:-1] + "," + text[-1:], text.replace("]", ",]"), text + ";", f"<!--{text}-->",
                f"//<![CDATA[\n{text}\n//]]>", text.replace('"', "&quot;"), text.replace(" ", "\n\t"),
                text + text,
            )
        )  # fmt: skip
    return f'<script type="application/ld+json">{text}</script>'


def page(chance: random.Random) -> str:
    """A small page, well formed or not."""
    head = [f"<title>{prose(chance, 1)[:80]}{chance.choice(('', ' | The Beacon', ' - Reuters'))}</title>"]
    for name in ("og:title", "og:site_name", "article:published_time", "author", "description", "og:url"):
        if chance.random() < 0.25:
            head.append(f'<meta property="{name}" content="{_value(chance)}">')
    if chance.random() < 0.3:
        head.append(_json_ld(chance))
    if chance.random() < 0.2:
        head.append(
            f'<link rel="canonical" href="{chance.choice(("https://a.example/x", "//b", "http://[", "x"))}">'
        )
    body = "".join(_element(chance) for _ in range(chance.randint(1, 7)))
    return f"<!DOCTYPE html><html lang=en><head>{''.join(head)}</head><body>{body}</body></html>"


def _large(chance: random.Random) -> bytes:
    """A page that is big, deep or wide."""
    number = chance.choice((1_000, 5_000, 20_000))
    return chance.choice(
        (
            lambda: b"<div>" * number + b"The mayor opened the bridge on Monday." + b"</div>" * number,
            lambda: b"<p" + b"".join(b" a%d=b" % n for n in range(number)) + b">text</p>",
            lambda: b"<p>" + b"word " * number * 5,
            lambda: b"<p>" + b"x" * number * 20,
            lambda: b"<table>" * (number // 4) + b"<tr><td>x",
            lambda: b"<a href=x>" * number,
            lambda: b"&amp;lt;" * number,
            lambda: b"<b><i>" * (number // 2) + b"<p>x",
            lambda: b"<p>One line of it.</p>" * number,
            lambda: b'<script type="application/ld+json">' + b"[" * number + b"]" * number + b"</script><p>x",
            lambda: b"By " + b"Jane Roe, " * number,
            lambda: b"(" * number + b"<!--" * number,
        )
    )()  # fmt: skip


def _encoded(chance: random.Random, text: str) -> bytes:
    return text.encode(chance.choice(CHARSETS) if chance.random() < 0.1 else "utf-8", "replace")


def _html_bytes(chance: random.Random) -> bytes:
    drawn = chance.random()
    if drawn < 0.001:
        return _large(chance)
    if drawn < 0.011:
        return broken(chance, chance.choice(sample()))
    return broken(chance, _encoded(chance, page(chance)))


def _zipped(chance: random.Random, body: bytes) -> tuple[str, bytes]:
    """Sometimes gzipped, and then sometimes broken."""
    if chance.random() > 0.05:
        return "", body
    packed = gzip.compress(body, 1, mtime=0)
    return ".gz", broken(chance, packed, 2) if chance.random() < 0.5 else packed


# ── the kinds ─────────────────────────────────────────────────────────────────────────────────────


def _html(chance: random.Random) -> Input:
    end, body = _zipped(chance, _html_bytes(chance))
    return Input("html", chance.choice((".html", ".htm", ".xhtml")) + end, body)


def _text(chance: random.Random) -> Input:
    lines = [prose(chance, 1)[:90], *(_line(chance) for _ in range(chance.randint(0, 9)))]
    text = chance.choice(("\n", "\n\n", "\r\n", "\n \n")).join(lines)
    body = _large(chance) if chance.random() < 0.002 else broken(chance, _encoded(chance, text))
    end, body = _zipped(chance, body)
    return Input("text", ".txt" + end, body)


def _jsonl(chance: random.Random) -> Input:
    lines: list[bytes] = []
    for _ in range(chance.randint(0, 4)):
        row: dict[str, Any] = {}
        for name in ("id", "url", "outlet", "title", "published", "language", "authors", "other"):
            if chance.random() < 0.4:
                row[name] = _value(chance)
        row[chance.choice(("text", "text", "html"))] = chance.choice(
            (prose(chance), page(chance), _value(chance))
        )
        line = json.dumps(row, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
        lines.append(broken(chance, line, 2) if chance.random() < 0.5 else line)
    if chance.random() < 0.002:
        lines.append(b"[" * 50_000)
    body = broken(chance, b"\n".join(lines), 1)
    number = sum(1 for line in body.removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip())
    end, packed = _zipped(chance, body)
    whole = gzip_whole(packed) if packed.startswith(b"\x1f\x8b") else not end  # the bytes tell, not the name
    return Input("jsonl", ".jsonl" + end, packed, max(1, number) if whole else 1, whole)


def gzip_whole(body: bytes) -> bool:
    """Whether `body` is one gzip member and nothing else."""
    unpack = zlib.decompressobj(31)
    try:
        unpack.decompress(body)
    except zlib.error:
        return False
    return unpack.eof and not unpack.unused_data


def _feed(chance: random.Random) -> Input:
    number = chance.randrange(4)
    kind = chance.choice(("rss", "atom", "json", "opml"))
    whole = chance.random() < 0.5  # broken inside its entries only, so that they can be counted
    if kind == "json":
        body, suffix = _json_feed(chance, number), ".json"
    elif kind == "opml":
        name = chance.choice(("xmlUrl", "xmlUrl", "xmlURL", "XMLURL"))
        urls = "".join(f'<outline {name}="https://a.example/{n}"/>' for n in range(number))
        body, suffix = f"<opml version='2.0'><body>{urls}</body></opml>".encode(), ".opml"
    else:
        body, suffix = _xml_feed(chance, number, kind), chance.choice((".xml", ".rss", ".atom"))
    if whole:
        return Input("feed", suffix, body, max(1, number))
    if chance.random() < 0.1:
        body = body.replace(b'version="1.0"', b'version="1.0" encoding="utf-16"', 1)
    if chance.random() < 0.02:
        body = gzip.compress(gzip.compress(body, 1, mtime=0), 1, mtime=0)
    end, body = _zipped(chance, broken(chance, body))
    return Input("feed", suffix + end, body, 1, False)


def _json_feed(chance: random.Random, number: int) -> bytes:
    items = [
        {
            "id": _value(chance), "url": _value(chance), "title": _value(chance),
            chance.choice(("content_html", "content_text")): chance.choice((page(chance), _value(chance))),
            "date_published": _value(chance), "authors": _value(chance), "author": _value(chance),
        }
        for _ in range(number)
    ]  # fmt: skip
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": _value(chance), "items": items}
    return json.dumps(feed).encode()


def _xml_feed(chance: random.Random, number: int, kind: str) -> bytes:
    def field(name: str) -> str:
        text = str(_value(chance)).replace("<", "&lt;").replace("&", "&amp;")
        text = text.replace("&", "&amp;") if chance.random() < 0.1 else text  # escaped twice
        return f"<{name}>{text}</{name}>" if chance.random() < 0.6 else ""

    def content() -> str:
        words = f"<p>{prose(chance, 8)}" if chance.random() < 0.5 else ""  # a feed with whole articles
        text = broken(chance, (page(chance) + words).encode(), 2)
        safe = re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff]", "", text.decode("utf-8", "ignore"))
        return safe.replace("]]>", "") if chance.random() < 0.5 else ""

    if kind == "rss":
        entries = "".join(
            f"<item>{field('title')}{field('link')}{field('pubDate')}{field('guid')}{field('author')}"
            f"<description><![CDATA[{content()}]]></description></item>"
            for _ in range(number)
        )
        channel = f"<channel>{field('title')}{entries}</channel>"
        return f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'.encode()
    entries = "".join(
        f"<entry>{field('title')}{field('id')}{field('updated')}<link href='/x'/>"
        f"<content type='html'><![CDATA[{content()}]]></content></entry>"
        for _ in range(number)
    )
    head = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">'
    return f"{head}{field('title')}{entries}</feed>".encode()


def _record(chance: random.Random, body: bytes) -> bytes:
    """One WARC response; `body` may come packed in any of the ways that HTTP knows, or not as it says."""
    coding = chance.choice(("", "", "", "gzip", "deflate", "br", "zstd", "x"))
    if coding == "gzip":
        body = gzip.compress(body, 1, mtime=0)
    elif coding == "deflate":
        body = zlib.compress(body, 1)
    if chance.random() < 0.1:
        body = broken(chance, body, 2)
    headers = [f"HTTP/1.1 {chance.choice((200, 200, 200, 200, 404, 301, 'x'))} OK"]
    types = ("text/html", "text/html; charset=utf-8", "text/html; charset=x", "image/png", "")
    headers.append(f"Content-Type: {chance.choice(types)}")
    if coding:
        headers.append(f"Content-Encoding: {coding}")
    if chance.random() < 0.1:
        headers.append("Transfer-Encoding: chunked")
        if chance.random() < 0.7:
            body = b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n"
    block = "\r\n".join(headers).encode() + b"\r\n\r\n" + body
    kind, media = "response", "application/http; msgtype=response"
    if chance.random() < 0.1:  # a page without what its server said
        kind, media, block = "resource", "text/html", body
    end = "\n" if chance.random() < 0.1 else "\r\n"
    head = (
        f"WARC/1.0{end}WARC-Type: {kind}{end}WARC-Target-URI: https://a.example/x{end}"
        f"WARC-Date: 2019-04-25T10:00:00Z{end}Content-Type: {media}{end}"
        f"Content-Length: {len(block)}{end}{end}"
    )
    return head.encode() + block + 2 * end.encode()


def _warc(chance: random.Random) -> Input:
    number = chance.randint(1, 3)
    # A page that holds the beginning of a record looks like a record that swallowed the next one.
    bodies = [_html_bytes(chance).replace(b"WARC/", b"") for _ in range(number)]
    records = [_record(chance, body) for body in bodies]
    packed = chance.random() < 0.5
    if packed:
        records = [gzip.compress(record, 1, mtime=0) for record in records]
    suffix = chance.choice((".warc", ".warc.gz"))  # the bytes tell, not the name
    body = b"".join(records)
    if chance.random() < 0.5:
        return Input("warc", suffix, body, number)
    return Input("warc", suffix, broken(chance, body), 1, False)
