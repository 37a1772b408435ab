"""Numbers with the unit beside them, and ranges of two, in any language that has tables of both."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from newsfold.extract.figures.amount import Amount
from newsfold.extract.figures.cues import UNSPACED, FigureCues, past_hedge
from newsfold.extract.figures.no_figures import unmasked
from newsfold.extract.figures.settings import FIGURES
from newsfold.extract.figures.unit_forms import UnitForms, unit_forms
from newsfold.extract.figures.units import RATES, Unit, dollar_of, units
from newsfold.extract.numbers import Number
from newsfold.language import grammar

_PESOS = {"mx": "MXN", "ar": "ARS", "cl": "CLP", "co": "COP", "uy": "UYU", "cu": "CUP", "ph": "PHP"}
_SMALL_CHANGE = ("cent", "penny")
_AFTER_AGE = re.compile(r"[,.;)、，。]|$")
_BEFORE_AGE = re.compile(r"[,(，（、][ \u00a0]?$")
_IN_BRACKETS = re.compile(r"[\u3040-\u9fff][（(]$")
_NAME_AND_COMMA = re.compile(r"[A-ZÀ-ÞА-Я][\w'’.-]+(?:, | \()$")
_AND_HALF = re.compile("半(?![年天日月数數夜径徑球岛島分額额])")  # "两米半", "1時間半"
_HALVES = re.compile("[个個]半")  # "两个半小时"
_DASHED_NAME = re.compile(r"-[^\W\d_]")


@dataclass(frozen=True)
class Amounts:
    """The amounts of one article: its text, its words, its units, and what its "$" means."""

    text: str
    words: FigureCues
    forms: UnitForms
    dollar: str
    peso: str

    def read(self, printed: str) -> list[Amount]:
        """The amounts in order, none overlapping another, those that are no figures among them."""
        numbers = grammar("newsfold.extract.numbers", self.words.language).numbers(self.text)
        listed: list[Amount] = []
        for amount in map(self._with_unit, unmasked(self.text, printed, numbers, self.words)):
            if listed and amount.start < listed[-1].end:
                if amount.number_end <= listed[-1].end:
                    continue
                amount = replace(amount, start=listed[-1].end)
            joined = (
                (self._compound(listed[-1], amount) or self._ranged(listed[-1], amount)) if listed else None
            )
            if joined:
                listed[-1] = joined
            else:
                listed.append(amount)
        return listed

    # ── a number and its unit ─────────────────────────────────────────────────────────────────────

    def _with_unit(self, number: Number) -> Amount:
        plain = Amount(
            number.start, number.end, number.end, number.value, number.form, low=number.low, high=number.high
        )
        if number.form == "ordinal":
            return plain
        if age := self._aged_at_once(plain):
            return age
        if (sign := self.forms.before(self.text, number.start)) is not None:
            return self._money(plain, *sign)
        half = _HALVES.match(self.text, number.end) if self.words.language in UNSPACED else None
        if half and (unit := self.forms.after(self.text, half.end(), True)):
            return self._measured(replace(plain, value=plain.value + 0.5), *unit)
        behind = self._unit_after(number.end, number)
        if behind is None and number.letter and (letter := self._unit_after(number.bare_end, number)):
            scaled = self.forms.after(self.text, number.bare_end, True)  # "5 m" are metres
            if scaled:
                return self._measured(replace(plain, value=_unscaled(number)), *letter)
        if behind is None and self._is_bare_age(plain):
            return replace(plain, unit=units().by_code["year"], age=True)
        return self._measured(plain, *behind) if behind else plain

    def _money(self, plain: Amount, unit: Unit, start: int) -> Amount:
        """A number behind a currency's sign, with the name of the currency behind it where one follows."""
        if self.text[start : start + 1] == "$" and unit.code == "USD":
            unit = units().by_code[self.dollar]
        end = plain.end
        after = self._unit_after(end, None)
        if after and after[0].kind in ("money", "temperature", "angle"):
            unit, end = (after[0] if unit.kind == "money" else unit), after[1]
        minus = re.search(r"(?<![\w\d.,])[-−]$", self.text[max(0, start - 2) : start])
        value = -plain.value if minus else plain.value
        per, end = self._per(end)
        return replace(plain, start=start, end=end, value=value, unit=unit, per=per)

    def _measured(self, plain: Amount, unit: Unit, end: int) -> Amount:
        if (
            plain.low is None
            and plain.value % 1 == 0
            and (half := self.words.half_behind.match(self.text, end))
        ):
            plain, end = replace(plain, value=plain.value + 0.5), half.end()  # "deux ans et demi"
        per, last = self._per(end)
        if rate := RATES.get((unit.code, per)):
            unit, per = units().by_code[rate], ""
        aged = not per and unit.kind == "time" and self._is_age(plain, end, unit.code == "year")
        behind = self.words.age_behind.match(self.text, end) if aged else None
        half = _AND_HALF.match(self.text, last) if self.words.language in UNSPACED else None
        value = plain.value + 0.5 if half and not per else plain.value
        last = behind.end() if behind else half.end() if half and not per else last
        return replace(plain, end=last, value=value, unit=unit, per=per, age=aged)

    def _unit_after(self, end: int, number: Number | None) -> tuple[Unit, int] | None:
        digits = number is None or number.form == "digits"
        unit_found = self.forms.after(self.text, end, digits)
        if unit_found is None and (past := past_hedge(self.text, end, self.words)) > end:
            unit_found = self.forms.after(self.text, past, digits)
        if unit_found is None and (of := self.words.of.match(self.text, end)):
            unit_found = (
                self.forms.after(self.text, of.end() - 1, False)
                if of.group()[-1] in " \u00a0"
                else (self.forms.after(self.text, of.end(), False))
            )
            if unit_found and unit_found[0].kind in ("time", "points", "ratio", "share"):
                return None  # "miles de años" is rare, "3 de días" is none
        if (
            unit_found is None
            and self.peso
            and (peso := re.match(r"[ ](?:de[ ])?pesos\b", self.text[end : end + 12]))
        ):
            return units().by_code[self.peso], end + peso.end()
        if (
            unit_found
            and unit_found[0].code == "°C"
            and number is not None
            and not digits
            and number.value == 1
        ):
            return None  # Japanese "一度" is once
        if unit_found and _DASHED_NAME.match(self.text, unit_found[1]) and not digits:
            return None
        return unit_found

    def _per(self, end: int) -> tuple[str, int]:
        """What a rate is per ("al año", "/h", "pro Tag"), and where it ends; ("", end)."""
        per = self.words.per.match(self.text, end)
        below = self.forms.after(self.text, per.end() - (per.group()[-1:] == " "), False) if per else None
        if per is None or below is None or below[0].kind not in ("time", "mass", "volume", "area", "length"):
            return "", end
        return below[0].code, below[1]

    def _aged_at_once(self, plain: Amount) -> Amount | None:
        """ "45-jährige", "45岁", "45-летний": a unit that says an age by itself."""
        if not 0 <= plain.value <= FIGURES.oldest:
            return None
        match = self.words.age_unit.match(self.text, plain.end)
        return replace(plain, end=match.end(), unit=units().by_code["year"], age=True) if match else None

    def _is_bare_age(self, plain: Amount) -> bool:
        """ "Olivera Georgijevska, 79, in Skopje": a number between commas behind a name."""
        if plain.form != "digits" or not 9 < plain.value < FIGURES.oldest or plain.value % 1:
            return False
        if self.words.language == "ja":  # "藤田社長（55）"
            begin = max(0, plain.start - 2)
            named = _IN_BRACKETS.search(self.text, begin, plain.start)
            return bool(named) and self.text[plain.end : plain.end + 1] in ("）", ")")
        name = _NAME_AND_COMMA.search(self.text, max(0, plain.start - 24), plain.start)
        return bool(name and re.compile(r"[,)](?![\d])").match(self.text, plain.end))

    def _is_age(self, plain: Amount, end: int, years: bool) -> bool:
        """Whether years are somebody's age, by what stands around them."""
        if not 0 < plain.value <= FIGURES.oldest or self.words.no_age_behind.match(self.text, end):
            return False
        if self.words.age_behind.match(self.text, end):
            return True
        if not years:
            return False
        begin = max(0, plain.start - 40)
        if self.words.age_before.search(self.text, begin, plain.start):
            return True
        if self.words.language in UNSPACED:
            return False  # ages have a word of their own there: "10年間" is none
        comma = _BEFORE_AGE.search(self.text, begin, plain.start)
        return bool(comma and _AFTER_AGE.match(self.text, end) and plain.form == "digits" and plain.value > 4)

    def _compound(self, left: Amount, right: Amount) -> Amount | None:
        """ "15 euros y 30 céntimos" as one amount; None where the two are no such sum."""
        if left.unit is None or right.unit is None or left.unit.kind != "money" or left.low is not None:
            return None
        if (
            right.unit.code not in _SMALL_CHANGE
            or left.unit.code in _SMALL_CHANGE
            or not 0 < right.value < 100
        ):
            return None
        if left.value % 1 or not self.words.plus.fullmatch(self.text, left.end, right.start):
            return None
        value = round(left.value + right.value / 100, 9)
        return replace(left, end=right.end, number_end=right.end, value=value)

    # ── ranges ────────────────────────────────────────────────────────────────────────────────────

    def _ranged(self, left: Amount, right: Amount) -> Amount | None:
        """ "de 5 a 7 por ciento", "zwischen 62 und 68 Euro" as one amount; None where they are two."""
        begin = left.end
        if self.words.language in UNSPACED and left.unit is None:
            counter = self.words.counters.match(self.text, begin)
            begin = counter.end() if counter else begin
        gap = self.text[begin : right.start]
        plain = {"digits", "words"}
        if len(gap) > 30 or left.low is not None or right.low is not None:
            return None
        if left.form not in plain or right.form not in plain:
            return None
        link = self.words.link.fullmatch(gap)
        if link is None or not self._one_unit(left, right):
            return None
        begin = max(0, left.start - 16)
        between = bool(self.words.between_before.search(self.text, begin, left.start)) or bool(
            self.words.between_behind.match(self.text, right.end)
        )
        if link.group("and") and not between:
            return None
        start = self.words.from_before.search(self.text, begin, left.start)
        low, high = self._scaled_like(left, right), right.value
        if low >= high and not (start and link.group("to")):
            return None
        bare = left.unit is None and right.unit is None
        if link.group("dash") and bare and not self._counts_on(right):
            return None  # a score
        return replace(
            right, start=left.start, low=min(low, high), high=max(low, high), unit=right.unit or left.unit,
            per=right.per or left.per, age=left.age or right.age, falling=low > high, moved=False,
        )  # fmt: skip

    def _counts_on(self, right: Amount) -> bool:
        after = self.text[right.end : right.end + 2]
        return after[:1].isalpha() or (after[:1] in " \u00a0" and after[1:].isalpha())

    def _one_unit(self, left: Amount, right: Amount) -> bool:
        if left.unit is not None and right.unit is not None:
            return left.unit == right.unit
        return left.unit is None or left.unit.kind == "money" or self.words.language in UNSPACED

    def _scaled_like(self, left: Amount, right: Amount) -> float:
        """ "3 bis 5 Millionen" says three million: the scale of the second number holds for a bare first."""
        written = self.text[left.start : left.number_end]
        scale = right.value
        digits = re.match(r"[\d.,]+", self.text[right.start : right.number_end])
        if left.unit is not None or left.value >= 1000 or not digits or not re.fullmatch(r"[\d.,]+", written):
            return left.value
        bare = digits.group().rstrip(".,")
        times = scale / plain if (plain := _as_number(bare)) else 1.0
        return left.value * times if times >= 1000 and times % 1000 == 0 else left.value


def _as_number(written: str) -> float:
    try:
        return float(written.replace(",", "."))
    except ValueError:
        return 0.0


def _unscaled(number: Number) -> float:
    scales = {"m": 1e6, "k": 1e3, "g": 1e9}
    return round(number.value / scales.get(number.letter.casefold(), 1.0), 9)


def amounts(text: str, printed: str, domain: str | None, words: FigureCues) -> list[Amount]:
    """The amounts of a text in the language of `words`: numbers outside dates, clocks and phone numbers."""
    country = (domain or "").rpartition(".")[2].casefold()
    peso = _PESOS.get(country, "")
    dollar = peso if peso and words.language == "es" else dollar_of(domain)
    return Amounts(text, words, unit_forms(words.language), dollar, peso).read(printed)
