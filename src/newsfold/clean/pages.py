"""One page becomes an article, or says why not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, timedelta
from typing import TypeVar

from newsfold.addresses import canonical, domain, is_opaque
from newsfold.clean import names
from newsfold.clean.boilerplate import boilerplate_kind
from newsfold.clean.bounds import LONGEST_NAME, LONGEST_TEXT, LONGEST_TITLE, MOST_BLOCKS, oversized
from newsfold.clean.boxes import asides_of_boxes
from newsfold.clean.bylines_en import bare_name
from newsfold.clean.dates import ASSUMED, Dated, is_possible, parse_date
from newsfold.clean.decode import decode
from newsfold.clean.fast import head_only, main_lines, without_code
from newsfold.clean.head import asides, read_head, standfirsts
from newsfold.clean.html import Block, Document, parse_html
from newsfold.clean.language import language
from newsfold.clean.main_text import main_blocks
from newsfold.clean.metadata import Stated, date_by_search, metadata
from newsfold.clean.no_article import is_wall, no_article, states_itself
from newsfold.clean.offsets import assemble, plain
from newsfold.clean.options import Cleaning
from newsfold.clean.page_dates import may_show
from newsfold.clean.plain import Sorted, sort_into, sort_lines
from newsfold.clean.repeats import repeats
from newsfold.clean.settings import BLOCKS
from newsfold.codec import ARTICLE_TYPE, article_id, article_of
from newsfold.invisible import visible
from newsfold.language import language_name
from newsfold.records import Article, Boilerplate, Page, Reason, Rejected
from newsfold.text import collapse, count_words

_SHORT_SAMPLE = 400  # characters by which the short way tells a language: bounds the time
_DEFAULTS = Cleaning()
_ALONE = "given alone"  # the rule of a date that the input gives and no page states
_LATE_FETCH = timedelta(
    days=3
)  # behind a page's own date, beyond any zone, from which a given one is of a fetch

T = TypeVar("T")


def clean(page: Page, options: Cleaning = _DEFAULTS) -> Article | Rejected:
    """The article on `page`, or why there is none. The same page gives the same answer; nothing is fetched.

    `Article.text` holds the article's paragraphs, one a line, without its title; for a headline alone it
    is the title. What a row or feed gave (`Page.title`, `outlet`, …) wins over what the page says.
    """
    if page.media_type == ARTICLE_TYPE:
        return _exported(page)
    if not page.body.strip() and not page.title:
        return _rejected_page(page, "empty")
    short = options.fast and page.media_type != "text/plain"
    source = decode(without_code(page.body) if short else page.body, page.charset)
    if source is None:
        return _rejected_page(page, "binary" if b"\x00" in page.body else "encoding")
    text = page.media_type == "text/plain"
    if problem := oversized(source, plain=text):
        return _rejected_page(page, "too large", problem)
    if text:
        return _from_text(page, source, options)
    return _from_html_fast(page, source, options) if short else _from_html(page, source, options)


def _exported(page: Page) -> Article | Rejected:
    """An article of an export, as it was; nothing is cleaned twice."""
    article = article_of(page.body)
    if article is None:
        return _rejected_page(page, "bad line", "an exported article whose text is not that of its id")
    if len(article.text) > LONGEST_TEXT or len(article.title) > LONGEST_TITLE or not article.text.strip():
        return _rejected_page(page, "too large" if article.text else "empty")
    return article


def _from_text(page: Page, text: str, options: Cleaning) -> Article | Rejected:
    title, outlet = (None, page.outlet)
    if page.title:
        title, outlet = names.split_title(plain(page.title), page.outlet, _site(page.url))
    sorted_lines = sort_lines(text, title, page.outlet)
    rules = {"title": "given" if page.title else "first line", "outlet": "title suffix"}
    stated = Stated(outlet=outlet if page.title else sorted_lines.outlet, rules=rules)
    return _cleaned_article(page, text, sorted_lines, stated, options)


def _from_html(page: Page, source: str, options: Cleaning) -> Article | Rejected:
    document = parse_html(source)
    if document is None or not document.blocks:
        return _rejected_page(page, "empty", "no visible text")
    if len(document.blocks) > MOST_BLOCKS:
        return _from_html_fast(page, source, options)
    stated = metadata(document, page.url, fetched=page.fetched_at)
    if page.title:
        stated.title, stated.rules["title"] = plain(page.title), "given"
    blocks = main_blocks(document, source, stated.title, options.models)
    if problem := no_article(document, blocks, stated, options):
        return _rejected_page(page, problem, stated.title or "")
    top = read_head(document, blocks, stated.title, fetched=page.fetched_at)
    body = "\n".join(document.text[b.start : b.end] for b in blocks)
    foreign = language(body, page.language or stated.language) != "en"
    standing = standfirsts(document, blocks, stated.title) if foreign else []
    blocks = sorted({b.start: b for b in (*blocks, *standing)}.values(), key=lambda b: b.start)
    sorted_lines = Sorted(
        title=stated.title,
        authors=stated.authors or top.authors,
        published=top.published,
        modified=top.modified,
    )
    known = asides(document, blocks, standfirst=foreign) | asides_of_boxes(document, blocks)
    for block in standing:
        known.pop(block.start, None)
    known |= dict.fromkeys(repeats(document, [b for b in blocks if b.start not in known]), "other")
    sort_into(sorted_lines, document.text, [b.span for b in blocks], head=False, known=known)
    if not stated.published and not sorted_lines.published:
        sorted_lines.published = date_by_search(document, page.url, fetched=page.fetched_at)
        stated.rules["published"] = "htmldate"
    sorted_lines.boilerplate = _with_rest(document, blocks, sorted_lines)
    return _cleaned_article(page, document.text, sorted_lines, stated, options)


def _from_html_fast(page: Page, source: str, options: Cleaning) -> Article | Rejected:
    text, spans, teasers = main_lines(source, options.models)
    document = head_only(source)
    stated = metadata(document, page.url, fetched=page.fetched_at) if document is not None else Stated()
    if page.title:
        stated.title, stated.rules["title"] = plain(page.title), "given"
    shown = [s.of(text) for s in spans]
    prose = any(count_words(line) >= BLOCKS.prose_words for line in shown)
    teasers = teasers and not states_itself(stated)
    if options.min_words and (not prose or teasers or is_wall(shown, stated.title)):
        return _rejected_page(page, "not an article" if text else "empty", stated.title or "")
    found = Sorted(title=stated.title, authors=stated.authors)
    sort_into(found, text, spans, head=False)
    return _cleaned_article(page, text, found, stated, options)


def _with_rest(document: Document, blocks: Sequence[Block], found: Sorted) -> list[Boilerplate]:
    """What was set aside, with everything on the page outside the article."""
    inside = {b.start for b in blocks}
    rest: list[Boilerplate] = []
    for block in document.blocks:
        if block.start in inside:
            continue
        line = document.text[block.start : block.end]
        kind = boilerplate_kind(line) or ("navigation" if block.linked > len(line) / 2 else "other")
        if found.title and line == found.title:
            kind = "title"
        if rest and rest[-1].kind == kind and rest[-1].end + 1 == block.start:
            rest[-1] = Boilerplate(start=rest[-1].start, end=block.end, kind=kind)
        else:
            rest.append(Boilerplate(start=block.start, end=block.end, kind=kind))
    return sorted([*found.boilerplate, *rest], key=lambda f: (f.start, f.end))


def _cleaned_article(
    page: Page, page_text: str, found: Sorted, stated: Stated, options: Cleaning
) -> Article | Rejected:
    text, origin_map = assemble(page_text, found.body)
    title = plain(found.title or "")[:LONGEST_TITLE]
    if len(text) > LONGEST_TEXT:
        return _rejected_page(page, "too large", f"an article of {len(text):,} characters")
    if not text and title and (page.title or options.min_words == 0):
        text, origin_map = title, ()  # a headline alone
    elif not text or (words := count_words(text)) < options.min_words:
        how = f"{words if text else 0} words{'' if text or not title else ' below the title'}"
        return _rejected_page(page, "too short" if text or title else "empty", how)
    code = language(text[: _SHORT_SAMPLE if options.fast else None], page.language or stated.language)
    if code not in options.languages:
        return _rejected_page(page, "language", _named_language(code))
    url, url_rule = _own_address(page, stated)
    published, published_rule = _published_at(page, stated, found)
    modified, modified_rule = _zoned(
        stated.modified or found.modified, stated.rules.get("modified", "page date line")
    )
    authors, authors_rule = _first(
        (page.authors, "given"), (stated.authors, stated.rules.get("authors", "")), (found.authors, "byline")
    )
    outlet, outlet_rule = _first(
        (_given_outlet(page.outlet), "given"), (stated.outlet, stated.rules.get("outlet", ""))
    )
    if authors_rule == "given":
        authors = tuple(name for text in authors or () if (name := bare_name(text)))
    site = domain(url) or domain(page.url) or stated.domain or ""
    beside = (names.without_outlet(name, outlet, site) for name in authors or ())
    authors = tuple(name for name in beside if name and not names.is_own_name(name, outlet, site))
    lead = text.split("\n", 3)[:3]  # a standfirst may come first
    place = next((where for line in lead if (where := names.dateline(text[text.find(line) :]))), None)
    values: list[tuple[str, object, str]] = [
        ("title", title, stated.rules.get("title", "")),
        ("outlet", outlet, outlet_rule),
        ("authors", authors, authors_rule),
        ("published_at", published, published_rule),
        ("modified_at", modified, modified_rule),
        ("dateline", place, "first line"),
        ("url", url, url_rule),
        ("language", code, "text"),
        *(
            (name, getattr(stated, name), stated.rules.get(name, ""))
            for name in ("section", "image", "kind", "paywalled")
        ),
    ]
    return Article(
        id=article_id(url, page.key, page.place, text),
        place=page.place,
        text=text,
        title=title,
        language=code,
        key=page.key,
        url=url,
        outlet=outlet,
        address=_web_address(page.url) or _web_address(stated.url),
        domain=site or None,
        authors=authors,
        dateline=place,
        published_at=published[0].astimezone(UTC) if published else None,
        published_grain=published[1] if published else None,
        utc_offset=_utc_offset(published),
        modified_at=modified[0].astimezone(UTC) if modified else None,
        fetched_at=page.fetched_at,
        section=stated.section,
        image=stated.image,
        kind=stated.kind,
        paywalled=stated.paywalled,
        page_text=page_text,
        origin_map=origin_map,
        boilerplate=tuple(found.boilerplate),
        found_in=tuple(sorted((name, rule) for name, value, rule in values if value not in (None, (), ""))),
    )


def _own_address(page: Page, stated: Stated) -> tuple[str | None, str]:
    """The canonical address and what gave it: the page, else the input; first one that says whose it is."""
    given = ((stated.url, stated.rules.get("url", "given")), (page.url, "given"))
    named = [(url, rule, is_opaque(url)) for address, rule in given if (url := canonical(address))]
    return next(
        ((url, rule) for url, rule, _ in sorted(named, key=lambda candidate: candidate[2])), (None, "")
    )


def _web_address(url: str | None) -> str | None:
    return url if url and url.lower().startswith(("http://", "https://")) else None


def _published_at(page: Page, stated: Stated, sorted_lines: Sorted) -> tuple[Dated | None, str]:
    """The date that the input gives, but for one days behind the page's own: that is of a late fetch."""
    given = _given_date(page)
    if sorted_lines.published and not may_show(sorted_lines.published, page.fetched_at):
        sorted_lines.published = None
    rule = stated.rules.get("published", "page date line")
    if rule == "htmldate":
        return _zoned(
            *_first((given, "given" if sorted_lines.published else _ALONE), (sorted_lines.published, rule))
        )
    stated_date, own_rule = _first((stated.published, rule), (sorted_lines.published, "page date line"))
    if given and stated_date and stated_date[0] < given[0] - _LATE_FETCH:
        given = None
    return _zoned(*_first((given, "given" if stated_date else _ALONE), (stated_date, own_rule)))


def _given_date(page: Page) -> Dated | None:
    """The date that the input gave: a text's may be from before the web, a web page's may not."""
    given = parse_date(page.published) if page.published else None
    is_text = page.media_type == "text/plain"
    possible = given and (may_show if is_text else is_possible)(given, page.fetched_at)
    return given if possible else None


def _zoned(dated: Dated | None, rule: str) -> tuple[Dated | None, str]:
    """`dated` in its zone: UTC where the page states none, and then its rule says that it was assumed."""
    if dated is None or dated[0].tzinfo is not ASSUMED:
        return dated, rule
    return (dated[0].replace(tzinfo=UTC), dated[1]), f"{rule}, zone assumed"


def _utc_offset(dated: Dated | None) -> int | None:
    """Minutes east of UTC of the page's clock; None for UTC, which does not tell where a page is written."""
    offset = dated[0].utcoffset() if dated else None
    return int(offset.total_seconds() // 60) if offset else None


def _given_outlet(given: str | None) -> str | None:
    """An outlet's name as it was given, if a reader would see one and it is no text by itself."""
    return given if given and len(given) <= LONGEST_NAME and visible(given).strip() else None


def _first(*choices: tuple[T | None, str]) -> tuple[T | None, str]:
    """The first choice that has a value, with its rule."""
    return next(((value, rule) for value, rule in choices if value), (None, ""))


def _site(url: str | None) -> str | None:
    return (domain(url) or "").split(".")[0] or None


def _named_language(code: str) -> str:
    """A language as a reader knows it, with its code: "Swedish (sv)"."""
    if code == "zxx":
        return "no words of a language"
    name = language_name(code)
    return f"{name} ({code})" if name != code else code


def _rejected_page(page: Page, reason: Reason, detail: str = "") -> Rejected:
    return Rejected(
        place=page.place,
        stage="cleaning",
        reason=reason,
        detail=collapse(detail)[:200],
        key=page.key,
        url=page.url,
    )
