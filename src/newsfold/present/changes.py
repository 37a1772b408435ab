"""What changed, as a reader is shown it."""

from __future__ import annotations

from newsfold.present.views import ChangeList, LoggedView
from newsfold.records import ChangePage


def change_list(page: ChangePage) -> ChangeList:
    """Changes in order, with the cursor to ask for those after them."""
    return ChangeList(
        changes=tuple(
            LoggedView(
                cursor=change.cursor,
                at=change.at,
                kind=change.kind,
                story_id=change.story_id,
                other_id=change.other_id,
                article_id=change.article_id,
                words=change.words,
            )
            for change in page.changes
        ),
        next=page.next,
        more=page.more,
    )
