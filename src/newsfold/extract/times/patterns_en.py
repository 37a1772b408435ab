"""Patterns of time expressions, by rule, and the search that tries each rule only where it can begin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsfold.extract.numbers_en import DIGITS, WORDS

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
OFFSETS = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "this": 0, "current": 0, "the": 0, "that": 0,
    "same": 0, "latest": 0, "next": 1, "coming": 1, "following": 1, "upcoming": 1,
}  # fmt: skip
"""Which way a word before a unit points: -1 back, 0 here, 1 ahead."""

_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAY = (
    r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    r"(?![\w%]|[.,:]\d|\s(?:percent|per\scent|million|billion|p\.?m\b|a\.?m\b))"
)
_YEAR = r"(?P<year>1[3-9]\d\d|2[01]\d\d)(?![\d%]|[.,]\d)"
_WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_UNIT = r"(?P<unit>second|minute|hour|day|week|fortnight|month|quarter|year|decade|century|centurie)"
_SOME = (
    rf"(?:{DIGITS}(?:[ -]\d/\d)?|{WORDS}|several|a\s+few|few|(?:a\s+)?couple(?:\s+of)?|(?:a\s+|two\s+)?dozen"
    r"|many|(?:a\s+)?half(?:[\s-]an?)?|(?:a\s+)?quarter(?:\s+of\s+an?)?(?=[\s-](?:century|hour))|an?)"
)
_QUANTITY = rf"(?P<count>{_SOME})(?:(?:\s*[-–]\s*|\s+(?:to|or)\s+){_SOME})?(?:\s+and\s+a\s+half)?"
_DIRECTION = (
    r"(?P<dir>last|past|next|coming|previous|preceding|following|this|current|latest|same|that|upcoming)"
)
_ZONE = (
    r"(?:\s*(?P<paren>\()?(?:GMT|UTC|BST|CES?T|E[SD]?T|C[SD]T|M[SD]T|P[SD]?T|IST|JST|AES?T"
    r"|local(?:\s+time)?)\b(?(paren)\))?)"
)
_RANK = r"(?P<rank>first|second|third|fourth|final|1st|2nd|3rd|4th)"

# In order of preference: where several fit at one place the first wins.
_RULES: dict[str, str] = {
    "iso": (
        r"(?P<year>\d{4})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?:[T ](?P<hour>[0-2]\d):"
        r"(?P<minute>\d\d)(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])"
    ),
    "nineeleven": r"9/11(?![\w/])",
    "numeric": (
        r"(?P<a>\d{1,2})(?P<mark>[/.])(?P<b>\d{1,2})(?P=mark)(?P<year>(?:19"
        r"|20)\d\d|(?<=/)\d\d)(?![\d/]|[.]\d)"
    ),
    "clock": (
        rf"(?:(?P<h>\d{{1,2}})(?:[:.](?P<m>[0-5]\d))?(?::\d\d)?\s*(?P<half>[ap]\.?\s?m\b\.?)"
        r"|(?P<h24>[01]?\d|2[0-3]):(?P<m24>[0-5]\d)(?::\d\d)?(?![\d.,:]|\s?%)"
        r"(?P<hrs>\s?(?:hours|hrs|h)\b)?|(?P<mil>[0-2]\d[0-5]\d)(?=\s*(?:GMT"
        rf"|UTC|hours|hrs)\b)(?:\s*h(?:ou)?rs)?|(?P<oclock>\d{{1,2}}|{WORDS})\s+o['’]clock"
        rf"|(?:(?P<spoken>\d{{1,2}}|{WORDS})\s+in\s+the\s+(?P<of_day>morning|afternoon|evening))"
        rf"|(?P<noon>noon|midnight|midday))(?P<zone>{_ZONE})?"
    ),
    "monthday": (
        rf"(?:{_DIRECTION}\s+)?{_MONTH}\s+(?P<day>{_DAY})(?:\s*[-–]\s*(?P<day2>{_DAY}))?(?:,?\s+{_YEAR})?"
    ),
    "daymonth": (
        rf"(?:the\s+)?(?P<day>{_DAY})(?:\s*[-–]\s*(?P<day2>{_DAY}))?(?:\s+of)?\s+{_MONTH}"
        rf"(?!\w)(?:,?\s+{_YEAR})?"
    ),
    "monthyear": rf"{_MONTH},?\s+(?:of\s+)?(?:{_YEAR}|(?P<spoken>(?:nineteen|twenty)[ -](?:{WORDS})))",
    "month": rf"(?:{_DIRECTION}\s+)?{_MONTH}(?!\w)",
    "weekday": (
        rf"(?:(?:the\s+(?=(?:previous|following|next|same)\b))?{_DIRECTION}\s+)?{_WEEKDAY}"
        r"(?P<plural>s)?(?!\w)"
    ),
    "part": (
        r"(?P<which>this|last|that\s+same|that|the\s+same|the\s+next|the\s+following"
        r"|the\s+previous|the)\s+(?P<part>morning|afternoon|evening|night)"
        r"(?!\w)"
    ),
    "beyond": r"the\s+day\s+(?:after\s+(?P<after>tomorrow)|before\s+yesterday)(?!\w)",
    "deictic": r"(?P<word>today|yesterday|tomorrow|tonight|overnight)(?!\w)",
    "yearago": (
        r"(?:(?:the|a)\s+(?=year[- ](?:ago|earlier)\s+(?:period|quarter|level"
        r"|(?:three|six|nine)\s+months))|a\s+(?=year\s))?year[- ](?P<dir>ago"
        r"|earlier)(?:\s+(?:period|quarter|level|(?:three|six|nine)\s+months))?"
        r"(?!\w)"
    ),
    "ago": (
        rf"{_QUANTITY}[- ]{_UNIT}s?(?:\s+or\s+(?:so|two|more))?\s+(?P<dir>ago"
        r"|earlier|later|from\s+now|hence|(?:before|after)(?=\s*[.,;)\n]|$))(?!\w)"
    ),
    "longago": r"(?:days|weeks|months|years|decades|centuries)\s+ago(?!\w)",
    "yearbefore": (
        r"the\s+(?P<unit>week|month|year)\s+(?P<dir>before|earlier|after)(?=\s*[.,;)\n]|\s+(?:and|but)\b|$)"
    ),
    "yearto": r"the\s+(?:fiscal\s+|full\s+)?year(?=\s+end(?:ed|ing)\b)",
    "secondquarter": (
        rf"(?:the\s+(?!(?:fiscal[- ])?\w+-quarter))?(?:{_YEAR}(?:'s|’s)?\s+)?"
        rf"(?:fiscal[- ])?{_RANK}[- ]quarter(?P<plural>s)?(?!\w)"
    ),
    "q": r"Q(?P<rank>[1-4])(?:\s+(?:of\s+)?(?P<year>(?:19|20)\d\d))?(?!\w)",
    "half": (
        r"(?:the\s+)?(?P<rank>first|second|last|latter)\s+half(?=\s+of\s+"
        r"(?:the\s+)?(?:(?:last|this|next)\s+year|year|(?:fiscal\s+)?(?:19"
        r"|20)\d\d|['’]\d0s)\b)"
    ),
    "yearperiod": rf"the\s+{_YEAR}\s+(?P<unit>quarter|period|fiscal\s+year)(?!\w)",
    "fiscal": (
        r"(?:the\s+)?(?:current\s+|next\s+|last\s+)?fiscal\s+(?:year\s+)?"
        rf"(?:{_YEAR}|(?<=year\s)(?=\W)|year(?!\w))"
    ),
    "weekend": (
        r"(?:(?:the\s+(?=(?:previous|following|past|coming|next|same)\b))?"
        rf"(?:{_DIRECTION}|the)\s+)weekend(?!\w)"
    ),
    "span": (
        rf"(?:the\s+|these\s+)?(?:{_DIRECTION}|(?P<first>first|final|opening))\s+{_QUANTITY}\s+"
        rf"(?:(?:full|trading|business|straight|consecutive|calendar)\s+)?{_UNIT}s?"
        r"(?:\s+or\s+so)?(?!\w)"
    ),
    "relative": (
        rf"(?:the\s+)?{_DIRECTION}\s+(?:(?:fiscal|calendar|full|whole|entire)\s+)?{_UNIT}"
        r"(?:\s+or\s+(?:so|two))?(?!\w|(?<=quarter)[\s-]+century)"
    ),
    "recent": (
        rf"(?:the\s+)?(?P<dir>recent|past|coming|last|next|previous)\s+{_UNIT}s"
        r"(?:\s+and\s+(?:weeks|months|years))?(?!\w)"
    ),
    "period": (
        r"the\s+(?:corresponding|latest|same|comparable|year-earlier)\s+period"
        r"(?P<lastyear>\s+(?:last\s+year|a\s+year\s+(?:ago|earlier)))?(?!\w)"
    ),
    "edge": (
        r"(?P<dir>earlier|later)\s+(?:in|on)\s+the\s+(?P<unit>day|week|month"
        r"|year|decade)(?!\w)|(?:earlier|later)\s+that\s+(?P<unit2>day|week"
        r"|month|year)(?!\w)"
    ),
    "set": (
        r"(?:every|each)\s+(?:of\s+the\s+past\s+)?(?:(?P<other>other|single)\s+"
        rf"|{_QUANTITY}\s+)?(?:{_UNIT}s?|{_WEEKDAY}|(?P<part>morning|afternoon"
        r"|evening|night)|(?P<season>spring|summer|autumn|winter))(?!\w)|"
        r"(?P<adverb>daily|weekly|monthly|nightly)(?!\w)"
    ),
    "decade": (
        r"(?:the\s+)?(?:(?P<edge>early|late|mid)(?:\s+|-))?(?:(?:to\s+|-)?"
        r"(?P<digits>(?:1[3-9]|20)\d)0['’]?s|['’](?P<short>\d)0['’]?s)(?!\w)"
        r"|the\s+(?:(?:early|late|mid)[- ])?(?P<word>twenties|thirties|forties"
        r"|fifties|sixties|seventies|eighties|nineties)(?!\w)"
    ),
    "century": (
        r"(?:the\s+)?(?:(?P<edge>early|late|mid)[- ])?(?P<ordinal>\d{1,2}"
        r"(?:st|nd|rd|th)|(?:twenty-)?(?:first|second|third|fourth|fifth|sixth"
        r"|seventh|eighth|ninth)|tenth|eleventh|twelfth|(?:thir|four|fif|six"
        r"|seven|eigh|nine)teenth|twentieth)[- ]century(?!\w)"
    ),
    "season": (
        rf"(?:(?:{_DIRECTION}|(?P<the>the))\s+)?(?P<season>spring|summer|autumn"
        rf"|fall|winter)(?:\s+(?:of\s+)?{_YEAR})?(?!\w)"
    ),
    "holiday": (
        r"(?:(?P<dir>last|this|next)\s+)?(?P<holiday>(?:the\s+)?Fourth\s+of\s+July|Thanksgiving(?:\s+Day)?"
        r"|Christmas(?:\s+(?:Day|Eve))?|New\s+Year['’]s(?:\s+(?:Day|Eve))"
        r"|Boxing\s+Day|Halloween|Easter(?:\s+Sunday)?|Good\s+Friday|Labor\s+Day"
        r"|Memorial\s+Day|Independence\s+Day|Martin\s+Luther\s+King(?:\s+Jr\.?)?\s+Day"
        r"|Valentine['’]s\s+Day|Veterans\s+Day)(?:,?\s+(?P<year>(?:19|20)\d\d))?"
        r"(?!\w)"
    ),
    "spokenyear": (
        rf"(?:the\s+year\s+)?(?P<words>nineteen[ -](?:{WORDS})|two\s+thousand"
        rf"(?:\s+(?:and\s+)?(?:{WORDS}))?|twenty[ -](?:ten|eleven|twelve|\w+teen"
        r"|twenty(?:-\w+)?))(?!\w)"
    ),
    "plain": (
        r"(?<=\bof\s)the\s+(?P<long>decade|century)(?!\w|-)"
        r"|the\s+(?:(?P<full>full|whole|entire|coming)\s+)?(?P<unit>week|month|quarter|year)(?!\w|-)"
    ),
    "long": r"(?P<unit>hour|day|week|month|year|decade|century)-?long(?!\w)",
    "duration": (
        r"(?:the\s+(?=(?:\d+|two|three|four|five|six|seven|eight|nine|ten"
        rf"|eleven|twelve)\s))?{_QUANTITY}(?:\s+(?:more|full|straight|consecutive"
        rf"|trading|business|working|additional|long))?[\s-]+{_UNIT}s?(?:-long"
        r"|\s+period)?(?!\w|-(?:ago|earlier|over|end|round|on))"
    ),
    "plural": (
        r"(?:(?P<the>the)\s+)?(?:(?P<early>early|later|first)\s+)?(?P<unit>minutes"
        r"|hours|days|weeks|months|years|decades|centuries)(?:\s+(?:or|and)\s+"
        r"(?:days|weeks|months|years))?(?P<long>-long)?(?:\s+ahead)?(?!\w"
        r"|-old|\s+old|\s+of\s+age)"
    ),
    "year": rf"(?:the\s+year\s+)?(?:(?P<edge>mid|early|late)[- ])?{_YEAR}(?!\w|[-–]\d{{5}}|[-–][a-z])",
    "yearend": r"(?:the\s+)?year(?:[- ]end|['’]s\s+end)(?!\w)",
    "vague": (
        r"(?P<past>(?:more\s+|most\s+)?recently|lately|(?:the\s+)?recent\s+past"
        r"|the\s+past(?!\s+\w+\s?(?:percent|%))|(?:not\s+)?long\s+ago|recent)"
        r"(?!\w)|(?P<present>right\s+now|now|currently|current|at\s+present"
        r"|nowadays|these\s+days|the\s+moment)(?!\w)|(?P<future>(?:the\s+)?"
        r"(?:(?:near|foreseeable|immediate|distant|not-too-distant)\s+)?future"
        r"|as\s+soon\s+as\s+possible)(?!\w)"
    ),
}

# Which first words a rule can begin with: "#" a digit, "~" a number word, "@" a month, ">" a direction.
_FIRST = {
    "iso": "#", "numeric": "#", "clock": "# ~ noon midnight midday", "monthday": "@ >", "daymonth": "# the",
    "monthyear": "@", "month": "@ >",
    "weekday": "> the monday tuesday wednesday thursday friday saturday sunday", "part": "this last that the",
    "beyond": "the", "longago": "days weeks months years decades centuries", "yearbefore": "the",
    "yearto": "the", "nineeleven": "#",
    "long": "hour day week month year decade century hourlong daylong weeklong monthlong yearlong decadelong",
    "deictic": "today yesterday tomorrow tonight overnight", "yearago": "the a year", "ago": "# ~",
    "secondquarter": "the # fiscal first second third fourth final", "q": "q",
    "half": "the first second last latter", "yearperiod": "the", "fiscal": "the current next last fiscal",
    "weekend": "the >", "span": "the these > first final opening", "relative": "the >",
    "recent": "the recent past coming last next previous", "period": "the", "edge": "earlier later",
    "set": "every each daily weekly monthly nightly", "decade": "the early late mid # '",
    "century": "the early late mid # first second third fourth fifth sixth seventh eighth ninth tenth "
    "eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
    "twenty",
    "season": "the > spring summer autumn fall winter",
    "holiday": "last this next the fourth thanksgiving christmas new boxing halloween easter good labor "
    "memorial independence martin valentine veterans",
    "plain": "the", "duration": "the # ~",
    "plural": "the early later first minutes hours days weeks months years decades centuries",
    "spokenyear": "the nineteen two twenty", "year": "the mid early late #", "yearend": "the year",
    "vague": "recently more most lately the not long recent right now currently current at nowadays these "
    "future as",
}  # fmt: skip
_NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen "
    "eighteen nineteen quarter twenty thirty forty fifty sixty seventy eighty ninety zero a an several few "
    "couple half "
    "many dozen".split()
)
_CLASSES = {
    "#": frozenset("#"),
    "~": _NUMBER_WORDS,
    "@": frozenset((*MONTHS, *(month[:3] for month in MONTHS), "sept")),
    ">": frozenset(OFFSETS),
}


def _compiled(rule: str) -> re.Pattern[str]:
    """The rule, with its gaps bounded so that a long run of spaces costs no more than a short one."""
    return re.compile(rule.replace(r"\s+", r"\s{1,5}").replace(r"\s*", r"\s{0,5}"), re.IGNORECASE)


_COMPILED = {name: _compiled(rule) for name, rule in _RULES.items()}


def _by_first_word() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for name in _RULES:
        firsts = [_CLASSES.get(word, frozenset((word,))) for word in _FIRST[name].split()]
        for word in frozenset[str]().union(*firsts):
            table.setdefault(word, []).append(name)
    return table


_CANDIDATES = _by_first_word()
_TOKEN = re.compile(r"(?<![\w$€£¥#@])(?:([^\W\d_]+)|(\d)\w*|(['’])\d|\.\d)")


def starts(text: str) -> Iterator[tuple[int, list[str]]]:
    """Where an expression may begin, and the rules that may fit there, in order of preference."""
    for token in _TOKEN.finditer(text):
        first = token.group(1).casefold() if token.group(1) else "'" if token.group(3) else "#"
        if names := _CANDIDATES.get(first):
            yield token.start(), names


def match_at(name: str, text: str, start: int) -> re.Match[str] | None:
    """The match of one rule at `start`; None where it doesn't fit."""
    return _COMPILED[name].match(text, start)
