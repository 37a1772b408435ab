"""A page's visible text, one block a line, and what is known of each block."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from lxml import etree, html

from newsfold.clean.offsets import plain
from newsfold.clean.rows import TextRow, is_initial, joined_rows
from newsfold.clean.settings import BLOCKS, HIDDEN, LINES
from newsfold.clean.visibility import covers_text, hidden_elements, show, unseen_words
from newsfold.records import Span
from newsfold.text import count_words

_UNSEEN_TAGS = frozenset(
    "script style noscript template title svg math iframe object embed applet audio video canvas map select "
    "option datalist textarea button input frameset noframes dialog".split()
)
_INLINE_TAGS = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small "
    "span strike strong sub sup time tt u var wbr img ruby rb rt rp amp-img picture source meta link".split()
)


def text_content(element: etree._Element) -> str:
    """All text inside `element`."""
    return "".join(str(piece) for piece in element.itertext())


_PICTURES = frozenset({"img", "picture", "amp-img", "video", "svg", "iframe", "object"})
_DESCRIPTIONS = ("description", "og:description")
_MOST_NESTED_LINKS = 8  # bounds the time: links in one another whose paragraphs are counted
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

    `described` is what it gives search engines as its description: often its standfirst. `hidden` are the
    elements that its markup keeps from readers' eyes; it is `revealed` where these held most of its prose,
    which is taken as shown.
    """

    root: etree._Element
    text: str
    blocks: tuple[Block, ...]
    described: str = ""
    hidden: frozenset[etree._Element] = frozenset()
    revealed: bool = False


def parse_html(source: str) -> Document | None:
    """The page `source` describes, or None where nothing of it can be parsed."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        # Bytes, since a declaration inside the page would contradict a decoded string.
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    hidden = frozenset(hidden_elements(root))
    text, blocks = _laid_out(joined_rows(_rows_of_page(root, unseen_words(hidden))))
    shown = _hides_the_text(text, blocks, hidden) if hidden else frozenset()
    if shown:
        show(shown)
    return Document(root, text, tuple(blocks), _described(root), hidden - shown, revealed=bool(shown))


def is_within(element: etree._Element, boxes: Collection[etree._Element]) -> bool:
    """Whether `element` is one of `boxes` or inside of one."""
    return bool(boxes) and (element in boxes or any(above in boxes for above in element.iterancestors()))


def _hides_the_text(
    text: str, blocks: Sequence[Block], hidden: frozenset[etree._Element]
) -> frozenset[etree._Element]:
    """The hidden elements where they hold most of the page's prose, as behind a paywall; else none."""
    hiding = frozenset(e for e in hidden if len(text_content(e)) >= HIDDEN.text and covers_text(e))
    if not hiding:
        return hiding
    seen = unseen = 0
    for block in blocks:
        words = count_words(text[block.start : block.end])
        if words >= BLOCKS.prose_words and block.linked < (block.end - block.start) / 2:
            if is_within(block.element, hiding):
                unseen += words
            elif not is_within(block.element, hidden):
                seen += words
    return hiding if unseen > seen else frozenset()


def _described(root: etree._Element) -> str:
    texts = (
        m.get("content") for m in root.iter("meta") if (m.get("name") or m.get("property")) in _DESCRIPTIONS
    )
    return next((" ".join(text.split()) for text in texts if text), "")


def _laid_out(rows: Iterable[TextRow]) -> tuple[str, list[Block]]:
    """The rows as the lines of one text."""
    blocks: list[Block] = []
    lines: list[str] = []
    at = 0
    for row in rows:
        end = at + len(row.text)
        blocks.append(Block(at, end, row.element, min(row.linked, len(row.text)), row.parts, row.pictured))
        lines.append(row.text)
        at = end + 1
    return "\n".join(lines), blocks


def _rows_of_page(root: etree._Element, unseen: Collection[etree._Element]) -> list[TextRow]:
    rows: list[TextRow] = []
    pieces: list[str] = []
    linked = links = breaks = 0
    pictured = next_pictured = False
    holder = root

    def flush(element: etree._Element, *, at_break: bool = False) -> None:
        nonlocal linked, holder, pictured, next_pictured, breaks
        line = " ".join("".join(pieces).split(None)) if pieces else ""
        if line and plain(line):
            parts = tuple(part for piece in pieces if (part := piece.strip()))
            rows.append(TextRow(line, holder, linked, parts, pictured, breaks == 1))
            pictured = next_pictured
            next_pictured = False
            breaks = 0
        breaks = breaks + 1 if at_break else 0
        pieces.clear()
        linked, holder = 0, element

    tables: set[etree._Element] = set()
    events = _walk(root, unseen)
    unclosed = _unclosed(events)
    for event, element in events:
        tag = element.tag
        if tag == "tr" and event == "start" and _is_data(element):
            tables.add(element)
        if tag in _CELLS and element.getparent() in tables:
            pieces.append(" ")
            tag = "span"
        if event == "start":
            if tag == "a":
                links += element not in unclosed
            elif tag in _PICTURES and any(piece.strip() for piece in pieces):
                next_pictured = True
            elif tag in _PICTURES:
                if tag == "img" and (letter := _pictured_letter(element)):
                    pieces.append(letter)
                else:
                    pictured = True
            elif tag == "br" or tag not in _INLINE_TAGS:
                flush(element if tag != "br" else holder, at_break=tag == "br")
            text = element.text
        else:
            if tag == "a":
                links -= event == "end" and element not in unclosed  # a hidden link was not entered
            elif tag not in _INLINE_TAGS and tag not in ("br", "svg"):  # an icon breaks no line
                parent = element.getparent()
                flush(parent if parent is not None else root)
            text = element.tail if element is not root else None
        if text:
            pieces.append(text)
            if links:
                linked += len(text.strip())
    flush(root)
    return rows


def _unclosed(events: Iterable[tuple[str, etree._Element]]) -> frozenset[etree._Element]:
    """Links that hold several paragraphs: their end is missing, and the article behind them leads nowhere."""
    unclosed: set[etree._Element] = set()
    open_links: list[tuple[etree._Element, int]] = []
    for event, element in events:
        if element.tag == "a" and event == "start":
            open_links.append((element, 0))
        elif element.tag == "a" and event == "end" and open_links:
            link, paragraphs = open_links.pop()
            if paragraphs >= LINES.paragraphs:
                unclosed.add(link)
        elif element.tag == "p" and event == "start" and open_links:
            open_links = [(link, paragraphs + 1) for link, paragraphs in open_links[-_MOST_NESTED_LINKS:]]
    return frozenset(unclosed)


def _pictured_letter(image: etree._Element) -> str:
    """The letter that an image stands for, where the text behind goes on with its word; else nothing."""
    letter = (image.get("alt") or "").strip()
    return letter if len(letter) == 1 and is_initial(letter, image.tail or "", image) else ""


def _is_data(row: etree._Element) -> bool:
    """Whether a table's row holds values, which belong on one line, and not a part of the page's layout."""
    cells = list(row)
    if len(cells) < 2 or any(cell.tag not in _CELLS for cell in cells):
        return False
    inner = [e for cell in cells for e in cell.iter() if e is not cell]
    return all(e.tag in _INLINE_TAGS for e in inner) and all(len(text_content(cell)) < 80 for cell in cells)


def _walk(root: etree._Element, unseen: Collection[etree._Element]) -> list[tuple[str, etree._Element]]:
    """Start and end of every element that may hold text, in order of the page, without those in `unseen`."""
    events: list[tuple[str, etree._Element]] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start" and (element.tag in _UNSEEN_TAGS or not isinstance(element.tag, str)):
            walker.skip_subtree()
        elif unseen and element in unseen:
            if event == "start":
                walker.skip_subtree()
            elif element.tail:
                events.append(("tail", element))
            continue
        if event == "start" and element.tag in _UNSEEN_TAGS and element.tag not in _PICTURES:
            continue
        events.append((event, element))
    return events
