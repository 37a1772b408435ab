"""Credit lines and bylines: which agency or other outlet an article says its text came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from newsfold.derive.settings import CREDITS
from newsfold.language import all_languages, either, phrases
from newsfold.records import Article, Grade, Span
from newsfold.text import collapse, normal_name, strip_accents

_CREDITED_NAME = r"(?P<name>[^\W\d_][\w.’'&/ -]{0,50}?)"
_DASH = r"[-–—:]{1,2}"
_CREDIT_DATELINE = re.compile(
    rf"^\s*(?P<place>[^\W\d_][\w ,.'’/-]{{1,60}}?)?\s*\(\s*{_CREDITED_NAME}\s*\)\s*(?:{_DASH}|$)"
)
_SLASH = re.compile(
    rf"^\s*(?P<place>[A-Z][\w ,.'’-]{{1,60}}?)\s*[/|—-]\s*{_CREDITED_NAME}\s*(?:[/|.]|{_DASH})\s"
)
_CLOSING_CREDIT = re.compile(rf"(?:\(\s*|[-–—]\s*){_CREDITED_NAME}\s*\)?\s*$")
_RIGHTS = re.compile(
    rf"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{{4}})?,?\s*{_CREDITED_NAME}\s*(?:[.,]|$)", re.IGNORECASE
)
_PROPER = re.compile(r"(?:[Tt]he\s+)?[A-ZÀ-ÞČŠŽ][\w’'-]*(?:\s+(?:of|de|da|do|and|&|[A-ZÀ-ÞČŠŽ][\w’'-]*))*")
_LINE_WORD = re.compile(r"[\w\u0900-\u0963]+")  # the vowels of Hindi are no letters to "\w"
_STAFF = re.compile(rf"\s+(?:{either(phrases('credits', 'staff'))})$", re.IGNORECASE)

CreditForm = Literal["dateline", "byline", "credit line", "contribution"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """An article names `name` as a source of its text; `span` is None where that stands outside the text."""

    name: str
    agency: bool
    grade: Grade
    how: CreditForm
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Agencies:
    """The curated list, in lookup form."""

    by_form: dict[str, str]
    forms: dict[str, tuple[str, ...]]  # every spelling, by the agency's name
    endings: tuple[str, ...]
    whole: tuple[re.Pattern[str], ...]
    part: tuple[re.Pattern[str], ...]
    words: frozenset[str]
    between: re.Pattern[str]  # two names
    before: re.Pattern[str]  # a name in a byline
    before_agency: re.Pattern[str]  # "the agency" before a name, in any language
    # Credits of other languages around names of the list: datelines, at a line's end, and of a contribution.
    opening: tuple[re.Pattern[str], ...] = ()
    closing: tuple[re.Pattern[str], ...] = ()
    contributing: tuple[re.Pattern[str], ...] = ()

    def possible(self, line: str, outlets: dict[str, str]) -> bool:
        """Whether a line can name an agency or outlet at all: a cheap first look."""
        line_words = set(_LINE_WORD.findall(strip_accents(line).casefold()))
        return bool(line_words & self.words) or any(
            word in line_words for form in outlets for word in form.split()[-1:]
        )

    def parts(self, raw: str) -> list[str]:
        """The names that a credit may hold: all of it, and what stands between "and", commas and slashes.

        A hyphen parts two agencies of the list ("ANSA-AFP"), where both together are none of it.
        """
        parts = [raw, *self.between.split(raw)]
        for part in parts[1:]:
            both = part.split("-")
            if agency_key(part) not in self.by_form and all(agency_key(p) in self.by_form for p in both):
                parts += both
        return list(dict.fromkeys(parts))

    def named(self, raw: str, outlets: dict[str, str]) -> tuple[str, bool] | None:
        """The agency or outlet that `raw` names, and if it is an agency; None for anything else.

        `outlets` maps normal names, and initials, of the outlets at hand to their names.
        """
        name = _STAFF.sub("", collapse(raw)).strip(" .,;:()[]")
        form = agency_key(name)
        if not form:
            return None
        if known := self._listed(form):
            return known, True
        if known := outlets.get(form):
            return known, any(agency_key(known).endswith(end) for end in self.endings)
        if _PROPER.fullmatch(name) and any(form.endswith(" " + end) for end in self.endings):
            return re.sub(r"^[Tt]he\s+", "", name), True
        return None

    def _listed(self, form: str) -> str | None:
        """The agency of the list under a form, which "the agency" may stand before."""
        while form not in self.by_form:
            bare = self.before_agency.sub("", form)
            if bare == form:
                return None
            form = bare
        return self.by_form[form]


def credits(article: Article, outlets: dict[str, str], language: str) -> list[Credit]:
    """The agencies and outlets an article credits, each once, its strongest form first; not its own."""
    agencies = agencies_for(language)
    outlet_key = agency_key(article.outlet or "")
    by_name: dict[str, Credit] = {}
    for place in _credited_places(article, agencies, outlets):
        for part in agencies.parts(place.name):
            known = agencies.named(part, outlets)
            if (
                known is None
                or outlet_key in {agency_key(known[0]), *initials(known[0])}
                or agencies.by_form.get(outlet_key) == known[0]
            ):
                continue
            credit = Credit(name=known[0], agency=known[1], grade=place.grade, how=place.how, span=place.span)
            if known[0] not in by_name or (place.grade == "whole" and by_name[known[0]].grade != "whole"):
                by_name[known[0]] = credit
    return sorted(by_name.values(), key=lambda credit: (credit.grade != "whole", credit.name))


def outlet_names(articles: Iterable[Article]) -> dict[str, str]:
    """Normal names and initials of the articles' outlets, each to the name; doubtful initials left out."""
    names = sorted({article.outlet for article in articles if article.outlet})
    table = {agency_key(name): name for name in names}
    short: dict[str, set[str]] = {}
    for name in names:
        for form in initials(name):
            short.setdefault(form, set()).add(name)
    table.update({form: min(of) for form, of in short.items() if len(of) == 1 and form not in table})
    return table


def is_agency(outlet: str) -> bool:
    """Whether the curated list has an outlet as an agency."""
    return agency_key(outlet) in agencies_for("en").by_form


def agency_key(name: str) -> str:
    """One form for all ways to write a name that differ in no letter: small letters, no accents, no "the"."""
    return re.sub(r"^the ", "", normal_name(name))


def initials(name: str) -> set[str]:
    """The initials of an outlet's name, in small letters; none of a single word."""
    letters = "".join(word[0] for word in agency_key(name).split())
    return {letters} if len(letters) > 1 else set()


class _CreditedName(NamedTuple):
    """A name where credits stand, with what the place says of it."""

    name: str
    grade: Grade
    how: CreditForm
    span: Span | None = None  # in the article's text


def _credited_places(
    article: Article, agencies: Agencies, outlets: dict[str, str]
) -> Iterator[_CreditedName]:
    """Names in the places where credits stand, with what the place says of them."""
    if article.dateline and (match := re.search(rf"\(\s*{_CREDITED_NAME}\s*\)", article.dateline)):
        yield _CreditedName(match["name"], "whole", "dateline")
    for author in article.authors:
        for piece in re.split(r"[,|;]| for ", author):
            yield _CreditedName(agencies.before.sub("", piece.strip()), "whole", "byline")
    for start, line in _edge_lines(article.text):
        yield from _around_names(line, start, agencies)
        if agencies.possible(line, outlets):
            yield from _in_line(line, start, start < CREDITS.head, agencies)
    for piece in article.boilerplate:
        text = article.page_text[piece.start : piece.end]
        if (
            piece.kind in ("byline", "date", "other")
            and len(text) <= CREDITS.line
            and agencies.possible(text, outlets)
        ):
            for place in _in_line(text, 0, False, agencies):
                yield place._replace(span=None)


def _edge_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines that begin near either end of the text, once each, with where they begin."""
    seen = set()
    tail = max(0, len(text) - CREDITS.tail)
    for low, high in ((0, CREDITS.head), (tail, len(text))):
        for match in re.finditer(r"[^\n]+", text[low:high]):
            start = low + match.start()
            if start in seen or (start and low == tail and match.start() == 0 and text[start - 1] != "\n"):
                continue
            seen.add(start)
            yield start, match.group()


def _around_names(line: str, start: int, agencies: Agencies) -> Iterator[_CreditedName]:
    """A name of the list where other languages than English print the agency: "/ТАСС/", "新华社…电"."""
    tail = max(0, len(line) - CREDITS.close)
    for pattern in agencies.opening if start < CREDITS.head else ():
        yield from _credit_at(pattern.match(line, 0, CREDITS.close), start, "whole", "dateline")
    for pattern in agencies.closing:
        yield from _credit_at(pattern.search(line, tail), start, "whole", "credit line")
    for pattern in agencies.contributing:
        yield from _credit_at(pattern.search(line, tail), start, "part", "contribution")


def _credit_at(
    match: re.Match[str] | None, start: int, grade: Grade, how: CreditForm
) -> Iterator[_CreditedName]:
    if match is not None:
        span = Span(start=start + match.start("name"), end=start + match.end("name"))
        yield _CreditedName(match["name"], grade, how, span)


def _in_line(line: str, start: int, head: bool, agencies: Agencies) -> Iterator[_CreditedName]:
    for pattern in (_CREDIT_DATELINE, _SLASH) if head else ():
        yield from _credit_at(pattern.match(line[:160]), start, "whole", "dateline")
    sentence_start = max(line.rfind(". ", 0, len(line) - 2) + 2, 0) if len(line) > CREDITS.line else 0
    short = line[sentence_start:]
    start += sentence_start
    if len(short) > CREDITS.line:
        short, start = short[-CREDITS.line :], start + len(short) - CREDITS.line
    for pattern in agencies.part:
        yield from _credit_at(pattern.search(short), start, "part", "contribution")
    for pattern in (*agencies.whole, _RIGHTS, *(() if head else (_CLOSING_CREDIT,))):
        yield from _credit_at(pattern.search(short), start, "whole", "credit line")


def agencies_for(language: str) -> Agencies:
    """The curated list with the credit lines of a language, English where it has none of its own."""
    lines = _data()["credit_lines"]
    return _agencies_in(language if language in lines else "en")


@cache
def _agencies_in(language: str) -> Agencies:
    data = _data()
    forms = {agency["name"]: tuple(agency["forms"]) for agency in data["agencies"]}
    by_form = {agency_key(form): name for name, listed in forms.items() for form in listed}
    for agency in data["agencies"]:  # what would be another word in other languages: "APA", "الفرنسية"
        listed = agency.get("local", {}).get(language, ())
        by_form |= {agency_key(form): agency["name"] for form in listed}
    lines = data["credit_lines"]
    kinds = {"whole": list(lines[language]["whole"]), "part": list(lines[language]["part"])}
    if language != "en":
        for kind in kinds:
            kinds[kind] += lines["en"][kind]
    endings = tuple(normal_name(ending) for ending in data["generic_endings"])
    whole, part = (tuple(_credit_pattern(form, kind) for form in kinds[kind]) for kind in ("whole", "part"))
    words = frozenset(form.split()[-1] for form in (*by_form, *endings))
    ands, bys = _between_names(data, language), either(data["before_names"])
    between = re.compile(
        rf",\s*(?:(?:{ands})\s+)?|\s+(?:{ands})\s+|\s*[/&|+、،=＝]\s*|\s+و\s*", re.IGNORECASE
    )
    before = re.compile(rf"^(?:{bys})\s+", re.IGNORECASE)
    agency_words = sorted(map(agency_key, data["before_agency"]), key=lambda form: (-len(form), form))
    before_agency = re.compile(rf"^(?:{either(agency_words)})\s+")
    around = {} if language == "en" else _credit_patterns(data, language)
    return Agencies(by_form, forms, endings, whole, part, words, between, before, before_agency, **around)


def _between_names(data: dict[str, Any], language: str) -> str:
    return either((*data["between_names"]["all"], *data["between_names"].get(language, ())))


def _credit_patterns(data: dict[str, Any], language: str) -> dict[str, tuple[re.Pattern[str], ...]]:
    """The patterns of all languages and of this one: "{}" is a name of the list, "{+}" one or several."""
    printed = {form for agency in data["agencies"] for form in agency["forms"] if len(form) > 1}
    local = {form for agency in data["agencies"] for form in agency.get("local", {}).get(language, ())}
    printed |= {form for form in local if form.isascii()}
    listed = sorted(printed, key=lambda form: (-len(form), form))
    name, gap = either(listed), rf"(?:\s*[/、,،&+=＝-]\s*|\s+(?:{_between_names(data, language)})\s+|\s+و\s*)"
    one, several = rf"(?P<name>{name})", rf"(?P<name>(?:{name})(?:{gap}(?:{name}))*)"
    around: dict[str, tuple[re.Pattern[str], ...]] = {}
    for field, kind in (("opening", "opening"), ("closing", "closing"), ("contributing", "part")):
        patterns = (row for of in ("all", language) for row in data["around_names"].get(of, {}).get(kind, ()))
        around[field] = tuple(re.compile(row.replace("{+}", several).replace("{}", one)) for row in patterns)
    return around


def _credit_pattern(form: str, kind: str) -> re.Pattern[str]:
    """A credit line must fill its line or sentence from where it begins, to the end for whole copies."""
    before, after = (re.escape(part).replace(r"\ ", r"\s+") for part in form.split("{}"))
    name = r"(?P<name>[^\n.;:]{2,120}?)"
    end = r"\s*[.)\]]?\s*$" if not after or kind == "whole" else r"\b"
    return re.compile(rf"(?:^|[.!?”\"]\s+|[-–—*(\[|]\s*){before}{name}{after}{end}", re.IGNORECASE)


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return all_languages("agencies")
