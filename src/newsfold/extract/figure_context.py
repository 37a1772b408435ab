"""What the words around a figure say of it: its modifier, its change, what it counts, and what it is not."""

from __future__ import annotations

import re
from typing import Literal

from newsfold.extract.nouns import counted_noun, is_plural, plural, words_after, words_before

Modifier = Literal["", "about", "at least", "at most", "more than", "less than", "exactly"]
Change = Literal["", "up", "down", "same"]

_MODIFIERS: dict[str, Modifier] = {
    "about": "about", "around": "about", "some": "about", "roughly": "about", "approximately": "about",
    "approx": "about", "approx.": "about", "circa": "about", "nearly": "about", "almost": "about",
    "close to": "about", "an estimated": "about", "estimated": "about", "an average of": "about",
    "in the region of": "about", "barely": "about", "averaging": "about", "averaged": "about", "~": "about", "≈": "about",
    "at least": "at least", "no fewer than": "at least", "no less than": "at least", "not less than": "at least",
    "a minimum of": "at least", "minimum of": "at least", "upwards of": "at least", "≥": "at least",
    "up to": "at most", "as many as": "at most", "as much as": "at most", "no more than": "at most",
    "not more than": "at most", "at most": "at most", "a maximum of": "at most", "maximum of": "at most",
    "as high as": "at most", "≤": "at most",
    "more than": "more than", "over": "more than", "above": "more than", "in excess of": "more than",
    "greater than": "more than", "well over": "more than", "just over": "more than", "over than": "more than",
    "exceeding": "more than", "topped": "more than", "exceeded": "more than", ">": "more than",
    "higher than": "more than", "larger than": "more than", "longer than": "more than",
    "fewer than": "less than", "less than": "less than", "under": "less than", "below": "less than",
    "just under": "less than", "well under": "less than", "lower than": "less than", "smaller than": "less than",
    "<": "less than", "shy of": "less than",
    "exactly": "exactly", "precisely": "exactly",
}  # fmt: skip
_MODIFIER = re.compile(
    r"(?:(?<![\w])("
    + "|".join(re.escape(m) for m in sorted(_MODIFIERS, key=len, reverse=True))
    + r"))\s?(?:a\s|the\s|another\s|only\s|just\s)?$",
    re.IGNORECASE,
)
_MODIFIER_AFTER = re.compile(
    r"\s?(?:(?P<more>\+|-?plus\b|or\s+more\b)|(?P<about>or\s+so\b|(?:\w+\s)?or\s+so\b)|(?P<less>or\s+(?:less|fewer)\b))",
    re.IGNORECASE,
)

_UP = ("rose risen rise rises rising increased increase increases increasing climbed climb climbs climbing gained gain gains gaining up "
       "jumped jump jumps jumping surged surge surges surging soared soar soars soaring grew grow grows growing grown added adding "
       "advanced advance rallied hiked raised raise raises raising boosted boost swelled swell expanded ballooned rocketed "
       "leapt leaped spiked doubled tripled strengthened higher")  # fmt: skip
_DOWN = ("fell fall falls falling fallen dropped drop drops dropping declined decline declines declining decreased decrease "
         "decreases decreasing lost lose loses losing down slid slide slides slipped slip slips tumbled tumble plunged plunge "
         "plunges plummeted plummet plummeting sank sink shed sheds slumped slump dipped dip dips dipping shrank shrunk eased "
         "cut cuts cutting reduced reduce reducing lowered slashed slash contracted weakened halved lower retreated")  # fmt: skip
_SAME = "unchanged flat steady"
_CHANGES: dict[str, Change] = {
    **{w: "up" for w in _UP.split()}, **{w: "down" for w in _DOWN.split()}, **{w: "same" for w in _SAME.split()},
}  # fmt: skip
CHANGE_WORDS = tuple(sorted(_CHANGES, key=len, reverse=True))
"""Words that say that something rose, fell or stayed."""

_CHANGE_BEFORE = re.compile(
    r"\b(" + "|".join(sorted(_CHANGES, key=len, reverse=True)) + r")\b"
    r"(?P<gap>(?:\s+(?:by|to|from|of|at|in|about|around|some|nearly|almost|more|than|over|as|much|another|an?|further|only|just|"
    r"roughly|approximately|at|least|most|up|its|the|their|between|slightly|sharply|under|less|barely|additional|\w+ly))*\s+[$€£¥]?)$",
    re.IGNORECASE,
)
_CHANGE_AFTER = re.compile(
    r"[\s-](?:\w+\s)?(rise|increase|gain|jump|surge|growth|hike|boost|drop|fall|decline|decrease|cut|reduction|loss|slump|higher|lower|more|less|up|down)\b",
    re.IGNORECASE,
)
_AFTER_CHANGES: dict[str, Change] = {
    "rise": "up", "increase": "up", "gain": "up", "jump": "up", "surge": "up", "growth": "up", "hike": "up",
    "boost": "up", "higher": "up", "up": "up", "drop": "down", "fall": "down", "decline": "down", "decrease": "down",
    "cut": "down", "reduction": "down", "slump": "down", "lower": "down", "down": "down",
}  # fmt: skip

_DEAD = r"(?:killed|dead|died|die|deaths?|fatalities|murdered|slain|perished|killings)"
_HURT = r"(?:injured|wounded|hurt|injuries|casualties)"
_FATES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (fate, re.compile(pattern, re.IGNORECASE))
    for fate, pattern in (
        ("killed", _DEAD), ("injured", _HURT), ("missing", r"missing"),
        ("arrested", r"(?:arrested|arrests|detained|detentions)"), ("infected", r"(?:infected|infections)"),
        ("displaced", r"displaced"), ("evacuated", r"evacuated"), ("rescued", r"rescued"), ("hospitalised", r"hospitali[sz]ed"),
    )
)  # fmt: skip
_FATE_AFTER = re.compile(
    r"(?:\s+(?:people|others|more|other))?,?\s+(?:(?:were|was|are|is|have|has|had|been|being|reported|confirmed|left|feared|also|then|believed|to|"
    r"be|have|others)\s+){0,4}(\w+)\b",
    re.IGNORECASE,
)
_FATE_BEFORE = re.compile(
    r"\b(kill(?:ed|ing|s)|wound(?:ed|ing)|injur(?:ed|ing|es)|hurt|arrest(?:ed|ing|s)|detain(?:ed|ing)|displac(?:ed|ing)|infect(?:ed|ing)|"
    r"claim(?:ed|ing)|evacuat(?:ed|ing)|rescu(?:ed|ing)|dead|death\s+toll(?:\s+\w+){0,5}|toll(?:\s+\w+){0,4})\s+"
    r"(?:(?:at\s+least|up\s+to|as\s+many\s+as|more\s+than|some|about|around|nearly|almost|over|another|an\s+estimated|fewer\s+than|is|at|to|of)\s+)*$",
    re.IGNORECASE,
)
_BEFORE_FATES = {"kill": "killed", "dead": "killed", "death": "killed", "toll": "killed", "claim": "killed", "wound": "injured",
                 "injur": "injured", "hurt": "injured", "arrest": "arrested", "detain": "arrested", "displac": "displaced",
                 "infect": "infected", "evacuat": "evacuated", "rescu": "rescued"}  # fmt: skip
_OF_NOUN = re.compile(
    r"\s+(?:worth\s+)?(?:of|in)\s+(?P<det>the|its|their|his|her|our|all|a|an|this|these|those|total|new)?\s*",
    re.IGNORECASE,
)
_NOUN_OF = re.compile(
    r"\s(?:of|worth|totall?ing|at|is|was|are|were|to|by|from)\s+(?:\w+\s+){0,2}[$€£¥]?$", re.IGNORECASE
)
_VERB = re.compile(
    r"\s(?:is|was|are|were|be|has|had|have|will|would|could|may|might|should|to|totall?ed|reached|hit|stood|stands|cost|costs|earned|made|spent|"
    r"raised|paid|averaged|" + "|".join(sorted(_CHANGES, key=len, reverse=True)) + r")\b",
    re.IGNORECASE,
)


def modifier_of(text: str, start: int, end: int) -> Modifier:
    """How a figure is hedged by the words right before it, or right after ("or more")."""
    if match := _MODIFIER.search(text, max(0, start - 26), start):
        return _MODIFIERS[match.group(1).lower()]
    if match := _MODIFIER_AFTER.match(text, end):
        return "at least" if match.group("more") else "about" if match.group("about") else "at most"
    return ""


def change_of(text: str, start: int, end: int) -> Change:
    """Whether something rose or fell to, or by, this figure."""
    if match := _CHANGE_BEFORE.search(text, max(0, start - 64), start):
        return _CHANGES[match.group(1).lower()]
    if match := _CHANGE_AFTER.match(text, end):
        return _AFTER_CHANGES.get(match.group(1).lower(), "")
    return ""


def what_of(text: str, start: int, end: int, value: float, unit: str, ordinal: bool, share: bool) -> str:
    """What a figure counts or measures, lower-cased, "" where the words beside it do not say."""
    if ordinal:
        return _ranked(text, end)
    if unit:
        return _measured(text, start, end)
    return _counted(text, start, end, value)


def _ranked(text: str, end: int) -> str:
    """The noun of an ordinal with what defines it: "sixth" … "world leader to meet kim"."""
    noun = counted_noun(text, end, many=False)
    if noun is None:
        return ""
    words, last = noun
    tail = re.compile(r"\s+to\s+(\w+)((?:\s+[A-Z][\w-]*)+)?").match(text, last)
    if tail and tail.group(1).lower() not in ("the", "a", "an", "his", "her", "their", "its"):
        words += f" to {tail.group(1)}{tail.group(2) or ''}".lower()
    return words


def _counted(text: str, start: int, end: int, value: float) -> str:
    tied = text[end : end + 1] == "-"
    at = end + 1 if tied else end
    of = re.compile(r"\s+of\s+(?:the\s+|its\s+|their\s+|his\s+|her\s+|our\s+|these\s+|those\s+)?").match(
        text, end
    )
    noun = counted_noun(text, at, many=not tied and abs(value) != 1)
    if noun is None and of:
        noun = counted_noun(text, of.end(), many=True)
    words, last = noun if noun else ("", at)
    if tied and words:
        words = words.split()[0]
    fate = _fate(text, start, last)
    if not fate:
        return _many(words) if words else ""
    if words and re.fullmatch(
        _DEAD + "|" + _HURT + "|arrests|infections|detentions|lives|victims|others", words.split()[-1]
    ):
        words = ""
    return f"{_many(words) if words else 'people'} {fate}"


def _many(words: str) -> str:
    """A noun phrase with its head in the plural, so that "1 soldier" and "3 soldiers" are of one thing."""
    *rest, head = words.split()
    return " ".join([*rest, plural(head)])


def _fate(text: str, start: int, last: int) -> str:
    """What befell those counted: "killed", "injured" …, "" where nothing is said."""
    own = re.search(r"\w+$", text[max(0, last - 24) : last])
    if own and (found := next((fate for fate, pattern in _FATES if pattern.fullmatch(own.group())), "")):
        return found
    if (after := _FATE_AFTER.match(text, last)) and (
        found := next((fate for fate, pattern in _FATES if pattern.fullmatch(after.group(1))), "")
    ):
        return found
    if before := _FATE_BEFORE.search(text, max(0, start - 70), start):
        word = before.group(1).lower()
        return next((fate for stem, fate in _BEFORE_FATES.items() if word.startswith(stem)), "")
    return ""


def _measured(text: str, start: int, end: int) -> str:
    """What an amount in a unit is of: "food aid", "workforce", "unemployment rate"."""
    if match := _OF_NOUN.match(text, end):
        spans = words_after(text, match.end(), 3)
        if spans and not (match.group().strip().lower() == "in the"):
            words = [text[a:b].lower() for a, b in spans]
            head = next((i for i, w in enumerate(words) if is_plural(w)), len(words) - 1)
            return " ".join(words[: head + 1])
    spans = words_after(text, end + (text[end : end + 1] == "-"), 3)
    if spans and text[spans[0][0]].islower() and text[end : spans[0][0]] in (" ", "-"):
        words = [text[a:b].lower() for a, b in spans]
        if words[0] not in (
            "more",
            "less",
            "higher",
            "lower",
            "each",
            "total",
            "ago",
            "wide",
            "long",
            "deep",
            "high",
            "tall",
        ):
            cut = next(
                (i for i, w in enumerate(words) if i and (w.endswith(("ed", "ing")) or is_plural(w))),
                len(words) - 1,
            )
            return " ".join(words[: cut + 1])
    return _subject(text, start)


def _subject(text: str, start: int) -> str:
    """The noun before the verb or preposition that leads to an amount."""
    clause = max(text.rfind(mark, max(0, start - 100), start) for mark in (". ", "; ", "\n", ", ", ": "))
    begin = max(clause, start - 100, 0)
    window = text[begin:start]
    if link := _NOUN_OF.search(window):
        if nouns := words_before(window, link.start(), 3):
            if nouns[-1].lower() not in _CHANGES:
                return " ".join(nouns).lower()
    for verb in _VERB.finditer(window):
        if nouns := words_before(window, verb.start(), 3):
            return " ".join(nouns).lower()
    return ""


# ── what is no figure ─────────────────────────────────────────────────────────────────────────────

_LABEL = re.compile(
    r"(?:\b(?:no|nos|number|num|category|cat|level|phase|stage|page|pages|chapter|section|article|type|version|room|gate|"
    r"line|grade|week|day|game|round|step|part|unit|zone|district|precinct|highway|interstate|exit|terminal|platform|route|"
    r"runway|block|flight|bus|train|track|episode|season|class|group|tier|rule|figure|table|appendix|amendment|proposition|"
    r"prop|title|act|area|pier|studio|channel|formula|world\s+war|lot|box|suite|apartment|apt|floor|verse|item|vol|volume|"
    r"issue|code|cell|ward|lane|mark|under|ps|xbox|windows|ios|android)[.\s]\s?|#\s?)$",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.!?:;\"“] )(?<!^)(?<!\n)\b[a-z]?[A-Z][\w.&'’-]*\s$")
_GLUED_BEFORE = re.compile(r"(?:[A-Za-z]|\d)[-–/]$|[\w@_]$|\d[:.]$")
_GLUED_AFTER = re.compile(r"[A-Za-z_@]|[-/]\d|[-–]?[:]\d|\s?[-–]\s?\d+\s?[-–]\s?\d|\(\w\)|/\d")
_SCORE_AFTER = re.compile(r"\s?[-–]\s?\d{1,3}(?![\d,.]|\s?(?:%|per))\b")
_SCORE_BEFORE = re.compile(r"\d{1,3}\s?[-–]\s?$")
_IDIOM = re.compile(
    r"(?:\b(?:no|any|every|some|each|the|this|that|which|day|number|or|loved|another)\s)$", re.IGNORECASE
)
_IDIOM_AFTER = re.compile(
    r"\s+(?:another|day\b|by\s+one|can|should|must|might|would|way\s+or)|['’-](?:s\b|time|off|on|and|way|sided|man|woman|stop)",
    re.IGNORECASE,
)


def is_label(text: str, start: int, end: int, has_unit: bool) -> bool:
    """Whether a number names something ("Flight 370", "iPhone 11", "COVID-19") rather than counts it."""
    before, found = text[max(0, start - 24) : start], text[start:end]
    if _GLUED_BEFORE.search(before) or (not has_unit and _GLUED_AFTER.match(text, end)):
        return True
    if found.lower() == "one":
        return bool(_IDIOM.search(before) or _IDIOM_AFTER.match(text, end))
    if has_unit:
        return False
    if _LABEL.search(before):
        return True
    noun = counted_noun(text, end, many=True)
    if noun is None and _NAME.search(text, max(0, start - 24), start):
        return True
    following = words_after(text, end, 3)
    return noun is None and bool(following) and text[following[0][0]].isupper() and found[0].isdigit()


def is_score(text: str, start: int, end: int) -> bool:
    """Whether a number belongs to a score, a vote count or a phone number ("2-1", "555-0199")."""
    if _SCORE_AFTER.match(text, end) or _SCORE_BEFORE.search(text, max(0, start - 8), start):
        return True
    found = re.fullmatch(r"(\d{1,3})\s?[-–]\s?(\d{1,3})", text[start:end])
    return bool(found) and counted_noun(text, end, many=True) is None
