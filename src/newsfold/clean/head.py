"""The head of an article's page: what stands between its title and its first sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from lxml import etree

from newsfold.clean.beside import is_beside
from newsfold.clean.boilerplate import is_sentence, same_title
from newsfold.clean.bylines import byline
from newsfold.clean.bylines_en import is_lead, is_person, person_and_role, signed
from newsfold.clean.date_lines import DateLine, date_line, dated_byline, is_change_label
from newsfold.clean.dates import Dated
from newsfold.clean.html import Block, Document, text_content
from newsfold.clean.page_dates import may_show
from newsfold.clean.settings import HEAD
from newsfold.language import all_languages, either
from newsfold.language import words as listed
from newsfold.text import count_words

_APART = re.compile(r"\s+[|•·/–—-]\s+|\s*[|•·]\s*")
_WITH_PLACE = re.compile(r"[^,]+(?:, [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)?")  # "Jane Roe, Nairobi"
_WHERE_OF_AUTHOR = re.compile(rf"(?:,|\s+(?:{either(listed('bylines', 'before a place'))}))\s+[A-Z].*$")
_POINTER_FORM = re.compile(r"[^:.!?]{3,40}:\s")
_STANDFIRST = re.compile("|".join(all_languages("box_names")["standfirst"]), re.IGNORECASE)
_TAGS_OF_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "li")
_FROM_WORD = re.compile(rf"(?:{either(listed('bylines', 'before an origin'))})\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """Who and when, as the page shows it to its readers."""

    authors: tuple[str, ...] = ()
    published: Dated | None = None
    modified: Dated | None = None


def read_head(
    document: Document, blocks: Sequence[Block], title: str | None, *, fetched: datetime | None = None
) -> Head:
    """The byline and the date lines around the title and over the first of the article's `blocks`.

    Lines of boxes beside the article are not looked at, nor dates that no page `fetched` then may have.
    """
    first = _opening(document, blocks)
    if first is None:
        return Head()
    over = document.blocks[max(0, first - HEAD.below) : first]
    lines = [document.text[b.start : b.end] for b in over]
    at = next((i for i in reversed(range(len(lines))) if title and same_title(lines[i], title)), None)
    heading = over[at].element if at is not None else None
    zone = over[max(0, at - HEAD.above) :] if at is not None else over[-HEAD.below // 2 :]
    zone = tuple(block for block in zone if heading is None or not is_beside(block.element, heading))
    if at is not None:
        zone = _without_day_of_page(document, zone, over[at].start)
    shown = [(line, _pieces_of_block(b)) for b in zone if len(line := document.text[b.start : b.end]) <= 300]
    published, modified, dated = _dates_of_lines(shown, fetched)
    authors = _authors(shown, dated)
    if not authors:
        last = next(i for i, block in enumerate(document.blocks) if block.start == blocks[-1].start)
        under = (document.text[b.start : b.end] for b in document.blocks[last : last + HEAD.under])
        authors = next((people for line in under if (people := signed(line))), ())
    return Head(tuple(dict.fromkeys(authors)), published, modified)


def _without_day_of_page(document: Document, zone: Sequence[Block], heading: int) -> tuple[Block, ...]:
    """The blocks without those over the `heading` that state a date farther from it than another does.

    Over an article's date stands the day on which a page was shown ("Wednesday, 10 April").
    """
    over = (block for block in zone if block.start < heading)
    dated = [b.start for b in over if _is_day_alone(date_line(document.text[b.start : b.end]))]
    return tuple(block for block in zone if block.start not in dated[:-1])


def _is_day_alone(dates: DateLine | None) -> bool:
    return dates is not None and dates.published is not None and dates.modified is None


def _dates_of_lines(
    shown: Sequence[tuple[str, Sequence[str]]], fetched: datetime | None
) -> tuple[Dated | None, Dated | None, list[int]]:
    """The first dates of publication and of a change in lines and their pieces, and which lines have some."""
    published = modified = None
    dated: list[int] = []
    labelled = False  # whether the piece before says that a date of a change comes
    for number, (line, pieces) in enumerate(shown):
        both = dated_byline(line)
        whole = both[1] if both else date_line(line)
        for piece in [line] if whole else pieces:
            if dates := whole or date_line(piece):
                day, changed = (
                    dated if dated and may_show(dated, fetched) else None
                    for dated in (dates.published, dates.modified)
                )
                if labelled and not changed:
                    day, changed = None, day
                published, modified = published or day, modified or changed
                dated.append(number)
            labelled = is_change_label(piece)
    return published, modified, dated


def _authors(shown: Sequence[tuple[str, Sequence[str]]], dated: Sequence[int]) -> tuple[str, ...]:
    """The authors in the first of the lines that names some; `dated` are the lines that have a date."""
    names: list[tuple[int, str]] = []
    before = ""
    for number, (line, pieces) in enumerate(shown):
        both = dated_byline(line)
        people = both[0] if both else byline(f"{before} {line}" if is_lead(before) else line)
        if people:
            return people
        for piece in (line, *pieces):
            if date_line(piece):
                continue
            if people := byline(piece) or _from_person(piece):
                return people
            if name := person_and_role(piece):
                names.append((-1, name))
            elif _WITH_PLACE.fullmatch(piece) and is_person(bare := _WHERE_OF_AUTHOR.sub("", piece)):
                names.append((number, bare))
        before = line
    # A bare name is an author's where a date stands with it; with a role it needs none.
    return tuple(n for i, n in names if i < 0 or any(abs(i - d) <= 1 for d in dated))[:4]


def asides(document: Document, blocks: Sequence[Block], *, standfirst: bool = False) -> dict[int, str]:
    """Kinds of boilerplate, by where they start, for those of the article's `blocks` that are none of it.

    These are captions, kickers over the first sentence, the standfirst (the page's description where its
    markup says that it is none of the text, unless the `standfirst` is wanted), and pointers ("Earlier: …")
    that are mostly link.
    """
    first = _opening(document, blocks)
    opening = document.blocks[first] if first is not None else None
    kinds: dict[int, str] = {}
    for block in blocks:
        text = document.text[block.start : block.end]
        words = count_words(text)
        over = opening is not None and block.start < opening.start
        short = words <= (HEAD.caption if block.pictured else HEAD.kicker)
        if over and short and str(block.element.tag) not in _TAGS_OF_HEADINGS:
            if not is_sentence(text) or (block.pictured and _under_picture(block.element, text)):
                kinds[block.start] = "caption"
        elif block.linked > 0.5 * len(text) and words <= HEAD.pointer and _POINTER_FORM.match(text):
            kinds[block.start] = "navigation"
        elif (
            not standfirst
            and over
            and text == document.described
            and _STANDFIRST.search(block.element.get("class") or "")
        ):
            kinds[block.start] = "other"
    return kinds


def standfirsts(document: Document, blocks: Sequence[Block], title: str | None) -> list[Block]:
    """The standfirst of a page: lines over its first sentence and under its title, `blocks` of it or not.

    It is what the page describes itself with, or what its markup calls one. The models leave it out, as the
    English sets do that they learned from; those of other languages count it as the first paragraph.
    """
    first = _opening(document, blocks)
    if first is None:
        return []
    known = {block.start for block in blocks}
    over = document.blocks[max(0, first - HEAD.title) : first]
    lines = [document.text[b.start : b.end] for b in over]
    at = next((i for i in reversed(range(len(lines))) if title and same_title(lines[i], title)), None)
    if at is None:
        # The heading is worded otherwise than the title: only the description tells.
        described = (
            block
            for block, line in zip(reversed(over), reversed(lines), strict=True)
            if is_sentence(line) and _is_description(document, block, line)
        )
        return list(islice(described, 1))
    return [
        block
        for gap, (block, line) in enumerate(zip(over[at + 1 :], lines[at + 1 :], strict=True))
        if _is_description(document, block, line)
        or (
            _is_standfirst(block, line, gap)
            and not is_beside(block.element, over[at].element)
            and (block.start not in known or gap <= HEAD.under_title)
        )
    ]


def _is_description(document: Document, block: Block, line: str) -> bool:
    """Whether a line is what the page describes itself with, whatever box it stands in."""
    return (
        not block.linked
        and len(line) > HEAD.described
        and document.described.startswith(line[: HEAD.described])
    )


def _is_standfirst(block: Block, line: str, gap: int) -> bool:
    """Whether a line, so many lines under the title, is the standfirst."""
    if count_words(line) < HEAD.kicker or block.linked:
        return False
    is_summary = gap <= HEAD.under_title and count_words(line) >= HEAD.standfirst and is_sentence(line)
    return is_summary or bool(_STANDFIRST.search(block.element.get("class") or ""))


def _under_picture(element: etree._Element, text: str) -> bool:
    """Whether the nearest ancestor with a picture holds hardly more text than `text`."""
    at: etree._Element | None = element
    for _ in range(HEAD.picture_steps):
        if at is None or at.tag == "body":
            break
        if next(at.iter("img", "picture", "amp-img"), None) is not None:
            return len(text_content(at)) < 1.5 * len(text) + 40
        at = at.getparent()
    return False


def _opening(document: Document, blocks: Sequence[Block]) -> int | None:
    """Which of the page's blocks begins the article's running text."""
    start = next((b.start for b in blocks if _opens_text(document.text[b.start : b.end])), None)
    return next((i for i, block in enumerate(document.blocks) if block.start == start), None)


def _opens_text(text: str) -> bool:
    """Whether a block is the article's running text and no more of its head."""
    return count_words(text) >= HEAD.opening and is_sentence(text)


def _pieces_of_block(block: Block) -> list[str]:
    return [piece for part in block.parts for piece in _APART.split(part) if piece]


def _from_person(piece: str) -> tuple[str, ...] | None:
    """ "From Jane Roe, Foreign Desk": a byline only where a person is named."""
    match = _FROM_WORD.match(piece)
    name = piece[match.end() :].split(",")[0].strip() if match else ""
    return (name,) if is_person(name) else None
