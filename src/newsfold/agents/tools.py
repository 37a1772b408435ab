"""The tools: what the newsroom has, cut down to what an agent can read and cite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from newsfold.agents.answers import (
    ArticleRef,
    Carrying,
    ChangeHit,
    ChangeHits,
    CheckAnswer,
    CheckedSentence,
    CitedPassage,
    ClaimFinding,
    ClaimHit,
    ClaimHits,
    DifferenceAnswer,
    OriginAnswer,
    Sentence,
    Side,
    SourcesAnswer,
    StoryAnswer,
    StoryHit,
    StoryHits,
)
from newsfold.compare import outlet_name
from newsfold.invisible import visible
from newsfold.newsroom import Newsroom
from newsfold.present import (
    ArticleLine,
    CheckView,
    ClaimView,
    EvidenceView,
    OriginView,
    check_list,
    led_to,
    shortened,
    story_list,
    story_view,
    web_url,
)
from newsfold.records import Article, Change, NewsfoldError, Status

MOST_LISTED = 50  # bounds an answer to a model, which has to read all of it: stories or claims
_DIFFERENCES_LISTED = 10  # and of a story the differences
_PASSAGES = 3  # under a sentence, a side or a claim in a list the passages
_EVIDENCE_LISTED = 30  # under the sources of a claim the pieces of evidence
_CHECKED = 4  # beside a checked sentence the claims
_CHANGE_WORDS, _LONGEST_TEXT = 10, 300  # and words of a change; characters of each
ARTICLE = "newsfold://articles/"


def search_stories(room: Newsroom, query: str, limit: int, offset: int) -> StoryHits:
    """Stories, newest first; with `query` those of which an article has all its words."""
    page = story_list(room.stories(visible(query).strip(), limit=offset + limit))
    return StoryHits(
        stories=tuple(
            StoryHit(
                story_id=line.id,
                title=visible(line.title),
                outlets=tuple(map(visible, line.outlets)),
                articles=line.articles,
                origins=line.origins,
                first_seen=line.first_seen,
                last_seen=line.last_seen,
            )
            for line in page.stories[offset:]
        ),
        next_offset=offset + limit if page.total > offset + limit else None,
    )


def get_story(room: Newsroom, id: int) -> StoryAnswer:
    """A story at a glance. Raises NewsfoldError where there is none."""
    view = story_view(room.story(id))
    lines = {line.id: line for line in view.articles}
    names = {claim.id: claim.lasting_id for claim in view.claims}
    return StoryAnswer(
        story_id=view.id,
        title=visible(view.title),
        place=view.place,
        first_seen=view.first_seen,
        last_seen=view.last_seen,
        outlets=tuple(map(visible, view.outlets)),
        origins=_origins(view.origins),
        account=tuple(
            Sentence(
                text=sentence.text,
                role=sentence.role,
                claim_id=names.get(sentence.claim_id or ""),
                passages=_cited_passages(sentence.evidence[:_PASSAGES], lines),
            )
            for sentence in view.account
        ),
        differences=tuple(
            DifferenceAnswer(
                about=visible(difference.about),
                kind=difference.kind,
                updated=difference.updated,
                sides=tuple(
                    Side(
                        value=visible(side.text),
                        withdrawn=side.withdrawn,
                        passages=_cited_passages(side.evidence[:_PASSAGES], lines),
                    )
                    for side in difference.values
                ),
            )
            for difference in view.differences[:_DIFFERENCES_LISTED]
        ),
        claims=dict(Counter(claim.status for claim in view.claims).most_common()),
    )


def get_claims(room: Newsroom, story_id: int, status: Status | None, limit: int, offset: int) -> ClaimHits:
    """Claims of a story, in the order of its page. Raises NewsfoldError where there is no such story."""
    view = story_view(room.story(story_id))
    lines = {line.id: line for line in view.articles}
    chosen = [claim for claim in view.claims if status in (None, claim.status)]
    end = offset + limit
    return ClaimHits(
        story_id=view.id,
        total=len(chosen),
        claims=tuple(_hit(claim, lines) for claim in chosen[offset:end]),
        next_offset=end if end < len(chosen) else None,
    )


def get_sources(room: Newsroom, story_id: int, claim_id: str) -> SourcesAnswer:
    """Who reported a claim. Raises NewsfoldError where the story has no such claim."""
    view = story_view(room.story(story_id))
    lines = {line.id: line for line in view.articles}
    claim = next((claim for claim in view.claims if claim.id == claim_id), None) or led_to(
        claim_id, view.claims, lambda claim: claim.evidence, ""
    )
    if claim is None:
        raise NewsfoldError(
            f"story {story_id} has no claim {visible(claim_id)[:60]!r} any more; get_claims lists its claims"
        )
    return SourcesAnswer(
        story_id=view.id,
        claim_id=claim.lasting_id,
        text=claim.text,
        status=claim.status,
        origins=_origins(claim.origins),
        origins_clear=claim.origins_clear,
        carried_by=tuple(
            Carrying(outlet=visible(outlet.outlet), how=outlet.how, via=outlet.via)
            for outlet in claim.outlets
        ),
        passages=_cited_passages(claim.evidence[:_EVIDENCE_LISTED], lines),
        more_passages=max(0, len(claim.evidence) - _EVIDENCE_LISTED),
    )


def get_changes(room: Newsroom, since: str, story_id: int | None, limit: int) -> ChangeHits:
    """What changed. Raises NewsfoldError for a cursor that is none, of another database, or too old."""
    page = room.changes(since or None, limit=limit, story=story_id)
    return ChangeHits(
        changes=tuple(_change_hit(room, change) for change in page.changes),
        next_cursor=page.next,
        more=page.more,
    )


def check_text(room: Newsroom, text: str) -> CheckAnswer:
    """What the database has on each sentence. Raises NewsfoldError for a text without words or too long."""
    return CheckAnswer(sentences=tuple(map(_checked_sentence, check_list(room.check(text)).checks)))


def article_text(room: Newsroom, id: str) -> str:
    """The text of an article, into which the characters of every passage lead. Raises NewsfoldError."""
    return room.article(id).text


def _hit(claim: ClaimView, lines: Mapping[str, ArticleLine]) -> ClaimHit:
    first: dict[str, EvidenceView] = {}
    for evidence in claim.evidence:
        first.setdefault(evidence.outlet, evidence)
    return ClaimHit(
        claim_id=claim.lasting_id,
        text=claim.text,
        status=claim.status,
        outlets=tuple(visible(outlet.outlet) for outlet in claim.outlets),
        origins=len(claim.origins) if claim.origins_clear else None,
        background=claim.background,
        passages=_cited_passages(list(first.values())[:_PASSAGES], lines),
    )


def _change_hit(room: Newsroom, change: Change) -> ChangeHit:
    article = room.known_article(change.article_id) if change.article_id else None
    return ChangeHit(
        at=change.at,
        kind=change.kind,
        story_id=change.story_id,
        other_story_id=change.other_id,
        words=tuple(shortened(word, _LONGEST_TEXT) for word in change.words[:_CHANGE_WORDS]),
        more_words=max(0, len(change.words) - _CHANGE_WORDS),
        source=_reference(article) if article else None,
    )


def _reference(article: Article) -> ArticleRef:
    return ArticleRef(
        outlet=visible(outlet_name(article)),
        title=shortened(article.title, _LONGEST_TEXT),
        article=ARTICLE + quote(article.id, safe=""),
        url=web_url(article.address or article.url),
        published_at=article.published_at,
    )


def _checked_sentence(view: CheckView) -> CheckedSentence:
    lines = {line.id: line for line in view.articles}
    relations = {claim.relation for claim in view.claims}
    return CheckedSentence(
        sentence=view.text,
        finding="says so" if "says so" in relations else "differs" if "differs" in relations else "nothing",
        answer=visible(view.answer),
        claims=tuple(
            ClaimFinding(
                relation=claim.relation,
                finding=visible(claim.finding),
                likelihood=claim.likelihood,
                story_id=claim.story_id,
                claim_id=claim.claim_id,
                status=claim.status,
                outlets=tuple(map(visible, claim.outlets)),
                passages=_cited_passages((claim.compared or claim.evidence)[:_PASSAGES], lines),
            )
            for claim in view.claims[:_CHECKED]
        ),
    )


def _origins(origins: Iterable[OriginView]) -> tuple[OriginAnswer, ...]:
    return tuple(
        OriginAnswer(
            name=visible(origin.name),
            kind=origin.kind,
            outlets=tuple(map(visible, origin.outlets)),
            why=visible(origin.why),
            inferred=origin.inferred,
        )
        for origin in origins
    )


def _cited_passages(
    evidence: Sequence[EvidenceView], lines: Mapping[str, ArticleLine]
) -> tuple[CitedPassage, ...]:
    """Evidence with all that a citation needs; the words are the source's own, to the character."""
    return tuple(
        CitedPassage(
            outlet=visible(e.outlet),
            text=e.text,
            article=ARTICLE + quote(e.article_id, safe=""),
            start=e.start,
            end=e.end,
            url=web_url(lines[e.article_id].url),
            published_at=lines[e.article_id].published_at,
        )
        for e in evidence
    )
