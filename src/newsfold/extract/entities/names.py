"""What a name is made of: titles, given and family names, initials, and which two spellings are one name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from newsfold.extract.entities.forms import is_mark, name_key, plain_letters
from newsfold.extract.entities.words import NameWords, name_words


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A person's name in parts, each normalised; `given` is empty for a surname alone."""

    given: tuple[str, ...]
    family: str
    family_first: bool = False

    @property
    def full(self) -> bool:
        """Whether there is more than one part."""
        return bool(self.given)


def title_length(name: str, language: str = "en") -> int:
    """How many characters at the start of `name` are titles: "Prime Minister Lee" has 15."""
    known = name_words(language)
    at = 0
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", name)]
    for i, (start, end) in enumerate(words[:-1]):
        word = name[start:end].strip(".,").casefold()
        following = [name[a:b].strip(".,").casefold() for a, b in words[i : i + 5]]
        last = (
            at > 0
            and word in known.joining_office
            and len(following) > 2
            and following[1] in known.after_office
        )
        last = last or (at > 0 and word in known.after_office)
        if word in known.courtesy or word in known.offices or last or _leads_to_office(following, known):
            at = words[i + 1][0]
        else:
            break
    return at


def _leads_to_office(following: list[str], known: NameWords) -> bool:
    """Whether words such as "foreign" or "vice" run up to an office that is not the name's last word."""
    for i, word in enumerate(following):
        if word in known.offices:
            return 0 < i < len(following) - 1 or (i > 0 and len(following) == i + 1)
        if word not in known.before_office:
            return False
    return False


def without_title(name: str, language: str = "en") -> str:
    """`name` without the titles before it."""
    return name[title_length(name, language) :]


def without_article(name: str, language: str = "en") -> str:
    """`name` without the article before it."""
    return name_words(language).article.sub("", name)


def person_name(name: str, language: str = "en") -> PersonName:
    """The parts of a person's name, titles, possessive and suffixes ("Jr.") dropped.

    The family name is the last word with its particles ("van der Bellen", "bin Salman", "al-Assad"), or
    the first word where a Korean, Chinese or Vietnamese family name stands there.
    """
    known = name_words(language)
    bare = mended(without_title(known.possessive.sub("", name.strip()), language))
    parts = [part for part in (_name_part(word, known) for word in re.split(r"\s+", bare)) if part]
    while len(parts) > 1 and parts[-1] in known.suffixes:
        parts.pop()
    if not parts:
        return PersonName(given=(), family="")
    if all(part in known.particles for part in parts[:-1]):  # "Le Pen" alone, or one word
        return PersonName(given=(), family=" ".join(parts))
    if parts[0] in known.family_first and not _western(parts, known):
        return PersonName(given=tuple(" ".join(parts[1:]).split()), family=parts[0], family_first=True)
    cut = len(parts) - 1
    while cut > 1 and parts[cut - 1] in known.particles:
        cut -= 1
    return PersonName(given=tuple(parts[:cut]), family=" ".join(parts[cut:]))


def _western(parts: list[str], known: NameWords) -> bool:
    """Whether the first word is a given name all the same ("Lee Smith"): judged by what follows."""
    return (
        parts[-1] not in known.family_first
        and len(parts) == 2
        and " " not in parts[1]
        and parts[0] in known.given_too
    )


def _name_part(word: str, known: NameWords) -> str:
    joined = known.joined_particle.match(word)
    folded = plain_letters(word).replace("’", "'").strip("'\".,()")
    if joined:
        return re.sub(r"[-']", "-", folded)
    return re.sub(r"\s+", " ", re.sub(r"[-‐‑.']", " ", folded)).strip()


def mended(name: str) -> str:
    """`name` with a misread "Il" put right: "Kim II Sung" (two capital i's) is Kim Il Sung.

    "II" stands at a name's end for "the second"; between two words of a name it is a misprint.
    """
    return re.sub(r"(?<=\w )[I1l][Il](?=[ -][A-Z])", "Il", name)


def person_key(name: str, language: str = "en") -> str:
    """What all spellings of one full name share: parts in order, no hyphens, accents or middle initials."""
    parts = person_name(name, language)
    given = [g for i, g in enumerate(parts.given) if i == 0 or len(g) > 1]
    order = [parts.family, *given] if parts.family_first else [*given, parts.family]
    return " ".join(order)


def same_person(left: PersonName, right: PersonName, language: str = "en") -> bool:
    """Whether two full names can be one person's: the same family, given names that fit each other.

    Middle names may be missing or be initials ("George W. Bush", "George Walker Bush"); short names count
    as the long ones they come from; one slip of a letter is allowed in names of six letters or more.
    """
    if not (left.full and right.full):
        return False
    if _ends_with_name(left, right) or _ends_with_name(right, left):
        return True
    if not _spelt_alike(left.family, right.family):
        return False
    if left.family_first or right.family_first:
        a, b = "".join(left.given), "".join(right.given)
        return a == b
    if not (
        _spelt_alike(left.given[0], right.given[0]) or _is_short_form(left.given[0], right.given[0], language)
    ):
        return False
    a_rest, b_rest = left.given[1:], right.given[1:]
    if not a_rest or not b_rest:
        return True
    return all(
        x[0] == y[0] and (len(x) == 1 or len(y) == 1 or _spelt_alike(x, y))
        for x, y in zip(a_rest, b_rest, strict=False)
    )


def _ends_with_name(short: PersonName, long: PersonName) -> bool:
    """Whether the short name is the end of a long one: "Suu Kyi" of "Aung San Suu Kyi"."""
    tail, whole = [*short.given, short.family], [*long.given, long.family]
    return (
        not (short.family_first or long.family_first)
        and 2 <= len(tail) < len(whole)
        and (whole[-len(tail) :] == tail)
    )


def _spelt_alike(left: str, right: str) -> bool:
    if left == right:
        return True
    if min(len(left), len(right)) < 6 or left[0] != right[0]:
        return False
    return DamerauLevenshtein.distance(left, right, score_cutoff=1) <= 1


def _is_short_form(left: str, right: str, language: str) -> bool:
    return frozenset((left, right)) in name_words(language).short_names


def initials(name: str, language: str = "en") -> str:
    """The capitals an acronym of `name` would have: "Far Eastern Federal University" has FEFU."""
    left_out = name_words(language).not_in_initials
    words = re.findall(r"[^\W\d_]+", name)
    return "".join(w[0] for w in words if w.casefold() not in left_out).upper()


def is_acronym(name: str) -> bool:
    """Whether `name` is written like an acronym: UN, U.N., FEFU."""
    bare = name.replace(".", "")
    return 2 <= len(bare) <= 7 and bare.isalpha() and bare.isupper()


def slug(kind: str, name: str, language: str = "en") -> str:
    """An entity's id: its kind and normalised name, the same for every spelling that normalises alike."""
    folded = person_key(name, language) if kind == "person" else name_key(without_article(name, language))
    letters = "".join(c if c.isalnum() or c == "_" or is_mark(c) else " " for c in folded)
    return f"{kind}-" + ("-".join(letters.split()) or "unnamed")
