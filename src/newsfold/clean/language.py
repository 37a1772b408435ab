"""Which language a text is in."""

from __future__ import annotations

import re

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from newsfold.clean.settings import LANGUAGE
from newsfold.language import stop_words
from newsfold.once import once
from newsfold.text import count_words

_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(?=$|[-_])", re.IGNORECASE)
# What a language full of names or slang is taken for, and what the identifier calls its written standard.
_TAKEN_FOR = {"sco": "en", "pcm": "en", "jam": "en", "wuu": "zh", "yue": "zh", "lzh": "zh", "gan": "zh"}
_SAMPLE = 4000  # characters of a text by which its language is told: bounds the time
_ENGLISH = stop_words("of this language alone")
_ANY_LETTER = re.compile(r"[^\W\d_]")


@once
def _identifier() -> LanguageIdentifier:
    """py3langid (Lui and Baldwin 2012), with probabilities."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language(text: str, stated: str | None) -> str:
    """The ISO 639-1 code of the language of `text`; what the page states decides only for short texts.

    "zxx", as ISO 639-2 has it, where the text has no letters. Only its first characters are looked at.
    """
    sample = text[:_SAMPLE]
    if is_english(sample):
        return "en"
    if not _ANY_LETTER.search(sample):
        return "zxx"
    detected, probability = _identifier().classify(sample)
    code = _TAKEN_FOR.get(str(detected), str(detected))
    if count_words(sample) >= LANGUAGE.words:
        return code
    named = _LANGUAGE_CODE.match(stated or "")
    if named:
        return named.group().lower()
    letters = [c for c in sample if c.isalpha()]
    foreign_script = sum(1 for c in letters if ord(c) > 0x24F) > len(letters) / 2
    return code if probability >= LANGUAGE.sure or foreign_script else "en"


def is_english(text: str) -> bool:
    """Whether function words alone show that `text` is English: quick, and sure where it says yes."""
    words = text.lower().split()
    return len(words) >= LANGUAGE.words and sum(w in _ENGLISH for w in words) >= LANGUAGE.english * len(words)
