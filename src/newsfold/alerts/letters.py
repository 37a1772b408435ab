"""Deliveries for people: an e-mail, and entries of a feed. Both are made of what a webhook is sent."""

from __future__ import annotations

import json
import os
import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from markupsafe import Markup

from newsfold.alerts.outbox import Delivery
from newsfold.alerts.rules import FeedTarget, Mail
from newsfold.invisible import escaped, visible
from newsfold.present import counted, listed
from newsfold.publish import Entry, json_feed
from newsfold.publish import Feed as Published
from newsfold.unfinished import whole_file

_SUBJECT = 150  # bounds the subject of a letter, in characters
_ENTRIES = 200  # bounds a feed, which is written anew with each entry: the last so many stand in it
_LARGEST_FEED = 32 * 2**20  # bounds the memory: bytes of a feed that is there; a larger file is none of ours
_MAIL_PATIENCE = 4  # bounds the sending of one letter, in times of the longest silence of a server
_WRITING = threading.Lock()  # two rules may name one feed


class LetterError(Exception):
    """Why a delivery did not go through, in words."""


# ── e-mail ───────────────────────────────────────────────────────────────────────────────────────


def letter(delivery: Delivery, target: Mail) -> EmailMessage:
    """A delivery as a message, the same at every try, its `Message-ID` too. No source makes a header."""
    body = json.loads(delivery.body)
    alerts = body["alerts"]
    headline = (
        f"{alerts[0]['kind']}: {alerts[0]['story']['title']}" if body["count"] == 1 else _count_line(body)
    )
    message = EmailMessage()
    message["Subject"] = visible(f"{body['rule']}: {headline}")[:_SUBJECT]
    message["From"] = target.sender
    message["To"] = target.to
    message["Date"] = format_datetime(datetime.fromtimestamp(delivery.made_at, UTC))
    message["Message-ID"] = f"<{delivery.id}@{target.sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answer of a machine is wanted
    message.set_content("\n".join(line for alert in alerts for line in _alert_lines(alert)))
    return message


def _count_line(body: dict[str, Any]) -> str:
    part = f" ({body['part']} of {body['parts']})" if body["parts"] > 1 else ""
    return f"{counted(body['count'], 'change')}{part}"


def _alert_lines(alert: dict[str, Any]) -> Iterator[str]:
    yield f"{alert['kind'].capitalize()}: {alert['story']['title'] or 'story'}"
    yield f"  {_story_reach(alert)}"
    for quote in alert["quotes"]:
        value = f"{quote['value']}: " if "value" in quote else ""
        yield f"  {value}“{quote['text']}” ({_quote_source(quote)})"
    yield ""


def _story_reach(alert: dict[str, Any]) -> str:
    """Which story it is, and who reports it."""
    story = alert["story"]
    other = f", other story {alert['other_story']}" if alert["other_story"] is not None else ""
    outlets = f", {listed(story['outlet_names'])}" if story["outlet_names"] else ""
    return f"Story {story['id']}, {counted(story['articles'], 'article')}{outlets}{other}; {alert['at']}"


def _quote_source(quote: dict[str, Any]) -> str:
    return ", ".join(part for part in (quote["outlet"] or "outlet not known", quote["url"]) if part)


def post_letter(delivery: Delivery, target: Mail) -> None:
    """Hand a delivery to the mail server. Raises LetterError where it was not taken."""
    message = letter(delivery, target)
    try:
        with _connected(target) as server:
            if target.tls == "starttls":
                server.starttls(context=ssl.create_default_context())
            if target.user is not None:
                server.login(target.user, target.password or "")
            server.send_message(message, target.sender, [target.to])
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise LetterError(f"{target.host}: {visible(str(error)) or type(error).__name__}") from error


@contextmanager
def _connected(target: Mail) -> Iterator[smtplib.SMTP]:
    """A connection whose every step, and which as a whole, ends in time."""
    if target.tls == "tls":
        context = ssl.create_default_context()
        server: smtplib.SMTP = smtplib.SMTP_SSL(timeout=target.timeout, context=context)
    else:
        server = smtplib.SMTP(timeout=target.timeout)
    server._host = target.host  # type: ignore[attr-defined]  # what TLS is checked for; `connect` does not set it

    def end() -> None:
        sock = server.sock
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    limit = threading.Timer(_MAIL_PATIENCE * target.timeout, end)
    limit.daemon = True
    limit.start()
    try:
        server.connect(target.host, target.port)
        yield server
        with suppress(smtplib.SMTPException, OSError):  # it has been taken by now
            server.quit()
    finally:
        limit.cancel()
        server.close()


# ── feed ─────────────────────────────────────────────────────────────────────────────────────────


def add_entries(delivery: Delivery, target: FeedTarget) -> None:
    """Put a delivery into a feed, which is written whole; what it has already stays one entry.

    Raises LetterError where it can't be written, or where another file is in its place.
    """
    body = json.loads(delivery.body)
    entries = tuple(_alert_entry(alert, body["rule"]) for alert in reversed(body["alerts"]))
    made = json.loads(
        json_feed(
            Published(
                id="",
                title="Newsfold: alerts",
                url=target.url or "",
                page_url=target.url or "",
                entries=entries,
            )
        )
    )
    if target.url is None:
        del made["home_page_url"], made["feed_url"]
    with _WRITING:
        new = {item["id"] for item in made["items"]}
        made["items"] += [item for item in _items(target) if item.get("id") not in new]
        del made["items"][_ENTRIES:]
        text = escaped(json.dumps(made, ensure_ascii=False, allow_nan=False))
        try:
            with whole_file(target.path) as out:
                out.write(text.encode())
                out.flush()
                os.fsync(out.fileno())
        except OSError as error:
            raise LetterError(f"{target.path}: {error.strerror or error}") from error


def _alert_entry(alert: dict[str, Any], rule: str) -> Entry:
    at = datetime.fromisoformat(alert["at"].replace("Z", "+00:00"))
    title = f"{alert['kind'].capitalize()}: {alert['story']['title'] or 'story'}"
    parts = [Markup("<p>{}. {}</p>").format(rule, _story_reach(alert))]
    for quote in alert["quotes"]:
        value = f"{quote['value']}: " if "value" in quote else ""
        name = quote["outlet"] or "outlet not known"
        link = (
            Markup('<a href="{}" rel="noreferrer">{}</a>').format(quote["url"], name)
            if quote["url"]
            else name
        )
        parts.append(Markup("<p>{}“{}” ({})</p>").format(value, quote["text"], link))
    database, _, number = alert["cursor"].rpartition(".")
    sources = dict.fromkeys(quote["url"] for quote in alert["quotes"] if quote["url"])
    return Entry(
        id=f"urn:newsfold:{database}:change:{number}:{rule}",
        url=next(iter(sources), ""),
        title=title,
        html=str(Markup("").join(parts)),
        summary="",
        published=at,
        updated=at,
        outlets=tuple(dict.fromkeys(quote["outlet"] for quote in alert["quotes"] if quote["outlet"])),
        categories=(rule,),
        sources=tuple(sources),
        language=None,
    )


def _items(target: FeedTarget) -> list[dict[str, Any]]:
    """The entries of the feed that is there; none where there is no file."""
    try:
        with target.path.open("rb") as file:
            raw = file.read(_LARGEST_FEED + 1)
        value: Any = json.loads(raw) if len(raw) <= _LARGEST_FEED else None
        items = value["items"] if "jsonfeed" in value["version"] else None
    except FileNotFoundError:
        return []
    except OSError as error:
        raise LetterError(f"{target.path}: {error.strerror or error}") from error
    except (ValueError, TypeError, KeyError, RecursionError):
        items = None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise LetterError(f"{target.path} is there and is no JSON Feed; name another file, or remove it")
    return items
