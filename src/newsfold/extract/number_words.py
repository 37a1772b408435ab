"""What the words of a language's numbers are worth, from its `numbers.tsv` and `numbers.txt`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from newsfold.language import either, phrases, table

_LONGEST_NUMBER_WORD = 60  # letters of a number in one word
_NUKTA = "\u093c"
_VOWELS = "aeio"
_TANWIN = re.compile("\u064b?ا\u064b?(?=\\||$)")  # at the end of an Arabic word: "عاما", "عاماً", "عامًا"
_WHOLE = dict(
    zip("कखगजडढफय", "\u0958\u0959\u095a\u095b\u095c\u095d\u095e\u095f", strict=True)
)  # letters with their nukta


def loose(forms: Iterable[str], gap: str = r"\s+") -> str:
    """The forms as alternatives of an expression.

    The nukta of Hindi, which half of the press leaves out, and the tanwin of Arabic may miss.
    """
    expression = either((unicodedata.normalize("NFC", form) for form in forms), gap)
    if _NUKTA in expression:
        expression = re.sub(rf"(.){_NUKTA}", _with_or_without_nukta, expression)
    return _TANWIN.sub("\u064b?ا\u064b?", expression)


def _with_or_without_nukta(match: re.Match[str]) -> str:
    letter = match.group(1)
    whole = _WHOLE.get(letter, "")
    return f"(?:{letter}{_NUKTA}?{'|' + whole if whole else ''})"


@dataclass(frozen=True, slots=True)
class Atom:
    """A word, or a piece of a compound, that counts: its kind as in `numbers.tsv`, and its value."""

    kind: str
    value: float


@dataclass(frozen=True, slots=True)
class Word:
    """What a word says of numbers: its atoms, and how many characters stand before them in it.

    `key` is its folded form, by which parts, shares and vague words are looked up.
    """

    key: str
    atoms: tuple[Atom, ...]
    skip: int = 0


@dataclass(frozen=True, slots=True)
class NumberLexicon:
    """The number words of a language.

    `words` are by their folded forms, `exact` by their printed ones, which win where accents tell words
    apart. `parts` has what a part divides by, `shares` what stands for a part alone, `vague` the bounds of
    a plural without a number.
    """

    exact: dict[str, Atom]
    words: dict[str, Atom]
    parts: dict[str, float]
    shares: dict[str, float]
    vague: dict[str, tuple[float, float | None]]
    compounds: bool  # numbers are written as one word
    first: re.Pattern[str]  # how a compound begins
    links: frozenset[str]  # between the pieces of a compound
    endings: tuple[str, ...]  # that make an ordinal of a compound
    prefixes: tuple[str, ...]  # written onto the number: Arabic "the", "in"

    def atoms(self, word: str) -> tuple[Atom, ...]:
        """The atoms of a word in small or capital letters, in order; empty where it is no number."""
        if len(word) > _LONGEST_NUMBER_WORD:
            return ()
        plain = unicodedata.normalize("NFC", word.casefold())
        known = self.exact.get(plain) or self.words.get(folded(plain))
        if known:
            return (known,)
        return self._compound(folded(plain)) if self.compounds else ()

    def word(self, word: str) -> Word | None:
        """What a word says of numbers; None where it says nothing."""
        key, atoms = folded(word.casefold()), self.atoms(word)
        if atoms or key in self.vague or key in self.shares:
            return Word(key, atoms)
        for prefix in self.prefixes:
            if word.startswith(prefix) and (atoms := self.atoms(word[len(prefix) :])):
                return Word(key, atoms, len(prefix))
        return None

    def _compound(self, word: str) -> tuple[Atom, ...]:
        if not self.first.match(word):
            return ()
        if pieces := self._pieces(word, 0, {}):
            return pieces
        for ending, vowel in product(self.endings, ("", *_VOWELS)):  # "venticinqu-esimo" has lost a vowel
            if word.endswith(ending) and (pieces := self._pieces(word[: -len(ending)] + vowel, 0, {})):
                return (*pieces, Atom("rank", 0.0))
        return ()

    def _pieces(
        self, word: str, at: int, known: dict[int, tuple[Atom, ...] | None]
    ) -> tuple[Atom, ...] | None:
        """The atoms that make up `word` from `at` on, the longest first; None where none do."""
        if at == len(word):
            return ()
        if at not in known:
            known[at] = None
            for end in range(len(word), at, -1):
                piece = word[at:end]
                inside = piece in self.links and at > 0 and end < len(word)
                atom = _LINK_ATOM if inside else self.words.get(piece)
                rest = self._pieces(word, end, known) if atom else None
                if atom and rest is not None:
                    known[at] = (atom, *rest)
                    break
        return known[at]


_LINK_ATOM = Atom("link", 0.0)


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """A case-folded word without accents, points and the like; Devanagari loses its nukta alone."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word)
    if any("\u0900" <= letter <= "\u097f" for letter in word):
        return unicodedata.normalize("NFC", apart.replace(_NUKTA, ""))
    return "".join(letter for letter in apart if not unicodedata.combining(letter) and letter != "ـ")


def listed(section: str, language: str) -> tuple[str, ...]:
    """The lines of a section of a language's `numbers.txt`; none where it has no use for the section."""
    try:
        return phrases("numbers", section, language)
    except KeyError:
        return ()


@lru_cache(maxsize=65536)
def number_word(language: str, word: str) -> Word | None:
    """`Lexicon.word`, remembered: nearly every word of a text is none."""
    return lexicon(language).word(word) if len(word) <= _LONGEST_NUMBER_WORD else None


@lru_cache(maxsize=32)
def lexicon(language: str) -> NumberLexicon:
    """The number words of a language that has `numbers.tsv`."""
    exact: dict[str, Atom] = {}
    words: dict[str, Atom] = {}
    others: dict[str, dict[str, float]] = {"part": {}, "share": {}}
    vague: dict[str, tuple[float, float | None]] = {}
    for kind, forms, value, *high in table("numbers", language):
        for word in forms.split("|"):
            form = unicodedata.normalize("NFC", word.casefold())
            if kind == "vague":
                vague.setdefault(folded(form), (float(value), float(high[0]) if high else None))
            elif kind in others:
                is_number = kind == "share" and folded(form) in words  # "خُمس" is a fifth, "خمس" five
                others[kind].setdefault(form if is_number else folded(form), float(value))
            else:
                exact.setdefault(form, Atom(kind, float(value)))
                words.setdefault(folded(form), Atom(kind, float(value)))
    return NumberLexicon(
        exact=exact,
        words=words,
        parts=others["part"],
        shares=others["share"],
        vague=vague,
        compounds=bool(listed("inside compounds", language)),
        first=re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True)))),
        links=frozenset(listed("inside compounds", language)),
        endings=listed("endings of ordinals in words", language),
        prefixes=listed("written onto numbers", language),
    )
