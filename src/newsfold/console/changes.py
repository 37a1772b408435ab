"""What is printed of changes."""

from __future__ import annotations

from newsfold.console.terminal import console, line
from newsfold.present import ChangeList


def changes(page: ChangeList) -> None:
    """A line a change, and the cursor to ask with next."""
    out = console()
    for change in page.changes:
        other = f", story {change.other_id}" if change.other_id else ""
        words = " / ".join(change.words)
        time = change.at.strftime("%Y-%m-%d %H:%M:%S")
        story = (f"story {change.story_id}{other}", "bold")
        out.print(line((time, "dim"), f"  {change.kind}: ", story, f"  {words}"))
    if not page.changes:
        out.print("Nothing has changed.")
    more = "There are more" if page.more else "What comes next"
    out.print(line((f"{more}: --since {page.next}", "dim")))
