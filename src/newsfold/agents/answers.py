"""What the tools answer: short records, each sentence with the passage that it is quoted from.

They are models of pydantic, from which the protocol's package makes the schemas that agents are given.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from newsfold.records import ChangeKind, Relation, Status


class CitedPassage(BaseModel, frozen=True):
    """The words of one outlet: characters [start, end) of an article's text, counted in code points.

    `article` is the address of the article's text as a resource here, `url` that of the live page.
    """

    outlet: str
    text: str
    article: str
    start: int
    end: int
    url: str | None
    published_at: datetime | None


class StoryHit(BaseModel, frozen=True):
    """A story in a list. `origins` counts its independent texts; 0 until that is worked out."""

    story_id: int
    title: str
    outlets: tuple[str, ...]
    articles: int
    origins: int
    first_seen: datetime | None
    last_seen: datetime | None


class StoryHits(BaseModel, frozen=True):
    """Stories, and the `offset` at which the list goes on; null at its end."""

    stories: tuple[StoryHit, ...]
    next_offset: int | None


class Side(BaseModel, frozen=True):
    """What some of the accounts say where others say something else; `withdrawn` by all that said so."""

    value: str
    withdrawn: bool
    passages: tuple[CitedPassage, ...]


class DifferenceAnswer(BaseModel, frozen=True):
    """Accounts that do not say the same of one thing; `updated` where later reports carry a later value."""

    about: str
    kind: str
    updated: bool
    sides: tuple[Side, ...]


class OriginAnswer(BaseModel, frozen=True):
    """A root of what was reported, and the outlets that carry it; `inferred` where no account names it."""

    name: str
    kind: Literal["outlet", "agency", "source"]
    outlets: tuple[str, ...]
    why: str
    inferred: bool


class Sentence(BaseModel, frozen=True):
    """A sentence of a story's account and the passages in which its words stand."""

    text: str
    role: Literal["news", "background", "difference"]
    claim_id: str | None
    passages: tuple[CitedPassage, ...]


class StoryAnswer(BaseModel, frozen=True):
    """A story at a glance. `claims` counts its claims by status; `get_claims` lists them."""

    story_id: int
    title: str
    place: str | None
    first_seen: datetime | None
    last_seen: datetime | None
    outlets: tuple[str, ...]
    origins: tuple[OriginAnswer, ...]
    account: tuple[Sentence, ...]
    differences: tuple[DifferenceAnswer, ...]
    claims: dict[str, int]


class ClaimHit(BaseModel, frozen=True):
    """A claim in a list, with the first passage of each of its first outlets.

    `origins` is how many independent origins it has; null where that is not sure, which is no corroboration.
    """

    claim_id: str
    text: str
    status: Status
    outlets: tuple[str, ...]
    origins: int | None
    background: bool
    passages: tuple[CitedPassage, ...]


class ClaimHits(BaseModel, frozen=True):
    """Claims of a story, how many there are in all, and the `offset` at which the list goes on."""

    story_id: int
    total: int
    claims: tuple[ClaimHit, ...]
    next_offset: int | None


class Carrying(BaseModel, frozen=True):
    """How an outlet carries a claim: in its own words, quoting a source, or relaying another (`via`)."""

    outlet: str
    how: Literal["own words", "quotes a source", "relayed"]
    via: str | None


class SourcesAnswer(BaseModel, frozen=True):
    """Who reported a claim, from which origins, and every passage; `origins_clear` as for a `ClaimHit`."""

    story_id: int
    claim_id: str
    text: str
    status: Status
    origins: tuple[OriginAnswer, ...]
    origins_clear: bool
    carried_by: tuple[Carrying, ...]
    passages: tuple[CitedPassage, ...]
    more_passages: int


class ClaimFinding(BaseModel, frozen=True):
    """A claim beside a checked sentence: `finding` in words, `likelihood` (0..1) that it says the same."""

    relation: Relation
    finding: str
    likelihood: float
    story_id: int
    claim_id: str
    status: Status
    outlets: tuple[str, ...]
    passages: tuple[CitedPassage, ...]


class CheckedSentence(BaseModel, frozen=True):
    """What the database has on one sentence: says so, differs, or nothing. A finding, never a verdict."""

    sentence: str
    finding: Literal["says so", "differs", "nothing"]
    answer: str
    claims: tuple[ClaimFinding, ...]


class CheckAnswer(BaseModel, frozen=True):
    """Each sentence of a checked text, in order."""

    sentences: tuple[CheckedSentence, ...]


class ArticleRef(BaseModel, frozen=True):
    """An article that a change came with; `article` is the address of its text as a resource here."""

    outlet: str
    title: str
    article: str
    url: str | None
    published_at: datetime | None


class ChangeHit(BaseModel, frozen=True):
    """A change. `words` are of sources: a title, a claim, or the values of a difference or a figure.

    `other_story_id` is what a story merged into, or was split from; `more_words` how many are left out.
    """

    at: datetime
    kind: ChangeKind
    story_id: int
    other_story_id: int | None
    words: tuple[str, ...]
    more_words: int
    source: ArticleRef | None


class ChangeHits(BaseModel, frozen=True):
    """Changes in order. Ask with `next_cursor` for what comes after; `more` of it is there already."""

    changes: tuple[ChangeHit, ...]
    next_cursor: str
    more: bool
