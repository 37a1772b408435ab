"""What `newsfold check` prints."""

from __future__ import annotations

from rich.console import Group, RenderableType

from newsfold.console.terminal import console, indented, line, text
from newsfold.present import CheckedView, CheckList, EvidenceView, days, excerpt, sentence

_WORDINGS = 8  # of a claim


def checks(found: CheckList) -> None:
    """What a database says of each sentence: the answer, then the claims behind it."""
    out = console()
    for check in found.checks:
        out.print()
        if len(found.checks) > 1:
            out.print(text(check.text, "dim"))
        out.print(text(check.answer, "bold"))
        for claim in check.claims:
            out.print(_checked(claim))


def _checked(claim: CheckedView) -> RenderableType:
    colours = {"says so": "green", "differs": "red", "near": "dim", "mentions": "dim"}
    seen = "no date stated"
    if claim.first_published and claim.last_published:
        seen = days(claim.first_published, claim.last_published)
    lines: list[RenderableType] = [
        line(("● ", colours[claim.relation]), (claim.finding, "bold")),
        indented(text(f"story {claim.story_id}: {claim.story_title or 'Untitled story'}, {seen}", "dim")),
    ]
    lines += [indented(_passage(evidence)) for evidence in claim.evidence[:_WORDINGS]]
    if len(claim.evidence) > _WORDINGS:
        lines.append(indented(text(f"and {len(claim.evidence) - _WORDINGS} more (--json has all)", "dim")))
    lines.append(indented(text(" ".join(sentence(origin.why) for origin in claim.origins), "dim")))
    return indented(Group(*lines))


def _passage(evidence: EvidenceView) -> RenderableType:
    return line((f"[{evidence.number}] ", "cyan"), (evidence.outlet, "bold"), f": {excerpt(evidence.text)}")
