"""Words that a text prints under a name without "said": interviews, transcripts, posts set into a page.

Layout alone shows it: a label before a colon or a dash ("SMITH: …", "Q: …"), questions in lines of their own
with answers in the first person, a name with a handle and a date under a post.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from newsfold.language import calendar_of, either, phrases, words
from newsfold.records import Span
from newsfold.text import paragraphs, trimmed

_FEWEST_TURNS = 2  # turns that make a transcript, and questions that make an interview
_LONG_QUESTION = 60  # words
_FIRST_LINES = 15  # words of a line that can be the beginning of the post below it
_CAPITALS = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,4}"
_SPEAKER_NAME = r"[A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]*|al|bin|da|de|del|der|di|van|von)){0,4}"
_AFTER_SPEAKER = r"(?: ?\([^()\n]{1,30}\)|, [^:.,\n]{1,40})?"  # a party or an office after the name
_AFTER_LABEL = r"(?:\s?:|\s?[—–]|\s--)\s+(?=\S)"
_SPEAKER_MARKS = re.compile(r":\s|[—–-]\s")
_AT_START = re.compile(rf"(?P<name>{_CAPITALS}|{_SPEAKER_NAME}){_AFTER_SPEAKER}{_AFTER_LABEL}")
_WITHIN = re.compile(rf"(?<=[.!?…”\"’)\]] )(?P<name>{_CAPITALS}){_AFTER_SPEAKER}:\s+(?=\S)")
_STAGE_NOTE = re.compile(r"[(\[][^()\[\]\n]*[)\]]\.?$")  # "(LAUGHTER)", "[This interview has been edited.]"
_HANDLE = r"\(\s*@[\w.-]{1,60}\s*\)"
_DATE = r"(?:[^\W\d]{3,9}\.? \d{1,2}, \d{4}|\d{1,2}\.? [^\W\d]{3,9},? \d{4}|\d{4}-\d\d-\d\d)"
_POST_TIME = r"(?:,? at \d[\w:. ]{0,12}|,? \d{1,2}:\d\d(?: ?[AaPp]\.?[Mm]\.?)?)?"
# Under a post: "— Ann Holt (@annholt) April 24, 2019".
_POST_SIGNED = re.compile(
    rf"(?:^|\s)[—–-]{{1,2}}\s*(?P<name>[^\n()@—–]{{2,80}}?)\s*{_HANDLE}\W{{0,3}}(?:{_DATE}{_POST_TIME})?$"
)
_SIGNED_BARE = re.compile(rf"^(?P<name>[^\n()@.!?]{{2,60}}?)\s*{_HANDLE}[^\n]{{0,15}}?{_DATE}{_POST_TIME}$")
# Over it: "Ann Holt (@annholt)", with or without the words after a colon.
_HEADED = re.compile(rf"^(?P<name>[A-Z][^\n()@.!?:]{{1,60}}?)\s*{_HANDLE}(?P<rest>[^\n]{{0,24}}$|\s*:\s+)")
_HEADED_BARE = re.compile(r"^(?P<name>[A-Z][^\n()@.!?:]{1,60}?) @\w{1,30}(?P<rest>\s*$|\s+\W[^\n]{0,20}$)")
_ENDS_LINE = re.compile(r"[.!?…:][\"'”’)\]»]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one speaker says in one go: `parts` are its stretches, a paragraph each, without the label.

    `label` is the name as it is printed; None where a line of its own asks, or somebody answers it.
    """

    kind: Literal["label", "question", "answer", "post"]
    parts: tuple[Span, ...]
    label: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    question: frozenset[str]
    answer: frozenset[str]
    roles: frozenset[str]
    nobody: frozenset[str]
    titles: frozenset[str]
    interview: re.Pattern[str]
    first: re.Pattern[str]
    addressed: re.Pattern[str]  # the first or the second person
    request: re.Pattern[str]
    asked: re.Pattern[str]  # a label of a question or an answer, with its mark
    shared: re.Pattern[str]
    platform: re.Pattern[str]


@lru_cache(maxsize=16)
def _wording_of(language: str) -> _Words:
    def section(name: str) -> tuple[str, ...]:
        return words("turns", name, language)

    def spaced(name: str) -> str:
        return either(phrases("turns", name, language), " ")

    calendar = calendar_of(language)
    first = either(words("voices", "first person", language)).replace("'", "['’]")
    second = either(section("second person")).replace("'", "['’]")
    labels = either([*section("labels of a question"), *section("labels of an answer")])
    days = [*calendar.weekdays, *calendar.short_weekdays, *calendar.months, *calendar.short_months]
    return _Words(
        question=frozenset(section("labels of a question")),
        answer=frozenset(section("labels of an answer")),
        roles=frozenset(section("roles")),
        nobody=frozenset(section("no speakers")) | {day.casefold() for day in days},
        titles=frozenset(section("titles in a label")),
        interview=re.compile(rf"\b(?:{either(section('words of an interview'))})\b", re.I),
        first=re.compile(rf"\b(?:{first})\b"),
        addressed=re.compile(rf"\b(?:{first}|{second})\b"),
        request=re.compile(rf"(?:{spaced('requests of an interviewer')})\b", re.I),
        asked=re.compile(rf"(?:^|(?<=[.!?…”\"’)\]] ))(?P<name>{labels})(?::|\.)\s+(?=\S)", re.M),
        shared=re.compile(rf"(?:{spaced('posts shared')}) (?P<name>[^\n()@]{{2,60}}?)\s*{_HANDLE}", re.I),
        platform=re.compile(rf"(?:{spaced('lines of a platform')})\b", re.I),
    )


def turns(text: str, language: str = "en", names: Collection[str] = ()) -> list[Turn]:
    """The turns of `text` in order of their first characters; no character is in two.

    `names` are case-folded words of the people whom the text names elsewhere, where they are known: they tell
    a speaker's label from a heading with a colon.
    """
    lines = paragraphs(text)
    wording = _wording_of(language)
    taken: set[int] = set()
    listed: list[Turn] = []
    for read in (_signed_posts, _questions_and_answers):
        new, used = read(text, lines, taken, wording)
        listed += new
        taken |= used
    new, used = _labelled_turns(text, lines, taken, wording, frozenset(names))
    listed += new
    if not any(turn.kind in ("label", "answer") for turn in listed):
        listed += _interview(text, lines, taken, wording)
    return sorted(listed, key=lambda turn: turn.parts)


# ── posts ─────────────────────────────────────────────────────────────────────────────────────────


def _signed_posts(
    text: str, lines: Sequence[Span], taken: Collection[int], wording: _Words
) -> tuple[list[Turn], set[int]]:
    posts: list[Turn] = []
    used: set[int] = set()
    for at, line in enumerate(lines if "@" in text else ()):
        printed = line.of(text)
        if "@" not in printed:
            continue
        signed = (
            wording.shared.search(printed) or _POST_SIGNED.search(printed) or _SIGNED_BARE.search(printed)
        )
        headed = None if signed else (_HEADED.search(printed) or _HEADED_BARE.search(printed))
        name = signed or headed
        if name is None:
            continue
        label = trimmed(text, line.start + name.start("name"), line.start + name.end("name"))
        if signed is not None:
            parts = _above(text, lines, at, line.start + signed.start(), used, wording)
        else:
            assert headed is not None
            parts = _post_below(text, lines, at, line.start + headed.end())
        if not parts or label is None:
            continue
        posts.append(Turn(kind="post", parts=tuple(part for _, part in parts), label=label))
        used |= {at, *(number for number, _ in parts)}
    return posts, used


def _above(
    text: str, lines: Sequence[Span], at: int, stop: int, used: Collection[int], wording: _Words
) -> list[tuple[int, Span]]:
    """The post over its writer's name: the words before it in its line, or the paragraph above."""
    rest_of_line = trimmed(text, lines[at].start, stop)
    parts = [(at, rest_of_line)] if rest_of_line is not None and " " in rest_of_line.of(text) else []
    above = at - 1
    while not parts and above >= 0 and wording.platform.match(lines[above].of(text)):
        above -= 1
    if not parts and above >= 0 and above not in used:
        parts, above = [(above, lines[above])], above - 1
    while parts and above >= 0 and above not in used:  # lines that break off belong to what follows
        printed = lines[above].of(text)
        if len(printed.split()) >= _FIRST_LINES or _ENDS_LINE.search(printed):
            break
        parts.insert(0, (above, lines[above]))
        above -= 1
    return parts


def _post_below(text: str, lines: Sequence[Span], at: int, start: int) -> list[tuple[int, Span]]:
    """The post under its writer's name: the rest of the line, or the next paragraph."""
    rest_of_line = trimmed(text, start, lines[at].end)
    if rest_of_line is not None and len(rest_of_line.of(text).split()) > 3:
        return [(at, rest_of_line)]
    return [(at + 1, lines[at + 1])] if at + 1 < len(lines) else []


# ── labels ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class _Label:
    line: int
    span: Span
    end: int  # where the words begin


def _turns_of(
    text: str, lines: Sequence[Span], labels: Sequence[_Label]
) -> Iterator[tuple[_Label, Span, int]]:
    """Each label with the words after it in its line, and the line where the next label stands."""
    for at, label in enumerate(labels):
        following = labels[at + 1] if at + 1 < len(labels) else None
        here = following is not None and following.line == label.line
        end = following.span.start if following is not None and here else lines[label.line].end
        words_after = trimmed(text, label.end, end)
        if words_after is not None:
            yield label, words_after, (following.line if following is not None else len(lines))


def _questions_and_answers(
    text: str, lines: Sequence[Span], taken: Collection[int], wording: _Words
) -> tuple[list[Turn], set[int]]:
    """ "Q: …" and "A: …"."""
    if wording.asked.search(text) is None:
        return [], set()
    labels = [
        _Label(
            line=n,
            span=Span(start=line.start + m.start("name"), end=line.start + m.end("name")),
            end=line.start + m.end(),
        )
        for n, line in enumerate(lines)
        if n not in taken
        for m in wording.asked.finditer(line.of(text))
    ]
    asking = {label.span.of(text) in wording.question for label in labels}
    if asking != {True, False}:
        return [], set()
    pairs, used = [], set()
    for label, words_after, stop in _turns_of(text, lines, labels):
        asks = label.span.of(text) in wording.question
        more = list(_going_on(text, lines, label.line, stop, taken, wording, all_between=stop < len(lines)))
        pairs.append(
            Turn(kind="question" if asks else "answer", parts=(words_after, *(lines[n] for n in more)))
        )
        used |= {label.line, *more}
    return pairs, used


def _going_on(
    text: str,
    lines: Sequence[Span],
    at: int,
    stop: int,
    taken: Collection[int],
    wording: _Words,
    all_between: bool,
) -> Iterator[int]:
    """The paragraphs that go on with a turn: up to the next label, else while they say "I" or "we"."""
    for number in range(at + 1, stop):
        printed = lines[number].of(text)
        if number in taken:
            return
        if _STAGE_NOTE.match(printed):
            continue
        if not all_between and not wording.first.search(printed):
            return
        yield number


def _labelled_turns(
    text: str, lines: Sequence[Span], taken: Collection[int], wording: _Words, names: frozenset[str]
) -> tuple[list[Turn], set[int]]:
    """ "SMITH: …", "Ann Smith: …", "Ann Smith — …"."""
    labels = list(_labels(text, lines, taken))
    if len(labels) < _FEWEST_TURNS:
        return [], set()
    printed = set(re.findall(r"(?<![\w.])[a-z][a-z'’-]+", text))
    keys = {label: _speaker_key(label.span.of(text), wording) for label in labels}
    labels = [label for label in labels if _names_somebody(keys[label], printed, wording, names)]
    said = list(_turns_of(text, lines, labels))
    if not _is_transcript(
        [(keys[label], words_after.of(text)) for label, words_after, _ in said], wording, names
    ):
        return [], set()
    labelled, used = [], set()
    for label, words_after, stop in said:
        between = stop < len(lines) and len(said) > _FEWEST_TURNS
        more = list(_going_on(text, lines, label.line, stop, taken, wording, all_between=between))
        labelled.append(Turn(kind="label", parts=(words_after, *(lines[n] for n in more)), label=label.span))
        used |= {label.line, *more}
    return labelled, used


def _labels(text: str, lines: Sequence[Span], taken: Collection[int]) -> Iterator[_Label]:
    for number, line in enumerate(lines):
        if number in taken:
            continue
        if not _SPEAKER_MARKS.search(text, line.start, line.end):
            continue
        first = _AT_START.match(text, line.start, line.end)
        if first is not None:
            yield _Label(
                line=number, span=Span(start=first.start("name"), end=first.end("name")), end=first.end()
            )
        if ": " in text[line.start : line.end]:
            for match in _WITHIN.finditer(text, line.start, line.end):
                if first is None or match.start("name") >= first.end():
                    span = Span(start=match.start("name"), end=match.end("name"))
                    yield _Label(line=number, span=span, end=match.end())


def _speaker_key(label: str, wording: _Words) -> tuple[str, ...]:
    said = tuple(word.strip(".") for word in label.casefold().split())
    return tuple(word for word in said if word not in wording.titles) or said


def _names_somebody(
    key: tuple[str, ...], printed: Collection[str], wording: _Words, names: frozenset[str]
) -> bool:
    if key[-1] in wording.roles or key[-1] in names:
        return True
    return not any(word in wording.nobody or word in printed for word in key)


def _is_transcript(
    said: Sequence[tuple[tuple[str, ...], str]], wording: _Words, names: frozenset[str]
) -> bool:
    """Whether the turns are people's: most say "I", "we" or "you", or the same few take turns."""
    if len(said) < _FEWEST_TURNS:
        return False
    speakers = Counter(key[-1] for key, _ in said)
    known = all(speaker in names or speaker in wording.roles for speaker in speakers)
    again = len(speakers) > 1 and max(speakers.values()) > 1
    # Advice says "you" as well: only from somebody named, or who speaks twice, it shows that people talk.
    personal = wording.addressed if known or again else wording.first
    speaking = sum(bool(personal.search(spoken)) or spoken.endswith("?") for _, spoken in said)
    in_turn = again and speaking * 5 >= len(said)
    return speaking * 2 >= len(said) or in_turn or (known and speaking * 3 >= len(said))


# ── interviews without labels ─────────────────────────────────────────────────────────────────────


def _interview(text: str, lines: Sequence[Span], taken: Collection[int], wording: _Words) -> list[Turn]:
    """Questions in lines of their own and answers in the first person, with an introduction that says so."""
    asking = [n for n, line in enumerate(lines) if n not in taken and _asks(line.of(text), wording)]
    if len(asking) < _FEWEST_TURNS:
        return []
    listed: list[Turn] = []
    personal = 0
    answered = 0
    for at, number in enumerate(asking):
        listed.append(Turn(kind="question", parts=(lines[number],)))
        last = at + 1 == len(asking)
        stop = len(lines) if last else asking[at + 1]
        parts = [
            lines[n]
            for n in range(number + 1, stop)
            if n not in taken and not _STAGE_NOTE.match(lines[n].of(text))
        ]
        if last:
            parts = _while_personal(text, parts, wording)
        if parts:
            answered += 1
            personal += any(wording.first.search(part.of(text)) for part in parts)
            listed.append(Turn(kind="answer", parts=tuple(parts)))
    introduced = any(wording.interview.search(line.of(text)) for line in lines[: asking[0]])
    needed = 0.5 if introduced else 0.75
    return listed if answered >= _FEWEST_TURNS and personal >= needed * answered else []


def _while_personal(text: str, parts: Sequence[Span], wording: _Words) -> list[Span]:
    """Of the paragraphs after the last question the first, and those after it that say "I" or "we"."""
    stop = 1
    while stop < len(parts) and wording.first.search(parts[stop].of(text)):
        stop += 1
    return list(parts[:stop])


def _asks(line: str, wording: _Words) -> bool:
    if not (line.endswith("?") or wording.request.match(line)) or line[:1] in "\"“‘'«„":
        return False
    return len(line.split()) <= _LONG_QUESTION
