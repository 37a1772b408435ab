"""A page's visible text, one block a line, and what is known of each block."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree, html

from newsfold.clean.offsets import plain
from newsfold.records import Span

_UNSEEN = frozenset(
    "script style noscript template title svg math iframe object embed applet audio video canvas map select "
    "option datalist textarea button input frameset noframes dialog".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small "
    "span strike strong sub sup time tt u var wbr img ruby rb rt rp amp-img picture source meta link".split()
)


def content(element: etree._Element) -> str:
    """All text inside `element`."""
    return "".join(str(piece) for piece in element.itertext())


_PICTURES = frozenset({"img", "picture", "amp-img", "video", "svg", "iframe", "object"})
_DESCRIPTIONS = ("description", "og:description")
_CELLS = frozenset({"td", "th"})


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a page's text: characters [start, end), the element it stands in, linked characters.

    `parts` are its text nodes, which a page may show apart though no space divides them.
    """

    start: int
    end: int
    element: etree._Element
    linked: int
    parts: tuple[str, ...] = ()
    pictured: bool = False  # an image stands between it and the block before

    @property
    def span(self) -> Span:
        """Its characters in the page's text."""
        return Span(start=self.start, end=self.end)


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed page. `text` is every visible text node in order, `blocks` its lines.

    `described` is what it gives search engines as its description: often its standfirst.
    """

    root: etree._Element
    text: str
    blocks: tuple[Block, ...]
    described: str = ""


def parse(source: str) -> Document | None:
    """The page `source` describes, or None where nothing of it can be parsed."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        # Bytes, since a declaration inside the page would contradict a decoded string.
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    text, blocks = _blocks(root)
    return Document(root=root, text=text, blocks=tuple(blocks), described=_described(root))


def _described(root: etree._Element) -> str:
    found = (
        m.get("content") for m in root.iter("meta") if (m.get("name") or m.get("property")) in _DESCRIPTIONS
    )
    return next((" ".join(text.split()) for text in found if text), "")


def _blocks(root: etree._Element) -> tuple[str, list[Block]]:
    lines: list[str] = []
    blocks: list[Block] = []
    length = 0
    pieces: list[str] = []
    linked = links = 0
    pictured = next_pictured = False
    holder = root

    def flush(element: etree._Element) -> None:
        nonlocal length, linked, holder, pictured, next_pictured
        line = " ".join("".join(pieces).split(None)) if pieces else ""
        if line and plain(line):
            parts = tuple(part for piece in pieces if (part := piece.strip()))
            blocks.append(Block(length, length + len(line), holder, min(linked, len(line)), parts, pictured))
            pictured = next_pictured
            next_pictured = False
            lines.append(line)
            length += len(line) + 1
        pieces.clear()
        linked, holder = 0, element

    rows: set[etree._Element] = set()
    for event, element in _walk(root):
        tag = element.tag
        if tag == "tr" and event == "start" and _is_data(element):
            rows.add(element)
        if tag in _CELLS and element.getparent() in rows:
            pieces.append(" ")
            tag = "span"
        if event == "start":
            if tag == "a":
                links += 1
            elif tag in _PICTURES and any(piece.strip() for piece in pieces):
                next_pictured = True
            elif tag in _PICTURES:
                pictured = True
            elif tag == "br" or tag not in _INLINE:
                flush(element if tag != "br" else holder)
            text = element.text
        else:
            if tag == "a":
                links -= 1
            elif tag not in _INLINE and tag != "br":
                parent = element.getparent()
                flush(parent if parent is not None else root)
            text = element.tail if element is not root else None
        if text:
            pieces.append(text)
            if links:
                linked += len(text.strip())
    flush(root)
    return "\n".join(lines), blocks


def _is_data(row: etree._Element) -> bool:
    """Whether a table's row holds values, which belong on one line, and not a part of the page's layout."""
    cells = list(row)
    if len(cells) < 2 or any(cell.tag not in _CELLS for cell in cells):
        return False
    inner = [e for cell in cells for e in cell.iter() if e is not cell]
    return all(e.tag in _INLINE for e in inner) and all(len(content(cell)) < 80 for cell in cells)


def _walk(root: etree._Element) -> list[tuple[str, etree._Element]]:
    """Start and end of every element that a reader can see, in order of the page."""
    events: list[tuple[str, etree._Element]] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start" and (element.tag in _UNSEEN or not isinstance(element.tag, str)):
            walker.skip_subtree()
        if event == "start" and element.tag in _UNSEEN and element.tag not in _PICTURES:
            continue
        events.append((event, element))
    return events
