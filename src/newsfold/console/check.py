"""What `newsfold check` prints."""

from __future__ import annotations

from rich.console import Group, RenderableType

from newsfold.console.terminal import MOST_PASSAGES, console, indented, line, passage, text
from newsfold.present import (
    CheckedView,
    CheckList,
    DifferenceView,
    DraftView,
    days,
    listed,
    sentence,
)

_CLAIMS = 3  # of a sentence of a draft
_VERDICT_COLOURS = {
    "says so": "green",
    "differs": "red",
    "says so, differs": "red",
    "similar": "dim",
    "mentions": "dim",
    "nothing": "dim",
}


def checks(view: CheckList) -> None:
    """What a database says of each sentence: the answer, then the claims behind it."""
    out = console()
    for check in view.checks:
        out.print()
        if len(view.checks) > 1:
            out.print(text(check.text, "dim"))
        out.print(text(check.answer, "bold"))
        for difference in check.beside:
            out.print(_difference_line(difference))
        for claim in check.claims:
            out.print(_checked_claim(claim))


def draft(view: DraftView) -> None:
    """The sentences of a part of a draft, marked by what the database has on them, with a few passages."""
    out = console()
    seen: set[int] = set()
    for entry in view.sentences:
        if entry.check is None or entry.check in seen:
            continue
        seen.add(entry.check)
        check = view.checks[entry.check]
        out.print()
        out.print(line((f"{entry.mark}  ", _VERDICT_COLOURS.get(entry.mark, "dim")), (check.text, "bold")))
        if entry.mark != "nothing":
            out.print(indented(text(check.answer, "dim")))
        for difference in check.beside:
            out.print(_difference_line(difference))
        telling = [c for c in check.claims if c.relation in ("says so", "differs")][:_CLAIMS]
        for claim in telling or check.claims[:1]:
            about = f"{claim.finding}, story {claim.story_id}"
            out.print(indented(Group(text(about, "dim"), passage(claim.compared[0]))))


def _difference_line(difference: DifferenceView) -> RenderableType:
    """The values of a figure, each with who gives it."""
    later = "; later reports carry the later value" if difference.updated else ""
    lines: list[RenderableType] = [
        line(("● ", "yellow"), (f"{difference.about}, side by side{later}", "bold"))
    ]
    for value in difference.values:
        outlets = list(dict.fromkeys(e.outlet for e in value.evidence))
        numbers = "".join(f"[{e.number}]" for e in value.evidence)
        lines.append(indented(line((value.text, "bold"), (f" {listed(outlets)} ", ""), (numbers, "cyan"))))
    return indented(Group(*lines))


def _checked_claim(claim: CheckedView) -> RenderableType:
    colours = {"says so": "green", "differs": "red", "similar": "dim", "mentions": "dim"}
    seen = "no date stated"
    if claim.first_published and claim.last_published:
        seen = days(claim.first_published, claim.last_published)
    lines: list[RenderableType] = [
        line(("● ", colours[claim.relation]), (claim.finding, "bold")),
        indented(text(f"story {claim.story_id}: {claim.story_title or 'Untitled story'}, {seen}", "dim")),
    ]
    lines += [indented(passage(evidence)) for evidence in claim.evidence[:MOST_PASSAGES]]
    if len(claim.evidence) > MOST_PASSAGES:
        lines.append(
            indented(text(f"and {len(claim.evidence) - MOST_PASSAGES} more (--json has all)", "dim"))
        )
    lines.append(indented(text(" ".join(sentence(origin.why) for origin in claim.origins), "dim")))
    return indented(Group(*lines))
