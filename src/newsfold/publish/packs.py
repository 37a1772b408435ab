"""A pack of evidence: a ZIP file with a story, the articles it rests on, and the hash of every file.

Whoever receives one can see, without the newsroom it came from, that nothing in it was changed since and
that every passage stands in its article. What a pack can't show is that the article is what the outlet
published: for that it has the address, and an id that is a hash of the address and the text.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from newsfold.codec import article_id, from_json
from newsfold.invisible import visible
from newsfold.present import StoryView
from newsfold.present import to_json as json_text
from newsfold.publish.story_file import story_file
from newsfold.records import Article, NewsfoldError

FORMAT, VERSION = "newsfold-evidence", 1
MANIFEST = "manifest.json"
HOLDS = "texts as they were read; no page as its server sent it, so this is no web archive"
_LARGEST_PACK = 512 * 2**20  # bounds the memory of a verification: bytes of all files of a pack, unpacked
_BEGINNING = (1980, 1, 1, 0, 0, 0)  # of ZIP's time: the same story gives the same bytes
_README = """\
The evidence of a story, put together by Newsfold.

story.html      the story, readable in any browser, with the articles that it rests on
story.json      the same for programs: each piece of evidence has an article and its characters [start, end)
articles/       the text of each article as it was read, and what is known of it
manifest.json   the SHA-256 of each file

What it does not hold: any page as its server sent it. Newsfold keeps the text of a page, not its HTML,
pictures or headers, so this is no web archive (WARC, WACZ) and can't be replayed as one.

newsfold verify FILE checks that no file was changed and that every passage stands in its article. Without
Newsfold: sha256sum shows the first; the second is text[start:end] of an article's text in Python.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was seen in a pack. `problems` says in words all that is not as it should be; () where all is.

    `seal` is the SHA-256 of the manifest, which names the pack's whole content: the same for equal content.
    """

    seal: str
    story_id: int | None
    title: str
    made_by: str  # the version of Newsfold
    files: int
    articles: int
    passages: int
    problems: tuple[str, ...]


def evidence_pack(view: StoryView, articles: Mapping[str, Article]) -> bytes:
    """A story as a pack. `articles` are all of its articles, by id."""
    files = {
        "README.txt": _README,
        "story.html": story_file(view, articles),
        "story.json": json_text(view, indent=1),
    }
    for id in view.article_ids:
        files[f"articles/{id}.json"] = json_text(articles[id], indent=1)
        files[f"articles/{id}.txt"] = articles[id].text
    data = {name: text.encode("utf-8", "surrogatepass") for name, text in sorted(files.items())}
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "newsfold": version("newsfold"),
        "holds": HOLDS,
        "story": {"id": view.id, "title": visible(view.title)},
        "files": {name: {"bytes": len(body), "sha256": _sha256(body)} for name, body in data.items()},
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in {MANIFEST: json.dumps(manifest, indent=1).encode(), **data}.items():
            archive.writestr(zipfile.ZipInfo(name, _BEGINNING), body, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def verify_pack(path: Path) -> Verification:
    """What there is to say of a pack. Nothing of it is unpacked to disk.

    Raises NewsfoldError where the file can't be read, or is no pack at all.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _verified(archive, path)
    except OSError as error:
        raise NewsfoldError(f"{path} can't be read: {error.strerror or error}") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise NewsfoldError(f"{path} is no pack of evidence, or is damaged: {error}") from error


def _verified(archive: zipfile.ZipFile, path: Path) -> Verification:
    members = archive.infolist()
    if sum(member.file_size for member in members) > _LARGEST_PACK:
        raise NewsfoldError(
            f"{path} would be more than {_LARGEST_PACK // 2**20} MB unpacked, which no story is"
        )
    if MANIFEST not in {member.filename for member in members}:
        is_wacz = "datapackage.json" in {member.filename for member in members}
        what = "it is a WACZ, which newsfold read takes in" if is_wacz else f"it has no {MANIFEST}"
        raise NewsfoldError(f"{path} is no pack of evidence: {what}")
    sealed = archive.read(MANIFEST)
    manifest = _json_object(sealed)
    if manifest.get("format") != FORMAT or not isinstance(manifest.get("files"), dict):
        raise NewsfoldError(f"{path} is no pack of evidence: its {MANIFEST} is of something else")
    if manifest.get("version") != VERSION:
        raise NewsfoldError(
            f"{path} is of version {manifest.get('version')!r}; this Newsfold reads {VERSION}"
        )
    problems: list[str] = []
    data = dict(_unchanged(archive, manifest["files"], problems))
    articles = _pack_articles(data, problems)
    story = _json_object(data.get("story.json", b"{}"))
    passages = list(_evidence_in(story))
    problems += [problem for passage in passages for problem in _misplaced_passage(passage, articles)]
    if "story.json" in data and set(map(str, story.get("article_ids") or ())) != set(articles):
        problems.append("story.json names other articles than the pack holds")
    named = manifest.get("story") or {}
    return Verification(
        seal=_sha256(sealed),
        story_id=story.get("id") if isinstance(story.get("id"), int) else None,
        title=visible(str(named.get("title", "") if isinstance(named, dict) else "")),
        made_by=visible(str(manifest.get("newsfold", ""))),
        files=len(data),
        articles=len(articles),
        passages=len(passages),
        problems=tuple(problems),
    )


def _unchanged(
    archive: zipfile.ZipFile, listed: dict[str, Any], problems: list[str]
) -> Iterator[tuple[str, bytes]]:
    """The files that are as the manifest says; of the others, what is wrong goes to `problems`."""
    names = [member.filename for member in archive.infolist()]
    for name in sorted({name for name in names if names.count(name) > 1}):
        problems.append(f"{visible(name)} is there more than once")
    for name in sorted(set(names) - set(listed) - {MANIFEST}):
        problems.append(f"{visible(name)} is not in the manifest")
    for name, said in sorted(listed.items()):
        if name not in names:
            problems.append(f"{visible(name)} is missing")
            continue
        body = archive.read(name)
        if not isinstance(said, dict) or said.get("sha256") != _sha256(body):
            problems.append(f"{visible(name)} was changed")
            continue
        yield name, body


def _pack_articles(data: Mapping[str, bytes], problems: list[str]) -> dict[str, Article]:
    """The articles of a pack by id, each held against its own id and its text."""
    articles: dict[str, Article] = {}
    for name, body in data.items():
        if not (name.startswith("articles/") and name.endswith(".json")):
            continue
        try:
            article = from_json(Article, json.loads(body))
            right = article_id(article.url, article.key, article.place, article.text)
        except (ValueError, TypeError, KeyError, AttributeError):
            problems.append(f"{visible(name)} is no article")
            continue
        articles[article.id] = article
        if data.get(f"articles/{article.id}.txt") != article.text.encode("utf-8", "surrogatepass"):
            problems.append(f"the text of article {visible(article.id)} is not that of its record")
        if article.id != right:
            problems.append(f"the id of article {visible(article.id)} is not that of its address and text")
    return articles


def _evidence_in(value: object) -> Iterator[dict[str, Any]]:
    """Every piece of evidence anywhere in a story's JSON."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            waiting += item.values()
            if {"article_id", "start", "end", "text"} <= item.keys():
                yield item


def _misplaced_passage(passage: dict[str, Any], articles: Mapping[str, Article]) -> list[str]:
    article = articles.get(str(passage["article_id"]))
    start, end = passage["start"], passage["end"]
    if article is None:
        return [f"a passage is of article {visible(str(passage['article_id']))}, which is not there"]
    whole = type(start) is int and type(end) is int and 0 <= start <= end
    if whole and article.text[start:end] == passage["text"]:
        return []
    where = visible(f"characters {start} to {end}")
    return [f"article {visible(article.id)} does not have at {where} the words that are quoted"]


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        parsed = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return parsed if isinstance(parsed, dict) else {}


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
