"""Finding articles in a database by the words of a sentence, however long the sentence is."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Mapping, Sequence

from newsfold.store.database import Database
from newsfold.store.errors import translated
from newsfold.text import strip_accents

_TERM = re.compile(r"[^\W_]+")
_category = unicodedata.ucd_3_2_0.category
_LOOKED_AT = 500  # articles whose words are counted, which the index does not tell
_SHORTEST = 5  # letters from which endings are let vary
_ENDING = 4  # letters that an ending has at most


def terms(text: str) -> list[str]:
    """The terms of `text` as the search index has them, in order, each once.

    Terms with characters that Unicode has later than 3.2 are left out: the index may cut them otherwise.
    """
    found = dict.fromkeys(_TERM.findall(strip_accents(text).casefold()))
    return [term for term in found if term.isascii() or not any(_category(c) == "Cn" for c in term)]


class Search(Database):
    """A database whose articles can be found by their words."""

    def spread(self, wanted: Sequence[str]) -> dict[str, int]:
        """In how many articles each of these terms stands."""
        self._terms_table()
        marks = ", ".join("?" * len(wanted))
        rows = self._rows(f"SELECT term, doc FROM temp.terms WHERE term IN ({marks})", wanted)
        found = {row["term"]: row["doc"] for row in rows}
        return {term: found.get(term, 0) for term in wanted}

    def forms(self, stem: str) -> dict[str, int]:
        """The indexed terms that begin with `stem` and are hardly longer, with their numbers of articles."""
        self._terms_table()
        rows = self._rows(
            "SELECT term, doc FROM temp.terms WHERE term >= ? AND term < ? AND length(term) <= ?",
            [stem, stem + "\U0010ffff", len(stem) + _ENDING],
        )
        return {row["term"]: row["doc"] for row in rows}

    def with_terms(self, groups: Sequence[Sequence[str]], limit: int) -> list[str]:
        """Ids of the articles that fit most and rarest of these groups of terms (BM25), best first.

        Where they are many, only those are looked at closely that have most and rarest of the groups.
        """
        queries = [" OR ".join(f'"{term}"' for term in group) for group in groups if group]
        if not queries:
            return []
        rows = self._rows(
            "SELECT id FROM articles_search JOIN articles ON articles.row = articles_search.rowid "
            "WHERE articles_search MATCH ? AND +articles_search.rowid IN (SELECT value FROM json_each(?)) "
            "ORDER BY bm25(articles_search), id LIMIT ?",
            [" OR ".join(queries), json.dumps(self._closest(queries)), limit],
        )
        return [row["id"] for row in rows]

    def _closest(self, queries: Sequence[str]) -> list[int]:
        """Rows of the articles that fit most and rarest of the queries, `_LOOKED_AT` and those that tie."""
        total = self._rows("SELECT count(*) AS n FROM articles")[0]["n"]
        weights: dict[int, float] = {}
        for query in queries:
            found = self._rows("SELECT rowid FROM articles_search WHERE articles_search MATCH ?", [query])
            rarity = math.log(1 + total / (len(found) + 0.5))
            for (row,) in found:
                weights[row] = weights.get(row, 0.0) + rarity
        if len(weights) <= _LOOKED_AT:
            return list(weights)
        least = sorted(weights.values(), reverse=True)[_LOOKED_AT - 1]
        return [row for row, weight in weights.items() if weight >= least]

    def rarest(self, stems: Mapping[str, str], most: int) -> list[list[str]]:
        """Groups of terms, rarest first, that together stand in `most` articles or fewer.

        `stems` gives each term's stem. A term that is too common to search for is left out, so that a
        search costs no more as its text grows longer; where all are, the rarest is taken.
        """
        groups = []
        for term, stem in stems.items():
            found = self.forms(stem) if len(stem) >= _SHORTEST else self.spread([term])
            number = sum(found.values())
            if number:
                groups.append((number, sorted(found)))
        chosen: list[list[str]] = []
        total = 0
        for number, forms in sorted(groups):
            total += number
            if chosen and total > most:
                break
            chosen.append(forms)
        return chosen

    def _terms_table(self) -> None:
        """The index's own list of terms, seen as a table of this connection."""
        with self._lock, translated(self.path):
            self._db.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms "
                "USING fts5vocab('main', 'articles_search', 'row')"
            )
