"""Where statements come from at the root, and so how many origins a claim has.

Two outlets that print one agency are one origin, and so are two that quote one speaker for what was
said. Each statement gets its keys: who reported it (the outlet itself, or the agency or outlet whose
words it passes on) and, where it is attributed, who said it. Statements that share a key are joined, and so
are those that most likely have it from one root though they do not say so (`dependence`); the classes left
are the independent origins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

from newsfold.compare.classes import connected_components
from newsfold.compare.origins.acts import acts
from newsfold.compare.origins.corroboration import corroborates
from newsfold.compare.origins.dependence import SourcedStatement, likelihood
from newsfold.compare.origins.outlets import outlet_name
from newsfold.compare.origins.translations import translations
from newsfold.compare.settings import ORIGINS
from newsfold.records import Article, Carrier, Derivation, Origin, Span, Statement
from newsfold.text import normal_name

__all__ = [
    "ClaimOrigins",
    "Provenance",
    "acts",
    "carriers",
    "corroborates",
    "name_one_root",
    "origins",
    "outlet_name",
    "sourced_statement",
    "translations",
]

UNNAMED = "a source not named"
# Why accounts are taken to have one root, by the feature of `dependence` that says most.
_JOINED_BECAUSE = {
    "both name a source": "each gives it as somebody's words",
    "one source": "each gives it as somebody's words",
    "attributed": "what they share is somebody's words",
    "words in a row": "they use the same words",
    "words in common": "they use much the same words",
    "quotation": "they tell somebody's words",
    "document": "they tell what a document holds",
    "speech": "they tell what somebody said",
    "wish or plan": "they tell a wish or a plan",
    "figure": "they give a figure that somebody counted",
    "dated": "they tell of no dated act",
    "past": "they tell of no past act",
    "relayed": "they pass it on",
    "act": "it is of a kind that one source tells",
    "act least": "it is of a kind that one source tells",
    "sources named": "each gives it as somebody's words",
    "early": "it is told in passing",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """Who reported a statement, and who said it; the reporter's name is as printed."""

    reporter: str
    own: bool  # the outlet's own reporting, not passed on
    source: str | None
    outlet: str
    translated: bool = False  # passed on from another language, which nothing but likeness tells


@dataclass(frozen=True, slots=True)
class Provenance:
    """Articles and derivations of a story, by article id, as `roots` needs them.

    `acts` has of each statement how far outlets can know it by themselves (`acts.acts`).
    """

    articles: Mapping[str, Article]
    derivations: Mapping[str, Sequence[Derivation]]
    acts: Mapping[Statement, float] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        articles: Iterable[Article],
        derivations: Iterable[Derivation],
        acts: Mapping[Statement, float] | None = None,
    ) -> Provenance:
        """The same in lookup form."""
        by_article: dict[str, list[Derivation]] = {}
        for derivation in derivations:
            by_article.setdefault(derivation.article_id, []).append(derivation)
        return cls({article.id: article for article in articles}, by_article, acts or {})


def root(statement: Statement, provenance: Provenance) -> Root:
    """Who is behind a statement."""
    outlet = outlet_name(provenance.articles[statement.article_id])
    source, relay = None, None
    if said := statement.attribution:
        relay = said.relayed_by
        if said.speaker and (relay is None or _source_key(said.speaker) != _source_key(relay)):
            source = said.speaker
    copied, translated = _copied_from(statement.article_id, statement.span, provenance)
    reporter = relay or copied or outlet
    is_own_report = reporter == outlet
    return Root(
        reporter=reporter,
        own=is_own_report,
        source=source,
        outlet=outlet,
        translated=translated and not relay and not is_own_report,
    )


def name_one_root(left: Statement, right: Statement, provenance: Provenance) -> bool:
    """Whether two statements name one root, or are copied from one."""
    return not _keys(root(left, provenance)).isdisjoint(_keys(root(right, provenance)))


def sourced_statement(statement: Statement, provenance: Provenance) -> SourcedStatement:
    """A statement as `dependence` reads it."""
    behind = root(statement, provenance)
    source = _source_key(behind.source) if behind.source else None
    article, act = provenance.articles[statement.article_id], provenance.acts.get(statement, 0.0)
    return SourcedStatement.of(statement, article, source, not behind.own, act)


def _copied_from(article_id: str, span: Span, provenance: Provenance) -> tuple[str | None, bool]:
    """The outlet or agency that these characters were first printed by, if they were copied.

    Also whether they came from another language.
    """
    path = [article_id]
    languages = {provenance.articles[article_id].language}
    while derivation := _covering(span, provenance.derivations.get(path[-1], ()), whole=len(path) > 1):
        if derivation.from_agency is not None:
            return derivation.from_agency, len(languages) > 1
        above = derivation.from_article_id
        if above is None or above not in provenance.articles:
            break
        if above in path:  # each is said to copy the other: one name for both
            return min(outlet_name(provenance.articles[id]) for id in path), len(languages) > 1
        path.append(above)
        languages.add(provenance.articles[above].language)
    if len(path) == 1:
        return None, False
    return outlet_name(provenance.articles[path[-1]]), len(languages) > 1


def _covering(span: Span, derivations: Sequence[Derivation], *, whole: bool) -> Derivation | None:
    """The derivation that covers most of `span`; further up, where its place is unknown, a whole copy."""
    best, best_share = None, ORIGINS.copied
    for derivation in derivations:
        if derivation.grade == "whole" or (whole and derivation.grade == "most"):
            share = 1.0
        elif whole:
            continue
        else:
            covered = sum(
                max(0, min(span.end, part.end) - max(span.start, part.start)) for part in derivation.spans
            )
            share = covered / max(1, span.end - span.start)
        # An agency's own text is a better answer than its name, so articles win a draw.
        if share > best_share or (share == best_share and best is not None and best.from_article_id is None):
            best, best_share = derivation, share
    return best


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimOrigins:
    """The independent origins of what a claim says, and how many there are for its being said.

    `source` is the one source that every statement names, if they do.
    """

    origins: tuple[Origin, ...]
    sayings: int
    source: str | None


def origins(statements: Sequence[Statement], provenance: Provenance) -> ClaimOrigins:
    """Where what `statements` say comes from.

    What the accounts name is joined first; then accounts that most likely have it from one root all the same
    (`dependence`), which makes an origin inferred. The order of the statements changes nothing.
    """
    roots = {s: root(s, provenance) for s in sorted(set(statements), key=_by_place)}
    # What one article says in several sentences it has from one root, whomever each of them names.
    named = connected_components((s, {*_keys(r), f"article:{s.article_id}"}) for s, r in roots.items())
    listed = [_class_origin(group, roots, reason) for group, reason in _depending(named, provenance)]
    sayings = len({_source_key(r.reporter) for r in roots.values()})
    sources = {_source_key(r.source): r.source for r in roots.values() if r.source}
    attributed = all(r.source for r in roots.values())
    lone_source = (
        next(iter(sources.values())) if attributed and len(listed) == 1 and len(sources) == 1 else None
    )
    ordered = tuple(sorted(listed, key=lambda o: (o.kind, o.name, o.article_ids)))
    return ClaimOrigins(origins=ordered, sayings=sayings, source=lone_source)


def _depending(
    classes: Sequence[list[Statement]], provenance: Provenance
) -> list[tuple[list[Statement], str | None]]:
    """Classes joined where an account of one likely has it from the other's root, and why; None where not."""
    accounts = [[sourced_statement(s, provenance) for s in group] for group in classes]
    group_of = list(range(len(classes)))
    reasons: dict[int, tuple[float, str]] = {}
    for i, j in combinations(range(len(classes)), 2):
        reason = max(likelihood(a, b) for a in accounts[i] for b in accounts[j])
        if reason[0] < ORIGINS.same_root:
            continue
        old, new = group_of[j], group_of[i]
        group_of = [new if g == old else g for g in group_of]
        reasons[new] = max(reason, *(reasons[g] for g in (old, new) if g in reasons), (0.0, ""))
    members: dict[int, list[Statement]] = {}
    for group, members_of_class in zip(group_of, classes, strict=True):
        members.setdefault(group, []).extend(members_of_class)
    return [(sorted(m, key=_by_place), reasons[g][1] if g in reasons else None) for g, m in members.items()]


def carriers(statements: Sequence[Statement], provenance: Provenance) -> tuple[Carrier, ...]:
    """How each article came to say what `statements` say, by article id; its first statement counts."""
    by_article: dict[str, Carrier] = {}
    for statement in sorted(statements, key=_by_place):
        root_of_statement = root(statement, provenance)
        if not root_of_statement.own:
            carrier = Carrier(article_id=statement.article_id, how="relayed", via=root_of_statement.reporter)
        elif root_of_statement.source:
            carrier = Carrier(
                article_id=statement.article_id, how="quotes a source", via=root_of_statement.source
            )
        else:
            carrier = Carrier(article_id=statement.article_id, how="own words")
        by_article.setdefault(statement.article_id, carrier)
    return tuple(by_article.values())


def _by_place(statement: Statement) -> tuple[str, Span]:
    return statement.article_id, statement.span


def _keys(root: Root) -> set[str]:
    keys = {"reporter:" + _source_key(root.reporter)}
    if root.source:
        keys.add("source:" + _source_key(root.source))
    return keys


def _source_key(name: str) -> str:
    """ "The Kremlin" and "Kremlin" are one."""
    return normal_name(name).removeprefix("the ")


def _class_origin(
    group: Sequence[Statement], roots: Mapping[Statement, Root], inferred: str | None
) -> Origin:
    """The origin of one class; `inferred` is the feature that joined accounts which name no common root."""
    roots_of_group = [roots[s] for s in group]
    sources = sorted({_source_key(r.source): r.source for r in roots_of_group if r.source}.values())
    reporters = sorted({r.reporter for r in roots_of_group if not r.own})
    outlets = sorted({r.outlet for r in roots_of_group})
    kind: Literal["outlet", "agency", "source"] = "outlet"
    name = outlets[0]
    if sources:
        kind, name = "source", sources[0]
    elif reporters:
        kind, name = "agency", reporters[0]
    elif inferred:
        kind, name = "source", UNNAMED
    return Origin(
        kind=kind,
        name=name,
        article_ids=tuple(sorted({s.article_id for s in group})),
        why="; ".join(_reasons(roots_of_group, inferred)),
        inferred=inferred is not None or any(r.translated for r in roots_of_group),
    )


def _reasons(roots: Sequence[Root], inferred: str | None) -> Iterator[str]:
    """Who quotes whom, who passes on whom, who names nobody, and why they count as one."""
    quoting: dict[str, set[str]] = {}
    passing: dict[str, set[str]] = {}
    following: dict[str, set[str]] = {}
    for item in roots:
        if item.source:
            quoting.setdefault(item.source, set()).add(item.outlet)
        elif item.translated:
            following.setdefault(item.reporter, set()).add(item.outlet)
        elif not item.own:
            passing.setdefault(item.reporter, set()).add(item.outlet)
    for source, who in sorted(quoting.items()):
        verb = "quotes" if len(who) == 1 else "both quote" if len(who) == 2 else "all quote"
        yield f"{_list(sorted(who))} {verb} {source}"
    for reporter, who in sorted(passing.items()):
        yield f"{_list(sorted(who))} {'passes' if len(who) == 1 else 'pass'} on {reporter}"
    for reporter, who in sorted(following.items()):
        verb = "tells" if len(who) == 1 else "tell"
        yield f"{_list(sorted(who))} {verb} in another language what {reporter} tells (inferred)"
    flat = sorted({r.outlet for r in roots if r.own and not r.source})
    if flat:
        yield f"{_list(flat)} {'reports' if len(flat) == 1 else 'report'} it without naming a source"
    if inferred:
        yield f"counted as one, since {_JOINED_BECAUSE[inferred]} (inferred)"


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
