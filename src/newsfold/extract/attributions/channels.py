"""The outlet or agency that words came through: "CNN reported", "told Reuters", "in an interview with …"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from newsfold.extract.attributions.sources import Scope, between
from newsfold.language import phrases
from newsfold.records import Span
from newsfold.text import collapse


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What a name ends with where it names an outlet: "Harbour Post", "Sunday Telegraph"
_ENDINGS = _words(
    """News Times Post Herald Tribune Daily Journal Guardian Gazette Telegraph Mail Mirror Express Observer
    Chronicle Examiner Inquirer Dispatch Courier Sentinel Magazine Weekly Radio TV Television Broadcasting
    Press Bulletin Independent Newspaper Zeitung Today Tonight"""
)
_AFTER = _words(
    "News news TV Radio Television newspaper magazine agency Agency television radio network channel Arabic"
)
_MEDIUM = _words(
    """media newspaper newspapers broadcaster television tv radio magazine tabloid newswire agency agencies
    outlet outlets website daily paper"""
)
_PUBLIC = _words(
    "state local news official government-run state-run state-owned public private domestic tv-radio wire"
)
_AGAIN = _words(
    "newspaper paper agency network broadcaster magazine channel station outlet daily weekly tabloid website"
)
_TOLD = _words("tell inform")
_CARRYING = _words(
    """interview remark remarks comment comments statement op-ed article column essay appearance briefing
    speak talk appear quote cite report publish carry air broadcast write say post accord"""
)
_LEAD = 10  # tokens between "interview with" and the name
_BY_WAY_OF = _words("to with by on in for from")


@lru_cache(maxsize=1)
def outlets() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Known outlets' names in words, longest first, by their first word."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for name in phrases("outlets", "named as sources"):
        words = tuple(name.replace("-", " - ").replace("'s", " 's").replace("/", " / ").split())
        table.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(names, key=lambda n: (-len(n), n))) for first, names in table.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An outlet named in a sentence: its tokens [start, end), and its name to show."""

    start: int
    end: int
    name: str
    span: Span


def named_outlets(scope: Scope) -> list[Outlet]:
    """The outlets that a sentence names or describes ("state television"), none inside quotation marks."""
    sentence, hidden = scope.sentence, scope.hidden
    found: list[Outlet] = []
    at = sentence.start
    while at < sentence.end:
        if at in hidden:
            at += 1
            continue
        start, end = _known(at, sentence) or _by_ending(at, sentence) or _by_medium(at, sentence) or (at, at)
        if end > start:
            span = between(sentence.doc[start], sentence.doc[end - 1])
            found.append(Outlet(start=start, end=end, name=_shown(collapse(span.of(scope.text))), span=span))
        at = max(at + 1, end)
    return found


def _shown(name: str) -> str:
    """The outlet's own name: "Efe news agency" is Efe; a medium without a name stays ("state television")."""
    own = re.sub(r"(?: (?:news|newspaper|magazine|agency|television|radio|network|channel))+$", "", name)
    return own if own and own[-1] != "-" and any(c.isupper() for c in own) else name


def _known(at: int, sentence: Slice) -> tuple[int, int] | None:
    doc = sentence.doc
    for words in outlets().get(doc[at].text, ()):
        end = at + len(words)
        same = all(t.text.replace("’", "'") == w for t, w in zip(doc[at:end], words, strict=False))
        if end <= sentence.end and same:
            while end < sentence.end and doc[end].text in _AFTER:
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
        if end > at and _known(end, sentence):
            return None
        end += 1
    while end > at + 1 and doc[end - 1].text not in _ENDINGS:
        end -= 1
    return (at, end) if end > at + 1 else None


def _in_name(token: Token) -> bool:
    return token.text[:1].isupper() or token.text in ("'s", "’s", "and", "&", "of")


def _by_medium(at: int, sentence: Slice) -> tuple[int, int] | None:
    """ "state television", "a local newspaper", "the official news agency": no name, but a medium."""
    doc = sentence.doc
    token = doc[at]
    if token.lower_ not in _MEDIUM or at == sentence.start:
        return None
    before = doc[at - 1].lower_
    if before not in _PUBLIC and token.lower_ not in (
        "newspaper",
        "newspapers",
        "broadcaster",
        "newswire",
        "tabloid",
    ):
        return None
    return (at - 1 if before in _PUBLIC else at), at + 1


def as_source(who: Token | None, named: list[Outlet]) -> Outlet | None:
    """The outlet that is itself the source: "CNN reported", "a Reuters report said", "state media say"."""
    if who is None:
        return None
    for outlet in named:
        if outlet.start <= who.i < outlet.end:
            return outlet
        first = outlet.start <= who.left_edge.i + 1 and outlet.end <= who.i
        if first and who.lower_ in ("report", "reports", "article", "dispatch", "story", "website", "site"):
            return outlet
    return None


def again(who: Token | None) -> bool:
    """Whether the source points back at an outlet: "the newspaper", "the agency"."""
    if who is None or who.lower_ not in _AGAIN:
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
    carries = token.lemma_.lower() in _CARRYING or token.lemma_ in _TOLD
    return carries or token.pos_ == "ADP" or token.text == "," or (token.pos_ == "VERB" and not compound)


def _leading(outlet: Outlet, sentence: Slice) -> bool:
    doc = sentence.doc
    at = outlet.start - 1
    while at > sentence.start and outlet.start - at < _LEAD and not _stops(doc[at]):
        at -= 1
    lead = doc[at]
    if lead.lemma_ in _TOLD:
        return True
    if lead.lemma_ in ("cite", "quote") and lead.tag_ == "VBG":
        return True
    if lead.lower_ not in _BY_WAY_OF:
        return False
    nearby = doc[max(sentence.start, at - 5) : at]
    return any(t.lemma_.lower() in _CARRYING for t in nearby)
