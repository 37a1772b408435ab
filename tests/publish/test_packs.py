"""A pack is verified by what is in it: every change is seen, and nothing is written anywhere."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold.newsroom import Newsroom
from newsfold.publish import Verification, story_bytes, verify_pack
from newsfold.publish.packs import MANIFEST
from newsfold.records import NewsfoldError, StoryDetail
from tests import press
from tests.command import Run

DETAIL: StoryDetail = press.detail()
PACK = story_bytes(DETAIL, "pack")


def contents(pack: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(path: Path, files: dict[str, bytes], *again: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, body in [*files.items(), *again]:
            archive.writestr(name, body)
    return path


def resealed(files: dict[str, bytes]) -> dict[str, bytes]:
    """The same files with a manifest that agrees with them, as one who wants to mislead would make it."""
    manifest = json.loads(files[MANIFEST])
    for name in list(manifest["files"]):
        if name in files:
            manifest["files"][name]["sha256"] = hashlib.sha256(files[name]).hexdigest()
    return {**files, MANIFEST: json.dumps(manifest).encode()}


def test_a_pack_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    path.write_bytes(PACK)
    verified = verify_pack(path)
    assert [p for p in verified.problems if "the id of article" not in p] == []  # invented ids are no hashes
    assert verified.articles == len(DETAIL.articles) and verified.passages > verified.articles
    assert len(verified.seal) == 64 and verified.story_id == DETAIL.story.id


def test_a_pack_of_what_was_read_has_no_problem(sample_db: Path, tmp_path: Path) -> None:
    with Newsroom(sample_db, create=False) as room:
        for summary in room.stories():
            if summary.articles > 1:
                path = tmp_path / f"{summary.story.id}.zip"
                path.write_bytes(story_bytes(room.story(summary.story.id), "pack"))
                assert verify_pack(path).problems == ()


@pytest.mark.parametrize("name", sorted(set(contents(PACK)) - {MANIFEST}))
def test_a_changed_byte_is_seen(name: str, tmp_path: Path) -> None:
    files = contents(PACK)
    body = files[name]
    changed = written(tmp_path / "p.zip", {**files, name: body[:-1] + bytes([body[-1] ^ 1])})
    assert f"{name} was changed" in verify_pack(changed).problems
    assert f"{name} is missing" in problems(written(tmp_path / "q.zip", without(files, name)))


def without(files: dict[str, bytes], name: str) -> dict[str, bytes]:
    return {other: body for other, body in files.items() if other != name}


def problems(path: Path) -> tuple[str, ...]:
    verified: Verification = verify_pack(path)
    return verified.problems


def test_what_was_added_is_seen(tmp_path: Path) -> None:
    files = contents(PACK)
    more = written(tmp_path / "p.zip", {**files, "../../escape.txt": b"x"})
    assert "../../escape.txt is not in the manifest" in problems(more)
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = written(tmp_path / "q.zip", files, ("story.json", b"{}"))
    assert "story.json is there more than once" in problems(twice)


def test_a_quotation_that_was_changed_with_its_hash_is_seen(tmp_path: Path) -> None:
    """Who changes the story's words and the manifest still can't change the article: its id is its hash."""
    files = contents(PACK)
    story = json.loads(files["story.json"])
    story["claims"][0]["evidence"][0]["text"] = "Nobody was hurt."
    misled = resealed({**files, "story.json": json.dumps(story).encode()})
    assert any("does not have" in problem for problem in problems(written(tmp_path / "p.zip", misled)))


def test_an_article_that_was_changed_with_its_hash_is_seen(sample_db: Path, tmp_path: Path) -> None:
    with Newsroom(sample_db, create=False) as room:
        id = next(s.story.id for s in room.stories() if s.articles > 1)
        files = contents(story_bytes(room.story(id), "pack"))
    name = next(name for name in files if name.startswith("articles/") and name.endswith(".json"))
    article = json.loads(files[name])
    article["text"] += " Nobody was hurt."
    changed = {name: json.dumps(article).encode(), name[:-4] + "txt": article["text"].encode()}
    listed = problems(written(tmp_path / "p.zip", resealed({**files, **changed})))
    assert any("is not that of its address and text" in problem for problem in listed)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "no pack"),
        (b"<html>", "no pack"),
        (PACK[: len(PACK) // 2], "no pack"),
        (b"PK\x05\x06" + bytes(18), "no manifest.json"),
    ],
)
def test_what_is_no_pack_is_said_to_be_none(body: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    path.write_bytes(body)
    with pytest.raises(NewsfoldError, match=why):
        verify_pack(path)
    with pytest.raises(NewsfoldError, match="can't be read"):
        verify_pack(tmp_path / "nothing.zip")


def test_a_pack_says_that_it_is_no_archive_of_pages(tmp_path: Path) -> None:
    files = contents(PACK)
    assert "no web archive" in json.loads(files[MANIFEST])["holds"]
    assert "can't be replayed" in " ".join(files["README.txt"].decode().split())
    assert not [name for name in files if name.endswith((".warc", ".warc.gz", ".jsonl"))]
    wacz = {"datapackage.json": b"{}", "archive/data.warc.gz": b"", "pages/pages.jsonl": b""}
    with pytest.raises(NewsfoldError, match="it is a WACZ, which newsfold read takes in"):
        verify_pack(written(tmp_path / "pages.wacz", wacz))


@pytest.mark.parametrize("manifest", [b"[]", b"{}", b"\xff", b'{"format": "newsfold-evidence", "files": []}'])
def test_another_manifest(manifest: bytes, tmp_path: Path) -> None:
    with pytest.raises(NewsfoldError, match="of something else"):
        verify_pack(written(tmp_path / "p.zip", {MANIFEST: manifest}))


@given(st.binary(max_size=400), st.integers(0, len(PACK) - 1))
def test_any_damage_is_a_problem_or_a_reason(
    tmp_path_factory: pytest.TempPathFactory, body: bytes, at: int
) -> None:
    path = tmp_path_factory.mktemp("damage") / "p.zip"
    damaged = PACK[:at] + body + PACK[at + len(body) :]
    path.write_bytes(damaged)
    try:
        verify_pack(path)
    except NewsfoldError:
        return


def test_the_command(capfd: pytest.CaptureFixture[str], sample_db: Path, tmp_path: Path) -> None:
    pack = tmp_path / "story.zip"
    run = Run(capfd, "story", "1", "--format", "pack", "--output", str(pack), "--db", str(sample_db))
    assert run.status == 0 and "written to" in run.err
    run = Run(capfd, "verify", str(pack))
    assert run.status == 0 and "every passage stands in its article" in run.out
    assert "no page as its server sent it" in " ".join(run.out.split())
    run = Run(capfd, "verify", str(pack), "--json")
    assert json.loads(run.out)["problems"] == []
    files = contents(pack.read_bytes())
    run = Run(capfd, "verify", str(written(tmp_path / "changed.zip", {**files, "story.html": b""})))
    assert run.status == 1 and "story.html was changed" in run.out
    assert Run(capfd, "story", "1", "--format", "html", "--json", "--db", str(sample_db)).status == 2
    run = Run(capfd, "story", "1", "--output", str(tmp_path / "x"), "--db", str(sample_db))
    assert run.status == 2 and not (tmp_path / "x").exists()
