"""The name that a story shows an agency under: one that its sources print, the same for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from newsfold.derive.credits import agencies_for, agency_key, initials
from newsfold.records import Article, Attribution

_NAME_WORD = re.compile(r"\w+")


class PrintedNames:
    """The names of agencies as the articles of one story print them."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = sorted(articles, key=lambda a: a.id)
        self._forms = agencies_for("en").forms
        self._by_form = {agency_key(name): name for name in self._forms} | agencies_for("en").by_form
        self._outlets = self._as_outlets()
        self._known: dict[str, str] = {}

    def _as_outlets(self) -> dict[str, str]:
        names = sorted({a.outlet for a in self._articles if a.outlet}, reverse=True)
        return {self._by_form[agency_key(n)]: n for n in names if agency_key(n) in self._by_form}

    def of(self, name: str) -> str:
        """The name to show for an agency, in any of its spellings; a name that is on no list stays.

        That of the story's outlet which is this agency; else the list's own name, where an article prints it;
        else the fullest spelling that one prints.
        """
        agency = self._by_form.get(agency_key(name))
        if agency is None:
            return name
        if agency not in self._known:
            self._known[agency] = self._outlets.get(agency) or self._printed(agency)
        return self._known[agency]

    def in_full(self, name: str) -> str | None:
        """The list's own name, where `name` is a part of it or its initials; None where it says no more."""
        agency = self._by_form.get(agency_key(name), name)
        short, full = agency_key(name), agency_key(agency)
        part = set(_NAME_WORD.findall(short)) < set(_NAME_WORD.findall(full))
        return agency if "(" not in agency and (part or short in initials(agency)) else None

    def _printed(self, agency: str) -> str:
        forms = sorted(
            {agency, *self._forms[agency]}, key=lambda f: (f != agency, -len(f.split()), -len(f), f)
        )
        texts = [text for article in self._articles for text in _all_of(article)]
        for flags in (re.NOFLAG, re.IGNORECASE):
            for form in forms:
                pattern = re.compile(rf"(?<!\w){re.escape(form)}(?!\w)", flags)
                if any(pattern.search(text) for text in texts):
                    return re.sub(r"^The\s+", "", form) if form != agency else form
        return agency


def _all_of(article: Article) -> Sequence[str]:
    return article.text, article.page_text, article.dateline or "", *article.authors


def as_printed(attributions: Iterable[Attribution], names: PrintedNames) -> tuple[Attribution, ...]:
    """The same, with the story's name for what words came through; for who speaks too, if it is that."""
    result = []
    for attribution in attributions:
        relay = attribution.relayed_by
        if relay is not None and (shown := names.of(relay)) != relay:
            speaker = attribution.speaker
            same = speaker is not None and names.of(speaker) == shown
            attribution = replace(attribution, relayed_by=shown, speaker=shown if same else speaker)
        result.append(attribution)
    return tuple(result)
