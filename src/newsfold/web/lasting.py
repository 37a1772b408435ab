"""Claims and differences at addresses that last: one that moved is led to, one that ended is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Path, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from newsfold.present import (
    ClaimDetailView,
    ClaimView,
    DifferenceDetailView,
    DifferenceView,
    EvidenceView,
    StoryView,
    claim_detail,
    difference_detail,
    evidence_of,
    led_to,
    places_of,
)
from newsfold.records import Evidence, NewsfoldError
from newsfold.web.access import json_response, newsroom, story_text
from newsfold.web.charts import series_chart
from newsfold.web.errors import error_response
from newsfold.web.flows import claim_flow
from newsfold.web.site import SITE
from newsfold.web.templating import render

MOST_PASSAGES = 60  # bounds a page: passages; the JSON has all

LastingId = Annotated[str, Path(max_length=2000)]

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class _AddressedKind:
    """What is addressed: its plural in addresses, and how it is looked for in a story and shown."""

    plural: str
    items: Callable[[StoryView], Sequence[Any]]
    evidence: Callable[[Any], Sequence[EvidenceView]]
    detail: Callable[[StoryView, Any, str], Any]
    page: Callable[[Any, StoryView], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Start:
    """Where the search for what an address means begins: a story of today, and the words that were meant."""

    story: int
    place: Evidence
    words: str


@router.get("/claims/{id}", response_class=HTMLResponse, include_in_schema=False)
async def claim(request: Request, id: LastingId) -> Response:
    """A claim: its passages, how it came to each outlet, what differs from it, how to cite it."""
    return await _addressed_answer(request, id, CLAIM, as_json=False)


@router.get("/differences/{id}", response_class=HTMLResponse, include_in_schema=False)
async def difference(request: Request, id: LastingId) -> Response:
    """A difference: its values with their passages, the claims that it touches, how to cite it."""
    return await _addressed_answer(request, id, DIFFERENCE, as_json=False)


@router.get("/api/claims/{id}", response_model=ClaimDetailView)
async def claim_json(request: Request, id: LastingId) -> Response:
    """A claim, by its `lasting_id`; one that moved answers 307, one that ended 410."""
    return await _addressed_answer(request, id, CLAIM, as_json=True)


@router.get("/api/differences/{id}", response_model=DifferenceDetailView)
async def difference_json(request: Request, id: LastingId) -> Response:
    """A difference, by its `lasting_id`; one that moved answers 307, one that ended 410."""
    return await _addressed_answer(request, id, DIFFERENCE, as_json=True)


async def _addressed_answer(request: Request, id: str, kind: _AddressedKind, *, as_json: bool) -> Response:
    start = await run_in_threadpool(_asked_start, request, id)
    base = f"{str(request.base_url).rstrip('/')}{SITE.get().root}"

    def make(story: StoryView) -> Response:
        item = led_to(id, kind.items(story), kind.evidence, start.words)
        if item is None:
            return _ended(request, kind, story, start, as_json=as_json)
        place = f"/{kind.plural}/{quote(item.lasting_id, safe='~')}"
        if item.lasting_id != id:
            return RedirectResponse(f"{SITE.get().root}{'/api' if as_json else ''}{place}", 307)
        detail = kind.detail(story, item, base + place)
        if as_json:
            return json_response(detail)
        return HTMLResponse(kind.page(detail, story))

    return await story_text(request, start.story, make)


def _asked_start(request: Request, id: str) -> _Start:
    """Raises NewsfoldError where the address names no passage of any article that is there."""
    with newsroom(request) as room:
        for place in places_of(id):
            story = room.story_of(place.article_id)
            if story is not None:
                words = place.span.of(room.article(place.article_id).text)
                return _Start(story=story, place=place, words=words)
    raise NewsfoldError("no article here has the words that this address names")


def _ended(
    request: Request, kind: _AddressedKind, story: StoryView, start: _Start, *, as_json: bool
) -> Response:
    noun = kind.plural.removesuffix("s")
    if as_json:
        message = f"this {noun} has ended; the article that it stood in is in story {story.id}"
        return error_response(request.url.path, 410, message)
    words = {"one": noun, "story": story, "place": start.place, "words": start.words}
    return HTMLResponse(render("ended.html", **words), 410)


def _claim_page(detail: ClaimDetailView, story: StoryView) -> str:
    return render(
        "claim.html",
        detail=detail,
        picture=claim_flow(story, detail.claim),
        most=MOST_PASSAGES,
        claim=detail.claim,
    )


def _difference_page(detail: DifferenceDetailView, story: StoryView) -> str:
    chart = series_chart(detail.series) if detail.series else None
    return render(
        "difference.html", detail=detail, chart=chart, most=MOST_PASSAGES, difference=detail.difference
    )


def _claims_of(story: StoryView) -> Sequence[ClaimView]:
    return story.claims


def _differences(story: StoryView) -> Sequence[DifferenceView]:
    return story.differences


def _claim_evidence(claim: ClaimView) -> Sequence[EvidenceView]:
    return claim.evidence


CLAIM = _AddressedKind(
    plural="claims", items=_claims_of, evidence=_claim_evidence, detail=claim_detail, page=_claim_page
)
DIFFERENCE = _AddressedKind(
    plural="differences",
    items=_differences,
    evidence=evidence_of,
    detail=difference_detail,
    page=_difference_page,
)
