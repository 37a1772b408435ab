"""Tells what changed to whom a rule names, each change once: a webhook, a program, an e-mail, a feed.

Two halves meet in one small file (`outbox`). One thread reads the change log by each rule's cursor, and puts
what is to be sent and the new cursor down in one transaction. A thread for each rule sends it, in order, with
an id that stays the same at every try. So nothing is lost at a kill; what was being sent at that moment is
sent again, and the id lets the receiver drop it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from newsfold.alerts.matching import Stories, matches
from newsfold.alerts.message import deliveries
from newsfold.alerts.outbox import Outbox
from newsfold.alerts.rules import Rule, Webhook, read_rules
from newsfold.alerts.sending import SendingError, send, signature
from newsfold.newsroom import Newsroom
from newsfold.queries import QueryError
from newsfold.records import NewsfoldError
from newsfold.store import file_lock

__all__ = ["Rule", "Webhook", "begin_alerts", "follow", "following", "read_rules", "signature"]

_CHANGES_READ = 1000  # bounds the memory: changes that are read in one go
_FULL = 20  # bounds what waits to be sent: from so many deliveries of a rule on, it looks for no more
_EVERY = 2.0  # seconds between two looks at the change log
_RETRY_SECONDS = 30.0  # seconds to the next try where something failed that is not a receiver's
_DELIVERY_GRACE = 3.0  # seconds that a delivery has to end when all does

Notify = Callable[[str, bool], None]  # a line, and whether it is a warning


def follow(
    newsroom: Newsroom,
    rules: Sequence[Rule],
    *,
    state: str | Path,
    tell: Notify,
    stop: threading.Event | None = None,
    since: str | datetime | None = None,
    once: bool = False,
) -> bool:
    """Send what changes by these rules until `stop` is set, or, with `once`, what is due since the last time.

    `state` is a file that remembers what was sent; it belongs beside the database. A rule that it does not
    know begins with what comes from now on, or at `since`. Returns whether all that was due went through.
    Raises NewsfoldError where another process sends with the same `state`, QueryError for a wrong `since`.
    """
    ended = stop or threading.Event()
    refusal = NewsfoldError(f"another process sends alerts with {state}; stop it first")
    with file_lock(state, refusal), Outbox(state) as outbox:
        desk = _AlertDesk(newsroom, rules, outbox, tell, since)
        if once:
            return desk.send_all(ended)
        desk.work(ended)
        return True


def begin_alerts(newsroom: Newsroom, rules: Sequence[Rule], *, state: str | Path, tell: Notify) -> None:
    """Let rules that are new begin here: they tell what changes from now on, whenever `follow` is called."""
    refusal = NewsfoldError(f"another process sends alerts with {state}; stop it first")
    with file_lock(state, refusal), Outbox(state) as outbox:
        _AlertDesk(newsroom, rules, outbox, tell, None)


@contextmanager
def following(database: Path, rules: Sequence[Rule], *, state: str | Path, tell: Notify) -> Iterator[None]:
    """Alerts sent by a thread of its own while what stands inside goes on; what fails there is told."""
    stop = threading.Event()

    def work() -> None:
        try:
            with Newsroom(database, create=False) as room:
                follow(room, rules, state=state, tell=tell, stop=stop)
        except Exception as error:
            tell(f"Alerts have ended: {error}", True)

    thread = threading.Thread(target=work, name="alerts", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(2 * _DELIVERY_GRACE)


class _AlertDesk:
    """Looks for what rules ask for, and has it sent."""

    def __init__(
        self,
        newsroom: Newsroom,
        rules: Sequence[Rule],
        outbox: Outbox,
        tell: Notify,
        since: str | datetime | None,
    ) -> None:
        self._newsroom = newsroom
        self._rules = rules
        self._outbox = outbox
        self._tell = tell
        self._failed = threading.Event()
        for rule in rules:
            if outbox.cursor(rule.name) is None:
                self._begin(rule, since)
        for name in outbox.forgotten([rule.name for rule in rules]):
            tell(f"Alerts of {name!r} wait to be sent, but no rule has this name now", True)

    def _begin(self, rule: Rule, since: str | datetime | None) -> None:
        page = self._newsroom.changes(since, limit=1)
        begin_alerts = page.next if since is None else self._before(since)
        self._outbox.looked_at(rule.name, begin_alerts)
        beginning = "from now on" if since is None else f"since {since}"
        self._tell(f"{rule.name!r} is a new rule: it tells what changes {beginning}", False)

    def _before(self, since: str | datetime) -> str:
        """The cursor behind which the changes since then begin."""
        page = self._newsroom.changes(since, limit=1)
        if not page.changes:
            return page.next
        database, _, number = page.changes[0].cursor.rpartition(".")
        return f"{database}.{int(number) - 1}"

    def work(self, ended: threading.Event) -> None:
        """Look and send until the end."""
        threads = [
            threading.Thread(target=self._keep_sending, args=(rule, ended), daemon=True)
            for rule in self._rules
        ]
        for thread in threads:
            thread.start()
        try:
            while not ended.is_set():
                try:
                    more = self._look()
                except NewsfoldError as error:  # the database is busy, or its disk is full: it may pass
                    self._tell(f"Changes can't be looked at now: {error}", True)
                    ended.wait(_RETRY_SECONDS)
                else:
                    ended.wait(0.0 if more else _EVERY)
        finally:
            ended.set()
            for thread in threads:
                thread.join(_DELIVERY_GRACE)

    def send_all(self, ended: threading.Event) -> bool:
        """Look and send until nothing more is due; False where something did not go through."""
        more = True
        while more and not ended.is_set():
            more = self._look()
            threads = [threading.Thread(target=self._send_due, args=(rule, ended)) for rule in self._rules]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        return not self._failed.is_set()

    def _look(self) -> bool:
        """Put down what each rule asks for among the next changes; whether there are more of them."""
        stories = Stories(self._newsroom)
        more = False
        for rule in self._rules:
            if self._outbox.waiting(rule.name) >= _FULL:
                continue
            cursor = self._outbox.cursor(rule.name)
            try:
                page = self._newsroom.changes(cursor, limit=_CHANGES_READ)
            except QueryError as error:
                page = self._newsroom.changes(limit=1)
                self._outbox.looked_at(rule.name, page.next)
                self._tell(
                    f"{rule.name!r} goes on from now, and what changed before is not told: {error}", True
                )
                continue
            if page.next == cursor:
                continue
            matching = [change for change in page.changes if matches(rule, change, stories)]
            self._outbox.looked_at(rule.name, page.next, deliveries(rule.name, matching, stories))
            more = more or page.more
        return more

    def _keep_sending(self, rule: Rule, ended: threading.Event) -> None:
        while not ended.is_set():
            try:
                self._send_due(rule, ended)
            except Exception as error:  # of the file beside the database, which may come back
                if ended.is_set():
                    return
                self._tell(f"{rule.name!r}: {error}", True)
                ended.wait(_RETRY_SECONDS)
            ended.wait(_EVERY / 4)

    def _send_due(self, rule: Rule, ended: threading.Event) -> None:
        """Send a rule's deliveries in order, until none is due or one fails."""
        while (delivery := self._outbox.due(rule.name)) and not ended.is_set():
            self._outbox.begin(delivery)
            try:
                send(delivery, rule.to)
            except SendingError as error:
                self._failed.set()
                wait = self._outbox.put_off(delivery, str(error), error.wait)
                then = "given up after a week" if wait is None else f"tried again in {wait:.0f} s"
                self._tell(f"{rule.name!r} was not delivered ({error}); {then}", True)
                if wait is not None:
                    return
            else:
                self._outbox.delivered(delivery)
                self._tell(f"{rule.name!r}: delivery {delivery.id} sent", False)
