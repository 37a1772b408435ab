"""What in a database can't have been written by Newsfold: pages, rows, and what rows refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from newsfold.codec import from_row, to_json
from newsfold.records import Entity, Rejected, Story
from newsfold.store.database import as_dict
from newsfold.store.details import Details
from newsfold.store.errors import damaged, decoding
from newsfold.store.schema import BY_ARTICLE, BY_STORY

_KINDS = {"stories": Story, "entities": Entity, "rejected": Rejected, **BY_ARTICLE, **BY_STORY}


class Integrity(Details):
    """A database that can look at all of itself."""

    @decoding
    def check_integrity(self) -> None:
        """Look at everything there is; raises DamagedError where something is not as it was written."""
        self.check_pages()
        articles = [row["id"] for row in self.table("articles")]
        for at in range(0, len(articles), 100):
            self.articles(articles[at : at + 100])
        known = {"article": set(articles), "story": {row["id"] for row in self.table("stories")}}
        for name, kind in _KINDS.items():
            for row in self.table(name):
                for what, id in _referred({**row, "record": to_json(from_row(kind, row))}):
                    if id not in known[what]:
                        raise damaged(self.path, f"{name} speaks of the {what} {id}, which is not there")

    def table(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows of a table, a thousand at a time, nested values as JSON text; for export."""
        key = "id" if name in ("stories", "entities") else "row"
        last: Any = "" if name == "entities" else 0
        while rows := self._rows(f"SELECT * FROM {name} WHERE {key} > ? ORDER BY {key} LIMIT 1000", [last]):
            last = rows[-1][key]
            yield from map(as_dict, rows)


def _referred(value: Any) -> Iterator[tuple[str, Any]]:
    """Every id of an article or a story in a value as in JSON, with what it is of."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            if name in ("article_id", "story_id", "from_article_id") and part is not None:
                yield name.removeprefix("from_").removesuffix("_id"), part
            elif name == "article_ids" and not isinstance(part, str):
                yield from (("article", id) for id in part)
            else:
                yield from _referred(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _referred(part)
