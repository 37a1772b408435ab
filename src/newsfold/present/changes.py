"""What changed, as a reader is shown it."""

from __future__ import annotations

from newsfold.present.views import ChangeList, LoggedView
from newsfold.records import ChangePage


def change_list(page: ChangePage) -> ChangeList:
    """Changes in order, with the cursor to ask for those after them."""
    return ChangeList(
        changes=tuple(
            LoggedView(
                cursor=one.cursor,
                at=one.at,
                kind=one.kind,
                story_id=one.story_id,
                other_id=one.other_id,
                article_id=one.article_id,
                words=one.words,
            )
            for one in page.changes
        ),
        next=page.next,
        more=page.more,
    )
