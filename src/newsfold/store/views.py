"""Views for other programs: every span with its words, and the outlet, date and address of its article."""

from __future__ import annotations

_OUTLET = "CAST(coalesce({0}.outlet, {0}.domain, {0}.key, {0}.place) AS TEXT)"
_ARTICLE = (
    f"a.id AS article_id, {_OUTLET.format('a')} AS outlet, a.published_at AS published_at, "
    "CAST(coalesce(a.address, a.url) AS TEXT) AS address"
)


def _json(path: str, kind: str = "TEXT", of: str = "e.value") -> str:
    return f"CAST(json_extract({of}, '$.{path}') AS {kind})"


def _words(start: str, end: str, text: str = "a.text") -> str:
    """The characters of a span."""
    return f"CAST(substr({text}, {start} + 1, {end} - {start}) AS TEXT)"


def _all_words(spans: str, text: str = "a.text") -> str:
    """The words of several spans in order, with " … " between."""
    span = _words("json_extract(value, '$.start')", "json_extract(value, '$.end')", text)
    return f"CAST((SELECT group_concat({span}, ' … ') FROM json_each({spans})) AS TEXT)"


def _reach(spans: str) -> str:
    """Where the first of several spans begins and the last one ends."""
    return (
        f"CAST(json_extract({spans}, '$[0].start') AS INTEGER) AS span_start, "
        f"CAST(json_extract({spans}, '$[#-1].end') AS INTEGER) AS span_end"
    )


_START, _END = _json("span.start", "INTEGER"), _json("span.end", "INTEGER")
_EVIDENCE = (
    f"CAST(e.key AS INTEGER) AS position, {_ARTICLE}, {_START} AS span_start, {_END} AS span_end, "
    f"{_words(_START, _END)} AS words"
)


def _with_evidence(table: str, own: str, evidence: str = "t.evidence") -> str:
    """A row for every span that a row of a table of stories rests on; `position` 0 is the first."""
    return (
        f"SELECT {own}, {_EVIDENCE} FROM {table} AS t JOIN stories AS s ON s.id = t.story_id "
        f"JOIN json_each({evidence}) AS e JOIN articles AS a ON a.id = json_extract(e.value, '$.article_id')"
    )


def _with_span(table: str, own: str, joined: str = "") -> str:
    """A row for every span of a table of articles."""
    return (
        f"SELECT a.story_id AS story_id, {_ARTICLE}, t.span_start AS span_start, t.span_end AS span_end, "
        f"{_words('t.span_start', 't.span_end')} AS words, {own} "
        f"FROM {table} AS t JOIN articles AS a ON a.id = t.article_id {joined}"
    )


_STORY = "t.story_id AS story_id, s.title AS story"
_CARRIER = (
    "(SELECT json_extract(value, '$.{}') FROM json_each(t.carriers) "
    "WHERE json_extract(value, '$.article_id') = json_extract(e.value, '$.article_id'))"
)

VIEWS = {
    "v_stories": (
        "SELECT id, title, first_seen, last_seen, place, event_start, event_end, event_grain, "
        "CAST(json_array_length(article_ids) AS INTEGER) AS articles, origin_count AS independent_texts, "
        "CAST((SELECT group_concat(value, '; ') FROM json_each(stories.outlets)) AS TEXT) AS outlet_names, "
        "CAST(NOT stale AS INTEGER) AS described FROM stories"
    ),
    "v_articles": (
        f"SELECT {_ARTICLE}, a.story_id AS story_id, s.title AS story, a.title AS title, "
        "CAST((SELECT group_concat(value, '; ') FROM json_each(a.authors)) AS TEXT) AS author_names, "
        "a.published_grain AS published_grain, a.modified_at AS modified_at, a.fetched_at AS fetched_at, "
        "a.dateline AS dateline, a.section AS section, a.kind AS kind, a.language AS language, "
        "a.place AS place, a.text AS text FROM articles AS a LEFT JOIN stories AS s ON s.id = a.story_id"
    ),
    "v_claims": _with_evidence(
        "claims",
        f"t.id AS claim_id, {_STORY}, t.status AS status, t.text AS claim, t.source AS source, "
        "t.sayings AS sayings, CAST(json_array_length(t.origins) AS INTEGER) AS origins, "
        "t.origins_clear AS origins_clear, t.background AS background, "
        f"CAST({_CARRIER.format('how')} AS TEXT) AS how, CAST({_CARRIER.format('via')} AS TEXT) AS via",
    ),
    "v_differences": (
        f"SELECT t.row AS difference, {_STORY}, t.kind AS kind, t.about AS about, t.updated AS updated, "
        f"{_json('text', of='v.value')} AS value, {_json('withdrawn', 'INTEGER', 'v.value')} AS withdrawn, "
        f"{_EVIDENCE} FROM differences AS t JOIN stories AS s ON s.id = t.story_id "
        "JOIN json_each(t.\"values\") AS v JOIN json_each(v.value, '$.evidence') AS e "
        "JOIN articles AS a ON a.id = json_extract(e.value, '$.article_id')"
    ),
    "v_attributions": (
        f"SELECT t.row AS attribution, a.story_id AS story_id, {_ARTICLE}, t.speaker AS speaker, "
        f"t.kind AS kind, {_all_words('t.content')} AS words, {_all_words('t.source')} AS source, "
        f"{_all_words('t.cue')} AS cue, t.relayed_by AS relayed_by, t.speaker_id AS speaker_id, "
        f"{_reach('t.content')} "
        "FROM attributions AS t JOIN articles AS a ON a.id = t.article_id"
    ),
    "v_figures": _with_span(
        "figures",
        "t.value AS value, t.low AS low, t.high AS high, t.unit AS unit, t.what AS what, "
        "t.modifier AS modifier, t.change AS change, t.ordinal AS ordinal",
    ),
    "v_times": _with_span(
        "times",
        't.kind AS kind, t.value AS value, t.start AS start, t."end" AS "end", t.grain AS grain, '
        "t.resolved_against AS resolved_against",
    ),
    "v_assertions": (
        f"SELECT t.row AS assertion, a.story_id AS story_id, {_ARTICLE}, {_all_words('t.parts')} AS words, "
        f"{_words('t.predicate_start', 't.predicate_end')} AS predicate, "
        f"{_all_words('t.subject')} AS subject, t.modality AS modality, t.negated AS negated, "
        f"{_reach('t.parts')} FROM assertions AS t JOIN articles AS a ON a.id = t.article_id"
    ),
    "v_mentions": _with_span(
        "mentions",
        "t.kind AS kind, t.form AS form, t.entity_id AS entity_id, n.name AS name, n.country AS country",
        "LEFT JOIN entities AS n ON n.id = t.entity_id",
    ),
    "v_derivations": (
        f"SELECT {_STORY}, {_ARTICLE}, t.from_article_id AS from_article_id, "
        f"{_OUTLET.format('f')} AS from_outlet, t.from_agency AS from_agency, t.grade AS grade, "
        f"t.score AS score, t.why AS why, t.inferred AS inferred, {_all_words('t.spans')} AS words "
        "FROM derivations AS t JOIN stories AS s ON s.id = t.story_id "
        "JOIN articles AS a ON a.id = t.article_id LEFT JOIN articles AS f ON f.id = t.from_article_id"
    ),
    "v_account": _with_evidence(
        "account", f"t.row AS sentence, {_STORY}, t.role AS role, t.text AS text, t.claim_id AS claim_id"
    ),
    "v_timeline": _with_evidence(
        "timeline",
        f't.row AS entry, {_STORY}, t.start AS start, t."end" AS "end", t.grain AS grain, t.text AS text, '
        "t.background AS background, t.inferred AS inferred",
    ),
    "v_series": _with_evidence(
        "series",
        f"t.row AS series, {_STORY}, t.what AS what, t.unit AS unit, "
        f"{_json('value', 'REAL')} AS value, {_json('modifier')} AS modifier",
        "(SELECT json_group_array(json_extract(value, '$.figure')) FROM json_each(t.points))",
    ),
    "v_origins": (
        f"SELECT t.row AS origin, {_STORY}, t.kind AS kind, t.name AS name, t.why AS why, "
        f"t.inferred AS inferred, {_ARTICLE} FROM origins AS t JOIN stories AS s ON s.id = t.story_id "
        "JOIN json_each(t.article_ids) AS e JOIN articles AS a ON a.id = e.value"
    ),
    "v_entities": (
        "SELECT n.id AS entity_id, n.name AS name, n.kind AS kind, n.country AS country, "
        "n.latitude AS latitude, n.longitude AS longitude, t.story_id AS story_id, s.title AS story, "
        "CAST((SELECT group_concat(value, '; ') FROM json_each(t.aliases)) AS TEXT) AS spellings "
        "FROM story_entities AS t JOIN entities AS n ON n.id = t.entity_id "
        "JOIN stories AS s ON s.id = t.story_id"
    ),
}


def views() -> list[str]:
    """SQL that makes the views, one statement each."""
    return [f"CREATE VIEW {name} AS {sql}" for name, sql in VIEWS.items()]
