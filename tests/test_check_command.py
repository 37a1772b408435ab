"""`newsfold check` as it is called: with a sentence, a few, a file, the standard input, and bad input."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

import docx
import jsonschema
import pytest

from newsfold import Newsroom
from newsfold.present.check import NOTHING
from tests import REPOSITORY, factories
from tests.command import Run

SCHEMA = json.loads((REPOSITORY / "docs" / "schema.json").read_text(encoding="utf-8"))
BRIDGE = (
    "The Selm bridge was shut on Monday after a barge struck its northern pier. "
    "Engineers found cracks in 12 of its cables. "
    "The ferry company Tidewater paid $9 million for two boats to carry people across. "
    "Mayor Ada Brandt asked the county for help."
)
AGAIN = (
    "A barge ran into the northern pier of the Selm bridge on Monday, and the bridge was shut. "
    "Cracks were found in 12 of its cables, the county said. "
    "Tidewater did not dismiss the pilot of the barge, its owner said."
)
SAID = "Engineers found cracks in 12 cables of the Selm bridge."
OTHER = "Tidewater paid $14 million for two boats to carry people across."
UNKNOWN = "Two chess players shared the world title in Reykjavik."
MARKS = {"says so", "differs", "says so, differs", "similar", "mentions", "nothing"}


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("check") / "news.db"
    with Newsroom(path) as room:
        room.take_in(
            factories.page(
                text, f"{outlet[:4]}.txt", media_type="text/plain", outlet=outlet,
                title="Selm bridge shut after barge strikes pier", published="2021-03-02", url=f"https://{outlet.split()[0].lower()}.example/selm",
            )
            for outlet, text in (("Harbour\x1b Post\u202e", BRIDGE), ("Northern Ledger", AGAIN))
        )  # fmt: skip
    return path


def checked(capfd: pytest.CaptureFixture[str], db: Path, *arguments: str) -> str:
    """What a call prints that ends well and has nothing to complain of."""
    run = Run(capfd, "check", *arguments, "--db", str(db))
    assert (run.status, run.err) == (0, "")
    return run.out


def answer(capfd: pytest.CaptureFixture[str], db: Path, name: str, text: str) -> dict[str, Any]:
    """The JSON of a call, held against the schema of this shape."""
    parsed = json.loads(checked(capfd, db, text, "--json"))
    jsonschema.Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": SCHEMA["$defs"]}).validate(parsed)
    assert isinstance(parsed, dict)
    return parsed


def given(monkeypatch: pytest.MonkeyPatch, body: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(body), encoding="utf-8"))


# ── a sentence, or a few ─────────────────────────────────────────────────────────────────────────


def test_who_says_so_is_printed_with_outlet_and_words(capfd: pytest.CaptureFixture[str], db: Path) -> None:
    shown = checked(capfd, db, SAID)
    assert "2 outlets say so" in shown and "● says so: 2 outlets" in shown
    assert "[1] Harbour Post: Engineers found cracks in 12 of its cables." in shown
    assert "[2] Northern Ledger: Cracks were found in 12 of its cables, the county said." in shown
    assert "story 1: Selm bridge shut after barge strikes pier, 2 March 2021" in shown
    assert "\x1b" not in shown and "\u202e" not in shown


def test_who_says_otherwise_is_printed_with_what_differs(capfd: pytest.CaptureFixture[str], db: Path) -> None:
    shown = checked(capfd, db, OTHER)
    assert "$14 million" in shown and "$9 million" in shown and "● differs in the figure" in shown
    assert "says so" not in shown


def test_nothing_is_said_where_nobody_speaks_of_it(capfd: pytest.CaptureFixture[str], db: Path) -> None:
    assert checked(capfd, db, UNKNOWN).split() == NOTHING.split()


def test_each_of_a_few_sentences_has_its_answer_below_it(capfd: pytest.CaptureFixture[str], db: Path) -> None:
    shown = checked(capfd, db, f"{SAID} {UNKNOWN}")
    said, unknown = shown.index(SAID), shown.index(UNKNOWN)
    assert said < shown.index("2 outlets say so") < unknown < shown.index(NOTHING)


def test_a_text_that_begins_with_a_dash_stands_behind_two(
    capfd: pytest.CaptureFixture[str], db: Path
) -> None:
    run = Run(capfd, "check", "--db", str(db), "--", "-12 cables of the Selm bridge had cracks.")
    assert run.status == 0 and "cables" in run.out
    assert Run(capfd, "check", "--db", str(db), "-12 cables had cracks.").status == 2


def test_as_json_every_passage_stands_in_its_article(capfd: pytest.CaptureFixture[str], db: Path) -> None:
    listed = answer(capfd, db, "CheckList", f"{SAID} {OTHER} {UNKNOWN}")
    said, other, unknown = listed["checks"]
    assert [check["text"] for check in listed["checks"]] == [SAID, OTHER, UNKNOWN]
    assert said["claims"][0]["relation"] == "says so" and unknown["claims"] == []
    assert "differs" in {claim["relation"] for claim in other["claims"]}
    with Newsroom(db, create=False) as room:
        for evidence in (
            e for check in listed["checks"] for claim in check["claims"] for e in claim["evidence"]
        ):
            text = room.article(evidence["article_id"]).text
            assert text[evidence["start"] : evidence["end"]] == evidence["text"]


# ── a draft ──────────────────────────────────────────────────────────────────────────────────────


def written(folder: Path, kind: str, text: str) -> str:
    path = folder / f"draft.{kind}"
    if kind == "docx":
        document = docx.Document()
        document.add_paragraph(text)
        document.save(str(path))
    else:
        page = f"<!doctype html><title>A draft</title><article><p>{text}</p></article>"
        path.write_text(page if kind == "html" else text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("kind", ["txt", "md", "html", "docx"])
def test_a_file_is_checked_sentence_by_sentence(
    capfd: pytest.CaptureFixture[str], db: Path, tmp_path: Path, kind: str
) -> None:
    shown = checked(capfd, db, written(tmp_path, kind, f"{SAID} {OTHER} {UNKNOWN}"))
    lines = [line.strip() for line in shown.splitlines()]
    assert f"says so  {SAID}" in lines and f"differs  {OTHER}" in lines and f"nothing  {UNKNOWN}" in lines
    assert "Harbour Post: Engineers found cracks in 12 of its cables." in shown


def test_the_standard_input_is_a_draft(
    capfd: pytest.CaptureFixture[str], db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(monkeypatch, f"{SAID}\n".encode())
    assert f"says so  {SAID}" in checked(capfd, db, "-")
    given(monkeypatch, b"")
    run = Run(capfd, "check", "-", "--db", str(db))
    assert run.status == 2 and run.out == "" and "can't be checked: empty" in run.err


def test_a_long_draft_is_printed_whole_and_each_sentence_once(
    capfd: pytest.CaptureFixture[str], db: Path, tmp_path: Path
) -> None:
    sentences = [f"Reader number {at} of the town wrote a letter about the weather." for at in range(12)]
    shown = checked(capfd, db, written(tmp_path, "txt", " ".join([*sentences, SAID, sentences[0]])))
    for sentence in (*sentences, SAID):
        assert shown.count(sentence) == 1
    order = [shown.index(sentence) for sentence in (*sentences, SAID)]
    assert order == sorted(order)


def test_a_draft_as_json_leads_from_each_sentence_to_its_check(
    capfd: pytest.CaptureFixture[str], db: Path, tmp_path: Path
) -> None:
    text = f"{SAID} {UNKNOWN} {SAID}"
    draft = answer(capfd, db, "DraftView", written(tmp_path, "txt", text))
    first, second, third = draft["sentences"]
    assert first["check"] == third["check"] != second["check"] and draft["next"] is None
    assert [draft["checks"][s["check"]]["text"] for s in draft["sentences"]] == [SAID, UNKNOWN, SAID]
    assert {s["mark"] for s in draft["sentences"]} <= MARKS
    assert (first["mark"], second["mark"]) == ("says so", "nothing")


# ── what can't be checked ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no words to check"),
        (" \n ", "no words to check"),
        ("?! …", "no words to check"),
        ("\u202e\u200b", "no words to check"),
        ("word " * 500, "2,000 characters"),
        (" ".join(f"The {at} boats sailed." for at in range(21)), "20"),
        ("draft.txt", "draft.txt: no such file"),
        ("drafts", "drafts is a folder"),
    ],
)
@pytest.mark.parametrize("json", [(), ("--json",)], ids=["text", "json"])
def test_a_text_that_can_not_be_checked_is_refused_in_a_line(
    capfd: pytest.CaptureFixture[str], db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    text: str, why: str, json: tuple[str, ...],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (tmp_path / "drafts").mkdir()
    run = Run(capfd, "check", *json, "--db", str(db), "--", text)
    assert run.status == 2 and run.out == ""
    assert run.err.startswith("Error: ") and why in run.err and len(run.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "body", "why"),
    [
        ("draft.txt", b"", "empty"),
        ("draft.txt", b"\x00\x01\x02" * 50, "binary"),
        ("draft.docx", b"PK\x03\x04 and no more", "draft.docx can't be checked"),
        ("draft.pdf", b"%PDF-1.4\n", "draft.pdf can't be checked"),
        ("draft.txt", b"The boats sailed. " * 6000, "100,000 characters"),
        ("rows.jsonl", b'{"text": "One boat sailed."}\n{"text": "Two boats sailed."}\n', "several texts"),
    ],
)
def test_a_file_that_holds_no_draft_is_refused_in_a_line(
    capfd: pytest.CaptureFixture[str], db: Path, tmp_path: Path, name: str, body: bytes, why: str
) -> None:
    (tmp_path / name).write_bytes(body)
    run = Run(capfd, "check", str(tmp_path / name), "--db", str(db))
    assert run.status == 2 and run.out == "" and why in run.err and len(run.err.splitlines()) == 1


def test_a_name_with_signs_that_steer_a_terminal_does_not(
    capfd: pytest.CaptureFixture[str], db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a\x1b[31mb.txt").write_bytes(b"")
    run = Run(capfd, "check", "a\x1b[31mb.txt", "--db", str(db))
    assert run.status == 2 and "\x1b" not in run.err
    assert "\x1b" not in checked(capfd, db, "The \x1b[31mSelm bridge\x1b[0m was shut on Monday.")


def test_without_a_text_or_a_database_it_is_a_wrong_call(
    capfd: pytest.CaptureFixture[str], db: Path, tmp_path: Path
) -> None:
    assert Run(capfd, "check", "--db", str(db)).status == 2
    assert Run(capfd, "check", SAID, "--db", str(db), "--format", "csv").status == 2
    run = Run(capfd, "check", SAID, "--db", str(tmp_path / "none.db"))
    assert run.status == 2 and "there is no database at" in run.err and not (tmp_path / "none.db").exists()


def test_a_damaged_database_ends_it_with_one(
    capfd: pytest.CaptureFixture[str], db: Path, tmp_path: Path
) -> None:
    path = tmp_path / "news.db"
    with Newsroom(db, create=False) as room:
        room._store.copy_to(path)
    with sqlite3.connect(path) as damaged:
        damaged.execute("DROP TABLE claims")
    run = Run(capfd, "check", SAID, "--db", str(path))
    assert run.status == 1 and run.out == "" and "is damaged" in run.err


def test_a_database_of_nothing_has_nothing_on_it(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with Newsroom(tmp_path / "empty.db"):
        pass
    assert NOTHING in checked(capfd, tmp_path / "empty.db", SAID)
