"""Invented news for archives: events that several outlets tell of, each in words of its own."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

BEGIN = date(2019, 3, 1)
OUTLETS = ("Harbour Courier", "Northern Ledger", "The Beacon", "Valley Post")
_FIRST = "Ala Bren Cor Dun Esk Far Gol Hal Ist Jor Kal Lum Mor Nar Ost Pel Quill Ros Sol Tar".split()
_LAST = "mere ford haven wick stead borough dale gate moor ness port shaw thorpe wold by".split()
_EVENTS = (
    ("ferry", "sank off the harbour of", "passengers", "rescued"),
    ("factory", "burned down in", "workers", "injured"),
    ("bridge", "collapsed near", "drivers", "trapped"),
    ("hospital", "was flooded in", "patients", "moved"),
    ("mine", "caved in outside", "miners", "buried"),
    ("theatre", "was evacuated in", "visitors", "led out"),
)
_SAYS = (
    "{place}: {count} {people} were {done} when the {thing} {name} {did} {place} on {day}, said {who}.",
    "The {thing} {name} {did} {place} on {day}. {who} told reporters that {count} {people} were {done}.",
    "{who} confirmed on {day} that {count} {people} were {done} after the {thing} {name} {did} {place}.",
    "It was the {thing} {name} that {did} {place} on {day}, and {count} {people} were {done}, {who} said.",
)
_MORE = (
    "An inquiry into what happened to the {name} will be led by {who}, the council of {place} announced.",
    "Neighbours of the {thing} in {place} had complained for months, and nobody had listened to them.",
    "{who} asked families of the {people} to wait for news at the town hall of {place} until the evening.",
)


def rows(events: int, seed: int = 1, days: float = 1.0) -> list[dict[str, Any]]:
    """So many events, one each so many days, told by two to four outlets over some days."""
    rng = random.Random(seed)
    listed = []
    for number in range(events):
        thing, did, people, done = _EVENTS[number % len(_EVENTS)]
        event = {
            "thing": thing,
            "did": did,
            "people": people,
            "done": done,
            "place": _name(rng),
            "name": f"{_name(rng)} {_name(rng)}",
            "who": f"{_name(rng)} {_name(rng)}",
            "count": rng.randint(3, 400),
        }
        begin = BEGIN + timedelta(days=int(number * days))
        for at, outlet in enumerate(rng.sample(OUTLETS, rng.randint(2, 4))):
            listed.append(row(f"{number}-{at}", outlet, begin + timedelta(days=at // 2), event, rng))
    return listed


def row(id: str, outlet: str, day: date, event: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    sentences = [rng.choice(_SAYS), *rng.sample(_MORE, 2)]
    text = "\n".join(sentence.format(day=f"{day:%A}", **event) for sentence in sentences)
    return {
        "id": id,
        "outlet": outlet,
        "url": f"https://{outlet.lower().replace(' ', '-')}.example/{id}",
        "published": day.isoformat(),
        "title": "{name}: {thing} {did} {place}, {count} {people} {done}".format(**event),
        "text": f"{text}\nWrite to the editors of the {outlet}.",
        "language": "en",
    }


def _name(rng: random.Random) -> str:
    return rng.choice(_FIRST) + rng.choice(_LAST)


def written(path: Path, some: Iterable[dict[str, Any]]) -> str:
    """The rows as JSON lines; the path as a source."""
    path.write_text("".join(json.dumps(item) + "\n" for item in some), encoding="utf-8")
    return str(path)


def shuffled(some: Sequence[dict[str, Any]], seed: int) -> list[dict[str, Any]]:
    order = list(some)
    random.Random(seed).shuffle(order)
    return order
