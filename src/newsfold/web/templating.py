"""Templates, with everything that comes from a source escaped and without invisible controls."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment
from markupsafe import Markup

from newsfold.invisible import visible
from newsfold.language import direction, language_name
from newsfold.present import (
    GRADES,
    NOT_CLEAR,
    REVISED,
    SHARED,
    EvidenceView,
    brief,
    corroborated,
    counted,
    counted_origins,
    days,
    excerpt,
    lead,
    listed,
    period,
    printed_time,
    sentence,
    sides,
    template_environment,
    way,
    ways,
    web_url,
    when,
    with_full_name,
    worded,
)
from newsfold.records import Span
from newsfold.web.charts import compact, hedged
from newsfold.web.site import SITE


def render(template: str, **values: Any) -> str:
    """The page that `template` makes of `values`."""
    return _environment().get_template(template).render(**values)


def source_url(evidence: EvidenceView, story_id: int | None = None) -> str:
    """Where a piece of evidence is shown, marked, in its article."""
    query = {"span": f"{evidence.start}-{evidence.end}"} | ({"story": str(story_id)} if story_id else {})
    return f"{SITE.get().root}/articles/{quote(evidence.article_id, safe='')}?{urlencode(query)}#mark-1"


def pathpart(name: str) -> str:
    """A name as one part of an address."""
    return quote(name, safe="")


def numbers_shown(evidence: Sequence[EvidenceView], claim_id: str | None) -> int:
    """How many numbers stand after a sentence: fewer where its claim, further down, has them again."""
    most = 6 if claim_id else 12
    return most if len(evidence) > most + 1 else len(evidence)


def pieces(evidence: EvidenceView) -> list[tuple[str, bool]]:
    """A passage in pieces, each with whether it is one of the marks that say the claim."""
    begin = evidence.start
    return worded(evidence.text, [Span(start=m.start - begin, end=m.end - begin) for m in evidence.marks])


def written(language: str) -> Markup:
    """The attributes of an element whose text is in a language; the page itself is in English."""
    if language == "en":
        return Markup('dir="auto"')
    return Markup('lang="{}" dir="{}"').format(language, direction(language))


def lines_kept(text: str) -> Markup:
    """Text of several lines, escaped, without invisible characters in any of them."""
    return Markup("\n").join(visible(line) for line in text.split("\n"))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = template_environment("newsfold.web")
    environment.filters |= {
        "ways": ways,
        "lead": lead,
        "brief": brief,
        "excerpt": excerpt,
        "listed": listed,
        "period": period,
        "pieces": pieces,
        "sentence": sentence,
        "weburl": web_url,
        "compact": compact,
        "pathpart": pathpart,
        "direction": direction,
        "language_name": language_name,
        "hedged": hedged,
        "lines_kept": lines_kept,
    }
    environment.globals |= {
        "when": when,
        "printed_time": printed_time,
        "days": days,
        "counted": counted,
        "with_full_name": with_full_name,
        "written": written,
    }
    environment.globals |= {"source_url": source_url, "numbers_shown": numbers_shown, "site": SITE.get}
    environment.globals |= {"counted_origins": counted_origins, "corroborated": corroborated}
    environment.globals |= {
        "revised": REVISED,
        "way": way,
        "sides": sides,
        "grades": GRADES,
        "not_clear": NOT_CLEAR,
        "shared": SHARED,
    }
    return environment
