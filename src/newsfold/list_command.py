"""`newsfold stories`: the list of stories, searched, narrowed and sorted."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer

from newsfold.options import DATABASE, Db, Json, given_day, opened_newsroom
from newsfold.queries import Single, Sort, StoryQuery

_Names = list[str]


def _day_option(help: str) -> Any:
    """An option that takes a day."""
    return typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help=f"{help[:-1]}, as 2019-04-25.")


def stories(
    db: Db = DATABASE,
    limit: Annotated[int, typer.Option(metavar="N", min=1, max=10**9, help="How many to list.")] = 20,
    cursor: Annotated[
        str, typer.Option(metavar="TEXT", help="Go on where a list ended that gave this.")
    ] = "",
    search: Annotated[
        str,
        typer.Option(
            metavar="WORDS", help='Words of an article, in any form: flood, "of these words", flood*, a OR b.'
        ),
    ] = "",
    meaning: Annotated[
        str, typer.Option(metavar="TEXT", help="The stories nearest to this in meaning, up to 200.")
    ] = "",
    who: Annotated[
        _Names | None,
        typer.Option(metavar="NAME", help="Who is in it: a person or a body, or a part of the name."),
    ] = None,
    place: Annotated[_Names | None, typer.Option(metavar="NAME", help="A place that is in it.")] = None,
    outlet: Annotated[_Names | None, typer.Option(metavar="NAME", help="An outlet that reports it.")] = None,
    language: Annotated[
        _Names | None, typer.Option(metavar="CODE", help="A language that it is reported in: en.")
    ] = None,
    since: Annotated[datetime | None, _day_option("Published on this day or later.")] = None,
    until: Annotated[datetime | None, _day_option("Published on this day or earlier.")] = None,
    happened_since: Annotated[
        datetime | None, _day_option("It tells of something that happened since.")
    ] = None,
    happened_until: Annotated[
        datetime | None, _day_option("It tells of something that happened until.")
    ] = None,
    changed_since: Annotated[datetime | None, _day_option("It got an article on this day or later.")] = None,
    min_articles: Annotated[
        int, typer.Option(metavar="N", min=1, max=10**9, help="Only stories of so many articles or more.")
    ] = 1,
    max_articles: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, max=10**9, help="Only stories of so many articles or fewer."),
    ] = None,
    differences: Annotated[bool, typer.Option("--differences", help="Only where accounts differ.")] = False,
    corrections: Annotated[
        bool, typer.Option("--corrections", help="Only where a page was changed.")
    ] = False,
    single: Annotated[
        Single,
        typer.Option(help="Stories of a single outlet: counted apart, listed with the others, or alone."),
    ] = "apart",
    sort: Annotated[
        Sort | None,
        typer.Option(help="What comes first; unless told, the newest, or what fits a meaning best."),
    ] = None,
    facets: Annotated[
        bool,
        typer.Option("--facets", help="Show by what the list can be narrowed, and how many each leaves."),
    ] = False,
    json: Json = False,
) -> None:
    """List the stories of two outlets and more, newest first; every option narrows the list further."""
    from newsfold import console
    from newsfold.present import story_list, to_json

    query = StoryQuery(
        words=search.strip(),
        meaning=meaning.strip(),
        who=tuple(who or ()),
        places=tuple(place or ()),
        outlets=tuple(outlet or ()),
        languages=tuple(language or ()),
        since=given_day(since),
        until=given_day(until),
        happened_since=given_day(happened_since),
        happened_until=given_day(happened_until),
        changed_since=given_day(changed_since),
        min_articles=min_articles,
        max_articles=max_articles,
        differences=differences,
        corrections=corrections,
        single=single,
        sort=sort,
    )
    with opened_newsroom(db, quiet=json) as room:
        view = story_list(room.stories(query, limit=limit, cursor=cursor or None))
    print(to_json(view, indent=2)) if json else console.stories(view, query, with_facets=facets)
