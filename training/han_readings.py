"""How Japanese and Korean names in Chinese characters are read: the table `language/han_readings.tsv`.

    python -m training.han_readings --jamdict jamdict.db --unihan FOLDER

`jamdict.db` is KANJIDIC2 and JMnedict as the package jamdict-data brings them (EDRDG, CC BY-SA); FOLDER has
Unihan_Readings.txt, Unihan_Variants.txt and Unihan_OtherMappings.txt of the Unicode character database.

Japanese: a character's readings are those that the family and given names of JMnedict need. A name is laid
out over the readings of its characters that KANJIDIC2 has; what is left over for one character, in enough
names, is a reading of that character too (the "be" of 安倍). Korean: Unihan's and KANJIDIC2's Hangul of the
characters of KS X 1001. Forms: which characters of Japan or of the old print a simplified one stands for.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

TABLE = Path("src/newsfold/language/han_readings.tsv")
_LEAST_NAMES = 6  # names that need a reading of KANJIDIC2 for it to be listed
_LEAST_LEFT_OVER = 8  # and one that it lacks
_LONGEST = 4  # kana of a reading that KANJIDIC2 lacks
_NAMES = ("surname", "given", "masc", "fem")

_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの",
    "h": "はひふへほ", "m": "まみむめも", "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ",
    "d": "だぢづでど", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ",
}  # fmt: skip
_IRREGULAR = {
    "し": "shi", "ち": "chi", "つ": "tsu", "ふ": "fu", "じ": "ji", "ぢ": "ji", "づ": "zu", "や": "ya",
    "ゆ": "yu", "よ": "yo", "わ": "wa", "ゐ": "i", "ゑ": "e", "を": "o", "ん": "n",
}  # fmt: skip
_LATIN = {
    kana: row + vowel for row, kanas in _ROWS.items() for kana, vowel in zip(kanas, "aiueo", strict=True)
} | _IRREGULAR
_SMALL = {"ゃ": "a", "ゅ": "u", "ょ": "o"}


def romaji(kana: str) -> str:
    """Hepburn of hiragana; empty where it has other signs."""
    latin = ""
    for at, sign in enumerate(kana):
        if sign in _SMALL and latin.endswith("i"):
            glide = "" if latin.endswith(("shi", "chi", "ji")) else "y"
            latin = latin[:-1] + glide + _SMALL[sign]
        elif sign == "っ" and at + 1 < len(kana):
            latin += _LATIN.get(kana[at + 1], "")[:1]
        elif sign in _LATIN:
            latin += _LATIN[sign]
        else:
            return ""
    return latin


def hiragana(kana: str) -> str:
    """Katakana as hiragana."""
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in kana)


def kanjidic(base: sqlite3.Connection) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Each character's readings in kana, and in Hangul."""
    japanese: defaultdict[str, set[str]] = defaultdict(set)
    korean: defaultdict[str, set[str]] = defaultdict(set)
    rows = base.execute(
        "select literal, r_type, value from character join rm_group on rm_group.cid = character.ID "
        "join reading on reading.gid = rm_group.ID where r_type in ('ja_on', 'ja_kun', 'korean_h')"
    )
    for literal, kind, value in rows:
        if kind == "korean_h":
            korean[literal].add(value)
            continue
        plain = hiragana(value.strip("-"))
        japanese[literal] |= {plain.replace(".", ""), plain.partition(".")[0]}
    for literal, value in base.execute(
        "select literal, value from character join nanori on nanori.cid = character.ID"
    ):
        japanese[literal].add(hiragana(value.strip("-")))
    return japanese, korean


def names(base: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Family and given names of one to three characters, each with its kana."""
    marks = ", ".join("?" * len(_NAMES))
    rows = base.execute(
        "select distinct NEKanji.text, NEKana.text from NEKanji "
        "join NEKana on NEKana.idseq = NEKanji.idseq "
        "join NETranslation on NETranslation.idseq = NEKanji.idseq "
        f"join NETransType on NETransType.tid = NETranslation.ID where NETransType.text in ({marks})",
        _NAMES,
    )
    for kanji, kana in rows:
        if re.fullmatch(r"[\u4e00-\u9fff]{1,3}", kanji) and re.fullmatch(r"[ぁ-ん]+", hiragana(kana)):
            yield kanji, hiragana(kana)


_VOICED = str.maketrans(
    "かきくけこさしすせそたちつてとはひふへほ", "がぎぐげござじずぜぞだぢづでどばびぶべぼ"
)


@lru_cache(maxsize=200_000)
def forms(reading: str) -> tuple[str, ...]:
    """A reading as it is heard behind another character, too."""
    first = reading[:1]
    heard = {reading, first.translate(_VOICED) + reading[1:]}
    if first in "はひふへほ" and first:
        heard.add(chr(ord(first) + 2) + reading[1:])
    if len(reading) > 1 and reading[-1] in "つくちき":
        heard.add(reading[:-1] + "っ")
    return tuple(heard)


def laid_out(kanji: str, kana: str, japanese: dict[str, set[str]]) -> list[str] | None:
    """The reading of each character that together are the name's, or None."""
    if not kanji:
        return None if kana else []
    readings = japanese.get(kanji[0], ())
    heard = [(reading, reading) for reading in readings]
    heard += [(reading, form) for reading in readings for form in forms(reading) if form != reading]
    for reading, form in sorted(heard, key=lambda pair: (pair[0] != pair[1], -len(pair[1]), pair)):
        if form and kana.startswith(form):
            rest = laid_out(kanji[1:], kana[len(form) :], japanese)
            if rest is not None:
                return [reading, *rest]
    return None


def left_over(kanji: str, kana: str, japanese: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    """What a name of two characters leaves for one of them, where the other has a known reading."""
    if len(kanji) != 2:
        return
    for reading in japanese.get(kanji[0], ()):
        if kana.startswith(reading) and 0 < len(kana) - len(reading) <= _LONGEST:
            yield kanji[1], kana[len(reading) :]
    for reading in japanese.get(kanji[1], ()):
        for form in forms(reading):
            if form and kana.endswith(form) and 0 < len(kana) - len(form) <= _LONGEST:
                yield kanji[0], kana[: -len(form)]


def of_japan(base: sqlite3.Connection, japanese: dict[str, set[str]]) -> dict[str, set[str]]:
    """Characters by the Latin letters of their readings in names."""
    listed = list(names(base))
    needed: Counter[tuple[str, str]] = Counter()
    lacked: Counter[tuple[str, str]] = Counter()
    for kanji, kana in listed:
        parts = laid_out(kanji, kana, japanese)
        if parts is not None:
            needed.update(zip(kanji, parts, strict=True))
            if len(kanji) == 1:  # a name by itself, and few others show it
                needed[kanji, parts[0]] += _LEAST_NAMES
        else:
            lacked.update(set(left_over(kanji, kana, japanese)))
    readings = {pair for pair, count in needed.items() if count >= _LEAST_NAMES}
    readings |= {pair for pair, count in lacked.items() if count >= _LEAST_LEFT_OVER}
    by_reading: defaultdict[str, set[str]] = defaultdict(set)
    for character, kana in readings:
        if latin := romaji(kana):
            by_reading[latin].add(character)
    return by_reading


def unihan(path: Path, field: str) -> dict[str, str]:
    """The values of one field, by character."""
    rows = (line.rstrip("\n").split("\t") for line in path.open(encoding="utf-8") if line.startswith("U+"))
    return {chr(int(code[2:], 16)): value for code, name, value in rows if name == field}


def of_korea(folder: Path, korean: dict[str, set[str]], also: Iterable[str]) -> dict[str, set[str]]:
    """Characters by the Hangul they are read as."""
    hangul = unihan(folder / "Unihan_Readings.txt", "kHangul")
    standard = unihan(folder / "Unihan_OtherMappings.txt", "kKSC0").keys()
    by_reading: defaultdict[str, set[str]] = defaultdict(set)
    for character in {*standard, *also}:
        listed = {value.partition(":")[0] for value in hangul.get(character, "").split()}
        for reading in listed | korean.get(character, set()):
            by_reading[reading].add(character)
    return by_reading


def old_forms(folder: Path, base: sqlite3.Connection, known: set[str]) -> dict[str, set[str]]:
    """By character, those with readings that it is another form of: simplified, old and new of Japan."""
    path = folder / "Unihan_Variants.txt"
    stands_for: defaultdict[str, set[str]] = defaultdict(set)
    codes = {
        (kind, value): literal
        for literal, kind, value in base.execute(
            "select literal, cp_type, value from character join codepoint on codepoint.cid = character.ID"
        )
    }
    pairs = base.execute(
        "select literal, var_type, value from character join variant on variant.cid = character.ID "
        "where grade is not null or freq is not null"
    )
    of_japan: defaultdict[str, set[str]] = defaultdict(set)
    for literal, kind, value in pairs:
        if other := codes.get((kind, value)):
            of_japan[other].add(literal)
    for field in ("kTraditionalVariant", "kZVariant"):
        for character, value in unihan(path, field).items():
            stands_for[character] |= {chr(int(v.partition("<")[0][2:], 16)) for v in value.split()}
    for character, others in of_japan.items():
        stands_for[character] |= others
    for character in list(stands_for):
        for other in list(stands_for[character]):
            stands_for[character] |= of_japan.get(other, set())
    result = {c: (others & known) - {c} for c, others in stands_for.items() if "\u4e00" <= c <= "\u9fff"}
    return {c: others for c, others in result.items() if others}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jamdict", type=Path, required=True)
    parser.add_argument("--unihan", type=Path, required=True)
    asked = parser.parse_args()
    base = sqlite3.connect(asked.jamdict)
    japanese, korean = kanjidic(base)
    japan = of_japan(base, japanese)
    read = set().union(*japan.values())
    korea = of_korea(asked.unihan, korean, read)
    read |= set().union(*korea.values())
    forms_of = old_forms(asked.unihan, base, read)
    lines = [
        "# how names in Chinese characters are read: the language, a reading, the characters; of a form, the",
        "# character, and those that it is another form of (training/han_readings.py; CC BY-SA 4.0)",
    ]
    for kind, table in (("ja", japan), ("ko", korea)):
        lines += [f"{kind}\t{reading}\t{''.join(sorted(table[reading]))}" for reading in sorted(table)]
    lines += [f"form\t{character}\t{''.join(sorted(forms_of[character]))}" for character in sorted(forms_of)]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
