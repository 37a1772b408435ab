"""Outlets and entities across stories."""

from __future__ import annotations

from pathlib import Path

from newsfold.invisible import visible
from newsfold.profiles.entities import (
    EntityLine,
    EntityLines,
    EntityProfile,
    SameName,
    StoryClaim,
    entity_lines,
    entity_profile,
)
from newsfold.profiles.outlets import (
    Borrowing,
    FirstReport,
    OutletLine,
    OutletListing,
    OutletProfile,
    outlet_lines,
    outlet_profile,
)
from newsfold.profiles.owners import owners
from newsfold.profiles.stories import ProfileStory
from newsfold.records import EntityKind, NewsfoldError
from newsfold.store import Store

__all__ = [
    "Borrowing",
    "EntityLine",
    "EntityLines",
    "EntityProfile",
    "FirstReport",
    "OutletLine",
    "OutletListing",
    "OutletProfile",
    "ProfileStory",
    "Profiles",
    "SameName",
    "StoryClaim",
]


class Profiles:
    """What a newsroom says of outlets and entities across stories. `_store` is its database."""

    _store: Store

    def outlets(self, query: str = "", limit: int = 50, offset: int = 0) -> OutletListing:
        """Outlets of which the name holds `query`, those of most articles first."""
        return outlet_lines(self._store, query, limit, offset)

    def outlet(self, name: str, limit: int = 25, offset: int = 0) -> OutletProfile:
        """What an outlet reported first, from whom it takes text, how often it stood alone, and its stories.

        `limit` and `offset` are of its stories. Raises NewsfoldError where no article is of this outlet.
        """
        profile = outlet_profile(self._store, name, limit, offset)
        if profile is None:
            raise NewsfoldError(f"there is no outlet {visible(name)!r}; newsfold outlet lists them")
        return profile

    def import_owners(self, path: str | Path) -> tuple[int, int]:
        """Keep owner and country of outlets from a CSV file with the columns outlet, owner, country.

        Returns how many outlets it has, and how many of them articles are of. Raises NewsfoldError for a file
        that is no such table.
        """
        rows = owners(Path(path))
        self._store.put_owners(rows)
        return len(rows), len(self._store.known_outlets([name for name, _, _ in rows]))

    def entities(
        self, query: str = "", kind: EntityKind | None = None, limit: int = 50, offset: int = 0
    ) -> EntityLines:
        """Entities of which a name or spelling holds `query`, those in most stories first."""
        return entity_lines(self._store, query, kind, limit, offset)

    def entity(self, id: str, limit: int = 25, offset: int = 0) -> EntityProfile:
        """An entity's spellings, stories and time, the claims that name it and its own words.

        `limit` and `offset` are of its stories. Raises NewsfoldError where there is none of this id.
        """
        profile = entity_profile(self._store, id, limit, offset)
        if profile is None:
            raise NewsfoldError(f"there is no entity {visible(id)!r}; newsfold entity lists them")
        return profile
