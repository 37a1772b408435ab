"""The short way through a page, for archives: one extractor, a small model over its lines."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

import numpy as np
from lxml import etree
from numpy.typing import NDArray
from resiliparse.extract.html2text import extract_plain_text

from newsfold.clean.fast_boxes import with_boxes_hidden
from newsfold.clean.features import capitals
from newsfold.clean.html import Document
from newsfold.clean.no_article import lists_others
from newsfold.clean.posts import names_writer
from newsfold.clean.repeats import repeated_lines
from newsfold.clean.rows import is_initial, open_break, with_initial
from newsfold.clean.settings import BLOCKS, FAST
from newsfold.clean.trees import BUNDLED, probabilities
from newsfold.learned import Table
from newsfold.records import Span
from newsfold.text import ENDS, count_words

_LINE_OF_MARKUP = re.compile(r"(?:<(p|h[1-6]|li|pre)[^>]*>)?([^\n]+)")
_INDENT = re.compile(r"^ +", re.MULTILINE)  # of lists, where they are not taken for menus
_LINKED = re.compile(r"<a\b[^>]*>(.*?)</a>")
_ANY_TAG = re.compile(r"<[^>]+>")
_ENDED_LINE_OF_PAGE = re.compile(rf"[{ENDS}][\"'”’)\]»“」』）]*$")
_CODE_TAG = re.compile(rb"<s(cript|tyle)\b")
_JSON_LD = "application/ld+json"
_ITEM_OF_WORDS = re.compile(r"<li\b[^>]*>\s*(?:<(?:p|b|strong|em|span)\b[^>]*>\s*){0,3}[^<\s][^<]{15}")
_BEGIN_OF_HANDLE = "(@"  # behind the name of a post's writer


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line that the extractor took, what element it was, and the share of it that is linked, 0..1."""

    tag: str
    text: str
    linked: float


def page_lines(source: str, *, main: bool = True) -> list[PageLine]:
    """What resiliparse takes for the article, line by line; without `main` all that the page shows."""
    try:
        shown = with_boxes_hidden(source) if main else source
        marked = extract_plain_text(
            shown, main_content=main, preserve_formatting="minimal_html", links=True, list_bullets=not main,
            alt_texts=False, comments=False, post_meta=False,
        )  # fmt: skip
    except Exception:  # it raises several kinds on hostile pages
        return []
    collected: list[PageLine] = []
    text_of_page = str(marked) if main else _INDENT.sub("", str(marked))
    for match in _LINE_OF_MARKUP.finditer(text_of_page):
        body = match[2]
        bare = _ANY_TAG.sub("", body) if "<" in body else body
        text = " ".join((html.unescape(bare) if "&" in bare else bare).split())
        if text:
            linked = (
                sum(len(_ANY_TAG.sub("", inner)) for inner in _LINKED.findall(body)) if "<a" in body else 0
            )
            tag = match[1] or ("tr" if "\t" in body.strip() else "")
            collected.append(PageLine(tag, text, min(1.0, linked / len(text))))
    return _put_together(collected)


def _put_together(listed: list[PageLine]) -> list[PageLine]:
    """The lines with wrapped sentences and drop caps put together."""
    result: list[PageLine] = []
    for line in listed:
        last = result[-1] if result else None
        if last and is_initial(last.text, line.text):
            words = (word.lower() for other in listed if other is not line for word in other.text.split())
            result[-1] = replace(line, text=with_initial(last.text, line.text, words))
        elif last and last.tag in ("", "p") and not line.tag and open_break(last.text, line.text):
            linked = last.linked * len(last.text) + line.linked * len(line.text)
            text = f"{last.text} {line.text}"
            result[-1] = PageLine(last.tag, text, min(1.0, linked / len(text)))
        else:
            result.append(line)
    return result


def main_lines(source: str, models: Path = BUNDLED) -> tuple[str, list[Span], bool]:
    """The extractor's text, one line each, the spans of the lines that are the article, and whether these are
    teasers of others.

    Where its idea of what is main leaves no sentence, the model picks from all that the page shows.
    """
    listed = page_lines(source)
    chosen = _chosen(listed, models)
    if not _has_sentence(listed, chosen):
        everything = page_lines(source, main=False)
        if _has_sentence(everything, picked := _chosen(everything, models)):
            listed, chosen = everything, picked
    listed, chosen = _with_items(source, listed, chosen)
    said = _said_before(listed, chosen)
    text = "\n".join(line.text for line in listed)
    spans: list[Span] = []
    at = 0
    for number, (line, keep) in enumerate(zip(listed, chosen, strict=True)):
        if keep and number not in said:
            spans.append(Span(start=at, end=at + len(line.text)))
        at += len(line.text) + 1
    prose = [at for at, keep in enumerate(chosen) if keep and _is_prose_line(listed[at])]
    return text, spans, lists_others([(count_words(line.text), line.linked) for line in listed], prose)


def _has_sentence(listed: Sequence[PageLine], chosen: Sequence[bool]) -> bool:
    """Whether a sentence is among the chosen lines."""
    return any(keep and _is_prose_line(line) for line, keep in zip(listed, chosen, strict=True))


def _said_before(listed: Sequence[PageLine], chosen: Sequence[bool]) -> frozenset[int]:
    """The numbers of chosen paragraphs and headings that say again what others say."""
    numbers = [n for n, keep in enumerate(chosen) if keep and listed[n].tag[:1] in ("p", "h")]
    return frozenset(numbers[at] for at in repeated_lines([listed[n].text for n in numbers]))


def _chosen(listed: Sequence[PageLine], models: Path) -> list[bool]:
    """Which lines the model picks; with rows of a table behind them, and the sentence behind these."""
    if not listed:
        return []
    chosen = list(probabilities(line_features(listed), models / "lines.npz") > 0.5)
    for at in range(1, len(listed)):
        row = listed[at].tag == "tr" and listed[at].linked < 0.5
        behind = listed[at - 1].tag == "tr" and _is_prose_line(listed[at])
        if chosen[at - 1] and (row or behind):
            chosen[at] = True
    return [bool(keep) for keep in chosen]


def _is_prose_line(line: PageLine) -> bool:
    return (
        count_words(line.text) >= BLOCKS.prose_words
        and line.linked < 0.5
        and bool(_ENDED_LINE_OF_PAGE.search(line.text[-6:]))
    )


def _with_items(source: str, listed: list[PageLine], chosen: list[bool]) -> tuple[list[PageLine], list[bool]]:
    """The lines with the lists and the posts of networks among those that are picked.

    The extractor takes them for menus, and for links to what others write.
    """
    picked = [line.text for line, keep in zip(listed, chosen, strict=True) if keep]
    if len(picked) < 2 or not _holds_items(source, picked):
        return listed, chosen
    everything = page_lines(source, main=False)
    place = {line.text: number for number, line in enumerate(everything)}
    lines_out: list[PageLine] = []
    choices: list[bool] = []
    shown = {line.text for line in listed}
    last: int | None = None
    final = max(number for number, keep in enumerate(chosen) if keep)
    for number, (line, keep) in enumerate(zip(listed, chosen, strict=True)):
        here = place.get(line.text) if keep else None
        if here is not None and last is not None and last < here:
            added = _left_out([item for item in everything[last + 1 : here] if item.text not in shown])
            lines_out += added
            choices += [True] * len(added)
        last = here if here is not None else last
        lines_out.append(line)
        choices.append(keep)
        if number == final and last is not None:
            behind = everything[last + 1 : last + 1 + FAST.posts]
            added = _lines_of_posts(list(takewhile(lambda item: item.text not in shown, behind)))
            lines_out += added
            choices += [True] * len(added)
    return lines_out, choices


def _left_out(between: Sequence[PageLine]) -> Sequence[PageLine]:
    """Of the lines that the extractor left out between two of the article: the items of a list, or a post."""
    items = [line for line in between if line.tag == "li"]
    if 2 <= len(items) <= FAST.items and sum(item.linked for item in items) < 0.3 * len(items):
        return items
    return _lines_of_posts(between) if not items else []


def _lines_of_posts(listed: Sequence[PageLine]) -> Sequence[PageLine]:
    """The lines up to the last that names a post's writer, where they are few."""
    writers = [at for at, line in enumerate(listed) if names_writer(line.text)]
    return listed[: writers[-1] + 1] if writers and writers[-1] < FAST.posts else []


def _holds_items(source: str, picked: Sequence[str]) -> bool:
    """Whether a list of more than links stands among lines, or a post among or behind them."""
    begin, is_first = _unbroken(source.find, picked[: FAST.tried])
    end, is_last = _unbroken(source.rfind, picked[: -FAST.tried - 1 : -1])
    if not 0 <= begin < end:
        return False
    if source.find(_BEGIN_OF_HANDLE, begin, end + FAST.post) >= 0:
        return True
    return is_first and is_last and _ITEM_OF_WORDS.search(source, begin, end) is not None


def _unbroken(find: Callable[[str], int], listed: Sequence[str]) -> tuple[int, bool]:
    """Where the source has a line unbroken (-1 for none), and whether it is the first of these."""
    places = ((find(line[: FAST.snippet]), number == 0) for number, line in enumerate(listed))
    return next((place for place in places if place[0] >= 0), (-1, False))


def line_features(listed: Sequence[PageLine]) -> Table:
    """One row a line: its words, links and element, its neighbours', and where it stands in the prose."""
    number, place = len(listed), np.arange(len(listed))
    texts, marks = [line.text for line in listed], [line.tag[:1] for line in listed]
    count = _column_of(map(count_words, texts))
    words = np.log1p(count)
    linked = _column_of(line.linked for line in listed)
    ended = _column_of(_ENDED_LINE_OF_PAGE.search(text[-6:]) is not None for text in texts)
    paragraph = _column_of(mark == "p" for mark in marks)
    item = _column_of(mark == "l" for mark in marks)
    heading = _column_of(mark == "h" for mark in marks)
    prose = ((count >= BLOCKS.prose_words) & (ended > 0) & (linked < 0.5)).astype(float)
    prose_so_far = np.cumsum(count * prose)
    through = prose_so_far / max(1.0, float(prose_so_far[-1]))
    total = float(count.sum())
    columns = {
        "words": words,
        "links": linked,
        "ended": ended,
        "prose": prose,
        "paragraph": paragraph,
        "item": item,
        "heading": heading,
        "prose before": through,
        "prose to come": 1 - through,
        "place": np.log1p(place),
        "place from end": np.log1p(number - place),
    }
    context = {"words": words, "prose": prose, "links": linked, "paragraph": paragraph}
    columns |= _columns_around(context, (-2, -1, 1, 2)) | _columns_around(
        {"item": item, "heading": heading}, (-1, 1)
    )
    columns |= _to_prose(prose)
    columns |= {
        "page's paragraphs": np.full(number, float((count * paragraph).sum()) / max(1.0, total)),
        "page's words": np.full(number, math.log1p(total)),
        "symbols": _column_of("|" in text or "©" in text for text in texts),
        "lower": _column_of(text[0].islower() for text in texts),
        "capitals": _column_of(_capitals(text[:60]) for text in texts),
    }
    return Table.of_columns(columns)


def _column_of(values: Iterable[float]) -> NDArray[np.float64]:
    return np.array(list(values), dtype=np.float64)


def _capitals(text: str) -> float:
    return 0.0 if text.islower() else capitals(text) / len(text)


def _columns_around(
    columns: Mapping[str, NDArray[np.float64]], steps: Sequence[int]
) -> dict[str, NDArray[np.float64]]:
    """The same of the lines so many steps further on; 0 beyond the ends."""
    reach = max(map(abs, steps))
    padded = {}
    for name, values in columns.items():
        padded[name] = np.zeros(len(values) + 2 * reach)
        padded[name][reach : reach + len(values)] = values
    return {
        f"{name} {step:+}": values[reach + step : len(values) - reach + step]
        for step in steps
        for name, values in padded.items()
    }


def _to_prose(prose: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
    """How far the nearest line of prose is, and whether all of it comes later, or came before."""
    place, at = np.arange(len(prose)), np.flatnonzero(prose)
    gap = np.full(len(prose), 50)
    before = after = np.zeros(len(prose), dtype=np.bool_)
    if len(at):
        right = np.searchsorted(at, place)
        to_right = np.where(right < len(at), at[np.minimum(right, len(at) - 1)] - place, 10**6)
        to_left = np.where(right > 0, place - at[np.maximum(right - 1, 0)], 10**6)
        gap = np.where(prose > 0, 0, np.minimum(np.abs(to_right), np.abs(to_left)))
        before, after = place < at[0], place > at[-1]
    return {
        "to prose": np.log1p(gap),
        "above all prose": before.astype(float),
        "below all prose": after.astype(float),
    }


def without_code(body: bytes) -> bytes:
    """A page's bytes without its scripts and style sheets, often half of them; JSON-LD stays."""
    pieces: list[bytes] = []
    at = 0
    while match := _CODE_TAG.search(body, at):
        begin, inner = match.span()
        end = body.find(b"</s" + match[1], inner)
        if end < 0:
            break
        close = body.find(b">", end) + 1 or len(body)
        # A tag inside a comment ends with the comment, not with the next end tag.
        comment = body.find(b"-->", inner, end)
        hidden = comment >= 0 and body.find(b"<!--", inner, comment) < 0
        data = body.find(b"ld+json", inner, body.find(b">", inner)) >= 0
        pieces.append(body[at : close if hidden or data else begin])
        at = close
    pieces.append(body[at:])
    return b"".join(pieces)


def head_only(source: str) -> Document | None:
    """The page without its body: enough for what it states about itself in its head and in JSON-LD."""
    end = source.find("</head")
    head = source[: end if end >= 0 else 50_000]
    scripts = "".join(_json_ld(source, len(head)))
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(f"{head}{scripts}</head><body></body>".encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return Document(root=root, text="", blocks=()) if root is not None else None


def _json_ld(source: str, start: int) -> list[str]:
    """The scripts behind `start` that hold JSON-LD, at most five."""
    scripts: list[str] = []
    at = source.find(_JSON_LD, start)
    while at >= 0 and len(scripts) < 5:
        begin, end = source.rfind("<script", start, at), source.find("</script>", at)
        if begin < 0 or end < 0:
            break
        scripts.append(source[begin : end + len("</script>")])
        at = source.find(_JSON_LD, end)
    return scripts
