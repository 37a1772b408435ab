"""Whether the verbs around a time expression point to the past or the future."""

from __future__ import annotations

import re
from typing import Literal

from newsfold.extract.times.settings import TENSES
from newsfold.language import either, phrases, words

# "may have left" speaks of the past, "may have to leave" and "may have a vote" do not
_NOT_OVER = (
    r"(?!(?:n['’]t)?\s+(?:not\s+|\w+ly\s+)?have\s+"
    r"(?!to\b|an?\b|the\b|no\b|its\b|their\b|his\b|her\b|until\b))"
)
_PLANS = either(words("times", "verbs of plans"))
_BEFORE_TO = either(words("times", "verbs before to"))
_ASKING = either(words("times", "verbs of asking"))
# Which way an expression without a year points: the nearest of these in its sentence decides.
_FUTURE = (
    rf"will|won['’]t|shall|(?:would|can|cannot|can['’]t|could|must|should|(?-i:may|might)){_NOT_OVER}|going\s+to"
    rf"|to\s+be|(?:is|are)\s+(?:to|due|set)|plans?\s+(?:to|an?)"
    rf"|(?:{_PLANS})(?:\s+[\w.’'-]+){{0,5}}?\s+to|(?:{_BEFORE_TO})\s+(?:up\s+)?to"
    rf"|(?:{either(phrases('times', 'plans'))})"
    r"|planned\s+for|due\s+(?:to|in|on|by)"
    r"|set\s+(?:to|for)|(?:expected|scheduled|slated|likely)(?:\s+(?:to|for|on|in|by))?|hopes?\s+to"
    r"|begins|starts|opens|expires|takes\s+(?:place|effect)|kicks\s+off"
    r"|intends?\s+to|upcoming"
)
_PAST = (
    rf"{either(words('times', 'past'))}|(?<!\ba\s)(?<!\ban\s)(?<!\bthe\s)(?<!\bits\s)(?<!\bstill\s)"
    r"(?!united\b|hundred|indeed|limited\b|need|speed|\w?feed)\w{2,}ed"
    rf"|{either(words('times', 'past of irregular verbs'))}|according\s+to"
)
_VERBS = re.compile(
    rf"(?P<future>\b(?:{_FUTURE})\b(?:\s+(?!said|told)\w+){{0,2}}|['’]ll\b)|(?P<past>\b(?:{_PAST})\b)",
    re.IGNORECASE,
)
_NEXT_VERB = re.compile(
    r"\s+(?:(?P<future>(?:will|would|is\s+to|are\s+to)\b)|(?P<past>(?:said|told|\w{3,}ed|was|were"
    r"|had)\b))",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:until|till|as\s+(?:soon|early)\s+as|no\s+later\s+than|starting|beginning"
    r"|effective)\s+(?:(?:on|at|from|in)\s+)?$",
    re.IGNORECASE,
)
_NO_END = "".join(rf"(?<!\b{title})" for title in words("times", "abbreviations"))
UP_TO = re.compile(rf"\s*(?:{either(words('times', 'up to'))}|[-–—])\s*")
"""What joins the two ends of a stretch of time: "Thursday through Saturday"."""

_SENTENCE_END = re.compile(rf"(?<!\b[A-Z])(?:{_NO_END})[.!?]\s|\n\s*\n|;")
# "extended into Friday", "called for repairs by Friday": what is put off or asked for is to come
_PUT_OFF = re.compile(
    rf"\b(?:{either(words('times', 'verbs of putting off'))})\b[^.,;:]{{0,40}}?\b(?:to|into|till?|until)\s+"
    rf"(?:(?:early|late|next)\s+)?$|\b(?:is|are|was|were|{_ASKING})\s+for\s+"
    r"(?:(?!\w+ed\b)[\w’'-]+\s+){1,5}?by\s+(?:(?:early|late|next)\s+)?$",
    re.IGNORECASE,
)
# "by Friday", "into Friday": forward where no verb speaks of the past
_ONWARD = re.compile(r"\b(?:by|into)\s+(?:(?:early|late|next)\s+)?$", re.IGNORECASE)


def points(text: str, start: int, end: int) -> Literal["past", "future", ""]:
    """Where the verbs around text[start:end] point: the one right after, the nearest before, or the next.

    Only its own sentence is looked at, `TENSES.reach` characters each way; "" where no verb is found.
    """
    if follows := _NEXT_VERB.match(text, end):
        return "future" if follows.group("future") else "past"
    before = _SENTENCE_END.split(text[max(0, start - TENSES.reach) : start])[-1]
    if _UNTIL.search(before) or _PUT_OFF.search(before):
        return "future"
    after = _SENTENCE_END.split(text[end : end + TENSES.reach], maxsplit=1)[0]
    nearest = next(iter(reversed(list(_VERBS.finditer(before)))), None) or _VERBS.search(after)
    if nearest is None:
        return "future" if _ONWARD.search(before) else ""
    return "future" if nearest.group("future") else "past"
