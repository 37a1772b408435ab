"""Mail, mailboxes and saved pages in their form; what is attached or forwarded is read, too."""

from __future__ import annotations

import mailbox
import textwrap
from email.message import EmailMessage
from pathlib import Path

import pytest

from newsfold.reading import Summary
from tests.reading.making import HEADLINE, HTML, ROWS, SENTENCES, letter, package, pdf, read, refused, taken

TEXT = "\n\n".join(SENTENCES)


def test_a_newsletter_is_its_text_with_subject_sender_and_date(tmp_path: Path) -> None:
    [page] = taken(read(tmp_path, "a.eml", letter(HTML.decode(), TEXT).as_bytes()))
    assert page.body.decode().split("\n") == list(SENTENCES) and page.media_type == "text/plain"
    assert (page.title, page.outlet, page.key) == (HEADLINE, "Harbour Courier", "<1@courier.example>")
    assert page.published == "Mon, 04 Mar 2019 07:30:00 +0100"


def test_a_plain_text_that_says_less_gives_way_to_the_page(tmp_path: Path) -> None:
    [page] = taken(read(tmp_path, "a.eml", letter(HTML.decode(), "Read this in your browser").as_bytes()))
    assert page.media_type == "text/html" and SENTENCES[1].encode() in page.body


def test_lines_that_only_their_width_ends_are_joined(tmp_path: Path) -> None:
    text = f"{SENTENCES[0]} {SENTENCES[1]}"
    broken = textwrap.fill(text, 60)
    [page] = taken(read(tmp_path, "a.eml", letter(text=broken).as_bytes()))
    assert "\n" in broken and page.body.decode() == text


def test_what_is_attached_is_read_and_pictures_are_not(tmp_path: Path) -> None:
    made = letter(text=TEXT)
    made.add_attachment(
        pdf([(HEADLINE, *SENTENCES)]), maintype="application", subtype="pdf", filename="a.pdf"
    )
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="pier.png")
    made.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="setup.exe")
    items = read(tmp_path, "a.eml", made.as_bytes())
    assert [Path(page.place).name for page in taken(items)] == ["a.eml", "a.pdf"]
    assert refused(items) == [("setup.exe", "unsupported")]


def test_a_shortcut_in_a_message_fetches_nothing(tmp_path: Path) -> None:
    made = letter(text=TEXT)
    shortcut = b"[InternetShortcut]\r\nURL=https://tracker.example/reader\r\n"
    made.add_attachment(shortcut, maintype="application", subtype="x-url", filename="more.url")
    assert refused(read(tmp_path, "a.eml", made.as_bytes())) == [("more.url", "not fetched")]


def test_forwarded_messages_are_articles_as_deep_as_people_forward(tmp_path: Path) -> None:
    made = letter(text=TEXT)
    for _ in range(3):
        outer = letter(text="Please read.")
        outer.add_attachment(made)
        made = outer
    assert len(taken(read(tmp_path, "a.eml", made.as_bytes()))) == 4


def test_a_mailbox_gives_its_messages(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "news.mbox")
    for number in range(3):
        made = letter(text=f"From here on number {number}.\n\n{TEXT}\n\nFrom Ada, with thanks.")
        del made["Message-ID"]
        made["Message-ID"] = f"<{number}@courier.example>"
        box.add(made)
    box.close()
    items = taken(read(tmp_path, "empty.mbox", b"\n"))
    assert [page.key for page in items] == [f"<{number}@courier.example>" for number in range(3)]
    assert items[1].body.startswith(b"From here on number 1.") and items[1].place.endswith("news.mbox:2")
    assert items[1].body.endswith(b"From Ada, with thanks.")


def saved(html: bytes) -> bytes:
    made = EmailMessage()
    made["From"] = "<Saved by Blink>"
    made["Snapshot-Content-Location"] = "https://courier.example/ferry"
    made["Subject"] = HEADLINE
    made["Date"] = "Mon, 04 Mar 2019 07:30:00 -0000"
    made.make_related()
    made.add_related(
        html.decode(), subtype="html", headers=["Content-Location: https://courier.example/ferry"]
    )
    made.add_related(
        b"\x89PNG", "image", "png", headers=["Content-Location: https://courier.example/pier.png"]
    )
    return made.as_bytes()


@pytest.mark.parametrize("name", ["page.mhtml", "page.mht"])
def test_a_page_saved_whole_is_that_page(tmp_path: Path, name: str) -> None:
    [page] = taken(read(tmp_path, name, saved(HTML)))
    assert page.body.strip() == HTML and page.media_type == "text/html" and page.published is None
    assert page.url == "https://courier.example/ferry" and str(page.fetched_at) == "2019-03-04 07:30:00+00:00"


def test_bad_mail(tmp_path: Path) -> None:
    whole = letter(text=TEXT).as_bytes()
    deep = "".join(
        f"Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n" for number in range(1001)
    )
    bomb = letter(text=TEXT)
    zeros = package({"a.txt": bytes(300 * 2**20)})
    bomb.add_attachment(zeros, maintype="application", subtype="zip", filename="bomb.zip")
    bad = {
        "1 empty.eml": (b"", "empty"),
        "2 rows.eml": (ROWS, "bad line"),
        "3 page.eml": (HTML, "bad line"),
        "4 picture.eml": (b"\x89PNG\r\n\x1a\n" + bytes(99), "binary"),
        "5 silent.eml": (b"From: a@mail.example\nSubject: Nothing\n\n", "empty"),
        "6 deep.eml": (f"From: a@mail.example\n{deep}".encode(), "too large"),
        "7 picture.mhtml": (b"\x89PNG", "binary"),
        "8 rows.mbox": (ROWS, "bad line"),
        "9 empty.mbox": (b"", "empty"),
    }
    for name, (body, _) in bad.items():
        (tmp_path / name).write_bytes(body)
    (tmp_path / "cut.eml").write_bytes(whole[: len(whole) - 80])
    (tmp_path / "cut.mhtml").write_bytes(saved(HTML)[: -len(HTML) // 2])
    items = read(tmp_path, "last.eml", bomb.as_bytes())
    assert refused(items) == [(name, reason) for name, (_, reason) in bad.items()] + [
        ("bomb.zip", "too large")
    ]
    # What a transfer cut short is read as far as it goes, as a browser would show it.
    assert [Path(page.place).name for page in taken(items)] == ["cut.eml", "cut.mhtml", "last.eml"]


@pytest.mark.parametrize("begin", ["<style", "<", "<a", "</script", "<!--"])
def test_markup_that_never_ends_takes_no_time(tmp_path: Path, begin: str) -> None:
    html = f"<html>{begin * 200_000}"
    assert len(taken(read(tmp_path, "a.eml", letter(html, "Read this in your browser").as_bytes()))) == 1


def test_summary_counts_nothing_of_mail(tmp_path: Path) -> None:
    summary = Summary()
    read(tmp_path, "a.eml", letter(text=TEXT).as_bytes(), summary)
    assert summary.notes() == ()
