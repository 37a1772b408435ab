"""Posts of social networks set into a page: the line with a post's writer belongs to the post."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsfold.clean.html import Block, Document

_WRITER_OF_POST = re.compile(r"^[—–-]{1,2}\s*[^\n()]{2,80}\(\s*@[\w.-]{1,60}\s*\)[^\n]{0,40}$")


def with_writers(document: Document, chosen: Sequence[Block]) -> list[Block]:
    """`chosen`, and of the page's blocks those that name the writer of a post kept right before them."""
    inside = {block.start for block in chosen}
    blocks = list(chosen)
    for before, block in zip(document.blocks, document.blocks[1:], strict=False):
        if before.start not in inside or block.start in inside:
            continue
        if names_writer(document.text[block.start : block.end]):
            blocks.append(block)
            inside.add(block.start)
    return sorted(blocks, key=lambda block: block.start)


def names_writer(line: str) -> bool:
    """Whether a line names the writer of a post: "— Jane Roe (@jroe) May 2, 2019"."""
    return "@" in line and _WRITER_OF_POST.match(line) is not None
