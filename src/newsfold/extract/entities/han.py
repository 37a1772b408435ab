"""Japanese and Korean names in Chinese characters, and whether a spelling in letters is their reading.

安倍晋三 is read "Abe Shinzo", 文在寅 "Moon Jae-in"; a Chinese paper prints both so, and neither is in pinyin.
A character has several readings, so no reading is chosen: a spelling is laid out over those of all the
characters, family and given name each by itself, and either fits from end to end or does not. Readings are in
`language/han_readings.tsv`, what the press makes of them in `language/romanised.tsv`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from newsfold.extract.entities.sounds import Script
from newsfold.language import common_table
from newsfold.once import once
from newsfold.text import strip_accents

_HAN_NAME = re.compile(r"[\u3005\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff]{2,6}")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LONGEST_FAMILY = 3  # characters; no Japanese family name has more
_KOREAN = (2, 4)  # characters of a Korean name
_LONG_VOWELS = {
    "ou": ("o", "oo", "oh"),
    "oo": ("o", "ou", "oh"),
    "uu": ("u",),
    "ii": ("i",),
}  # as they are spelt too
_VOICED = {"k": "g", "sh": "j", "s": "z", "ch": "j", "ts": "z", "t": "d", "h": "b", "f": "b"}  # inside a name
_DOUBLED = re.compile(r"(?:ts?u|chi|k[ui])$")  # may double the consonant that follows: "kichi", "kikkawa"
_BASE, _VOWELS, _FINALS = 0xAC00, 21, 28  # Unicode's order of Korean syllables
_JAMO = {
    "initial": "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ",
    "vowel": "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ",
    "final": "-ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ",
}

Spellings = frozenset[str]


def is_han(name: str) -> bool:
    """Whether a name is in Chinese characters, kana among them, and is not too long to be a person's."""
    return bool(_HAN_NAME.fullmatch(name) and _HAN.search(name))


def read_as(name: str, parts: Sequence[str], language: str, script: Script) -> bool:
    """Whether `name`, in Chinese characters, can be read as a full name in letters that has these parts.

    `language` is the article's that prints `name`; `script` is that of `parts`, Latin or Cyrillic. Family and
    given name may stand in either order. A part alone fits no name: too many are read alike.
    """
    spelt = [re.sub(r"[\W\d_]", "", strip_accents(part).casefold()) for part in parts]
    spelt = [part for part in spelt if part]
    if len(spelt) < 2 or script not in ("Latn", "Cyrl") or not is_han(name):
        return False
    halves = {(spelt[0], "".join(spelt[1:])), (spelt[-1], "".join(spelt[:-1]))}
    if language == "ja" and script == "Latn" and anyascii(name).casefold() in map("".join, halves):
        return True  # a Chinese name, which a Japanese paper prints in the same characters
    return any(
        _is_korean(name, family, given, script) or _is_japanese(name, family, given, script)
        for family, given in sorted(halves)
    )


# ── Korean ────────────────────────────────────────────────────────────────────────────────────────


def _is_korean(name: str, family: str, given: str, script: Script) -> bool:
    if not _KOREAN[0] <= len(name) <= _KOREAN[1]:
        return False
    first, others = (_korean_family, _korean) if script == "Latn" else (_russian_family, _russian)
    for cut in range(1, min(2, len(name) - 1) + 1):
        if _spelling_fits(family, name[:cut], first) and _spelling_fits(given, name[cut:], others):
            return True
    return False


def _korean_family(character: str, at: int) -> Spellings:
    return _family_name(character, "Latn")


def _russian_family(character: str, at: int) -> Spellings:
    return _family_name(character, "Cyrl")


def _korean(character: str, at: int) -> Spellings:
    return _syllables(character, "Latn", at)


def _russian(character: str, at: int) -> Spellings:
    return _syllables(character, "Cyrl", at)


@lru_cache(maxsize=4096)
def _family_name(character: str, script: str) -> Spellings:
    table, known = _han_tables(), _spelt()[script, "family"]
    listed = [s for hangul in table.of("ko", character) for s in known.get(hangul, ())]
    return frozenset(listed) | _syllables(character, script, 0)


@lru_cache(maxsize=8192)
def _syllables(character: str, script: str, at: int) -> Spellings:
    return frozenset(
        s for hangul in _han_tables().of("ko", character) for s in _of_syllable(hangul, script, at)
    )


@lru_cache(maxsize=2048)
def _of_syllable(hangul: str, script: str, at: int) -> Spellings:
    """What the press makes of a Korean syllable; r before i and y falls away at the beginning of a name."""
    place = ord(hangul) - _BASE
    initial = _JAMO["initial"][place // (_VOWELS * _FINALS)]
    vowel = _JAMO["vowel"][place // _FINALS % _VOWELS]
    final = _JAMO["final"][place % _FINALS]
    spelt = _spelt()
    begins = set(spelt[script, "initial"][initial])
    if initial == "ㄹ" and vowel in "ㅑㅕㅖㅛㅠㅣ":
        begins.add("")
    ends = spelt[script, "final"].get(final, ("",))
    return frozenset(b + v + e for b in begins for v in spelt[script, "vowel"][vowel] for e in ends)


# ── Japanese ──────────────────────────────────────────────────────────────────────────────────────


def _is_japanese(name: str, family: str, given: str, script: Script) -> bool:
    if script == "Cyrl":
        family, given = _from_russian(family), _from_russian(given)
    if not (family and given):
        return False
    longest = min(_LONGEST_FAMILY, len(name) - 1)
    return any(
        _spelling_fits(family, name[:cut], _japanese) and _spelling_fits(given, name[cut:], _japanese)
        for cut in range(1, longest + 1)
    )


@lru_cache(maxsize=8192)
def _japanese(character: str, at: int) -> Spellings:
    """How a character of a name is spelt in Latin letters; inside a name its first sound may be voiced."""
    if "\u3041" <= character <= "\u30fa":
        return frozenset({anyascii(character).casefold()})
    spelt: set[str] = set()
    for reading in _han_tables().of("ja", character):
        heard = {reading}
        if at:
            begun = next((b for b in sorted(_VOICED, key=len, reverse=True) if reading.startswith(b)), None)
            heard |= {_VOICED[begun] + reading[len(begun) :]} if begun else set()
            heard |= {"p" + reading[1:]} if begun in ("h", "f") else set()
        for form in heard:
            spelt |= {form, *(form.replace(long, s) for long, short in _LONG_VOWELS.items() for s in short)}
    closed = {_DOUBLED.sub(c, form) for form in spelt if _DOUBLED.search(form) for c in "kstp"}
    nasal = {form[:-1] + "m" for form in spelt if form.endswith("n")}
    return frozenset(spelt | closed | nasal)


@lru_cache(maxsize=4096)
def _from_russian(word: str) -> str:
    """Hepburn's letters for a Japanese word as Russian spells it; empty where it has other letters."""
    letters, latin, at = _spelt()["Cyrl", "kana"], "", 0
    while at < len(word):
        length = next((n for n in (3, 2, 1) if word[at : at + n] in letters), 0)
        if not length:
            return ""
        latin += letters[word[at : at + length]][0]
        at += length
    return latin


# ── laying out ────────────────────────────────────────────────────────────────────────────────────


def _spelling_fits(spelt: str, characters: str, spellings: Callable[[str, int], Spellings]) -> bool:
    """Whether a word can be cut into spellings of all the characters, in their order, from end to end."""
    reached = {0}
    for at, character in enumerate(characters):
        forms = spellings(character, at)
        reached = {start + len(f) for start in reached for f in forms if spelt.startswith(f, start)}
        if not reached:
            return False
    return len(spelt) in reached


# ── tables ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Tables:
    """Readings by language and character, and the characters that one is another form of."""

    readings: Mapping[tuple[str, str], tuple[str, ...]]
    forms: Mapping[str, str]

    def of(self, language: str, character: str) -> tuple[str, ...]:
        listed = (c for c in (character, *self.forms.get(character, "")))
        return tuple(dict.fromkeys(r for c in listed for r in self.readings.get((language, c), ())))


@once
def _han_tables() -> _Tables:
    readings: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    forms: dict[str, str] = {}
    for kind, key, characters in common_table("han_readings"):
        if kind == "form":
            forms[key] = characters
        else:
            for character in characters:
                readings[kind, character].append(key)
    return _Tables({key: tuple(listed) for key, listed in readings.items()}, forms)


@once
def _spelt() -> Mapping[tuple[str, str], Mapping[str, tuple[str, ...]]]:
    """By script and what is spelt, the spellings of each sound."""
    tables: defaultdict[tuple[str, str], dict[str, tuple[str, ...]]] = defaultdict(dict)
    for script, kind, sound, spellings in common_table("romanised"):
        tables[script, kind][sound] = tuple("" if s == "-" else s for s in spellings.split(" "))
    return tables
