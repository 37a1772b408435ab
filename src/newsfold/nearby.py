"""What new articles are held against: the stored ones near them in time, kept between batches."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from newsfold.fold import (
    LATE,
    LEAD_LETTERS,
    LETTERS,
    Compared,
    Folding,
    Parts,
    Sketch,
    Traits,
    Window,
    held_against,
    sketch,
    traits,
)
from newsfold.records import Article
from newsfold.store import Store

WINDOW = 50_000  # articles to hold against at most: about 100 MB, and some 20 ms for each new article
_TRAITS = 5_000  # kept of the articles last compared in full, about 6 kB each

Range = tuple[datetime, datetime]
_ALWAYS = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


class Nearby:
    """A window over the store, and `parts` of the links in it, for regrouping.

    It holds nothing that the store does not, and may be forgotten at any time.

    What other processes write is noticed; who takes articles out of the same store calls `forget`.
    """

    def __init__(self, store: Store, settings: Folding) -> None:
        self._store = store
        self._margin = timedelta(days=settings.days)
        self.parts = Parts(store.links_of, settings.join)
        self.forget()

    def forget(self) -> None:
        """Read anew from the store at the next call."""
        self._window, self._inside = Window(), set[str]()
        self._range: Range | None = None
        self._traits: OrderedDict[str, Traits] = OrderedDict()
        self._version = self._store.written_elsewhere()
        self.parts.forget()
        self.full = False  # whether there were more than `WINDOW` articles near, and the last read were taken

    def compared(self, new: Sequence[Article]) -> Compared:
        """Stored articles that are new to the fold, against one another and all that are near them."""
        if self._version != self._store.written_elsewhere():
            self.forget()
        found = self._known(new)
        self._reach(self._needed(found))
        self._take([one for one in found if one.id not in self._inside])
        days = self._margin.total_seconds() / 86_400
        return held_against(found, self._window, days, self._look_up)

    def _needed(self, new: Sequence[Traits]) -> Range:
        """Where the windows of what these can be linked to lie: at any time for one that has none.

        What the input dates late may tell of these days; what tells of an earlier day reaches there.
        """
        placed = [one.window for one in new if one.window is not None]
        if len(placed) < len(new):
            return _ALWAYS
        told = [one.day_told for one in new if one.day_told is not None]
        first, last = (
            datetime.fromtimestamp(day * 86_400, UTC) for day in (min(placed + told), max(placed) + LATE)
        )
        return _moved(first, -self._margin), _moved(last, self._margin)

    def _reach(self, needed: Range) -> None:
        """Have all inside whose window is in `needed`, or that have none; let go of what is long past."""
        first, last = needed
        held = self._range
        if held is None or first > held[1] or last < held[0]:
            self._refill(needed)
            return
        if first < held[0]:
            self._load((first, held[0]))
        if last > held[1]:
            self._load((held[1], last))
        self._range = (min(first, held[0]), max(last, held[1]))
        past = _moved(first, -self._margin)
        if self._range[0] < past and self._range != _ALWAYS:  # where some have no window, more will come
            self._window.drop_before(past.timestamp() / 86_400)
            self._inside = self._window.ids() if len(self._window) < len(self._inside) else self._inside
            self._range = (past, self._range[1])
        if len(self._window) > WINDOW * 5 // 4:
            self._refill(needed)

    def _refill(self, needed: Range) -> None:
        self._window, self._inside, self.full = Window(), set(), False
        self._load(needed, unplaced=True)
        self._range = needed

    def _load(self, published: Range, unplaced: bool = False) -> None:
        listed = self._store.folded(*published, WINDOW + 1, unplaced=unplaced)
        self.full = self.full or len(listed) > WINDOW
        ids = [id for id in listed[:WINDOW] if id not in self._inside]
        for at in range(0, len(ids), 1000):
            some = self._store.told(ids[at : at + 1000], LEAD_LETTERS)
            vectors = self._store.vectors([one.id for one in some])
            self._take([sketch(one, vector) for one, vector in zip(some, vectors, strict=True)])

    def _take(self, sketches: Sequence[Sketch | Traits]) -> None:
        self._window.add(sketches)
        self._inside.update(one.id for one in sketches)

    def _look_up(self, ids: Sequence[str]) -> list[Traits]:
        """What is compared of these articles: from those kept, or worked out from the store."""
        missing = [id for id in ids if id not in self._traits]
        self._known(self._store.told(missing, LETTERS))
        found = []
        for id in ids:
            self._traits.move_to_end(id)
            found.append(self._traits[id])
        while len(self._traits) > _TRAITS:
            self._traits.popitem(last=False)
        return found

    def _known(self, articles: Sequence[Article]) -> list[Traits]:
        vectors = self._store.vectors([article.id for article in articles])
        found = [traits(article, vector) for article, vector in zip(articles, vectors, strict=True)]
        self._traits.update((one.id, one) for one in found)
        return found


def _moved(time: datetime, by: timedelta) -> datetime:
    """The time, moved; the first or last there is where that would be over the edge."""
    try:
        return time + by
    except OverflowError:
        return _ALWAYS[by > timedelta(0)]
