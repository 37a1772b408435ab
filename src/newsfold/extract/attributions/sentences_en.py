"""The reports of an English article's sentences, from its quotation marks and its reported clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from newsfold.extract.attributions.channels_en import again, as_source, named_outlets, through
from newsfold.extract.attributions.cues_en import NO_REPORT, OWN_VOICE, PREPOSITIONS
from newsfold.extract.attributions.governors_en import governor
from newsfold.extract.attributions.reports import Report
from newsfold.extract.attributions.sayings_en import according_to, sayings
from newsfold.extract.attributions.sources_en import Scope, cue_span, phrase, subject, supposed
from newsfold.extract.parse import Parsed
from newsfold.quotes import CLOSING, Quotation
from newsfold.records import EntityKind, Mention, Span
from newsfold.text import dateline_end

_LONGEST_LABEL = 20  # characters: the longest label of a line that reports nothing
_LONGEST_DATELINE_READ = 120  # characters: the longest dateline
_STOPS = (".", "!", "?", "…", ",", "—", "–")


def reports(text: str, doc: Parsed, quoted: Sequence[Quotation], mentions: Sequence[Mention]) -> list[Report]:
    """The reports of every sentence of `text`, in order of their content.

    `quoted` are its quotations in order, `mentions` its names. Cost is linear, since quotations and sentences
    go in step.
    """
    listed: list[Report] = []
    people, places = _tokens_in_mentions(doc, mentions, "person"), _tokens_in_mentions(doc, mentions, "place")
    at = 0
    for number, sentence in enumerate(doc.sents):
        while at < len(quoted) and quoted[at].span.end <= sentence.start_char:
            at += 1
        stop = at
        while stop < len(quoted) and quoted[stop].span.start < sentence.end_char:
            stop += 1
        here = quoted[at:stop]
        scope = _scope(text, sentence, here, people, places)
        said = [] if _no_report(scope) else _of_sentence(scope, here)
        listed += _with_channels(said, scope, number) if said else []
    return sorted(listed, key=lambda f: (f.content[0], f.cue or f.content[0]))


def _tokens_in_mentions(doc: Parsed, mentions: Sequence[Mention], kind: EntityKind) -> frozenset[int]:
    """The tokens inside names of that kind."""
    spans = (
        doc.char_span(m.span.start, m.span.end, alignment_mode="expand")
        for m in mentions
        if m.kind == kind and m.form == "name"
    )
    return frozenset(token.i for span in spans if span is not None for token in span)


def _scope(
    text: str,
    sentence: Slice,
    quoted: Sequence[Quotation],
    people: frozenset[int],
    places: frozenset[int],
) -> Scope:
    start = sentence.start_char
    opens = start == 0 or text[start - 1] == "\n"
    behind = start + (dateline_end(text[start : start + _LONGEST_DATELINE_READ]) if opens else 0)
    hidden = [token.i for token in sentence if token.idx < behind] if behind > start else []
    at = 0
    for token in sentence if quoted else ():
        while at < len(quoted) and quoted[at].span.end <= token.idx:
            at += 1
        if at < len(quoted) and quoted[at].span.start <= token.idx:
            hidden.append(token.i)
    return Scope(
        text=text,
        sentence=sentence,
        hidden=frozenset(hidden),
        people=people,
        places=places,
        heading=_heading(text, sentence),
    )


def _no_report(scope: Scope) -> bool:
    """Whether a label says that the line reports nothing: "Related: …", "Photo: …"."""
    start = scope.sentence.start_char
    label, colon, _ = scope.text[start : start + _LONGEST_LABEL].partition(":")
    return bool(colon) and label.casefold() in NO_REPORT


def _heading(text: str, sentence: Slice) -> bool:
    """Whether the sentence is a line of its own without a stop, as headings and related links are."""
    start = sentence.start_char
    end = sentence[-1].idx + len(sentence[-1].text.rstrip())
    own_line = (start == 0 or text[start - 1] == "\n") and "\n" in text[end : end + 2]
    return own_line and text[start:end].rstrip(CLOSING + ")] \n")[-1:].isalnum()


def _of_sentence(scope: Scope, quoted: Sequence[Quotation]) -> list[Report]:
    clauses = sayings(scope)
    listed: list[Report] = []
    direct: dict[int, list[Quotation]] = {}
    verbs: dict[int, Token] = {}
    for q in quoted:
        if q.span.start < scope.sentence.start_char or (scope.heading and _words_before(q, scope)):
            continue
        verb = governor(q, scope)
        if any(_takes_in(c, q) for s in clauses for c in s.content) or (verb is not None and supposed(verb)):
            continue
        if verb is not None:
            direct.setdefault(verb.i, []).append(q)
            verbs[verb.i] = verb
        elif (who := _before_colon(q, scope)) is not None:
            listed.append(Report(content=(q.span,), who=who, source=phrase(who)))
        elif _alone(q, scope):
            listed.append(Report(content=(q.span,)))
    listed += [_quoted_by(verbs[i], group, scope) for i, group in direct.items()]
    for s in clauses:
        content = tuple(_whole(c, quoted) for c in s.content)
        if not any(c.overlaps(q.span) for c in content for q in direct.get(s.verb.i, [])):
            listed.append(_clause_by(s.verb, s.who, content, scope.sentence))
    return [f for f in listed if not _nested(f, listed)]


def _words_before(q: Quotation, scope: Scope) -> bool:
    return any(c.isalnum() for c in scope.text[scope.sentence.start_char : q.span.start])


def _with_channels(said: list[Report], scope: Scope, number: int) -> Iterator[Report]:
    """The sentence's attributions, each with the outlet that says it, or that it came through."""
    named = named_outlets(scope)
    for item in said:
        outside = [o for o in named if not any(c.contains(o.span) for c in item.content)]
        source = as_source(item.who, outside)
        outlet = source or through(outside, scope.sentence)
        yield replace(
            item,
            sentence=number,
            outlet=outlet,
            outlet_speaks=source is not None,
            outlet_again=again(item.who),
        )


def _takes_in(content: Span, q: Quotation) -> bool:
    """Whether a reported clause begins before the quotation and holds it: indirect with quoted words."""
    return content.start < q.span.start and content.end > q.inner.start + 1


def _whole(content: Span, quoted: Sequence[Quotation]) -> Span:
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


def _quoted_by(verb: Token, group: Sequence[Quotation], scope: Scope) -> Report:
    content = tuple(_joined_quotations(group, verb, scope.text))
    who = subject(verb, scope.hidden)
    if who is None and verb.lower_ not in PREPOSITIONS:
        who = _verb_beside(verb, scope.sentence)
    return _clause_by(verb, who, content, scope.sentence)


def _joined_quotations(group: Sequence[Quotation], verb: Token, text: str) -> Iterator[Span]:
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


def _clause_by(verb: Token, who: Token | None, content: tuple[Span, ...], sentence: Slice) -> Report:
    source = phrase(who, verb) if who is not None else None
    if verb.lower_ in PREPOSITIONS and (named := according_to(verb, sentence)) is not None:
        who, source = named
    return Report(content=content, verb=verb, who=who, source=source, cue=cue_span(verb))


def _verb_beside(verb: Token, sentence: Slice) -> Token | None:
    """The noun next to the cue, where the parse gives it no subject."""
    sides = (
        range(verb.i + 1, min(verb.i + 4, sentence.end)),
        range(verb.i - 1, max(sentence.start, verb.i - 3), -1),
    )
    for i in chain(*sides):
        token: Token = verb.doc[i]
        if token.pos_ in ("PROPN", "PRON", "NOUN") and token.dep_ != "compound":
            return token
    return None


def _nested(inner: Report, listed: list[Report]) -> bool:
    """Whether an attribution stands inside what another source is reported to say, or is the writer's."""
    if inner.who is not None and inner.who.lower_ in OWN_VOICE:
        return True
    if inner.cue is None:
        return False
    return any(other is not inner and any(c.contains(inner.cue) for c in other.content) for other in listed)
