"""ZIP packages, and what is passed over in them and in folders."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from newsfold.reading import Summary, pages
from tests.reading.making import HTML, ROWS, SENTENCES, locked, package, pdf, read, refused, taken

SAVED = {
    "Ferry.html": HTML,
    "Ferry_files/frame.html": b"<p>an advertisement</p>",
    "Ferry_files/style.css": b"p {}",
    "pictures/pier.jpg": b"\xff\xd8\xff",
    "Thumbs.db": b"\0",
    "rows.jsonl": ROWS,
    "song.xyz": b"words",
}


def test_a_package_is_read_as_a_folder_of_the_same_files(tmp_path: Path) -> None:
    folder, packed = tmp_path / "folder", tmp_path / "packed"
    packed.mkdir()
    hidden = {"__MACOSX/._Ferry.html": b"\0", ".DS_Store": b"\0"}
    for name, body in SAVED.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)
    of_folder, of_package = Summary(), Summary()
    plain = list(pages(folder, summary=of_folder))
    items = read(packed, "all.zip", package({**hidden, **SAVED}), of_package)
    shown = [(Path(page.place).name, page.body) for page in taken(items)]
    assert shown == [(Path(page.place).name, page.body) for page in taken(plain)]
    assert [name for name, _ in shown] == ["Ferry.html", "rows.jsonl:1"]
    assert refused(items) == refused(plain) == [("song.xyz", "unsupported")]
    assert of_folder.passed_over == of_package.passed_over == 4
    [note] = [note for note in of_package.notes() if "passed over" in note]
    assert note.startswith("4 files passed over")


def test_a_member_that_would_lie_outside_of_its_folder_is_read_and_not_lost(tmp_path: Path) -> None:
    items = taken(read(tmp_path, "odd.zip", package({"../Ferry.html": HTML})))
    assert [Path(page.place).name for page in items] == ["Ferry.html"]
    assert [path.name for path in tmp_path.rglob("*.html")] == []


@pytest.mark.parametrize("ending", ["-Dateien", "_fichiers", ".files", "_bestanden"])
def test_the_folder_of_a_saved_page_in_other_languages(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"Ferry{ending}").mkdir()
    (tmp_path / f"Ferry{ending}" / "frame.html").write_bytes(HTML)
    (tmp_path / f"Other{ending}").mkdir()
    (tmp_path / f"Other{ending}" / "article.html").write_bytes(HTML)
    items = taken(read(tmp_path, "Ferry.htm", HTML))
    assert [Path(page.place).name for page in items] == ["Ferry.htm", "article.html"]


def test_bad_packages(tmp_path: Path) -> None:
    good = package({"a.html": HTML})
    deep = good
    for _ in range(10):
        deep = package({"in.zip": deep})
    list_of_much = bytearray(good)
    struct.pack_into("<I", list_of_much, good.rindex(b"PK\x05\x06") + 12, 2**30)
    broken = bytearray(package({"a.html": HTML, "b.txt": b"More words of the ferry."}, zipfile.ZIP_STORED))
    broken[broken.index(HTML) + 9] ^= 1
    (tmp_path / "1 broken.zip").write_bytes(broken)
    for name, body in {
        "2 cut.zip": good[: len(good) // 2],
        "3 empty.zip": b"",
        "4 page.zip": HTML,
        "5 secret.zip": locked(good),
        "6 deep.zip": deep,
        "7 bomb.zip": package({"a.txt": bytes(300 * 2**20), "b.html": HTML}),
        "8 list.zip": bytes(list_of_much),
        "9 nothing.zip": package({}),
        "a lzma.zip": package({"a.html": HTML}, zipfile.ZIP_LZMA),
        "b wrong.zip": package({"a.pdf": HTML, "b.txt": pdf([("A sheet.",)])}),
    }.items():
        (tmp_path / name).write_bytes(body)
    items = read(tmp_path, "last.zip", good)
    assert refused(items) == [
        ("a.html", "unreadable"),
        ("2 cut.zip", "unreadable"),
        ("3 empty.zip", "unreadable"),
        ("4 page.zip", "unreadable"),
        ("a.html", "unreadable"),
        ("in.zip", "too large"),
        ("7 bomb.zip", "too large"),
        ("8 list.zip", "too large"),
        ("9 nothing.zip", "empty"),
        ("a.html", "unsupported"),
        ("a.pdf", "unreadable"),
        ("b.txt", "binary"),
    ]
    assert [Path(page.place).parent.name for page in taken(items)] == ["1 broken.zip", "last.zip"]


def test_many_members_share_one_bound(tmp_path: Path) -> None:
    """A member after the other, each within its bound, can't unpack to far more than the package."""
    zeros = bytes(15 * 2**20)
    items = read(tmp_path, "many.zip", package({f"{number:02}.txt": zeros for number in range(30)}))
    assert ("many.zip", "too large") in refused(items) and len(items) < 20


def test_order_of_members_changes_nothing(tmp_path: Path) -> None:
    names = ["b.txt", "a/c.txt", "a/b.txt"]
    for folder, order in (("one", names), ("two", names[::-1])):
        (tmp_path / folder).mkdir()
        members = {name: f"{name} {SENTENCES[0]}".encode() for name in order}
        (tmp_path / folder / "a.zip").write_bytes(package(members))
    first, second = ([page.body for page in taken(pages(tmp_path / folder))] for folder in ("one", "two"))
    assert first == second and len(first) == 3
