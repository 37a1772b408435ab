"""The numbers of a language with words between blanks, by its tables: digits, words, scales, parts, ranks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from newsfold.extract.digits import digits_at, has_other_marks
from newsfold.extract.number_patterns import NumberPatterns
from newsfold.extract.number_sums import Sum, add_all, form_of
from newsfold.extract.number_words import Atom, Word, folded, listed, number_word
from newsfold.extract.numbers import MOST_PIECES, YEAR, Number

LETTERS = r"[^\W\d_][\w\u0900-\u0963\u064b-\u0655\u0670\u0300-\u036f]*"
"""A word of any script that has blanks, as a pattern: marks of vowels are no letters to a pattern."""

_PIECE_TOKEN = re.compile(
    rf"(?P<word>{LETTERS})|(?<!\w)(?P<digits>(?<![\d.,])[.,]?\d)|(?P<glued>\d+)|(?P<sign>[¼-¾⅐-⅞])"
)
_NUMBER_WORD = re.compile(LETTERS)
_NEXT = re.compile(rf"(?:[ \u00a0\u2009\u202f]{{1,2}}|-)(?P<word>{LETTERS})")
_NEXT_OR_GLUED = re.compile(rf"(?:[ \u00a0\u2009\u202f]{{0,2}}|-)(?P<word>{LETTERS})")
_NEXT_DIGITS = re.compile(r"[ \u00a0]{0,1}(?=\d)")
_MINUS_SIGN = re.compile(r"(?<![\w.,%])(?<!\d\s)[-−–]\s?$")
_FRACTION_SIGN = re.compile("[¼-¾⅐-⅞]")
_PLUS_FRACTION = re.compile(r"[ \u00a0]{1,2}(?P<over>[1-9])/(?P<under>\d{1,2})(?![\d/])")


@dataclass(frozen=True)
class NumberReader(NumberPatterns):
    """How a language writes numbers; `numbers` finds them."""

    def _scale_behind(self, text: str, end: int) -> int:
        """Where a scale ends that stands behind glued digits ("Q179 millones"): it is no number alone."""
        after = _NEXT.match(text, end)
        atoms = self._words.atoms(after["word"]) if after else ()
        return after.end() if after and len(atoms) == 1 and atoms[0].kind == "scale" else 0

    def numbers(self, text: str) -> Iterator[Number]:
        """The numbers of `text`, in order, none overlapping another."""
        if self.either and has_other_marks(text):
            yield from replace(self, decimal=".", either=False).numbers(text)
            return
        floor, language = 0, self.language
        for token in _PIECE_TOKEN.finditer(text):
            start, kind = token.start(), token.lastgroup
            if start < floor:
                continue
            if kind == "glued":
                floor = self._scale_behind(text, token.end())
                continue
            if kind == "word":
                word = number_word(language, token.group())
                if word is not None:
                    number = self._word(text, start, token.end(), word)
                elif self._words.prefixes and (prefix := self._prefixed.match(text, start)):
                    number = self._run(text, prefix.end(), None)
                else:
                    floor = self._scale_behind(text, token.end()) if token.group()[-1].isdigit() else floor
                    continue
            else:
                number = self._run(text, start, None)
                if number is None:
                    digits = digits_at(text, start, self.decimal, False)
                    floor = digits.end if digits else start
            if number is not None:
                yield number
                floor = number.end

    # ── one number ────────────────────────────────────────────────────────────────────────────────

    def _word(self, text: str, start: int, end: int, word: Word) -> Number | None:
        """The number that begins with a word."""
        words = self._words
        if word.key in words.vague and (number := self._vague(text, start, end, word.key)):
            return number
        if (share := words.shares.get(text[start:end].casefold(), words.shares.get(word.key))) is not None:
            run = self._run(text, start, (word.atoms, end)) if word.atoms else None
            alone = Number(start, end, share, "part", bare_end=end)
            return run if run and run.end > alone.end else alone
        if (
            word.atoms
            and not word.skip
            and (under := words.parts.get(word.key))
            and self._whole.match(text, end)
        ):
            return Number(start, end, 1 / under, "part", bare_end=end)
        if not word.atoms or word.atoms[0].kind == "short":
            return None
        return self._run(text, start + word.skip, (word.atoms, end))

    def _vague(self, text: str, start: int, end: int, key: str) -> Number | None:
        """ "cientos de miles", "Dutzende", "सैकड़ों करोड़": a plural with no number before it."""
        low, high = self._words.vague[key]
        while (of := self._of.match(text, end)) and (word := _NUMBER_WORD.match(text, of.end())):
            more = self._words.vague.get(folded(word.group().casefold()))
            if more is None:
                break
            low, high, end = low * more[0], high * more[0] if high else None, word.end()
        after = _NEXT.match(text, end)
        atoms = self._words.atoms(after["word"]) if after else ()
        if after and len(atoms) == 1 and atoms[0].kind == "scale" and atoms[0].value >= 1000:
            low, high, end = low * atoms[0].value, high * atoms[0].value if high else None, after.end()
        return Number(start, end, low, "vague", low, high, bare_end=end)

    def _run(self, text: str, start: int, first: tuple[tuple[Atom, ...], int] | None) -> Number | None:
        """The number whose first piece stands at `start`; `first` is that piece where it is a word."""
        total = Sum(self.units_first, self.twenties)
        bare_end, letter = 0, ""
        if first is None:
            digits = digits_at(text, start, self.decimal, self.spaced)
            if digits is None or digits.value is None:
                return None
            total.add(Atom("digits", digits.value))
            end = bare_end = digits.end
            if (mixed := _PLUS_FRACTION.match(text, end)) and digits.value % 1 == 0 and int(mixed["under"]):
                total.current += int(mixed["over"]) / int(mixed["under"])
                end = bare_end = mixed.end()
            elif (sign := _FRACTION_SIGN.match(text, end)) and digits.value % 1 == 0:
                total.current += unicodedata.numeric(sign.group())
                end = bare_end = sign.end()
            case = self._case_endings.match(text, end)
            if case and (not case["few"] or 2 <= digits.value <= 4):
                end = case.end()
            elif rank := self._rank(text, start, end):
                return Number(start, rank, digits.value, "ordinal", bare_end=end)
            if short := self._short[1].match(text, end):
                total.add(Atom("scale", self._short[0][short["scale"].casefold()]))
                letter = short["scale"] if len(short["scale"]) == 1 else ""
                end = short.end() if not letter else short.end("scale")
        else:
            atoms, end = first
            if not add_all(total, atoms):
                return None
        end = self._further(text, start, end, total, first is None)
        form = form_of(total, first is None)
        number = Number(start, end, total.value, form, letter=letter, bare_end=bare_end or end)
        return self._finished(text, number, total)

    def _further(self, text: str, start: int, end: int, total: Sum, digits: bool) -> int:
        """Where the number ends that begins at `start` and reaches to `end` at least; `total` takes it up."""
        between = bool(self._between.search(text, max(0, start - 20), start))
        year = digits and bool(YEAR.fullmatch(text, start, end))
        for _ in range(MOST_PIECES):
            if total.ended and total.last == "rank":
                break
            if digits and (after := _NEXT.match(text, end)) and self._is_rank_alone(after["word"]):
                break
            step = self._step(text, end, total, between, year)
            if step is None:
                break
            end = step
        return end

    def _step(self, text: str, end: int, total: Sum, between: bool, year: bool) -> int | None:
        """Where the next piece of a number ends, taken up by `total`; None where none follows."""
        after = (_NEXT_OR_GLUED if total.last == "digits" else _NEXT).match(text, end)
        if after is None:
            return self._more_digits(text, end, total)
        word, last, linked = after["word"], after.end(), False
        key = word.casefold()
        if key in self._before_half or key in self._joiners:
            beyond = _NEXT.match(text, last)
            atoms = self._words.atoms(beyond["word"]) if beyond else ()
            if beyond is None or len(atoms) != 1:
                return None
            if atoms[0].kind == "half" and key in self._before_half:
                return beyond.end() if total.add(atoms[0], True) else None
            if key not in self._joiners or not self._may_join(total, atoms[0], between):
                return None
            word, last, linked = beyond["word"], beyond.end(), True
        atoms = self._words.atoms(word)
        joiner = self._glued_joiner
        if not atoms and joiner and word.startswith(joiner) and not between:
            atoms, linked = self._words.atoms(word[len(joiner) :]), True
        if not atoms or (atoms[0].kind == "half" and not linked and not self._bare_half(atoms[0])):
            return None
        if year and atoms[0].kind in ("scale", "hundred") and atoms[0].value <= 1000:
            return None
        if atoms[0].kind == "ordinal" and not self._chains(total, atoms[0].value):
            return None
        if joiner and not linked and total.last in ("small", "one") and atoms[0].kind in ("small", "one"):
            return None  # Arabic joins all that adds up
        trial = replace(total, parts=list(total.parts))
        if not add_all(trial, atoms, linked):
            return None
        total.parts, total.current, total.last, total.more = (
            trial.parts,
            trial.current,
            trial.last,
            trial.more,
        )
        return last

    def _is_rank_alone(self, word: str) -> bool:
        """Whether a word is an ordinal below ten: behind digits it goes on with no number ("10 लाख पहले")."""
        atoms = self._words.atoms(word)
        return len(atoms) == 1 and atoms[0].kind == "ordinal" and atoms[0].value < 10

    def _bare_half(self, atom: Atom) -> bool:
        return self._words.compounds and atom.value > 0

    def _chains(self, total: Sum, value: float) -> bool:
        """Whether an ordinal may follow: "двадцать пятый", "vigésimo quinto", never "3 primeros"."""
        return (
            value >= 100
            or total.last in ("ordinal", "scale", "hundreds", "hundred")
            or (total.last == "small" and total.current % 100 >= 20)
        )

    def _may_join(self, total: Sum, atom: Atom, between: bool) -> bool:
        """Whether "and" before this piece belongs to the number."""
        ones = (
            total.current % 100 >= 20
            and total.current % 10 == 0
            and atom.value < (20 if self.twenties else 10)
        )
        if atom.kind in ("small", "one") and ones and total.last == "small":
            return True
        if self.joins != "all" or between or total.last in ("digits", "half", "mixed"):
            return False
        return atom.kind in ("small", "one", "hundreds", "hundred", "teen")

    def _more_digits(self, text: str, end: int, total: Sum) -> int | None:
        """ "2 millones 500 mil": digits behind a scale, where a lower scale follows them."""
        gap = _NEXT_DIGITS.match(text, end) if total.last == "scale" and total.parts[-1][1] >= 1e5 else None
        digits = digits_at(text, gap.end(), self.decimal, False) if gap and gap.end() > end else None
        if digits is None or digits.value is None or digits.value >= 1000:
            return None
        after = _NEXT.match(text, digits.end)
        atoms = self._words.atoms(after["word"]) if after else ()
        if (
            after is None
            or len(atoms) != 1
            or atoms[0].kind != "scale"
            or atoms[0].value >= total.parts[-1][1]
        ):
            return None
        return after.end() if add_all(total, (Atom("digits", digits.value), *atoms)) else None

    def _finished(self, text: str, number: Number, total: Sum) -> Number | None:
        """The number with its part, point, share and sign; None where it is no number after all."""
        if part := self._part(text, number):
            return part
        if number.form in ("digits", "words") and (out := self._out_of.match(text, number.end)):
            under = self._plain(text, out.end())
            if under and under.value > number.value > 0 and under.value <= 1e6:
                return Number(number.start, under.end, number.value / under.value, "part", bare_end=under.end)
        if number.form == "words" and (mixed := self._plus_part(text, number)):
            return mixed
        if total.last == "one" and total.current == 1 and not total.parts:
            return None  # the article
        if total.last in ("half", "more") and number.form == "words" and not total.parts and number.value < 1:
            return None
        if number.form == "words" and (point := self._point.match(text, number.end)):
            below = self._plain(text, point.end())
            if below and below.value % 1 == 0 and below.value < 1000:
                return replace(number, end=below.end, value=float(f"{number.value:.0f}.{below.value:.0f}"))
        return number if number.form == "ordinal" else self._signed(text, number)

    def _plus_part(self, text: str, number: Number) -> Number | None:
        """ "cinco y un cuarto", "due e un mezzo": a number and a part of one; None where no part follows."""
        between = self._between.search(text, max(0, number.start - 20), number.start)
        link = None if between else self._and_part.match(text, number.end)
        over = self._plain(text, link.end()) if link and number.value % 1 == 0 else None
        part = (over if over.value < 1 else self._part(text, over)) if over and over.form == "words" else None
        if part is None or part.value >= 1:
            return None
        return replace(number, end=part.end, bare_end=part.end, value=round(number.value + part.value, 12))

    def _signed(self, text: str, number: Number) -> Number:
        begin = max(0, number.start - 12)
        sign = self._minus.search(text, begin, number.start)
        start = sign.start("minus") if sign and not sign["no"] else number.start
        if (
            sign is None
            and number.form == "digits"
            and (mark := _MINUS_SIGN.search(text, begin, number.start))
        ):
            start = mark.start()
        return number if start == number.start else replace(number, start=start, value=-number.value)

    def _plain(self, text: str, start: int) -> Number | None:
        """The number right at `start`, before any part or sign is looked for."""
        digits = digits_at(text, start, self.decimal, self.spaced)
        word = None if digits else _NUMBER_WORD.match(text, start)
        if digits and digits.value is not None:
            end = digits.end
        elif word and (known := self._words.atoms(word.group())):
            end = word.end()
        else:
            return None
        total = Sum(self.units_first, self.twenties)
        if not add_all(total, (Atom("digits", digits.value or 0.0),) if digits else known):
            return None
        end = self._further(text, start, end, total, digits is not None)
        return Number(start, end, total.value, form_of(total, digits is not None), bare_end=end)

    def _part(self, text: str, number: Number) -> Number | None:
        """ "dos tercios", "ein Viertel", "2 तिहाई": a number of parts; None where no part follows."""
        if number.value % 1 or not 0 < number.value < 1e6 or number.form == "ordinal":
            return None
        after = _NEXT.match(text, number.end)
        under = self._under(after["word"]) if after else 0.0
        if after is None or not under:
            return None
        if number.value == 1 and under > 4 and not self._stands_alone(text, after.end()):
            return None  # "un quinto" is mostly a fifth one
        share = self._joined_last(text, number)
        if share and share < under and number.value > share:  # a hundred and three quarters
            value = round(number.value - share + share / under, 12)
            return replace(number, end=after.end(), bare_end=after.end(), value=value)
        return Number(number.start, after.end(), number.value / under, "part", bare_end=after.end())

    def _joined_last(self, text: str, number: Number) -> float:
        """What the last word of a number adds behind "and", where that word may be of a part; else 0."""
        if not (self.twenties or self._glued_joiner):
            return 0.0
        last = re.search(rf"{self._and_part.pattern}({LETTERS})$", text[number.start : number.end], re.I)
        atoms = self._words.atoms(last.group(1)) if last else ()
        return atoms[0].value if len(atoms) == 1 and atoms[0].kind == "small" else 0.0

    def _stands_alone(self, text: str, end: int) -> bool:
        """Whether a part ends a phrase: "un quinto de", "un quinto." are one, "un quinto hombre" none."""
        match = self._of.match(text, end)
        return bool(match and match.group().strip()) or text[end : end + 1] in ("", ".", ",", ";", ")", "\n")

    def _under(self, word: str) -> float:
        """What a part divides by: "tercios" by 3, "veinticincoavos" by 25; 0 for what is no part."""
        key = folded(word.casefold())
        if known := self._words.parts.get(key):
            return known
        for ending in listed("endings of parts", self.language):
            if len(key) > len(ending) + 2 and key.endswith(ending):
                total = Sum(self.units_first, self.twenties)
                stem = key[: -len(ending)]
                atoms = self._words.atoms(stem) or self._words.atoms(stem + "a")  # "treintavos"
                return total.value if atoms and add_all(total, atoms) and total.value > 2 else 0.0
        return 0.0

    def _rank(self, text: str, start: int, end: int) -> int:
        """Where an ordinal in digits ends ("3.º", "21ste", "2-й"); 0 where it is none."""
        if not text[start:end].isdigit() or end - start > 4:
            return 0
        if match := self._rank_endings.match(text, end):
            return match.end()
        if self._rank_before_noun and end - start < 3 and re.compile(r"\.[ \u00a0][^\W\d_]").match(text, end):
            return end + 1
        return 0
