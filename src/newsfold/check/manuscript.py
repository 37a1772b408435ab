"""The text of a draft in a file, as people write them: text, Markdown, Word, PDF, HTML."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from newsfold.clean import clean, decode
from newsfold.reading import lines_joined, pages, shown
from newsfold.records import NewsfoldError, Page, Rejected

_FILE_ENDINGS = (".doc", ".docx", ".htm", ".html", ".markdown", ".md", ".odt", ".pdf", ".rtf", ".txt")


def manuscript(source: str) -> str | None:
    """The text of the file that `source` names ("-": standard input), or None where it is no name but a text.

    Raises NewsfoldError for a file that is not there, is empty, no text, too large, or holds several texts.
    """
    if source != "-" and not _is_file_name(source):
        return None
    read = list(islice(pages(source), 2))
    if len(read) > 1:
        raise NewsfoldError(f"{shown(source)} holds several texts; name a file that holds one draft")
    return _extracted_text(source, read)


def _is_file_name(source: str) -> bool:
    """Whether a text is the name of a file, there or missing."""
    path = Path(source)
    try:
        if path.is_dir() and path.parts:
            raise NewsfoldError(f"{shown(source)} is a folder; name a file with a draft")
        there = path.is_file()
    except (OSError, ValueError):  # no name that a file could have
        return False
    if not there and len(source.split()) == 1 and path.suffix.casefold() in _FILE_ENDINGS:
        raise NewsfoldError(f"{shown(source)}: no such file")
    return there


def _extracted_text(source: str, read: Iterable[Page | Rejected]) -> str:
    for page in read:
        if isinstance(page, Page) and page.media_type == "text/plain":
            text = decode(page.body, page.charset)
            if text is not None:
                return lines_joined(text)
            page = Rejected(place=page.place, stage="cleaning", reason="encoding")
        elif isinstance(page, Page):
            article = clean(page)
            if not isinstance(article, Rejected):
                return article.text
            page = article
        detail = f" ({page.detail})" if page.detail else ""
        raise NewsfoldError(f"{shown(source)} can't be checked: {page.reason}{detail}")
    raise NewsfoldError(f"{shown(source)} can't be checked: empty")
