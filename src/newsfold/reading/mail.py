"""Mail and what has its form: newsletters (`.eml`, mbox) and pages that browsers save whole (MHTML)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import IO, Any

from newsfold.reading.held import Budget, Held
from newsfold.reading.passed_over import is_passed_over
from newsfold.reading.settings import WHOLE
from newsfold.reading.sniff import is_binary
from newsfold.reading.wrapped import lines_joined
from newsfold.records import Page, Rejected

Pages = Iterator[Page | Rejected]
Inside = Callable[[Held], Pages]

_LARGEST_MESSAGE = 64 * 2**20  # bytes of one message, with its pictures: bounds the memory
_DEEPEST_PART = 20  # bounds the stack: messages and parts inside each other
# Of one message; the parser holds every line against all boundaries that are open.
_MOST_LINES, _MOST_BOUNDARIES = 2_000_000, 1000
_BOUNDARY = re.compile(rb"\bboundary\s*+=", re.IGNORECASE)
_MAIL_HEADERS = ("from", "subject", "date", "mime-version", "message-id", "content-type", "received")
_POSTMARK = re.compile(rb"From \S.*\d{4}")
_TAG_NAME = re.compile(r"<(/?)([a-z]*+)[^<>]*+>", re.IGNORECASE)
_UNSEEN_ELEMENTS = ("style", "script", "head")
_HTTP = re.compile(r"https?://", re.IGNORECASE)


def message(held: Held, stream: IO[bytes], limit: int, inside: Inside) -> Pages:
    """The article of one message, those of messages it forwards, and its attachments through `inside`.

    A message that is a page with its pictures (MHTML) is that page. `limit` bounds the bytes of a text.
    """
    body = stream.read(_LARGEST_MESSAGE + 1)
    if len(body) > _LARGEST_MESSAGE:
        yield held.rejected("too large", f"more than {_LARGEST_MESSAGE:,} bytes")
    elif not body.strip():
        yield held.rejected("empty")
    else:
        yield from _articles_of_body(held, body, limit, inside)


def messages(held: Held, stream: IO[bytes], limit: int, inside: Inside) -> Pages:
    """The articles of every message of an mbox; places are `place:number`."""
    number = 0
    for body in _split(stream):
        if number == 0 and not body.startswith(b"From "):
            yield held.rejected("bad line" if body.strip() else "empty", "no mbox: it begins with no message")
            return
        number += 1
        message = held.part(number)
        if len(body) > _LARGEST_MESSAGE:
            yield message.rejected("too large", f"a message of more than {_LARGEST_MESSAGE:,} bytes")
        else:
            yield from _articles_of_body(message, body.split(b"\n", 1)[-1], limit, inside)
    if not number:
        yield held.rejected("empty")


def _split(stream: IO[bytes]) -> Iterator[bytes]:
    """The messages of an mbox with their postmarks; of one that is too large, its beginning."""
    lines: list[bytes] = []
    size, blank = 0, True
    while line := stream.readline(_LARGEST_MESSAGE):
        if blank and lines and _POSTMARK.match(line):
            yield b"".join(lines)
            lines, size = [], 0
        blank = not line.strip()
        if size <= _LARGEST_MESSAGE:
            lines.append(line.removeprefix(b">") if re.match(rb">+From ", line) else line)
            size += len(line)
    if lines:
        yield b"".join(lines)


def _articles_of_body(held: Held, body: bytes, limit: int, inside: Inside) -> Pages:
    if is_binary(body):
        yield held.rejected("binary")
        return
    if body.count(b"\n") > _MOST_LINES or len(_BOUNDARY.findall(body)) > _MOST_BOUNDARIES:
        yield held.rejected("too large", "more lines or parts than any message has")
        return
    held = replace(held, budget=held.budget or Budget(len(body)))
    try:
        message = message_from_bytes(body)
        if not any(name.lower() in _MAIL_HEADERS for name in message.keys()):  # noqa: SIM118 – a message is no dict
            yield held.rejected("bad line", "no headers of a message")
            return
        items = list(_articles_and_files(held, message, limit, 0))
    except RecursionError:
        yield held.rejected("too large", "parts inside each other, too deep")
        return
    except (ValueError, LookupError, TypeError, AttributeError) as error:  # the parser's, on broken headers
        yield held.rejected("bad line", f"{type(error).__name__}: {error}")
        return
    for item in items:
        yield from inside(item) if isinstance(item, Held) else (item,)


def _articles_and_files(
    held: Held, message: Message, limit: int, depth: int
) -> Iterator[Page | Rejected | Held]:
    """What a message says itself, what the messages that it forwards say, and the files attached to it."""
    parts = list(_parts_of(message, 0))
    html = next(
        (part for part in parts if part.get_content_type() in _HTML_TYPES and not _is_attached(part)), None
    )
    plain = next((p for p in parts if p.get_content_type() == "text/plain" and not _is_attached(p)), None)
    if html is not None and _is_saved_page(message):
        yield _page_of_part(
            held, html, limit, url=_address_of_page(html, message), fetched_at=_time_sent(message)
        )
        return
    inner = [part for part in parts if part.get_content_type() == "message/rfc822"]
    attached = [part for part in parts if _is_attached(part) and part not in inner]
    if html is not None or plain is not None:
        yield _text_of_message(held, message, html, plain, limit)
    elif not inner and not attached:
        yield held.rejected("empty", "a message without text")
    for number, part in enumerate(inner, 1):
        forwarded = part.get_payload()
        if depth == _DEEPEST_PART or held.is_deepest:
            yield held.part(number).rejected("too large", "messages inside each other, too deep")
        elif isinstance(forwarded, list) and isinstance(forwarded[0], Message):
            yield from _articles_and_files(held.part(number), forwarded[0], limit, depth + 1)
    for part in attached:
        name = _header(part.get_filename()) or ""
        if name and not is_passed_over(name):
            yield held.member(name, _payload(part))


_HTML_TYPES = ("text/html", "application/xhtml+xml")


def _parts_of(message: Message, depth: int) -> Iterator[Message]:
    """The parts of a message in their order, not those of messages inside it."""
    if message.get_content_maintype() != "multipart" or not message.is_multipart():
        yield message
    elif depth < _DEEPEST_PART:
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _parts_of(part, depth + 1)


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or (
        bool(part.get_filename()) and part.get_content_maintype() not in ("text", "multipart")
    )


def _is_saved_page(message: Message) -> bool:
    return message.get("Snapshot-Content-Location") is not None or (
        message.get_content_type() == "multipart/related"
        and message.get("To") is None
        and message.get("Received") is None
    )


def _text_of_message(
    held: Held, message: Message, html: Message | None, plain: Message | None, limit: int
) -> Page | Rejected:
    """What a message says: its plain text, where that says as much as its HTML."""
    texts = [_decoded_text(part) for part in (plain, html) if part is not None]
    use_plain = html is None or (
        plain is not None and len(texts[0].split()) >= WHOLE.plain * _count_shown_words(texts[-1]) > 0
    )
    part = plain if use_plain else html
    assert part is not None  # one of them is there
    name, address = parseaddr(_header(message.get("From")) or "")
    return _page_of_part(
        held, part, limit,
        title=_header(message.get("Subject")), outlet=name or address.partition("@")[2] or None,
        published=_header(message.get("Date")), key=_header(message.get("Message-ID")),
    )  # fmt: skip


def _count_shown_words(html: str) -> int:
    """About how many words a reader sees in HTML."""
    words, at, inside = 0, 0, ""
    for tag in _TAG_NAME.finditer(html):
        words += 0 if inside else len(html[at : tag.start()].split())
        at, name = tag.end(), tag[2].lower()
        if not inside and not tag[1] and name in _UNSEEN_ELEMENTS:
            inside = name
        elif tag[1] and name == inside:
            inside = ""
    return words + (0 if inside else len(html[at:].split()))


def _page_of_part(held: Held, part: Message, limit: int, **given: Any) -> Page | Rejected:
    """What a part says, as `Held.page` makes a page of it."""
    is_plain = part.get_content_type() == "text/plain"
    if len(_payload(part)) > limit:
        return held.rejected("too large", f"more than {limit:,} bytes")
    body = lines_joined(_decoded_text(part)).encode("utf-8", "replace") if is_plain else _payload(part)
    if not body.strip():
        return held.rejected("empty", "a message without text")
    return held.page(
        body,
        media_type="text/plain" if is_plain else "text/html",
        charset="utf-8" if is_plain else part.get_content_charset(),
        **given,
    )


def _payload(part: Message) -> bytes:
    body = part.get_payload(decode=True)
    return body if isinstance(body, bytes) else b""


def _decoded_text(part: Message) -> str:
    with suppress(LookupError):
        return _payload(part).decode(part.get_content_charset() or "utf-8", "replace")
    return _payload(part).decode("utf-8", "replace")


def _header(value: object) -> str | None:
    """A header as a reader sees it."""
    if value is None:
        return None
    try:
        text = str(make_header(decode_header(str(value))))
    except (ValueError, LookupError, UnicodeError):
        text = str(value)
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split()) or None


def _address_of_page(html: Message, message: Message) -> str | None:
    addresses = (
        _header(value) for value in (html.get("Content-Location"), message.get("Snapshot-Content-Location"))
    )
    return next((url for url in addresses if url and _HTTP.match(url)), None)


def _time_sent(message: Message) -> datetime | None:
    with suppress(ValueError, TypeError, OverflowError):
        when = parsedate_to_datetime(str(message.get("Date")))
        return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    return None
