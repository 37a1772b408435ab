"""The short way through a page, for archives: one extractor, a small model over its lines."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from lxml import etree
from numpy.typing import NDArray
from resiliparse.extract.html2text import extract_plain_text

from newsfold.clean.html import Document
from newsfold.clean.trees import BUNDLED, probabilities
from newsfold.learned import Table
from newsfold.records import Span

_LINE = re.compile(r"(?:<(p|h[1-6]|li|pre)[^>]*>)?([^\n]+)")
_LINK = re.compile(r"<a\b[^>]*>(.*?)</a>")
_TAG = re.compile(r"<[^>]+>")
_ENDED = re.compile(r"[.!?…][\"'”’)\]»]*$")
_CODE = re.compile(rb"<s(cript|tyle)\b")
_JSON_LD = "application/ld+json"
_PROSE_WORDS = 12
_AROUND = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One line that the extractor took, what element it was, and the share of it that is linked, 0..1."""

    tag: str
    text: str
    linked: float


def lines(source: str) -> list[Line]:
    """What resiliparse takes for the article, line by line."""
    try:
        marked = extract_plain_text(
            source, main_content=True, preserve_formatting="minimal_html", links=True, list_bullets=False,
            alt_texts=False, comments=False, post_meta=False,
        )  # fmt: skip
    except Exception:  # it raises several kinds on hostile pages
        return []
    found: list[Line] = []
    for match in _LINE.finditer(str(marked)):
        body = match[2]
        bare = _TAG.sub("", body) if "<" in body else body
        text = " ".join((html.unescape(bare) if "&" in bare else bare).split())
        if text:
            linked = sum(len(_TAG.sub("", inner)) for inner in _LINK.findall(body)) if "<a" in body else 0
            found.append(Line(match[1] or "", text, min(1.0, linked / len(text))))
    return found


def main_lines(source: str, models: Path = BUNDLED) -> tuple[str, list[Span]]:
    """The extractor's text, one line each, and the spans of the lines that are the article."""
    found = lines(source)
    text = "\n".join(line.text for line in found)
    if not found:
        return "", []
    chosen = probabilities(line_features(found), models / "lines.npz") > 0.5
    spans: list[Span] = []
    at = 0
    for line, keep in zip(found, chosen, strict=True):
        if keep:
            spans.append(Span(start=at, end=at + len(line.text)))
        at += len(line.text) + 1
    return text, spans


def line_features(listed: Sequence[Line]) -> Table:
    """One row a line: its words, links and element, its neighbours', and where it stands in the prose."""
    number, place = len(listed), np.arange(len(listed))
    texts, marks = [line.text for line in listed], [line.tag[:1] for line in listed]
    count = _column(text.count(" ") + 1 for text in texts)
    words = np.log1p(count)
    linked = _column(line.linked for line in listed)
    ended = _column(_ENDED.search(text[-6:]) is not None for text in texts)
    paragraph = _column(mark == "p" for mark in marks)
    item = _column(mark == "l" for mark in marks)
    heading = _column(mark == "h" for mark in marks)
    prose = ((count >= _PROSE_WORDS) & (ended > 0) & (linked < 0.5)).astype(float)
    told = np.cumsum(count * prose)
    through = told / max(1.0, float(told[-1]))
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
    near = {"words": words, "prose": prose, "links": linked, "paragraph": paragraph}
    columns |= _around(near, (-2, -1, 1, 2)) | _around({"item": item, "heading": heading}, (-1, 1))
    columns |= _to_prose(prose)
    columns |= {
        "page's paragraphs": np.full(number, float((count * paragraph).sum()) / max(1.0, total)),
        "page's words": np.full(number, math.log1p(total)),
        "symbols": _column("|" in text or "©" in text for text in texts),
        "lower": _column(text[0].islower() for text in texts),
        "capitals": _column(_capitals(text[:60]) for text in texts),
    }
    return Table.of_columns(columns)


def _column(values: Iterable[float]) -> NDArray[np.float64]:
    return np.array(list(values), dtype=np.float64)


def _capitals(text: str) -> float:
    return 0.0 if text.islower() else sum(map(str.isupper, text)) / len(text)


def _around(near: Mapping[str, NDArray[np.float64]], steps: Sequence[int]) -> dict[str, NDArray[np.float64]]:
    """The same of the lines so many steps further on; 0 beyond the ends."""
    padded = {}
    for name, values in near.items():
        padded[name] = np.zeros(len(values) + 2 * _AROUND)
        padded[name][_AROUND : _AROUND + len(values)] = values
    return {
        f"{name} {step:+}": values[_AROUND + step : len(values) - _AROUND + step]
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
    kept: list[bytes] = []
    at = 0
    while match := _CODE.search(body, at):
        begin, inner = match.span()
        end = body.find(b"</s" + match[1], inner)
        if end < 0:
            break
        close = body.find(b">", end) + 1 or len(body)
        # A tag inside a comment ends with the comment, not with the next end tag.
        comment = body.find(b"-->", inner, end)
        hidden = comment >= 0 and body.find(b"<!--", inner, comment) < 0
        data = body.find(b"ld+json", inner, body.find(b">", inner)) >= 0
        kept.append(body[at : close if hidden or data else begin])
        at = close
    kept.append(body[at:])
    return b"".join(kept)


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
    found: list[str] = []
    at = source.find(_JSON_LD, start)
    while at >= 0 and len(found) < 5:
        begin, end = source.rfind("<script", start, at), source.find("</script>", at)
        if begin < 0 or end < 0:
            break
        found.append(source[begin : end + len("</script>")])
        at = source.find(_JSON_LD, end)
    return found
