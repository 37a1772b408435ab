"""One reader for each rule of `time_patterns`: the match, in its text, as a Spec; None where it names "
"no time."""

from __future__ import annotations

import re
from collections.abc import Callable

from newsfold.extract.calendars import SEASONS
from newsfold.extract.numbers import digits_value, ordinal_value, words_value
from newsfold.extract.time_patterns import MONTHS, OFFSETS, WEEKDAYS
from newsfold.extract.time_spec import Spec

_RANKS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4,
          "last": 4}  # fmt: skip
_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "overnight": "NI", "dawn": "MO"}
_TEN_YEARS = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7,
              "eighties": 8, "nineties": 9}  # fmt: skip
_SETS = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "nightly": "P1D", "hourly": "PT1H"}


def _month_of(found: str) -> int:
    return 1 + next(i for i, month in enumerate(MONTHS) if month.startswith(found.lower().rstrip(".")[:3]))


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
    return OFFSETS[found.lower()] if found else None


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
                r"\b(?:in|since|until|till|of|by|from|through|during|between|to|and|early|late|mid|after"
                r"|before|around|for|or)[\s-]+$",
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
        if re.search(r"\bhigh\s+$", _before(match, text)):
            return None
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
    number = WEEKDAYS.index(match.group("weekday").lower())
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
    titled = (
        match.group("dir")[0].isupper() and match.group("unit")[0].isupper() and not match.group().isupper()
    )
    if unit in ("second", "minute", "hour") or titled:  # "This Week" is a programme
        return None
    if word in ("that", "same") or (word in ("following", "previous", "next", "preceding") and unit == "day"):
        return Spec("anaphor", unit=unit, offset=OFFSETS[word])
    return Spec("unit", unit=unit, offset=OFFSETS[word], word=word)


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
            if name or paper or (re.search(r"['’]s\s$", _before(match, text)) and adverb[0].isupper())
            else Spec("setof", word=_SETS[adverb.lower()])
        )
    if weekday := match.group("weekday"):
        return Spec("setof", word=f"XXXX-WXX-{WEEKDAYS.index(weekday.lower()) + 1}")
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
            or (re.match(r"\s+(?:of|from|in)\b", _after(match, text))
            and season.lower() == "fall")
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
        r"\b(?:end|beginning|start|half|middle|rest|remainder|part|quarter|quarters|months|weeks|most"
        r"|much|close)\s+of\s+$",
        _before(match, text),
    ):
        return None
    return Spec("unit", unit=match.group("unit").lower(), offset=0, word="the")


_AGE = re.compile(r"[\s-]*olds?\b|\s+of\s+age\b|['’]?\s+imprisonment", re.IGNORECASE)
_RATE = re.compile(
    r"(?:\b(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|once|twice)\s+(?:\w+\s+)?\w+s?\s+$)|"
    r"(?:\b(?:once|twice|times|million|billion|trillion|thousand|dollars|percent|per\s?cent|cents|pounds"
    r"|euros|hours|days|people|barrels)|[\d%]|[$€£]\S+)\s+$"
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
        return Spec("setevery", unit=unit, count=1.0) if unit == "year" else None
    if (found == "a" and unit == "quarter") or re.match(
        r"(?:three|a|one)[- ]quarter", match.group(), re.IGNORECASE
    ):
        return None
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
    r"\s+(?:people|men|women|children|troops|soldiers|feet|miles|meters|metres|percent|million|barrels"
    r"|jobs|points|votes|tons|tonnes|km|kilometers|kilometres|acres|workers|employees|dollars|euros"
    r"|pounds|yen|shares|members|rpm|mph)\b",
    re.IGNORECASE,
)


def _read_year(match: re.Match[str], text: str) -> Spec | None:
    year = int(match.group("year"))
    if _COUNTED.match(text, match.end()) or re.match(r"\s?[-–]?\s?(?:GMT|UTC|hrs)\b", _after(match, text)):
        return None
    cue = re.search(
        r"(?:\b(?:in|since|of|until|till|by|from|to|and|between|before|after|during|through|for|late"
        r"|early|mid|the|fall|spring|summer|winter|around|year)[\s-]+|[(,–-]\s*)$",
        _before(match, text),
    )
    if not 1900 <= year <= 2100 and not cue:
        return None
    if re.search(
        r"(?:[$€£¥#]|(?<!\w)\d+[,.]?|\bno\.?|\bnumber|\bflight|\broom|\broute|\bhighway|\bbox)\s?$",
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


READERS: dict[str, Callable[[re.Match[str], str], Spec | None]] = {
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
