"""Patterns of time expressions, by rule, and the first words that each rule can begin with."""

from __future__ import annotations

import re

from newsfold.extract.numbers_en import DIGITS, ORDINALS, SMALL, WORDED
from newsfold.extract.times.search import APOSTROPHE, DIGIT, PatternSearch
from newsfold.language import calendar_of, either, phrases, table, time_zones, words

_CALENDAR = calendar_of("en")
_BACK, _HERE, _AHEAD = (words("times", section) for section in ("back", "here", "ahead"))
OFFSETS = {**dict.fromkeys(_BACK, -1), **dict.fromkeys((*_HERE, "the"), 0), **dict.fromkeys(_AHEAD, 1)}
"""Which way a word before a unit points: -1 back, 0 here, 1 ahead."""

RANKS = {form: rank for rank, line in enumerate(phrases("times", "quarters"), 1) for form in line.split()}
DECADES = words("times", "decades")
REPETITIONS = dict(line.split() for line in phrases("times", "adverbs of repetition"))
HOLIDAYS = {
    form.casefold(): f"{how} {day}" for forms, how, day in table("holidays") for form in forms.split("|")
}
"""How a holiday is found (`calendars.holiday`), by its name in small letters."""

_MONTH = rf"(?P<month>{either(_CALENDAR.months)}|(?:{either(_CALENDAR.short_months)})\b\.?)"
_DAY = (
    r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    r"(?![\w%]|[.,:]\d|\s(?:percent|per\scent|million|billion|p\.?m\b|a\.?m\b))"
)
_YEAR_GROUP = r"(?P<year>1[3-9]\d\d|2[01]\d\d)(?![\d%]|[.,]\d)"
_WEEKDAY = rf"(?P<weekday>{either(_CALENDAR.weekdays)})"
_DAY_PART = rf"(?P<part>{either(_CALENDAR.day_parts)})"
_SEASONS = either(_CALENDAR.season_number)
_UNIT_GROUP = rf"(?P<unit>{either(words('times', 'units'))}|centurie)"
_SOME = (
    rf"(?:{DIGITS}(?:[ -]\d/\d)?|{WORDED}|several|a\s+few|few|(?:a\s+)?couple(?:\s+of)?|(?:a\s+|two\s+)?dozen"
    r"|many|(?:a\s+)?half(?:[\s-]an?)?|(?:a\s+)?quarter(?:\s+of\s+an?)?(?=[\s-](?:century|hour))|an?)"
)
_QUANTITY = rf"(?P<count>{_SOME})(?:(?:\s*[-–]\s*|\s+(?:to|or)\s+){_SOME})?(?:\s+and\s+a\s+half)?"
_DIRECTION = rf"(?P<dir>{either((*_BACK, *_HERE, *_AHEAD))})"
_TIME_ZONES = time_zones("en")
ZONES = {name: str(minutes) for name, minutes in _TIME_ZONES.offsets.items() if len(name) > 1} | {
    name.casefold(): zone for name, zone in _TIME_ZONES.general.items()
}
"""Minutes east of UTC, or a zone of the tz database, by what stands behind a clock, case-folded."""

# "Central" is a zone before "time" and in small words, and a name in "Central Park".
_ZONE = (
    rf"(?:\s*(?P<paren>\()?(?:(?P<zone>{either(sorted(ZONES, key=len, reverse=True))})"
    r"(?:(?P<shift>[+-]\d{1,2}(?::?[0-5]\d)?)|\s+(?:standard\s+|daylight\s+|summer\s+)?time"
    r"|(?<=(?-i:[A-Z])(?-i:[A-Z]))|(?!\s+(?-i:[A-Z])))"
    r"|local(?:\s+time)?)(?!\w)(?(paren)\))?)"
)
_RANK = rf"(?P<rank>{either(RANKS)})"
_HOLIDAY = either(sorted(HOLIDAYS, key=len, reverse=True)).replace("'", "['’]")

_TO_NINTH = either(word for word, rank in ORDINALS.items() if rank <= 9)
_TO_TWENTIETH = either(word for word, rank in ORDINALS.items() if 10 <= rank <= 20)
_ONE_TO_TWELVE = either(word for word, value in SMALL.items() if 1 <= value <= 12)
_TWO_TO_TWELVE = either(word for word, value in SMALL.items() if 2 <= value <= 12)

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
        rf"|UTC|hours|hrs)\b)(?:\s*h(?:ou)?rs)?|(?P<oclock>\d{{1,2}}|{WORDED})\s+o['’]clock"
        rf"|(?P<past>half\s+past|(?:a\s+)?quarter\s+(?:past|to)|(?:five|ten|twenty(?:-five)?)\s+past)"
        rf"\s+(?P<struck>{_ONE_TO_TWELVE})(?![\w-])"
        rf"|(?:(?P<spoken>\d{{1,2}}|{WORDED})\s+in\s+the\s+(?P<of_day>morning|afternoon|evening))"
        rf"|(?P<noon>noon|midnight|midday)){_ZONE}?"
    ),
    "monthday": (
        rf"(?:{_DIRECTION}\s+)?{_MONTH}\s+(?P<day>{_DAY})(?:\s*[-–]\s*(?P<day2>{_DAY}))?(?:,?\s+{_YEAR_GROUP})?"
    ),
    "daymonth": (
        rf"(?:the\s+)?(?P<day>{_DAY})(?:\s*[-–]\s*(?P<day2>{_DAY}))?(?:\s+of)?\s+{_MONTH}"
        rf"(?!\w)(?:,?\s+{_YEAR_GROUP})?"
    ),
    "monthyear": rf"{_MONTH},?\s+(?:of\s+)?(?:{_YEAR_GROUP}|(?P<spoken>(?:nineteen|twenty)[ -](?:{WORDED})))",
    "month": rf"(?:{_DIRECTION}\s+)?{_MONTH}(?!\w)",
    "weekday": (
        rf"(?:(?:the\s+(?=(?:previous|following|next|same)\b))?{_DIRECTION}\s+)?{_WEEKDAY}"
        r"(?P<plural>s)?(?!\w)"
    ),
    "part": (
        r"(?P<which>this|last|that\s+same|that|the\s+same|the\s+next|the\s+following"
        rf"|the\s+previous|the)\s+{_DAY_PART}(?!\w)"
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
        rf"{_QUANTITY}[- ]{_UNIT_GROUP}s?(?:\s+or\s+(?:so|two|more))?\s+(?P<dir>ago"
        r"|earlier|later|from\s+now|hence|(?:before|after)(?=\s*[.,;)\n]|$))(?!\w)"
    ),
    "longago": r"(?:days|weeks|months|years|decades|centuries)\s+ago(?!\w)",
    "yearbefore": (
        r"the\s+(?P<unit>week|month|year)\s+(?P<dir>before|earlier|after)(?=\s*[.,;)\n]|\s+(?:and|but)\b|$)"
    ),
    "yearto": r"the\s+(?:fiscal\s+|full\s+)?year(?=\s+end(?:ed|ing)\b)",
    "secondquarter": (
        rf"(?:the\s+(?!(?:fiscal[- ])?\w+-quarter))?(?:{_YEAR_GROUP}(?:'s|’s)?\s+)?"
        rf"(?:fiscal[- ])?{_RANK}[- ]quarter(?P<plural>s)?(?!\w)"
    ),
    "q": r"Q(?P<rank>[1-4])(?:\s+(?:of\s+)?(?P<year>(?:19|20)\d\d))?(?!\w)",
    "half": (
        r"(?:the\s+)?(?P<rank>first|second|last|latter)\s+half(?=\s+of\s+"
        r"(?:the\s+)?(?:(?:last|this|next)\s+year|year|(?:fiscal\s+)?(?:19"
        r"|20)\d\d|['’]\d0s)\b)"
    ),
    "yearperiod": rf"the\s+{_YEAR_GROUP}\s+(?P<unit>quarter|period|fiscal\s+year)(?!\w)",
    "fiscal": (
        r"(?:the\s+)?(?:current\s+|next\s+|last\s+)?fiscal\s+(?:year\s+)?"
        rf"(?:{_YEAR_GROUP}|(?<=year\s)(?=\W)|year(?!\w))"
    ),
    "weekend": (
        r"(?:(?:the\s+(?=(?:previous|following|past|coming|next|same)\b))?"
        rf"(?:{_DIRECTION}|the)\s+)weekend(?!\w)"
    ),
    "span": (
        rf"(?:the\s+|these\s+)?(?:{_DIRECTION}|(?P<first>first|final|opening))\s+{_QUANTITY}\s+"
        rf"(?:(?:full|trading|business|straight|consecutive|calendar)\s+)?{_UNIT_GROUP}s?"
        r"(?:\s+or\s+so)?(?!\w)"
    ),
    "relative": (
        rf"(?:the\s+)?{_DIRECTION}\s+(?:(?:fiscal|calendar|full|whole|entire)\s+)?{_UNIT_GROUP}"
        r"(?:\s+or\s+(?:so|two))?(?!\w|(?<=quarter)[\s-]+century)"
    ),
    "recent": (
        rf"(?:the\s+)?(?P<dir>recent|past|coming|last|next|previous)\s+{_UNIT_GROUP}s"
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
        rf"|{_QUANTITY}\s+)?(?:{_UNIT_GROUP}s?|{_WEEKDAY}|{_DAY_PART}"
        rf"|(?P<season>{either(_CALENDAR.seasons)}))(?!\w)|(?P<adverb>{either(REPETITIONS)})(?!\w)"
    ),
    "decade": (
        r"(?:the\s+)?(?:(?P<edge>early|late|mid)(?:\s+|-))?(?:(?:to\s+|-)?"
        r"(?P<digits>(?:1[3-9]|20)\d)0['’]?s|['’](?P<short>\d)0['’]?s)(?!\w)"
        rf"|the\s+(?:(?:early|late|mid)[- ])?(?P<word>{either(DECADES)})(?!\w)"
    ),
    "century": (
        r"(?:the\s+)?(?:(?P<edge>early|late|mid)[- ])?(?P<ordinal>\d{1,2}(?:st|nd|rd|th)"
        rf"|(?:twenty-)?(?:{_TO_NINTH})|{_TO_TWENTIETH})[- ]century(?!\w)"
    ),
    "season": (
        rf"(?:(?:{_DIRECTION}|(?P<the>the))\s+)?(?P<season>{_SEASONS})"
        rf"(?:\s+(?:of\s+)?{_YEAR_GROUP})?(?!\w)"
    ),
    "holiday": (
        rf"(?:(?P<dir>last|this|next)\s+)?(?P<holiday>{_HOLIDAY})(?:,?\s+(?P<year>(?:19|20)\d\d))?(?!\w)"
    ),
    "spokenyear": (
        rf"(?:the\s+year\s+)?(?P<words>nineteen[ -](?:{WORDED})|two\s+thousand"
        rf"(?:\s+(?:and\s+)?(?:{WORDED}))?|twenty[ -](?:ten|eleven|twelve|\w+teen"
        r"|twenty(?:-\w+)?))(?!\w)"
    ),
    "plain": (
        r"(?<=\bof\s)the\s+(?P<long>decade|century)(?!\w|-)"
        r"|the\s+(?:(?P<full>full|whole|entire|coming)\s+)?(?P<unit>week|month|quarter|year)(?!\w|-)"
    ),
    "long": r"(?P<unit>hour|day|week|month|year|decade|century)-?long(?!\w)",
    "duration": (
        rf"(?:the\s+(?=(?:\d+|{_TWO_TO_TWELVE})\s))?{_QUANTITY}(?:\s+(?:more|full|straight|consecutive"
        rf"|trading|business|working|additional|long))?[\s-]+{_UNIT_GROUP}s?(?:-long"
        r"|\s+period)?(?!\w|-(?:ago|earlier|over|end|round|on))"
    ),
    "plural": (
        r"(?:(?P<the>the)\s+)?(?:(?P<early>early|later|first)\s+)?(?P<unit>minutes"
        r"|hours|days|weeks|months|years|decades|centuries)(?:\s+(?:or|and)\s+"
        r"(?:days|weeks|months|years))?(?P<long>-long)?(?:\s+ahead)?(?!\w"
        r"|-old|\s+old|\s+of\s+age)"
    ),
    "year": rf"(?:the\s+year\s+)?(?:(?P<edge>mid|early|late)[- ])?{_YEAR_GROUP}(?!\w|[-–]\d{{5}}|[-–][a-z])",
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

# Which first words a rule can begin with; one in braces stands for a class of them.
_FIRST = {
    "iso": "{digit}", "nineeleven": "{digit}", "numeric": "{digit}",
    "clock": "{digit} {number} noon midnight midday",
    "monthday": "{month} {direction}", "daymonth": "{digit} the", "monthyear": "{month}",
    "month": "{month} {direction}", "weekday": "{direction} the {weekday}", "part": "this last that the",
    "beyond": "the", "deictic": "today yesterday tomorrow tonight overnight", "yearago": "the a year",
    "ago": "{digit} {number}", "longago": "days weeks months years decades centuries", "yearbefore": "the",
    "yearto": "the", "secondquarter": "the {digit} fiscal {quarter}", "q": "q",
    "half": "the first second last latter",
    "yearperiod": "the", "fiscal": "the current next last fiscal", "weekend": "the {direction}",
    "span": "the these {direction} first final opening", "relative": "the {direction}",
    "recent": "the recent past coming last next previous", "period": "the", "edge": "earlier later",
    "set": "every each {repetition}", "decade": "the early late mid {digit} {apostrophe}",
    "century": "the early late mid {digit} {ordinal} twenty", "season": "the {direction} {season}",
    "holiday": "last this next {holiday}", "spokenyear": "the nineteen two twenty", "plain": "the",
    "long": "hour day week month year decade century hourlong daylong weeklong monthlong yearlong decadelong",
    "duration": "the {digit} {number}",
    "plural": "the early later first minutes hours days weeks months years decades centuries",
    "year": "the mid early late {digit}", "yearend": "the year",
    "vague": "recently more most lately the not long recent right now currently current at nowadays these "
    "future as",
}  # fmt: skip
_CLASSES = {
    "{digit}": frozenset(DIGIT),
    "{apostrophe}": frozenset(APOSTROPHE),
    "{number}": frozenset((*SMALL, *"quarter a an several few couple half many dozen".split())),
    "{ordinal}": frozenset(word for word, rank in ORDINALS.items() if rank <= 20),
    "{month}": frozenset(_CALENDAR.month_number),
    "{weekday}": frozenset(name.casefold() for name in _CALENDAR.weekdays),
    "{season}": frozenset(_CALENDAR.season_number),
    "{direction}": frozenset(OFFSETS),
    "{quarter}": frozenset(rank for rank in RANKS if rank.isalpha()),
    "{repetition}": frozenset(REPETITIONS),
    "{holiday}": frozenset(re.split(r"\W", name)[0] for name in HOLIDAYS),
}

SEARCH = PatternSearch(
    _RULES,
    {
        rule: frozenset[str]().union(*(_CLASSES.get(word, (word,)) for word in first.split()))
        for rule, first in _FIRST.items()
    },
)
