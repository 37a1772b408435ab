"""How the pieces of a number add up: "deux cent quatre-vingts", "fünfundzwanzig", "दो लाख तीन हज़ार"."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsfold.extract.number_words import Atom
from newsfold.extract.numbers import Form

_ENDS_NUMBER = ("ordinal", "rank", "teen")  # what may follow an ordinal


@dataclass(slots=True)
class Sum:
    """A number so far. `parts` are what its scales closed, each with its scale; `current` is what is open."""

    units_first: bool = False  # "fünfundzwanzig", "خمسة وعشرون"
    twenties: bool = False  # "quatre-vingt-dix"
    parts: list[tuple[float, float]] = field(default_factory=list)
    current: float = 0.0
    last: str = ""  # the kind of the last piece
    more: float = 0.0  # what a word before the number adds to it: Hindi "साढ़े तीन" is 3.5

    @property
    def value(self) -> float:
        """What the pieces so far are worth."""
        return float(f"{sum(part for part, _ in self.parts) + self.current:.12g}")

    @property
    def ended(self) -> bool:
        """Whether nothing but a further rank can follow."""
        return self.last in ("ordinal", "rank")

    def add(self, atom: Atom, linked: bool = False) -> bool:
        """Take a further piece if it can follow; `linked` says that "and" stands before it."""
        fits = getattr(self, f"_{atom.kind}", None)
        if fits is None or (self.ended and atom.kind not in _ENDS_NUMBER) or not fits(atom, linked):
            return False
        if atom.kind == "mixed" and self.parts:
            self.last = "scale"
        elif atom.kind != "link" and not (self.last == "ordinal" and atom.kind == "teen"):
            self.last = atom.kind
        return True

    def _below(self, value: float, linked: bool) -> bool:
        """Whether a number under a hundred can follow what is open."""
        open_, fresh = self.current % 100, self.current == 0
        if self.last in ("digits", "mixed", "half") or (self.last and value == 0):
            return False
        if self.last in ("small", "one", "teen") and fresh:
            return False  # a zero
        if value < 10:
            tenth = self.last == "ordinal" and open_ == 10  # "décimo octavo"
            return open_ == 0 or tenth or (open_ >= 20 and open_ % 10 == 0)
        if value < 20:
            return open_ == 0 or (self.twenties and open_ in (60, 80))
        if self.units_first and linked and value % 10 == 0 and 1 <= open_ < 10:
            return True
        return open_ == 0

    def _small(self, atom: Atom, linked: bool) -> bool:
        if self.twenties and atom.value == 20 and self.current % 100 == 4 and self.last == "small":
            self.current += 76
            return True
        if not self._below(atom.value, linked):
            return False
        self.current += atom.value + self.more
        self.more = 0.0
        return True

    _one = _small

    def _more(self, atom: Atom, linked: bool) -> bool:
        if self.last:
            return False
        self.more = atom.value
        return True

    def _teen(self, atom: Atom, linked: bool) -> bool:
        """ "عشر" behind three is thirteen, and ten alone."""
        if self.last in ("small", "ordinal") and 1 <= self.current % 100 < 10:
            self.current += atom.value
            return True
        return self.last != "ordinal" and self._small(atom, linked)

    def _hundreds(self, atom: Atom, linked: bool) -> bool:
        if self.current or self.last in ("digits", "mixed", "half"):
            return False
        self.current = atom.value
        return True

    def _hundred(self, atom: Atom, linked: bool) -> bool:
        if self.last == "digits" and self.current >= 10:
            return False
        if linked and self.current:
            return False
        if self.current >= 100 or (self.last in ("small", "one") and not self.current):
            return False
        self.current = (self.current or 1) * 100 + 100 * self.more
        self.more = 0.0
        return True

    def _scale(self, atom: Atom, linked: bool) -> bool:
        if self.last in ("small", "one") and not self.value:
            return False
        whole, left = self.current, list(self.parts)
        while left and left[-1][1] < atom.value:
            if linked:
                return False
            whole += left.pop()[0]
        whole = (whole or 1.0) * atom.value + self.more * atom.value
        if left and whole >= left[-1][1]:
            return False
        self.parts, self.current, self.more = [*left, (whole, atom.value)], 0.0, 0.0
        return True

    _group = _scale

    def _digits(self, atom: Atom, linked: bool) -> bool:
        if self.last and not (self.last == "scale" and atom.value < self.parts[-1][1]):
            return False
        self.current = atom.value
        return True

    def _mixed(self, atom: Atom, linked: bool) -> bool:
        if self.last:
            return False
        if atom.value >= 1000:  # "مليونين", two million, goes on as two and a scale would
            self.parts = [(atom.value, 10.0 ** (len(f"{atom.value:.0f}") - 1))]
        else:
            self.current = atom.value
        return True

    def _half(self, atom: Atom, linked: bool) -> bool:
        """A half: of the last scale, or of one; before a scale it is the number itself."""
        if self.last == "scale" or self.last == "group":
            whole, scale = self.parts[-1]
            self.parts[-1] = (whole + atom.value * scale, scale)
            return True
        if self.last and self.last not in ("small", "one", "digits"):
            return False
        self.current = atom.value + (0.0 if self.last == "one" and not linked else self.current)
        return True

    def _link(self, atom: Atom, linked: bool) -> bool:
        return bool(self.last)

    def _ordinal(self, atom: Atom, linked: bool) -> bool:
        if atom.value >= 1000:
            return self._scale(atom, linked)
        if atom.value >= 100:
            return self._hundreds(atom, linked) if not self.current else self._hundred(atom, linked)
        return self._below(atom.value, linked) and self._small(atom, linked)

    def _rank(self, atom: Atom, linked: bool) -> bool:
        return bool(self.last)


def add_all(total: Sum, atoms: tuple[Atom, ...], linked: bool = False) -> bool:
    """Take up the pieces of one word, those behind a link as linked; whether all fitted."""
    for atom in atoms:
        if not total.add(atom, linked):
            return False
        linked = atom.kind == "link"
    return True


def form_of(total: Sum, digits: bool) -> Form:
    """The form of a number with these pieces."""
    return "ordinal" if total.ended else "digits" if digits else "words"
