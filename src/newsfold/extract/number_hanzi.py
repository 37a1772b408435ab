"""The numbers of scripts without blanks: "3万5千", "二百三十余万", "1兆2000億", "三分之一"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from newsfold.extract.digits import digits_at
from newsfold.extract.number_words import listed
from newsfold.extract.numbers import Number
from newsfold.language import either, table

_LONGEST_HANZI = 40  # characters of a number; longer runs count nothing
_VAGUE_HIGH = 10  # times; "several tens" are up to a hundred
_HANZI_DIGITS = (
    r"\d+(?:[.．]\d+|[,，]\d{3}(?!\d))*+(?:[/／]\d{1,2}(?![\d/])|(?:[eE][+-]?|\^[+-]{0,2})\d{1,3}(?!\d))?+"
)


@dataclass(frozen=True)
class HanziReading:
    """How a language writes numbers in characters; `numbers` finds them."""

    language: str

    @cached_property
    def _values(self) -> dict[str, dict[str, float]]:
        values: dict[str, dict[str, float]] = {}
        for kind, forms, value, *_ in table("numbers", self.language):
            values.setdefault(kind, {}).update(dict.fromkeys(forms.split("|"), float(value)))
        return values

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """A whole number: pieces in digits or characters, and what makes it a part, a rank or vague."""
        digit, unit = (_class(self._values[kind]) for kind in ("small", "unit"))
        scale, few = either(sorted(self._values["scale"], key=len, reverse=True)), self._section("few")
        piece = rf"(?:{_HANZI_DIGITS}|[{digit}]++)"
        over = rf"(?:{self._section('and more')})(?={scale}|[{unit}])"
        metric = self._section("metric")  # "12千米" are twelve kilometres
        run = rf"(?:{piece}|(?!(?<=\d)(?:{metric}))[{unit}]|{over}|[ ]?(?!{metric})(?:{scale}))"
        fraction = rf"(?:(?P<under>{run}{{1,12}}+)(?:{self._section('parts of')})(?P<over>{run}{{1,12}}+))"
        # Possessive: what was read is not tried in other cuts. Sixteen pieces are more than any number has.
        whole = rf"(?P<few>{few})?(?P<run>{run}{{1,16}}+)"
        mark = self._section("decimal point")
        point = rf"(?:(?P<point>{mark})(?P<below>[{digit}]{{1,6}})(?P<scale>(?:{scale}){{0,2}}))?"
        return re.compile(rf"(?P<rank>{self._section('before ordinals')})?(?:{fraction}|{whole}{point})")

    @cached_property
    def _piece(self) -> re.Pattern[str]:
        digit, unit = (_class(self._values[kind]) for kind in ("small", "unit"))
        scale = either(sorted(self._values["scale"], key=len, reverse=True))
        return re.compile(
            rf"(?P<digits>{_HANZI_DIGITS})|(?P<small>[{digit}]+)|(?P<unit>[{unit}])|(?P<scale>{scale})"
        )

    @cached_property
    def _first(self) -> re.Pattern[str]:
        """Where a number may begin: nothing else is looked at."""
        heads = "".join(_class(self._values[kind]) for kind in ("small", "unit"))
        shares = either(sorted(self._values["share"], key=len, reverse=True))
        scales = either(sorted(self._values["scale"], key=len, reverse=True))
        begins = either((*listed("few", self.language), *listed("before ordinals", self.language)))
        return re.compile(
            rf"(?P<share>{shares})|(?:{scales})(?=(?:{self._section('parts of')}))"
            rf"|(?:{begins})(?=[\d{heads}])|[{heads}]|(?<![A-Za-z\d_])\d|(?P<glued>\d+)"
        )

    @cached_property
    def _after(self) -> re.Pattern[str]:
        """What is counted: a lone character is a number only before a counter or a unit."""
        return re.compile(rf"[ ]?(?:{self._section('counters')})")

    @cached_property
    def _in_name(self) -> re.Pattern[str]:
        """What a lone character right behind it is mostly part of a name with: "健二社長"."""
        named = listed("counters of persons", self.language)
        return re.compile(r"[\u4e00-\u9fff]$" if named else r"(?!)")

    @cached_property
    def _rank_after(self) -> re.Pattern[str]:
        return re.compile(self._section("behind ordinals"))

    @cached_property
    def _tenths(self) -> re.Pattern[str]:
        digit = _class(self._values["small"])
        below = rf"(?:(?P<half>半)|(?P<hundredths>[{digit}1-9])分(?:(?P<thousandths>[{digit}1-9])厘)?)?"
        return re.compile(rf"(?:{self._section('tenths')}){below}(?!{self._section('no tenths before')})")

    def _in_tenths(self, value: float, tenth: re.Match[str]) -> float:
        """ "3割8分7厘" is .387, "七割半" .75."""
        small = self._values["small"] | {str(digit): float(digit) for digit in range(1, 10)}
        hundredths, thousandths = (
            small.get(tenth[name] or "", 0.0) for name in ("hundredths", "thousandths")
        )
        return round(value / 10 + hundredths / 100 + thousandths / 1000 + (0.05 if tenth["half"] else 0.0), 6)

    @cached_property
    def _no_number_behind(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self._section('no number behind')})$")

    @cached_property
    def _minus(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self._section('minus')})$|(?<![A-Za-z\d)\]])[-−－]$")

    def _section(self, name: str) -> str:
        return either(sorted(listed(name, self.language), key=len, reverse=True)) or "(?!)"

    def numbers(self, text: str) -> Iterator[Number]:
        """The numbers of `text`, in order, none overlapping another."""
        floor = 0
        for token in self._first.finditer(text):
            start = token.start()
            if start < floor or token.lastgroup == "glued":
                continue
            if token.lastgroup == "share":
                value = self._values["share"][token.group()]
                yield Number(start, token.end(), value, "part", bare_end=token.end())
                floor = token.end()
                continue
            match = self._pattern.match(text, start)
            if match is None:
                continue
            floor = (
                match.end()
                if match.end() - start < _LONGEST_HANZI
                else _run_end(self._piece, text, match.end())
            )
            number = self._number(text, match) if floor == match.end() else None
            if number is not None:
                yield number
                floor = number.end

    def _number(self, text: str, match: re.Match[str]) -> Number | None:
        if match["under"] is not None:
            under, over = self._value(match["under"]), self._value(match["over"])
            if not under or over is None:
                return None
            return Number(match.start(), match.end(), over / under, "part", bare_end=match.end())
        run = match["run"]
        value = self._value(run)
        if value is None:
            return None
        end = match.end()
        if match["point"]:
            if value >= 1000 or not match["below"]:
                return None
            below = "".join(str(int(self._values["small"][c])) for c in match["below"])
            value = float(f"{value:.0f}.{below}") * self._times(match["scale"])
        written = run[0].isdigit()
        if match["few"] and not written:  # "20以上30以下": what stands before digits belongs to others
            if not self._has_unit(run):
                return None
            return Number(match.start(), end, value, "vague", value, value * _VAGUE_HIGH, bare_end=end)
        if not written and (pair := self._pair(run)) and (self._has_unit(run) or self._counts_on(text, end)):
            return Number(match.start(), end, pair[0], "vague", *pair, bare_end=end)
        start = match.start("run") if match["few"] else match.start()
        number = Number(start, end, value, "digits" if written else "words", bare_end=end)
        if match["rank"] or (rank := self._rank_after.match(text, end)):
            return replace(number, form="ordinal", end=end if match["rank"] or not rank else rank.end())
        if value <= 10 and (tenth := self._tenths.match(text, end)):
            return replace(number, form="part", value=self._in_tenths(value, tenth), end=tenth.end())
        if not written and not self._counts(text, match):
            return None
        if sign := self._minus.search(text, max(0, number.start - 4), number.start):
            return replace(number, start=sign.start(), value=-value)
        return number

    def _pair(self, run: str) -> tuple[float, float] | None:
        """The bounds that two digits in a row say: "二三十" is 20 to 30, "七八" seven or eight."""
        small = self._values["small"]
        first, second = small.get(run[:1], 0.0), small.get(run[1:2], 0.0)
        if not first or second != first + 1 or run[2:3] in small:
            return None
        low, high = self._value(run[0] + run[2:]), self._value(run[1:])
        return (low, high) if low and high else None

    def _counts_on(self, text: str, end: int) -> bool:
        """Whether what is counted stands behind a number."""
        return self._after.match(text, end) is not None

    def _counts(self, text: str, match: re.Match[str]) -> bool:
        """Whether a number in characters alone counts something rather than being part of a word."""
        run = match["run"]
        if self._no_number_behind.search(text, max(0, match.start() - 4), match.start()):
            return False
        smalls = sum(c in self._values["small"] for c in run)
        if len(run) > 1 and smalls and self._has_unit(run):
            return True
        if smalls == len(run) and (len(run) > 2 or any(self._values["small"][c] == 0 for c in run[1:])):
            return True
        if match["point"]:
            return True
        after = self._after.match(text, match.end())
        if self._in_name.search(text, max(0, match.start() - 1), match.start()) and len(run) == 1:
            return after is not None and after.group() in listed("counters of persons", self.language)
        return after is not None

    def _has_unit(self, run: str) -> bool:
        return any(c in self._values["unit"] or c in self._values["scale"] for c in run)

    def _times(self, scales: str) -> float:
        total = 1.0
        for scale in re.findall(either(sorted(self._values["scale"], key=len, reverse=True)), scales):
            total *= self._values["scale"][scale]
        return total

    def _value(self, run: str) -> float | None:
        """What a run of pieces is worth; None where they are no number."""
        parts: list[tuple[float, float]] = []
        section = 0.0  # below the next scale
        open_: float | None = None  # before the next unit
        last_unit = 0.0
        for piece in self._piece.finditer(run):
            kind, printed = piece.lastgroup, piece.group()
            if kind in ("digits", "small"):
                if open_ is not None:
                    return None
                open_ = self._plain(printed, kind)
                if open_ is None:
                    return None
            elif kind == "unit":
                unit = self._values["unit"][printed]
                if last_unit and unit >= last_unit:
                    return None
                section += (1.0 if open_ is None else open_ or 1.0) * unit
                open_, last_unit = None, unit
            else:
                scale = self._values["scale"][printed]
                whole = section + (open_ or 0.0)
                while parts and parts[-1][1] < scale:
                    whole += parts.pop()[0]
                whole = (whole or 1.0) * scale
                if parts and whole >= parts[-1][1]:
                    return None
                parts.append((whole, scale))
                section, open_, last_unit = 0.0, None, 0.0
        rest = open_ or 0.0
        if rest and rest < 10 and self._shortened(run):
            rest *= (last_unit or parts[-1][1]) / 10  # "三万五" is 35,000
        return float(f"{sum(part for part, _ in parts) + section + rest:.12g}")

    def _shortened(self, run: str) -> bool:
        """Whether the last digit stands for tens of the unit before it, which Chinese leaves out."""
        small = self._values["small"]
        if not listed("shortened", self.language) or len(run) < 3 or run[-1] not in small or run[-2] in small:
            return False
        return not run[-2].isdigit() and run[-2] not in ("十", "拾") and self._has_unit(run[-2])

    def _plain(self, printed: str, kind: str) -> float | None:
        if kind == "digits":
            digits = digits_at(printed, 0, ".", False)
            return digits.value if digits and digits.end == len(printed) else None
        small = self._values["small"]
        digits_only = printed.lstrip("零〇")
        if not digits_only:
            return 0.0
        return float("".join(str(int(small[c])) for c in digits_only))


def _class(forms: dict[str, float]) -> str:
    return re.escape("".join(forms))


def _run_end(piece: re.Pattern[str], text: str, end: int) -> int:
    """Where a run that is too long to be a number ends."""
    while match := piece.match(text, end):
        end = match.end()
    return end
