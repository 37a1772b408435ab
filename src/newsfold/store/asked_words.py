"""What somebody types into a search, read as what the index of words is asked for.

Words that stand beside each other must all be there, in any form. `"of these words"` must stand as they do,
`flood*` is whatever it begins, and `OR` between two says that one of them is enough. Nothing else is a sign:
whatever is typed is words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from newsfold.language import stem
from newsfold.queries import QueryError
from newsfold.store.settings import WORD_FORMS
from newsfold.text import ALPHANUMERIC, strip_accents

_PHRASE_OR_WORD = re.compile(r'"([^"]*)"?|([^\s"]+)')
_MOST_ASKED_WORDS = 40  # bounds the time of a search: words; more is refused
_SHORTEST_PREFIX = 2  # bounds the time: letters before a `*`; one alone begins too many words, and is refused

Forms = Callable[[str], Iterable[str]]  # indexed terms that begin so


@dataclass(frozen=True, slots=True)
class AskedWord:
    """Something to be found in a text: one word in any form, words as they stand, or, `open`, a beginning."""

    words: tuple[str, ...]
    open: bool = False


def asked_words(text: str, known: Callable[[str], bool]) -> list[list[AskedWord]]:
    """Groups of which one member each must be in a text; none where nothing of `text` is a word.

    `known` says which words the index has as they are. Raises QueryError for more than 40 words, and for a
    beginning of a single letter.
    """
    groups: list[list[AskedWord]] = []
    joined = False
    for match in _PHRASE_OR_WORD.finditer(text):
        phrase, plain = match.groups()
        if plain == "OR":
            joined = bool(groups)
            continue
        if plain == "AND":
            continue
        part = phrase if plain is None else plain
        words = tuple(w for w in ALPHANUMERIC.findall(strip_accents(part).casefold()) if known(w))
        if not words:
            continue
        begins = plain is not None and plain.endswith("*")
        if begins and len(words) == 1 and len(words[0]) < _SHORTEST_PREFIX:
            raise QueryError(f"{plain} stands for too many words; give two letters or more before the *")
        asked = AskedWord(words, begins)
        if joined:
            groups[-1].append(asked)
        else:
            groups.append([asked])
        joined = False
    if sum(len(asked.words) for group in groups for asked in group) > _MOST_ASKED_WORDS:
        raise QueryError(f"a search has at most {_MOST_ASKED_WORDS} words")
    return groups


def expression(groups: Iterable[Iterable[AskedWord]], forms: Forms) -> str:
    """What FTS5 is asked for; `forms` gives the indexed terms with a beginning."""
    return " AND ".join(
        f"({' OR '.join(_fts_expression(asked, forms) for asked in group)})" for group in groups
    )


def _fts_expression(asked: AskedWord, forms: Forms) -> str:
    words = " ".join(asked.words)
    if asked.open:
        return f'"{words}" *'
    if len(asked.words) > 1 or len(words) < WORD_FORMS.shortest or words.isdigit():
        return f'"{words}"'
    return " OR ".join(f'"{form}"' for form in sorted({words, *_other_forms(words, forms)}))


def _other_forms(word: str, forms: Forms) -> list[str]:
    """The other forms of a word that the index has: those with the same stem, of one kind or the other."""
    whole, singular = stem(word), stem(word, "plural")
    base = min(whole, singular.rstrip("y"), key=len)
    return [form for form in forms(base) if stem(form) == whole or stem(form, "plural") == singular]
