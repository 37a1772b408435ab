"""English nouns as they are printed beside a number."""

from __future__ import annotations

import re

from newsfold.language import table

BEHIND = 60
"""Characters behind a number in which the noun that it counts is looked for."""

_PLURAL_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("men", "man"))
_ODD = frozenset((one, many) for many, one in table("plurals"))


def as_printed(what: str, behind: str) -> str:
    """A counted noun in the form that is printed `behind` its number: "one leg", where "legs" is counted."""
    printed = re.findall(r"\w+(?:[’'.-]\w+)*", behind)
    known = {word.casefold() for word in printed}

    def form(word: str) -> str:
        if word in known:
            return word
        return next((p.casefold() for p in printed if _one_noun(p.casefold(), word)), word)

    return " ".join(map(form, what.split()))


def _one_noun(printed: str, counted: str) -> bool:
    """Whether a printed word may be the singular of a counted one: "leg" of "legs", "man" of "men"."""
    singulars = [
        counted.removesuffix(ending) + end for ending, end in _PLURAL_ENDINGS if counted.endswith(ending)
    ]
    return (printed, counted) in _ODD or printed in singulars
