"""Who said what: source, cue and content of every quotation and reported clause in an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from newsfold.extract.clauses import Saying, between, cue_span, inside, is_cue, phrase, sayings, subject
from newsfold.extract.cues import CALL
from newsfold.extract.parse import Parsed, parse
from newsfold.extract.quotes import Quotation, quotations
from newsfold.extract.speakers import Speakers
from newsfold.records import Article, Attribution, Mention, Span

_STOPS = ".!?…"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """An attribution before its speaker is known. `follows` marks a quotation without a cue of its own."""

    content: tuple[Span, ...]
    who: Token | None = None
    source: Span | None = None
    cue: Span | None = None
    verb: Token | None = None
    follows: bool = False


def attributions(
    article: Article, doc: Parsed | None = None, mentions: Sequence[Mention] = ()
) -> list[Attribution]:
    """Every attribution in the article, in order of the first character of its content.

    `doc` is the article's text as `parse` gives it (parsed here where it is not given). `mentions`, where
    given, settle which person a pronoun or an office means. A content that no cue introduces and that
    stands alone as quoted sentences belongs to the speaker before. Terms: Newell et al., PolNeAR, 2018.
    """
    doc = parse(article.text) if doc is None else doc
    quoted = quotations(article.text)
    found = _attached(doc, quoted)
    return _named(article, doc, found, quoted, mentions)


# ── from marks and clauses to attributions ────────────────────────────────────────────────────────


def _attached(doc: Parsed, quoted: list[Quotation]) -> list[_Found]:
    """Clauses and quotations of the whole text, joined where one cue governs both."""
    found: list[_Found] = []
    at = 0
    for sentence in doc.sents:
        while at < len(quoted) and quoted[at].span.end <= sentence.start_char:
            at += 1
        here = []
        for q in quoted[at:]:
            if q.span.start >= sentence.end_char:
                break
            here.append(q)
        found += _of_sentence(sentence, here)
    return sorted(found, key=lambda f: (f.content[0], f.cue or f.content[0]))


def _of_sentence(sentence: Slice, quoted: list[Quotation]) -> list[_Found]:
    clauses = sayings(sentence, quoted)
    starts_here = [q for q in quoted if q.span.start >= sentence.start_char]
    pairs = [(q, _governor(q, sentence, quoted)) for q in starts_here]
    found: list[_Found] = []
    used: set[int] = set()
    direct: dict[int, list[Quotation]] = {}
    verbs: dict[int, Token] = {}
    for q, verb in pairs:
        covering = next((s for s in clauses if any(_covers(c, q) for c in s.content)), None)
        if covering is not None and (verb is None or verb.i == covering.verb.i):
            continue
        if verb is not None:
            direct.setdefault(verb.i, []).append(q)
            verbs[verb.i] = verb
        elif _speech(q, sentence):
            found.append(_Found(content=(q.span,), follows=True))
    for i, group in direct.items():
        who = subject(verbs[i]) or _beside(verbs[i], group, sentence)
        used.add(i)
        found.append(
            _Found(
                content=tuple(q.span for q in group),
                who=who,
                source=phrase(who, verbs[i]) if who is not None else None,
                cue=cue_span(verbs[i]),
                verb=verbs[i],
            )
        )
    for s in clauses:
        if s.verb.i not in used:
            content = tuple(_whole_quotes(c, quoted) for c in s.content)
            found.append(_Found(content=content, who=s.who, source=s.source, cue=s.cue, verb=s.verb))
    return found


def _covers(content: Span, q: Quotation) -> bool:
    """Whether the clause begins before the quotation and takes it in: reported with quoted words."""
    return content.start < q.span.start and content.end > q.inner.start + 1


def _whole_quotes(content: Span, quoted: list[Quotation]) -> Span:
    """A clause never ends inside a quotation."""
    for q in quoted:
        if q.span.start < content.end < q.span.end or content.end == q.inner.end:
            return Span(start=content.start, end=q.span.end)
    return content


def _governor(q: Quotation, sentence: Slice, quoted: list[Quotation]) -> Token | None:
    """The cue's verb for a quotation: right after it, else before it, else what its words depend on."""
    doc = sentence.doc
    after = [t for t in sentence if t.idx >= q.span.end]
    before = [t for t in sentence if t.idx < q.span.start]
    stop = next((k for k, t in enumerate(after) if inside(t, quoted)), len(after))
    after = after[:stop]
    if q.span.end <= sentence.end_char and after:
        verb = _after(q, after, doc.text)
        if verb is not None:
            return verb
    verb = _before(q, before, quoted, doc.text)
    if verb is not None:
        return verb
    return _partial(q, sentence, quoted)


def _after(q: Quotation, after: list[Token], text: str) -> Token | None:
    """The verb of "…,” Holt said" or "…,” said Holt"; the subject or the verb comes at once."""
    ends_open = q.inner.of(text).rstrip()[-1:] in ",?!—–-…"
    words = [t for t in after if not (t.is_space or t.is_punct)][:30]
    if after and after[0].text == "," and not ends_open:
        ends_open = True
    for token in words:
        if token.pos_ not in ("VERB", "AUX") and not is_cue(token):
            continue
        who = subject(token, 0)
        near = token == words[0] or (
            who is not None and who.left_edge.i <= words[0].i + 1 and who.i < token.i
        )
        if near and (is_cue(token) or (ends_open and token.pos_ == "VERB")):
            return token
        if who is not None and who.i > token.i and token != words[0]:
            return None
        if token.pos_ == "VERB" and token.dep_ not in ("relcl", "acl", "amod", "compound"):
            return None
    return None


def _before(q: Quotation, before: list[Token], quoted: list[Quotation], text: str) -> Token | None:
    """The nearest cue before the quotation, where only its objects stand between: "Holt said: “…”"."""
    if not before:
        return None
    gap = text[before[0].idx : q.span.start].rstrip()
    colon = gap.endswith((":", ","))
    for token in reversed(before):
        if inside(token, quoted):
            continue
        if is_cue(token):
            between_them = [t for t in before if t.i > token.i]
            finite = any(
                t.pos_ in ("VERB", "AUX") and t.dep_ not in ("relcl", "acl", "amod") for t in between_them
            )
            return token if not finite or colon else None
    return None


def _partial(q: Quotation, sentence: Slice, quoted: list[Quotation]) -> Token | None:
    """The verb of naming or blaming that quoted words depend on: "lashed out at “countries …”"."""
    first = next((t for t in sentence if t.idx >= q.inner.start), None)
    while first is not None and first.head != first:
        first = first.head
        if not inside(first, quoted) and first.pos_ == "VERB":
            return first if first.lemma_.lower() in CALL or is_cue(first) else None
    return None


def _beside(verb: Token, group: list[Quotation], sentence: Slice) -> Token | None:
    """The noun next to the cue, where the parse gives it no subject."""
    for token in verb.doc[verb.i + 1 : min(verb.i + 4, sentence.end)]:
        if token.pos_ in ("PROPN", "PRON", "NOUN") and token.dep_ != "compound":
            return token
    return None


def _speech(q: Quotation, sentence: Slice) -> bool:
    """Whether a quotation stands alone as what somebody said: it opens the sentence, with words enough."""
    text = sentence.doc.text
    inner = q.inner.of(text).rstrip()
    opens = text[sentence.start_char : q.span.start].strip() in ("", "-", "–", "—", "•")
    return opens and (inner[-1:] in _STOPS + ",—–" or not q.closed) and " " in inner.strip()


# ── speakers ──────────────────────────────────────────────────────────────────────────────────────


def _named(
    article: Article,
    doc: Parsed,
    found: list[_Found],
    quoted: list[Quotation],
    mentions: Sequence[Mention],
) -> list[Attribution]:
    speakers = Speakers(doc, mentions)
    result: list[Attribution] = []
    for item in found:
        last = result[-1] if result else None
        if item.follows:
            speaker = last.speaker if last is not None else None
            speaker_id = last.speaker_id if last is not None else None
        else:
            speaker, speaker_id = speakers.of(item.who, item.source)
        record = Attribution(
            article_id=article.id,
            content=item.content,
            source=(item.source,) if item.source else (),
            cue=(item.cue,) if item.cue else (),
            kind=_kind(item.content, quoted),
            speaker=speaker,
            speaker_id=speaker_id,
        )
        result.append(record)
    return result


def _kind(content: tuple[Span, ...], quoted: list[Quotation]) -> Literal["direct", "indirect", "mixed"]:
    within = [any(q.span.start <= c.start and c.end <= q.span.end for q in quoted) for c in content]
    if all(within):
        return "direct"
    touched = any(q.span.overlaps(c) for q in quoted for c in content)
    return "mixed" if touched else "indirect"
