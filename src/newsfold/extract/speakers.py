"""Who a source is: names, pronouns and offices led to the fullest name in the article."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from newsfold.extract.parse import Parsed
from newsfold.records import Mention, Span


class Speakers:
    """The people an article names, in order, and whom a source phrase means."""

    def __init__(self, doc: Parsed, mentions: Sequence[Mention] = ()) -> None:
        self._doc = doc
        self._names: dict[str, str] = {}
        for ent in doc.ents:
            if ent.label_ == "PERSON":
                last = ent.text.split()[-1].casefold()
                if len(ent.text) > len(self._names.get(last, "")):
                    self._names[last] = ent.text

    def of(self, who: Token | None, source: Span | None) -> tuple[str | None, str | None]:
        """The speaker's name and entity id for a source phrase with head `who`."""
        if who is None or source is None:
            return None, None
        name = self._names.get(who.lower_)
        return (name or source.of(self._doc.text)), None
