"""How long lists of stories take in a large database: the front page, facets, filters, searches.

python -m benchmarks.lists [--articles 200000] [--db FILE] [--rounds 20]

Makes a database of articles in words that mean nothing, drawn as often as words are in a language, from
outlets, names and days drawn likewise, with vectors around centres; where FILE is there already it is used
as it is. Each question is asked in a newsroom that is opened for it, as the server does, with other words,
names and days each time; the first round of each is not counted. The times are those of one process.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from newsfold.codec import defaults
from newsfold.newsroom import Newsroom
from newsfold.queries import StoryQuery
from newsfold.records import Article, Difference, Entity, EntityKind, Story, TimelineEntry
from newsfold.store import Store

SEED = 17
Rows: TypeAlias = dict[str, list[dict[str, Any]]]  # of tables
WORDS, LENGTH = 60_000, 300  # of the language, of an article
OUTLETS, NAMES, EVENTS = 400, 40_000, 4_000
ALONE = 0.78  # share of stories that have one article, as in 3,000 articles of real outlets
AT_ONCE = 2_000  # articles in a transaction
WIDTH = 384
BEGIN = datetime(2012, 1, 1, tzinfo=UTC)
_SYLLABLES = [a + b for a in "bdfgklmnprstvw" for b in ("a", "e", "i", "o", "u", "an", "er", "is")]
_ENDINGS = ("", "", "", "s", "ed", "ing", "er")
_KINDS: tuple[EntityKind, ...] = ("person", "place", "organisation")


class World:
    """Words, names and outlets, drawn with the frequencies of Zipf's law."""

    def __init__(self) -> None:
        self.chance = np.random.default_rng(SEED)
        self.words = [_word(number) for number in range(WORDS)]
        self._words = np.array(self.words, dtype=object)
        self._sums = {n: np.cumsum(1 / np.arange(1, n + 1)) for n in (WORDS, OUTLETS, NAMES)}
        self.centres = self.chance.standard_normal((EVENTS, WIDTH)).astype(np.float32)

    def drawn(self, of: int, number: int) -> NDArray[np.int64]:
        """Ranks below `of`, the first the likeliest."""
        sums = self._sums[of]
        return np.asarray(np.searchsorted(sums, self.chance.random(number) * sums[-1]))

    def text(self, number: int) -> str:
        """Sentences of so many words."""
        words = self._words[self.drawn(WORDS, number)].tolist()
        return " ".join(" ".join(words[at : at + 18]).capitalize() + "." for at in range(0, number, 18))

    def name(self, number: int) -> str:
        """The name of an entity."""
        first, last = self.words[200 + number % 700], self.words[900 + number]
        return f"{first} {last}".title()

    def vectors(self, event: int, number: int) -> np.ndarray:
        """Unit vectors about the centre of an event."""
        rows = self.centres[event % EVENTS] + 1.2 * self.chance.standard_normal((number, WIDTH))
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def _word(number: int) -> str:
    """The word of that rank: short ones first, some of them forms of one stem."""
    stem, rest = "", number // len(_ENDINGS) + 3
    while rest:
        rest, at = divmod(rest, len(_SYLLABLES))
        stem += _SYLLABLES[at]
    return stem + _ENDINGS[number % len(_ENDINGS)]


def stories(world: World, number: int = 0, row: int = 0) -> Iterator[tuple[Rows, int]]:
    """Rows of the tables, story by story, with how many articles each has; those of one are not described.

    Numbers of stories and rows of articles go on from those given.
    """
    while True:
        number += 1
        size = 1 if world.chance.random() < ALONE else int(min(2 + world.chance.pareto(1.6), 120))
        begin = BEGIN + timedelta(minutes=int(world.chance.integers(0, 9 * 365 * 1440)))
        outlets = [f"Outlet {world.words[300 + n].title()}" for n in world.drawn(OUTLETS, size)]
        title, vectors = world.text(9)[:-1], world.vectors(number, size)
        articles = [
            _article(
                f"{number:08}-{n:03}",
                row + n + 1,
                outlet,
                title,
                world.text(LENGTH),
                begin + timedelta(hours=3 * n),
            )
            | {"story_id": number, "vector": vectors[n].tobytes()}
            for n, outlet in enumerate(outlets)
        ]
        row += size
        times = [article["published_at"] for article in articles]
        story = _STORY | {
            "id": number,
            "title": title,
            "article_ids": json.dumps([article["id"] for article in articles]),
            "first_seen": times[0],
            "last_seen": times[-1],
            "stale": int(size == 1),
            "outlets": json.dumps(sorted(set(outlets))),
            "origin_count": len(set(outlets)) if size > 1 else 0,
        }
        rows: Rows = {"articles": articles, "stories": [story]}
        if size > 1:
            rows |= _described(world, number, begin)
        yield rows, size


_EMPTY = defaults(Article) | {"sentences": None, "clauses": None, "page_text": "", "origin_map": "[]"}
_STORY = defaults(Story) | {"inferred_dates": "[]"}


def _article(id: str, row: int, outlet: str, title: str, text: str, published: datetime) -> dict[str, Any]:
    return _EMPTY | {
        "id": id,
        "row": row,
        "place": f"{id}.html",
        "url": f"https://example.org/{id}",
        "outlet": outlet,
        "title": title,
        "text": text,
        "language": "en",
        "published_at": _iso(published),
        "published_grain": "minute",
        "fetched_at": _iso(published + timedelta(minutes=20)),
        "page_text": text,
    }


def _described(world: World, story: int, begin: datetime) -> Rows:
    """What describing finds of a story: names, days, a difference in a quarter of them."""
    chance = world.chance
    named = dict.fromkeys(world.drawn(NAMES, int(chance.integers(6, 30))).tolist())
    days = [(begin + timedelta(days=int(chance.integers(-30, 2)))).date() for _ in range(4)]
    return {
        "entities": [
            defaults(Entity)
            | {
                "id": f"{_KINDS[n % 3]}-{n}",
                "name": world.name(n),
                "kind": _KINDS[n % 3],
                "aliases": _spelt(world, n),
            }
            for n in named
        ],
        "story_entities": [
            {"story_id": story, "entity_id": f"{_KINDS[n % 3]}-{n}", "aliases": _spelt(world, n)}
            for n in named
        ],
        "timeline": [
            defaults(TimelineEntry)
            | {
                "story_id": story,
                "start": f"{day}T00:00:00Z",
                "end": f"{day + timedelta(days=1)}T00:00:00Z",
                "grain": "day",
                "text": "so",
                "evidence": "[]",
            }
            for day in days
        ],
        "differences": [
            defaults(Difference)
            | {"story_id": story, "claim_ids": "[]", "kind": "figure", "about": "people", "values": "[]"}
        ]
        * (chance.random() < 0.25),
    }


def _spelt(world: World, number: int) -> str:
    name = world.name(number)
    return json.dumps([name, name.split()[1]])


def _iso(time: datetime) -> str:
    return time.isoformat().replace("+00:00", "Z")


def fill(path: Path, articles: int) -> None:
    """A database of at least so many articles, written as it stands."""
    world, store = World(), Store(path)
    store.set_encoder("full")
    done, began = 0, time.monotonic()
    generated, named = stories(world), set[str]()
    while done < articles:
        with store.transaction():
            for rows, size in islice(generated, AT_ONCE):
                rows["entities"] = [
                    entity for entity in rows.get("entities", []) if entity["id"] not in named
                ]
                named.update(entity["id"] for entity in rows["entities"])
                for table, table_rows in rows.items():
                    store.fill(table, table_rows)
                done += size
        print(f"\r{done:,} articles in {time.monotonic() - began:.0f} s", end="", flush=True)
    with store.transaction():
        store.make_searchable()
    store.renew()
    store.close()
    print(f", searchable in {time.monotonic() - began:.0f} s")


def questions(world: World) -> dict[str, Callable[[], StoryQuery]]:
    """What is asked, anew each time."""
    chance = world.chance

    def word(first: int, last: int) -> str:
        return world.words[int(chance.integers(first, last))]

    def day(length: int = 0) -> dict[str, object]:
        since = (BEGIN + timedelta(days=int(chance.integers(0, 3000)))).date()
        return {"since": since, "until": since + timedelta(days=length)}

    def pair() -> str:
        title = world.text(9).split()
        return f'"{title[0]} {title[1]}"'

    def asked(**values: object) -> Callable[[], StoryQuery]:
        return lambda: StoryQuery(**{k: v() if callable(v) else v for k, v in values.items()})  # type: ignore[arg-type]

    def week() -> StoryQuery:
        since = (BEGIN + timedelta(days=int(chance.integers(0, 3000)))).date()
        return StoryQuery(happened_since=since, happened_until=since + timedelta(days=6))

    who = lambda: (world.name(3 * int(chance.integers(0, 300))),)  # noqa: E731
    return {
        "the front page": asked(),
        "all stories": asked(single="with"),
        "most outlets first": asked(sort="outlets", single="with"),
        "most disputed first": asked(sort="disputed"),
        "a frequent word": asked(words=lambda: word(0, 10), single="with"),
        "a word": asked(words=lambda: word(200, 5000), single="with"),
        "a rare word": asked(words=lambda: word(20_000, 50_000), single="with"),
        "three words": asked(words=lambda: f"{word(20, 300)} {word(20, 300)} {word(20, 300)}", single="with"),
        "a OR b": asked(words=lambda: f"{word(20, 300)} OR {word(20, 300)}", single="with"),
        "a phrase": asked(words=pair, single="with"),
        "a beginning": asked(words=lambda: word(200, 5000)[:3] + "*", single="with"),
        "a word, best fit first": asked(words=lambda: word(200, 5000), single="with", sort="fit"),
        "a frequent word, best fit first": asked(words=lambda: word(0, 10), single="with", sort="fit"),
        "a meaning": asked(meaning=lambda: world.text(8), single="with"),
        "who": asked(who=who),
        "an outlet": asked(
            outlets=lambda: (f"Outlet {world.words[300 + int(chance.integers(0, 50))].title()}",)
        ),
        "a month": lambda: StoryQuery(**day(30), single="with"),  # type: ignore[arg-type]
        "what happened in a week": week,
        "words, outlet, year, differences": lambda: StoryQuery(
            words=word(20, 300),
            outlets=(f"Outlet {world.words[300].title()}",),
            differences=True,
            **day(365),  # type: ignore[arg-type]
        ),
        "meaning and a year": lambda: StoryQuery(meaning=world.text(8), **day(365), single="with"),  # type: ignore[arg-type]
    }


class Answer(NamedTuple):
    """Seconds by the clock and of the processor, how many stories fit, and the cursor on."""

    seconds: float
    processor: float
    stories: int
    next: str | None


def asked(path: Path, query: StoryQuery, cursor: str | None = None) -> Answer:
    """What a question takes, with opening the database."""
    begin, spent = time.perf_counter(), time.process_time()
    with Newsroom(path, create=False) as room:
        page = room.stories(query, limit=25, cursor=cursor)
    return Answer(time.perf_counter() - begin, time.process_time() - spent, page.total, page.next)


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--articles", type=int, default=200_000)
    options.add_argument("--db", type=Path, help="the database, made where it is not there")
    options.add_argument("--rounds", type=int, default=20)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.db or Path(folder) / "lists.db"
        if not path.exists():
            fill(path, chosen.articles)
        with Newsroom(path, create=False) as room:
            counts = room.counts()
        size = path.stat().st_size / 1e9
        print(f"{counts['articles']:,} articles, {counts['stories']:,} stories, {size:.2f} GB\n")
        print("| question | stories | processor, ms | 95 of 100 within | clock, ms | 95 of 100 within |")
        print("|---|---|---|---|---|---|")
        world = World()
        for name, question in questions(world).items():
            _print_row(name, [asked(path, question()) for _ in range(chosen.rounds + 1)])
        cursor = asked(path, StoryQuery(single="with")).next
        _print_row(
            "the next part of all", [asked(path, StoryQuery(single="with"), cursor)] * (chosen.rounds + 1)
        )


def _print_row(name: str, answers: list[Answer]) -> None:
    counted = answers[1:]
    processor, wall = (
        [1000 * getattr(answer, which) for answer in counted] for which in ("processor", "seconds")
    )
    stories = int(np.median([answer.stories for answer in counted]))
    cells = [np.median(processor), np.quantile(processor, 0.95), np.median(wall), np.quantile(wall, 0.95)]
    print(f"| {name} | {stories:,} | {' | '.join(f'{cell:.0f}' for cell in cells)} |", flush=True)


if __name__ == "__main__":
    main()
