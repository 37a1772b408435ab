"""The one stop list of a language: words that carry little meaning."""

from __future__ import annotations

from newsfold.language.files import words


def stop_words(*sections: str, language: str = "en") -> frozenset[str]:
    """The words of these sections of `stop_words.txt`, which says what each is for.

    Raises KeyError where there is no such section.
    """
    return frozenset(word for section in sections for word in words("stop_words", section, language))
