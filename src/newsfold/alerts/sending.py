"""Deliveries, sent: to an address, signed by Standard Webhooks; to a program, a mail server, a feed."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import signal
import subprocess
import time
from contextlib import suppress
from email.utils import parsedate_to_datetime
from importlib.metadata import version

import httpx

from newsfold.alerts.letters import LetterError, add_entries, post_letter
from newsfold.alerts.outbox import Delivery
from newsfold.alerts.rules import Command, Mail, Target, Webhook
from newsfold.reading import FetchError, Guarded, transport


class SendingError(Exception):
    """Why a delivery did not go through; `wait` is how long the receiver asks to wait, in seconds."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message[:300])
        self.wait = wait


def send(delivery: Delivery, target: Target) -> None:
    """Send once. Raises SendingError where the receiver did not say that it has it."""
    if isinstance(target, Webhook):
        _post(delivery, target)
    elif isinstance(target, Command):
        _run_program(delivery, target)
    else:
        try:
            post_letter(delivery, target) if isinstance(target, Mail) else add_entries(delivery, target)
        except LetterError as error:
            raise SendingError(str(error)) from error


def signature(secret: bytes, id: str, timestamp: int, body: bytes) -> str:
    """The `webhook-signature` of Standard Webhooks: HMAC-SHA256 over the id, the time and the body."""
    digest = hmac.new(secret, b"%s.%d.%s" % (id.encode(), timestamp, body), hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()


def _post(delivery: Delivery, target: Webhook) -> None:
    body = delivery.body.encode()
    now = int(time.time())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": f"Newsfold/{version('newsfold')}",
        "Idempotency-Key": delivery.id,
        "webhook-id": delivery.id,
        "webhook-timestamp": str(now),
    }
    if target.secret is not None:
        headers["webhook-signature"] = signature(target.secret, delivery.id, now, body)
    guard = Guarded(target.allow_private, "`allow_private = true` admits it")
    try:
        with (
            httpx.Client(
                transport=transport(guard), timeout=target.timeout, follow_redirects=False, trust_env=False
            ) as client,
            guard.within(target.timeout),
            client.stream("POST", target.url, content=body, headers=headers) as response,
        ):
            status, wait = response.status_code, response.headers.get("retry-after")
    except (FetchError, httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise SendingError(str(error) or type(error).__name__) from error
    if not 200 <= status < 300:
        raise SendingError(f"HTTP {status}", _asked_delay(wait))


def _asked_delay(value: str | None) -> float | None:
    """Seconds that a receiver asks to wait: a number, or a date."""
    if value is None:
        return None
    if value.isascii() and value.isdecimal():
        return float(value[:9])
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, OverflowError):
        return None


def _run_program(delivery: Delivery, target: Command) -> None:
    """Run the program to its end; in time, it and what it started."""
    environment = os.environ | {"NEWSFOLD_DELIVERY_ID": delivery.id}
    try:
        process = subprocess.Popen(
            target.arguments, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=environment,
            start_new_session=os.name != "nt",
        )  # fmt: skip
    except (OSError, ValueError) as error:
        raise SendingError(f"{target.arguments[0]} can't be started: {error}") from error
    try:
        process.communicate(delivery.body.encode(), timeout=target.timeout)
    except subprocess.TimeoutExpired as error:
        _kill(process)
        raise SendingError(f"{target.arguments[0]} took longer than {target.timeout:g} seconds") from error
    except BaseException:
        _kill(process)
        raise
    if process.returncode != 0:
        raise SendingError(f"{target.arguments[0]} ended with status {process.returncode}")


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        if os.name == "nt":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()
    process.wait()
