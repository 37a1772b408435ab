"""What decides in folding beside `Folding` and `Threading`: each number tuned, and where it was measured.

Shares, likelihoods and likeness are 0..1. What only bounds the cost stands beside the code that it bounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class ApartSettings:
    """What tells look-alike events apart (`apart`).

    Measured in docs/decisions/0009 and docs/measured/fold.md, "Stories": of 34 pairs of look-alike
    events 33 are kept apart with these, 8 without, and the public sets' figures are the same.
    """

    named: float = 16.0  # weight of the names in a start from which they tell who an event is about: two do
    words: int = 30  # of the shorter text from which that counts: of a headline, names are most of it
    held: float = 0.35  # share of that weight that has to stand in the other article, from either side
    market: int = 5  # words of a market's day in the start of a report on one
    figures: int = 3  # and figures
    alike: float = 0.5  # likeness of all words from which two reports are on one market
    full: float = 0.3  # share of figures in any other report
    form: float = 0.9  # and likeness of its words, that make a form
    same_figures: float = 0.35  # likeness of figures from which two articles tell of one thing
    clock: float = 14 / 24  # days: the clock of a place may be so far before UTC
    weakened: float = 0.2  # what is left of a likelihood: too little to join, yet others can outweigh it


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSettings:
    """When an article is of, where its date is the input's or it has none (`dates`).

    Chosen on archives of `load/`; docs/measured/fold.md, "Other shapes", has what dates are worth.
    """

    late: float = 60.0  # days that a date given by the input may be behind the article's own
    soon: float = 3.0  # days behind which say nothing: an event is told for some days
    neighbours: int = 4  # dated ones on either side of an article without a date; so many in all are needed
    span: timedelta = timedelta(days=7)  # that these must lie within


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureSettings:
    """Numbers inside the features of an article and of a pair.

    The weights in models/fold were learned with them, so a change asks for training/train_fold.py anew, and
    for articles that are stored to be read again.
    """

    title: int = 14  # words of a text that stand in for a title
    lead: int = 60  # words of the text that stand for its start
    body: int = 400  # and for all of it
    highest: int = 12  # rank that a word tells
    often_name: float = 0.6  # share of its places in which the background writes it with a capital
    rare_name: float = 5.0  # idf from which a name tells what an event is about; 134 of 20,000 articles
    same_time: float = 5.0  # days: how soon an outlet tells an event says nothing
    rarest: float = 9.9  # idf of a word that no table has, as in the English background
    near: float = 0.36  # dense + lead similarity below which hardly any two articles of one event were seen


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileSettings:
    """What threads know of a story (`threads.profiles`); models/fold was learned with `words` to `names`.

    `keys` and `rare` bound which stories are held against each other. docs/measured/threads.md has what is
    missed.
    """

    words: int = 80  # that are kept of a story, the heaviest
    lead: int = 48  # and of its articles' starts
    names: int = 40
    keys: int = 48  # words and names by which a story is looked up, the heaviest rare ones
    rare: float = 2.5  # idf of such a word at least: 1 in 12 articles of the background


APART = ApartSettings()
DATES = DateSettings()
LEARNED = FeatureSettings()
PROFILES = ProfileSettings()
