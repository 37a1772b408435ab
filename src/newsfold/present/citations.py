"""A claim or a difference as a citation: its own page and the articles behind it, in four forms."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from newsfold.invisible import escaped, visible
from newsfold.present.views import ArticleLine
from newsfold.present.wording import web_url, when

MOST_CITED = 24  # bounds a citation: articles
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
    **{sign: f"\\{sign}" for sign in "$&%#_"},
}  # fmt: skip
_SAFE = "!#$&'()*+,/:;=?@[]~%._-"  # of an address; all else is written %XX, so that it ends where it ends
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+.!|~=&:$^@-])")
_BIBTEX_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationView:
    """One citation, ready to be copied: the page at its lasting address, then the articles behind it."""

    plain: str
    markdown: str
    bibtex: str
    csl_json: str


def citation(words: str, kind: str, id: str, url: str, articles: Sequence[ArticleLine]) -> CitationView:
    """How `words`, a claim or a difference (`kind`) with a lasting `id` at `url`, is cited.

    Of very many articles the first are named, and how many more there are.
    """
    words = _single_line(words)
    cited, more = articles[:MOST_CITED], len(articles) - len(articles[:MOST_CITED])
    return CitationView(
        plain=_plain_citation(words, kind, url, cited, more),
        markdown=_markdown_citation(words, kind, url, cited, more),
        bibtex="\n\n".join([_bibtex_page(words, kind, id, url), *map(_bibtex, cited)]),
        csl_json=_csl_json(words, kind, id, url, cited),
    )


def bibtex(articles: Sequence[ArticleLine]) -> str:
    """All these articles for BibTeX."""
    return "\n\n".join(map(_bibtex, articles)) + "\n"


def csl_json(articles: Sequence[ArticleLine]) -> str:
    """All these articles as CSL-JSON."""
    return escaped(json.dumps([_csl(article) for article in articles], ensure_ascii=False, indent=2)) + "\n"


def _single_line(text: str) -> str:
    return " ".join(visible(text).split())


def _cited_title(article: ArticleLine) -> str:
    return _single_line(article.title) or "Untitled"


def _cited_day(article: ArticleLine) -> str:
    if article.published_at is None:
        return "no date"
    coarse = article.published_grain in ("month", "year")
    return when(article.published_at, article.published_grain if coarse else "day")


def _cited_url(article: ArticleLine) -> str | None:
    known = web_url(article.url)
    return quote(visible(known), safe=_SAFE) if known else None


def _and_more(more: int) -> str:
    return f"; and {more:,} more" if more > 0 else ""


# ── in words ──────────────────────────────────────────────────────────────────────────────────────


def _plain_citation(words: str, kind: str, url: str, articles: Sequence[ArticleLine], more: int) -> str:
    sources = "; ".join(
        ", ".join(
            filter(None, [_single_line(a.outlet), f"“{_cited_title(a)}”", _cited_day(a), _cited_url(a)])
        )
        for a in articles
    )
    return f"“{words}” {sources}{_and_more(more)}. Newsfold, {kind}: {url}"


def _markdown_citation(words: str, kind: str, url: str, articles: Sequence[ArticleLine], more: int) -> str:
    def source(article: ArticleLine) -> str:
        name = f"{_without_markup(_single_line(article.outlet))}, “{_without_markup(_cited_title(article))}”"
        address = _cited_url(article)
        return f"{_link(name, address) if address else name}, {_without_markup(_cited_day(article))}"

    sources = "; ".join(map(source, articles))
    return (
        f"> {_without_markup(words)}\n>\n> — {sources}{_and_more(more)}\\. {_link(f'Newsfold, {kind}', url)}"
    )


def _without_markup(text: str) -> str:
    """Text in which nothing is taken for markup."""
    return _MARKDOWN.sub(r"\\\1", text)


def _link(text: str, url: str) -> str:
    return f"[{text}](<{quote(url, safe=_SAFE)}>)"


# ── for reference managers ────────────────────────────────────────────────────────────────────────


def _bibtex_page(words: str, kind: str, id: str, url: str) -> str:
    fields = {
        "title": f"{{{_tex(words)}}}",
        "howpublished": f"Newsfold, {kind}",
        "url": quote(url, safe=_SAFE),
    }
    return _bibtex_entry(f"newsfold-{kind}-{id}", fields)


def _bibtex(article: ArticleLine) -> str:
    date = article.published_at
    parts = _date_parts(article)
    fields = {
        "author": " and ".join(
            f"{{{_tex(_single_line(name))}}}" for name in article.authors if _single_line(name)
        ),
        "title": f"{{{_tex(_cited_title(article))}}}",
        "howpublished": f"{{{_tex(_single_line(article.outlet))}}}",
        "date": "-".join(f"{part:02}" for part in parts),
        "year": f"{date.year:04}" if date else "",
        "url": _cited_url(article) or "",
    }
    entry = _bibtex_entry(f"article-{article.id}", fields)
    return (
        entry.replace("\n}", f",\n  month = {_BIBTEX_MONTHS[parts[1] - 1]}\n}}") if len(parts) > 1 else entry
    )


def _bibtex_entry(key: str, fields: dict[str, str]) -> str:
    lines = (f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{re.sub('[^A-Za-z0-9-]+', '-', key)},\n" + ",\n".join(lines) + "\n}"


def _tex(text: str) -> str:
    """Text for TeX; its braces become names, since BibTeX counts braces that are escaped, too."""
    return "".join(_TEX.get(sign, sign) for sign in text)


def _csl_json(words: str, kind: str, id: str, url: str, articles: Sequence[ArticleLine]) -> str:
    entry: dict[str, Any] = {"id": f"newsfold-{kind}-{id}", "type": "webpage", "title": words}
    items = [entry | {"container-title": "Newsfold", "genre": kind, "URL": url}, *map(_csl, articles)]
    return escaped(json.dumps(items, ensure_ascii=False, indent=2))


def _csl(article: ArticleLine) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": f"article-{article.id}",
        "type": "article-newspaper",
        "title": _cited_title(article),
        "container-title": _single_line(article.outlet),
        "language": article.language,
        "author": [{"literal": _single_line(name)} for name in article.authors if _single_line(name)],
        "issued": {"date-parts": [_date_parts(article)]} if article.published_at else None,
        "URL": _cited_url(article),
    }
    return {name: value for name, value in item.items() if value}


def _date_parts(article: ArticleLine) -> list[int]:
    """Year, month and day of publication as far as they are known; of an undated article none."""
    date = article.published_at
    if date is None:
        return []
    known = {"year": 1, "month": 2}.get(article.published_grain or "day", 3)
    return [date.year, date.month, date.day][:known]
