"""Who said what: source, cue and content of every quotation and reported clause in an article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from newsfold.extract.attributions.by_characters import said_in_characters
from newsfold.extract.attributions.by_spelling import Spelling
from newsfold.extract.attributions.by_words import said
from newsfold.extract.attributions.in_story import named, office_holders
from newsfold.extract.attributions.relays import relay
from newsfold.extract.attributions.reporting_words import reporting_words
from newsfold.extract.attributions.reports import Outlet, Report
from newsfold.extract.attributions.speakers import Speakers
from newsfold.extract.attributions.verbatim import printed_turns, with_turns
from newsfold.extract.entities import mentions as named_in
from newsfold.extract.parse import Parsed, parse
from newsfold.language import grammar, has_grammar, reads
from newsfold.quotes import Quotation, quotations
from newsfold.records import Article, Attribution, Mention, Span

__all__ = ["attributions", "named", "office_holders"]


def attributions(
    article: Article, doc: Parsed | None = None, mentions: Sequence[Mention] = ()
) -> list[Attribution]:
    """Every attribution in the article, in order of the first character of its content.

    `doc` is the article's text as `parse` gives it (parsed here where it is not given). `mentions`, where
    given, settle which person a pronoun or an office means. A quotation that no cue introduces and that
    stands alone as quoted sentences belongs to the speaker before. Terms: Newell et al., PolNeAR, 2018.
    """
    quoted = quotations(article.text)
    if not has_grammar("newsfold.extract.attributions.sentences", article.language):
        return _by_words(article, quoted, mentions)
    doc = parse(article.text) if doc is None else doc
    known = mentions or named_in(article, doc)
    sentences = grammar("newsfold.extract.attributions.sentences", article.language)
    reports: list[Report] = sentences.reports(article.text, doc, quoted, known)
    said = printed_turns(article.text, article.language, known)
    reports = with_turns(reports, said, known, article.text, article.authors)
    speakers = Speakers(article.text, doc, quoted, known, article.language)
    return _with_speakers(article, reports, speakers, quoted)


def _by_words(
    article: Article, quoted: Sequence[Quotation], mentions: Sequence[Mention]
) -> list[Attribution]:
    """The attributions of a language that has words of reporting and no grammar that rests on a parse."""
    if not reads("attributions", article.language):
        return []
    wording = reporting_words(article.language)
    spelling = Spelling(article.text, wording, mentions)
    result: list[Attribution] = []
    reading = said_in_characters if "no spaces" in wording.options else said
    for report in reading(article.text, article.language, quoted, wording):
        last = result[-1] if result else None
        if report.source is None and report.cue is None:
            speaker, speaker_id = (last.speaker, last.speaker_id) if last is not None else (None, None)
        else:
            report = replace(report, source=spelling.whole(report))
            speaker, speaker_id = spelling.of(report)
        outlet = relay(article.text, report)
        result.append(
            Attribution(
                article_id=article.id,
                content=report.content,
                source=(report.source,) if report.source else (),
                cue=(report.cue,) if report.cue else (),
                kind="direct" if report.spoken else _quotation_kind(report.content, quoted),
                speaker=outlet.name if outlet is not None and outlet.speaks else speaker,
                speaker_id=speaker_id,
                relayed_by=outlet.name if outlet is not None else None,
                relay=outlet.span if outlet is not None else None,
            )
        )
    return result


def _with_speakers(
    article: Article, reports: Sequence[Report], speakers: Speakers, quoted: Sequence[Quotation]
) -> list[Attribution]:
    result: list[Attribution] = []
    previous: Report | None = None
    paper: Outlet | None = None  # the outlet last named, for "the newspaper said"
    for item in reports:
        last = result[-1] if result else None
        relay = item.outlet
        if item.outlet is None and item.outlet_again:
            relay = paper
        paper = item.outlet or paper
        if item.verbatim:
            speaker, speaker_id = _of_turn(item, speakers)
        elif item.source is None and item.verb is None:
            goes_on = last is not None and not _told_by_outlet(last)
            speaker = last.speaker if last is not None and goes_on else None
            speaker_id = last.speaker_id if last is not None and goes_on else None
        else:
            speaker, speaker_id = speakers.of(item.who, item.source)
        if relay is not None and (item.outlet_speaks or item.outlet_again):
            speaker = relay.name
        record = Attribution(
            article_id=article.id,
            content=item.content,
            source=(item.source,) if item.source else (),
            cue=(item.cue,) if item.cue else (),
            kind="direct" if item.verbatim else _quotation_kind(item.content, quoted),
            speaker=speaker,
            speaker_id=speaker_id,
            relayed_by=relay.name if relay is not None else None,
            relay=relay.span if relay is not None else None,
        )
        if (
            relay is None
            and not item.verbatim
            and last is not None
            and previous is not None
            and _goes_on(item, previous, record, last)
        ):
            record = replace(record, relayed_by=last.relayed_by, relay=last.relay)
        result.append(record)
        previous = item
    return result


def _told_by_outlet(last: Attribution) -> bool:
    """Whether an outlet told the words before as news: what is quoted next is somebody else's."""
    return last.kind == "indirect" and last.relayed_by is not None and last.speaker == last.relayed_by


def _of_turn(item: Report, speakers: Speakers) -> tuple[str | None, str | None]:
    if item.source is not None:
        return speakers.printed(item.source)
    return speakers.of_mention(item.answering) if item.answering is not None else (None, None)


def _goes_on(item: Report, previous: Report, record: Attribution, last: Attribution) -> bool:
    """Whether quoted words go on from an interview: the same speaker, at once, and directly quoted."""
    is_close = item.sentence - previous.sentence <= 2
    return (
        is_close and record.kind == "direct" and record.speaker == last.speaker and record.speaker is not None
    )


def _quotation_kind(
    content: tuple[Span, ...], quoted: Sequence[Quotation]
) -> Literal["direct", "indirect", "mixed"]:
    """Whether a content is all within quotation marks (`quoted`, in order), partly, or not at all."""
    touching = [_touching(part, quoted) for part in content]
    if all(any(q.span.contains(c) for q in touched) for c, touched in zip(content, touching, strict=True)):
        return "direct"
    return "mixed" if any(touching) else "indirect"


def _touching(part: Span, quoted: Sequence[Quotation]) -> list[Quotation]:
    first = max(0, bisect_right(quoted, part.start, key=lambda q: q.span.start) - 1)
    stop = bisect_left(quoted, part.end, key=lambda q: q.span.start)
    return [q for q in quoted[first:stop] if q.span.overlaps(part)]
