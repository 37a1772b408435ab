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

_SPELLINGS = 6


def outlets(found: OutletList) -> None:
    """Outlets with their numbers."""
    rows = [(o.name, o.owner, o.country, f"{o.articles:,}", f"{o.stories:,}") for o in found.outlets]
    listing(console(), ("outlet", "owner", "country", "articles", "stories"), rows)
    if found.total > len(rows):
        console().print(text(f"{len(rows):,} of {counted(found.total, 'outlet')}", "dim"))


def outlet(view: OutletPage) -> None:
    """An outlet's profile."""
    out = console()
    one = view.outlet
    out.print(text(one.name, "bold"))
    seen = "no date stated"
    if one.first_published and one.last_published:
        seen = days(one.first_published, one.last_published)
    out.print(
        text(f"{counted(one.articles, 'article')} in {counted(one.stories, 'story', 'stories')}, {seen}")
    )
    if one.owner or one.country:
        out.print(text("; ".join(filter(None, (one.owner and f"owned by {one.owner}", one.country)))))
    alone, joined = counted(view.first + view.alone, "story", "stories"), f"{view.first:,}"
    out.print(text(f"It stood alone with {alone} when it published; another joined {joined} of them later."))
    if view.hours_until_joined is not None:
        out.print(text(f"Half of those were joined within {view.hours_until_joined:,} hours."))
    out.print(text(f"Another had {counted(view.after, 'story', 'stories')} before it."))
    if unclear := one.stories - view.alone - view.first - view.after:
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
    _stories(view.stories, view.next_offset)


def entities(found: EntityList) -> None:
    """Entities with their numbers."""
    rows = [(one.id, one.name, one.kind, f"{one.stories:,}") for one in found.entities]
    listing(console(), ("id", "name", "kind", "stories"), rows)
    if found.next_offset is not None:
        console().print(text(f"more with --offset {found.next_offset}", "dim"))


def entity(view: EntityPage) -> None:
    """An entity's profile."""
    out = console()
    one = view.entity
    out.print(text(one.name, "bold"))
    country = f", {one.country}" if one.country else ""
    out.print(text(f"{one.kind}{country}, in {counted(one.stories, 'described story', 'described stories')}"))
    spelt = [spelling for spelling in one.spellings if spelling != one.name]
    if spelt:
        more = f" and {len(spelt) - _SPELLINGS} more" if len(spelt) > _SPELLINGS else ""
        out.print(text(f"also {', '.join(spelt[:_SPELLINGS])}{more}"))
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
    _stories(view.stories, view.next_offset)


def _stories(stories: Iterable[ProfileStoryView], next_offset: int | None) -> None:
    out = console()
    out.print()
    out.print(text("Stories", "bold"))
    for story in stories:
        outlets = counted(story.outlets, "outlet")
        title = story.title or "Untitled story"
        out.print(indented(line((f"{story.id:>6}  ", "cyan"), (title, ""), (f"  {outlets}", "dim"))))
    if next_offset is not None:
        out.print(text(f"more with --offset {next_offset}", "dim"))
