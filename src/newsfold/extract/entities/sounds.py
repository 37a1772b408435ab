"""How alike two names sound that are written in different scripts or spellings.

A name is put into Latin letters by anyascii (ISC), then into the sounds of its consonants: scripts disagree
on vowels, and Arabic leaves them out. Two rows of sounds are laid beside each other at the least cost. What a
change costs depends on the scripts: Arabic has no p, Japanese no l, Russian writes h as g, and Chinese knows
syllables alone. The sounds of letters are in `language/letters.tsv`, the costs in `language/sounds.tsv`.

The characters that Chinese and Japanese share say nothing of sounds in Japanese: a name in them is alike to
itself alone, and to the pinyin of a Chinese name.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from anyascii import anyascii

from newsfold.extract.entities.settings import SOUNDS
from newsfold.language import common_table
from newsfold.once import once

Script = Literal["Latn", "Cyrl", "Arab", "Hani", "Kana", "Deva", "other"]

_BLOCKS = (0x250, 0x400, 0x530, 0x600, 0x700, 0x900, 0x980, 0x3040, 0x3100, 0x3400, 0xA000)  # of Unicode
_OF_BLOCK: tuple[Script, ...] = (
    "Latn", "other", "Cyrl", "other", "Arab", "other", "Deva", "other", "Kana", "other", "Hani", "other",
)  # fmt: skip
_SLACK = 1e-6  # of sums of costs
_MOST_LETTERS = 100  # of a name that are read
_MOST_SOUNDS = 40  # sounds of a name that are compared: names have some ten

_KANA = str.maketrans("ャュョン", "アウオx")  # ジョ is one syllable, and ン closes one
_VOWELS = tuple("aeiou")
_GLIDES = ("H", "W", "Y", "J", "V")  # what some scripts write for a vowel, or before it, at the beginning
_SOFT_C = re.compile(r"c(?=[eiy])")
_SYLLABLE = re.compile(r"[A-Z][a-z]*")


@dataclass(frozen=True, slots=True)
class Sounds:
    """A name as it sounds: the script that it is written in, its consonants, and its Latin letters."""

    script: Script
    consonants: str
    letters: str
    begins_open: bool = False  # with a vowel, as far as its script shows it


def script_of(name: str) -> Script:
    """The script of most letters of `name`; katakana where it has any, "other" without any known."""
    counts: dict[Script, int] = {}
    for character in name:
        if character.isalpha() and character != "ー":
            script = _OF_BLOCK[bisect_right(_BLOCKS, ord(character))]
            counts[script] = counts.get(script, 0) + 1
    return min(counts, key=lambda s: (s != "Kana", -counts[s], s), default="other")


@lru_cache(maxsize=65536)
def sounds(name: str, language: str) -> Sounds:
    """The sounds of one word or of words written together; none for characters whose reading is not known."""
    name = name[:_MOST_LETTERS]
    script = script_of(name)
    letters = anyascii(_prepared(name, script))
    plain = re.sub(r"[^a-z]", "", letters.casefold())
    if script == "Hani":
        read = "" if language == "ja" else "".join(map(_of_syllable, _SYLLABLE.findall(letters)))
    else:
        read = _consonants(plain, script)
    return Sounds(script, read[:_MOST_SOUNDS], plain, script != "Arab" and plain.startswith(_VOWELS))


def _prepared(name: str, script: Script) -> str:
    if script == "Kana":
        return re.sub("[ッっー]", "", name).translate(_KANA)
    if script == "Latn":
        marked = _letters("marked")
        return "".join(marked.get(c, c) for c in unicodedata.normalize("NFC", name.casefold()))
    if script == "Deva":
        return re.sub("[ंँ]", "x", name)  # the dot above is n or m
    if script == "Arab":
        return re.sub(r"^ال(?=\w{3})", "", name)
    return name


def _of_syllable(syllable: str) -> str:
    """A syllable of pinyin: what it begins with, and n or ng where it ends so; "er" stands for r and l."""
    low = syllable.casefold()
    if low == "er":
        return "r"
    initials = _letters("Hani")
    start = next((i for i in (low[:2], low[:1]) if i in initials), "")
    return initials.get(start, "") + ("n" if low[len(start) :].endswith(("n", "ng")) else "")


@lru_cache(maxsize=16)
def _letters(script: str) -> dict[str, str]:
    """Sounds by the letters that a script writes them with."""
    rows = (row for row in common_table("letters") if row[0] == script)
    return {letters: "" if sound == "-" else sound for _, letters, sound in rows}


@lru_cache(maxsize=8)
def _letter_table(script: Script) -> tuple[re.Pattern[str], Mapping[str, str]]:
    table = _letters("all") | _letters(script)
    ordered = sorted(table, key=lambda letters: (-len(letters), letters))
    return re.compile("|".join(ordered)), table


def _consonants(letters: str, script: Script) -> str:
    if script == "Latn":
        letters = re.sub(r"^x", "sh", _SOFT_C.sub("s", letters))
    if script == "Arab":
        letters = re.sub(r"(?<=.)[wy]", "", letters)  # long vowels
    pattern, table = _letter_table(script)
    return "".join(table[m.group()] for m in pattern.finditer(re.sub(r"(.)\1+", r"\1", letters)))


@dataclass(frozen=True, slots=True)
class _Costs:
    """What it costs to change one sound into another, and to leave one out, by the script that demands it."""

    change: Mapping[tuple[str, str], float]
    leave: Mapping[str, float]


@lru_cache(maxsize=64)
def _costs(script: Script, beside: Script) -> _Costs:
    """The least of what the two scripts ask."""
    change: dict[tuple[str, str], float] = {}
    leave: dict[str, float] = {}
    for asking, sound, changed, cost in _cost_rows():
        if asking not in ("all", script, beside):
            continue
        if changed == "-":
            leave[sound] = min(cost, leave.get(sound, cost))
        else:
            for pair in ((sound, changed), (changed, sound)):
                change[pair] = min(cost, change.get(pair, cost))
    return _Costs(change, leave)


@once
def _cost_rows() -> tuple[tuple[str, str, str, float], ...]:
    rows = ((script, *pair.split(" "), cost) for script, pair, cost in common_table("sounds"))
    return tuple((script, left, right, float(cost)) for script, left, right, cost in rows)


def likeness(left: Sounds, right: Sounds, least: float = 0.0) -> float:
    """How alike two names sound, 0..1; 1 where all consonants are the same. The order changes nothing.

    What is less than `least` is 0.
    """
    if not left.consonants or not right.consonants:
        return 1.0 if left.letters and left.letters == right.letters else 0.0
    if (right.script, right.consonants) < (left.script, left.consonants):
        left, right = right, left
    longer = max(len(left.consonants), len(right.consonants))
    cost = _cost(left.consonants, right.consonants, left.script, right.script, (1 - least) * longer)
    cost += SOUNDS.opening if _open_otherwise(left, right) else 0.0
    share = round(max(0.0, 1 - cost / longer), 6)
    return share if share >= least else 0.0


def _open_otherwise(left: Sounds, right: Sounds) -> bool:
    if "Arab" in (left.script, right.script) or left.begins_open == right.begins_open:
        return False
    closed = right if left.begins_open else left
    return not closed.consonants.startswith(_GLIDES)


@lru_cache(maxsize=65536)
def _cost(left: str, right: str, script: Script, beside: Script, most: float) -> float:
    """What it costs to make one row of sounds into the other; the scan stops where it is over `most`."""
    costs = _costs(script, beside)
    change, leave = costs.change, costs.leave
    above = [0.0]
    for j, sound in enumerate(right):
        above.append(above[-1] + leave.get(sound, 1.0) * (1 if j else SOUNDS.first))
    for i, sound in enumerate(left):
        left_out = leave.get(sound, 1.0)
        row = [above[0] + left_out * (1 if i else SOUNDS.first)]
        for j, opposite in enumerate(right):
            changed = 0.0 if sound == opposite else change.get((sound, opposite), 1.0)
            if i == 0 and j == 0:
                changed *= SOUNDS.first
            row.append(min(above[j] + changed, above[j + 1] + left_out, row[j] + leave.get(opposite, 1.0)))
        if min(row) > most + _SLACK:
            return float(len(left) + len(right))
        above = row
    return above[-1]
