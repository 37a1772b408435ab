"""The agency that words came through, in any language: a name of the table of agencies beside the cue."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from newsfold.extract.attributions.by_words import Said
from newsfold.extract.attributions.settings import RELAYS
from newsfold.language import all_languages, either
from newsfold.records import Span


@dataclass(frozen=True, slots=True)
class Relay:
    """An agency: the name of the table, where it stands, and whether it is itself who speaks."""

    name: str
    span: Span
    speaks: bool


def relay(text: str, said: Said) -> Relay | None:
    """The agency in the source of a report, or in its sentence outside what was said; None without a cue."""
    if said.cue is None:
        return None
    pattern, names = _agencies()
    inside = pattern.search(text, said.source.start, said.source.end) if said.source is not None else None
    if inside is not None and said.source is not None:
        outside = len(said.source.of(text)) - len(inside.group())
        speaks = outside <= 3 * len(inside.group())
        return Relay(inside.group(), Span(start=inside.start(), end=inside.end()), True) if speaks else None
    start = max(said.source.end if said.source else said.cue.end, said.cue.end)
    stop = min((c.start for c in said.content if c.start >= start), default=start + RELAYS.around)
    stop = min(stop, start + RELAYS.around, _line_end(text, start))
    match = pattern.search(text, start, stop) or _behind(text, said, pattern)
    if match is None or re.search(r"[.;!?]\s", text[start : match.start()]):
        return None
    if text[match.start() - 1] in "(/[" or names[match.group().casefold()] is None:
        return None  # a credit, and no channel
    return Relay(match.group(), Span(start=match.start(), end=match.end()), False)


def _behind(text: str, said: Said, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The agency that the end of the sentence names: "…, сообщает ТАСС"."""
    start = said.content[-1].end
    end = min(_line_end(text, start), start + RELAYS.credit)
    return pattern.search(text, start, end) if text[start : start + 1] in (",", "،") else None


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start, start + RELAYS.around + 1)
    return end if end >= 0 else start + RELAYS.around


@lru_cache(maxsize=1)
def _agencies() -> tuple[re.Pattern[str], dict[str, str]]:
    forms = {
        form: agency["name"] for agency in all_languages("agencies")["agencies"] for form in agency["forms"]
    }
    names = {form.casefold(): name for form, name in forms.items()}
    longest = sorted((f for f in forms if len(f) > 2), key=lambda f: (-len(f), f))
    unspaced = [f for f in longest if "\u3040" <= f[0] <= "\u9fff"]
    # Scripts without capitals: a short name may be any word ("وفا", "भाषा").
    spaced = [f for f in longest if f not in unspaced and (f.upper() != f.lower() or len(f) > 5)]
    return re.compile(rf"(?<!\w)(?:{either(spaced)})(?!\w)|{either(unspaced) or '(?!)'}"), names
