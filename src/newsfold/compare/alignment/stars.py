"""Groups of statements that make one claim: stars, each of a centre and the statements alike to it.

The star clustering algorithm (Aslam, Pelekhov and Rus 2004): of the statements that no star covers yet, that
with the strongest links becomes a centre, and all that it links to stand around it. Whatever stands in a star
was itself accepted beside the centre, so likeness never chains; a long sentence that says several things can
stand in several stars, and a star holds several statements of an article where each says it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsfold.records import Statement

Places = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """`threshold` is the likelihood, 0..1, from which two statements are one claim.

    `least` is that of two which stand beside one centre. What they reach on annotated stories left out of
    training stands in docs/claims.md.
    """

    threshold: float = 0.6
    least: float = 0.3

    def __post_init__(self) -> None:
        if not 0 <= self.least <= self.threshold < 1 or self.threshold == 0:
            raise ValueError(
                f"0 <= least <= threshold < 1 and 0 < threshold, got {self.least} and {self.threshold}"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Star:
    """Statements by their places in a list: the centre, and those around it in order."""

    centre: int
    around: tuple[int, ...] = ()

    @property
    def members(self) -> tuple[int, ...]:
        """All of them, in order."""
        return tuple(sorted((self.centre, *self.around)))


def stars(
    statements: Sequence[Statement], scores: Mapping[Places, float], settings: Alignment = Alignment()
) -> list[Star]:
    """Every statement in one star or more, by their centres' places; alone where nothing is alike to it.

    `scores` has the likelihood that two statements make one claim, left before right. A centre links to those
    of `settings.threshold` and more; two of different articles around it must not be under `settings.least`.
    """
    links: dict[int, dict[int, float]] = defaultdict(dict)
    for (i, j), score in scores.items():
        if score >= settings.threshold:
            links[i][j] = links[j][i] = score
    articles = [s.article_id for s in statements]
    order = sorted(links, key=lambda i: (-round(_strength(links[i], articles), 6), -len(links[i]), i))
    covered: set[int] = set()
    result = []
    for centre in order:
        if centre in covered:
            continue
        around: list[int] = []
        for j in sorted(links[centre], key=lambda j: (-links[centre][j], j)):
            if all(articles[k] == articles[j] or _score_of(scores, j, k) >= settings.least for k in around):
                around.append(j)
        covered |= {centre, *around}
        result.append(Star(centre=centre, around=tuple(sorted(around))))
    result += [Star(centre=i) for i in range(len(statements)) if i not in covered]
    return sorted(result, key=lambda star: star.centre)


def _strength(linked: Mapping[int, float], articles: Sequence[str]) -> float:
    """The sum of a statement's links, of each other article the best."""
    best: dict[str, float] = defaultdict(float)
    for j in sorted(linked):
        best[articles[j]] = max(best[articles[j]], linked[j])
    return sum(best[id] for id in sorted(best))


def _score_of(scores: Mapping[Places, float], i: int, j: int) -> float:
    return scores.get((i, j) if i < j else (j, i), 0.0)
