"""A page's main text against the true one: by shingles and by ROUGE-LSum."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence

from evaluation.datasets.web_pages import WebPage
from evaluation.metrics.f1 import harmonic
from newsfold.text import runs, sentences

Score = tuple[float, float, float]  # precision, recall, F1; scrapinghub's F1 is of the means alone, here 0
_TOKEN = re.compile(r"\w+")
_SHINGLE = 4  # words


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words."""
    words = _TOKEN.findall(text)
    runs = (tuple(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1)))
    return Counter(run for run in runs if run)


def shingle_score(true: str, proposed: str) -> Score:
    """Precision and recall of shingles, as scrapinghub's evaluate.py has them."""
    wanted, got = shingles(true), shingles(proposed)
    both = sum((wanted & got).values())
    precision = both / sum(got.values()) if got else 0.0
    recall = both / sum(wanted.values()) if wanted else float(not got)
    return precision, recall, 0.0


def rouge_lsum(true: str, proposed: str, language: str = "en") -> Score:
    """ROUGE-LSum (Lin 2004): for each true sentence the union of its common subsequences."""
    wanted, got = _rouge_words(true, language), _rouge_words(proposed, language)
    exact = {tuple(line) for line in got}
    left_true = Counter(w for line in wanted for w in line)
    left_got = Counter(w for line in got for w in line)
    total_true, total_got, hits = left_true.total(), left_got.total(), 0
    for line in wanted:
        covered: set[int] = set(range(len(line))) if tuple(line) in exact else set()
        for other in () if covered else got:
            if len(set(line) & set(other)) > 0:
                covered |= _common(line, other)
        for word in (line[i] for i in sorted(covered)):
            if left_true[word] > 0 and left_got[word] > 0:
                hits += 1
                left_true[word] -= 1
                left_got[word] -= 1
    precision, recall = hits / total_got if total_got else 0.0, hits / total_true if total_true else 0.0
    return precision, recall, harmonic(precision, recall)


def _rouge_words(text: str, language: str) -> list[list[str]]:
    """Sentences as ROUGE sees them: small letters and digits, in sentences; words of any script elsewhere."""
    split = re.compile(r"[a-z0-9]+").findall if language == "en" else runs
    lines = (split(span.of(text).lower()) for span in sentences(text, language))
    return [line for line in lines if line]


def _common(a: list[str], b: list[str]) -> set[int]:
    """Positions in `a` of a longest common subsequence with `b`."""
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            table[i + 1][j + 1] = table[i][j] + 1 if x == y else max(table[i][j + 1], table[i + 1][j])
    result, i, j = set(), len(a), len(b)
    while i and j:
        if a[i - 1] == b[j - 1]:
            result.add(i - 1)
            i, j = i - 1, j - 1
        elif table[i][j - 1] > table[i - 1][j]:
            j -= 1
        else:
            i -= 1
    return result


def without_optional(paragraphs: Sequence[str], proposed: str) -> list[str]:
    """Fundus' true paragraphs; one in square brackets counts where half of its shingles are proposed."""
    got = shingles(proposed)
    chosen = []
    for paragraph in paragraphs:
        if paragraph[0] == "[" and paragraph[-1] == "]":
            wanted = shingles(paragraph)
            if sum((wanted & got).values()) >= wanted.total() / 2:
                chosen.append(paragraph[1:-1])
        else:
            chosen.append(paragraph)
    return chosen


def page_score(page: WebPage, proposed: str) -> Score:
    """A page's score by the metric of its set."""
    if page.paragraphs is not None:
        return rouge_lsum("\n".join(without_optional(page.paragraphs, proposed)), proposed)
    return shingle_score(page.text, proposed)


def mean_f1(scores: Sequence[Score]) -> Score:
    """Mean precision and recall, and the F1 of these means, as scrapinghub counts; F1 stands last."""
    precision = statistics.mean(s[0] for s in scores)
    recall = statistics.mean(s[1] for s in scores)
    return precision, recall, harmonic(precision, recall)
