"""Who a source is where no parse tells: by the names in it, by spelling, and by who spoke before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from newsfold.extract.attributions.by_words import Said
from newsfold.extract.attributions.reporting_words import ReportingWords
from newsfold.extract.attributions.settings import SPELLING
from newsfold.extract.entities import given_names
from newsfold.records import Mention, Span
from newsfold.text import collapse

_NAMES_IN_SOURCE = 10  # names inside one source
_NAME_WORD = re.compile(r"[^\W\d_](?:[\w’'.-]*\w)?")


class Spelling:
    """The names of one article. Sources are asked in the order of the text."""

    def __init__(self, text: str, wording: ReportingWords, mentions: Sequence[Mention]) -> None:
        self._text = text
        self._w = wording
        self._sexes = given_names("en")
        self._mentions = sorted(
            (m for m in mentions if m.form == "name" and m.kind in ("person", "organisation")),
            key=lambda m: m.span,
        )
        self._starts = [m.span.start for m in self._mentions]
        self._longest: dict[int, str] = {}  # the fullest name of each person named
        for mention in self._mentions:
            name = collapse(mention.span.of(text))
            if mention.chain is not None and len(name) > len(self._longest.get(mention.chain, "")):
                self._longest[mention.chain] = name
        self._persons = self._named() if wording.cased else []
        self._at = [start for start, _ in self._persons]
        self._by_surname: dict[str, set[str]] = {}  # full names, those of who spoke among them
        for _, full in self._persons:
            self._by_surname.setdefault(full.split()[-1], set()).add(full)
        self._last: tuple[int, str, str | None] | None = None  # where who spoke last

    def of(self, said: Said) -> tuple[str | None, str | None]:
        """The speaker's name to show and entity id; both None where the text leaves the source open."""
        if said.source is None:
            if said.left_out and self._last and said.content[0].start - self._last[0] < SPELLING.back:
                return self._last[1:]
            return None, None
        form = said.source.of(self._text).casefold().lstrip("-").removeprefix("t-")
        if form in self._w.nobody:
            return None, None
        if form in self._w.pronouns:
            return self._meant(said.source.start, self._w.pronouns[form])
        name, id = self._name(said.source)
        self._last = (said.source.start, name, id)
        if name.istitle() and " " in name:
            self._by_surname.setdefault(name.split()[-1], set()).add(name)
        return name, id

    def whole(self, said: Said) -> Span | None:
        """The source, up to the end of a name that goes on beyond it, unless a part of the report is there.

        ("Национальное" of "Национальное управление по спорту": by its letters alone the name ends early.)
        """
        source = said.source
        if source is None:
            return None
        first = bisect_left(self._starts, source.start)
        inside = (
            m.span for m in self._mentions[first : first + _NAMES_IN_SOURCE] if m.span.start < source.end
        )
        end = max((span.end for span in inside), default=source.end)
        others = (*said.content, *((said.cue,) if said.cue else ()))
        longer = Span(start=source.start, end=max(end, source.end))
        return source if any(longer.overlaps(o) and not source.overlaps(o) for o in others) else longer

    def _name(self, source: Span) -> tuple[str, str | None]:
        inside = self._inside(source)
        person = next((m for m in reversed(inside) if m.kind == "person"), None)
        if person is not None:
            printed = person.span.of(self._text)
            longest = self._longest.get(person.chain, "") if person.chain is not None else ""
            return longest or self._fullest(printed), person.entity_id
        phrase = collapse(source.of(self._text)).strip(" ,;:")
        if len(inside) == 1 and len(phrase) - len(inside[0].span.of(self._text)) <= 4:
            return phrase, inside[0].entity_id
        return self._fullest(self._without_title(phrase)), None

    def _inside(self, source: Span) -> list[Mention]:
        first = bisect_left(self._starts, source.start)
        return [m for m in self._mentions[first : first + _NAMES_IN_SOURCE] if source.contains(m.span)]

    def _without_title(self, phrase: str) -> str:
        """A name at the end of a phrase, where words in small letters before it say who that is."""
        head, comma, last = phrase.rpartition(", ")
        named = last.split()
        if comma and head and len(named) > 1 and all(w[0].isupper() or w in self._w.particles for w in named):
            return last
        words = phrase.split()
        while self._w.roles and len(words) > 1 and words[0].casefold().endswith(self._w.roles):
            if not words[1][0].isupper() and words[1] not in self._w.particles:
                break
            words = words[1:]
        phrase = " ".join(words)
        if not self._w.cased or len(words) < 3:
            return phrase
        k = len(words)
        while k and (words[k - 1][:1].isupper() or words[k - 1].casefold() in self._w.particles):
            k -= 1
        while k < len(words) and words[k].casefold() in self._w.particles:
            k += 1
        tail = words[k:]
        known = next((i for i, word in enumerate(tail) if word.casefold() in self._sexes), None)
        if known is not None and len(tail) - known >= 2:
            return " ".join(tail[known:])
        before = words[k - 1].casefold() if k else ""
        if before in self._w.of_whom or (tail and tail[0].casefold().endswith(self._w.endings or "\n")):
            return phrase  # "the minister of Northern Lugo" is no Northern Lugo
        lowered = k and any(w[:1].islower() and w.casefold() not in self._w.determiners for w in words[:k])
        plain = lowered and len(tail) >= 2 and "nouns in capitals" not in self._w.options
        return " ".join(tail) if plain else phrase

    def _fullest(self, name: str) -> str:
        """The one longer name that a surname is short for, as the article prints it before or later."""
        if not self._w.cased or " " in name or not name[:1].isupper():
            return name
        longer = self._by_surname.get(name, set())
        return next(iter(longer)) if len(longer) == 1 else name

    def _named(self) -> list[tuple[int, str]]:
        """Full names, a known given name first, and where they stand."""
        names: list[tuple[int, str]] = []
        run: list[re.Match[str]] = []
        for match in _NAME_WORD.finditer(self._text):
            joined = run and self._text[run[-1].end() : match.start()] in (" ", "\u00a0", ". ")
            part = match.group()[0].isupper() or (run and match.group().casefold() in self._w.particles)
            if not joined or not part or len(run) > 5:
                self._add(run, names)
                run = []
            if part and (run or match.group().casefold() in self._sexes):
                run.append(match)
        self._add(run, names)
        return names

    def _add(self, run: list[re.Match[str]], names: list[tuple[int, str]]) -> None:
        while run and not run[-1].group()[0].isupper():
            run.pop()
        if len(run) > 1:
            names.append((run[0].start(), collapse(self._text[run[0].start() : run[-1].end()])))

    def _meant(self, at: int, sex: str) -> tuple[str | None, str | None]:
        """Whom a pronoun means: who spoke last, or the person named last, unless the sexes differ."""
        candidates: list[tuple[int, str, str | None]] = [self._last] if self._last else []
        k = bisect_left(self._at, at)
        candidates += [(start, name, None) for start, name in self._persons[max(0, k - 3) : k]]
        for start, name, id in sorted(candidates, key=lambda c: -c[0]):
            known = self._sexes.get(name.split()[0].casefold(), "")
            if at - start < SPELLING.back and (not sex or not known or known == sex):
                self._last = (at, name, id)
                return name, id
        return None, None
