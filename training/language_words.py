"""Makes `src/newsfold/models/languages/words.npz`: how rare the common words of each language are.

    python -m training.language_words

From wordfreq's lists (Speer 2022; code Apache-2.0, data CC BY-SA 4.0), which say how often a word is used:
the share of articles of 300 words that have it, if words fell at random, and its inverse in a logarithm, as
rarities of the English background are. Words are kept as codes of their comparing forms. A language without
spaces is counted by pairs of characters. Needs wordfreq.
"""

from __future__ import annotations

import math
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from wordfreq import get_frequency_dict

from newsfold.fold.words import code, forms

OUT = Path("src/newsfold/models/languages")
LANGUAGES = ("es", "fr", "de", "pt", "it", "nl", "ru", "ar", "zh", "ja", "hi")
VOCABULARY = 8000  # words of a language
WORDS = 300  # of an article
DOCUMENTS = 20_384  # of the English background, so that rarities mean the same
STEPS = 25


def rarities(language: str) -> dict[int, int]:
    """The rarity of each common word of a language, in parts of `STEPS`, by its code."""
    shares: defaultdict[int, float] = defaultdict(float)
    for word, share in get_frequency_dict(language, wordlist="best").items():
        for form in forms(word, language):
            shares[code(form)] += share
    common = sorted(shares, key=lambda key: (-shares[key], key))[:VOCABULARY]
    return {key: idf(shares[key]) for key in sorted(common)}


def idf(share: float) -> int:
    documents = DOCUMENTS * (1 - math.exp(-WORDS * share))
    return round(STEPS * math.log((DOCUMENTS + 1) / (1 + documents)))


def main() -> None:
    tables: dict[str, Any] = {}
    for language in LANGUAGES:
        rarity = rarities(language)
        tables[f"{language}.codes"] = np.array(list(rarity), dtype=np.uint32)
        tables[f"{language}.rarities"] = np.array(list(rarity.values()), dtype=np.uint8)
        print(language, len(rarity), max(rarity.values()) / STEPS)
    OUT.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(OUT / "words.npz", **tables)


if __name__ == "__main__":
    main()
