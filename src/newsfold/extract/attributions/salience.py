"""Whom an article tells of: names, sexes, and who weighs most at a place in the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from newsfold.extract.attributions.settings import SALIENCE
from newsfold.extract.attributions.words import speaker_words
from newsfold.extract.entities import given_names, pronoun_sexes
from newsfold.extract.parse import Parsed
from newsfold.quotes import Quotation
from newsfold.records import EntityKind, Mention, Span
from newsfold.text import collapse

_WEIGHT = {"nsubj": 1.0, "nsubjpass": 0.9, "appos": 0.7, "dobj": 0.5, "ROOT": 0.5, "poss": 0.25, "pobj": 0.35}
_GLUED = re.compile(r"[a-z]{3}[A-Z][a-z]{2}")  # "HoltTop"; "McDonald" and "DeWitt" are whole
FAR = 300  # mentions that a search back looks at, so that each costs the same in a long article


class Salience:
    """The people and bodies of one article, and who of them is talked about most at a place.

    Each mention weighs by its grammatical role, less with every sentence, as in Lappin and Leass, 1994; who
    spoke weighs more. Subclasses note who spoke, in the order of the text.
    """

    def __init__(
        self,
        text: str,
        doc: Parsed,
        quoted: Sequence[Quotation],
        mentions: Sequence[Mention],
        language: str = "en",
    ) -> None:
        self._words = speaker_words(language)
        self._pronouns = pronoun_sexes(language)
        self._given_names = given_names(language)
        self._doc = doc
        self._text = text
        self._mentions = sorted(
            (m for m in mentions if m.chain is not None or m.form == "name"), key=_mention_place
        )
        self._starts = [m.span.start for m in self._mentions]
        self._sentences = [s.start_char for s in doc.sents]
        self._names = _fullest(self._mentions, self._text)
        self._first_of = {m.chain: m for m in reversed(self._mentions) if m.chain is not None}
        self._sexes = self._known_sexes()
        self._quoted = quoted
        self._quote_starts = [q.span.start for q in quoted]
        self._slices: dict[Span, Slice | None] = {}
        self._weights = [self._weight(m) for m in self._mentions]
        self._spoke: list[tuple[int, int]] = []  # (offset, chain) of those who spoke, in order

    def _at(self, token: Token) -> Mention | None:
        at = bisect_right(self._starts, token.idx) - 1
        for mention in reversed(self._mentions[max(0, at - 2) : at + 1]):
            if mention.span.start <= token.idx < mention.span.end:
                return mention
        return None

    # ── salience ──────────────────────────────────────────────────────────────────────────────────

    def _salient(
        self,
        at: int,
        kind: EntityKind,
        reach: int,
        sex: str | None = None,
        *,
        among: Collection[int | None] | None = None,
        clear: float | None = None,
    ) -> Mention | None:
        """Who weighs most over the `reach` sentences up to `at`; None where another weighs about as much.

        Only chains of that kind count, and of `among` where it is given.
        """
        here = bisect_right(self._sentences, at) - 1
        window = self._sentences[max(0, here - reach)]
        weights: dict[tuple[int, int], float] = {}  # (chain, sentence) → its weightiest mention there
        last: dict[int, Mention] = {}
        for i in range(bisect_left(self._starts, window), bisect_left(self._starts, at)):
            mention = self._mentions[i]
            if among is not None and mention.chain not in among:
                continue
            if mention.kind == kind and mention.chain is not None and self._fits(mention, sex):
                place = (mention.chain, bisect_right(self._sentences, mention.span.start) - 1)
                weights[place] = max(weights.get(place, 0.0), self._weights[i])
                last[mention.chain] = mention
        for offset, chain in reversed(self._spoke):
            if offset < window:
                break
            place = (chain, bisect_right(self._sentences, offset) - 1)
            if chain in last and offset < at:
                weights[place] = weights.get(place, 0.0) + SALIENCE.spoke
        if not last:
            return self._last_fitting(at, sex) if sex else None
        scores = dict.fromkeys(last, 0.0)
        for (chain, sentence), weight in weights.items():
            scores[chain] += weight * SALIENCE.fade ** (here - sentence)
        for chain in scores:
            if sex and self._sexes.get(chain) == sex:
                scores[chain] *= SALIENCE.known_sex
        order = sorted(scores, key=lambda c: (scores[c], last[c].span), reverse=True)
        if len(order) > 1 and scores[order[0]] < (clear or SALIENCE.clear) * scores[order[1]]:
            return None
        return last[order[0]]

    def _only_body(self, at: int, *, spoke: bool = False) -> Mention | None:
        """The one organisation that the last sentences name, if it spoke or (but for `spoke`) acts there."""
        here = bisect_right(self._sentences, at) - 1
        window = self._sentences[max(0, here - SALIENCE.description)]
        first, stop = bisect_left(self._starts, window), bisect_left(self._starts, at)
        named = [i for i in range(first, stop) if self._mentions[i].kind == "organisation"]
        if not named or len({self._mentions[i].chain for i in named}) > 1:
            return None
        chain = self._mentions[named[-1]].chain
        heard = any(c == chain and offset >= window for offset, c in self._spoke)
        acts = not spoke and any(self._weights[i] >= _WEIGHT["nsubjpass"] for i in named)
        return self._mentions[named[-1]] if heard or acts else None

    def _last_fitting(self, at: int, sex: str) -> Mention | None:
        """The last person of that sex before `at`, far back too; else None."""
        stop = bisect_left(self._starts, at)
        for mention in reversed(self._mentions[max(0, stop - FAR) : stop]):
            if mention.kind == "person" and mention.chain is not None and self._fits(mention, sex):
                return mention
        return None

    def _weight(self, mention: Mention) -> float:
        span = self._slice(mention)
        root = span.root if span is not None else None
        if root is not None and root.dep_ == "appos" and root.head.dep_ in _WEIGHT:
            root = root.head  # "the mayor, Ann Holt, stood there": as weighty as the mayor
        while root is not None and root.dep_ == "conj" and root.head.pos_ == "PROPN":
            root = root.head  # "Ann Holt and Tove Lind met": one as weighty as the other
        role = _WEIGHT.get(root.dep_, SALIENCE.other_role) if root is not None else SALIENCE.other_role
        at = bisect_right(self._quote_starts, mention.span.start) - 1
        quoted = at >= 0 and self._quoted[at].span.contains(mention.span)
        return role * (SALIENCE.quoted if quoted else 1.0)

    def _slice(self, mention: Mention) -> Slice | None:
        span = mention.span
        if span not in self._slices:
            self._slices[span] = self._doc.char_span(span.start, span.end, alignment_mode="expand")
        return self._slices[span]

    def _fits(self, mention: Mention, sex: str | None) -> bool:
        if sex is None:
            return True
        name = self._names.get(mention.chain or 0, "")
        return self._sexes.get(mention.chain or 0, sex) == sex and not (name.isupper() and len(name) < 6)

    def _known_sexes(self) -> dict[int, str]:
        """Each person's sex where a title, the given name, or a pronoun settled by the text shows it."""
        sexes: dict[int, str] = {}
        for mention in self._mentions:
            if mention.kind != "person" or mention.chain is None or mention.chain in sexes:
                continue
            words = mention.span.of(self._text).casefold().split()
            before = re.search(
                r"(\w+)\.? $", self._text[max(0, mention.span.start - 14) : mention.span.start]
            )
            sex = self._words.title_sexes.get(before.group(1).casefold()) if before else None
            if mention.form == "pronoun":
                sex = self._pronouns.get(words[0]) if words else None
            elif sex is None and len(words) > 1:
                sex = self._given_names.get(words[0])
            if sex:
                sexes[mention.chain] = sex
        return sexes


def _mention_place(mention: Mention) -> tuple[Span, str]:
    return mention.span, mention.form


def _fullest(mentions: Sequence[Mention], text: str) -> dict[int, str]:
    """The name to show for each chain: the one with most words, and the first of those.

    A form that is printed once, with words behind the full name that stands elsewhere, is torn ("Ann Holt
    Mayor") more often than it is fuller; two words glued ("HoltTop") are no name.
    """
    forms: dict[int, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        if mention.form == "name" and mention.chain is not None:
            forms[mention.chain][collapse(mention.span.of(text))] += 1
    return {chain: _best(counts) for chain, counts in forms.items()}


def _best(forms: Counter[str]) -> str:
    whole = [name for name in forms if not _GLUED.search(name)] or list(forms)
    best = max(whole, key=lambda name: len(name.split()))
    for name in whole:
        torn = forms[best] == 1 and " " in name and name != best
        if torn and best.startswith(f"{name} "):
            return name
    return best
