"""What `newsfold outlet` and `newsfold entity` print."""

from __future__ import annotations

from collections.abc import Iterable

from newsfold.console.terminal import console, indented, line, listing, text
from newsfold.present import (
    EntityList,
    EntityPage,
    OutletList,
    OutletPage,
    ProfileStoryView,
    counted,
    days,
    excerpt,
    when,
)

_SPELLINGS = 6  # of a name that are printed


def outlets(page: OutletList) -> None:
    """Outlets with their numbers."""
    rows = [(o.name, o.owner, o.country, f"{o.articles:,}", f"{o.stories:,}") for o in page.outlets]
    listing(console(), ("outlet", "owner", "country", "articles", "stories"), rows)
    if page.total > len(rows):
        console().print(text(f"{len(rows):,} of {counted(page.total, 'outlet')}", "dim"))


def outlet(view: OutletPage) -> None:
    """An outlet's profile."""
    out = console()
    outlet_line = view.outlet
    out.print(text(outlet_line.name, "bold"))
    seen = "no date stated"
    if outlet_line.first_published and outlet_line.last_published:
        seen = days(outlet_line.first_published, outlet_line.last_published)
    stories = counted(outlet_line.stories, "story", "stories")
    out.print(text(f"{counted(outlet_line.articles, 'article')} in {stories}, {seen}"))
    if outlet_line.owner or outlet_line.country:
        out.print(
            text(
                "; ".join(
                    filter(None, (outlet_line.owner and f"owned by {outlet_line.owner}", outlet_line.country))
                )
            )
        )
    alone, joined = counted(view.first + view.alone, "story", "stories"), f"{view.first:,}"
    out.print(text(f"It stood alone with {alone} when it published; another joined {joined} of them later."))
    if view.hours_until_joined is not None:
        out.print(text(f"Half of those were joined within {view.hours_until_joined:,} hours."))
    out.print(text(f"Another had {counted(view.after, 'story', 'stories')} before it."))
    if unclear := outlet_line.stories - view.alone - view.first - view.after:
        out.print(
            text(f"Of {counted(unclear, 'more story', 'more stories')} nothing tells who had it first.")
        )
    if view.first_reports:
        out.print()
        out.print(text("Reported first", "bold"))
        for report in view.first_reports:
            follower = f"{report.joined_by or 'another'} followed {when(report.joined_at)}"
            out.print(
                indented(line((f"{report.story_id:>6}  ", "cyan"), (report.title or "Untitled story", "")))
            )
            out.print(indented(indented(text(f"{when(report.published_at)}; {follower}", "dim"))))
    for title, rows in (("Takes text from", view.takes_from), ("Its text is taken by", view.taken_by)):
        if rows:
            out.print()
            out.print(text(title, "bold"))
        for row in rows:
            kind = " (agency)" if row.kind == "agency" else ""
            parts = (
                f"{counted(row.articles, 'article')}: {row.whole} whole, {row.most} most, {row.part} a part"
            )
            out.print(indented(line((f"{row.name}{kind}  ", ""), (parts, "dim"))))
    _story_lines(view.stories, view.next_offset)


def entities(page: EntityList) -> None:
    """Entities with their numbers."""
    rows = [
        (entity_line.id, entity_line.name, entity_line.kind, f"{entity_line.stories:,}")
        for entity_line in page.entities
    ]
    listing(console(), ("id", "name", "kind", "stories"), rows)
    if page.next_offset is not None:
        console().print(text(f"more with --offset {page.next_offset}", "dim"))


def entity(view: EntityPage) -> None:
    """An entity's profile."""
    out = console()
    entity_line = view.entity
    out.print(text(entity_line.name, "bold"))
    country = f", {entity_line.country}" if entity_line.country else ""
    stories = counted(entity_line.stories, "described story", "described stories")
    out.print(text(f"{entity_line.kind}{country}, in {stories}"))
    spelt = [spelling for spelling in entity_line.spellings if spelling != entity_line.name]
    if spelt:
        more = f" and {len(spelt) - _SPELLINGS} more" if len(spelt) > _SPELLINGS else ""
        out.print(text(f"also {', '.join(spelt[:_SPELLINGS])}{more}"))
    for same in view.same_name:
        stories = counted(same.stories, "story", "stories")
        out.print(text(f"perhaps the same: {same.name}, {stories}, spelt {same.spelling} ({same.id})", "dim"))
    if view.spread:
        out.print(
            text(f"by {view.spread_by}: " + ", ".join(f"{p.at} {p.stories}" for p in view.spread), "dim")
        )
    for title, rows in (
        ("Quoted and reported", [(quote.evidence.outlet, quote.text) for quote in view.quotes]),
        ("Claims with this name", [(claim.status, claim.text) for claim in view.claims]),
    ):
        if rows:
            out.print()
            out.print(text(title, "bold"))
        for who, words in rows:
            out.print(indented(line((f"{who}: ", "dim"), (excerpt(words), ""))))
    _story_lines(view.stories, view.next_offset)


def _story_lines(stories: Iterable[ProfileStoryView], next_offset: int | None) -> None:
    out = console()
    out.print()
    out.print(text("Stories", "bold"))
    for story in stories:
        outlets = counted(story.outlets, "outlet")
        title = story.title or "Untitled story"
        out.print(indented(line((f"{story.id:>6}  ", "cyan"), (title, ""), (f"  {outlets}", "dim"))))
    if next_offset is not None:
        out.print(text(f"more with --offset {next_offset}", "dim"))
