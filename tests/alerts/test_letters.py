"""Alerts for people: an e-mail that no title can steer, and a feed that is always whole."""

from __future__ import annotations

import email
import email.policy
import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

import pytest

from newsfold.alerts import read_rules
from newsfold.records import NewsfoldError
from tests import factories
from tests.affairs import REPORTS, page
from tests.alerts.test_alerts import HOSTILE, Alerting, age, logged, stored, take_in


class Mailbox:
    """A mail server that takes letters, or answers otherwise where `refuses` names a command."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], bytes]] = []
        self.refuses = ""
        self.address = ""

    def messages(self) -> list[EmailMessage]:
        parsed = (email.message_from_bytes(raw, policy=email.policy.default) for _, raw in self.letters)
        return [message for message in parsed if isinstance(message, EmailMessage)]


@contextmanager
def serving() -> Iterator[Mailbox]:
    box = Mailbox()

    class Handler(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            envelope: list[str] = []
            self.say("220 mail.example ESMTP")
            while line := self.rfile.readline().decode().strip():
                verb = line.split()[0].upper()
                if verb == box.refuses:
                    self.say("451 not now")
                elif verb == "DATA":
                    self.say("354 go on")
                    raw = b""
                    while (part := self.rfile.readline()) != b".\r\n":
                        raw += part.removeprefix(b".") if part.startswith(b"..") else part
                    box.letters.append((envelope, raw))
                    self.say("250 taken")
                elif verb == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    envelope += [line] if verb in ("MAIL", "RCPT") else []
                    self.say("250 fine")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        box.address = f"127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()


def mail(address: str, when: str = "new story", more: str = "") -> str:
    return (
        f'name = "Ferries"\nwhen = ["{when}"]\nto = {{ email = "desk@news.example", tls = "none", '
        f'timeout = 2, from = "alerts@news.example", smtp = "{address}" {more} }}'
    )


def test_a_letter_quotes_its_sources(tmp_path: Path) -> None:
    with serving() as box:
        desk = Alerting(tmp_path, mail(box.address))
        take_in(desk.path, [page(0)])
        assert desk.run() and desk.run()
    ((envelope, _),) = box.letters
    (message,) = box.messages()
    assert envelope[0].lower().startswith("mail from:<alerts@news.example>")
    assert [line.lower() for line in envelope[1:]] == ["rcpt to:<desk@news.example>"]
    assert message["Subject"].strip() == f"Ferries: new story: {REPORTS[0][2]}"  # a fold may add a space
    assert message["Message-ID"].endswith("@news.example>") and message["Auto-Submitted"] == "auto-generated"
    assert f"“{REPORTS[0][2]}” (Outlet 0)" in message.get_content()


def test_no_title_makes_a_header(tmp_path: Path) -> None:
    with serving() as box:
        desk = Alerting(tmp_path, mail(box.address))
        stored(
            desk.path, factories.article("The ferry sank.", title=HOSTILE + "\r\n.\r\nQUIT", outlet=HOSTILE)
        )
        assert desk.run()
    ((envelope, _),) = box.letters
    (message,) = box.messages()
    assert len(envelope) == 2 and "Bcc" not in message and message["To"] == "desk@news.example"
    assert "Ferry" in message["Subject"]
    assert not set(message["Subject"]) & set("\r\n\x1b\u202e")
    assert "\x1b" not in message.get_content() and "\u202e" not in message.get_content()


def test_a_letter_that_was_not_taken_comes_again(tmp_path: Path) -> None:
    with serving() as box:
        desk = Alerting(tmp_path, mail(box.address))
        box.refuses = "RCPT"
        take_in(desk.path, [page(0)])
        assert not desk.run() and not box.letters
        box.refuses = ""
        assert any("451" in line and "tried again" in line for line in desk.said)
        age(desk.path)
        assert desk.run()
        assert len(box.letters) == 1
    take_in(desk.path, [page(8)])
    assert not desk.run()  # nobody answers there any more


def test_many_changes_are_few_letters(tmp_path: Path) -> None:
    with serving() as box:
        desk = Alerting(tmp_path, mail(box.address, "split"))
        logged(desk.path, 200)
        assert desk.run()
    assert [message["Subject"] for message in box.messages()] == [
        f"Ferries: 200 changes ({part} of 4)" for part in (1, 2, 3, 4)
    ]


def test_a_feed_has_each_change_once(tmp_path: Path) -> None:
    rule = 'name = "Ferries"\nwhen = ["new story"]\nto = { feed = "alerts.json" }'
    desk = Alerting(tmp_path, rule)
    take_in(desk.path, [page(0)])
    stored(desk.path, factories.article("The ferry sank.", title=HOSTILE, outlet="Post", url="javascript:1"))
    assert desk.run() and desk.run()
    take_in(desk.path, [page(8)])
    assert desk.run()
    raw = (tmp_path / "alerts.json").read_bytes()
    items = json.loads(raw)["items"]
    assert items[0]["title"] == f"New story: {REPORTS[8][2]}" and len(items) == 3
    assert len({item["id"] for item in items}) == 3
    assert b"<script>alert" not in b"".join(item["content_html"].encode() for item in items)
    assert b"javascript:" not in raw and b"\x1b" not in raw
    assert [path.name for path in tmp_path.glob("*alerts.json*")] == ["alerts.json"]


def test_a_feed_takes_no_other_files_place(tmp_path: Path) -> None:
    desk = Alerting(tmp_path, 'name = "a"\nwhen = ["new story"]\nto = { feed = "notes.txt" }')
    (tmp_path / "notes.txt").write_text("what I noted", encoding="utf-8")
    take_in(desk.path, [page(0)])
    assert not desk.run()
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "what I noted"
    assert any("is there and is no JSON Feed" in line for line in desk.said)


def test_a_feed_is_bounded(tmp_path: Path) -> None:
    desk = Alerting(tmp_path, 'name = "a"\nwhen = ["split"]\nto = { feed = "alerts.json" }')
    logged(desk.path, 230)
    assert desk.run()
    items = json.loads((tmp_path / "alerts.json").read_bytes())["items"]
    numbers = [int(item["id"].split(":")[4]) for item in items]
    assert len(items) == 200 and numbers == sorted(numbers, reverse=True)


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ('{ email = "desk@news.example\\nBcc: x@y.example" }', "to.smtp`: it is missing"),
        (
            '{ email = "a@b.example, c@d.example", from = "a@b.example", smtp = "m:25" }',
            "to.email`: one address",
        ),
        ('{ email = "a@b.example\\nBcc: c@d.example", from = "a@b.example", smtp = "m:25" }', "to.email`"),
        ('{ email = "a@b.example", from = "a@b.example", smtp = "m" }', "to.smtp`: a server and its port"),
        ('{ email = "a@b.example", from = "a@b.example", smtp = "m:99999" }', "to.smtp`: the port"),
        (
            '{ email = "a@b.example", from = "a@b.example", smtp = "m:25", user = "u" }',
            "to.user`: a user and",
        ),
        ('{ email = "a@b.example", from = "a@b.example", smtp = "m:25", tls = "ssl" }', "to.tls`: one of"),
        ('{ feed = "a.json", url = "file:///x" }', "to.url`: not an http"),
        ('{ feed = "a.json", webhook = "https://a.example/" }', "to`: one of"),
    ],
)
def test_a_wrong_target_is_refused(tmp_path: Path, to: str, words: str) -> None:
    file = tmp_path / "rules.toml"
    file.write_text(f'[[alert]]\nname = "a"\nwhen = ["split"]\nto = {to}\n', encoding="utf-8")
    with pytest.raises(NewsfoldError, match=words):
        read_rules(file)


def test_a_password_needs_tls(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("open sesame", encoding="utf-8")
    file = tmp_path / "rules.toml"
    more = ', user = "desk", password_file = "password"'
    file.write_text(f"[[alert]]\n{mail('m:25', more=more)}\n", encoding="utf-8")
    with pytest.raises(NewsfoldError, match=r"line 4: .*`to.tls`: a password is not sent without TLS"):
        read_rules(file)
