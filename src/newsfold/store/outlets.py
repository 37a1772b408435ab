"""What stands in the articles of one outlet, and who owns it, by indexes that hold all that is asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from newsfold.store.database import Database
from newsfold.store.schema import OUTLET


class OutletRecords(Database):
    """The table `outlets`, and `articles` by outlet. An article without outlet and domain is of none."""

    def outlet_rows(self, query: str, limit: int, offset: int, name: str | None = None) -> list[sqlite3.Row]:
        """Outlets of which the name holds `query`, those of most articles first; each says how many.

        With `name` the one of exactly this name, if there is one.
        """
        where, values = f"{OUTLET} IS NOT NULL", list[object]()
        if name is not None:
            where, values = f"{OUTLET} = ?", [name]
        elif query:
            where += f" AND instr(lower({OUTLET}), lower(?))"
            values.append(query)
        return self._rows(
            "SELECT found.*, outlets.owner, outlets.country, count(*) OVER () AS total FROM "
            f"(SELECT {OUTLET} AS outlet, count(*) AS articles, count(DISTINCT story_id) AS stories, "
            f"min(published_at) AS first, max(published_at) AS last FROM articles WHERE {where} "
            f"GROUP BY {OUTLET}) AS found LEFT JOIN outlets ON outlets.name = found.outlet "
            "ORDER BY articles DESC, outlet LIMIT ? OFFSET ?",
            [*values, limit, offset],
        )

    def stories_of_outlet(self, name: str) -> list[sqlite3.Row]:
        """For each story of an outlet: when it first had an article in it, and how exactly that is known."""
        return self._rows(
            "SELECT story_id, min(published_at) AS at, published_grain AS grain FROM articles "
            f"WHERE {OUTLET} = ? AND story_id IS NOT NULL GROUP BY story_id",
            [name],
        )

    def others_beside_outlet(self, name: str) -> list[sqlite3.Row]:
        """For each story of an outlet that others have, too: who of them had it first, when, and how many."""
        return self._rows(
            f"SELECT story_id, min(published_at) AS at, published_grain AS grain, {OUTLET} AS outlet, "
            f"count(DISTINCT {OUTLET}) AS outlets FROM articles "
            f"WHERE story_id IN (SELECT story_id FROM articles WHERE {OUTLET} = ? AND story_id IS NOT NULL) "
            f"AND {OUTLET} IS NOT ? GROUP BY story_id",
            [name, name],
        )

    def taken_by_outlet(self, name: str) -> list[sqlite3.Row]:
        """From whom an outlet's articles take text: rows of outlet or agency, grade, number of articles."""
        return self._rows(
            f"SELECT {_outlet_sql('f')} AS outlet, d.from_agency AS agency, "
            "max(d.agency_in_full) AS in_full, d.grade, "
            "count(DISTINCT d.article_id) AS articles FROM articles AS a "
            "JOIN derivations AS d ON d.article_id = a.id "
            "LEFT JOIN articles AS f ON f.id = d.from_article_id "
            f"WHERE {_outlet_sql('a')} = ? AND NOT d.inferred "
            f"AND {_outlet_sql('f')} IS NOT {_outlet_sql('a')} GROUP BY 1, 2, 4",
            [name],
        )

    def taken_from_outlet(self, name: str) -> list[sqlite3.Row]:
        """Who takes text from the articles of an outlet: rows of outlet, grade, number of articles."""
        return self._rows(
            f"SELECT {_outlet_sql('t')} AS outlet, NULL AS agency, NULL AS in_full, d.grade, "
            "count(DISTINCT d.article_id) AS articles FROM articles AS a "
            "JOIN derivations AS d ON d.from_article_id = a.id JOIN articles AS t ON t.id = d.article_id "
            f"WHERE {_outlet_sql('a')} = ? AND NOT d.inferred "
            f"AND {_outlet_sql('t')} <> {_outlet_sql('a')} GROUP BY 1, 4",
            [name],
        )

    def story_rows(self, ids: Sequence[int]) -> dict[int, sqlite3.Row]:
        """The titles, times and numbers of outlets and articles of stories, by id."""
        sql = (
            "SELECT id, title, first_seen, last_seen, json_array_length(outlets) AS outlets, "
            "json_array_length(article_ids) AS articles FROM stories WHERE id IN ({})"
        )
        return {row["id"]: row for row in self._in(sql, ids)}

    def put_owners(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Keep owner and country of outlets, by name, in place of what was; of nothing, none."""
        with self.transaction():
            for name, owner, country in rows:
                self._db.execute("DELETE FROM outlets WHERE name = ?", [name])
                if owner or country:
                    self._db.execute("INSERT INTO outlets VALUES (?, ?, ?)", [name, owner, country])

    def known_outlets(self, names: Sequence[str]) -> set[str]:
        """Those of these names that an article's outlet has."""
        rows = self._in(f"SELECT DISTINCT {OUTLET} AS outlet FROM articles WHERE {OUTLET} IN ({{}})", names)
        return {row["outlet"] for row in rows}


def _outlet_sql(table: str) -> str:
    """The name of an article's outlet, in a query that calls its table so."""
    return OUTLET.replace("outlet,", f"{table}.outlet,").replace("domain,", f"{table}.domain,")
