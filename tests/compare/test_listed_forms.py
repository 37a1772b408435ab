"""Words of lists in texts of every script."""

from __future__ import annotations

import pytest

from newsfold.compare.listed_forms import any_of, first_words, last_words, listed_pattern, section_of

MATCHES = [
    (("muert*",), "es", "dos muertos", "muertos"),
    (("muert*",), "es", "inmuerto", None),
    (("a bordo",), "es", "iban A  bordo", "A  bordo"),
    (("n'", "ne"), "fr", "il n'a rien", "n'a"),
    (("मारे",), "hi", "12 लोग मारे गए", "मारे"),
    (("मर",), "hi", "मरे", None),
    (("قتلى",), "ar", "والقتلى", "والقتلى"),
    (("死亡",), "zh", "12人死亡。", "死亡"),
    (("sem",), "pt", "os sem-abrigo", None),
    ((), "es", "nada", None),
]


@pytest.mark.parametrize(("forms", "language", "text", "expected"), MATCHES)
def test_forms_are_words_of_their_own(
    forms: tuple[str, ...], language: str, text: str, expected: str | None
) -> None:
    match = any_of(forms, language).search(text)
    assert (match.group() if match else None) == expected


def test_the_longest_form_wins() -> None:
    match = any_of(("en", "en total"), "es").search("son en total 9")
    assert match is not None and match.group() == "en total"


def test_the_words_at_either_end() -> None:
    assert first_words(" de los doce", 2, "es") == " de los"
    assert last_words("uno de los ", 2, "es") == "de los "
    assert first_words("लोगों की मौत हो गई", 2, "hi") == "लोगों की"
    assert first_words("人が死亡した", 2, "ja") == "人が死亡"
    assert first_words("", 2, "es") == last_words("", 2, "es") == ""


def test_a_section_that_a_language_lacks_is_empty() -> None:
    assert section_of("counts", "prefixes", "es") == ()
    assert not listed_pattern("counts", "prefixes", "es").search("al")
