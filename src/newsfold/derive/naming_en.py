"""How an English text names an outlet that it has something from: "told The Post", "the Post's Jane Roe"."""

from __future__ import annotations

import re
from functools import lru_cache

from newsfold.derive.credits import initials
from newsfold.language import either, phrases, words
from newsfold.text import collapse


def _phrase(section: str) -> str:
    return either(phrases("credits", section), " ")


def _word(section: str) -> str:
    return either(words("credits", section))


# "told The Post", or a quotation's end in front of "Jane Roe, The Post"
_BEFORE_OUTLET = (
    rf"(?:\b(?:{_phrase('before a source')})\s+(?:the\s+|The\s+)?"
    r"|[”\"]\s+(?:[—–-]+\s*)?(?:[A-Z][\w.’'-]+\s+){1,3}[A-Z][\w.’'-]+,\s+(?:the\s+|The\s+)?)"
)
# "the Post's", "The Post first reported"
_AFTER_OUTLET = (
    rf"(?:['’]s?\b|\s+(?:(?:{_word('adverbs of reporting')})\s+)?"
    rf"(?:{_word('behind a source, in any form')}|(?:{_word('behind a source')})\b))"
)
_OUTLET_ENDINGS = "".join(rf"(?:\s+{ending})?" for ending in words("credits", "endings left out"))
_NO_PART_OF_NAME = re.compile(rf"^The\s+|{_OUTLET_ENDINGS}(?:\s+\(.*\)|\s+[-–—|]\s.*)?$|\.com$")


def names_outlet(text: str, outlet: str) -> bool:
    """Whether a text says anywhere that it has something from an outlet, as in "told The Post"."""
    pattern = _naming(outlet)
    return pattern is not None and pattern.search(text) is not None


@lru_cache(maxsize=1000)
def _naming(outlet: str) -> re.Pattern[str] | None:
    """How a text names an outlet as its source: by its name, its initials, "the" and the name's last word."""
    name = _NO_PART_OF_NAME.sub("", collapse(outlet))
    if not name[:1].isupper():
        return None
    forms = [re.sub(r"\\ Magazine$", r"\\ [Mm]agazine", re.escape(name))]
    if " " in name:
        forms += [rf"(?<=[Tt]he ){re.escape(name.split()[-1])}"]
        forms += [re.escape(short.upper()) for short in initials(name) if len(short) > 2]
    forms_pattern = rf"(?:{'|'.join(forms)})\b"
    return re.compile(rf"{_BEFORE_OUTLET}{forms_pattern}|{forms_pattern}{_AFTER_OUTLET}")
