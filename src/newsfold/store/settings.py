"""What decides what a search finds: each number that was chosen, and how.

What a search is stands in docs/web.md, "The list"; nothing here was measured apart. What only bounds the
cost stands beside the code that it bounds.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WordFormSettings:
    """Which forms of a word a search takes for it (`asked_words`, `search`).

    Chosen by reading; not measured apart. A form also has the stem of the word asked for; of a check's
    search, which only gathers candidates, it need only begin with the stem.
    """

    shortest: int = 4  # letters from which a word has other forms: "oared" is none of "oar"
    shortest_stem: int = 5  # letters of a stem from which a check's search takes what begins with it
    ending: int = 4  # letters that such a form has at most beyond the stem


@dataclass(frozen=True, slots=True, kw_only=True)
class FitSettings:
    """How well an article fits what is asked (`search`, `listing`). Chosen by reading; not measured apart."""

    title: float = 4.0  # how often a word in a title counts, against once in a text
    likeness: float = 0.2  # the cosine from which an article may mean what is asked


WORD_FORMS = WordFormSettings()
FITS = FitSettings()
