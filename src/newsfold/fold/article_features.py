"""What folding knows of one article: weighted words, names, marks that tell events apart, time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.resources import files
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray

from newsfold.fold.dates import day_of, stated_day
from newsfold.fold.settings import LEARNED
from newsfold.fold.words import SENTENCE_END, WordToken, code, form, idf_in, read_in
from newsfold.language import calendar_of, either, stop_words, table, words
from newsfold.once import once
from newsfold.records import Article

LEAD_LETTERS, LETTERS = 12 * LEARNED.lead, 12 * LEARNED.body  # characters of the text that hold them
_NUMBER_OR_WORD = re.compile(r"\d[\d,.]*\d|\w+")
_ORDINALS = {
    row[1]: int(row[2]) for row in table("numbers") if row[0] == "ordinal" and int(row[2]) <= LEARNED.highest
}
_ORDINAL_NUMBER = re.compile(rf"^(\d{{1,3}})(?:{either(words('numbers', 'endings of ordinals'))})$")
_COMMONEST_WORDS = stop_words("commonest")
# Meanings of two accounts of one event have a cosine of .4 in the mean, vectors in one language .6; of two
# events 0 and .08 of deviation: what is near (`window`) is near by the same number.
_SPREAD = 3.0
_WEEKDAYS = {form.casefold(): number for number, form in enumerate(calendar_of().weekdays)}
_AGAINST = either(words("names", "between the parties of a case"))
_CASE = re.compile(rf"\b([A-Z][\w’'-]+) (?:{_AGAINST}) (?:[a-z]+ )?([A-Z][\w’'-]+)")
_PERCENT = either(next(row[2] for row in table("units") if row[0] == "%").split("|"))
_MEASURED = re.compile(  # of a hundred, to a decimal, or from 100 on; no clock's time, no year, no date
    rf"(?<![\w:/.,-])(?:\d[\d,.]*(?=\s?(?:{_PERCENT}))|\d+\.\d+|\d{{1,3}}(?:,\d{{3}})+"
    r"|(?!19\d\d|20\d\d)\d{3,})(?![\w:/-]|\s?[ap]\.?m\b|[,.]\d)"
)

Floats = NDArray[np.float32]
Codes = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class SparseVector:
    """Words with weights: `codes` sorted, each once; `weights` of unit length together."""

    codes: Codes
    weights: Floats

    @classmethod
    def of(cls, weights: dict[int, float]) -> SparseVector:
        """A bag of unit length; empty stays empty."""
        codes = np.array(sorted(weights), dtype=np.uint32)
        values = np.array([weights[int(code)] for code in codes], dtype=np.float64)
        length = float(np.sqrt((values**2).sum()))
        return cls(codes, (values / (length or 1.0)).astype(np.float32))


@dataclass(frozen=True, slots=True)
class ArticlePreview:
    """What a first look needs of an article (`window`); each field is as in `ArticleFeatures`."""

    id: str
    day: float | None
    stated_day: float | None
    window: float | None
    vector: Floats
    lead: SparseVector
    language: str = "en"
    meaning: Floats | None = None


@dataclass(frozen=True, slots=True)
class ArticleFeatures:
    """One article as `links` compares it. Of an article that is not English, `parties`, `weekday`, `figures`,
    `market` and `ordinals` say nothing (`across`).

    `day` counts days since 1970, in parts; None where undated. `stated_day` is an earlier one that the
    article puts itself or its event at, where only the input dates it (`dates`). `window` is its day or, for
    an undated article, one inferred from the input: it says which others it meets, and nothing else.
    """

    id: str
    day: float | None
    stated_day: float | None
    window: float | None
    vector: Floats
    title: SparseVector
    lead: SparseVector
    body: SparseVector
    names: SparseVector
    numbers: SparseVector
    ordinals: frozenset[tuple[int, int]]  # (rank, code of the word after it)
    years: frozenset[int]
    size: int  # words of the text, at most LEARNED.body
    lead_names: SparseVector  # rare names of the title and the start, not brought to unit length
    named: float  # the weight of these together
    parties: Codes  # of the cases that the title or the start names, the rare ones
    weekday: int | None  # the first that the title or the start names; Monday is 0
    figures: int  # different figures in the title and the start that measure or count many
    share: float  # of the weight of all words, squared, that numbers have
    market: int  # different words in the title and the start that a market's day is told in
    language: str = "en"
    meaning: Floats | None = None  # of length `_SPREAD`, squared; None where it is not known


@dataclass(frozen=True, slots=True)
class Background:
    """How often the background's articles use a word, and how often as a name; words as crc32 codes."""

    codes: Codes
    documents: NDArray[np.uint16]
    capital: NDArray[np.uint8]  # share of its places with a capital letter, of 255
    total: int

    def idf(self, code: int) -> float:
        """Inverse document frequency, natural logarithm; a word the background lacks counts as the rarest."""
        at = self._place(code)
        return log((self.total + 1) / (1 + (0 if at is None else int(self.documents[at]))))

    def name_share(self, code: int) -> float | None:
        """The share of a word's places inside sentences with a capital; None for an unknown word."""
        at = self._place(code)
        return None if at is None else int(self.capital[at]) / 255

    def _place(self, code: int) -> int | None:
        at = int(np.searchsorted(self.codes, code))
        return at if at < len(self.codes) and int(self.codes[at]) == code else None


@once
def background() -> Background:
    """The background that ships, learned from 20,000 articles; see models/fold/PROVENANCE.md."""
    with (files("newsfold") / "models" / "fold" / "background.npz").open("rb") as file:
        arrays = np.load(file)
        return Background(arrays["codes"], arrays["documents"], arrays["capital"], int(arrays["total"]))


@lru_cache(maxsize=100_000)
def idf(code: int) -> float:
    """`Background.idf` in the background that ships."""
    return background().idf(code)


@lru_cache(maxsize=100_000)
def _name_share(code: int) -> float | None:
    return background().name_share(code)


_MARKET = frozenset(map(form, words("markets", "words of a market's day")))


def leading_tokens(text: str, limit: int) -> list[WordToken]:
    """The first `limit` words of a text, without single letters and the commonest small words."""
    tokens: list[WordToken] = []
    last = 0
    for count, match in enumerate(_NUMBER_OR_WORD.finditer(text[: 12 * limit])):
        if count >= limit:
            break
        raw = match.group()
        opening = count == 0 or any(mark in SENTENCE_END for mark in text[last : match.start()])
        last = match.end()
        word = form(raw)
        if word in _COMMONEST_WORDS or (len(word) == 1 and not word.isdigit()):
            continue
        tokens.append(WordToken(word, code(word), raw[0].isupper(), opening))
    return tokens


def article_features(article: Article, vector: Floats, meaning: Floats | None = None) -> ArticleFeatures:
    """What folding compares of an article; cost does not grow beyond the first 400 words.

    `vector` counts between English articles, `meaning` between all others.

    An article without a title goes by the first words of its text.
    """
    title = _title_tokens(article)
    text = _leading_text_tokens(article, LEARNED.body)
    start = title + _leading_text_tokens(article, LEARNED.lead)
    every = title + text
    names = list(_naming_tokens(every))
    named = {token.code for token in names}
    sparse_vector = _sparse_vectors_of(article.language)
    body, numbers = sparse_vector(every), sparse_vector(token for token in every if token.word[0].isdigit())
    lead_names = _rare(token.code for token in start if token.code in named)
    return ArticleFeatures(
        id=article.id,
        day=_published_day(article),
        stated_day=stated_day(article, LEAD_LETTERS),
        window=window_of(article),
        vector=vector,
        title=sparse_vector(title),
        lead=sparse_vector(start),
        body=body,
        names=sparse_vector(names),
        numbers=numbers,
        ordinals=_ordinals(every),
        years=frozenset(
            int(t.word) for t in every if len(t.word) == 4 and t.word.isdecimal() and "1900" < t.word < "2100"
        ),
        size=len(text),
        lead_names=lead_names,
        named=float(lead_names.weights.astype(np.float64).sum()),
        parties=_rare(_parties(article)).codes,
        weekday=next((_WEEKDAYS[token.word] for token in start if token.word in _WEEKDAYS), None),
        figures=len(set(_MEASURED.findall(article.title) + _MEASURED.findall(article.text[:LEAD_LETTERS]))),
        share=float((body.weights[np.searchsorted(body.codes, numbers.codes)] ** 2).sum()),
        market=len({token.word for token in start} & _MARKET),
        language=article.language,
        meaning=_stretched(meaning),
    )


def article_preview(article: Article, vector: Floats, meaning: Floats | None = None) -> ArticlePreview:
    """The part of `article_features` that a first look needs; reads the first `LEAD_LETTERS` of the text."""
    lead = _sparse_vectors_of(article.language)(
        _title_tokens(article) + _leading_text_tokens(article, LEARNED.lead)
    )
    earlier_day = stated_day(article, LEAD_LETTERS)
    language, meant = article.language, _stretched(meaning)
    return ArticlePreview(
        article.id, _published_day(article), earlier_day, window_of(article), vector, lead, language, meant
    )


def _stretched(meaning: Floats | None) -> Floats | None:
    """A meaning as long as makes two of one event as near as two vectors of one event are."""
    if meaning is None or not meaning.any():
        return None
    return np.asarray(meaning * np.float32(_SPREAD**0.5), dtype=np.float32)


def _title_tokens(article: Article) -> list[WordToken]:
    if article.language == "en":
        return leading_tokens(article.title, LEARNED.lead) or leading_tokens(article.text, LEARNED.title)
    return read_in(article.title, LEARNED.lead, article.language) or read_in(
        article.text, LEARNED.title, article.language
    )


def _leading_text_tokens(article: Article, limit: int) -> list[WordToken]:
    if article.language == "en":
        return leading_tokens(article.text, limit)
    return read_in(article.text, limit, article.language)


def _published_day(article: Article) -> float | None:
    return day_of(article.published_at) if article.published_at else None


def window_of(article: Article) -> float | None:
    """When an article is of, for folding: days since 1970, in parts; None where nothing tells."""
    time = article.published_at or article.window_at
    return day_of(time) if time else None


def _sparse_vectors_of(language: str) -> Callable[[Iterable[WordToken]], SparseVector]:
    """What makes a bag of a language's words."""
    return (
        _sparse_vector
        if language == "en"
        else partial(_sparse_vector, idf=partial(idf_in, language=language))
    )


def _sparse_vector(tokens: Iterable[WordToken], idf: Callable[[int], float] = idf) -> SparseVector:
    counts = Counter(token.code for token in tokens)
    return SparseVector.of({code: (1 + log(count)) * idf(code) for code, count in counts.items()})


def _naming_tokens(tokens: Sequence[WordToken]) -> Iterable[WordToken]:
    """Words that name: those the background writes as names, and unknown ones that this text does."""
    inside = {token.code for token in tokens if token.capital and not token.opening}
    for token in tokens:
        share = _name_share(token.code)
        if token.word[0].isdigit():
            continue
        if (share is not None and share >= LEARNED.often_name) or (share is None and token.code in inside):
            yield token


def _rare(codes: Iterable[int]) -> SparseVector:
    counts = Counter(codes)
    rare = sorted(code for code in counts if idf(code) >= LEARNED.rare_name)
    weights = [idf(code) * (1 + log(counts[code])) for code in rare]
    return SparseVector(np.array(rare, dtype=np.uint32), np.array(weights, dtype=np.float32))


def _parties(article: Article) -> set[int]:
    """The names that stand in "Hadley v. Renner"."""
    start = f"{article.title}\n{article.text[:LEAD_LETTERS]}"
    return {code(form(name)) for parties in _CASE.findall(start) for name in parties}


def _ordinals(tokens: Sequence[WordToken]) -> frozenset[tuple[int, int]]:
    pairs = set()
    for token, after in pairwise(tokens):
        rank = _ORDINALS.get(token.word)
        if rank is None and (match := _ORDINAL_NUMBER.match(token.word)):
            rank = int(match[1])
        if rank is not None:
            pairs.add((rank, after.code))
    return frozenset(pairs)
