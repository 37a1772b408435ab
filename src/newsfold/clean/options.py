"""The settings of cleaning."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from newsfold.clean.trees import BUNDLED
from newsfold.language import languages


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaning:
    """How pages become articles.

    `languages` are the ISO 639-1 codes that are kept, by default all that are read. A text under `min_words`
    words is too short; 0 keeps every text, headlines too. `fast` takes a short way through HTML, for
    archives: a tenth of the time and some of the precision lost; then `Article.page_text` is only what
    its extractor took of the page. `models` is a folder of models that `training/main_text.py` made, in place
    of the bundled ones.
    """

    languages: tuple[str, ...] = tuple(languages())
    min_words: int = 25
    fast: bool = False
    models: Path = BUNDLED

    def __post_init__(self) -> None:
        if self.min_words < 0:
            raise ValueError(f"min_words is {self.min_words}; it must be 0 or more")
        if not self.languages:
            raise ValueError("languages is empty; name at least one ISO 639-1 code")
