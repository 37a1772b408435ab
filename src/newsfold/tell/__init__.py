"""What a reader is told of a story: its account, its title and its timeline."""

from newsfold.tell.account import account
from newsfold.tell.timeline import timeline, title

__all__ = ["account", "timeline", "title"]
