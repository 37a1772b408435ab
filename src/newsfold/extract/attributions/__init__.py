"""Who said what: source, cue and content of every quotation and reported clause in an article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import Literal

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from newsfold.extract.attributions.channels import Outlet, again, as_source, named_outlets, through
from newsfold.extract.attributions.clauses import according_to, sayings
from newsfold.extract.attributions.cues import OWN_VOICE
from newsfold.extract.attributions.governors import governor
from newsfold.extract.attributions.in_story import named, office_holders
from newsfold.extract.attributions.sources import Scope, cue_span, phrase, subject
from newsfold.extract.attributions.speakers import Speakers
from newsfold.extract.entities import mentions as named_in
from newsfold.extract.parse import Parsed, parse
from newsfold.quotes import Quotation, quotations
from newsfold.records import Article, Attribution, EntityKind, Mention, Span

__all__ = ["attributions", "named", "office_holders"]

_STOPS = (".", "!", "?", "…", ",", "—", "–")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """An attribution before its speaker is known. Without `verb` the quotation has no cue of its own."""

    content: tuple[Span, ...]
    verb: Token | None = None
    who: Token | None = None
    source: Span | None = None
    cue: Span | None = None
    sentence: int = 0
    outlet: Outlet | None = None
    outlet_speaks: bool = False


def attributions(
    article: Article, doc: Parsed | None = None, mentions: Sequence[Mention] = ()
) -> list[Attribution]:
    """Every attribution in the article, in order of the first character of its content.

    `doc` is the article's text as `parse` gives it (parsed here where it is not given). `mentions`, where
    given, settle which person a pronoun or an office means. A quotation that no cue introduces and that
    stands alone as quoted sentences belongs to the speaker before. Terms: Newell et al., PolNeAR, 2018.
    """
    doc = parse(article.text) if doc is None else doc
    quoted = quotations(article.text)
    named = mentions or named_in(article, doc)
    return _named(article, doc, _all(article.text, doc, quoted, named), quoted, named)


# ── from marks and clauses to attributions ────────────────────────────────────────────────────────


def _all(text: str, doc: Parsed, quoted: list[Quotation], mentions: Sequence[Mention]) -> list[_Found]:
    """The attributions of every sentence; cost is linear, since quotations and sentences go in step."""
    found: list[_Found] = []
    people, places = _tokens(doc, mentions, "person"), _tokens(doc, mentions, "place")
    at = 0
    for number, sentence in enumerate(doc.sents):
        while at < len(quoted) and quoted[at].span.end <= sentence.start_char:
            at += 1
        stop = at
        while stop < len(quoted) and quoted[stop].span.start < sentence.end_char:
            stop += 1
        here = quoted[at:stop]
        scope = replace(_scope(text, sentence, here), people=people, places=places)
        said = _of_sentence(scope, here)
        found += _with_channels(said, scope, number) if said else []
    return sorted(found, key=lambda f: (f.content[0], f.cue or f.content[0]))


def _tokens(doc: Parsed, mentions: Sequence[Mention], kind: EntityKind) -> frozenset[int]:
    """The tokens inside names of that kind."""
    spans = (
        doc.char_span(m.span.start, m.span.end, alignment_mode="expand")
        for m in mentions
        if m.kind == kind and m.form == "name"
    )
    return frozenset(token.i for span in spans if span is not None for token in span)


def _scope(text: str, sentence: Slice, quoted: list[Quotation]) -> Scope:
    hidden: list[int] = []
    at = 0
    for token in sentence if quoted else ():
        while at < len(quoted) and quoted[at].span.end <= token.idx:
            at += 1
        if at < len(quoted) and quoted[at].span.start <= token.idx:
            hidden.append(token.i)
    return Scope(text=text, sentence=sentence, hidden=frozenset(hidden), heading=_heading(text, sentence))


def _heading(text: str, sentence: Slice) -> bool:
    """Whether the sentence is a line of its own without a stop, as headings and related links are."""
    start = sentence.start_char
    end = sentence[-1].idx + len(sentence[-1].text.rstrip())
    own_line = (start == 0 or text[start - 1] == "\n") and "\n" in text[end : end + 2]
    return own_line and text[start:end].rstrip("\"'”’»)] \n")[-1:].isalnum()


def _of_sentence(scope: Scope, quoted: list[Quotation]) -> list[_Found]:
    clauses = sayings(scope)
    found: list[_Found] = []
    direct: dict[int, list[Quotation]] = {}
    verbs: dict[int, Token] = {}
    for q in quoted:
        if q.span.start < scope.sentence.start_char or (scope.heading and _words_before(q, scope)):
            continue
        verb = governor(q, scope)
        if any(_takes_in(c, q) for s in clauses for c in s.content):
            continue
        if verb is not None:
            direct.setdefault(verb.i, []).append(q)
            verbs[verb.i] = verb
        elif (who := _before_colon(q, scope)) is not None:
            found.append(_Found(content=(q.span,), who=who, source=phrase(who)))
        elif _alone(q, scope):
            found.append(_Found(content=(q.span,)))
    found += [_quoted_by(verbs[i], group, scope) for i, group in direct.items()]
    for s in clauses:
        content = tuple(_whole(c, quoted) for c in s.content)
        if not any(c.overlaps(q.span) for c in content for q in direct.get(s.verb.i, [])):
            found.append(_clause_by(s.verb, s.who, content, scope.sentence))
    return [f for f in found if not _nested(f, found)]


def _words_before(q: Quotation, scope: Scope) -> bool:
    return any(c.isalnum() for c in scope.text[scope.sentence.start_char : q.span.start])


def _with_channels(said: list[_Found], scope: Scope, number: int) -> Iterator[_Found]:
    """The sentence's attributions, each with the outlet that says it, or that it came through."""
    named = named_outlets(scope)
    for item in said:
        outside = [o for o in named if not any(c.contains(o.span) for c in item.content)]
        source = as_source(item.who, outside)
        outlet = source or through(outside, scope.sentence)
        yield replace(item, sentence=number, outlet=outlet, outlet_speaks=source is not None)


def _takes_in(content: Span, q: Quotation) -> bool:
    """Whether a reported clause begins before the quotation and holds it: indirect with quoted words."""
    return content.start < q.span.start and content.end > q.inner.start + 1


def _whole(content: Span, quoted: list[Quotation]) -> Span:
    """A clause never ends inside a quotation."""
    for q in quoted:
        if q.inner.start < content.end < q.span.end:
            return Span(start=content.start, end=q.span.end)
    return content


def _alone(q: Quotation, scope: Scope) -> bool:
    """Whether a quotation without a cue is speech: whole sentences, with nothing but marks around them."""
    inner = q.inner.of(scope.text).strip()
    after = scope.text[q.span.end : scope.sentence.end_char]
    if _words_before(q, scope) or any(c.isalnum() for c in after) or " " not in inner:
        return False
    return inner.endswith(_STOPS) or after.strip()[:1] in (".", "!", "?") or q.continues


def _before_colon(q: Quotation, scope: Scope) -> Token | None:
    """The subject of the words before a colon: "Holt is blunt: “…”"."""
    if not scope.text[scope.sentence.start_char : q.span.start].rstrip().endswith(":"):
        return None
    for token in scope.sentence:
        if token.idx >= q.span.start:
            return None
        if token.dep_ == "nsubj" and token.i not in scope.hidden and token.pos_ in ("PROPN", "PRON", "NOUN"):
            return token
    return None


def _quoted_by(verb: Token, group: list[Quotation], scope: Scope) -> _Found:
    content = tuple(_joined(group, verb, scope.text))
    who = subject(verb, scope.hidden)
    if who is None and verb.lower_ != "according":
        who = _beside(verb, scope.sentence)
    return _clause_by(verb, who, content, scope.sentence)


def _joined(group: list[Quotation], verb: Token, text: str) -> Iterator[Span]:
    """The quotations of one cue, with the reported words between them: "“unfair” for boys “to be mocked”"."""
    start, end = group[0].span.start, group[0].span.end
    for left, right in pairwise(group):
        between = text[left.span.end : right.span.start]
        words = between.split()
        if left.span.end <= verb.idx < right.span.start or not any(len(w) > 3 for w in words):
            yield Span(start=start, end=end)
            start = right.span.start
        elif left.inner.of(text).rstrip().endswith(","):
            yield Span(start=start, end=end)
            lead = len(between) - len(between.lstrip(" ,"))
            start = left.span.end + lead + (4 if between.lstrip(" ,").startswith("and ") else 0)
        end = right.span.end
    yield Span(start=start, end=end)


def _clause_by(verb: Token, who: Token | None, content: tuple[Span, ...], sentence: Slice) -> _Found:
    source = phrase(who, verb) if who is not None else None
    if verb.lower_ == "according" and (named := according_to(verb, sentence)) is not None:
        who, source = named
    return _Found(content=content, verb=verb, who=who, source=source, cue=cue_span(verb))


def _beside(verb: Token, sentence: Slice) -> Token | None:
    """The noun next to the cue, where the parse gives it no subject."""
    near = (
        range(verb.i + 1, min(verb.i + 4, sentence.end)),
        range(verb.i - 1, max(sentence.start, verb.i - 3), -1),
    )
    for i in chain(*near):
        token: Token = verb.doc[i]
        if token.pos_ in ("PROPN", "PRON", "NOUN") and token.dep_ != "compound":
            return token
    return None


def _nested(inner: _Found, found: list[_Found]) -> bool:
    """Whether an attribution stands inside what another source is reported to say, or is the writer's."""
    if inner.who is not None and inner.who.lower_ in OWN_VOICE:
        return True
    if inner.cue is None:
        return False
    return any(other is not inner and any(c.contains(inner.cue) for c in other.content) for other in found)


# ── speakers ──────────────────────────────────────────────────────────────────────────────────────


def _named(
    article: Article,
    doc: Parsed,
    found: list[_Found],
    quoted: list[Quotation],
    mentions: Sequence[Mention],
) -> list[Attribution]:
    speakers = Speakers(article.text, doc, quoted, mentions)
    result: list[Attribution] = []
    previous: _Found | None = None
    paper: Outlet | None = None  # the outlet last named, for "the newspaper said"
    for item in found:
        last = result[-1] if result else None
        relay = item.outlet
        if item.outlet is None and again(item.who):
            relay = paper
        paper = item.outlet or paper
        if item.source is None and item.verb is None:
            speaker = last.speaker if last is not None else None
            speaker_id = last.speaker_id if last is not None else None
        else:
            speaker, speaker_id = speakers.of(item.who, item.source)
        if relay is not None and (item.outlet_speaks or again(item.who)):
            speaker = relay.name
        record = Attribution(
            article_id=article.id,
            content=item.content,
            source=(item.source,) if item.source else (),
            cue=(item.cue,) if item.cue else (),
            kind=_kind(item.content, quoted),
            speaker=speaker,
            speaker_id=speaker_id,
            relayed_by=relay.name if relay is not None else None,
            relay=relay.span if relay is not None else None,
        )
        if (
            relay is None
            and last is not None
            and previous is not None
            and _goes_on(item, previous, record, last)
        ):
            record = replace(record, relayed_by=last.relayed_by, relay=last.relay)
        result.append(record)
        previous = item
    return result


def _goes_on(item: _Found, previous: _Found, record: Attribution, last: Attribution) -> bool:
    """Whether quoted words go on from an interview: the same speaker, at once, and directly quoted."""
    near = item.sentence - previous.sentence <= 2
    return near and record.kind == "direct" and record.speaker == last.speaker and record.speaker is not None


def _kind(content: tuple[Span, ...], quoted: list[Quotation]) -> Literal["direct", "indirect", "mixed"]:
    if all(any(q.span.contains(c) for q in quoted) for c in content):
        return "direct"
    return "mixed" if any(q.span.overlaps(c) for q in quoted for c in content) else "indirect"
