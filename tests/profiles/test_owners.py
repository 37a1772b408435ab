"""A table of owners is read as people save it; what is none is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsfold.profiles.owners import owners
from newsfold.records import NewsfoldError


@pytest.mark.parametrize(
    "content",
    [
        "outlet,owner,country\nVale Times,Holm AG,CH\n",
        "\ufeffOutlet;Country;Owner\r\nVale Times;CH;Holm AG\r\n",
        "country\toutlet\towner\tnotes\nCH\t Vale Times \tHolm AG\tx\n\n",
        'outlet,owner,country\nVale Times,old,XX\n"Vale Times","Holm AG",CH\n,nobody,ZZ\n',
        "outlet,owner,country\nVale\u202e Times,Holm\u200b AG,CH\n",
    ],
)
def test_tables_are_read_as_they_are_saved(tmp_path: Path, content: str) -> None:
    (tmp_path / "owners.csv").write_bytes(content.encode())
    assert owners(tmp_path / "owners.csv") == [("Vale Times", "Holm AG", "CH")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no columns outlet, owner, country"),
        (b"name,owner\na,b\n", "no columns outlet, owner, country"),
        (b"outlet\na\n", "no columns outlet, owner, country"),
        (b"\xff\xfe\x00outlet", "no text in UTF-8"),
        (b"outlet,owner\n\0,b\n", "binary"),
        (b"outlet,owner\n" + b"a" * 201 + b",b\n", "200 characters a field"),
        (b"outlet,owner\na," + b"b" * 200_000 + b"\n", "no table that can be read|200 characters"),
        (b"outlet,owner\n" + b"a" * (16 << 20), "too large"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "owners.csv").write_bytes(content)
    with pytest.raises(NewsfoldError, match=reason):
        owners(tmp_path / "owners.csv")


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NewsfoldError, match="can't be read"):
        owners(tmp_path / "owners.csv")
