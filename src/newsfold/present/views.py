"""What a reader is shown of a story, as plain records: the shape of JSON answers, pages and terminal views.

Every piece of evidence carries its words, its outlet and a number that is the same wherever it is shown.
`present` fills these records; `docs/schema.json` is made from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from newsfold.queries import Facet
from newsfold.records import ChangeKind, EntityKind, Grade, Grain, Relation, Span, Status

Voice = Literal["own words", "quotes a source", "relayed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """Characters [start, end) of an article's text, with the words that stand there.

    `number` is shown to readers, one for each passage; what no claim rests on has none. `marks` are the
    characters inside it that say a claim, where it says other things too.
    """

    number: int | None
    article_id: str
    outlet: str
    start: int
    end: int
    text: str
    marks: tuple[Span, ...] = ()
    language: str = "en"  # its article's, as ISO 639-1 has it


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginView:
    """Where statements come from at the root, the outlets that carry it, and how that was worked out.

    `inferred` where accounts were joined though they name no common root; `why` says on what ground.
    """

    kind: Literal["outlet", "agency", "source"]
    name: str
    outlets: tuple[str, ...]
    article_ids: tuple[str, ...]
    why: str
    inferred: bool
    full_name: str | None = None  # where the articles print a short form alone


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletView:
    """How one outlet carries a claim, and whom it quotes or relays (`via`). Outlets not listed are silent."""

    outlet: str
    how: Voice
    via: str | None
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """A sentence of the account and where every word of it stands."""

    text: str
    role: Literal["news", "background", "difference"]
    claim_id: str | None
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """What aligned statements have in common. `text` stands verbatim in the first evidence, less a dateline.

    `sayings` counts the independent origins for its having been said, `origins` are those for what was said:
    how many is sure where `origins_clear`. `source` is set where every statement rests on one named source.
    """

    id: str
    text: str
    status: Status
    background: bool
    source: str | None
    sayings: int
    origins: tuple[OriginView, ...]
    outlets: tuple[OutletView, ...]
    evidence: tuple[EvidenceView, ...]
    origins_clear: bool = True
    lasting_id: str = ""  # of its address, /claims/…: `id` changes whenever an article joins, this leads on


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueView:
    """One side of a difference; `withdrawn` where later versions of all its pages no longer give it."""

    text: str
    evidence: tuple[EvidenceView, ...]
    withdrawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceView:
    """Accounts that do not say the same of one thing; `updated` where later reports carry the later value."""

    kind: Literal["figure", "negation", "agent"]
    about: str
    updated: bool
    claim_ids: tuple[str, ...]
    values: tuple[ValueView, ...]
    lasting_id: str = ""  # of its address, /differences/…


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """Who said what. `relayed_by` names the outlet or agency that the words came through."""

    speaker: str | None
    speaker_id: str | None
    kind: Literal["direct", "indirect", "mixed"]
    text: str
    cue: str
    relayed_by: str | None
    evidence: tuple[EvidenceView, ...]
    speaker_full_name: str | None = None  # inferred: where the articles print a short form alone


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """A quantity as printed (`text`) and as read: `value` in `unit` (ISO 4217, "%", or "" for counts)."""

    text: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    what: str
    modifier: str
    change: str
    ordinal: bool
    evidence: EvidenceView


@dataclass(frozen=True, slots=True, kw_only=True)
class PointView:
    """One report of a counted thing."""

    outlet: str
    published_at: datetime | None
    figure: FigureView


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesView:
    """One counted thing over time, by publication; undated reports last.

    `scope` tells it from other counts of the same: the place that its reports name beside it; where they
    share none, the words around the first of them, in quotation marks, if the story has counts of like names;
    else "".
    """

    what: str
    unit: str
    points: tuple[PointView, ...]
    scope: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """A dated statement; UTC bounds, half-open.

    `inferred` where the date rests on the story's; `planned` where it lies ahead of its article.
    """

    start: datetime
    end: datetime
    grain: Grain
    text: str
    background: bool
    inferred: bool
    planned: bool
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeView:
    """A time expression as printed, its TimeML value, and what it was resolved against."""

    text: str
    kind: Literal["date", "time", "duration", "set"]
    value: str
    start: datetime | None
    end: datetime | None
    grain: Grain | None
    resolved_against: Literal["itself", "published", "story", "text", "nothing"]
    evidence: EvidenceView


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellingView:
    """A name as articles print it, and the languages (ISO 639-1) of those articles."""

    text: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityView:
    """Who or what is mentioned, with every spelling seen, how often, and by whom.

    `printed` are those of its spellings that articles print, each with its languages.
    """

    id: str
    name: str
    kind: EntityKind
    spellings: tuple[str, ...]
    country: str | None
    latitude: float | None
    longitude: float | None
    mentions: int
    outlets: tuple[str, ...]
    full_name: str | None = None  # inferred: where no article prints it
    printed: tuple[SpellingView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleLine:
    """An article without its text. `outlet` falls back to the domain, then to the key or file name.

    `inferred_day` is set for an undated article whose day follows from the story.
    """

    id: str
    key: str | None
    outlet: str
    outlet_stated: bool
    title: str
    url: str | None
    language: str
    authors: tuple[str, ...]
    dateline: str | None
    published_at: datetime | None
    published_grain: Grain | None
    inferred_day: datetime | None
    words: int
    replaced_by: str | None = None  # the id of the next version under the same address
    published_by: bool = False  # whether `published_at` is the input's alone: at the latest then


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A paragraph (or the title) that two versions do not share; `old` or `new` is null where it has none.

    The spans are the words that differ, in characters of `old` and of `new`.
    """

    kind: Literal["added", "removed", "changed", "title"]
    old: str | None
    new: str | None
    old_words: tuple[Span, ...]
    new_words: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionView:
    """Two versions of one page, and what changed from the old to the new.

    `ordered` is false where nothing tells which is the later; `silent` marks a change that the new version
    says nothing of: no note on it, no later time of change.
    """

    outlet: str
    url: str
    old_id: str
    new_id: str
    ordered: bool
    silent: bool
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivationView:
    """Text that one article took from another or from an agency; `score` is the share of its words, 0..1.

    Where it is `inferred`, nothing tells which of the two articles had the text first.
    """

    article_id: str
    outlet: str
    from_article_id: str | None
    from_agency: str | None
    from_name: str
    grade: Grade
    score: float
    why: str
    inferred: bool
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """When it happened; UTC bounds, half-open, with how much of them is known."""

    start: datetime
    end: datetime
    grain: Grain


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """A story with all that a reader is shown of it. `version` grows when this shape changes."""

    version: int
    id: int
    title: str
    place: str | None
    event: EventView | None
    first_seen: datetime | None
    last_seen: datetime | None
    outlets: tuple[str, ...]
    article_ids: tuple[str, ...]
    origins: tuple[OriginView, ...]
    account: tuple[AccountView, ...]
    differences: tuple[DifferenceView, ...]
    claims: tuple[ClaimView, ...]
    quotes: tuple[QuoteView, ...]
    figures: tuple[FigureView, ...]
    series: tuple[SeriesView, ...]
    timeline: tuple[TimelineView, ...]
    times: tuple[TimeView, ...]
    entities: tuple[EntityView, ...]
    articles: tuple[ArticleLine, ...]
    derivations: tuple[DerivationView, ...]
    revisions: tuple[RevisionView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryParts:
    """A story with the parts that were asked for, the others null. `counts` says how many each has."""

    version: int
    id: int
    title: str
    place: str | None
    event: EventView | None
    first_seen: datetime | None
    last_seen: datetime | None
    outlets: tuple[str, ...]
    article_ids: tuple[str, ...]
    counts: dict[str, int]
    account: tuple[AccountView, ...] | None = None
    articles: tuple[ArticleLine, ...] | None = None
    claims: tuple[ClaimView, ...] | None = None
    derivations: tuple[DerivationView, ...] | None = None
    differences: tuple[DifferenceView, ...] | None = None
    entities: tuple[EntityView, ...] | None = None
    figures: tuple[FigureView, ...] | None = None
    origins: tuple[OriginView, ...] | None = None
    quotes: tuple[QuoteView, ...] | None = None
    revisions: tuple[RevisionView, ...] | None = None
    series: tuple[SeriesView, ...] | None = None
    timeline: tuple[TimelineView, ...] | None = None
    times: tuple[TimeView, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartList:
    """A page of a part of a story. `total` counts all that were asked for; the last has no `next_offset`."""

    story_id: int
    part: str
    total: int
    items: tuple[
        AccountView
        | ArticleLine
        | ClaimView
        | DerivationView
        | DifferenceView
        | EntityView
        | FigureView
        | OriginView
        | QuoteView
        | RevisionView
        | SeriesView
        | TimelineView
        | TimeView,
        ...,
    ]
    next_offset: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """A story as a list shows it: `articles` and independent `origins` are counts.

    `corrections` counts pages that were changed, `differences` what accounts have differently: null until the
    story is described.
    """

    id: int
    title: str
    place: str | None
    outlets: tuple[str, ...]
    articles: int
    origins: int
    differences: int | None
    corrections: int
    first_seen: datetime | None
    last_seen: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryList:
    """A part of a list of stories, which begins behind `start` others; `total` are all that fit.

    `articles` counts the articles of these; `apart` are stories of a single outlet that fit too and are left
    out; `described` counts those of `total` whose places, people and differences are known. `next_cursor`
    leads to the next part and `previous_cursor` back; null where there is none.
    """

    stories: tuple[StoryLine, ...]
    start: int
    total: int
    articles: int
    apart: int
    described: int
    facets: tuple[Facet, ...]
    next_cursor: str | None
    previous_cursor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadLine:
    """An affair as a list shows it; `stories` are ids in order of time."""

    id: int
    title: str
    stories: tuple[int, ...]
    first_seen: datetime | None
    last_seen: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadList:
    """Threads, the one with the newest article first. `next_offset` is null on the last page."""

    threads: tuple[ThreadLine, ...]
    next_offset: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadView:
    """An affair: its stories in order of time, and what is counted in two of them or more.

    `series` are of the stories that are described, `described` of them.
    """

    id: int
    title: str
    first_seen: datetime | None
    last_seen: datetime | None
    stories: tuple[StoryLine, ...]
    series: tuple[SeriesView, ...]
    described: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedView:
    """Something that changed. `words` are a source's: a title, a claim, the values that accounts give."""

    cursor: str
    at: datetime
    kind: ChangeKind
    story_id: int
    other_id: int | None
    article_id: str | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeList:
    """Changes in order. `next` is the cursor to ask with for what comes after; `more` is there already."""

    changes: tuple[LoggedView, ...]
    next: str
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedView:
    """An input that did not become an article: where it is, what refused it, and why."""

    place: str
    stage: Literal["reading", "cleaning"]
    reason: str
    detail: str
    key: str | None
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedList:
    """Every input that was rejected; `reasons` counts them by reason, most frequent first."""

    reasons: dict[str, int]
    rejected: tuple[RejectedView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """One outlet's cleaned text. `found_in` says which rule gave each value.

    `set_aside` are lines that the outlet prints on many pages, which no claim rests on.
    """

    article: ArticleLine
    place: str
    text: str
    found_in: dict[str, str]
    set_aside: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscrepancyView:
    """What the asked sentence says and what the evidence says instead, in their own words."""

    kind: Literal["figure", "time", "place", "name", "negation"]
    asked: str
    reported: str
    evidence: EvidenceView


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedView:
    """A claim held against the asked sentence; `finding` says in words how they stand to each other.

    `compared` are the passages that were held against it, the likeliest first; `likelihood`, 0..1, is that
    the first says the same. `evidence` is all that the claim rests on; `first_published` and `last_published`
    are of its articles. `missing` are asked figures that the first passage lacks.
    """

    relation: Relation
    finding: str
    likelihood: float
    story_id: int
    story_title: str
    claim_id: str
    text: str
    status: Status
    origins: tuple[OriginView, ...]
    outlets: tuple[str, ...]
    first_published: datetime | None
    last_published: datetime | None
    discrepancies: tuple[DiscrepancyView, ...]
    missing: tuple[str, ...]
    compared: tuple[EvidenceView, ...]
    evidence: tuple[EvidenceView, ...]
    origins_clear: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView:
    """What a database says of one sentence: `answer` in words, then the claims behind it."""

    text: str
    answer: str
    claims: tuple[CheckedView, ...]
    articles: tuple[ArticleLine, ...]
    asserts: bool = True  # False for a name or a phrase, which is mentioned and never said
    beside: tuple[DifferenceView, ...] = ()  # the figure as all accounts give it, where they differ


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckList:
    """A check for each sentence of the text that was asked about. `version` grows with the shape."""

    version: int
    checks: tuple[CheckView, ...]


Mark = Literal["says so", "differs", "says so, differs", "similar", "mentions", "nothing", "not checked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSentenceView:
    """Characters [start, end) of a draft, and what the database has on them.

    `outlets` are those that say so. `check` is the place of its check among the draft's; none for a sentence
    of another part of the draft, or without words.
    """

    start: int
    end: int
    text: str
    mark: Mark
    outlets: tuple[str, ...]
    check: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """A whole text, sentence by sentence, and the checks of a part of it.

    `checks` are of its different sentences from number `start` (from 0) on, of `different` altogether; `next`
    is where the next part starts, if there is one. `version` grows with the shape.
    """

    version: int
    sentences: tuple[DraftSentenceView, ...]
    checks: tuple[CheckView, ...]
    start: int
    next: int | None
    different: int
