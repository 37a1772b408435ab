"""What a database says of a sentence, in words: findings with their evidence, never verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from newsfold.present.lists import article_line, outlet_of, short_place
from newsfold.present.views import (
    CheckedView,
    CheckList,
    CheckView,
    DifferenceView,
    DiscrepancyView,
    DraftSentenceView,
    DraftView,
    EvidenceView,
    Mark,
    OriginView,
    ValueView,
)
from newsfold.present.wording import counted, counted_origins, listed
from newsfold.records import Article, Check, CheckedClaim, Difference, Discrepancy, Evidence, Relation

if TYPE_CHECKING:
    from newsfold.check import Draft, DraftSentence

VERSION = 1
NOTHING = "Nothing in this database speaks of it."
_OUTLETS_NAMED = 6  # bounds an answer in words: outlets that it names
_VALUES = 3  # and of a figure the values from each end
_RELATION_ORDER: tuple[Relation, ...] = ("says so", "differs", "similar", "mentions")
_DISCREPANCY_NOUNS = {
    "figure": "the figure",
    "time": "the time",
    "place": "the place",
    "name": "the name",
    "negation": "denying it",
}


def check_list(checks: Iterable[Check]) -> CheckList:
    """Every check as shown; evidence is numbered from 1 in each, in order of first use."""
    return CheckList(version=VERSION, checks=tuple(_CheckBuilder(check).view() for check in checks))


def draft_view(draft: Draft) -> DraftView:
    """A draft as shown: every sentence with its mark, and the checks behind the marks."""
    checks = check_list(draft.checks).checks
    return DraftView(
        version=VERSION,
        sentences=tuple(_sentence_view(draft.text, sentence, checks) for sentence in draft.sentences),
        checks=checks,
        start=draft.start,
        next=draft.next,
        different=draft.different,
    )


def _sentence_view(text: str, sentence: DraftSentence, checks: Sequence[CheckView]) -> DraftSentenceView:
    check = None if sentence.check is None else checks[sentence.check]
    agreeing = [c for c in check.claims if c.relation == "says so"] if check else []
    return DraftSentenceView(
        start=sentence.span.start,
        end=sentence.span.end,
        text=sentence.span.of(text),
        mark=_mark_of(check) if check else "not checked",
        outlets=tuple(sorted({outlet for claim in agreeing for outlet in claim.outlets})),
        check=sentence.check,
    )


def _mark_of(check: CheckView) -> Mark:
    """What the database has on a sentence, in a word or two."""
    relations = {claim.relation for claim in check.claims}
    if {"says so", "differs"} <= relations:
        return "says so, differs"
    return next((relation for relation in _RELATION_ORDER if relation in relations), "nothing")


class _CheckBuilder:
    """Numbers evidence while one check's view is made."""

    def __init__(self, check: Check) -> None:
        self.check = check
        self.articles: Mapping[str, Article] = {article.id: article for article in check.articles}
        self.numbers: dict[Evidence, int] = {}

    def view(self) -> CheckView:
        claims = tuple(self.claim(item) for item in self.check.claims)
        beside = tuple(self.difference(item) for item in self.check.beside)
        answer = _answer_sentence(claims) if self.check.asserts else _mentioned(claims)
        return CheckView(
            text=self.check.text,
            answer=" ".join([answer, *map(_values_sentence, beside)]),
            asserts=self.check.asserts,
            claims=claims,
            articles=tuple(article_line(article) for article in self.check.articles),
            beside=beside,
        )

    def difference(self, difference: Difference) -> DifferenceView:
        """A difference with its places numbered like all evidence."""
        return DifferenceView(
            kind=difference.kind,
            about=difference.about,
            updated=difference.updated,
            claim_ids=difference.claim_ids,
            values=tuple(
                ValueView(
                    text=value.text,
                    evidence=tuple(map(self.passage, value.evidence)),
                    withdrawn=value.withdrawn,
                )
                for value in difference.values
            ),
        )

    def claim(self, checked: CheckedClaim) -> CheckedView:
        claim = checked.claim
        compared = tuple(self.passage(e) for e in checked.evidence)
        others = tuple(self.passage(e) for e in claim.evidence if e not in checked.evidence)
        evidence = (*compared, *others)
        outlets = tuple(sorted({e.outlet for e in evidence}))
        days = sorted(
            day for e in claim.evidence if (day := self.articles[e.article_id].published_at) is not None
        )
        return CheckedView(
            relation=checked.relation,
            finding=_finding(checked, len(outlets)),
            likelihood=round(checked.likelihood, 3),
            story_id=checked.story.id,
            story_title=checked.story.title,
            claim_id=claim.id,
            text=claim.text,
            status=claim.status,
            origins_clear=claim.origins_clear,
            origins=tuple(
                OriginView(
                    kind=origin.kind,
                    name=short_place(origin.name),
                    outlets=tuple(sorted({outlet_of(self.articles[id]) for id in origin.article_ids})),
                    article_ids=origin.article_ids,
                    why=origin.why,
                    inferred=origin.inferred,
                )
                for origin in claim.origins
            ),
            outlets=outlets,
            first_published=days[0] if days else None,
            last_published=days[-1] if days else None,
            discrepancies=tuple(self.discrepancy(d) for d in checked.discrepancies),
            missing=checked.missing,
            compared=compared,
            evidence=evidence,
        )

    def discrepancy(self, discrepancy: Discrepancy) -> DiscrepancyView:
        return DiscrepancyView(
            kind=discrepancy.kind,
            asked=discrepancy.asked,
            reported=discrepancy.reported,
            evidence=self.passage(discrepancy.evidence),
        )

    def passage(self, evidence: Evidence) -> EvidenceView:
        article = self.articles[evidence.article_id]
        return EvidenceView(
            number=self.numbers.setdefault(evidence, len(self.numbers) + 1),
            article_id=article.id,
            outlet=outlet_of(article),
            start=evidence.span.start,
            end=evidence.span.end,
            text=evidence.span.of(article.text),
        )


def _finding(checked: CheckedClaim, outlets: int) -> str:
    """How one claim stands to what was asked."""
    if checked.relation == "says so":
        origins = counted_origins(checked.claim.origins, "origin", clear=checked.claim.origins_clear)
        source = f", all from {checked.claim.source}" if checked.claim.source else ""
        return f"says so: {counted(outlets, 'outlet')}, {origins}{source}"
    if checked.relation == "differs":
        return "differs in " + "; in ".join(map(_differing, checked.discrepancies))
    if checked.relation == "mentions":
        return "mentions it"
    lacks = f"; not alike in {listed([f'“{words}”' for words in checked.missing])}" if checked.missing else ""
    return f"similar{lacks}"


def _differing(discrepancy: Discrepancy) -> str:
    if discrepancy.kind == "negation":
        return _DISCREPANCY_NOUNS[discrepancy.kind]
    noun = _DISCREPANCY_NOUNS[discrepancy.kind]
    return f"{noun}: “{discrepancy.asked}” in your text, “{discrepancy.reported}” in theirs"


def _values_sentence(difference: DifferenceView) -> str:
    """A figure as accounts give it: the first values and the last."""
    texts = [value.text for value in difference.values]
    if len(texts) > 2 * _VALUES:
        texts = [*texts[:_VALUES], "…", *texts[-_VALUES:]]
    later = "; later reports carry the later value" if difference.updated else ""
    return f"Accounts of {difference.about or 'it'}: {', '.join(texts)}{later}."


def _mentioned(claims: Sequence[CheckedView]) -> str:
    """The answer to a text that asserts nothing."""
    outlets = sorted({e.outlet for c in claims for e in c.compared})
    who = (
        f"it is mentioned by {listed(outlets, _OUTLETS_NAMED)}"
        if outlets
        else "nothing here mentions it in these words"
    )
    return f"This asserts nothing; {who}."


def _answer_sentence(claims: Sequence[CheckedView]) -> str:
    """The answer in a sentence: who says so, what differs, what is similar, or that nothing speaks of it."""
    parts = []
    agreeing = [c for c in claims if c.relation == "says so"]
    if agreeing:
        outlets = {o for c in agreeing for o in c.outlets}
        every = sorted((o for c in agreeing for o in c.origins), key=lambda o: o.inferred)
        origins = {origin.name: origin for origin in every}  # of one name, an inferred one stays
        agreement = f"{counted(len(outlets), 'outlet')} {'says' if len(outlets) == 1 else 'say'} so"
        clear = len(origins) < 2 or any(c.origins_clear and len(c.origins) > 1 for c in agreeing)
        parts.append(f"{agreement}, {counted_origins(origins.values(), 'origin', clear=clear)}")
    differing = [c for c in claims if c.relation == "differs"]
    if differing:
        kinds = dict.fromkeys(_DISCREPANCY_NOUNS[d.kind] for c in differing for d in c.discrepancies)
        verb = "differs" if len(differing) == 1 else "differ"
        parts.append(f"{counted(len(differing), 'claim')} {verb} in {listed(list(kinds))}")
    if parts:
        return "; ".join(parts) + "."
    return "Nothing says so; what comes nearest is listed." if claims else NOTHING
