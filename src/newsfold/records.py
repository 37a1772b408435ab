"""Every record that flows through Newsfold. Imports the standard library only.

Records are frozen, slotted and keyword-only. Offsets are half-open and count code points.
Times are aware `datetime`s in UTC; a `grain` says how much of one is known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Literal

Grain = Literal["second", "minute", "hour", "day", "week", "month", "season", "year", "decade", "century"]


class NewsfoldError(Exception):
    """What Newsfold raises when it can't do what was asked; the message says what to change."""


class BusyError(NewsfoldError):
    """Another process is reading into the database; it may be done soon."""


class DatabaseError(NewsfoldError):
    """The database can't be read or written: damage, a full disk, no right to; the message says more."""


class DamagedError(DatabaseError):
    """The database is not as it was written."""


class TooMuchError(NewsfoldError):
    """More was asked than is worked out at once; the message says how much is."""


# ── pages and articles ────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Characters [start, end) of `Article.text`, in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, got {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """The characters this span covers in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether every character of `other` is inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Bytes as they came, with what the input itself said of them (a JSONL row's fields, a feed item's).

    `place` says where a person finds it: a path, `path:line`, or a URL. `key` is the id the input gave.
    Text that somebody extracted already has media type `text/plain`.
    """

    place: str
    body: bytes
    media_type: str = "text/html"
    charset: str | None = None
    key: str | None = None
    url: str | None = None
    fetched_at: datetime | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """`length` characters of `Article.text` from `text_start` stand in the page's text from `page_start`."""

    text_start: int
    page_start: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Boilerplate:
    """Characters [start, end) of `Article.page_text` that are no part of the article, and what they are."""

    start: int
    end: int
    kind: str  # title, date, byline, caption, share, comments, navigation, other


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One outlet's cleaned text, one version.

    `page_text` is the page's own visible text (for HTML: its text nodes in order, one block a line),
    into which `origin_map` leads from `text`. `found_in` names the rule that gave each value,
    as (field, rule) pairs sorted by field.
    """

    id: str  # hash of canonical address (or key) and text
    place: str
    text: str
    title: str
    language: str
    key: str | None = None
    url: str | None = None  # canonical: the same for all addresses of the page; for comparing
    address: str | None = None  # as the page was fetched, else as it gives itself; for showing
    outlet: str | None = None
    domain: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    published_at: datetime | None = None
    published_grain: Grain | None = None
    utc_offset: int | None = (
        None  # minutes east of UTC of the clock that the page is dated by; None if unknown
    )
    modified_at: datetime | None = None
    fetched_at: datetime | None = None  # when this version was first fetched, where the input tells
    window_at: datetime | None = None  # inferred for an undated one; for folding only, never shown as a date
    section: str | None = None
    image: str | None = None
    kind: str | None = None  # news, opinion, live, advertisement: only where the page states it
    paywalled: bool | None = None
    page_text: str = ""
    origin_map: tuple[Segment, ...] = ()
    boilerplate: tuple[Boilerplate, ...] = ()
    found_in: tuple[tuple[str, str], ...] = ()


Encoder = Literal["full", "static"]  # what turns articles into vectors; one for a database

Reason = Literal[
    "unreadable",  # the file can't be opened or read
    "empty",  # no bytes, or nothing but spaces
    "binary",  # not text at all
    "too large",  # over the size limit
    "encoding",  # bytes that are not what their charset says, and no other fits
    "bad line",  # a JSONL line, feed item or archive record that doesn't parse
    "missing field",  # a row without text or html
    "not an article",  # a front page, a form, a list of links, an error page
    "too short",  # some text, not enough for an article
    "language",  # a language Newsfold does not read yet
    "not fetched",  # a URL that could not be fetched, or that must not be
    "unsupported",  # a kind of input we do not know
    "failed",  # our own error on this page; the detail says which
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """An input that did not become an article. Kept, counted and listed, never silently lost."""

    place: str  # path, path:line or URL
    stage: Literal["reading", "cleaning"]
    reason: Reason
    detail: str = ""
    key: str | None = None
    url: str | None = None


# ── who copied whom, and what is one event ────────────────────────────────────────────────────────

Grade = Literal["whole", "most", "part"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """Text of `article_id` that it took from another article, or from an agency (exactly one is set).

    `spans` are the copied characters in the deriving article; `score` is the share of its words
    that are copied, 0..1; `why` says in words how the direction was settled. Where it is `inferred`,
    nothing tells which of the two had the text first.
    """

    article_id: str
    from_article_id: str | None = None
    from_agency: str | None = None  # as the story's articles print it
    agency_in_full: str | None = None  # where they print a short form alone: inferred
    grade: Grade
    spans: tuple[Span, ...] = ()
    score: float
    why: str
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles on one event. `id` lasts: it stays with most of the story's articles when it grows."""

    id: int
    article_ids: tuple[str, ...]  # sorted
    title: str = ""
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    place: str | None = None
    event_start: datetime | None = None
    event_end: datetime | None = None
    event_grain: Grain | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """Stories of one affair, over weeks or months. `id` lasts, as a story's does; `title` is one story's."""

    id: int
    story_ids: tuple[int, ...]  # by the time of their first article; two or more
    title: str = ""
    first_seen: datetime | None = None
    last_seen: datetime | None = None


# ── what an article says ──────────────────────────────────────────────────────────────────────────

EntityKind = Literal["person", "organisation", "place", "event", "nationality"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place in an article that names or points at an entity.

    `form` says how: by name, by pronoun, or by office ("the president"). `entity_id` is None where
    the text does not settle whom it means. `government` marks a place that stands for its government.
    """

    article_id: str
    span: Span
    kind: EntityKind
    form: Literal["name", "pronoun", "office"] = "name"
    entity_id: str | None = None
    government: bool = False
    chain: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Who or what is mentioned. `id` depends on kind and name alone, so it lasts over stories."""

    id: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()  # every spelling seen, sorted; a body's full `name` only where it's printed
    country: str | None = None  # ISO 3166 alpha-2
    latitude: float | None = None
    longitude: float | None = None

    @property
    def printed(self) -> str:
        """The name, where the story prints it; else the fullest that it prints ("FBI"), a Latin one first."""
        if not self.aliases or self.name in self.aliases:
            return self.name
        return max(self.aliases, key=lambda alias: (_is_latin(alias), len(alias.split()), len(alias), alias))


def _is_latin(name: str) -> bool:
    return all(ord(letter) < 0x250 for letter in name if letter.isalpha())


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who said what, in PolNeAR's terms: source and cue (where the text has them) and content.

    `content` covers the words themselves, quotation marks included for direct speech. `speaker` is the
    name to show ("Vladimir Putin", "the Kremlin"), `speaker_id` its entity. `relayed_by` names the outlet
    or agency that the words came through ("CNN"), `relay` its span.
    """

    article_id: str
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    kind: Literal["direct", "indirect", "mixed"]
    speaker: str | None = None
    speaker_id: str | None = None
    in_article: str | None = None  # the speaker as the article alone settles it, before the story does
    relayed_by: str | None = None
    relay: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity. `value` is in `unit` (ISO 4217 for money, "%" for shares, "" for bare counts).

    `low` and `high` bound a range ("49 to 51"; "at least 51" has low 51 and no high). `what` is the
    counted noun ("food aid", "people killed"). An ordinal ("sixth") has `ordinal` set and its rank as value.
    """

    article_id: str
    span: Span
    value: float
    low: float | None = None
    high: float | None = None
    unit: str = ""
    what: str = ""
    modifier: Literal["", "about", "at least", "at most", "more than", "less than", "exactly"] = ""
    change: Literal["", "up", "down", "same"] = ""
    ordinal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRef:
    """A time expression. `start` and `end` are UTC bounds (half-open) where it could be resolved.

    `value` is its TimeML value ("2019-04-25", "P3D", "PAST_REF"), by the clock that the text names.
    `resolved_against` names the anchor: "published", "story" (the date was inferred from the story), "text"
    (the text's own dates) or "itself" (a full date needs none).
    """

    article_id: str
    span: Span
    kind: Literal["date", "time", "duration", "set"]
    value: str
    start: datetime | None = None
    end: datetime | None = None
    grain: Grain | None = None
    resolved_against: Literal["itself", "published", "story", "text", "nothing"] = "nothing"
    utc_offset: int | None = None  # minutes east of UTC of the zone that a clock time states


Modality = Literal["asserted", "planned", "possible", "demanded", "conditional"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """One thing that a sentence says: a predicate with what hangs on it, clauses below it left out.

    `parts` are its words in order, apart where a clause stands between them; `predicate` is its head.
    `subject` is what it is said of, inside `parts` or elsewhere in the sentence; () where it has none.
    `modality` is "asserted" for what is said to be so.
    """

    article_id: str
    parts: tuple[Span, ...]
    predicate: Span
    subject: tuple[Span, ...] = ()
    modality: Modality = "asserted"
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """All that extraction found in one article; every tuple is in order of the text."""

    article_id: str
    sentences: tuple[Span, ...] = ()
    clauses: tuple[Span, ...] = ()  # sentences, cut where they join what could stand alone
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[TimeRef, ...] = ()
    assertions: tuple[Assertion, ...] = ()


# ── what a story says ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence or clause of one article, with what was found inside it."""

    article_id: str
    span: Span
    position: int  # 0 for the article's first statement
    attribution: Attribution | None = None
    figures: tuple[Figure, ...] = ()
    times: tuple[TimeRef, ...] = ()
    mentions: tuple[Mention, ...] = ()
    assertions: tuple[Assertion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Evidence:
    """Characters of one article."""

    article_id: str
    span: Span

    def __contains__(self, other: Evidence) -> bool:
        """Whether `other` lies inside it."""
        return self.article_id == other.article_id and self.span.contains(other.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where statements come from at the root: an outlet's own reporting, an agency, or who was quoted.

    `why` says how it was worked out, naming the outlets ("Outlet A and Outlet B both print AP"). `inferred`
    where accounts that name no common root were taken to have one.
    """

    kind: Literal["outlet", "agency", "source"]
    name: str
    article_ids: tuple[str, ...]
    why: str
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """How one article came to say a claim; `via` names the source it quotes or the outlet it relays."""

    article_id: str
    how: Literal["own words", "quotes a source", "relayed"]
    via: str | None = None


Status = Literal["corroborated", "origins not clear", "single origin", "disputed", "updated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What aligned statements have in common. `text` is one of them, verbatim, from evidence[0].

    `sayings` counts the origins for "X said so", `origins` are those for what was said. How many they are is
    sure enough to be said where `origins_clear`: one; or more, where two accounts surely assert the same and
    each has it from a root of its own.
    """

    id: str  # hash of story and evidence
    story_id: int
    text: str
    evidence: tuple[Evidence, ...]
    origins: tuple[Origin, ...]
    status: Status
    sayings: int
    source: str | None = None  # set where every statement names this one source
    carriers: tuple[Carrier, ...] = ()  # one for each article that says it, by article id
    background: bool = False
    origins_clear: bool = True
    marks: tuple[Evidence, ...] = ()  # inside the evidence, in order: the words that say it, where not all do


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One side of a difference: what the accounts say, and where.

    `withdrawn` where all of them are versions of pages that a later version, without the value, has replaced.
    """

    text: str
    evidence: tuple[Evidence, ...]
    withdrawn: bool = False


DifferenceKind = Literal["figure", "negation", "agent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Accounts that do not say the same of one thing. A finding, never a verdict."""

    claim_ids: tuple[str, ...]
    kind: DifferenceKind
    about: str
    values: tuple[Value, ...]
    updated: bool = False  # the later reports carry the later value: news moving on, not a conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSentence:
    """A sentence to show, and where every word of it stands. `evidence` is never empty."""

    text: str
    evidence: tuple[Evidence, ...]
    role: Literal["news", "background", "difference"] = "news"
    claim_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """A dated statement. `inferred` where its date rests on the story's, not on its own article's."""

    start: datetime
    end: datetime
    grain: Grain
    text: str
    evidence: tuple[Evidence, ...]
    background: bool = False
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPoint:
    """One report of a counted thing."""

    figure: Figure
    outlet: str | None
    published_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSeries:
    """One counted thing over time, by publication; undated reports last."""

    what: str
    unit: str
    points: tuple[SeriesPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryDetail:
    """A story with all that a reader is shown of it."""

    story: Story
    articles: tuple[Article, ...]
    derivations: tuple[Derivation, ...] = ()
    entities: tuple[Entity, ...] = ()
    annotations: tuple[Annotations, ...] = ()
    claims: tuple[Claim, ...] = ()
    differences: tuple[Difference, ...] = ()
    account: tuple[AccountSentence, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    series: tuple[FigureSeries, ...] = ()
    origins: tuple[Origin, ...] = ()  # the independent origins over the whole story
    inferred_dates: tuple[tuple[str, datetime], ...] = ()  # (article id, day) for undated articles

    def _repr_html_(self) -> str:
        lines = "".join(f"<p>{escape(sentence.text)}</p>" for sentence in self.account)
        counted = f"{len(self.articles)} articles, {len(self.origins)} independent texts"
        return f"<h3>{escape(self.story.title)}</h3><p>{counted}</p>{lines}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy:
    """Something that a statement has otherwise than a sentence asked about: both sides, in their words."""

    kind: Literal["figure", "time", "place", "name", "negation"]
    asked: str
    reported: str
    evidence: Evidence


Relation = Literal["says so", "differs", "similar", "mentions"]  # the last where nothing is asserted


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedClaim:
    """A claim held against a sentence asked about: a finding, never a verdict.

    `evidence` are the statements of the claim that were compared, the likeliest first; `likelihood`,
    0..1, is that of the first. `missing` are asked figures that the first lacks, or a denial on one side.
    """

    relation: Relation
    claim: Claim
    story: Story
    evidence: tuple[Evidence, ...]
    likelihood: float
    discrepancies: tuple[Discrepancy, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What a database says of one sentence. No `claims` is the answer that nothing in it speaks of it.

    A text that asserts nothing (a name, a phrase) has `asserts` False, and only claims that mention it.

    `claims` has what says so before what differs, and both before what is near; likeliest first in each.
    `beside` are differences in a figure of the sentence that what says so or differs is a side of, with a few
    places of each value. `articles` are all that its evidence is in, by id.
    """

    text: str
    claims: tuple[CheckedClaim, ...] = ()
    articles: tuple[Article, ...] = ()
    asserts: bool = True
    beside: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What one `read` did: counts, never lists."""

    new: int = 0
    known: int = 0
    copies: int = 0
    rejected: dict[str, int] = field(default_factory=dict)  # by reason
    stories_new: int = 0
    stories_changed: int = 0
    warnings: tuple[str, ...] = ()  # in words: a bound on the cost of folding that was met; what rows lack
    notes: tuple[str, ...] = ()  # in words: how the columns of rows were understood, what was passed over


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySummary:
    """A story as one row of a list; `differences` are None, and `origins` 0, until it is described."""

    story: Story
    outlets: tuple[str, ...]  # sorted
    articles: int
    origins: int  # independent origins over the whole story
    differences: int | None = None  # that are no news moving on
    corrections: int = 0  # later versions of pages


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadDetail:
    """A thread with its stories, and the figures that run through two of them or more.

    `described` of its stories have been described: figures are known of these alone.
    """

    thread: Thread
    stories: tuple[StorySummary, ...]  # by the time of their first article
    series: tuple[FigureSeries, ...] = ()  # in most stories first; reports in order of time
    articles: tuple[Article, ...] = ()  # those that the figures stand in
    described: int = 0


ChangeKind = Literal[
    "new story",
    "new article",  # in a story that was there
    "correction",  # a later version of a page
    "merged",  # the story into the other
    "split",  # the story from the other
    "removed",
    "second origin",  # a claim is now told from two roots or more
    "difference",
    "difference gone",
    "figure updated",  # later reports carry another value
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that changed in a database. `words` are a source's: a title, a claim, the values of a figure.

    `cursor` is where changes after this one begin.
    """

    cursor: str
    at: datetime
    kind: ChangeKind
    story_id: int
    other_id: int | None = None
    article_id: str | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage:
    """Changes in order. `next` is the cursor to ask with for what comes after; `more` is there already."""

    changes: tuple[Change, ...]
    next: str
    more: bool
