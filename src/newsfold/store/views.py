"""Views for other programs: every span with its words, and the outlet, date and address of its article."""

from __future__ import annotations

from dataclasses import MISSING, fields

from newsfold.records import (
    Assertion,
    Attribution,
    Carrier,
    Evidence,
    Figure,
    Mention,
    SeriesPoint,
    TimeRef,
    Value,
)

_OUTLET = "CAST(coalesce({0}.outlet, {0}.domain, {0}.key, {0}.place) AS TEXT)"
_ARTICLE_SQL = (
    f"a.id AS article_id, {_OUTLET.format('a')} AS outlet, a.published_at AS published_at, "
    "CAST(coalesce(a.address, a.url) AS TEXT) AS address"
)


def _field_at(kind: type, name: str, of: str, of_article: bool = False) -> str:
    """A field of a record that stands as a list (`codec.to_list`), `of_article` without its article."""
    (at,) = (at for at, field in enumerate(fields(kind)) if field.name == name)
    default = fields(kind)[at].default
    value = f"json_extract({of}, '$[{at - of_article}]')"
    if default is MISSING or default in (None, ()):
        return value
    return f"coalesce({value}, {int(default) if isinstance(default, bool) else repr(default)})"


def _cast(value: str, kind: str = "TEXT") -> str:
    return f"CAST({value} AS {kind})"


def _span_ends(span: str) -> tuple[str, str]:
    """Where a span that is a list begins and ends."""
    start, end = (_cast(f"json_extract({span}, '$[{at}]')", "INTEGER") for at in (0, 1))
    return start, end


def _characters(start: str, end: str, text: str = "a.text") -> str:
    """The characters of a span."""
    return f"CAST(substr({text}, {start} + 1, {end} - {start}) AS TEXT)"


def _all_words(spans: str, text: str = "a.text") -> str:
    """The words of several spans in order, with " … " between."""
    span = _characters(*_span_ends("value"), text)
    return f"CAST((SELECT group_concat({span}, ' … ') FROM json_each({spans})) AS TEXT)"


def _outer_ends(spans: str) -> str:
    """Where the first of several spans begins and the last one ends."""
    return (
        f"CAST(json_extract({spans}, '$[0][0]') AS INTEGER) AS span_start, "
        f"CAST(json_extract({spans}, '$[#-1][1]') AS INTEGER) AS span_end"
    )


_START, _END = _span_ends(_field_at(Evidence, "span", "e.value"))
_EVIDENCE_OF = _field_at(Evidence, "article_id", "e.value")
_EVIDENCE_COLUMNS = (
    f"CAST(e.key AS INTEGER) AS position, {_ARTICLE_SQL}, {_START} AS span_start, {_END} AS span_end, "
    f"{_characters(_START, _END)} AS words"
)


def _with_evidence(table: str, fields: str, evidence: str = "t.evidence") -> str:
    """A row for every span that a row of a table of stories rests on; `position` 0 is the first."""
    return (
        f"SELECT {fields}, {_EVIDENCE_COLUMNS} FROM {table} AS t JOIN stories AS s ON s.id = t.story_id "
        f"JOIN json_each({evidence}) AS e JOIN articles AS a ON a.id = {_EVIDENCE_OF}"
    )


def _span_rows(table: str, fields: str, joined: str = "") -> str:
    """A row for every record of a table of articles; `e.value` is the record."""
    return (
        f"SELECT a.story_id AS story_id, {_ARTICLE_SQL}, {fields} FROM {table} AS t "
        f"JOIN articles AS a ON a.id = t.article_id JOIN json_each(t.records) AS e {joined}"
    )


def _with_span(table: str, kind: type, fields: dict[str, str], joined: str = "", more: str = "") -> str:
    """The same of records that have a span; `fields` are fields, with their SQL types."""
    start, end = _span_ends(_field_at(kind, "span", "e.value", of_article=True))
    named = ", ".join(f'{_field_column(kind, name, sql)} AS "{name}"' for name, sql in fields.items())
    span = f"{start} AS span_start, {end} AS span_end, {_characters(start, end)} AS words"
    return _span_rows(table, f"{span}, {named}{more}", joined)


def _field_column(kind: type, name: str, sql: str = "TEXT") -> str:
    """A field of a record of a table of articles."""
    return _cast(_field_at(kind, name, "e.value", of_article=True), sql)


_STORY = "t.story_id AS story_id, s.title AS story"
_CARRIER = (
    "(SELECT {} FROM json_each(t.carriers) "
    f"WHERE {_field_at(Carrier, 'article_id', 'value')} = {_EVIDENCE_OF})"
)
_SOURCE, _CUE, _CONTENT = (
    _field_at(Attribution, name, "e.value", of_article=True) for name in ("source", "cue", "content")
)
_PARTS, _SUBJECT, _PREDICATE = (
    _field_at(Assertion, name, "e.value", of_article=True) for name in ("parts", "subject", "predicate")
)

VIEWS = {
    "v_stories": (
        "SELECT id, title, first_seen, last_seen, place, event_start, event_end, event_grain, "
        "CAST(json_array_length(article_ids) AS INTEGER) AS articles, origin_count AS independent_texts, "
        "CAST((SELECT group_concat(value, '; ') FROM json_each(stories.outlets)) AS TEXT) AS outlet_names, "
        "CAST(NOT stale AS INTEGER) AS described FROM stories"
    ),
    "v_articles": (
        f"SELECT {_ARTICLE_SQL}, a.story_id AS story_id, s.title AS story, a.title AS title, "
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
        f"{_cast(_CARRIER.format(_field_at(Carrier, 'how', 'value')))} AS how, "
        f"{_cast(_CARRIER.format(_field_at(Carrier, 'via', 'value')))} AS via",
    ),
    "v_differences": (
        f"SELECT t.row AS difference, {_STORY}, t.kind AS kind, t.about AS about, t.updated AS updated, "
        f"{_cast(_field_at(Value, 'text', 'v.value'))} AS value, "
        f"{_cast(_field_at(Value, 'withdrawn', 'v.value'), 'INTEGER')} AS withdrawn, "
        f"{_EVIDENCE_COLUMNS} FROM differences AS t JOIN stories AS s ON s.id = t.story_id "
        f'JOIN json_each(t."values") AS v JOIN json_each({_field_at(Value, "evidence", "v.value")}) AS e '
        f"JOIN articles AS a ON a.id = {_EVIDENCE_OF}"
    ),
    "v_attributions": _span_rows(
        "attributions",
        f"CAST(e.key AS INTEGER) AS attribution, {_field_column(Attribution, 'speaker')} AS speaker, "
        f"{_field_column(Attribution, 'kind')} AS kind, {_all_words(_CONTENT)} AS words, "
        f"{_all_words(_SOURCE)} AS source, {_all_words(_CUE)} AS cue, "
        f"{_field_column(Attribution, 'relayed_by')} AS relayed_by, "
        f"{_field_column(Attribution, 'speaker_id')} AS speaker_id, "
        f"{_outer_ends(_CONTENT)}",
    ),
    "v_figures": _with_span(
        "figures",
        Figure,
        {
            "value": "REAL",
            "low": "REAL",
            "high": "REAL",
            "unit": "TEXT",
            "what": "TEXT",
            "modifier": "TEXT",
            "change": "TEXT",
            "ordinal": "INTEGER",
        },
    ),
    "v_times": _with_span(
        "times",
        TimeRef,
        dict.fromkeys(("kind", "value", "start", "end", "grain", "resolved_against"), "TEXT"),
    ),
    "v_assertions": _span_rows(
        "assertions",
        f"CAST(e.key AS INTEGER) AS assertion, {_all_words(_PARTS)} AS words, "
        f"{_characters(*_span_ends(_PREDICATE))} AS predicate, {_all_words(_SUBJECT)} AS subject, "
        f"{_field_column(Assertion, 'modality')} AS modality, "
        f"{_field_column(Assertion, 'negated', 'INTEGER')} AS negated, "
        f"{_outer_ends(_PARTS)}",
    ),
    "v_mentions": _with_span(
        "mentions",
        Mention,
        dict.fromkeys(("kind", "form", "entity_id"), "TEXT"),
        f"LEFT JOIN entities AS n ON n.id = {_field_column(Mention, 'entity_id')}",
        ", n.name AS name, n.country AS country",
    ),
    "v_derivations": (
        f"SELECT {_STORY}, {_ARTICLE_SQL}, t.from_article_id AS from_article_id, "
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
        f"{_cast(_field_at(Figure, 'value', 'e.value'), 'REAL')} AS value, "
        f"{_cast(_field_at(Figure, 'modifier', 'e.value'))} AS modifier",
        f"(SELECT json_group_array({_field_at(SeriesPoint, 'figure', 'value')}) FROM json_each(t.points))",
    ),
    "v_origins": (
        f"SELECT t.row AS origin, {_STORY}, t.kind AS kind, t.name AS name, t.why AS why, "
        f"t.inferred AS inferred, {_ARTICLE_SQL} FROM origins AS t JOIN stories AS s ON s.id = t.story_id "
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
