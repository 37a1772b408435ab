"""A story for other programs and other people: JSON-LD, ninjs, one HTML file, and a pack of its evidence."""

from newsfold.publish.files import ENDINGS, MEDIA_TYPES, Format, story_bytes
from newsfold.publish.packs import Verification, verify_pack

__all__ = ["ENDINGS", "MEDIA_TYPES", "Format", "Verification", "story_bytes", "verify_pack"]
