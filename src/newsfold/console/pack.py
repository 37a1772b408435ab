"""What is printed of a pack of evidence."""

from __future__ import annotations

from newsfold.console.terminal import console, text
from newsfold.present import counted
from newsfold.publish import HOLDS, Verification

_MOST = 50  # problems


def verification(found: Verification) -> None:
    """What was seen in a pack, and whether all is as it was when it was made."""
    out = console()
    out.print(text(found.title))
    held = f"{counted(found.files, 'file')}, {counted(found.articles, 'article')}"
    out.print(text(f"{held}, {counted(found.passages, 'passage')}; made by Newsfold {found.made_by}"))
    out.print(text(f"Seal (SHA-256 of the manifest): {found.seal}"))
    for problem in found.problems[:_MOST]:
        out.print(text(f"Not as it should be: {problem}"))
    if len(found.problems) > _MOST:
        out.print(text(f"and {len(found.problems) - _MOST:,} more"))
    if not found.problems:
        out.print(text("No file was changed, and every passage stands in its article."))
    out.print(text(f"It holds {HOLDS}.", "dim"))
