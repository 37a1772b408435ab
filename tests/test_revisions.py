"""Corrections: both versions are kept, what changed is shown, and one page stays one outlet and origin."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from newsfold import cli
from newsfold.clean import clean, told_apart, versions
from newsfold.newsroom import Newsroom
from newsfold.present import story_view
from newsfold.present.revisions import REVISED, way, worded
from newsfold.records import Article
from newsfold.web.app import create_app
from tests.factories import page
from tests.rows import write_rows

URL = "https://www.beacon.example/2019/04/ferry"
LINES = [
    "The ferry Aurora sank off Port Ellery on Thursday night, and 12 people died, the coast guard said.",
    "Captain Maria Holt told reporters that the ship had taken water since noon.",
    "“We called for help three times,” Ms Holt said at the harbour on Friday morning.",
    "The owners, Northline Shipping, have cancelled all crossings until the end of the week.",
    "Port Ellery lost another ferry in the storm of 1987, when nobody was hurt.",
]
EDITED = [LINES[0].replace("12", "15"), *LINES[1:4]]


def row(lines: list[str], **values: str) -> dict[str, str]:
    return {
        "url": URL,
        "outlet": "The Beacon",
        "title": "Ferry sinks off Port Ellery",
        "text": "\n".join(lines),
        "published": "2019-04-26T08:00:00Z",
    } | values


def newsroom(path: Path, *rows: dict[str, str]) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    with Newsroom(path / "news.db") as room:
        room.read(write_rows(path / "rows.jsonl", rows))
    return path / "news.db"


def article(lines: list[str], fetched: int | None = None, **values: str) -> Article:
    given = row(lines, **values)
    cleaned = clean(
        page(
            given["text"],
            media_type="text/plain",
            url=URL,
            title=given["title"],
            published=given["published"],
            fetched_at=datetime(2019, 4, 26, fetched, tzinfo=UTC) if fetched else None,
        )
    )
    assert isinstance(cleaned, Article)
    return cleaned


def test_the_later_version_is_told_by_time_then_fetching_then_a_note() -> None:
    old, new = article(LINES, 9), article(EDITED, 12)
    assert versions([new, old]) == [(old, new)] and told_apart(old, new)
    later = article(LINES, 9, published="2019-04-27")
    assert versions([new, later]) == [(new, later)]
    noted = article([*LINES, "Correction: An earlier version of this article gave another number."])
    assert versions([noted, article(EDITED)]) == [(article(EDITED), noted)]
    assert not told_apart(article(LINES), article(EDITED))
    assert versions([article(LINES), article(EDITED)]) == versions([article(EDITED), article(LINES)])
    assert versions([old]) == []


def test_a_correction_is_shown_and_stays_one_outlet(tmp_path: Path) -> None:
    other = {
        "url": "https://ledger.example/a",
        "outlet": "North Ledger",
        "title": "Ferry Aurora sinks near Port Ellery",
        "text": "The ferry Aurora sank off Port Ellery on Thursday. The coast guard said 15 people died.\n"
        "Northline Shipping said that it would look into what had happened to the ship.",
        "published": "2019-04-26T12:00:00Z",
    }
    rows = (row(LINES), row(EDITED, published="2019-04-26T18:00:00Z", outlet="Beacon"), other)
    db = newsroom(tmp_path / "a", *rows)
    with Newsroom(db) as room:
        (summary,) = room.stories()
        detail = room.story(summary.story.id)
    view = story_view(detail)
    (revision,) = view.revisions
    assert revision.ordered and way(revision) == "silent"  # a later time of publication says nothing
    changed, removed = revision.changes
    assert (changed.kind, removed.kind, removed.new) == ("changed", "removed", None)
    assert [s.of(changed.old or "") for s in changed.old_words] == ["12"]
    assert [s.of(changed.new or "") for s in changed.new_words] == ["15"]
    replaced = {line.id: line.replaced_by for line in view.articles if line.replaced_by}
    assert replaced == {revision.old_id: revision.new_id} and len(view.articles) == 3
    both = {revision.old_id, revision.new_id}
    assert not [d for d in view.derivations if {d.article_id, d.from_article_id} == both]
    for claim in detail.claims:
        of_versions = {e.article_id for e in claim.evidence} <= both
        assert not of_versions or (len(claim.origins) == 1 and claim.status != "corroborated")
    # The order in which they were read changes nothing but the places they were read from.
    with Newsroom(newsroom(tmp_path / "b", *reversed(rows))) as room:
        again = story_view(room.story(room.stories()[0].story.id))
    assert (again.revisions, again.claims) == (view.revisions, view.claims)


def test_a_correction_under_another_form_of_the_address_is_one(tmp_path: Path) -> None:
    other = "http://beacon.example/2019/04/ferry/?partner=rss"
    path = newsroom(tmp_path, row(LINES, id="1"), row(EDITED, id="2", url=other))
    with Newsroom(path) as room:
        (summary,) = room.stories()
        detail = room.story(summary.story.id)
        view = story_view(detail)
        (revision,) = view.revisions
        # nothing tells which is the later, so they stand as their keys do
        assert [change.kind for change in revision.changes] == ["changed", "removed"] and not revision.ordered
        assert {article.address for article in detail.articles} == {URL, other}
        assert {a.url for a in view.articles} == {URL, other}  # a reader is led to where each was
        assert len(room.remove(["https://m.beacon.example/2019/04/ferry"])) == 2


def test_two_articles_that_give_their_front_page_as_theirs_are_no_versions(tmp_path: Path) -> None:
    path = newsroom(
        tmp_path, *(row(LINES, id=str(n), url="https://beacon.example/", title=f"Ferry {n}") for n in "12")
    )
    with Newsroom(path) as room:
        (summary,) = room.stories()
        assert len(room.story(summary.story.id).articles) == 2
        assert not story_view(room.story(summary.story.id)).revisions


def test_a_silent_edit_is_marked_everywhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = [
        page(
            f"<title>Ferry sinks</title><article><p>{'<p>'.join(lines)}</article>",
            f"{number}.html",
            url=URL,
            published="2019-04-26",
            fetched_at=datetime(2019, 4, 26, 10 + number, tzinfo=UTC),
        )
        for number, lines in enumerate(
            (LINES, [*LINES[:2], "<script>alert(1)</script>&lt;b>No help came.&lt;/b>", *LINES[3:]])
        )
    ]
    db = tmp_path / "news.db"
    with Newsroom(db) as room:
        room.take_in(reversed(pages))
        room.take_in([pages[0]])
        assert not room.rejected()
        id = room.stories()[0].story.id
        (revision,) = story_view(room.story(id)).revisions
        assert revision.silent and LINES[2] in {change.old for change in revision.changes}
        assert room.story(id).articles[0].fetched_at is not None
    cli_main = ["story", str(id), "--db", str(db)]
    with pytest.raises(SystemExit) as ended:
        cli.main(cli_main)
    printed = " ".join(capsys.readouterr().out.split())
    assert ended.value.code in (0, None)
    assert REVISED["silent"] in printed and "an older version" in printed
    with TestClient(create_app(lambda: Newsroom(db, create=False)), base_url="http://127.0.0.1") as client:
        shown = client.get(f"/stories/{id}").text
    assert "Corrections" in shown and "does not say so" in shown
    assert "<b>No help" not in shown and "alert(1)" not in shown


def test_words_that_differ_are_cut_out() -> None:
    old, new = article(LINES, 9), article(EDITED, 12)
    assert "".join(piece for piece, _ in worded(old.text, ())) == old.text
    assert worded(new.text, ()) == [(new.text, False)]


def test_what_a_later_version_replaced_is_no_evidence_and_its_figure_is_withdrawn(tmp_path: Path) -> None:
    other = {
        "url": "https://ledger.example/a",
        "outlet": "North Ledger",
        "title": "Ferry Aurora sinks near Port Ellery",
        "text": "The ferry Aurora sank off Port Ellery on Thursday night, and 15 people died, the coast "
        "guard said.\n"
        "Northline Shipping said that it would look into what had happened to the ship.",
        "published": "2019-04-26T12:00:00Z",
    }
    db = newsroom(tmp_path, row(LINES), row(EDITED, published="2019-04-26T18:00:00Z"), other)
    with Newsroom(db) as room:
        detail = room.story(room.stories()[0].story.id)
    view = story_view(detail)
    old = view.revisions[0].old_id
    assert not [c for c in detail.claims if old in {e.article_id for e in c.evidence}]
    assert not [q for q in view.quotes if old in {e.article_id for e in q.evidence}]
    assert not [t for t in detail.timeline if old in {e.article_id for e in t.evidence}]
    assert not [s for s in detail.account if s.role == "news" and old in {e.article_id for e in s.evidence}]
    assert not [s for s in detail.series for p in s.points if p.figure.article_id == old]
    (difference,) = [d for d in view.differences if "12" in {v.text for v in d.values}]
    assert difference.updated
    assert [(v.text, v.withdrawn) for v in difference.values] == [("12", True), ("15", False)]
    assert {e.outlet for e in difference.values[1].evidence} == {"The Beacon", "North Ledger"}
    side = next(s.text for s in detail.account if s.role == "difference")
    assert "12 (The Beacon; withdrawn since)" in side


def test_revisions_are_exported_one_change_a_row(tmp_path: Path) -> None:
    later = row(EDITED, published="2019-04-26T18:00:00Z", title="Ferry sinks, 15 dead")
    with Newsroom(newsroom(tmp_path, row(LINES), later)) as room:
        changes = list(room.rows("revisions"))
        texts = {article["id"]: article["text"] for article in room.rows("articles")}
        assert room.to_arrow("revisions").num_rows == 3
        assert list(room.rows("revisions", min_articles=3)) == []
    assert [change["kind"] for change in changes] == ["title", "changed", "removed"]
    title, changed, removed = changes
    assert (title["old_text"], title["new_text"]) == ("Ferry sinks off Port Ellery", "Ferry sinks, 15 dead")
    assert title["old_start"] is None and {change["outlet"] for change in changes} == {"The Beacon"}
    assert (changed["old_text"], changed["new_text"]) == (LINES[0], EDITED[0])
    assert texts[changed["new_id"]][changed["new_start"] : changed["new_end"]] == EDITED[0]
    assert (removed["old_text"], removed["new_text"], removed["new_start"]) == (LINES[4], None, None)
