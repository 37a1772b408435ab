"""What the words around a figure say of it: its modifier, its change, and what it counts or measures."""

from __future__ import annotations

import re
from typing import Literal

from newsfold.extract.figures.nouns import Tags, counted_noun, is_plural, plural, words_after, words_before
from newsfold.extract.figures.units import units
from newsfold.extract.numbers_en import WORDS

Modifier = Literal["", "about", "at least", "at most", "more than", "less than", "exactly"]
Change = Literal["", "up", "down", "same"]

_MODIFIERS: dict[Modifier, tuple[str, ...]] = {
    "about": ("about", "around", "some", "roughly", "approximately", "approx", "approx.", "circa", "nearly",
              "almost", "close to", "an estimated", "estimated", "an average of", "in the region of",
              "barely", "averaging", "averaged", "~", "≈", "a mere"),
    "at least": ("at least", "no fewer than", "no less than", "not less than", "a minimum of", "minimum of",
                 "upwards of", "≥"),
    "at most": ("up to", "as many as", "as much as", "no more than", "not more than", "at most",
                "a maximum of", "maximum of", "as high as", "≤"),
    "more than": ("more than", "over", "above", "in excess of", "greater than", "well over", "just over",
                  "exceeding", "topped", "exceeded", "surpassed", "higher than", "larger than",
                  "longer than", ">"),
    "less than": ("fewer than", "less than", "under", "below", "just under", "well under", "lower than",
                  "smaller than", "shy of", "<"),
    "exactly": ("exactly", "precisely"),
}  # fmt: skip
_MODIFIER_OF: dict[str, Modifier] = {word: kind for kind, words in _MODIFIERS.items() for word in words}
_MODIFIER = re.compile(
    rf"(?<!\w)({'|'.join(re.escape(m) for m in sorted(_MODIFIER_OF, key=len, reverse=True))})"
    r"\s?(?:a\s|the\s|another\s|only\s|just\s)?$",
    re.IGNORECASE,
)
AFTER_NUMBER = re.compile(
    r"\s?(?:(?P<more>\+|-?plus\b|(?:or|and)\s+(?:more|older|over|above|up)\b)|(?P<about>-odd\b|or\s+so\b)|(?P<less>(?:or|and)\s+(?:less|fewer|younger|under)\b))",
    re.IGNORECASE,
)
"""A hedge that stands behind its number: "or more", "-plus", "or so", "or fewer"."""

_UP = (
    "rose risen rise rises rising increased increase increases increasing climbed climb climbs climbing "
    "gained "
    "gain gains gaining jumped jump jumps jumping surged surge surges surging soared soar soars soaring "
    "grew grow "
    "grows growing grown advanced advance rallied hiked boosted boost swelled swell expanded ballooned "
    "rocketed "
    "leapt leaped spiked doubled tripled strengthened raised"
)
_DOWN = (
    "fell fall falls falling fallen dropped drop drops dropping declined decline declines declining "
    "decreased "
    "decrease decreases decreasing slid slide slides slipped slip slips tumbled tumble plunged plunge "
    "plunges "
    "plunging plummeted plummet plummeting sank sink sinks shed sheds slumped slump dipped dip dips "
    "dipping shrank "
    "shrunk eased cut cuts cutting reduced reduce reducing lowered slashed slash contracted weakened halved "
    "retreated lost"
)
_CHANGES: dict[str, Change] = {
    **dict.fromkeys(_UP.split(), "up"),
    **dict.fromkeys(_DOWN.split(), "down"),
    **dict.fromkeys(("unchanged", "steady", "flat"), "same"),
}
CHANGE_WORDS = tuple(sorted(_CHANGES, key=len, reverse=True))
"""Words that say that something rose, fell or stayed."""

_CHANGE_SET = frozenset((*CHANGE_WORDS, "up", "down"))
_NEEDS_BY = frozenset(
    ("raised", "lost", "cut", "cuts", "cutting", "shed")
)  # "raised $5m", "lost 20 men" change nothing
_HEDGES = (
    r"(?:\s+(?:about|around|some|nearly|almost|more|than|over|as|much|many|another|an?|further|only|just"
    r"|roughly|at|"
    r"least|most|its|the|their|between|slightly|sharply|under|less|barely|additional|up|\w+ly))*"
)
_CHANGE_BEFORE = re.compile(
    rf"(?:\b(?P<word>{'|'.join(CHANGE_WORDS)})\b{_HEDGES}(?P<link>\s+(?:by|to|from|of|at|in))?{_HEDGES}"
    rf"|(?:\b(?:is|was|are|were|be|been|ended|closed|finished|trading|traded|still|and|percent)\s"
    rf"|[,—–-]\s?|\d%\s)"
    rf"(?P<way>up|down)(?!\s+to){_HEDGES}(?:\s+(?:by|from)\b{_HEDGES})?)\s+(?:[A-Z]{{1,3}})?[$€£¥]?$"
)
_CHANGE_AFTER = re.compile(
    r"[\s-](?:\w+\s)?(?:(?P<up>rise|increase|gain|jump|surge|growth|hike|boost|higher)"
    r"|(?P<down>drop|fall|decline|decrease|cut|reduction|slump|lower))\b"
)

_FATES = {
    "killed": r"killed|dead|died|deaths?|fatalities|murdered|slain|perished|killings",
    "injured": r"injured|wounded|hurt|injuries",
    "missing": r"missing",
    "arrested": r"arrested|arrests|detained|detentions",
    "infected": r"infected|infections",
    "displaced": r"displaced",
    "evacuated": r"evacuated",
    "rescued": r"rescued",
    "hospitalised": r"hospitali[sz]ed",
}
_FATE = re.compile("|".join(f"(?P<{fate}>{words})" for fate, words in _FATES.items()), re.IGNORECASE)
_NO_NOUN = re.compile(rf"(?:{'|'.join(_FATES.values())}|lives|victims|others|casualties)", re.IGNORECASE)
_FATE_AFTER = re.compile(
    r"(?:\s+(?:people|others|more|other))?(?:,\s+(?:including|among)[^,.]{1,40},|,)?\s+(?:(?:were|was|are|is|have|has|had|been|being|reported"
    r"|confirmed|left|"
    r"feared|also|then|believed|to|be)\s+){0,4}(\w+)\b",
    re.IGNORECASE,
)
_FATE_BEFORE = re.compile(
    r"\b(?:(?P<killed>kill(?:ed|ing|s)|claim(?:ed|ing)|(?:death\s+)?toll(?:\s+\w+){0,5}"
    r"|dead(?:\s+(?:has|had|have|was|stood|now|rose|risen|climbed)){0,3})"
    r"|(?P<injured>wound(?:ed|ing)|injur(?:ed|ing|es)|hurt)|(?P<arrested>arrest(?:ed|ing|s)|detain(?:ed|ing))"
    r"|(?P<displaced>displac(?:ed|ing))|(?P<infected>infect(?:ed|ing))|(?P<evacuated>evacuat(?:ed|ing))"
    r"|(?P<rescued>rescu(?:ed|ing)))\s+"
    r"(?:(?:at\s+least|up\s+to|as\s+many\s+as|more\s+than|some|about|around|nearly|almost|over|another"
    r"|an\s+estimated|"
    r"fewer\s+than|is|at|to|of)\s+)*$",
    re.IGNORECASE,
)
_SUSPENDED = re.compile(r"-(?:,\s+\w+-)*,?\s+(?:and|or|to)\s+\w+-([a-z]+)")
_OR_TWO = re.compile(r"\b(?:an?|another)\s+([a-z]+)\s+or\s+$")
_OWNER = r"(?:(?:[\w.&-]+\s){0,3}?[\w.&-]+(?:['’]s|s['’])\s+)?"  # "… of the party's elite players"
_OF_COUNTED = re.compile(
    rf"\s+of\s+(?:(?:the|its|their|his|her|our|these|those|all)\s+)?{_OWNER}(?:(?:\d[\d,.]*|{WORDS})\s+)?"
)
_OF_MEASURED = re.compile(
    rf"\s+(?:worth\s+)?(?:(?P<of>of)|in)\s+(?P<det>the|its|their|his|her|our|all|a|an|this|these|those"
    rf"|total|new)?\b\s*{_OWNER}",
    re.IGNORECASE,
)
_HALF_THE = re.compile(rf"\s+(?:the|its|their|his|her|our|all|that|those)\s+{_OWNER}")
_PRISON = re.compile(
    r"\s+(?:in|of)\s+(prison|jail|custody|detention|imprisonment|probation)\b|['’]?\s+(imprisonment)\b"
)
_NO_ATTRIBUTE = frozenset(
    "last next this every more less higher lower each total ago wide long deep high tall away annually "
    "apart".split()
)
_NOUN_OF = re.compile(
    r"\s(?:of|worth|totall?ing|at|is|was|are|were|to|by|from)\s+(?:\w+\s+){0,2}[$€£¥]?$", re.IGNORECASE
)
_VERB = re.compile(
    r"\s(?:is|was|are|were|be|has|had|have|will|would|could|may|might|should|totall?ed|reached|hit|stood"
    r"|stands|costs?|"
    r"averaged|" + "|".join(CHANGE_WORDS) + r")\b"
)


def modifier_of(text: str, start: int, end: int) -> Modifier:
    """How a figure is hedged by the words right before it, or right after ("or more")."""
    if match := _MODIFIER.search(text, max(0, start - 26), start):
        return _MODIFIER_OF[match.group(1).casefold()]
    if match := AFTER_NUMBER.match(text, end):
        return "at least" if match.group("more") else "about" if match.group("about") else "at most"
    return ""


def change_of(text: str, start: int, end: int) -> Change:
    """Whether something rose or fell to, or by, this figure."""
    begin = max(0, start - 64)
    near = not _CHANGE_SET.isdisjoint(text[begin:start].split())
    if near and (match := _CHANGE_BEFORE.search(text, begin, start)):
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
            return _CHANGES[word]
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
    if words and _NO_NOUN.fullmatch(words.split()[-1]):
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
    own = re.search(r"\w+$", text[max(0, last - 24) : last])
    after = _FATE_AFTER.match(text, last)
    for word in (own.group() if own else "", after.group(1) if after else ""):
        if found := _FATE.fullmatch(word):
            return found.lastgroup or ""
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
        noun = _phrase(text, match.end(), tags) if match.group("of") or not match.group("det") else ""
        if noun:  # but nothing for "$5m in the morning"
            return noun
    if kind == "share" and (whole := _HALF_THE.match(text, end)):
        return _phrase(text, whole.end(), tags)
    tied = text[end : end + 1] == "-"
    if text[end + 1 : end + 2].isalpha() and (tied or text[end : end + 1] == " "):
        noun = _phrase(text, end + 1, tags)
        name = text[end + 1].isupper()
        if noun and noun.split()[0] not in _NO_ATTRIBUTE and not (name and not is_plural(noun.split()[-1])):
            return noun
    return "" if kind == "time" else _subject(text, start, tags)


def _phrase(text: str, start: int, tags: Tags) -> str:
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
    return (unit is not None and (unit.kind != "money" or low.endswith("s"))) or low in (
        "thousand",
        "million",
        "billion",
        "trillion",
        "crore",
        "lakh",
    )


def _subject(text: str, start: int, tags: Tags) -> str:
    """The noun before the verb or preposition that leads to an amount."""
    begin = max(0, start - 100)
    clause = max(text.rfind(mark, begin, start) for mark in (". ", "; ", "\n", ", ", ": "))
    begin = max(clause + 1, begin)
    window = text[begin:start]
    ends = [link.start()] if (link := _NOUN_OF.search(window)) else []
    ends += [verb.start() for verb in _VERB.finditer(window)]
    for end in ends:
        nouns = words_before(window, end, tags, begin)
        if (
            nouns
            and nouns[-1].casefold() not in _CHANGES
            and not _is_amount(nouns[-1])
            and (tags or not nouns[-1].casefold().endswith(("ed", "ing", "ly")))
        ):
            return " ".join(nouns).casefold()
    return ""
