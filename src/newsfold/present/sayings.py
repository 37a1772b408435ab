"""Who said what, the same words once, and in the manner in which they were said."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from newsfold.language import either, words
from newsfold.present.views import EvidenceView, QuoteView

_DENYING, _ANY_FORM, _NO_VERB, _HEARER = (
    either(words("sayings", section))
    for section in ("denying", "denying, in any form", "without a verb", "with a hearer")
)
_DENIES = re.compile(rf"\b(?:{_DENYING}|(?:{_ANY_FORM})\w*)\b|n['’]t\b", re.I)
_LEANS_ON_SPEAKER = re.compile(rf"(?:{_NO_VERB})\b", re.I)
_HAS_HEARER = re.compile(rf"\b(?:{_HEARER})$", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Words that a speaker is given, once, with all the places that print them alike."""

    quote: QuoteView
    places: tuple[EvidenceView, ...]


def sayings(quotes: Iterable[QuoteView]) -> list[tuple[str | None, list[Saying]]]:
    """Sayings by speaker: people and bodies known by name first, the most quoted first, nobody named last.

    A bare number ("counted 1,805 dead") is no saying: it is among the figures.
    """
    groups: defaultdict[str | None, dict[tuple[str, ...], list[QuoteView]]] = defaultdict(dict)
    for quote in quotes:
        if not any(letter.isalpha() for letter in quote.text):
            continue
        said = quote.text.strip("\"“”'‘’ ,.").casefold()
        key = (quote.kind, said, quote.relayed_by or "", lead(quote).casefold())
        groups[quote.speaker].setdefault(key, []).append(quote)

    def order(
        group: tuple[str | None, dict[tuple[str, ...], list[QuoteView]]],
    ) -> tuple[bool, bool, int, str]:
        speaker, quotes_by_words = group
        quoted = [quote for alike in quotes_by_words.values() for quote in alike]
        return speaker is None, not any(quote.speaker_id for quote in quoted), -len(quoted), speaker or ""

    return [
        (
            speaker,
            [
                Saying(quote=alike[0], places=tuple(q.evidence[0] for q in alike))
                for alike in quotes_by_words.values()
            ],
        )
        for speaker, quotes_by_words in sorted(groups.items(), key=order)
    ]


def lead(quote: QuoteView) -> str:
    """How it was said, where the words lean on that ("denied" that …, "told …" that …); else ""."""
    leans = quote.kind != "direct" and quote.text[:1].islower() and not _LEANS_ON_SPEAKER.match(quote.cue)
    if not (leans or _DENIES.search(quote.cue)):
        return ""
    return f"{quote.cue} …" if _HAS_HEARER.search(quote.cue) else quote.cue
