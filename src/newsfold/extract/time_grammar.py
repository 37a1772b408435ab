"""The grammar of time expressions: which characters name a time, and what they say before it is resolved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from newsfold.extract.calendars import SEASONS
from newsfold.extract.numbers import DIGITS, WORDS, digits_value, ordinal_value, words_value

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_OFFSETS = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "this": 0, "current": 0, "the": 0, "that": 0,
    "same": 0, "latest": 0, "next": 1, "coming": 1, "following": 1, "upcoming": 1,
}  # fmt: skip
_RANKS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4,
          "last": 4}  # fmt: skip
_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "overnight": "NI", "dawn": "MO"}
_TEN_YEARS = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7,
              "eighties": 8, "nineties": 9}  # fmt: skip
_SETS = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "nightly": "P1D", "hourly": "PT1H"}


@dataclass(frozen=True, slots=True)
class Spec:
    """What an expression says. `kind` names the rule that resolves it; the rest is what it needs."""

    kind: str
    unit: str = ""
    count: float | None = None  # None for "several", "a few" and bare plurals
    offset: int | None = None  # -1 last, 0 this, 1 next
    year: int | None = None
    month: int = 0
    day: int = 0
    last_day: int = 0
    number: int = 0  # weekday (Monday is 0), quarter, half, decade or century
    hour: int | None = None
    minute: int | None = None
    part: str = ""  # a part of the day, or which end of a period: START, MID, END
    word: str = ""
    base: Spec | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression at [start, end) of a text."""

    start: int
    end: int
    spec: Spec


_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w:%]|[.,]\d|\s(?:percent|per\scent|million|billion|p\.?m\b|a\.?m\b))"
_YEAR = r"(?P<year>1[3-9]\d\d|20\d\d)(?![\d%]|[.,]\d)"
_WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_UNIT = r"(?P<unit>second|minute|hour|day|week|fortnight|month|quarter|year|decade|century|centurie)"
_SOME = rf"(?:{DIGITS}(?:[ -]\d/\d)?|{WORDS}|several|a\s+few|few|(?:a\s+)?couple(?:\s+of)?|(?:a\s+|two\s+)?dozen|many|half\s+an?|an?)"
_QUANTITY = rf"(?P<count>{_SOME})(?:(?:\s*[-–]\s*|\s+(?:to|or)\s+){_SOME})?(?:\s+and\s+a\s+half)?"
_DIRECTION = (
    r"(?P<dir>last|past|next|coming|previous|preceding|following|this|current|latest|same|that|upcoming)"
)
_ZONE = r"(?:\s*\(?(?:GMT|UTC|BST|CES?T|E[SD]?T|C[SD]T|M[SD]T|P[SD]?T|IST|JST|AES?T|local(?:\s+time)?)\b\)?)"
_RANK = r"(?P<rank>first|second|third|fourth|final|1st|2nd|3rd|4th)"

# In order of preference: where several begin at one place the first wins.
_RULES: dict[str, str] = {
    "iso": r"(?P<year>\d{4})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?:[T ](?P<hour>[0-2]\d):(?P<minute>\d\d)(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])",
    "numeric": r"(?P<a>\d{1,2})(?P<mark>[/.])(?P<b>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d|(?<=/)\d\d)(?![\d/]|[.]\d)",
    "clock": rf"(?:(?P<h>\d{{1,2}})(?:[:.](?P<m>[0-5]\d))?(?::\d\d)?\s*(?P<half>[ap]\.?\s?m\b\.?)|(?P<h24>[01]?\d|2[0-3])[:.](?P<m24>[0-5]\d)(?::\d\d)?(?![\d.,:]|\s?%)(?P<hrs>\s?(?:hours|hrs|h)\b)?|(?P<mil>[0-2]\d[0-5]\d)(?=\s*(?:GMT|UTC|hours|hrs)\b)(?:\s*h(?:ou)?rs)?|(?P<oclock>\d{{1,2}}|{WORDS})\s+o['’]clock|(?P<noon>noon|midnight|midday))(?P<zone>{_ZONE})?",
    "monthday": rf"{_MONTH}\s+(?P<day>{_DAY})(?:\s*[-–]\s*(?P<day2>{_DAY}))?(?:,?\s+{_YEAR})?",
    "daymonth": rf"(?:the\s+)?(?P<day>{_DAY})(?:\s*[-–]\s*(?P<day2>{_DAY}))?(?:\s+of)?\s+{_MONTH}(?!\w)(?:,?\s+{_YEAR})?",
    "monthyear": rf"{_MONTH},?\s+(?:of\s+)?(?:{_YEAR}|(?P<spoken>(?:nineteen|twenty)[ -](?:{WORDS})))",
    "month": rf"(?:{_DIRECTION}\s+)?{_MONTH}(?!\w)",
    "weekday": rf"(?:(?:the\s+(?=(?:previous|following|next|same)\b))?{_DIRECTION}\s+)?{_WEEKDAY}(?P<plural>s)?(?!\w)",
    "part": r"(?P<which>this|last|that\s+same|that|the\s+same|the\s+next|the\s+following|the\s+previous|the)\s+(?P<part>morning|afternoon|evening|night)(?!\w)",
    "deictic": r"(?P<word>today|yesterday|tomorrow|tonight|overnight)(?!\w)",
    "yearago": r"(?:the\s+|a\s+)?year[- ](?P<dir>ago|earlier)(?:\s+(?:period|quarter|level|(?:three|six|nine)\s+months))?(?!\w)",
    "ago": rf"{_QUANTITY}[- ]{_UNIT}s?(?:\s+or\s+(?:so|two|more))?\s+(?P<dir>ago|earlier|later|from\s+now|hence|before(?=\s*[.,;)\n]|$))(?!\w)",
    "secondquarter": rf"(?:the\s+)?(?:{_YEAR}(?:'s|’s)?\s+)?(?:fiscal[- ])?{_RANK}[- ]quarter(?P<plural>s)?(?!\w)",
    "q": r"Q(?P<rank>[1-4])(?:\s+(?:of\s+)?(?P<year>(?:19|20)\d\d))?(?!\w)",
    "half": r"(?:the\s+)?(?P<rank>first|second|last|latter)\s+half(?=\s+of\s+(?:the\s+)?(?:(?:last|this|next)\s+year|year|(?:fiscal\s+)?(?:19|20)\d\d|['’]\d0s)\b)",
    "yearperiod": rf"the\s+{_YEAR}\s+(?P<unit>quarter|period|fiscal\s+year)(?!\w)",
    "fiscal": rf"(?:the\s+)?(?:current\s+|next\s+|last\s+)?fiscal\s+(?:year\s+)?(?:{_YEAR}|(?<=year\s)(?=\W)|year(?!\w))",
    "weekend": rf"(?:(?:the\s+(?=(?:previous|following|past|coming|next|same)\b))?(?:{_DIRECTION}|the)\s+)weekend(?!\w)",
    "span": rf"(?:the\s+|these\s+)?(?:{_DIRECTION}|(?P<first>first|final|opening))\s+{_QUANTITY}\s+(?:(?:full|trading|business|straight|consecutive|calendar)\s+)?{_UNIT}s?(?:\s+or\s+so)?(?!\w)",
    "relative": rf"(?:the\s+)?{_DIRECTION}\s+(?:(?:fiscal|calendar|full|whole|entire)\s+)?{_UNIT}(?:\s+or\s+(?:so|two))?(?!\w)",
    "recent": rf"(?:the\s+)?(?P<dir>recent|past|coming|last|next|previous)\s+{_UNIT}s(?:\s+and\s+(?:weeks|months|years))?(?!\w)",
    "period": r"the\s+(?:corresponding|latest|same|comparable|year-earlier)\s+period(?P<lastyear>\s+(?:last\s+year|a\s+year\s+(?:ago|earlier)))?(?!\w)",
    "edge": r"(?P<dir>earlier|later)\s+(?:in|on)\s+the\s+(?P<unit>day|week|month|year|decade)(?!\w)|(?:earlier|later)\s+that\s+(?P<unit2>day|week|month|year)(?!\w)",
    "set": rf"(?:every|each)\s+(?:of\s+the\s+past\s+)?(?:(?P<other>other|single)\s+|{_QUANTITY}\s+)?(?:{_UNIT}s?|{_WEEKDAY}|(?P<part>morning|afternoon|evening|night)|(?P<season>spring|summer|autumn|winter))(?!\w)|(?P<adverb>daily|weekly|monthly|nightly|hourly)(?!\w)",
    "decade": r"(?:the\s+)?(?:(?P<edge>early|late|mid)(?:\s+|-))?(?:(?:to\s+|-)?(?P<digits>(?:1[3-9]|20)\d)0['’]?s|['’](?P<short>\d)0['’]?s)(?!\w)|the\s+(?:(?:early|late|mid)[- ])?(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)(?!\w)",
    "century": r"(?:the\s+)?(?:(?P<edge>early|late|mid)[- ])?(?P<ordinal>\d{1,2}(?:st|nd|rd|th)|(?:twenty-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth)[- ]century(?!\w)",
    "season": rf"(?:(?:{_DIRECTION}|(?P<the>the))\s+)?(?P<season>spring|summer|autumn|fall|winter)(?:\s+(?:of\s+)?{_YEAR})?(?!\w)",
    "holiday": r"(?:(?P<dir>last|this|next)\s+)?(?P<holiday>Thanksgiving(?:\s+Day)?|Christmas(?:\s+(?:Day|Eve))?|New\s+Year['’]s(?:\s+(?:Day|Eve))|Boxing\s+Day|Halloween|Easter(?:\s+Sunday)?|Good\s+Friday|Labor\s+Day|Memorial\s+Day|Independence\s+Day|Martin\s+Luther\s+King(?:\s+Jr\.?)?\s+Day|Valentine['’]s\s+Day|Veterans\s+Day)(?:,?\s+(?P<year>(?:19|20)\d\d))?(?!\w)",
    "plain": r"the\s+(?:(?P<full>full|whole|entire|coming)\s+)?(?P<unit>week|month|quarter|year)(?!\w|-)",
    "duration": rf"(?:the\s+(?=\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))?{_QUANTITY}(?:\s+(?:more|full|straight|consecutive|trading|business|working|additional|long))?[\s-]+{_UNIT}s?(?:-long|\s+period)?(?!\w)",
    "plural": r"(?:(?P<the>the)\s+)?(?:(?P<early>early|later|first)\s+)?(?P<unit>minutes|hours|days|weeks|months|years|decades|centuries)(?:\s+(?:or|and)\s+(?:days|weeks|months|years))?(?P<long>-long)?(?:\s+ahead)?(?!\w|-old|\s+old|\s+of\s+age)",
    "spokenyear": rf"(?:the\s+year\s+)?(?P<words>nineteen[ -](?:{WORDS})|two\s+thousand(?:\s+(?:and\s+)?(?:{WORDS}))?|twenty[ -](?:ten|eleven|twelve|\w+teen|twenty(?:-\w+)?))(?!\w)",
    "year": rf"(?:the\s+year\s+)?(?:(?P<edge>mid|early|late)[- ])?{_YEAR}(?!\w|[-–]\d{{5}}|[-–][a-z])",
    "yearend": r"(?:the\s+)?year[- ]end(?!\w)",
    "vague": r"(?P<past>recently|lately|(?:the\s+)?recent\s+past|the\s+past(?!\s+\w+\s?(?:percent|%))|(?:not\s+)?long\s+ago|recent)(?!\w)|(?P<present>right\s+now|now|currently|current|at\s+present|nowadays|these\s+days|the\s+moment)(?!\w)|(?P<future>(?:the\s+)?(?:(?:near|foreseeable|immediate|distant|not-too-distant)\s+)?future|as\s+soon\s+as\s+possible)(?!\w)",
}
_COMPILED = {name: re.compile(rule, re.IGNORECASE) for name, rule in _RULES.items()}


# Which first words a rule can begin with; looking for those alone is what makes the search fast.
_NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety zero a an several few couple half "
    "many dozen".split()
)
_MONTH_WORDS = frozenset((*_MONTHS, *(month[:3] for month in _MONTHS), "sept"))
_FIRST: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "iso": "#", "numeric": "#", "clock": "# ~ noon midnight midday", "monthday": "@", "daymonth": "# the",
        "monthyear": "@", "month": "@ >", "weekday": "> the monday tuesday wednesday thursday friday saturday sunday",
        "part": "this last that the", "deictic": "today yesterday tomorrow tonight overnight",
        "yearago": "the a year", "ago": "# ~", "secondquarter": "the # fiscal first second third fourth final", "q": "q",
        "half": "the first second last latter", "yearperiod": "the", "fiscal": "the current next last fiscal",
        "weekend": "the >", "span": "the these > first final opening", "relative": "the >",
        "recent": "the recent past coming last next previous", "period": "the", "edge": "earlier later",
        "set": "every each daily weekly monthly nightly hourly", "decade": "the early late mid # '",
        "century": "the early late mid # first second third fourth fifth sixth seventh eighth ninth tenth eleventh "
        "twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty",
        "season": "the > spring summer autumn fall winter",
        "holiday": "last this next thanksgiving christmas new boxing halloween easter good labor memorial "
        "independence martin valentine veterans",
        "plain": "the", "duration": "the # ~", "plural": "the early later first minutes hours days weeks months years "
        "decades centuries", "spokenyear": "the nineteen two twenty", "year": "the mid early late #", "yearend": "the year",
        "vague": "recently lately the not long recent right now currently current at nowadays these future as",
    }.items()
}  # fmt: skip
_CLASSES = {"#": {"#"}, "~": _NUMBER_WORDS, "@": _MONTH_WORDS, ">": frozenset(_OFFSETS)}


def _by_first_word() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for name in _RULES:
        words: set[str] = set()
        for word in _FIRST[name]:
            words |= _CLASSES.get(word, {word})
        for word in words:
            table.setdefault(word, []).append(name)
    return table


_CANDIDATES = _by_first_word()
_TOKEN = re.compile(r"(?<![\w$€£¥#@])(?:([^\W\d_]+)|(\d)\w*|(['’])\d|\.\d)")


def atoms(text: str) -> Iterator[Expression]:
    """The simple time expressions of `text`, in order, none overlapping another."""
    floor = 0
    for token in _TOKEN.finditer(text):
        start = token.start()
        if start < floor:
            continue
        first = token.group(1).lower() if token.group(1) else "'" if token.group(3) else "#"
        for name in _CANDIDATES.get(first, ()):
            match = _COMPILED[name].match(text, start)
            spec = _READERS[name](match, text) if match else None
            if match and spec:
                end = match.end() - (match.group()[-1] == "." and _ends_sentence(text, match))
                yield Expression(start, end, spec)
                floor = match.end()
                break


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether the full stop of "9 p.m." or "in Dec." is the sentence's own."""
    return not text[match.end() : match.end() + 1].strip() and not re.match(
        r"\s+[a-z0-9(]|\s+(?:E[SD]?T|GMT|P[SD]?T|C[SD]?T|M[SD]?T|Mon|Tue|Wed|Thu|Fri|Sat|Sun)",
        text[match.end() : match.end() + 5],
    )


# ── one reader for each rule: the match, in its text, as a Spec; None where it names no time ───────


def _month_of(found: str) -> int:
    return 1 + next(i for i, month in enumerate(_MONTHS) if month.startswith(found.lower().rstrip(".")[:3]))


def _number(found: str | None) -> int | None:
    return int(found) if found else None


def _before(match: re.Match[str], text: str, width: int = 24) -> str:
    return text[max(0, match.start() - width) : match.start()].lower()


def _after(match: re.Match[str], text: str, width: int = 16) -> str:
    return text[match.end() : match.end() + width]


def _count_of(found: str) -> float | None:
    word = " ".join(found.lower().split())
    if word in ("several", "few", "a few", "many"):
        return None
    if word in ("a", "an"):
        return 1.0
    if word.startswith("half"):
        return 0.5
    if "couple" in word:
        return 2.0
    return digits_value(word) if word[0].isdigit() or word[0] == "." else words_value(word)


def _unit_of(found: str) -> str:
    return {"centurie": "century", "centuries": "century"}.get(found.lower(), found.lower().removesuffix("s"))


def _offset_of(found: str | None) -> int | None:
    return _OFFSETS[found.lower()] if found else None


def _is_month(match: re.Match[str], text: str, alone: bool) -> bool:
    """Whether "may", "march" or "june" is the month: not a verb, not a name."""
    month = match.group("month")
    if month.lower() in ("may", "march") and month[0].islower():
        return False
    if not alone:
        return True
    if len(month) <= 4 and not month.endswith(".") and month.lower() not in ("may", "june", "july"):
        return False
    if month.lower() in ("may", "march", "april", "june", "august") and re.match(
        r"\s+[A-Z][a-z]", _after(match, text)
    ):
        return False
    if month.lower() in ("may", "march") and not match.group("dir"):
        return bool(
            re.search(
                r"\b(?:in|since|until|till|of|by|from|through|during|between|to|and|early|late|mid|after|before|around|for|or)[\s-]+$",
                _before(match, text),
            )
        )
    return True


def _read_iso(match: re.Match[str], text: str) -> Spec | None:
    hour = _number(match.group("hour"))
    day = Spec(
        "date", year=int(match.group("year")), month=int(match.group("month")), day=int(match.group("day"))
    )
    return (
        Spec("clock", hour=hour, minute=_number(match.group("minute")), base=day) if hour is not None else day
    )


def _read_numeric(match: re.Match[str], text: str) -> Spec | None:
    a, b, year = int(match.group("a")), int(match.group("b")), int(match.group("year"))
    if year < 100:
        year += 1900 if year > 50 else 2000
    month, day = (b, a) if a > 12 or match.group("mark") == "." else (a, b)
    return Spec("date", year=year, month=month, day=day) if month <= 12 else None


def _read_clock(match: re.Match[str], text: str) -> Spec | None:
    groups = match.groupdict()
    if groups["noon"]:
        return Spec("clock", hour=0 if groups["noon"].lower() == "midnight" else 12)
    if groups["oclock"]:
        hour = int(_count_of(groups["oclock"]) or 0)
        return Spec("clock", hour=hour) if hour < 24 else None
    if groups["mil"]:
        return Spec("clock", hour=int(groups["mil"][:2]), minute=int(groups["mil"][2:]))
    if groups["h24"]:
        cue = re.search(
            r"\b(?:at|by|until|till|from|since|before|after|around|about|between|to|and)\s+$",
            _before(match, text),
        )
        if not cue and not groups["zone"] and not groups["hrs"]:
            return None
        return Spec("clock", hour=int(groups["h24"]), minute=int(groups["m24"]))
    hour = int(groups["h"])
    if not 0 < hour <= 12:
        return None
    evening = groups["half"].lower().startswith("p")
    return Spec("clock", hour=hour % 12 + 12 * evening, minute=_number(groups["m"]))


def _read_monthday(match: re.Match[str], text: str) -> Spec | None:
    if not _is_month(match, text, alone=False):
        return None
    days = [int(re.sub(r"\D", "", d)) for d in (match.group("day"), match.group("day2") or "0")]
    year = _number(match.group("year"))
    return Spec("date", year=year, month=_month_of(match.group("month")), day=days[0], last_day=days[1])


def _read_monthyear(match: re.Match[str], text: str) -> Spec | None:
    spoken = match.group("spoken")
    year = _spoken_year(spoken) if spoken else int(match.group("year"))
    return (
        Spec("date", year=year, month=_month_of(match.group("month")))
        if _is_month(match, text, alone=False)
        else None
    )


def _read_month(match: re.Match[str], text: str) -> Spec | None:
    if not _is_month(match, text, alone=True):
        return None
    return Spec("date", month=_month_of(match.group("month")), offset=_offset_of(match.group("dir")))


def _read_weekday(match: re.Match[str], text: str) -> Spec | None:
    number = _WEEKDAYS.index(match.group("weekday").lower())
    if re.match(
        r"\s(?:Times|Telegraph|Mirror|Mail|Express|Herald|World|People|Post|Night\sLive|Review)\b",
        _after(match, text),
    ):
        return None
    if re.search(r"\b(?:good|black|super|ash|palm|cyber|bloody|easter)\s+$", _before(match, text)):
        return None
    if match.group("plural"):
        return Spec("setof", word=f"XXXX-WXX-{number + 1}")
    return Spec("weekday", number=number, offset=_offset_of(match.group("dir")))


def _read_part(match: re.Match[str], text: str) -> Spec | None:
    which, part = " ".join(match.group("which").lower().split()), _PARTS[match.group("part").lower()]
    if which == "the":
        return (
            Spec("part", part=part, base=Spec("day", offset=None))
            if re.search(r"\bin\s+$", _before(match, text))
            else None
        )
    offset = {"this": 0, "last": -1, "the next": 1, "the following": 1, "the previous": -1}.get(which)
    return Spec("part", part=part, base=Spec("day", offset=offset))


def _read_deictic(match: re.Match[str], text: str) -> Spec | None:
    word = match.group("word").lower()
    if (
        word == "today"
        and match.group("word") == "Today"
        and re.search(r"(?:usa|\bthe)\s$", _before(match, text))
    ):
        return None
    offset = {"yesterday": -1, "tomorrow": 1, "overnight": -1}.get(word, 0)
    day = Spec("day", offset=offset)
    return Spec("part", part="NI", base=day) if word in ("tonight", "overnight") else day


def _read_yearago(match: re.Match[str], text: str) -> Spec | None:
    return Spec("yearago", word=match.group("dir").lower())


def _read_ago(match: re.Match[str], text: str) -> Spec | None:
    word, unit = match.group("dir").lower(), _unit_of(match.group("unit"))
    count = _count_of(match.group("count"))
    if unit == "year" and count == 1 and word in ("ago", "earlier"):
        return Spec("yearago", word=word)
    sign = 1 if word in ("later", "hence") or word.startswith("from") else -1
    return Spec("ago", unit=unit, count=count, offset=sign, word=word)


def _read_secondquarter(match: re.Match[str], text: str) -> Spec | None:
    rank = _RANKS[match.group("rank").lower()]
    if match.group("plural"):
        return Spec("setof", word=f"XXXX-Q{rank}")
    return Spec("quarter", number=rank, year=_number(match.groupdict().get("year")))


def _read_q(match: re.Match[str], text: str) -> Spec | None:
    return Spec("quarter", number=int(match.group("rank")), year=_number(match.group("year")))


def _read_half(match: re.Match[str], text: str) -> Spec | None:
    return Spec("halfof", number=1 if match.group("rank").lower() == "first" else 2)


def _read_yearperiod(match: re.Match[str], text: str) -> Spec | None:
    year = int(match.group("year"))
    return Spec("yearquarter" if match.group("unit").lower() == "quarter" else "date", year=year)


def _read_fiscal(match: re.Match[str], text: str) -> Spec | None:
    year = match.group("year")
    if year:
        return Spec("date", year=int(year))
    offset = -1 if " last " in f" {match.group().lower()}" else 1 if "next" in match.group().lower() else 0
    return Spec("unit", unit="year", offset=offset)


def _read_weekend(match: re.Match[str], text: str) -> Spec | None:
    return Spec("weekend", offset=_offset_of(match.group("dir")))


def _read_span(match: re.Match[str], text: str) -> Spec | None:
    offset = _offset_of(match.group("dir")) if match.group("dir") else None
    return Spec(
        "duration", unit=_unit_of(match.group("unit")), count=_count_of(match.group("count")), offset=offset
    )


def _read_relative(match: re.Match[str], text: str) -> Spec | None:
    unit, word = _unit_of(match.group("unit")), match.group("dir").lower()
    if unit in ("second", "minute", "hour"):
        return None
    if word in ("that", "same") or (word in ("following", "previous", "next", "preceding") and unit == "day"):
        return Spec("anaphor", unit=unit, offset=_OFFSETS[word])
    return Spec("unit", unit=unit, offset=_OFFSETS[word], word=word)


def _read_recent(match: re.Match[str], text: str) -> Spec | None:
    word = match.group("dir").lower()
    return Spec(
        "vague",
        word="FUTURE_REF" if word in ("coming", "next") else "PAST_REF",
        unit=_unit_of(match.group("unit")),
    )


def _read_period(match: re.Match[str], text: str) -> Spec | None:
    earlier = bool(match.group("lastyear")) or "earlier" in match.group().lower()
    return Spec("yearago", word="earlier") if earlier else Spec("sameperiod")


def _read_edge(match: re.Match[str], text: str) -> Spec | None:
    if match.group("unit2"):
        return Spec("anaphor", unit=_unit_of(match.group("unit2")), offset=0)
    return Spec("unit", unit=_unit_of(match.group("unit")), offset=0, part="START")


def _read_set(match: re.Match[str], text: str) -> Spec | None:
    if adverb := match.group("adverb"):
        name = adverb[0].isupper() and not text[max(0, match.start() - 2) : match.start()].strip(" ") == ""
        paper = re.match(r"\s[A-Z]|\s*$", _after(match, text)) and adverb[0].isupper()
        return (
            None
            if name or paper or re.search(r"['’]s\s$", _before(match, text)) and adverb[0].isupper()
            else Spec("setof", word=_SETS[adverb.lower()])
        )
    if weekday := match.group("weekday"):
        return Spec("setof", word=f"XXXX-WXX-{_WEEKDAYS.index(weekday.lower()) + 1}")
    if part := match.group("part"):
        return Spec("setof", word=f"XXXX-XX-XXT{_PARTS[part.lower()]}")
    if season := match.group("season"):
        return Spec("setof", word=f"XXXX-{SEASONS[season.lower()][0]}")
    count = (
        _count_of(match.group("count"))
        if match.group("count")
        else 2.0
        if (match.group("other") or "").lower() == "other"
        else 1.0
    )
    return Spec("setevery", unit=_unit_of(match.group("unit")), count=count)


def _read_decade(match: re.Match[str], text: str) -> Spec | None:
    if re.search(r"\b(?:his|her|their|my|your|our|in\s+the\s+low|in\s+the\s+high)\s+$", _before(match, text)):
        return None
    if digits := match.group("digits"):
        return Spec("decade", number=int(digits))
    short = int(match.group("short")) if match.group("short") else _TEN_YEARS[match.group("word").lower()]
    return Spec("decade", number=190 + short)


def _read_century(match: re.Match[str], text: str) -> Spec | None:
    return Spec("century", number=int(ordinal_value(match.group("ordinal"))) - 1)


def _read_season(match: re.Match[str], text: str) -> Spec | None:
    season, year = match.group("season"), _number(match.group("year"))
    direction = match.group("dir")
    if year is None and direction is None:
        cue = re.search(
            r"\b(?:in|since|during|by|until|through|early|late|mid|of|every|each)[\s-]+$",
            _before(match, text),
        )
        sure = bool(match.group("the")) if season.lower() in ("fall", "spring") else True
        if (
            not cue
            or not sure
            or re.match(r"\s+(?:of|from|in)\b", _after(match, text))
            and season.lower() == "fall"
        ):
            return None
    if re.match(r"\s+(?:Olympic|Games|Palace|House|Street|League)", _after(match, text)):
        return None
    return Spec("season", word=season.lower(), year=year, offset=_offset_of(direction))


def _read_holiday(match: re.Match[str], text: str) -> Spec | None:
    name = re.sub(r"['’]s?|\.", "", " ".join(match.group("holiday").lower().split()))
    if match.group("holiday")[0].islower():
        return None
    return Spec(
        "holiday", word=name, year=_number(match.group("year")), offset=_offset_of(match.group("dir"))
    )


def _read_plain(match: re.Match[str], text: str) -> Spec | None:
    if re.search(r"\bof\s+$", _before(match, text)) and not re.search(
        r"\b(?:end|beginning|start|half|middle|rest|remainder|part|quarter|quarters|months|weeks|most|much|close)\s+of\s+$",
        _before(match, text),
    ):
        return None
    return Spec("unit", unit=match.group("unit").lower(), offset=0, word="the")


_AGE = re.compile(r"[\s-]*olds?\b|\s+of\s+age\b|['’]?\s+imprisonment", re.IGNORECASE)
_RATE = re.compile(
    r"(?:\b(?:once|twice|times|million|billion|trillion|thousand|dollars|percent|per\s?cent|cents|pounds|euros|hours|days|people|barrels)|[\d%]|[$€£]\S+)\s+$"
)


def _read_duration(match: re.Match[str], text: str) -> Spec | None:
    unit, found = _unit_of(match.group("unit")), match.group("count").lower()
    if _AGE.match(text, match.end()) and "imprison" not in _after(match, text):
        return None
    if unit == "second" and (found in ("a", "one", "an") or not match.group().lower().endswith("s")):
        return None
    if unit in ("minute", "hour", "second") and found in ("a", "many"):
        return None
    if found == "a" and _RATE.search(_before(match, text)):
        return Spec("setevery", unit=unit, count=1.0)
    if found == "a" and unit in ("day", "decade", "century", "quarter", "second"):
        return Spec("duration", unit=unit, count=1.0) if unit != "quarter" else None
    count = _count_of(match.group("count"))
    if count is not None and re.search(r"and\s+a\s+half", match.group(), re.IGNORECASE):
        count += 0.5
    return Spec("duration", unit=unit, count=count)


def _read_plural(match: re.Match[str], text: str) -> Spec | None:
    before = _before(match, text)
    if re.search(r"(?:\d|[\w]-)\s*$|\b(?:business|office|opening|working|school|golden|early)\s+$", before):
        return None
    return Spec("duration", unit=_unit_of(match.group("unit")), count=None)


def _spoken_year(found: str) -> int | None:
    words = re.findall(r"[a-z]+", found.lower())
    if words[0] == "two":
        year = 2000 + int(words_value(" ".join(w for w in words[2:] if w != "and")) if len(words) > 2 else 0)
    else:
        year = (1900 if words[0] == "nineteen" else 2000) + int(words_value("-".join(words[1:])))
    return year if 1900 <= year < 2100 else None


def _read_spokenyear(match: re.Match[str], text: str) -> Spec | None:
    lead = match.group().lower().startswith("the year")
    year = _spoken_year(match.group("words"))
    if year is None or (not lead and match.group("words").lower().startswith("two")):
        return None
    return (
        Spec("date", year=year)
        if lead
        or re.search(r"\b(?:in|since|of|until|by|and|to|from|,)\s+$", _before(match, text))
        or year >= 1910
        else None
    )


_COUNTED = re.compile(
    r"\s+(?:people|men|women|children|troops|soldiers|feet|miles|meters|metres|percent|million|barrels|jobs|points|votes|tons|tonnes|km|kilometers|kilometres|acres|workers|employees|dollars|euros|pounds|yen|shares|members|rpm|mph)\b",
    re.IGNORECASE,
)


def _read_year(match: re.Match[str], text: str) -> Spec | None:
    year = int(match.group("year"))
    if _COUNTED.match(text, match.end()) or re.match(r"\s?[-–]?\s?(?:GMT|UTC|hrs)\b", _after(match, text)):
        return None
    cue = re.search(
        r"(?:\b(?:in|since|of|until|till|by|from|to|and|between|before|after|during|through|for|late|early|mid|the|fall|spring|summer|winter|around|year)[\s-]+|[(,–-]\s*)$",
        _before(match, text),
    )
    if not 1900 <= year <= 2100 and not cue:
        return None
    if re.search(
        r"(?:[$€£¥#]|\d[,.]?|\bno\.?|\bnumber|\bflight|\broom|\broute|\bhighway|\bbox)\s?$",
        _before(match, text),
    ):
        return None
    return Spec("date", year=year)


def _read_yearend(match: re.Match[str], text: str) -> Spec | None:
    return Spec("yearend")


def _read_vague(match: re.Match[str], text: str) -> Spec | None:
    if match.group("past"):
        return Spec("vague", word="PAST_REF")
    if match.group("future"):
        lone = match.group().lower() == "future" and re.match(r"s\b", _after(match, text))
        return None if lone else Spec("vague", word="FUTURE_REF")
    if match.group().lower() == "the moment" and not re.search(r"\b(?:at|for)\s+$", _before(match, text)):
        return None
    return Spec("vague", word="PRESENT_REF")


_READERS: dict[str, Callable[[re.Match[str], str], Spec | None]] = {
    "iso": _read_iso, "numeric": _read_numeric, "clock": _read_clock, "monthday": _read_monthday,
    "daymonth": _read_monthday, "monthyear": _read_monthyear, "month": _read_month, "weekday": _read_weekday,
    "part": _read_part, "deictic": _read_deictic, "yearago": _read_yearago, "ago": _read_ago,
    "secondquarter": _read_secondquarter, "q": _read_q, "half": _read_half, "yearperiod": _read_yearperiod,
    "fiscal": _read_fiscal, "weekend": _read_weekend, "span": _read_span, "relative": _read_relative,
    "recent": _read_recent, "period": _read_period, "edge": _read_edge, "set": _read_set,
    "decade": _read_decade, "century": _read_century, "season": _read_season, "holiday": _read_holiday,
    "plain": _read_plain, "duration": _read_duration, "plural": _read_plural,
    "spokenyear": _read_spokenyear, "year": _read_year, "yearend": _read_yearend, "vague": _read_vague,
}  # fmt: skip
