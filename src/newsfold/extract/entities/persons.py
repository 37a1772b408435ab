"""A story's persons: the chains of its articles joined by names, surnames that one bears, and offices."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from newsfold.extract.entities.coreference import Bearers
from newsfold.extract.entities.forms import name_key
from newsfold.extract.entities.names import PersonName, person_name, same_person
from newsfold.extract.entities.roles import Office, Role, holds
from newsfold.extract.entities.settings import OFFICES
from newsfold.language import grammar
from newsfold.records import Mention

MentionPlace = tuple[str, int]  # article id and the mention's number in it


class PersonMention(NamedTuple):
    """A mention of a person, and where it stands: the article's id and the mention's number there."""

    article_id: str
    number: int
    mention: Mention


Chain = list[PersonMention]
_OPEN = "?"  # starts the label of a name that its own article leaves open


@dataclass(slots=True)
class _Cluster:
    """One person of the story."""

    number: int
    names: list[PersonName]
    spellings: Counter[str]
    articles: set[str] = field(default_factory=set)  # that have the name in full
    bare: int = 0  # articles in which the surname alone was settled for this person
    roles: set[Role] = field(default_factory=set)
    mentions: Counter[str] = field(default_factory=Counter)  # by article
    first: dict[str, int] = field(default_factory=dict)  # by article, where it is first named


class Persons:
    """Gives every mention of a person the number of its cluster, where the story settles it.

    `persons` are a story's mentions of persons; `printed` gives a name's characters on one line.
    """

    def __init__(
        self,
        texts: Mapping[str, str],
        persons: Sequence[PersonMention],
        printed: Callable[[Mention], str],
        language: str,
    ) -> None:
        self.language = language
        self.offices = grammar("newsfold.extract.entities.offices", language)
        self.texts = texts
        self.persons = persons
        self.printed = printed
        self.cluster_of: dict[PersonName, int] = {}
        self.bearing: Bearers | None = None  # made when all full names are known
        self.numbered: list[tuple[PersonName, int]] = []
        self.named_in: dict[str, set[int]] = defaultdict(set)  # article → clusters it names in full
        self.alone: dict[str, int] = {}  # surnames that no full name of the story has

    def run(self) -> dict[MentionPlace, int]:
        """The cluster of every mention that the story settles."""
        chains = self._chains()
        clusters = self._clusters(chains)
        result: dict[MentionPlace, int] = {}
        for chain in sorted(chains):
            number = self._cluster_of(chain, chains[chain], clusters)
            if number is None:
                continue
            for article_id, i, mention in chains[chain]:
                result[article_id, i] = number
                clusters[number].mentions[article_id] += mention.form != "office"
                if mention.form == "name":
                    starts = clusters[number].first
                    starts[article_id] = min(mention.span.start, starts.get(article_id, mention.span.start))
                    role = self.offices.role_at(self.texts[article_id], mention.span.start, mention.span.end)
                    clusters[number].roles |= {role} if role else set()
        for article_id, i, mention in self.persons:
            if mention.form == "office":
                number = self._holder(article_id, mention, clusters, result.get((article_id, i)))
                result.pop((article_id, i), None)
                if number is not None:
                    result[article_id, i] = number
        return result

    def _chains(self) -> dict[tuple[str, str], Chain]:
        """Mentions by article and chain; what an article leaves open, by its name."""
        chains: dict[tuple[str, str], Chain] = defaultdict(list)
        for article_id, i, mention in self.persons:
            changed = mention.form == "name" and mention.kind != "person"
            if mention.chain is None or changed:
                name = name_key(self.printed(mention)) if mention.form == "name" else f"#{i}"
                chains[article_id, f"{'~' if changed else _OPEN} {name}"].append(
                    PersonMention(article_id, i, mention)
                )
            else:
                chains[article_id, str(mention.chain)].append(PersonMention(article_id, i, mention))
        return chains

    def _clusters(self, chains: Mapping[tuple[str, str], Chain]) -> list[_Cluster]:
        """The story's persons with full names; names that fit two persons make a third."""
        counts: Counter[PersonName] = Counter()
        for members in chains.values():
            counts.update(n for _, _, m in members if (n := self._name(m)) is not None and n.full)
        clusters: list[_Cluster] = []
        alike: dict[str, list[_Cluster]] = defaultdict(list)  # by the last word's first letter
        for name in sorted(counts, key=lambda n: (-len(n.given), -counts[n], n.family, n.given)):
            same_initial = alike[name.family.split(" ")[-1][:1]]
            fitting = [
                c for c in same_initial if all(same_person(name, other, self.language) for other in c.names)
            ]
            if len(fitting) > 1:
                top = max(sum(c.spellings.values()) for c in fitting)
                strongest = [c for c in fitting if sum(c.spellings.values()) == top]
                others = sum(sum(c.spellings.values()) for c in fitting) - top
                fitting = strongest if len(strongest) == 1 and top >= 3 * others else []
            if not fitting:
                fitting = [_Cluster(len(clusters), [], Counter())]
                clusters.append(fitting[0])
                same_initial.append(fitting[0])
            self.cluster_of[name] = fitting[0].number
            fitting[0].names.append(name)
            fitting[0].spellings[" ".join([*name.given, name.family])] += counts[name]
        for (article_id, _), members in sorted(chains.items()):
            owner = self._owner(members)
            if owner is None:
                continue
            self.named_in[article_id].add(owner)
            clusters[owner].articles.add(article_id)
            clusters[owner].bare += any(
                m.form == "name" and (n := self._name(m)) is not None and not n.full for _, _, m in members
            )
        return clusters

    def _name(self, mention: Mention) -> PersonName | None:
        return person_name(self.printed(mention), self.language) if mention.form == "name" else None

    def _owner(self, members: Chain) -> int | None:
        """The cluster that holds the chain's full name."""
        for _, _, mention in members:
            name = self._name(mention)
            if name is not None and name.full:
                return self.cluster_of.get(name)
        return None

    def _cluster_of(self, chain: tuple[str, str], members: Chain, clusters: list[_Cluster]) -> int | None:
        owner = self._owner(members)
        if owner is not None:
            return owner
        article_id, label = chain
        names = sorted({n.family for _, _, m in members if (n := self._name(m)) is not None})
        if not names:
            return None
        if label.startswith(_OPEN):
            return self._bearer(names[0], clusters, ambiguous_in_article=True)
        # who has the name in full in the same article, in a chain of their own, is somebody else
        others = self.named_in[article_id]
        return self._bearer(names[0], clusters, ambiguous_in_article=False, but=others)

    def _bearer(
        self,
        family: str,
        clusters: list[_Cluster],
        *,
        ambiguous_in_article: bool,
        but: frozenset[int] | set[int] = frozenset(),
    ) -> int | None:
        """Whose the name `family` is, alone: the story's only bearer, or the one it is used for elsewhere."""
        if self.bearing is None:
            self.numbered = [(n, c.number) for c in clusters for n in c.names]
            self.bearing = Bearers([n for n, _ in self.numbered])
        fitting = sorted({self.numbered[i][1] for i in self.bearing.of(family)} - but)
        if not fitting and family in self.alone:
            return self.alone[family]
        if not fitting:
            clusters.append(
                _Cluster(len(clusters), [PersonName(given=(), family=family)], Counter({family: 1}))
            )
            self.alone[family] = len(clusters) - 1
            return self.alone[family]
        if len(fitting) == 1:
            return fitting[0]
        if ambiguous_in_article:
            return None
        total = sum(clusters[i].bare for i in fitting)
        best = max(fitting, key=lambda i: (clusters[i].bare, -i))
        named = [len(clusters[i].articles) for i in fitting if i != best]
        clear = clusters[best].bare >= 2 or len(clusters[best].articles) >= 2 * max(named)
        return best if clear and 0 < 0.9 * total <= clusters[best].bare else None

    def _holder(
        self, article_id: str, mention: Mention, clusters: Sequence[_Cluster], stated: int | None
    ) -> int | None:
        """Who holds the office that a mention names, of those that the story gives it to.

        With its country said, the article's own reading (`stated`) or the story's one holder. Without, the
        holder whom the article mentions most: "the president" is not the visitor that was titled once, nor
        somebody that the article names only later, unless the story has no other of that office.
        """
        text = self.texts[article_id]
        at = max(0, mention.span.start - 1)
        window = text[at : mention.span.end + 60]
        read: list[Office] = self.offices.offices(window)
        office = next((o for o in read if o.end + at == mention.span.end), None)
        if office is None or (office.country and stated is not None):
            return stated
        fitting = [c for c in clusters if any(holds(role, office) for role in c.roles)]
        if office.country:
            return fitting[0].number if len(fitting) == 1 else None
        before = [c for c in fitting if c.first.get(article_id, mention.span.start) < mention.span.start]
        known = before or (fitting if len(fitting) == 1 else [])
        times = sorted((-c.mentions[article_id], c.number) for c in known if c.mentions[article_id])
        if not times:
            return stated
        clear = len(times) == 1 or times[0][0] <= OFFICES.clear * times[1][0]
        return times[0][1] if clear else None
