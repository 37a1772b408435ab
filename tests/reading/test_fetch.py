"""Fetching from real servers: manners, bounds, and addresses that must not be asked."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from newsfold import reading
from newsfold.reading.fetch import Fetched, Fetcher, Fetching
from newsfold.reading.network import is_public
from newsfold.records import Page, Rejected
from tests.server import Server, reply


@pytest.fixture
def naps() -> list[float]:
    return []


@pytest.fixture
def fetcher(naps: list[float]) -> Iterator[Fetcher]:
    options = Fetching(allow_private=True, page_bytes=100_000, timeout=0.5, deadline=1.0, pause=0)
    with Fetcher(options, sleep=naps.append) as client:
        yield client


def got(result: Fetched | Rejected) -> Fetched:
    assert isinstance(result, Fetched), result
    return result


def refused(result: Fetched | Rejected) -> Rejected:
    assert isinstance(result, Rejected), result
    return result


def test_a_page_is_fetched(server: Server, fetcher: Fetcher) -> None:
    server.give("/x", "<p>Café".encode("latin-1"), Content_Type="Text/HTML; charset=ISO-8859-1", ETag='"1"')
    fetched = got(fetcher.fetch(server.url + "/x"))
    assert (fetched.media_type, fetched.charset, fetched.etag) == ("text/html", "iso-8859-1", '"1"')
    assert fetched.body == "<p>Café".encode("latin-1")
    assert server.asked == ["/robots.txt", "/x"]


def test_not_modified(server: Server, fetcher: Fetcher) -> None:
    seen = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        seen.append((handler.headers["If-None-Match"], handler.headers["If-Modified-Since"]))
        reply(handler, 304, b"")

    server.answers["/x"] = answer
    fetched = got(fetcher.fetch(server.url + "/x", etag='"1"', last_modified="Thu, 25 Apr 2019 00:00:00 GMT"))
    assert not fetched.fresh and fetched.body == b""
    assert seen == [('"1"', "Thu, 25 Apr 2019 00:00:00 GMT")]


def test_redirects_are_followed_and_bounded(server: Server, fetcher: Fetcher) -> None:
    server.give("/a", b"", 301, Location="/b")
    server.give("/b", b"", 302, Location=server.url + "/c")
    server.give("/c", b"<p>here")
    fetched = got(fetcher.fetch(server.url + "/a"))
    assert (fetched.asked, fetched.url, fetched.body) == (server.url + "/a", server.url + "/c", b"<p>here")
    server.give("/loop", b"", 302, Location="/loop")
    assert refused(fetcher.fetch(server.url + "/loop")).detail == "more than 5 redirects"
    for other in ("file:///etc/passwd", "ftp://a.example/x", "javascript:alert(1)", "data:text/html,x"):
        server.give("/other", b"", 302, Location=other)
        assert "not an http or https address" in refused(fetcher.fetch(server.url + "/other")).detail
    server.give("/named", b"", 302, Location=server.url.replace("//", "//user:secret@") + "/c")
    assert refused(fetcher.fetch(server.url + "/named")).detail == "an address with a user name in it"
    server.give("/port", b"", 302, Location="http://a.example:port/")
    assert "Invalid port" in refused(fetcher.fetch(server.url + "/port")).detail


def test_robots_txt_is_obeyed(server: Server, fetcher: Fetcher) -> None:
    server.give("/robots.txt", b"User-agent: newsfold\nDisallow: /private\n\nUser-agent: *\nDisallow: /\n")
    server.give("/open", b"<p>open")
    assert refused(fetcher.fetch(server.url + "/private/x")).detail == "forbidden by robots.txt"
    assert got(fetcher.fetch(server.url + "/open"))
    assert server.asked == ["/robots.txt", "/open"]


def test_robots_txt_is_read_for_our_name_alone(server: Server) -> None:
    """RFC 9309, 2.2.1: it is the product token that counts, not what else the User-Agent says."""
    seen: list[str | None] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        seen.append(handler.headers["User-Agent"])
        reply(handler, 200, b"<p>x")

    server.answers["/x"] = answer
    server.give("/robots.txt", b"User-agent: reader\nDisallow: /\n")
    with Fetcher(Fetching(allow_private=True, pause=0)) as client:
        assert got(client.fetch(server.url + "/x"))
    server.give("/robots.txt", b"User-agent: Harbourbot\nDisallow: /\n")
    name = "Harbourbot/2 (+https://harbour.example/bot)"
    with Fetcher(Fetching(allow_private=True, pause=0, user_agent=name)) as client:
        assert refused(client.fetch(server.url + "/x")).detail == "forbidden by robots.txt"
    assert seen[0] is not None and seen[0].startswith("Newsfold/") and len(seen) == 1


def test_robots_txt_behind_redirects_and_longer_than_we_read(server: Server, fetcher: Fetcher) -> None:
    server.give("/robots.txt", b"", 301, Location="/rules")
    rules = b"User-agent: *\nDisallow: /closed\n" + b"# a line\n" * 100_000
    server.give("/rules", rules)
    server.give("/open", b"<p>open")
    assert refused(fetcher.fetch(server.url + "/closed")).detail == "forbidden by robots.txt"
    assert got(fetcher.fetch(server.url + "/open"))
    assert server.asked == ["/robots.txt", "/rules", "/open"]


def test_no_cookie_is_kept(server: Server, fetcher: Fetcher) -> None:
    seen: list[str | None] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        seen.append(handler.headers["Cookie"])
        reply(handler, 200, b"<p>x", Set_Cookie="id=1; Path=/")

    server.answers["/x"] = answer
    for _ in range(2):
        assert got(fetcher.fetch(server.url + "/x"))
    assert seen == [None, None]


def test_robots_txt_out_of_reach_forbids_all(server: Server, fetcher: Fetcher) -> None:
    server.give("/robots.txt", b"", 500)
    assert "robots.txt can't be read" in refused(fetcher.fetch(server.url + "/x")).detail
    assert "/x" not in server.asked


def test_a_busy_server_is_asked_again_when_it_says(
    server: Server, fetcher: Fetcher, naps: list[float]
) -> None:
    answers = iter([(429, "7"), (503, None)])

    def answer(handler: BaseHTTPRequestHandler) -> None:
        status, wait = next(answers, (200, None))
        reply(handler, status, b"<p>here", **({"Retry_After": wait} if wait else {}))

    server.answers["/x"] = answer
    assert got(fetcher.fetch(server.url + "/x")).body == b"<p>here"
    assert naps == [7.0, 2.0]


def test_a_server_that_asks_for_too_long_is_given_up(
    server: Server, fetcher: Fetcher, naps: list[float]
) -> None:
    server.give("/x", b"", 429, Retry_After="86400")
    assert refused(fetcher.fetch(server.url + "/x")).detail == "HTTP 429"
    assert naps == []


def test_sizes_are_bounded(server: Server, fetcher: Fetcher) -> None:
    server.give("/big", b"x" * 200_000)
    server.give("/bomb", gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")
    server.give("/fine", gzip.compress(b"<p>fine"), Content_Encoding="gzip")
    server.give("/broken", b"no gzip at all", Content_Encoding="gzip")
    server.give("/unknown", b"x", Content_Encoding="lzma")
    assert refused(fetcher.fetch(server.url + "/big")).reason == "too large"
    assert refused(fetcher.fetch(server.url + "/bomb")).reason == "too large"
    assert got(fetcher.fetch(server.url + "/fine")).body == b"<p>fine"
    assert refused(fetcher.fetch(server.url + "/broken")).reason == "unreadable"
    assert refused(fetcher.fetch(server.url + "/unknown")).reason == "unsupported"


def test_bodies_that_break_off_are_no_pages(server: Server, fetcher: Fetcher, naps: list[float]) -> None:
    server.give("/short", b"<p>half a pa", Content_Length="4000", Connection="close")
    zipped = gzip.compress(b"<p>a page of words" * 100)

    def cut(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Encoding", "gzip")
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(zipped[:-12])

    server.answers["/zipped"] = cut
    server.answers["/short"] = lambda handler: broken(handler, b"<p>half a pa", 4000)
    assert "not sound HTTP" in refused(fetcher.fetch(server.url + "/short")).detail
    assert refused(fetcher.fetch(server.url + "/zipped")).reason == "unreadable"
    assert server.asked.count("/short") == server.asked.count("/zipped") == 3


def broken(handler: BaseHTTPRequestHandler, body: bytes, stated: int) -> None:
    reply(handler, 200, body, Content_Length=str(stated))
    handler.close_connection = True


def test_bombs_inside_bombs(server: Server, fetcher: Fetcher) -> None:
    once = gzip.compress(b"\0" * 20_000_000)
    server.give("/twice", gzip.compress(once), Content_Encoding="gzip, gzip")
    server.give("/thrice", gzip.compress(gzip.compress(once)), Content_Encoding="gzip, gzip, gzip")
    server.give("/fine", gzip.compress(gzip.compress(b"<p>fine")), Content_Encoding="gzip, gzip")
    assert refused(fetcher.fetch(server.url + "/twice")).reason == "too large"
    assert refused(fetcher.fetch(server.url + "/thrice")).reason == "unsupported"
    assert got(fetcher.fetch(server.url + "/fine")).body == b"<p>fine"


def test_headers_are_bounded_in_size_and_time(server: Server, fetcher: Fetcher) -> None:
    def huge(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        for number in range(40):
            handler.send_header(f"X-{number}", "x" * 5000)
        handler.end_headers()
        handler.close_connection = True

    through: list[bytes] = []
    server.answers["/huge"] = huge
    server.answers["/letters"] = lambda handler: drip(handler, b"H", through)
    server.answers["/continue"] = lambda handler: drip(handler, b"HTTP/1.1 100 Continue\r\n\r\n", through)
    assert "not sound HTTP" in refused(fetcher.fetch(server.url + "/huge")).detail
    for path in ("/letters", "/continue"):
        assert refused(fetcher.fetch(server.url + path)).reason == "not fetched"
    assert through == []


def drip(handler: BaseHTTPRequestHandler, piece: bytes, through: list[bytes]) -> None:
    """Send a piece at a time, for much longer than a fetch may take; `through` tells of one that stayed."""
    handler.close_connection = True
    try:
        for _ in range(400):
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        return
    through.append(piece)


def test_slow_and_endless_bodies_end(server: Server, fetcher: Fetcher) -> None:
    through: list[bytes] = []

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Connection", "close")
        handler.end_headers()
        drip(handler, b"x", through)

    def silent(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(1.0)
        handler.close_connection = True

    server.answers |= {"/endless": endless, "/silent": silent}
    assert "longer than 1 seconds" in refused(fetcher.fetch(server.url + "/endless")).detail
    assert "no answer in time" in refused(fetcher.fetch(server.url + "/silent")).detail
    assert through == []


def test_a_dead_host_is_no_crash(fetcher: Fetcher) -> None:
    assert refused(fetcher.fetch("http://127.0.0.1:9/x")).reason == "not fetched"
    assert refused(fetcher.fetch("http://nowhere.invalid/x")).reason == "not fetched"


def test_one_host_is_not_hurried(server: Server, naps: list[float]) -> None:
    now = [100.0]
    options = Fetching(allow_private=True, pause=1.5)
    server.give("/robots.txt", b"User-agent: *\nCrawl-delay: 4\n")
    server.give("/x", b"<p>x")
    with Fetcher(options, clock=lambda: now[0], sleep=naps.append) as client:
        got(client.fetch(server.url + "/x"))
        now[0] += 1
        got(client.fetch(server.url + "/x"))
        now[0] += 100
        got(client.fetch(server.url + "/x"))
    assert naps == [4.0, 3.0]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("127.8.9.1", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00:ec2::254", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("::127.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::808:808", True),
        ("64:ff9b:1::808:808", False),
        ("::ffff:0:7f00:1", False),
        ("2002:7f00:1::1", False),
        ("2002:a9fe:a9fe::1", False),
        ("2001:0:4136:e378:8000:63bf:80ff:fffe", False),
        ("fec0::1", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("2001:db8::1", False),
        ("100.100.100.200", False),
        ("168.63.129.16", False),
        ("192.0.0.192", False),
        ("198.18.0.1", False),
        ("not an address", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_private_addresses_are_refused_after_resolving(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(server.url.rsplit(":", 1)[1])
    with Fetcher(Fetching(pause=0)) as client:
        assert "private address" in refused(client.fetch(server.url + "/x")).detail
        monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("127.0.0.1", port))])
        assert "private address" in refused(client.fetch(f"http://harmless.example:{port}/x")).detail
    assert server.asked == []


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.1", "2130706433", "0x7f.1", "017700000001", "[::1]", "[::ffff:127.0.0.1]", "0",
     "[::]", "[fe80::1]", "169.254.169.254", "[fd00:ec2::254]", "[64:ff9b::7f00:1]"],
)  # fmt: skip
def test_private_addresses_are_refused_however_they_are_written(server: Server, host: str) -> None:
    port = server.url.rsplit(":", 1)[1]
    with Fetcher(Fetching(pause=0, retries=0, timeout=2.0)) as client:
        detail = refused(client.fetch(f"http://{host}:{port}/x")).detail
    assert "private address" in detail or "no address found" in detail or "InvalidURL" in detail
    assert server.asked == []


def test_a_name_that_changes_its_mind_gains_nothing(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: the connection goes to the address that was checked, and the name is asked once."""
    port = int(server.url.rsplit(":", 1)[1])
    real, asked = socket.getaddrinfo, []

    def resolve(host: str, *rest: Any, **more: Any) -> Any:
        if host != "rebound.example":
            return real(host, *rest, **more)
        asked.append(host)
        address = "127.0.0.1" if len(asked) <= 2 else "127.0.0.2"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr("socket.getaddrinfo", resolve)
    monkeypatch.setattr("newsfold.reading.network.is_public", lambda address: address == "127.0.0.1")
    server.give("/x", b"<p>x", Connection="close")
    server.give("/robots.txt", b"", 404)
    with Fetcher(Fetching(pause=0, retries=0)) as client:
        assert got(client.fetch(f"http://rebound.example:{port}/x"))
        assert len(asked) == 2  # once for robots.txt, once for the page, never again to connect
        assert "private address" in refused(client.fetch(f"http://rebound.example:{port}/x")).detail


def test_private_addresses_are_refused_after_a_redirect(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first host is let through, the second is a metadata address."""
    server.give("/x", b"", 302, Location="http://169.254.169.254/latest/meta-data/")
    monkeypatch.setattr("newsfold.reading.network.is_public", lambda address: address == "127.0.0.1")
    with Fetcher(Fetching(pause=0)) as client:
        assert "private address" in refused(client.fetch(server.url + "/x")).detail


def test_a_host_that_never_answers_is_given_up(fetcher: Fetcher, naps: list[float]) -> None:
    for number in range(3):
        refusal = refused(fetcher.fetch(f"http://127.0.0.1:9/{number}"))
    assert "its host left 6 requests without an answer" in refusal.detail


@pytest.mark.skipif(not shutil.which("openssl"), reason="makes its certificate with openssl")
def test_https_is_checked_and_may_lead_to_http(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    made += f" -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 -keyout {key} -out {certificate}"
    subprocess.run(made.split(), check=True, capture_output=True)
    secure = Server()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    secure.server.socket = context.wrap_socket(secure.server.socket, server_side=True)
    url = secure.url.replace("http:", "https:")
    secure.give("/x", b"<p>safe")
    secure.give("/down", b"", 302, Location=server.url + "/x")
    server.give("/up", b"", 302, Location=url + "/x")
    server.give("/x", b"<p>plain")
    options = Fetching(allow_private=True, pause=0, retries=0, timeout=5)
    with Fetcher(options) as client:  # nobody vouches for the certificate
        assert "certificate verify failed" in refused(client.fetch(url + "/x")).detail
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with Fetcher(options) as client:
        assert got(client.fetch(url + "/x")).body == b"<p>safe"
        assert got(client.fetch(url + "/down")).url == server.url + "/x"
        assert got(client.fetch(server.url + "/up")).url == url + "/x"
    secure.server.shutdown()
    secure.server.server_close()
    secure.thread.join()


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Gathered News</title>
<item><title>One</title><link>{url}/one</link><guid>g1</guid>
<pubDate>Thu, 25 Apr 2019 10:00:00 +0200</pubDate>
<source url="https://ledger.example/">North Ledger</source></item>
<item><title>Two</title><link>{url}/two</link><description>{full}</description></item>
<item><title>One again</title><link>{url}/one</link></item>
<item><title>Gone</title><link>{url}/gone</link></item></channel></rss>"""


def test_a_feed_and_a_list_of_feeds(server: Server) -> None:
    full = "&lt;p&gt;" + "The harbour was quiet all morning. " * 30 + "&lt;/p&gt;"
    server.give("/feed", RSS.format(url=server.url, full=full).encode(), Content_Type="application/rss+xml")
    server.give("/one", b"<p>One in full", Content_Type="text/html; charset=utf-8")
    opml = f'<opml><body><outline><outline xmlUrl="{server.url}/feed"/></outline></body></opml>'
    server.give("/list", opml.encode(), Content_Type="text/x-opml")
    fetching = Fetching(allow_private=True, pause=0)
    for source in ("/feed", "/list"):
        server.asked.clear()
        first, second, gone = reading.pages(server.url + source, fetching=fetching)
        assert isinstance(first, Page) and isinstance(second, Page) and isinstance(gone, Rejected)
        assert (first.key, first.outlet, first.title) == ("g1", "North Ledger", "One")
        assert (first.published, first.body) == ("Thu, 25 Apr 2019 10:00:00 +0200", b"<p>One in full")
        assert (second.outlet, second.url) == (
            "Gathered News",
            server.url + "/two",
        ) and b"harbour" in second.body
        assert (gone.place, gone.reason, gone.detail) == (server.url + "/gone", "not fetched", "HTTP 404")
        assert "/two" not in server.asked and server.asked.count("/one") == 1


def test_a_feed_in_the_charset_that_the_server_names(server: Server) -> None:
    body = "<rss version='2.0'><channel><title>F</title><item><title>Гавань</title>"
    body += "<description>{}</description></item></channel></rss>".format("слово " * 130)
    server.give("/feed", body.encode("cp1251"), Content_Type="application/xml; charset=windows-1251")
    # one that is not true is not believed
    server.give("/false", body.encode(), Content_Type="application/xml; charset=us-ascii")
    for path in ("/feed", "/false"):
        [item] = reading.pages(server.url + path, fetching=Fetching(allow_private=True, pause=0))
        assert isinstance(item, Page) and item.title == "Гавань"


def test_entries_that_lead_nowhere_are_refused(server: Server) -> None:
    feed = (
        "<rss version='2.0'><channel><title>F</title><item><title>A</title><link>file:///etc/passwd</link>"
        "</item><item><title>B</title></item></channel></rss>"
    )
    server.give("/feed", feed.encode())
    fetching = Fetching(allow_private=True, pause=0)
    items = list(reading.pages(server.url + "/feed", fetching=fetching))
    details = [item.detail for item in items if isinstance(item, Rejected)]
    assert details[0].startswith("not an http or https address: file:")
    assert details[1] == "an entry without text or address"


def test_a_page_by_its_address(server: Server) -> None:
    server.give("/x", b"<p>words")
    server.give("/pdf", b"%PDF-1.4", Content_Type="application/pdf")
    fetching = Fetching(allow_private=True, pause=0)
    [item] = reading.pages(server.url + "/x", fetching=fetching)
    assert isinstance(item, Page) and item.url == server.url + "/x" and item.fetched_at is not None
    [pdf] = reading.pages(server.url + "/pdf", fetching=fetching)
    assert isinstance(pdf, Rejected) and pdf.reason == "unsupported"


def test_options_are_checked() -> None:
    with pytest.raises(ValueError, match="timeout is 0"):
        Fetching(timeout=0)
    with pytest.raises(ValueError, match="redirects is -1"):
        Fetching(redirects=-1)


def test_a_first_answer_of_not_modified_is_a_failure(server: Server, fetcher: Fetcher) -> None:
    server.give("/x", b"", 304)
    assert "HTTP 304" in refused(fetcher.fetch(server.url + "/x")).detail
    assert not got(fetcher.fetch(server.url + "/x", etag='"a"')).fresh


STATED = [(1, None), (2, None), (2, "gzip"), (3, "gzip"), (0, "gzip"), (0, "br"), (0, "deflate")]


@pytest.mark.parametrize(("packings", "stated"), STATED)
def test_packing_that_the_header_does_not_tell(
    server: Server, fetcher: Fetcher, packings: int, stated: str | None
) -> None:
    body = b"<p>fine"
    for _ in range(packings):
        body = gzip.compress(body)
    server.give("/x", body, 200, **({"Content_Encoding": stated} if stated else {}))
    assert got(fetcher.fetch(server.url + "/x")).body == b"<p>fine"


def test_a_bomb_that_the_header_does_not_tell(server: Server, fetcher: Fetcher) -> None:
    server.give("/x", gzip.compress(gzip.compress(b"\0" * 20_000_000)))
    assert refused(fetcher.fetch(server.url + "/x")).reason == "too large"


def test_a_list_of_no_feeds_says_so(server: Server) -> None:
    server.give("/list", b"<opml><body/></opml>")
    [item] = reading.pages(server.url + "/list", fetching=Fetching(allow_private=True, pause=0))
    assert isinstance(item, Rejected)
    assert (item.reason, item.detail) == ("empty", "the OPML list names no feed")
