"""What new articles are held against: the stored ones near them in time, kept between batches."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from newsfold.fold import (
    DATES,
    LEAD_LETTERS,
    LETTERS,
    Around,
    ArticleFeatures,
    ArticlePreview,
    Compared,
    Folding,
    Parts,
    Standing,
    Window,
    article_features,
    article_preview,
    held_again,
    is_crowd,
    merged,
    nearest,
    score_candidates,
)
from newsfold.records import Article
from newsfold.store import Store
from newsfold.tasks import meanings

# Articles held in memory at most, about 100 MB; where more are near they pass in pieces.
WINDOW_ARTICLES = 50_000
_PIECE = 10_000
_STANDINGS = 200_000
_ENCODED = 200  # articles whose meanings are kept in one transaction
_MANY = 500  # articles for which less is looked through when what none of them needs is let go
_MOST_FEATURES = 5_000  # kept of the articles last compared in full, about 6 kB each

Floats = NDArray[np.float32]
Range = tuple[datetime, datetime]
_ALWAYS = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


class Nearby:
    """A window over the store, and `parts` of the links in it, for regrouping.

    It holds nothing that the store does not, and may be forgotten at any time.

    What other processes write is noticed; who takes articles out of the same store calls `forget`.
    """

    def __init__(self, store: Store, settings: Folding) -> None:
        self._store = store
        self._days, self._weakest = settings.days, settings.weakest
        self._margin = timedelta(days=settings.days)
        self.parts = Parts(store.links_of, settings.join)
        self.forget()

    def forget(self) -> None:
        """Read anew from the store at the next call."""
        self._window, self._inside = Window(), set[str]()
        self._range: Range | None = None
        self._new: list[ArticleFeatures] = []  # not yet in a story, so not what the store gives
        self._features: OrderedDict[str, ArticleFeatures] = OrderedDict()
        self._standings: dict[str, Standing] = {}
        self._version = self._store.data_version()
        self._meant = self._needs_meanings()
        self.parts.forget()
        self.full = False  # whether more than `WINDOW_ARTICLES` articles were near

    def _refresh(self) -> None:
        if self._version != self._store.data_version() or self._meant != self._needs_meanings():
            self.forget()

    def compared(self, new: Sequence[Article]) -> Compared:
        """Stored articles that are new to the fold, against one another and all that are near them."""
        self._refresh()
        if len(self._standings) > _STANDINGS:
            self._standings.clear()
        self._new = self._known(new)
        self._let_go(self._new)
        return score_candidates(self._new, self._look, self._look_up, self._standings, self._weakest)

    def crowded_after(self, ids: Sequence[str]) -> dict[str, list[str]]:
        """What the articles in a crowd that come after some of these are held against."""
        self._refresh()
        self._new = []
        after = {rank.id for around in self._look(self._look_up(ids)) for rank in around.after}
        listed = self._look_up(sorted(after.difference(ids)))
        return {
            article.id: nearest(around.before)
            for article, around in zip(listed, self._look(listed), strict=True)
            if is_crowd(len(around.before))
        }

    def again(self, was: Mapping[str, Collection[str]]) -> Compared:
        """These articles, of which some before them are gone, against what takes their places."""
        self._new = []
        return held_again(was, self._look, self._look_up, self._weakest)

    def features_of(self, ids: Sequence[str]) -> list[ArticleFeatures]:
        """What is compared of stored articles."""
        self._refresh()
        return self._look_up(ids)

    def kept(self, compared: Compared) -> set[str]:
        """Keep in the store the links of what was compared, and no more those whose places others took.

        Returns one end of each of the latter. Who fails to keep what it wrote calls `forget`.
        """
        self._store.remove_pairs(compared.dropped)
        self._store.add_links(compared.links)
        self.parts.drop(compared.dropped)
        self.parts.add(compared.links)
        return {left for left, _ in compared.dropped}

    def _look(self, articles: Sequence[ArticleFeatures]) -> list[Around]:
        """What is near each of these."""
        around: dict[str, Around] = {}
        for has_window in (True, False):  # what has none is near all there is
            some = [article for article in articles if (article.window is not None) == has_window]
            around.update(zip((article.id for article in some), self._near(some), strict=True))
        return [around[article.id] for article in articles]

    def _near(self, articles: Sequence[ArticleFeatures]) -> list[Around]:
        """The same: from the window or, where that can't hold it all, piece by piece from the store."""
        if not articles:
            return []
        needed = self._needed(articles)
        if self._reach(needed):
            return [self._window.near(article, self._days) for article in articles]
        self.full = True
        around = [Around([], [])] * len(articles)
        for piece in self._pieces(needed):
            in_piece = [piece.near(article, self._days) for article in articles]
            around = list(map(merged, around, in_piece))
        return around

    def _needed(self, articles: Sequence[ArticleFeatures]) -> Range:
        """Where the windows of what these can be linked to lie: at any time for one that has none.

        What the input dates late may tell of these days; what tells of an earlier day reaches there.
        """
        placed = [article.window for article in articles if article.window is not None]
        if len(placed) < len(articles):
            return _ALWAYS
        stated = [article.stated_day for article in articles if article.stated_day is not None]
        first, last = (
            datetime.fromtimestamp(day * 86_400, UTC)
            for day in (min(placed + stated), max(placed) + DATES.late)
        )
        return _moved(first, -self._margin), _moved(last, self._margin)

    def _reach(self, needed: Range) -> bool:
        """Have all inside whose window is in `needed`, or that have none, and the new.

        Returns whether that could be; else the window is as it was.
        """
        first, last = needed
        held = self._range
        if held is None or first > held[1] or last < held[0]:
            ranges, held = [needed], None
        else:
            sides = ((first, held[0]), (held[1], last))
            ranges = [(begin, end) for begin, end in sides if begin < end]
        ids = [id for few in ranges for id in self._store.folded(*few, unplaced=held is None)]
        if held and len(self._inside) + len(ids) > WINDOW_ARTICLES:  # without what is not needed it may
            ids, held = self._store.folded(*needed, unplaced=True), None
        if len(ids) + len(self._inside if held else ()) > WINDOW_ARTICLES:
            return False
        if held is None:
            self._window, self._inside, self._range = Window(), set(), needed
        else:
            self._range = min(first, held[0]), max(last, held[1])
        for previews in self._previews([id for id in dict.fromkeys(ids) if id not in self._inside]):
            self._take(previews)
        self._take([article for article in self._new if article.id not in self._inside])
        return True

    def _let_go(self, new: Sequence[ArticleFeatures]) -> None:
        """Have the window let go of what is not near any of these, or only of what is long past.

        All there is was asked for by what has no window. While few come at a time more of that will come, and
        to look through all then takes less than to read it anew.
        """
        needed = self._needed(new)
        held = self._range
        if held is None or needed == _ALWAYS or (held == _ALWAYS and len(new) < _MANY):
            return
        past = _moved(needed[0], -self._margin)
        first, last = needed if held == _ALWAYS else (max(past, held[0]), held[1])
        if first < held[1] and last > held[0] and (first, last) != held:
            self._window.drop_outside(first.timestamp() / 86_400, last.timestamp() / 86_400)
            self._inside = self._window.ids() if len(self._window) < len(self._inside) else self._inside
            self._range = first, last

    def _pieces(self, needed: Range) -> Iterator[Window]:
        """Windows that together hold all that the window would have to."""
        yield Window(self._new)
        new = {article.id for article in self._new}
        ids = [id for id in self._store.folded(*needed, unplaced=True) if id not in new]
        for at in range(0, len(ids), _PIECE):
            piece = Window()
            for previews in self._previews(ids[at : at + _PIECE]):
                piece.add(previews)
            yield piece

    def _previews(self, ids: Sequence[str]) -> Iterator[list[ArticlePreview]]:
        for at in range(0, len(ids), 1000):
            some = self._store.load_for_folding(ids[at : at + 1000], LEAD_LETTERS)
            yield [article_preview(*each) for each in self._with_vectors(some)]

    def _take(self, previews: Sequence[ArticlePreview | ArticleFeatures]) -> None:
        self._window.add(previews)
        self._inside.update(article.id for article in previews)

    def _look_up(self, ids: Sequence[str]) -> list[ArticleFeatures]:
        """What is compared of these articles: from those kept, or worked out from the store."""
        missing = [id for id in ids if id not in self._features]
        self._known(self._store.load_for_folding(missing, LETTERS))
        features = []
        for id in ids:
            self._features.move_to_end(id)
            features.append(self._features[id])
        while len(self._features) > _MOST_FEATURES:
            self._features.popitem(last=False)
        return features

    def _known(self, articles: Sequence[Article]) -> list[ArticleFeatures]:
        features = [article_features(*each) for each in self._with_vectors(articles)]
        self._features.update((article.id, article) for article in features)
        return features

    def _with_vectors(self, articles: Sequence[Article]) -> Iterator[tuple[Article, Floats, Floats | None]]:
        """Each with its vector and, where some articles are not English, its meaning."""
        ids = [article.id for article in articles]
        meanings = self._meanings(ids) if self._meant else {}
        for article, vector in zip(articles, self._store.vectors(ids), strict=True):
            yield article, vector, meanings.get(article.id)

    def _needs_meanings(self) -> bool:
        """Whether there are articles that are not English. An archive's static encoder goes without."""
        return self._store.has_other_languages() and self._store.encoder() != "static"

    def _meanings(self, ids: Sequence[str]) -> dict[str, Floats]:
        """Those of articles; what is missing is worked out and kept."""
        known = self._store.meanings(ids)
        missing = [id for id in ids if id not in known]
        for at in range(0, len(missing), _ENCODED):
            some = missing[at : at + _ENCODED]
            self._store.add_meanings(meanings(self._store.load_for_folding(some, LETTERS)))
            known |= self._store.meanings(some)  # as they are kept, which is rounded
        return known


def _moved(time: datetime, by: timedelta) -> datetime:
    """The time, moved; the first or last there is where that would be over the edge."""
    try:
        return time + by
    except OverflowError:
        return _ALWAYS[by > timedelta(0)]
