"""Pages that hold no article: errors, forms, front and section pages, walls of consent and of robots."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsfold.clean.html import Block, Document
from newsfold.clean.labels import WALL, WALL_TITLE
from newsfold.clean.metadata import Stated
from newsfold.clean.options import Cleaning
from newsfold.clean.settings import BLOCKS, LISTS
from newsfold.known_lines import asks, tells_of_an_error
from newsfold.language import either, phrases
from newsfold.records import Reason
from newsfold.text import ENDS, count_words

_ERROR = re.compile(
    rf"\b(?:404|403|50[0-4])\b|{either(phrases('boilerplate', 'error pages'), ' ')}", re.IGNORECASE
)
_STATING = ("json-ld", "meta")  # a time of one teaser's own may stand in the page


def no_article(
    document: Document, blocks: Sequence[Block], stated: Stated, options: Cleaning
) -> Reason | None:
    """Why the page holds no article; None where it holds one."""
    if options.min_words == 0 and blocks:
        return None
    prose = [b for b in blocks if _is_prose_of_page(document, b)]
    texts = [document.text[b.start : b.end] for b in blocks]
    words = sum(map(count_words, texts))
    error = stated.title and (_ERROR.search(stated.title) or tells_of_an_error(stated.title))
    if error and words < 150 and "published" not in stated.rules:
        return "not an article"
    if not prose:
        return (
            "not an article" if words or count_words(document.text) > 2 * options.min_words else "too short"
        )
    if is_wall(texts, stated.title):
        return "not an article"
    linked = sum(b.linked for b in document.blocks) / max(1, len(document.text))
    states_article = stated.kind or "published" in stated.rules
    if not states_article and len(prose) < 3 and words < 100 and linked > 0.3:
        return "not an article"
    if not states_itself(stated) and _teasers(document, prose):
        return "not an article"
    return None


def states_itself(stated: Stated) -> bool:
    """Whether the page says that it is an article, by its kind or by when it was published as a whole."""
    return bool(stated.kind) or stated.rules.get("published") in _STATING


def is_wall(lines: Sequence[str], title: str | None) -> bool:
    """Whether lines ask for consent, a login or a proof of being human, and tell no news.

    Most of their sentences do; under a title that says so, one is enough.
    """
    prose = [line for line in lines if count_words(line) >= BLOCKS.prose_words]
    words = sum(map(count_words, prose))
    if not prose or words > LISTS.wall:
        return False
    asking = sum(count_words(line) for line in prose if WALL.search(line) or asks(line))
    titled = bool(title) and WALL_TITLE.search(title or "") is not None
    return asking > 0 if titled and asking >= 0.3 * words else asking > 0.6 * words


def lists_others(lines: Sequence[tuple[int, float]], prose: Sequence[int]) -> bool:
    """Whether the sentences of a page are teasers: most stand under a heading that leads to another page.

    `lines` are its lines' words and the share of them that is linked; `prose` the numbers of its sentences.
    """
    if len(prose) < LISTS.teasers:
        return False
    teasers = sum(1 for at in prose if _is_teaser(lines, at))
    return teasers >= LISTS.teasers and teasers >= 0.7 * len(prose)


def _is_teaser(lines: Sequence[tuple[int, float]], at: int) -> bool:
    if lines[at][0] > LISTS.teaser:
        return False
    for words, linked in reversed(lines[max(0, at - LISTS.between) : at]):
        if words >= LISTS.heading and linked > 0.7:
            return True
        if words >= BLOCKS.prose_words:
            return False
    return False


def _teasers(document: Document, prose: Sequence[Block]) -> bool:
    starts = {block.start for block in prose}
    lines = [
        (count_words(document.text[b.start : b.end]), b.linked / (b.end - b.start)) for b in document.blocks
    ]
    return lists_others(lines, [n for n, block in enumerate(document.blocks) if block.start in starts])


def _is_prose_of_page(document: Document, block: Block) -> bool:
    text = document.text[block.start : block.end]
    return (
        count_words(text) >= BLOCKS.prose_words
        and block.linked < len(text) / 2
        and bool(re.search(rf"[{ENDS}]\W*$", text))
    )
