"""spaCy's attribute ruler, remembered: the same parts of speech in a tenth of the time.

Its patterns look at one token's tag, dependency and (for some hundred listed words) its form, but are matched
anew on every token. Here each combination is asked once; the few patterns over several tokens run as are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from spacy.attrs import DEP, IS_SPACE, LOWER, TAG
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, MorphAnalysis
from spacy.vocab import Vocab

Pattern = dict[str, Any]
_Values = tuple[int, int, int, int, MorphAnalysis]


class RememberedRuler:
    """What `ruler` would set on a document's tokens: tag, part of speech, morphology, lemma, dependency."""

    def __init__(self, vocab: Vocab, ruler: AttributeRuler) -> None:
        self._vocab = vocab
        patterns: list[Pattern] = [dict(p) for p in ruler.patterns]
        longer = [p for p in patterns if any(len(sequence) > 1 for sequence in p["patterns"])]
        self._single = AttributeRuler(vocab)
        self._single.add_patterns([p for p in patterns if p not in longer])
        self._longer = AttributeRuler(vocab)
        self._longer.add_patterns(longer)
        forms = list(_forms_in_patterns(patterns))
        self._words = frozenset(f for f in forms if isinstance(f, str))
        self._shapes = [f for f in forms if isinstance(f, re.Pattern)]
        self._listed: dict[int, bool] = {}
        self._known: dict[tuple[int, int, int, bool], _Values] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes on `doc`, in place."""
        for token, (tag, dep, lower, space) in zip(
            doc, doc.to_array([TAG, DEP, LOWER, IS_SPACE]), strict=True
        ):
            key = (int(tag), int(dep), int(lower) if self._is_listed(int(lower)) else 0, bool(space))
            values = self._known.get(key)
            if values is None:
                values = self._known[key] = self._asked(token.text, token.tag_, token.dep_)
            token.tag, token.pos, lemma, token.dep, token.morph = values
            if lemma:
                token.lemma = lemma
        return self._longer(doc)

    def _is_listed(self, lower: int) -> bool:
        known = self._listed.get(lower)
        if known is None:
            word = self._vocab.strings[lower]
            known = word in self._words or any(shape.search(word) for shape in self._shapes)
            self._listed[lower] = known
        return known

    def _asked(self, word: str, tag: str, dep: str) -> _Values:
        alone = self._single(Doc(self._vocab, words=[word], tags=[tag], deps=[dep], heads=[0]))[0]
        return alone.tag, alone.pos, alone.lemma, alone.dep, alone.morph


def _forms_in_patterns(patterns: list[Pattern]) -> Iterator[str | re.Pattern[str]]:
    """The word forms that any pattern names, literally or by an expression."""
    for token in (t for p in patterns for sequence in p["patterns"] for t in sequence):
        form = token.get("LOWER")
        if isinstance(form, str):
            yield form
        elif isinstance(form, dict):
            yield from form.get("IN", [])
            if "REGEX" in form:
                yield re.compile(form["REGEX"])
