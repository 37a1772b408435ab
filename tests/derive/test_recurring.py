"""Lines that an outlet prints on many pages: learnt over what is stored, set aside, never deleted."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from newsfold.derive.recurring import blanked, lines, recurs, set_aside, without
from newsfold.newsroom import Newsroom
from newsfold.records import Annotations
from newsfold.web.app import create_app
from tests.factories import article, figure, span
from tests.rows import write_rows

BIO = "Jane Roe has covered 3 governments for The Beacon since 1998 and lives in Port Ellery."
LABEL = "What we know so far"
EVENTS = (
    ("2019-03-04", "Bridge over the Ell opens", "The mayor opened a bridge over the Ell on Monday, he said."),
    (
        "2019-03-12",
        "Fire at the paper mill",
        "A fire destroyed the paper mill at Harbin, and 4 people were hurt.",
    ),
    (
        "2019-03-25",
        "Ferry service ends",
        "The last ferry to the island of Sorn left on Sunday with 60 people.",
    ),
)
PLACES = "Ell", "Harbin", "Sorn"


def rows() -> list[dict[str, str]]:
    """Three events in The Beacon, each with lines of its own, a label and a note; one elsewhere."""
    listed = [
        {
            "url": f"https://beacon.example/{number}",
            "outlet": "The Beacon",
            "title": title,
            "published": day,
            "text": f"{text}\nNobody in {PLACES[number]} could say what this would cost the town.\n"
            f"{LABEL}\nThe council of {PLACES[number]} meets in {number + 2} days to talk of it.\n{BIO}",
        }
        for number, (day, title, text) in enumerate(EVENTS)
    ]
    other = listed[0] | {
        "url": "https://ledger.example/a",
        "outlet": "North Ledger",
        "published": "2019-03-05",
    }
    return [*listed, other]


def newsroom(folder: Path, parts: list[list[dict[str, str]]]) -> Path:
    for number, part in enumerate(parts):
        with Newsroom(folder / "news.db") as room:
            room.read(write_rows(folder / f"{number}.jsonl", part))
            for summary in room.stories():
                room.story(summary.story.id)  # described with what is known by now
    return folder / "news.db"


def described(db: Path) -> dict[str, tuple[list[str], list[str], int]]:
    """By address: the lines set aside, the sentences that claims rest on, the number of figures."""
    by_url = {}
    with Newsroom(db) as room:
        for summary in room.stories():
            detail = room.story(summary.story.id)
            figures = {note.article_id: len(note.figures) for note in detail.annotations}
            for article in detail.articles:
                aside = [span.of(article.text) for span in room.set_aside(article)]
                said = [
                    e.span.of(article.text)
                    for c in detail.claims
                    for e in c.evidence
                    if e.article_id == article.id
                ]
                by_url[article.url or ""] = (aside, sorted(said), figures[article.id])
    return by_url


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return newsroom(tmp_path_factory.mktemp("one"), [[row] for row in rows()])


def test_what_recurs_is_set_aside_in_every_article_of_the_outlet(database: Path) -> None:
    by_url = described(database)
    for number in range(3):
        aside, said, _ = by_url[f"https://beacon.example/{number}"]
        assert aside == [LABEL, BIO] and not [text for text in said if text in (LABEL, BIO)]
        assert any(EVENTS[number][2].startswith(text) for text in said)
    assert by_url["https://ledger.example/a"][0] == []
    with Newsroom(database) as room:
        texts = {a["url"]: a["text"] for a in room.rows("articles")}
    assert all(BIO in text for text in texts.values())


def test_the_order_of_reading_changes_nothing(database: Path, tmp_path: Path) -> None:
    again = newsroom(tmp_path, [rows()[::-1]])
    assert described(again) == described(database)


def test_the_page_says_what_was_set_aside(database: Path) -> None:
    with TestClient(
        create_app(lambda: Newsroom(database, create=False)), base_url="http://127.0.0.1"
    ) as client:
        with Newsroom(database) as room:
            id = next(a["id"] for a in room.rows("articles") if a["url"] == "https://beacon.example/1")
        assert "2 lines here stand on many pages of this outlet" in client.get(f"/articles/{id}").text
        answer = client.get(f"/api/articles/{id}").json()
        assert [answer["text"][s["start"] : s["end"]] for s in answer["set_aside"]] == [LABEL, BIO]


def day(number: int) -> datetime:
    return datetime(2019, 3, number, tzinfo=UTC)


def test_when_a_line_recurs() -> None:
    label, sentence = 2, 3
    assert recurs(label, [("a", day(1)), ("b", day(2)), ("c", day(3))])
    assert not recurs(sentence, [("a", day(1)), ("b", day(2)), ("c", day(3))])  # one running story has that
    assert recurs(sentence, [("a", day(1)), ("b", day(2)), ("c", day(15))])
    assert not recurs(label, [("a", day(1)), ("b", day(1)), ("c", day(1))])
    assert not recurs(label, [("a", day(1)), ("a", day(2)), ("a", day(3))])  # versions of one page
    assert recurs(label, [("a", None), ("b", None), ("c", None)])
    assert not recurs(sentence, [("a", None), ("b", None), ("c", None), ("d", day(1))])


def test_lines_and_what_is_left_of_an_article() -> None:
    long = "One line of more than fourteen words, so that it would be a copy if another had it too, is here."
    whole = article(f"One  two.\n{long}\nEnd", outlet="The Beacon")
    keys = lines(whole)
    assert sum(map(len, keys.values())) == 3 and lines(article("a")) == {}
    assert set_aside(whole, keys) == ()  # never the whole article
    spans = set_aside(whole, [key for key, places in keys.items() if places[0].start > 0])
    assert [span.of(whole.text) for span in spans] == [long, "End"]
    left = blanked(whole, spans)
    assert left.text == f"One  two.\n{' ' * len(long)}\nEnd" and blanked(whole, ()) is whole
    first, more = span(whole.text, "One  two."), figure(whole, "fourteen", 14)
    notes = Annotations(article_id="a", sentences=(first, spans[0]), figures=(more,))
    assert without(notes, spans) == Annotations(article_id="a", sentences=(first,))
    assert without(notes, ()) is notes


def test_three_pages_and_a_fortnight_for_a_sentence() -> None:
    label, sentence = 2, 3
    assert not recurs(label, [("a", day(1)), ("b", day(2))])
    assert not recurs(sentence, [("a", day(1)), ("b", day(2)), ("c", day(14))])


@pytest.mark.parametrize(("words", "prose"), [(21, 1), (20, 0)])
def test_a_long_line_is_prose_without_an_end(words: int, prose: int) -> None:
    (key,) = lines(article(" ".join(["word"] * words), outlet="The Beacon"))
    assert key & 1 == prose


@pytest.mark.parametrize(("words", "stays"), [(14, False), (13, True)])
def test_a_line_of_fourteen_words_may_be_a_copy(words: int, stays: bool) -> None:
    whole = article(" ".join(["word"] * words), outlet="The Beacon")
    assert (blanked(whole, [span(whole.text)]) is whole) is stays
