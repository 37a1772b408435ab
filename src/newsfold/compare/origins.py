"""Where statements come from at the root, and so how many origins a claim has.

Two outlets that print one agency are one origin, and so are two that quote one speaker for what was
said. Each statement gets its keys: who reported it (the outlet itself, or the agency or outlet whose
words it passes on) and, where it is attributed, who said it. Statements that share a key are joined;
the classes left are the independent origins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from newsfold.records import Article, Carrier, Derivation, Origin, Span, Statement
from newsfold.text import normal_name

_COPIED = 0.5  # a statement is passed on where this share of its characters is copied


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """Who reported a statement, and who said it; the reporter's name is as printed."""

    reporter: str
    own: bool  # the outlet's own reporting, not passed on
    source: str | None
    outlet: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Articles and derivations of a story, by article id, as `roots` needs them."""

    articles: Mapping[str, Article]
    derivations: Mapping[str, Sequence[Derivation]]

    @classmethod
    def of(cls, articles: Iterable[Article], derivations: Iterable[Derivation]) -> Provenance:
        """The same in lookup form."""
        by_article: dict[str, list[Derivation]] = {}
        for derivation in derivations:
            by_article.setdefault(derivation.article_id, []).append(derivation)
        return cls({article.id: article for article in articles}, by_article)


def outlet_name(article: Article) -> str:
    """How to name an article's outlet: its name, else its domain, else its key or place."""
    return article.outlet or article.domain or article.key or article.place


def root(statement: Statement, provenance: Provenance) -> Root:
    """Who is behind a statement."""
    outlet = outlet_name(provenance.articles[statement.article_id])
    source, relay = None, None
    if said := statement.attribution:
        relay = said.relayed_by
        if said.speaker and (relay is None or _key(said.speaker) != _key(relay)):
            source = said.speaker
    copied = _copied_from(statement.article_id, statement.span, provenance)
    reporter = relay or copied or outlet
    return Root(reporter=reporter, own=reporter == outlet, source=source, outlet=outlet)


def _copied_from(article_id: str, span: Span, provenance: Provenance) -> str | None:
    """The outlet or agency that these characters were first printed by, if they were copied."""
    path = [article_id]
    while found := _covering(span, provenance.derivations.get(path[-1], ()), whole=len(path) > 1):
        if found.from_agency is not None:
            return found.from_agency
        above = found.from_article_id
        if above is None or above not in provenance.articles:
            break
        if above in path:  # each is said to copy the other: one name for both
            return min(outlet_name(provenance.articles[id]) for id in path)
        path.append(above)
    return outlet_name(provenance.articles[path[-1]]) if len(path) > 1 else None


def _covering(span: Span, derivations: Sequence[Derivation], *, whole: bool) -> Derivation | None:
    """The derivation that covers most of `span`; further up, where its place is unknown, a whole copy."""
    best, best_share = None, _COPIED
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


def origins(
    statements: Sequence[Statement], provenance: Provenance
) -> tuple[tuple[Origin, ...], int, str | None]:
    """The independent origins of what `statements` say; how many for its being said; the one source, if one.

    The order of the statements changes nothing.
    """
    roots = {statement: root(statement, provenance) for statement in statements}
    words_of = _quoted(roots)
    keyed = [
        (s, _keys(r) | ({"source:" + _key(words_of)} if words_of and not r.source else set()))
        for s, r in sorted(roots.items(), key=lambda item: _order(item[0]))
    ]
    classes = _joined(keyed)
    found = tuple(sorted((_origin(group, roots) for group in classes), key=lambda o: (o.kind, o.name)))
    sayings = len({_key(r.reporter) for r in roots.values()})
    sources = {_key(r.source): r.source for r in roots.values() if r.source}
    named = all(r.source for r in roots.values())
    one = next(iter(sources.values())) if named and len(found) == 1 and len(sources) == 1 else None
    return found, sayings, one


def carriers(statements: Sequence[Statement], provenance: Provenance) -> tuple[Carrier, ...]:
    """How each article came to say what `statements` say, by article id; its first statement counts."""
    found: dict[str, Carrier] = {}
    for statement in sorted(statements, key=_order):
        one = root(statement, provenance)
        if not one.own:
            carrier = Carrier(article_id=statement.article_id, how="relayed", via=one.reporter)
        elif one.source:
            carrier = Carrier(article_id=statement.article_id, how="quotes a source", via=one.source)
        else:
            carrier = Carrier(article_id=statement.article_id, how="own words")
        found.setdefault(statement.article_id, carrier)
    return tuple(found.values())


def _quoted(roots: Mapping[Statement, Root]) -> str | None:
    """The one speaker whose very words an account quotes: others that say the same have it from them."""
    quoted = {
        root.source
        for statement, root in roots.items()
        if root.source and statement.attribution and statement.attribution.kind == "direct"
    }
    return quoted.pop() if len(quoted) == 1 else None


def _order(statement: Statement) -> tuple[str, Span]:
    return statement.article_id, statement.span


def _keys(root: Root) -> set[str]:
    keys = {"reporter:" + _key(root.reporter)}
    if root.source:
        keys.add("source:" + _key(root.source))
    return keys


def _key(name: str) -> str:
    """ "The Kremlin" and "Kremlin" are one."""
    return normal_name(name).removeprefix("the ")


def _joined(keyed: Iterable[tuple[Statement, set[str]]]) -> list[list[Statement]]:
    """Statements in classes that share no key with each other."""
    classes: list[tuple[list[Statement], set[str]]] = []
    for statement, keys in keyed:
        near = [c for c in classes if c[1] & keys]
        group, all_keys = [statement], set(keys)
        for members, theirs in near:
            group = members + group
            all_keys |= theirs
        classes = [c for c in classes if c not in near] + [(group, all_keys)]
    return [members for members, _ in classes]


def _origin(group: Sequence[Statement], roots: Mapping[Statement, Root]) -> Origin:
    mine = [roots[s] for s in group]
    outlets = sorted({r.outlet for r in mine})
    ids = tuple(sorted({s.article_id for s in group}))
    sources = sorted({_key(r.source): r.source for r in mine if r.source}.values())
    reporters = sorted({r.reporter for r in mine if not r.own})
    if len(sources) >= 1 and all(r.source for r in mine):
        name = sources[0]
        verb = "quotes" if len(outlets) == 1 else "both quote" if len(outlets) == 2 else "all quote"
        return Origin(
            kind="source", name=name, article_ids=ids, why=f"{_list(outlets)} {verb} {_list(sources)}"
        )
    if reporters:
        passing = sorted({r.outlet for r in mine if not r.own})
        verb = "passes on" if len(passing) == 1 else "pass on"
        why = f"{_list(passing)} {verb} {_list(reporters)}"
        return Origin(kind="agency", name=reporters[0], article_ids=ids, why=why)
    flat = sorted({r.outlet for r in mine if not r.source})
    why = f"{_list(flat)} {'reports' if len(flat) == 1 else 'report'} it without naming a source"
    if sources:
        quoting = sorted({r.outlet for r in mine if r.source})
        verb = "quotes" if len(quoting) == 1 else "quote"
        why = f"{_list(quoting)} {verb} {_list(sources)}; {why}"
        return Origin(kind="source", name=sources[0], article_ids=ids, why=why)
    return Origin(kind="outlet", name=outlets[0], article_ids=ids, why=why)


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
