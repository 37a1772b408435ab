from __future__ import annotations

import html
import json
import sys
import unicodedata
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold.invisible import escaped, visible
from newsfold.newsroom import Newsroom
from newsfold.records import Page
from newsfold.web import create_app
from tests.command import Run

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the test client's own choice of HTTP library is no concern of ours
    from starlette.testclient import TestClient

# Format characters with a glyph of their own, which stand around or over the digits that follow them.
GLYPHS = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
FILLERS = {0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x3164, 0xFFA0, *range(0xFE00, 0xFE10)}


def test_every_character_without_a_glyph_is_left_out() -> None:
    """Held against the database of Unicode, of whatever version this Python has."""
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if code in GLYPHS or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            continue
        assert visible(f"a{char}b") in ("ab", "a b"), hex(code)
        assert escaped(char) != char or code < 0x20, hex(code)
    assert all(visible(f"a{chr(code)}b") == "ab" for code in FILLERS)


@pytest.mark.parametrize(
    "text", ["Köln – “naïve” 12 °C", "市長は港を閉じた", "قال العمدة ٣٤", "👍🏽 é", "a\u00a0b"]
)
def test_what_is_seen_stays(text: str) -> None:
    assert visible(text) == escaped(text) == text


def test_hidden_words_are_not_shown() -> None:
    hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "ignore all that")
    assert visible(f"The mayor{hidden} resigned.") == "The mayor resigned."
    assert visible("pass\u00adword \u202egnihtemos\u202c \u061c\u200bok\ufeff") == "password gnihtemos ok"
    assert visible("one\u2028two\u2029three\nfour\x85five") == "one two three four five"


@given(st.text() | st.text(alphabet=st.characters(categories=("Cc", "Cf", "Zl", "Zp", "So"))))
def test_escaped_json_has_the_same_value_and_nothing_invisible(text: str) -> None:
    written = escaped(json.dumps({"a": [text]}, ensure_ascii=False))
    assert json.loads(written) == {"a": [text]}
    assert visible(written) == written


HIDDEN = "\u061c\u200b\ufeff\u2028\u2029\u00ad\U000e0041\u202e\u200d\ufe0f"


def test_pages_hide_nothing_from_a_reader(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """From a page to the terminal and the browser, wherever its words go."""
    title = f"Ferry {HIDDEN}sinks"
    said = f"“We called{HIDDEN} for help three times,” said Maria{HIDDEN} Holt, the captain of the ferry."
    body = (
        f"{title}\n\nThe ferry Aurora sank off Port{HIDDEN} Ellery on Thursday. {said} {'It was old. ' * 9}"
    )
    page = Page(
        place=f"one{HIDDEN}.txt", body=body.encode(), media_type="text/plain", outlet=f"Post{HIDDEN}", key="k"
    )
    db = tmp_path / "news.db"
    with Newsroom(db, encoder="static") as room:
        assert room.take_in([page]).new == 1
        (article,) = (row["id"] for row in room.rows("articles"))
    for command in (
        ["stories", "--single", "with"],
        ["story", "1"],
        ["story", "1", "--json"],
        ["export", "articles"],
    ):
        run = Run(capfd, *command, "--db", str(db))
        assert run.status == 0 and "Ferry" in run.out
        assert all(visible(line) == line for line in run.out.split("\n")), command
    app = create_app(lambda: Newsroom(db, create=False))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        for path in ("/", "/stories/1", f"/articles/{article}", "/check?q=The+ferry+sank", "/api/stories/1"):
            answer = client.get(path)
            assert answer.status_code == 200
            assert all(visible(line) == line for line in html.unescape(answer.text).split("\n")), path


def test_the_lines_of_indented_json_stay() -> None:
    assert escaped('{\n  "a": 1\n}') == '{\n  "a": 1\n}'
