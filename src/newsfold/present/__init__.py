"""The layer between the newsroom and its outlets: what a terminal, a page and a JSON answer show alike."""

from newsfold.present.check import check_list
from newsfold.present.lists import article_view, outlet_of, rejected_list, story_list, to_json
from newsfold.present.sayings import lead, sayings
from newsfold.present.story import STATUSES, grouped, story_view, ways

__all__ = [
    "STATUSES",
    "article_view",
    "check_list",
    "grouped",
    "lead",
    "outlet_of",
    "rejected_list",
    "sayings",
    "story_list",
    "story_view",
    "to_json",
    "ways",
]
