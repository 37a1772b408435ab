"""What decides in cleaning and is asked in several places, and where it was measured.

`python -m benchmarks.extraction` measures all of it, in docs/measured/reading.md, "Main text".
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockSettings:
    """What is prose among a page's blocks, and how two blocks are held against each other.

    The weights in models/main_text were learned with them, so a change asks for training/main_text.py
    anew.
    """

    prose_words: int = 12  # of a block that is prose, where it has an end and is mostly no link
    shingle: int = 4  # words in a row by which it is seen whether two extractors took the same
    likely: float = 0.38  # likelihood from which a block is of the article
    likely_above: float = 0.6  # the same above the first sentence, where more stands that is not


BLOCKS = BlockSettings()
