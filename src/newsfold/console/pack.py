"""What is printed of a pack of evidence."""

from __future__ import annotations

from newsfold.console.terminal import console, text
from newsfold.present import counted
from newsfold.publish import HOLDS, Verification

_MOST_PROBLEMS = 50  # problems


def verification(report: Verification) -> None:
    """What was seen in a pack, and whether all is as it was when it was made."""
    out = console()
    out.print(text(report.title))
    held = f"{counted(report.files, 'file')}, {counted(report.articles, 'article')}"
    out.print(text(f"{held}, {counted(report.passages, 'passage')}; made by Newsfold {report.made_by}"))
    out.print(text(f"Seal (SHA-256 of the manifest): {report.seal}"))
    for problem in report.problems[:_MOST_PROBLEMS]:
        out.print(text(f"Not as it should be: {problem}"))
    if len(report.problems) > _MOST_PROBLEMS:
        out.print(text(f"and {len(report.problems) - _MOST_PROBLEMS:,} more"))
    if not report.problems:
        out.print(text("No file was changed, and every passage stands in its article."))
    out.print(text(f"It holds {HOLDS}.", "dim"))
