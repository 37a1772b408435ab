"""Finding articles in a database by the words of a sentence, however long the sentence is."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from newsfold.store.asked_words import asked_words, expression
from newsfold.store.database import Database
from newsfold.store.errors import translated
from newsfold.store.settings import FITS, WORD_FORMS
from newsfold.text import ALPHANUMERIC, strip_accents

_category = unicodedata.ucd_3_2_0.category


def terms(text: str) -> list[str]:
    """The terms of `text` as the search index has them, in order, each once.

    Terms with characters that Unicode has later than 3.2 are left out: the index may cut them otherwise.
    """
    listed = dict.fromkeys(ALPHANUMERIC.findall(strip_accents(text).casefold()))
    return [term for term in listed if _is_indexed(term)]


def _is_indexed(term: str) -> bool:
    """Whether the index has such a term as it is."""
    return term.isascii() or not any(_category(c) == "Cn" for c in term)


class Search(Database):
    """A database whose articles can be found by their words."""

    def spread(self, wanted: Sequence[str]) -> dict[str, int]:
        """In how many articles each of these terms stands."""
        self._terms_table()
        marks = ", ".join("?" * len(wanted))
        rows = self._rows(f"SELECT term, doc FROM temp.terms WHERE term IN ({marks})", wanted)
        counts = {row["term"]: row["doc"] for row in rows}
        return {term: counts.get(term, 0) for term in wanted}

    def forms(self, stem: str) -> dict[str, int]:
        """The indexed terms that begin with `stem` and are hardly longer, with their numbers of articles."""
        self._terms_table()
        rows = self._rows(
            "SELECT term, doc FROM temp.terms WHERE term >= ? AND term < ? AND length(term) <= ?",
            [stem, stem + "\U0010ffff", len(stem) + WORD_FORMS.ending],
        )
        return {row["term"]: row["doc"] for row in rows}

    def with_terms(self, groups: Sequence[Sequence[str]], limit: int) -> list[str]:
        """Ids of the articles that fit most and rarest of these groups of terms (BM25), best first."""
        queries = [" OR ".join(f'"{term}"' for term in group) for group in groups if group]
        if not queries:
            return []
        rows = self._rows(
            "SELECT id FROM articles_search JOIN articles ON articles.row = articles_search.rowid "
            "WHERE articles_search MATCH ? ORDER BY bm25(articles_search), id LIMIT ?",
            [" OR ".join(queries), limit],
        )
        return [row["id"] for row in rows]

    def expression(self, text: str) -> str | None:
        """What the index is asked for articles that have what `text` asks for; None where it has no words.

        Raises QueryError for a search that is too long.
        """
        groups = asked_words(text, _is_indexed)
        return expression(groups, self._beginning) if groups else None

    def having(self, expression: str) -> NDArray[np.int64]:
        """Rows of the articles that the index gives, in no order."""
        # One text of all numbers is read five times as fast as a row for each.
        sql = "SELECT group_concat(rowid, ' ') AS found FROM articles_search WHERE articles_search MATCH ?"
        (row,) = self._rows(sql, [expression])
        return np.fromstring(row["found"] or "", dtype=np.int64, sep=" ")

    def fits(self, expression: str, rows: Collection[int]) -> dict[int, float]:
        """How well each of these articles, by row, fits what the index is asked: BM25, more is better.

        A word in a title counts as often as `FITS.title` says.
        """
        ranked = self._rows(
            f"SELECT rowid, bm25(articles_search, {FITS.title}, 1.0) AS rank FROM articles_search "
            "WHERE articles_search MATCH ? AND +rowid IN (SELECT value FROM json_each(?))",
            [expression, json.dumps([int(row) for row in rows])],
        )
        return {row["rowid"]: -row["rank"] for row in ranked}

    def _beginning(self, start: str) -> list[str]:
        """The indexed terms that begin with `start`."""
        self._terms_table()
        sql = "SELECT term FROM temp.terms WHERE term >= ? AND term < ?"
        return [row["term"] for row in self._rows(sql, [start, start + "\U0010ffff"])]

    def rarest(self, stems: Mapping[str, str], most: int) -> list[list[str]]:
        """Groups of terms, rarest first, that together stand in `most` articles or fewer.

        `stems` gives each term's stem. A term that is too common to search for is left out, so that a
        search costs no more as its text grows longer; where all are, the rarest is taken.
        """
        groups = []
        for term, stem in stems.items():
            counts = self.forms(stem) if len(stem) >= WORD_FORMS.shortest_stem else self.spread([term])
            number = sum(counts.values())
            if number:
                groups.append((number, sorted(counts)))
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
