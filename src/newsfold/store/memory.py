"""What was worked out from a database that can't be written: kept by this process, not in the file."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from pathlib import Path

from newsfold.records import StoryDetail
from newsfold.store.database import Database

_FEW, _ARTICLES = 8, 600  # stories kept however large they are, and articles in all that are kept

_remembered: OrderedDict[Hashable, StoryDetail] = OrderedDict()
_turn = threading.Lock()


class InMemory(Database):
    """Stories described in this process, for all who have the same file open, while it stays as it is."""

    def remember(self, detail: StoryDetail) -> None:
        """Keep a story that can't be stored; the oldest are forgotten where they are many."""
        key = self._key(detail.story.id)
        with _turn:
            _remembered[key] = detail
            _remembered.move_to_end(key)
            while (
                len(_remembered) > _FEW
                and sum(len(held.articles) for held in _remembered.values()) > _ARTICLES
            ):
                _remembered.popitem(last=False)

    def remembered(self, id: int) -> StoryDetail | None:
        """A story as it was kept; None where it was not, or where the file was written since."""
        with _turn:
            return _remembered.get(self._key(id)) if _remembered else None

    def _key(self, id: int) -> Hashable:
        return str(self.path.absolute()), self._file(self.path), self._file(Path(f"{self.path}-wal")), id

    @staticmethod
    def _file(path: Path) -> Hashable:
        """What changes when a file is written."""
        try:
            status = path.stat()
        except OSError:
            return None
        return status.st_ino, status.st_size, status.st_mtime_ns
