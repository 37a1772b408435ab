"""The outlet or agency that English words came through: "CNN reported", "told Reuters", "to Efe"."""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from newsfold.extract.attributions.reports import Outlet
from newsfold.extract.attributions.settings import CUES
from newsfold.extract.attributions.sources_en import Scope, between
from newsfold.language import phrases, words
from newsfold.text import collapse


def _section(name: str) -> frozenset[str]:
    return frozenset(words("channels", name))


_NAME_ENDINGS = _section("name endings")
_INSIDE_NAMES = _section("inside names")
_WORDS_AFTER_OUTLET = _section("after a name")
_MEDIA = _section("media")
_MEDIA_ALONE = _section("media by themselves")
_BEFORE_MEDIA = _section("before media")
_OUTLETS_AGAIN = _section("outlets named before")
_REPORTS = _section("reports")
_TELL = _section("verbs of telling")
_CITE = _section("verbs of citing")
_CARRIERS = _section("carriers")
_TO_CARRIER = _section("prepositions of carriers")
_DROPPED = re.compile(rf"(?: (?:{'|'.join(words('channels', 'dropped from a name'))}))+$")


@lru_cache(maxsize=1)
def outlets() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Known outlets' names in words, longest first, by their first word."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for name in phrases("outlets", "named as sources"):
        parts = tuple(name.replace("-", " - ").replace("'s", " 's").replace("/", " / ").split())
        table.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(names, key=lambda n: (-len(n), n))) for first, names in table.items()}


def named_outlets(scope: Scope) -> list[Outlet]:
    """The outlets that a sentence names or describes ("state television"), none inside quotation marks."""
    sentence, hidden = scope.sentence, scope.hidden
    outlets: list[Outlet] = []
    at = sentence.start
    while at < sentence.end:
        if at in hidden:
            at += 1
            continue
        start, end = (
            _known_outlet(at, sentence) or _by_ending(at, sentence) or _by_medium(at, sentence) or (at, at)
        )
        if end > start:
            span = between(sentence.doc[start], sentence.doc[end - 1])
            outlets.append(
                Outlet(start=start, end=end, name=_outlet_name(collapse(span.of(scope.text))), span=span)
            )
        at = max(at + 1, end)
    return outlets


def _outlet_name(name: str) -> str:
    """The outlet's own name: "Efe news agency" is Efe; a medium without a name stays ("state television")."""
    short = _DROPPED.sub("", name)
    return short if short and short[-1] != "-" and any(c.isupper() for c in short) else name


def _known_outlet(at: int, sentence: Slice) -> tuple[int, int] | None:
    doc = sentence.doc
    for parts in outlets().get(doc[at].text, ()):
        end = at + len(parts)
        same = all(t.text.replace("’", "'") == p for t, p in zip(doc[at:end], parts, strict=False))
        if end <= sentence.end and same:
            while end < sentence.end and doc[end].text in _WORDS_AFTER_OUTLET:
                end += 1
            follows = doc[end].text if end < sentence.end else ""
            return None if follows == "-" else (at, end)
    return None


def _by_ending(at: int, sentence: Slice) -> tuple[int, int] | None:
    """A run of capitalised words that ends like an outlet's name, and holds none that is known."""
    doc = sentence.doc
    if not doc[at].text[:1].isupper() or doc[at].pos_ in ("PRON", "DET", "ADP"):
        return None
    end = at
    while end < sentence.end and end - at < 7 and _in_name(doc[end]):
        if end > at and _known_outlet(end, sentence):
            return None
        end += 1
    while end > at + 1 and doc[end - 1].text not in _NAME_ENDINGS:
        end -= 1
    return (at, end) if end > at + 1 else None


def _in_name(token: Token) -> bool:
    return token.text[:1].isupper() or token.text in _INSIDE_NAMES


def _by_medium(at: int, sentence: Slice) -> tuple[int, int] | None:
    """ "state television", "a local newspaper", "the official news agency": no name, but a medium."""
    doc = sentence.doc
    token = doc[at]
    if token.lower_ not in _MEDIA or at == sentence.start:
        return None
    before = doc[at - 1].lower_
    if before not in _BEFORE_MEDIA and token.lower_ not in _MEDIA_ALONE:
        return None
    return (at - 1 if before in _BEFORE_MEDIA else at), at + 1


def as_source(who: Token | None, named: list[Outlet]) -> Outlet | None:
    """The outlet that is itself the source: "CNN reported", "a Reuters report said", "state media say"."""
    if who is None:
        return None
    for outlet in named:
        if outlet.start <= who.i < outlet.end:
            return outlet
        first = outlet.start <= who.left_edge.i + 1 and outlet.end <= who.i
        if first and who.lower_ in _REPORTS:
            return outlet
    return None


def again(who: Token | None) -> bool:
    """Whether the source points back at an outlet: "the newspaper", "the agency"."""
    if who is None or who.lower_ not in _OUTLETS_AGAIN:
        return False
    return [c.lower_ for c in who.lefts if not c.is_punct] in (["the"], ["the", "news"])


def through(named: list[Outlet], sentence: Slice) -> Outlet | None:
    """The outlet the words were given to or printed by: "told Reuters", "in an interview with Efe"."""
    for outlet in named:
        led = _leading(outlet, sentence)
        if led:
            return outlet
    return None


def _stops(token: Token) -> bool:
    """Whether the way back from a name ends: at a preposition, comma or verb, but not at "state-owned"."""
    compound = token.nbor(-1).text == "-" if token.i else False
    carries = token.lemma_.lower() in _CARRIERS or token.lemma_ in _TELL
    return carries or token.pos_ == "ADP" or token.text == "," or (token.pos_ == "VERB" and not compound)


def _leading(outlet: Outlet, sentence: Slice) -> bool:
    doc = sentence.doc
    at = outlet.start - 1
    while at > sentence.start and outlet.start - at < CUES.outlet and not _stops(doc[at]):
        at -= 1
    lead = doc[at]
    if lead.lemma_ in _TELL:
        return True
    if lead.lemma_ in _CITE and lead.tag_ == "VBG":
        return True
    if lead.lower_ not in _TO_CARRIER:
        return False
    nearby = doc[max(sentence.start, at - 5) : at]
    return any(t.lemma_.lower() in _CARRIERS for t in nearby)
