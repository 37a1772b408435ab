"""Reports of a text that writes no spaces: Chinese, whose cue stands before the words or right behind them,
and Japanese, whose cue ends the sentence behind a particle.

Between marks and quotations the text is one run of characters, in which cues and particles are looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from newsfold.extract.attributions.by_words import Said
from newsfold.extract.attributions.reporting_words import ReportingWords, reporting_words
from newsfold.extract.attributions.settings import CHARACTERS
from newsfold.extract.attributions.units import ReportUnit, UnitToken, is_speech, trimmed_words, units
from newsfold.language import either
from newsfold.quotes import Quotation
from newsfold.records import Span

_IN_NOUN = re.compile("[名简簡俗昵暱职職][称稱]$")  # "股票名称" reports nothing
_IN_RUNS = "·・＝=()（）'’&/"
_NOUN = re.compile(
    r"[\u3005\u3400-\u9fff\uf900-\ufaff\u30a0-\u30ffA-Za-z0-9ａ-ｚＡ-Ｚ０-９・＝=の々ー. （）()]+$"
)


@dataclass(frozen=True, slots=True)
class _Patterns:
    cue_ends: re.Pattern[str]  # a run that ends with a cue
    cue: re.Pattern[str]
    stop: re.Pattern[str]  # what ends a source
    openers: re.Pattern[str]
    denials: re.Pattern[str]
    according: re.Pattern[str]
    topic: re.Pattern[str]
    quoting: re.Pattern[str]  # "と" behind quoted words, and the cue
    honorific: re.Pattern[str]


@lru_cache(maxsize=4)
def _patterns(language: str) -> _Patterns:
    w = reporting_words(language)
    cues = either(_longest(w.cues))
    before = "|".join(re.escape(" ".join(p)) for ps in w.before_source.values() for p in ps) or "(?!)"
    behind = either(_longest(w.behind_source))
    said = either(_longest(w.conjunctions)) or "(?!)"
    return _Patterns(
        cue_ends=re.compile(rf"(?:{cues})$"),
        cue=re.compile(cues),
        stop=re.compile(either(_longest(w.stops)) or "(?!)"),
        openers=re.compile(rf"(?:{either(_longest(w.openers))})+"),
        denials=re.compile(either(_longest(w.denials))),
        according=re.compile(
            rf"(?:{before})(?P<source>.+?)(?:{behind})*$"
            if w.before_source
            else rf"(?P<source>.+?)(?:{behind})"
        ),
        topic=re.compile(either(_longest(w.subject_marks)) or "(?!)"),
        quoting=re.compile(rf"(?:{said})(?!いう|いった)(?P<between>(?:(?!と).){{0,40}}?)(?P<cue>{cues})"),
        honorific=re.compile(rf"(?:{either(_longest(w.titles)) or '(?!)'})$"),
    )


def _longest(words: frozenset[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


def said_in_characters(
    text: str, language: str, quoted: Sequence[Quotation], wording: ReportingWords
) -> list[Said]:
    """What the text reports, in order of its content. Cost is linear."""
    verb_last = "verb last" in wording.options
    reports: list[Said] = []
    for unit in units(text, language, quoted, wording):
        reader = (_VerbLast if verb_last else _VerbFirst)(text, unit, wording, _patterns(language))
        reports += [replace(report, number=unit.number) for report in reader.reports()]
    return sorted(reports, key=lambda report: (report.content[0], report.cue or report.content[0]))


class _Runs:
    """One unit's runs of characters, marks and quotations."""

    def __init__(self, text: str, unit: ReportUnit, wording: ReportingWords, patterns: _Patterns) -> None:
        self.text = text
        self.w = wording
        self.p = patterns
        self.tokens = _merged_tokens(unit.tokens)
        self._taken: set[int] = set()

    def _form(self, i: int) -> str:
        return self.tokens[i].form if 0 <= i < len(self.tokens) else ""

    def _kind(self, i: int) -> str:
        return self.tokens[i].kind if 0 <= i < len(self.tokens) else ""

    def _rest(self, start: int) -> Span | None:
        if not self.tokens or start >= self.tokens[-1].end:
            return None
        return trimmed_words(self.text, start, self.tokens[-1].end)

    def _quotes_from(self, k: int) -> tuple[Span, ...]:
        parts = []
        for i in range(k, len(self.tokens)):
            if self._kind(i) == "quote" and (i == k or is_speech(self.tokens[i])):
                self._taken.add(i)
                parts.append(Span(start=self.tokens[i].start, end=self.tokens[i].end))
            elif self._kind(i) == "word" and self.p.cue_ends.search(self._form(i)):
                break
        return tuple(parts)

    def _labelled(self, i: int, token: UnitToken, run: str) -> Said | None:
        """Words behind a colon: "罗杰：“…”", "男性：「…」"."""
        if self._form(i + 1) != ":" or self._kind(i + 2) != "quote":
            return None
        source = self._source(token, run)
        if source is None or source.end - source.start > CHARACTERS.label:
            return None
        return Said(content=self._quotes_from(i + 2), source=source)

    def _source(self, token: UnitToken, run: str) -> Span | None:
        raise NotImplementedError

    def _alone(self) -> Iterator[Said]:
        """Quoted words with nothing around them: the speaker before goes on."""
        words = [i for i, t in enumerate(self.tokens) if t.kind == "word"]
        for i, token in enumerate(self.tokens):
            if token.kind == "quote" and i not in self._taken and not words and is_speech(token):
                yield Said(content=(Span(start=token.start, end=token.end),))


def _merged_tokens(tokens: Sequence[UnitToken]) -> tuple[UnitToken, ...]:
    """Words in Latin script, points of foreign names and brackets as part of the run around them."""
    merged: list[UnitToken] = []
    for token in tokens:
        inside = token.kind == "word" or (token.kind == "mark" and token.form in _IN_RUNS)
        if inside and merged and merged[-1].kind == "word":
            last = merged.pop()
            token = UnitToken("word", last.start, token.end, last.form + token.form)
        merged.append(token)
    return tuple(merged)


class _VerbFirst(_Runs):
    """ "王毅表示：“…”", "“…”王毅说", "王毅表示，…"."""

    def reports(self) -> Iterator[Said]:
        """The reports of the unit."""
        for i, token in enumerate(self.tokens):
            if token.kind != "word":
                continue
            if (report := self._according(i)) is not None:
                yield report
                return
            if (report := self._of_run(i, token)) is not None:
                yield report
                if report.content[-1].end >= self.tokens[-1].start and report.content[0].start > token.start:
                    return
        yield from self._alone()

    def _of_run(self, i: int, token: UnitToken) -> Said | None:
        run = self.text[token.start : token.end]
        match = self.p.cue_ends.search(run)
        ends = (
            self._form(i + 1) in (":", ",", "")
            or self._kind(i + 1) == "quote"
            or self._form(i + 1) in "。.！"
        )
        if match is not None and _IN_NOUN.search(run):
            return None
        if match is None or not ends:
            return self._without_mark(i, token, run) or self._labelled(i, token, run)
        if self.p.denials.search(run, max(0, match.start() - 3), match.start()):
            return None
        source = self._source(token, run[: match.start()])
        cue = Span(start=token.start + match.start(), end=token.start + match.end())
        if source is None and match.start() == 0:
            source = self._quoted_name(i)
        follows = i + 1 if self._kind(i + 1) == "quote" else i + 2
        before = self._quote_before(i) if source is None or source.start >= token.start else ()
        if self._kind(follows) == "quote" and (follows == i + 1 or self._form(i + 1) in ":,"):
            parts = (*before, *self._quotes_from(follows))
        elif before:
            parts = before
        elif self._form(i + 1) in (":", ",") and i + 2 < len(self.tokens):
            rest = self._rest(self.tokens[i + 2].start)
            parts = (rest,) if rest is not None else ()
        else:
            parts = ()
        if not parts:
            return None
        return Said(content=parts, cue=cue, source=source, left_out=source is None)

    def _without_mark(self, i: int, token: UnitToken, run: str) -> Said | None:
        """ "发言人表示中国支持这项决议": a clause right behind the cue; or quoted words before it."""
        match = self.p.cue.search(run, 1)
        if match is None or self.p.denials.search(run, 0, match.start()):
            return None
        if _IN_NOUN.search(run, 0, match.end()):
            return None
        source = self._source(token, run[: match.start()])
        if source is None or run.startswith(self.w.marks_of_verbs, match.end()):
            return None  # "称呼", "强调了": no clause
        cue = Span(start=token.start + match.start(), end=token.start + match.end())
        if before := self._quote_before(i):
            return Said(content=before, cue=cue, source=source)
        rest = self._rest(token.start + match.end())
        if rest is None or rest.end - rest.start < CHARACTERS.clause:
            return None
        if self._kind(i - 1) == "quote" and run.startswith("的"):
            source = Span(start=self.tokens[i - 1].start, end=source.end)
        return Said(content=(rest,), cue=cue, source=source)

    def _quoted_name(self, i: int) -> Span | None:
        """A name in quotation marks that stands right before its cue: no mark ends a sentence in it."""
        if self._kind(i - 1) != "quote" or self.tokens[i - 1].form[-2:-1] in "。！？，,.!?…":
            return None
        if self._form(i + 1) not in (":", ","):
            return None
        self._taken.add(i - 1)
        return Span(start=self.tokens[i - 1].start, end=self.tokens[i - 1].end)

    def _source(self, token: UnitToken, run: str) -> Span | None:
        """The subject that opens a run: up to the first word that says when, where or to whom."""
        opener = self.p.openers.match(run)
        start = opener.end() if opener else 0
        stop = self.p.stop.search(run, start + 1)
        end = stop.start() if stop else len(run)
        for filler in _longest(self.w.fillers):
            if run[start:end].endswith(filler):
                end -= len(filler)
        if not 0 < end - start <= CHARACTERS.source:
            return None
        return trimmed_words(self.text, token.start + start, token.start + end)

    def _quote_before(self, i: int) -> tuple[Span, ...]:
        k = i - 1
        if self._kind(k) == "mark" and self._form(k) in (",", "-", "—"):
            k -= 1
        if self._kind(k) != "quote" or k in self._taken or not is_speech(self.tokens[k]):
            return ()
        self._taken.add(k)
        return (Span(start=self.tokens[k].start, end=self.tokens[k].end),)

    def _according(self, i: int) -> Said | None:
        token = self.tokens[i]
        match = self.p.according.match(self.text, token.start, token.end)
        if match is None or self._form(i + 1) not in (",", ":"):
            return None
        rest = self._rest(self.tokens[i + 1].end)
        source = Span(start=match.start("source"), end=match.end("source"))
        printed = source.of(self.text)
        if (
            rest is None
            or source.end - source.start > CHARACTERS.source
            or printed.endswith(self.w.no_sources)
        ):
            return None
        if printed in self.w.nobody:
            return Said(content=(rest,), cue=Span(start=match.start(), end=source.end))  # "据悉，…"
        return Said(content=(rest,), cue=Span(start=match.start(), end=source.start), source=source)


class _VerbLast(_Runs):
    """ "市長は「…」と述べた", "「…」と市長は述べた", "市長は…と述べた", "警察によると、…"."""

    def reports(self) -> Iterator[Said]:
        """The reports of the unit."""
        if (report := self._according()) is not None:
            yield report
            return
        spoken = [*self._behind_colon(), *self._quoted()]
        yield from spoken
        if not spoken and (report := self._clause()) is not None:
            yield report
        yield from self._alone()

    def _behind_colon(self) -> Iterator[Said]:
        """ "市長は次のように述べた：「…」", "市長：「…」"."""
        for i, token in enumerate(self.tokens):
            if token.kind != "word" or self._form(i + 1) != ":" or self._kind(i + 2) != "quote":
                continue
            run = self.text[token.start : token.end]
            cue = next(self.p.cue.finditer(run), None)
            source = self._topic(self.tokens[0].start, token.end) if cue else self._source(token, run)
            if source is None:
                continue
            at = Span(start=token.start + cue.start(), end=token.start + cue.end()) if cue else None
            yield Said(content=self._quotes_from(i + 2), cue=at, source=source)

    def _source(self, token: UnitToken, run: str) -> Span | None:
        """The run as a label, where it is short."""
        return trimmed_words(self.text, token.start, token.end) if len(run) <= CHARACTERS.label else None

    def _quoted(self) -> Iterator[Said]:
        waiting: list[int] = []
        for i, token in enumerate(self.tokens):
            if token.kind != "quote" or i in self._taken:
                continue
            waiting.append(i)
            follows = self.tokens[i + 1] if self._kind(i + 1) == "word" else None
            if follows is None:
                continue
            match = self.p.quoting.match(self.text, follows.start, follows.end)
            behind = match or self.p.quoting.match(self.text, follows.start, self.tokens[-1].end)
            if behind is None or not (is_speech(token) or match):
                if not self.text.startswith(("と", "など", "、"), follows.start):
                    waiting = []
                continue
            parts = tuple(Span(start=self.tokens[k].start, end=self.tokens[k].end) for k in waiting)
            self._taken |= set(waiting)
            source = self._topic(behind.start("between"), behind.end("between"))
            source = source or self._topic(self.tokens[0].start, self.tokens[waiting[0]].start)
            cue = Span(start=behind.start("cue"), end=behind.end("cue"))
            yield Said(content=parts, cue=cue, source=source, left_out=source is None)
            waiting = []

    def _clause(self) -> Said | None:
        """A clause before "と述べた" at the end; who speaks stands before it, or behind "と"."""
        if not self.tokens or self.tokens[-1].kind == "quote":
            return None
        start, end = self.tokens[0].start, self.tokens[-1].end
        last = None
        for match in self.p.quoting.finditer(self.text, max(start, end - 60), end):
            last = match
        if last is None or end - last.end() > 12 or self.p.denials.search(self.text, last.end(), end):
            return None
        if any(t.kind == "quote" and t.start <= last.start() < t.end for t in self.tokens):
            return None
        cue = Span(start=last.start("cue"), end=last.end("cue"))
        source = self._topic(last.start("between"), last.end("between"))
        begins = start
        if source is None:
            topic = self._topic_mark(start, last.start())
            source, begins = (self._noun(start, topic[0]), topic[1]) if topic is not None else (None, start)
        rest = trimmed_words(self.text, begins, last.start())
        return (
            Said(content=(rest,), cue=cue, source=source) if source is not None and rest is not None else None
        )

    def _topic_mark(self, start: int, stop: int) -> tuple[int, int] | None:
        """Where the first mark of a topic stands behind a noun."""
        quoted = [t for t in self.tokens if t.kind == "quote"]
        for mark in self.p.topic.finditer(self.text, start, min(stop, start + 120)):
            inside = any(t.start <= mark.start() < t.end for t in quoted)
            if not inside and self._noun(start, mark.start()) is not None:
                return mark.start(), mark.end()
        return None

    def _topic(self, start: int, stop: int) -> Span | None:
        mark = self._topic_mark(start, stop)
        return self._noun(start, mark[0]) if mark is not None else None

    def _noun(self, start: int, stop: int) -> Span | None:
        """The noun that ends at `stop`, with its honorific."""
        low = max(start, stop - CHARACTERS.source)
        honorific = self.p.honorific.search(self.text[low:stop])
        end = low + honorific.start() if honorific else stop
        noun = _NOUN.search(self.text[low:end])
        if noun is None or not noun.group().strip("の"):
            return None
        return Span(start=low + noun.start() + len(noun.group()) - len(noun.group().lstrip("の")), end=stop)

    def _according(self) -> Said | None:
        if not self.tokens:
            return None
        start, end = self.tokens[0].start, self.tokens[-1].end
        match = self.p.according.match(self.text, start, min(end, start + 60))
        rest = self._rest(match.end()) if match is not None else None
        source = self._noun(start, match.end("source")) if match is not None else None
        if match is None or rest is None or source is None:
            return None
        quotes = [i for i, t in enumerate(self.tokens) if t.kind == "quote" and t.start >= rest.start]
        self._taken |= set(quotes)
        return Said(content=(rest,), cue=Span(start=match.end("source"), end=match.end()), source=source)
