"""What the words around a figure say of it: its modifier, its change, and what it counts or measures."""

from __future__ import annotations

import re
from typing import get_args

from newsfold.extract.figures.amount import Direction, Modifier, Tags
from newsfold.extract.figures.nouns_en import counted_noun, is_plural, plural, words_after, words_before
from newsfold.extract.figures.units import units
from newsfold.extract.numbers_en import SCALE_WORDS, WORDED
from newsfold.language import either, phrases
from newsfold.language import words as listed

_MODIFIER_OF: dict[str, Modifier] = {
    hedge: kind for kind in get_args(Modifier) if kind for hedge in phrases("hedges", kind)
}
_HEDGE_FORMS = sorted(_MODIFIER_OF, key=len, reverse=True)
HEDGE = either(_HEDGE_FORMS)
"""A hedge before its number, as a pattern without a group: "roughly", "close to", "well over"."""

_MODIFIER = re.compile(
    rf"(?<!\w)({either(_HEDGE_FORMS, ' ')})"
    r"\s?(?:a\s|the\s|another\s|only\s|just\s)?$",
    re.IGNORECASE,
)
AFTER_NUMBER = re.compile(
    r"\s?(?:(?P<more>\+|-?plus\b|(?:or|and)\s+(?:more|older|over|above|up)\b)|(?P<about>-odd\b|or\s+so\b)|(?P<less>(?:or|and)\s+(?:less|fewer|younger|under)\b))",
    re.IGNORECASE,
)
"""A hedge that stands behind its number: "or more", "-plus", "or so", "or fewer"."""

_DIRECTIONS: dict[str, Direction] = {
    word: change for change in get_args(Direction) if change for word in listed("changes", change)
}
CHANGE_WORDS = tuple(sorted(_DIRECTIONS, key=len, reverse=True))
"""Words that say that something rose, fell or stayed."""

_CHANGE_SET = frozenset((*CHANGE_WORDS, "up", "down"))
_NEEDS_BY = frozenset(listed("changes", "change only with by"))
_HEDGES = rf"(?:\s+(?:{HEDGE}|{either(listed('changes', 'before the number'))}|\w+ly))*"
_CHANGE_BEFORE = re.compile(
    rf"(?:\b(?P<word>{either(CHANGE_WORDS)})\b{_HEDGES}(?P<link>\s+(?:by|to|from|of|at|in))?{_HEDGES}"
    rf"|(?:\b(?:is|was|are|were|be|been|ended|closed|finished|trading|traded|still|and|percent)\s"
    rf"|[,—–-]\s?|\d%\s)"
    rf"(?P<way>up|down)(?!\s+to){_HEDGES}(?:\s+(?:by|from)\b{_HEDGES})?)\s+(?:[A-Z]{{1,3}})?[$€£¥]?$"
)
_CHANGE_AFTER = re.compile(
    rf"[\s-](?:\w+\s)?(?:(?P<up>{either(listed('changes', 'behind a rise'))})"
    rf"|(?P<down>{either(listed('changes', 'behind a fall'))}))\b"
)

FATES = {said: (said, *others) for said, *others in map(str.split, phrases("figures", "fates"))}
"""What befell those counted: the word to show, and all the words that say so."""

_FATE_OF = {form: fate for fate, forms in FATES.items() for form in forms}
_NO_NOUN = frozenset((*_FATE_OF, *listed("figures", "people of a fate")))
_FATE_AFTER = re.compile(
    r"(?:\s+(?:people|others|more|other))?(?:,\s+(?:including|among)[^,.]{1,40},|,)?"
    rf"\s+(?:(?:{either(listed('figures', 'before a fate'))})\s+){{0,4}}(\w+)\b",
    re.IGNORECASE,
)
_FATE_BEFORE = re.compile(
    r"\b(?:(?P<killed>kill(?:ed|ing|s)|claim(?:ed|ing)|(?:death\s+)?toll(?:\s+\w+){0,5}"
    r"|dead(?:\s+(?:has|had|have|was|stood|now|rose|risen|climbed)){0,3})"
    r"|(?P<injured>wound(?:ed|ing)|injur(?:ed|ing|es)|hurt)|(?P<arrested>arrest(?:ed|ing|s)|detain(?:ed|ing))"
    r"|(?P<displaced>displac(?:ed|ing))|(?P<infected>infect(?:ed|ing))|(?P<evacuated>evacuat(?:ed|ing))"
    r"|(?P<rescued>rescu(?:ed|ing)))\s+"
    rf"(?:(?:{HEDGE}|another|is|at|to|of)\s+)*$",
    re.IGNORECASE,
)
_SUSPENDED = re.compile(r"-(?:,\s+\w+-)*,?\s+(?:and|or|to)\s+\w+-([a-z]+)")
_OR_TWO = re.compile(r"\b(?:an?|another)\s+([a-z]+)\s+or\s+$")
_OWNER = r"(?:(?:[\w.&-]+\s){0,3}?[\w.&-]+(?:['’]s|s['’])\s+)?"  # "… of the party's elite players"
_OF_COUNTED = re.compile(
    rf"\s+of\s+(?:(?:the|its|their|his|her|our|these|those|all)\s+)?{_OWNER}(?:(?:\d[\d,.]*|{WORDED})\s+)?"
)
_OF_MEASURED = re.compile(
    rf"\s+(?:worth\s+)?(?:(?P<of>of)|in)\s+(?P<det>the|its|their|his|her|our|all|a|an|this|these|those"
    rf"|total|new)?\b\s*{_OWNER}",
    re.IGNORECASE,
)
_HALF_THE = re.compile(rf"\s+(?:the|its|their|his|her|our|all|that|those)\s+{_OWNER}")
_PRISON = re.compile(rf"\s+(?:in|of)\s+({either(listed('figures', 'prison'))})\b|['’]?\s+(imprisonment)\b")
_NO_ATTRIBUTE = frozenset(listed("figures", "no attribute"))
_NOUN_OF = re.compile(
    r"\s(?:of|worth|totall?ing|at|is|was|are|were|to|by|from)\s+(?:\w+\s+){0,2}[$€£¥]?$", re.IGNORECASE
)
_VERB = re.compile(rf"\s(?:{either((*listed('figures', 'verbs before an amount'), *CHANGE_WORDS))})\b")


def modifier_of(text: str, start: int, end: int) -> Modifier:
    """How a figure is hedged by the words right before it, or right after ("or more")."""
    if match := _MODIFIER.search(text, max(0, start - 26), start):
        return _MODIFIER_OF[match.group(1).casefold()]
    if match := AFTER_NUMBER.match(text, end):
        return "at least" if match.group("more") else "about" if match.group("about") else "at most"
    return ""


def change_of(text: str, start: int, end: int) -> Direction:
    """Whether something rose or fell to, or by, this figure."""
    begin = max(0, start - 64)
    has_cue = not _CHANGE_SET.isdisjoint(text[begin:start].split())
    if has_cue and (match := _CHANGE_BEFORE.search(text, begin, start)):
        if "from" in match.group().split():
            return ""  # "up from 20": the 20 is what it was
        if way := match.group("way"):
            return "up" if way == "up" else "down"
        word = match.group("word")
        if (
            word not in _NEEDS_BY
            or match.group("link")
            or re.search(r"%|percent|per cent|points?", text[start:end])
        ):
            return _DIRECTIONS[word]
    if match := _CHANGE_AFTER.match(text, end):
        return "up" if match.group("up") else "down"
    return ""


# ── what it counts ────────────────────────────────────────────────────────────────────────────────


def ranked(text: str, end: int, tags: Tags) -> str:
    """The noun of an ordinal with what defines it: "sixth" … "world leader to meet kim"; "" for adverbs."""
    noun = counted_noun(text, end, False, tags)
    if noun is None or noun[0] == "one":
        return ""
    words, last = noun
    tail = re.compile(r"\s+to\s+([a-z]+)((?:\s+[A-Z][\w-]*)+)?").match(text, last)
    if tail and tail.group(1) not in ("the", "a", "an", "his", "her", "their", "its", "this"):
        words += f" to {tail.group(1)}{tail.group(2) or ''}".casefold()
    return words


def counted(text: str, start: int, end: int, value: float, tags: Tags) -> tuple[str, int]:
    """What a bare number counts, head in the plural ("people killed", "world cups"), and where that ends.

    ("", end) where nothing says.
    """
    tied = text[end : end + 1] == "-"
    hedge = AFTER_NUMBER.match(text, end)
    at = hedge.end() if hedge else end + tied
    noun = counted_noun(text, at, not tied and abs(value) != 1, tags)
    if noun and value == 1 and not tags:
        noun = _without_verb(*noun)
    if tied and (later := _SUSPENDED.match(text, end)):  # "four-, five- and six-cylinder engines"
        noun = (later.group(1).casefold(), end)
    elif noun is None and (
        earlier := _OR_TWO.search(text, max(0, start - 30), start)
    ):  # "another pick or two"
        noun = (earlier.group(1).casefold(), end)
    elif noun is None and text[start - 1 : start] == "(" and (spans := words_after(text, at, tags, 3)):
        noun = (text[spans[0][0] : spans[-1][1]].casefold(), spans[-1][1])  # "(3 SEC, 2 ACC)"
    if noun is None and (of := _OF_COUNTED.match(text, at)):
        noun = counted_noun(text, of.end(), True, tags)
        at = of.end() - 1
    words, last = noun if noun else ("", at)
    if tied and words and not hedge:
        words = words.split()[0]
    fate = _fate(text, start, last)
    if not fate:
        return (_many(words) if words else ""), last
    if words and words.split()[-1].casefold() in _NO_NOUN:
        words = ""
    return f"{_many(words) if words else 'people'} {fate}", last


def _without_verb(words: str, last: int) -> tuple[str, int] | None:
    """The noun phrase of a single thing without the verb in -s that follows it ("one proposal asks")."""
    parts = words.split()
    verbs = (i for i, word in enumerate(parts) if word.endswith("s") and all(map(is_plural, parts[i:])))
    cut = next(verbs, len(parts))
    return (" ".join(parts[:cut]), last - len(" ".join(parts[cut:])) - (cut < len(parts))) if cut else None


def _many(words: str) -> str:
    """A noun phrase with its head in the plural, so that "1 soldier" and "3 soldiers" are of one thing."""
    *rest, head = words.split()
    return " ".join([*rest, plural(head)])


def _fate(text: str, start: int, last: int) -> str:
    """What befell those counted: "killed", "injured" …, "" where nothing is said."""
    last_word = re.search(r"\w+$", text[max(0, last - 24) : last])
    after = _FATE_AFTER.match(text, last)
    for word in (last_word.group() if last_word else "", after.group(1) if after else ""):
        if fate := _FATE_OF.get(word.casefold()):
            return fate
    before = _FATE_BEFORE.search(text, max(0, start - 70), start)
    return (before.lastgroup or "") if before else ""


# ── what it measures ──────────────────────────────────────────────────────────────────────────────


def measured(text: str, start: int, end: int, kind: str, tags: Tags) -> str:
    """What an amount in a unit is of: "food aid", "workforce", "unemployment rate"; "" where nothing says."""
    if kind == "time":
        prison = _PRISON.match(text, end)
        if prison or text[end : end + 1] != "-":
            return (prison.group(1) or prison.group(2)) if prison else ""
    if match := _OF_MEASURED.match(text, end):
        noun = _noun_words(text, match.end(), tags) if match.group("of") or not match.group("det") else ""
        if noun:  # but nothing for "$5m in the morning"
            return noun
    if kind == "share" and (whole := _HALF_THE.match(text, end)):
        return _noun_words(text, whole.end(), tags)
    tied = text[end : end + 1] == "-"
    if text[end + 1 : end + 2].isalpha() and (tied or text[end : end + 1] == " "):
        noun = _noun_words(text, end + 1, tags)
        name = text[end + 1].isupper()
        if noun and noun.split()[0] not in _NO_ATTRIBUTE and not (name and not is_plural(noun.split()[-1])):
            return noun
    return "" if kind == "time" else _subject(text, start, tags)


def _noun_words(text: str, start: int, tags: Tags) -> str:
    words = [text[a:b].casefold() for a, b in words_after(text, start, tags, 3, names=False)]
    verbs = (
        ()
        if tags
        else tuple(i for i, w in enumerate(words) if w.endswith(("ed", "ing")) and (i or len(words) == 1))
    )
    words = words[: verbs[0]] if verbs else words
    head = next((i for i, word in enumerate(words) if is_plural(word)), len(words) - 1)
    return " ".join(words[: head + 1])


def _is_amount(word: str) -> bool:
    """Whether a word belongs to an amount before, and is no subject ("billion", "cents", "points")."""
    low = word.casefold()
    unit = units().by_form.get(low)
    amount = unit is not None and (unit.kind != "money" or low.endswith("s"))
    return amount or (low in SCALE_WORDS and low != "hundred")


def _subject(text: str, start: int, tags: Tags) -> str:
    """The noun before the verb or preposition that leads to an amount."""
    begin = max(0, start - 100)
    clause = max(text.rfind(mark, begin, start) for mark in (". ", "; ", "\n", ", ", ": "))
    begin = max(clause + 1, begin)
    hedge = _MODIFIER.search(text, begin, start)
    window = text[begin : hedge.start() if hedge else start]
    ends = [link.start()] if (link := _NOUN_OF.search(window)) else []
    ends += [verb.start() for verb in _VERB.finditer(window)]
    for end in ends:
        nouns = words_before(window, end, tags, begin)
        if (
            nouns
            and nouns[-1].casefold() not in _DIRECTIONS
            and not _is_amount(nouns[-1])
            and (tags or not nouns[-1].casefold().endswith(("ed", "ing", "ly")))
        ):
            return " ".join(nouns).casefold()
    return ""
