"""What decides what an account tells: each number that was tuned, and where it was measured.

Measured by `python -m benchmarks.account`, in docs/measured/claims.md, "The account": ROUGE against neutral
summaries, .359/.127/.240 with these, and how many accounts begin with the news. Shares are 0..1.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSettings:
    """How long an account is, in sentences, and how alike two of its sentences may be.

    `if_few` is the likeness allowed where there would be fewer than `fewest` otherwise; `leads` that of two
    that stand at the start of their articles, since those mostly tell one thing.
    """

    fewest: int = 3
    most: int = 8
    background: int = 2
    differences: int = 2
    alike: float = 0.45
    if_few: float = 0.6
    leads: float = 0.3
    names: int = 3  # that two sentences share, which tell one thing then, if words do too
    most_names: float = 0.75  # of the names of the one with fewer
    names_alike: float = 0.4  # the likeness of their words
    in_a_row: int = 7  # words that two sentences share: they quote one saying, or tell one thing in one form
    value_words: int = 12  # of a side of a difference that is shown in a sentence
    ends: int = 4  # values at each end, and outlets of a value, where a difference has very many


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceSettings:
    """Which sentences may stand in an account, and which may open it."""

    fewest_words: int = 6
    title_case: float = 0.8  # of a heading's longer words, more begin with a capital
    quoted: float = 0.5  # of a sentence's words, so many outside of quotation marks; of fewer it is a saying
    foremost: int = 2  # sentences of an article that mostly tell the news itself


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureSettings:
    """Numbers inside the features of a sentence.

    The weights in models/account and models/opening were learned with them, so a change asks for
    training/train_account.py and training/train_opening.py anew.
    """

    lead: int = 3  # sentences at an article's start
    long: int = 35  # words of a long sentence
    short: int = 14  # and of a short one


ACCOUNT = AccountSettings()
SENTENCES = SentenceSettings()
LEARNED = FeatureSettings()
