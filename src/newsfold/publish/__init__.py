"""Stories for other programs and other people: feeds, JSON-LD, ninjs, one HTML file, packs of evidence."""

from newsfold.publish.change_feeds import change_entry
from newsfold.publish.feeds import Entry, Feed, atom, entry, json_feed, short_entry
from newsfold.publish.files import ENDINGS, MEDIA_TYPES, Format, story_bytes
from newsfold.publish.packs import HOLDS, Verification, verify_pack

__all__ = [
    "ENDINGS",
    "HOLDS",
    "MEDIA_TYPES",
    "Entry",
    "Feed",
    "Format",
    "Verification",
    "atom",
    "change_entry",
    "entry",
    "json_feed",
    "short_entry",
    "story_bytes",
    "verify_pack",
]
