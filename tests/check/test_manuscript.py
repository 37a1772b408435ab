"""The text of a draft in a file; what is no draft is refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsfold.check import manuscript
from newsfold.records import NewsfoldError


def test_the_text_of_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_bytes("Café owners met.\r\nThey spoke.".encode("cp1252"))
    assert manuscript(str(file)) == "Café owners met.\nThey spoke."
    marked = tmp_path / "draft.md"
    marked.write_text("# Heading\n\nThe **dam** burst.")
    assert manuscript(str(marked)) == "Heading\nThe dam burst."


def test_lines_that_only_the_width_ends_are_put_together(tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_text(
        "The dam above the town burst on Monday night after a week of\n"
        "rain, and the water reached the market hall within an hour or\n"
        "so, the mayor said.\n"
    )
    assert "a week of rain, and" in (manuscript(str(file)) or "")


@pytest.mark.parametrize("text", ["The dam burst.", "dam", "a" * 5000, "a\0b", "What? No.txt or such"])
def test_a_sentence_is_no_file(text: str) -> None:
    assert manuscript(text) is None


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "can't be checked: empty"),
        ("blank.txt", b" \n ", "can't be checked: empty"),
        ("picture.txt", bytes(range(256)) * 20, "can't be checked: binary"),
        ("broken.docx", b"PK\x03\x04 nothing", "can't be checked: unreadable"),
        ("rows.jsonl", b'{"text": "One."}\n{"text": "Two."}\n', "holds several texts"),
        ("program.exe", b"MZ", "can't be checked: unsupported"),
    ],
)
def test_what_is_no_draft_is_refused(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(NewsfoldError, match=reason):
        manuscript(str(tmp_path / name))


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(NewsfoldError, match="no such file"):
        manuscript(str(tmp_path / "draft.txt"))
    with pytest.raises(NewsfoldError, match="is a folder"):
        manuscript(str(tmp_path))
