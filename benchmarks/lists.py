"""How long lists of stories take in a large database: the front page, facets, filters, searches.

python -m benchmarks.lists [--articles 200000] [--db FILE] [--rounds 20]

Makes a database of articles in words that mean nothing, drawn as often as words are in a language, from
outlets, names and days drawn likewise, with vectors around centres; where FILE is there already it is used
as it is. Each question is asked in a newsroom that is opened for it, as the server does, with other words,
names and days each time; the first round of each is not counted. The times are those of one process.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import numpy as np

from newsfold.newsroom import Newsroom
from newsfold.queries import StoryQuery
from newsfold.records import (
    Article,
    Difference,
    Entity,
    EntityKind,
    Evidence,
    Segment,
    Span,
    Story,
    StoryDetail,
    TimelineEntry,
    Value,
)
from newsfold.store import Store

SEED = 17
WORDS, LENGTH = 60_000, 420  # of the language, of an article
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
        self._sums = {n: np.cumsum(1 / np.arange(1, n + 1)) for n in (WORDS, OUTLETS, NAMES)}
        self.centres = self.chance.standard_normal((EVENTS, WIDTH)).astype(np.float32)

    def drawn(self, of: int, number: int) -> list[int]:
        """Ranks below `of`, the first the likeliest."""
        sums = self._sums[of]
        return [int(n) for n in np.searchsorted(sums, self.chance.random(number) * sums[-1])]

    def text(self, number: int) -> str:
        """Sentences of so many words."""
        words = [self.words[n] for n in self.drawn(WORDS, number)]
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


def details(world: World) -> Iterator[tuple[StoryDetail, np.ndarray]]:
    """Stories without end, with the vectors of their articles; those of one article are not described."""
    number = 0
    while True:
        number += 1
        chance = world.chance
        size = 1 if chance.random() < ALONE else int(min(2 + chance.pareto(1.6), 120))
        begin = BEGIN + timedelta(minutes=int(chance.integers(0, 9 * 365 * 1440)))
        outlets = [f"Outlet {world.words[300 + n].title()}" for n in world.drawn(OUTLETS, size)]
        title = world.text(9)[:-1]
        articles = tuple(
            _article(f"{number:08}-{n:03}", outlet, title, world.text(LENGTH), begin + timedelta(hours=3 * n))
            for n, outlet in enumerate(outlets)
        )
        seen = [a.published_at for a in articles if a.published_at]
        story = Story(
            id=number,
            article_ids=tuple(a.id for a in articles),
            title=title,
            first_seen=min(seen),
            last_seen=max(seen),
        )
        yield _detail(world, story, articles), world.vectors(number, size)


def _article(id: str, outlet: str, title: str, text: str, published: datetime) -> Article:
    return Article(
        id=id,
        place=f"{id}.html",
        url=f"https://example.org/{id}",
        outlet=outlet,
        title=title,
        text=text,
        language="en",
        published_at=published,
        published_grain="minute",
        fetched_at=published + timedelta(minutes=20),
        page_text=text,
        origin_map=(Segment(text_start=0, page_start=0, length=len(text)),),
    )


def _detail(world: World, story: Story, articles: tuple[Article, ...]) -> StoryDetail:
    if len(articles) == 1:
        return StoryDetail(story=story, articles=articles)
    chance, evidence = world.chance, (Evidence(article_id=articles[0].id, span=Span(start=0, end=9)),)
    named = dict.fromkeys(world.drawn(NAMES, int(chance.integers(6, 30))))
    dates = [
        story.first_seen + timedelta(days=int(chance.integers(-30, 2))) for _ in range(4) if story.first_seen
    ]
    differ = chance.random() < 0.25
    side = Value(text="12", evidence=evidence)
    return StoryDetail(
        story=story,
        articles=articles,
        entities=tuple(
            Entity(
                id=f"{_KINDS[n % 3]}-{n}",
                name=world.name(n),
                kind=_KINDS[n % 3],
                aliases=(world.name(n), world.name(n).split()[1]),
            )
            for n in named
        ),
        differences=(Difference(claim_ids=(), kind="figure", about="people", values=(side, side)),) * differ,
        timeline=tuple(
            TimelineEntry(
                start=day.replace(hour=0, minute=0),
                end=day.replace(hour=0, minute=0) + timedelta(days=1),
                grain="day",
                text="so",
                evidence=evidence,
            )
            for day in dates
        ),
    )


def fill(path: Path, articles: int) -> None:
    """A database of at least so many articles."""
    world, store = World(), Store(path)
    found, done, began = details(world), 0, time.monotonic()
    store.set_encoder("full")
    while done < articles:
        told = list(islice(found, AT_ONCE))
        with store.transaction():
            for detail, vectors in told:
                store.add_articles(detail.articles, vectors)
                outlets = {a.id: a.outlet or "" for a in detail.articles}
                store.put_stories([detail.story], outlets)
                if len(detail.articles) > 1:
                    store.put_detail(detail)
                done += len(detail.articles)
        print(f"\r{done:,} articles in {time.monotonic() - began:.0f} s", end="", flush=True)
    store.renew()
    store.close()
    print()


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


def asked(path: Path, query: StoryQuery, cursor: str | None = None) -> tuple[float, int, str | None]:
    """Seconds that a question takes, with opening the database, how many stories fit, and the cursor on."""
    begin = time.perf_counter()
    with Newsroom(path, create=False) as room:
        found = room.stories(query, limit=25, cursor=cursor)
    return time.perf_counter() - begin, found.total, found.next


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
        print("| question | stories | median, ms | 95 of 100 within, ms |\n|---|---|---|---|")
        world = World()
        for name, question in questions(world).items():
            _told(name, [asked(path, question()) for _ in range(chosen.rounds + 1)])
        _, _, cursor = asked(path, StoryQuery(single="with"))
        _told("the next part of all", [asked(path, StoryQuery(single="with"), cursor)] * (chosen.rounds + 1))


def _told(name: str, found: list[tuple[float, int, str | None]]) -> None:
    times = [1000 * seconds for seconds, _, _ in found[1:]]
    stories = int(np.median([number for _, number, _ in found[1:]]))
    print(f"| {name} | {stories:,} | {np.median(times):.0f} | {np.quantile(times, 0.95):.0f} |", flush=True)


if __name__ == "__main__":
    main()
