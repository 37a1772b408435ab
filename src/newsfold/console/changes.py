"""What is printed of changes."""

from __future__ import annotations

from newsfold.console.terminal import console, line
from newsfold.present import ChangeList


def changes(found: ChangeList) -> None:
    """A line a change, and the cursor to ask with next."""
    out = console()
    for one in found.changes:
        other = f", story {one.other_id}" if one.other_id else ""
        words = " / ".join(one.words)
        time = one.at.strftime("%Y-%m-%d %H:%M:%S")
        story = (f"story {one.story_id}{other}", "bold")
        out.print(line((time, "dim"), f"  {one.kind}: ", story, f"  {words}"))
    if not found.changes:
        out.print("Nothing has changed.")
    more = "There are more" if found.more else "What comes next"
    out.print(line((f"{more}: --since {found.next}", "dim")))
