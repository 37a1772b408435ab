"""A story of hundreds of articles, with everything in number that a story can have."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from newsfold.records import (
    AccountSentence,
    Annotations,
    Carrier,
    Claim,
    FigureSeries,
    SeriesPoint,
    Status,
    StoryDetail,
    TimelineEntry,
)
from tests.factories import (
    article,
    attribution,
    claim,
    derivation,
    difference,
    entity,
    evidence,
    figure,
    mention,
    origin,
    story,
)

MORNING = datetime(2022, 5, 4, 6, tzinfo=UTC)
STATUSES: tuple[Status, ...] = ("single origin", "origins not clear", "corroborated", "disputed", "updated")


def large(number: int, id: int) -> StoryDetail:
    """A toll that grows through `number` outlets, each of which copies the one before; `id` is the story's.

    Every tenth outlet has something of its own to say, and every one a person who says it.
    """
    texts = [
        f"At least {20 + n // 3} people died when the dam above Velmora burst.\n"
        f"Road {n} is under water, warden Nell Ost-{n % 40} said."
        for n in range(number)
    ]
    articles = tuple(
        article(
            text,
            f"large-{n:03}",
            title=text.split("\n")[0],
            url=f"https://outlet-{n:03}.example/dam",
            outlet=f"Outlet {n:03}",
            published_at=MORNING + timedelta(minutes=10 * n),
            published_grain="minute",
        )
        for n, text in enumerate(texts)
    )
    deaths = tuple(evidence(a, a.text.split("\n")[0]) for a in articles)
    roads = tuple(evidence(a, a.text.split("\n")[1]) for a in articles)
    figures = [figure(a, str(20 + n // 3), 20 + n // 3, "people died") for n, a in enumerate(articles)]
    quotes = [
        attribution(a, a.text.split("\n")[1], "indirect", speaker=f"Nell Ost-{n % 40}")
        for n, a in enumerate(articles)
    ]
    wardens = tuple(entity(f"Nell Ost-{n}", id=f"person:nell ost-{n}") for n in range(min(40, number)))
    origins = tuple(origin(a.outlet or "", a.id) for a in articles)
    burst = claim(
        deaths[0].span.of(texts[0]),
        *deaths,
        id="large-burst",
        origins=origins,
        status="updated",
        carriers=tuple(Carrier(article_id=a.id, how="own words") for a in articles),
    )
    claims: list[Claim] = [burst]
    for n in range(number):
        held = roads[n : n + 1 + n % 7]
        carriers = tuple(Carrier(article_id=e.article_id, how="own words") for e in held)
        status = STATUSES[min(n % 7, 4)]
        text = held[0].span.of(texts[n])
        sources = origins[n : n + len(held)]
        claims.append(claim(text, *held, id=f"large-{n}", origins=sources, status=status, carriers=carriers))
    values = {str(20 + n // 3): deaths[n : n + 3] for n in range(0, number, 3)}
    return StoryDetail(
        story=story(
            *(a.id for a in articles),
            id=id,
            title="Dam above Velmora bursts",
            first_seen=MORNING,
            last_seen=articles[-1].published_at,
        ),
        articles=articles,
        claims=tuple(replace(c, story_id=id) for c in claims),
        differences=(difference(values, "people died", claim_ids=("large-burst",), updated=True),),
        account=(
            AccountSentence(text=burst.text, evidence=burst.evidence, role="news", claim_id=burst.id),
            *(
                AccountSentence(text=c.text, evidence=c.evidence, role="news", claim_id=c.id)
                for c in claims[3:8]
            ),
        ),
        entities=wardens,
        annotations=tuple(
            Annotations(
                article_id=a.id,
                figures=(count,),
                attributions=(quote,),
                mentions=(mention(a, name.name, name.id, name.kind),),
            )
            for a, count, quote, name in zip(
                articles, figures, quotes, (wardens[n % 40] for n in range(number)), strict=True
            )
        ),
        series=(
            FigureSeries(
                what="people died",
                unit="",
                points=tuple(
                    SeriesPoint(figure=f, outlet=a.outlet or "", published_at=a.published_at)
                    for f, a in zip(figures, articles, strict=True)
                ),
            ),
        ),
        timeline=tuple(
            TimelineEntry(
                start=MORNING + timedelta(days=n),
                end=MORNING + timedelta(days=n + 1),
                grain="day",
                text=texts[n].split("\n")[0],
                evidence=deaths[n : n + 40],
            )
            for n in range(0, number, 20)
        ),
        derivations=tuple(derivation(b.id, a.id) for a, b in pairwise(articles)),
        origins=origins,
    )
