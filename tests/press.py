"""An invented story with one of everything, and a database that holds it, for tests of what readers see."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from newsfold.records import (
    AccountSentence,
    Annotations,
    Article,
    Carrier,
    Claim,
    Evidence,
    Figure,
    FigureSeries,
    Origin,
    Rejected,
    SeriesPoint,
    Span,
    Status,
    StoryDetail,
    TimelineEntry,
    TimeRef,
)
from tests import factories
from tests.factories import attribution, date, derivation, difference, entity, figure, mention

HOSTILE = "<script>alert('title')</script> \x1b[31mred\x1b[0m & \u202ereversed"
DAY = datetime(2019, 3, 14, tzinfo=UTC)

FERRY = """Ferry sinks off Port Halden

Thursday 14 March 2019

The ferry Morning Tern sank two miles off Port Halden on Thursday with 212 aboard, the coast guard said.
“The bow door was open when she left the quay,” said Ines Marrow, a passenger who was pulled from the water.
Rescuers in small boats searched until dark, and the hospital in Port Halden treated more than 90 survivors.
Transport minister Ada Quill ordered an inquiry into the sinking and asked families to be patient.
"""

TEXTS = {
    "courier": (
        "Harbour Courier",
        "Ferry with 212 aboard sinks off Port Halden",
        "The ferry Morning Tern sank two miles off Port Halden on Thursday with 212 people aboard.\n"
        "At least 14 people died, the coast guard said, and rescuers pulled 171 from the water.\n"
        "“The bow door was open when she left the quay,” said Ines Marrow, a passenger.\n"
        "Captain Tomas Reyl denied that the door was open.\n"
        "The Morning Tern failed a safety inspection in 2017.",
        9,
    ),
    "ledger": (
        "Northern Ledger",
        "Fourteen dead as ferry goes down near Port Halden",
        "PORT HALDEN (Meridian Wire) - A passenger ferry went down near Port Halden on Thursday.\n"
        "Fourteen people were killed, the coast guard said.\n"
        "Transport minister Ada Quill ordered an inquiry into the sinking.",
        11,
    ),
    "evening": (
        "Evening Standard-Bearer",
        "Fourteen dead as ferry goes down",
        "A passenger ferry went down near Port Halden on Thursday.\n"
        "Fourteen people were killed, the coast guard said.\n"
        "Transport minister Ada Quill ordered an inquiry into the sinking.",
        13,
    ),
    "tribune": (
        "Coastal Tribune",
        "Toll in Halden ferry disaster rises to 19",
        "The death toll in the sinking of the Morning Tern rose to 19 on Friday, hospital officials said.\n"
        "The vessel foundered off Port Halden on Thursday with 212 passengers and crew.\n"
        "“We ask every family to be patient,” Ms. Quill told the state broadcaster.",
        34,
    ),
    "post": (
        "Island Post",
        "Survivors tell of open bow door",
        "The Morning Tern carried 230 people when it sank off Port Halden, the operator's list shows.\n"
        "Two survivors said the bow door stood open as the ferry left the quay.",
        36,
    ),
    "undated": (
        None,
        HOSTILE,
        "Nineteen people died when a ferry sank off Port Halden on Thursday.\n"
        "The ferry line was founded in 1952. <img src=x onerror=alert(1)>",
        None,
    ),
}


def article(key: str) -> Article:
    outlet, title, text, hours = TEXTS[key]
    undated = hours is None
    return factories.article(
        text,
        f"id-{key}",
        key=key,
        place=f"pages/{key}.html",
        title=title,
        url="javascript:alert(1)" if undated else f"https://{key}.example/ferry?a=1&b=2",
        outlet=outlet,
        domain=None if undated else f"{key}.example",
        dateline="Port Halden" if key == "ledger" else None,
        published_at=None if hours is None else DAY + timedelta(hours=hours),
        published_grain=None if undated else "minute",
        found_in=(("title", "json-ld"),),
    )


def line(key: str, number: int) -> Span:
    text = TEXTS[key][2]
    return factories.span(text, text.split("\n")[number])


def at(*places: tuple[str, int]) -> tuple[Evidence, ...]:
    return tuple(factories.evidence(article(key), line(key, number)) for key, number in places)


COURIER = factories.origin(
    "Harbour Courier", "id-courier", why="Harbour Courier reports it in its own words."
)
TRIBUNE = factories.origin(
    "Coastal Tribune", "id-tribune", why="Coastal Tribune reports it in its own words."
)
POST = factories.origin("Island Post", "id-post", why="Island Post reports it in its own words.")
WIRE = factories.origin(
    "Meridian Wire",
    "id-ledger",
    "id-evening",
    kind="agency",
    why="Northern Ledger and Evening Standard-Bearer both print Meridian Wire: one origin.",
)
GUARD = factories.origin(
    "the coast guard",
    "id-courier",
    "id-ledger",
    "id-evening",
    kind="source",
    why="Three outlets quote the coast guard.",
    inferred=True,
)
UNNAMED = factories.origin("pages/undated.html", "id-undated", why="The page names no outlet.")
HOW: dict[str, Literal["own words", "quotes a source", "relayed"]] = {
    "source": "quotes a source",
    "agency": "relayed",
    "outlet": "own words",
}


def claim(
    id: str,
    evidence: tuple[Evidence, ...],
    origins: tuple[Origin, ...],
    status: Status,
    sayings: int | None = None,
    source: str | None = None,
    background: bool = False,
) -> Claim:
    carriers = tuple(
        Carrier(article_id=i, how=HOW[o.kind], via=None if o.kind == "outlet" else o.name)
        for o in origins
        for i in o.article_ids
    )
    return factories.claim(
        evidence[0].span.of(TEXTS[evidence[0].article_id.removeprefix("id-")][2]),
        *evidence,
        id=id,
        origins=origins,
        status=status,
        sayings=sayings,
        source=source,
        carriers=carriers,
        background=background,
    )


SANK = at(("courier", 0), ("ledger", 0), ("evening", 0), ("tribune", 1), ("undated", 0))
DEAD = at(("courier", 1), ("ledger", 1), ("evening", 1))
ABOARD = at(("courier", 0), ("tribune", 1))
CLAIMS = (
    claim("c-sank", SANK, (COURIER, WIRE, TRIBUNE, UNNAMED), "corroborated"),
    claim("c-dead", DEAD, (GUARD,), "updated", sayings=2, source="the coast guard"),
    claim("c-aboard", at(("tribune", 1), ("post", 0)), (TRIBUNE, POST), "disputed"),
    claim("c-door", at(("courier", 2), ("post", 1)), (COURIER, POST), "corroborated"),
    claim("c-denied", at(("courier", 3)), (COURIER,), "single origin"),
    claim("c-inquiry", at(("ledger", 2), ("evening", 2)), (WIRE,), "single origin"),
    claim("c-2017", at(("courier", 4)), (COURIER,), "single origin", background=True),
)


DEATHS = (
    figure(article("courier"), "At least 14", 14, "people died", low=14, modifier="at least"),
    figure(article("ledger"), "Fourteen", 14, "people died"),
    figure(article("tribune"), "19", 19, "people died", change="up"),
    figure(article("undated"), "Nineteen", 19, "people died"),
)
CARRIED = (
    figure(article("courier"), "212", 212, "people aboard"),
    figure(article("tribune"), "212", 212, "people aboard"),
    figure(article("post"), "230", 230, "people aboard"),
)


def series(what: str, figures: tuple[Figure, ...]) -> FigureSeries:
    articles = [article(f.article_id.removeprefix("id-")) for f in figures]
    points = (
        SeriesPoint(figure=f, outlet=a.outlet, published_at=a.published_at)
        for f, a in zip(figures, articles, strict=True)
    )
    return FigureSeries(what=what, unit="", points=tuple(points))


QUOTES = (
    attribution(
        article("courier"),
        "“The bow door was open when she left the quay,”",
        speaker="Ines Marrow",
        cue="said Ines",
    ),
    attribution(
        article("tribune"),
        "“We ask every family to be patient,”",
        speaker="Ada Quill",
        speaker_id="person:ada quill",
        relayed_by="the state broadcaster",
    ),
    attribution(article("ledger"), "Fourteen people were killed", "indirect", speaker="the coast guard"),
)
ENTITIES = (
    entity("Ada Quill", id="person:ada quill", aliases=("Ada Quill", "Ms. Quill")),
    entity("Port Halden", "place", id="place:port halden", country="NO"),
)


def annotated(key: str) -> Annotations:
    news = article(key)
    id, text = news.id, news.text
    mentions = [mention(news, name, e.id, e.kind) for e in ENTITIES for name in e.aliases if name in text]
    times: tuple[TimeRef, ...] = ()
    if "Thursday" in text:
        times = (date(news, "Thursday", "2019-03-14", DAY, DAY + timedelta(days=1)),)
    return Annotations(
        article_id=id,
        sentences=tuple(line(key, n) for n in range(text.count("\n") + 1)),
        mentions=tuple(mentions),
        attributions=tuple(q for q in QUOTES if q.article_id == id),
        figures=tuple(f for f in (*DEATHS, *CARRIED) if f.article_id == id),
        times=times,
        assertions=(factories.assertion(news, text.split()[0]),),
    )


def say(claim: Claim, role: str = "news") -> AccountSentence:
    return AccountSentence(text=claim.text, evidence=claim.evidence, role=role, claim_id=claim.id)  # type: ignore[arg-type]


def detail() -> StoryDetail:
    """The story: six articles, an agency printed twice, a growing toll, a figure two outlets differ on."""
    ids = tuple(sorted(f"id-{key}" for key in TEXTS))
    sank, dead, aboard, door, _, _, old = CLAIMS
    copied = tuple(line("evening", n) for n in range(3))
    return StoryDetail(
        story=factories.story(
            *ids,
            title="Ferry with 212 aboard sinks off Port Halden",
            first_seen=DAY + timedelta(hours=9),
            last_seen=DAY + timedelta(hours=36),
            place="Port Halden",
            event_start=DAY,
            event_end=DAY + timedelta(days=1),
        ),
        articles=tuple(article(id.removeprefix("id-")) for id in ids),
        derivations=(
            derivation("id-evening", "id-ledger", spans=copied, score=0.96, why="printed two hours later"),
            derivation(
                "id-ledger",
                from_agency="Meridian Wire",
                grade="most",
                spans=(line("ledger", 0),),
                score=0.8,
                why="credit line",
            ),
        ),
        entities=ENTITIES,
        annotations=tuple(annotated(id.removeprefix("id-")) for id in ids),
        claims=CLAIMS,
        differences=(
            difference({"212": ABOARD, "230": at(("post", 0))}, "people aboard", claim_ids=("c-aboard",)),
            difference(
                {"at least 14": DEAD, "19": at(("tribune", 0))},
                "people died",
                claim_ids=("c-dead",),
                updated=True,
            ),
        ),
        account=(
            say(sank),
            say(dead),
            say(door),
            AccountSentence(
                text="212 people were aboard, by Coastal Tribune; 230, by Island Post.",
                evidence=aboard.evidence,
                role="difference",
                claim_id=aboard.id,
            ),
            say(old, "background"),
        ),
        timeline=(
            TimelineEntry(
                start=DAY,
                end=DAY + timedelta(days=1),
                grain="day",
                text=sank.text,
                evidence=sank.evidence[:2],
            ),
            TimelineEntry(
                start=DAY + timedelta(days=1),
                end=DAY + timedelta(days=2),
                grain="day",
                text=TEXTS["tribune"][2].split("\n")[0],
                evidence=at(("tribune", 0)),
                inferred=True,
            ),
            TimelineEntry(
                start=datetime(2017, 1, 1, tzinfo=UTC),
                end=datetime(2018, 1, 1, tzinfo=UTC),
                grain="year",
                text=old.text,
                evidence=old.evidence,
                background=True,
            ),
        ),
        series=(series("people died", DEATHS), series("people aboard", CARRIED)),
        origins=(COURIER, WIRE, TRIBUNE, POST, UNNAMED),
        inferred_dates=(("id-undated", DAY),),
    )


REJECTED = (
    Rejected(place="pages/front.html", stage="cleaning", reason="not an article", detail="a list of links"),
    Rejected(place="feed.jsonl:7", stage="reading", reason="bad line", detail="<b>not JSON</b>"),
    Rejected(place="feed.jsonl:9", stage="reading", reason="bad line"),
)


def database(folder: Path, extra: int = 0) -> Path:
    """A real database in `folder` that holds the invented story and `extra` more of one article each."""
    import numpy as np

    from newsfold.store import Store

    path = folder / "press.db"
    store = Store(path)
    described = detail()
    articles = [*described.articles, *(replace(article("post"), id=f"id-{n}") for n in range(2, extra + 2))]
    outlets = {a.id: a.outlet or a.place for a in articles}
    with store.transaction():
        store.add_articles(articles, np.zeros((len(articles), 384), dtype=np.float32))
        store.add_rejected(REJECTED)
        store.put_stories([described.story], outlets)
        store.put_detail(described)
        for id in range(2, extra + 2):
            story = factories.story(
                f"id-{id}", id=id, title=f"Story number {id}", last_seen=DAY - timedelta(days=id)
            )
            store.put_stories([story], outlets)
            store.put_detail(StoryDetail(story=story, articles=(articles[id + 4],)))
    store.close()
    return path
