"""What is counted: the noun phrase beside a figure, found by light rules over the words.

Where part-of-speech tags are known they decide what is a noun; without them a list of words that no
noun phrase holds, and the look of a plural, do nearly as well.
"""

from __future__ import annotations

import re

from newsfold.extract.figures.amount import Tags
from newsfold.extract.figures.settings import FIGURES
from newsfold.language import stop_words, table, words

_IRREGULAR = {row[0]: row[1] for row in table("plurals")}
_PLURALS = {one: many for many, one in _IRREGULAR.items()}
_UNCHANGING = frozenset(words("nouns", "unchanging"))
_NOT_PLURAL = frozenset(words("nouns", "no plurals"))
_VERBS_IN_S = frozenset(words("nouns", "verbs in -s"))
_STOP_WORDS = stop_words("commonest", "common", "of noun phrases")
_BEFORE_NAMES = frozenset(words("nouns", "before names"))
_LIGHT = frozenset(words("nouns", "light"))
_ING_NOUNS = frozenset(words("nouns", "nouns in -ing"))
_NO_MEN = frozenset(words("nouns", "no men"))
_NOUN_TAGS = ("NN", "NNS", "NNP", "NNPS")
_PHRASE_TAGS = frozenset(
    (*_NOUN_TAGS, "JJ", "JJR", "JJS", "VBN", "VBG", "CD", "AFX", "FW", "RBS", "POS", "HYPH")
)
_NOUN_WORD = re.compile(
    r"(?<!\d)[^\W\d_](?:[\w&]|['’](?!s\b)\w|[-‐]\w|\.(?=\w\.)|(?<=\b\w\.\w)\.)*|\d+(?:st|nd|rd|th)\b"
    r"|\d+-[^\W\d_][\w-]*"
)
_NOUN_GAP = re.compile(r"[ \t\u00a0]+")
_JOINED = re.compile(r"\s+and\s|,\s")


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    low = word.casefold()
    if low in _UNCHANGING or low in _IRREGULAR:
        return True
    if low.endswith(("men", "people", "children")) and len(low) > 5:
        return True
    odd = low.endswith(("ss", "us", "is", "'s", "’s")) or low in _NOT_PLURAL
    return len(low) > 2 and low.endswith("s") and not odd


def singular(word: str) -> str:
    """A noun's singular, lower-cased: "boxes" is "box"; a singular stays as it is."""
    low = word.casefold()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("men") and len(low) > 3:
        return low[:-2] + "an"
    if low in _UNCHANGING or not is_plural(low):
        return low
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return low[:-2]
    return low[:-1]


def plural(word: str) -> str:
    """A noun's plural, lower-cased: "box" is "boxes", "person" "people"; a plural stays as it is."""
    low = word.casefold()
    if low in _PLURALS or is_plural(low):
        return _PLURALS.get(low, low)
    if low.endswith("man") and low not in _NO_MEN:
        return low[:-2] + "en"
    if low.endswith("y") and low[-2:-1] not in "aeiou":
        return low[:-1] + "ies"
    return low + "es" if low.endswith(("s", "sh", "ch", "x", "z")) else low + "s"


def is_stop(word: str) -> bool:
    """Whether a word ends every noun phrase; "US" and "IS" in capitals are names."""
    return word.casefold() in _STOP_WORDS and not (word.isupper() and len(word) > 1)


def words_after(text: str, start: int, tags: Tags, limit: int, names: bool = True) -> list[tuple[int, int]]:
    """The words of the noun phrase that follows `start`, with nothing but spaces between them.

    Without `names`, a phrase that begins in small letters ends before a name ("term Boehner").
    """
    spans: list[tuple[int, int]] = []
    at = start
    while len(spans) < limit:
        gap = _NOUN_GAP.match(text, at)
        match = _NOUN_WORD.match(text, gap.end() if gap else at)
        if match is None or (gap is None and spans) or is_stop(match.group()):
            break
        tag = tags.get(match.end(), "")
        if tag and tag not in _PHRASE_TAGS and not (tag == "RB" and match.group().endswith("ly")):
            break
        if (
            not names
            and spans
            and text[spans[-1][0]].islower()
            and text[slice(*spans[-1])] not in _BEFORE_NAMES
            and match.group()[0].isupper()
            and match.group()[1:].islower()
        ):
            break
        spans.append((match.start(), match.end()))
        at = match.end()
    while spans and tags.get(spans[-1][1], "NN") not in _NOUN_TAGS:
        spans.pop()
    return spans


def counted_noun(text: str, start: int, many: bool, tags: Tags) -> tuple[str, int] | None:
    """The noun phrase that follows a number, lower-cased, head last, and where it ends; None without one.

    For a number other than one the head is the first plural within reach, or the last of several in a row
    ("three women drivers", "40 jobs bills"); or the first word where nothing is plural ("2,700 page
    bill"). For one it is the phrase's last word.
    """
    spans = words_after(text, start, tags, FIGURES.noun, names=many)
    words = [text[a:b] for a, b in spans]
    if not words:
        return None
    if many:
        head = _plural_head(words)
        if head < 0 and (more := _JOINED.match(text, spans[-1][1])):
            beyond = words_after(text, more.end(), tags, 3)
            end = next((b for a, b in beyond if is_plural(text[a:b])), 0)
            if end > (beyond[0][1] if beyond else 0):  # "Kia and Hyundai vehicles"
                return text[spans[0][0] : end].casefold(), end
        if head < 0 and len(words) < FIGURES.noun:  # longer phrases may have their plural further on
            head = _attributive(words, [tags.get(b, "") for _, b in spans])
    else:
        head = _last_of_phrase(words) if not tags else len(words) - 1
    if head < 0:
        return None
    telling = [w for w in words[: head + 1] if w.casefold() not in _LIGHT]
    return (" ".join(telling).casefold(), spans[head][1]) if telling else None


def _plural_head(words: list[str]) -> int:
    """Where the head of a counted phrase stands, the last of the plurals that follow each other; else -1."""
    head = next((i for i, word in enumerate(words) if is_plural(word)), -1)
    if head < 0:
        return -1
    rest = words[head + 1 :]
    if words[head] == "States":  # "two United States senators"
        return head + next((i for i, word in enumerate(rest, 1) if is_plural(word)), 0)
    follow = (i for i, word in enumerate(rest) if not is_plural(word) or word in _VERBS_IN_S)
    return head + next(follow, len(rest))


def _attributive(words: list[str], tags: list[str]) -> int:
    """Where nothing is plural: the first noun, if it is one by its tag, or is followed by another word."""
    if any(tags):
        return next((i for i, tag in enumerate(tags) if tag in ("NN", "NNS")), -1)
    first = words[0].casefold()
    sure = first.isalpha() and not first.endswith(("ed", "ing", "ly")) and first not in _BEFORE_NAMES
    return 0 if sure and words[0].islower() else -1


def _last_of_phrase(words: list[str]) -> int:
    """Without tags: the word before one that looks like a verb, at most the third; -1 for a verb alone."""
    for i, word in enumerate(words[:3]):
        low = word.casefold()
        verbal = low.endswith(("ed", "ing")) and len(low) > 4 and low not in _ING_NOUNS
        if verbal and (i or len(words) == 1):
            return i - 1
        if i and is_plural(word) and not is_plural(words[i - 1]) and i == len(words) - 1:
            return i
    last = min(len(words), 3) - 1
    return last - 1 if last and words[last].casefold() in _LIGHT else last


def words_before(text: str, end: int, tags: Tags, offset: int = 0, limit: int = 3) -> list[str]:
    """The words of the noun phrase that ends at `end` of `text`, in order; empty where none does.

    `offset` is where `text` begins in the tagged text.
    """
    listed: list[str] = []
    at = end
    for match in reversed(list(_NOUN_WORD.finditer(text, max(0, end - 80), end))):
        between = text[match.end() : at]
        tag = tags.get(match.end() + offset, "")
        fits = not tag or tag in _NOUN_TAGS or (listed and tag in _PHRASE_TAGS)
        if between.strip() or "\n" in between or is_stop(match.group()) or not fits or len(listed) == limit:
            break
        listed.append(match.group())
        at = match.start()
    return listed[::-1]
