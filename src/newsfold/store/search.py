"""Finding articles in a database by the words of a sentence, however long the sentence is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from newsfold.store.database import Database
from newsfold.store.errors import translated
from newsfold.text import strip_accents

_TERM = re.compile(r"[^\W_]+")
_SHORTEST = 5  # letters from which endings are let vary
_ENDING = 4  # letters that an ending has at most


def terms(text: str) -> list[str]:
    """The terms of `text` as the search index has them, in order, each once."""
    return list(dict.fromkeys(_TERM.findall(strip_accents(text).casefold())))


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
        """Ids of the articles that fit most and rarest of these groups of terms (BM25), best first."""
        if not groups:
            return []
        query = " OR ".join(f'"{term}"' for group in groups for term in group)
        rows = self._rows(
            "SELECT articles.id FROM (SELECT rowid AS at, rank AS fit FROM articles_search "
            "WHERE articles_search MATCH ? ORDER BY rank LIMIT ?) JOIN articles ON row = at ORDER BY fit, id",
            [query, limit],
        )
        return [row["id"] for row in rows]

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
