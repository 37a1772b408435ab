"""The short way through a page, for archives: one extractor, a small model over its lines."""

from __future__ import annotations

import html
import math
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from lxml import etree
from numpy.typing import NDArray
from resiliparse.extract.html2text import extract_plain_text

from newsfold.clean.html import Document
from newsfold.clean.trees import BUNDLED, probabilities
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


def line_features(found: list[Line]) -> NDArray[np.float32]:
    """One row a line: its words, links and element, its neighbours', and where it stands in the prose."""
    number = len(found)
    own = np.array([_traits(line) for line in found]).T
    count, linked, ended, paragraph, item, heading = own[:6]
    prose = ((count >= _PROSE_WORDS) & (ended > 0) & (linked < 0.5)).astype(float)
    words, place = np.log1p(count), np.arange(number)
    told = np.cumsum(count * prose)
    through = told / max(1.0, float(told[-1]))
    total = float(count.sum())
    columns = [words, linked, ended, prose, paragraph, item, heading, through, 1 - through]
    columns += [np.log1p(place), np.log1p(number - place)]
    around = np.zeros((6, number + 2 * _AROUND))
    around[:, _AROUND : _AROUND + number] = (words, prose, linked, paragraph, item, heading)
    for step in (-2, -1, 1, 2):
        columns += list(around[:4, _AROUND + step : _AROUND + step + number])
    for step in (-1, 1):
        columns += list(around[4:, _AROUND + step : _AROUND + step + number])
    columns += _to_prose(prose)
    columns.append(np.full(number, float((count * paragraph).sum()) / max(1.0, total)))
    columns.append(np.full(number, math.log1p(total)))
    columns += list(own[6:])
    return np.stack(columns, axis=1).astype(np.float32)


def _traits(line: Line) -> tuple[float, ...]:
    text, mark, begin = line.text, line.tag[:1], line.text[:60]
    return (
        text.count(" ") + 1,
        line.linked,
        _ENDED.search(text[-6:]) is not None,
        mark == "p",
        mark == "l",
        mark == "h",
        "|" in text or "©" in text,
        text[0].islower(),
        0.0 if begin.islower() else sum(map(str.isupper, begin)) / len(begin),
    )


def _to_prose(prose: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """How far the nearest line of prose is, and whether all of it comes later, or came before."""
    place, at = np.arange(len(prose)), np.flatnonzero(prose)
    if len(at) == 0:
        return [np.full(len(prose), math.log1p(50)), np.zeros(len(prose)), np.zeros(len(prose))]
    right = np.searchsorted(at, place)
    to_right = np.where(right < len(at), at[np.minimum(right, len(at) - 1)] - place, 10**6)
    to_left = np.where(right > 0, place - at[np.maximum(right - 1, 0)], 10**6)
    gap = np.where(prose > 0, 0, np.minimum(np.abs(to_right), np.abs(to_left)))
    return [np.log1p(gap), (place < at[0]).astype(float), (place > at[-1]).astype(float)]


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
