"""Who and what an article mentions, and which mentions over a whole story are one.

`mentions` reads one article: names (tagger and lexicon), pronouns and offices, joined in chains where the
article itself settles whom they mean. `link` reads the mentions of a story and gives every chain its entity,
with kinds settled by all the story's evidence.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from newsfold.extract.entities.coreference import offices, people, settle_offices
from newsfold.extract.entities.governments import governments
from newsfold.extract.entities.lexicon import known_names
from newsfold.extract.entities.linking import Linker
from newsfold.extract.entities.names import COURTESY, OFFICES, given_names, title_length
from newsfold.extract.entities.ner import tagged
from newsfold.extract.entities.places import country_of, people_of, readings
from newsfold.extract.entities.pronouns import SEX, Pronouns
from newsfold.extract.parse import parse
from newsfold.language import calendar_of, phrases
from newsfold.records import Article, Entity, EntityKind, Mention, Span
from newsfold.text import normal_name

__all__ = [
    "SEX",
    "fixed_kind",
    "found_names",
    "given_names",
    "link",
    "mentions",
    "merged_names",
    "settled_kinds",
    "widened",
]

Found = tuple[int, int, EntityKind]

_KINDS: dict[str, EntityKind] = {
    "PER": "person",
    "ORG": "organisation",
    "LOC": "place",
    "NAT": "nationality",
}


def mentions(article: Article, doc: Doc | None = None) -> list[Mention]:
    """The article's mentions in order of the text, none overlapping another of its form.

    Names of people (without titles), organisations, places, peoples and events; "he", "she" and their forms;
    offices ("the Russian president"). `chain` joins those that the article shows to be one; `entity_id` is
    None until `link`. `doc` is `parse(article.text)` where the caller has it already.
    """
    text = article.text
    doc = doc if doc is not None else parse(text)
    names = found_names(doc)
    person_spans = [(a, b) for a, b, kind in names if kind == "person"]
    persons, whose = people(text, person_spans)
    found_offices = offices(text)
    office_of = settle_offices(found_offices, persons)
    named = [(a, b, whose.get((a, b))) for a, b in person_spans]
    named += [(o.start, o.end, i) for o, i in zip(found_offices, office_of, strict=True)]
    pointing = Pronouns(doc, sorted(named, key=lambda n: n[:2]), persons).run()
    standing = governments(doc, [(a, b) for a, b, kind in names if kind == "place"])
    chains = _Chains(len(persons))
    result = []
    for a, b, kind in names:
        chain = whose.get((a, b)) if kind == "person" else chains.of(kind, text[a:b])
        result.append(_mention(article, a, b, kind, chain=chain, government=(a, b) in standing))
    for office, i in zip(found_offices, office_of, strict=True):
        result.append(_mention(article, office.start, office.end, "person", form="office", chain=i))
    for a, b, i in pointing:
        result.append(_mention(article, a, b, "person", form="pronoun", chain=i))
    return sorted(result, key=lambda m: (m.span, m.form))


def link(
    annotated: Sequence[tuple[Article, Sequence[Mention]]], known: Sequence[Entity] = ()
) -> tuple[list[Entity], dict[str, list[Mention]]]:
    """The story's entities, by id, and every article's mentions with `entity_id` where the story settles it.

    The order of articles changes nothing. `known` are entities of earlier stories: one that bears a name of
    this story's entity in full, of the same kind, lends it its id and name.
    """
    return Linker(annotated, known).run()


class _Chains:
    """Chain numbers for everything but persons: one for each kind and normalised name."""

    def __init__(self, first: int) -> None:
        self.next = first
        self.numbers: dict[tuple[str, str], int] = {}

    def of(self, kind: str, name: str) -> int:
        key = (kind, normal_name(name))
        if key not in self.numbers:
            self.numbers[key] = self.next
            self.next += 1
        return self.numbers[key]


def _mention(
    article: Article,
    start: int,
    end: int,
    kind: EntityKind,
    *,
    form: str = "name",
    chain: int | None = None,
    government: bool = False,
) -> Mention:
    base = Mention(
        article_id=article.id, span=Span(start=start, end=end), kind=kind, chain=chain, government=government
    )
    if form == "office":
        return replace(base, form="office")
    return replace(base, form="pronoun") if form == "pronoun" else base


# ── names: spans ──────────────────────────────────────────────────────────────────────────────────


def found_names(doc: Doc) -> list[Found]:
    """All names of a parsed text with their kinds settled over it: the tagger's and the lexicon's."""
    text = doc.text
    spans = [Span(start=s.start_char, end=s.end_char) for s in doc.sents]
    names = [(t.start, t.end, _KINDS[t.label]) for t in tagged(text, spans) if t.label in _KINDS]
    known = list(known_names(text))
    return widened(doc, settled_kinds(text, merged_names(text, names, known)))


def merged_names(text: str, found: Sequence[Found], known: Sequence[Found]) -> list[Found]:
    """Tagger's and lexicon's names as one list without overlaps.

    Spans lose titles, articles, possessives and marks. Of two that overlap the longer stays ("Bank of
    America"); of two alike, the lexicon's.
    """
    pieces = [piece for name in found for piece in _cut(text, *name)]
    listed = set(known)
    ours = {t for piece in pieces if (t := _trimmed(text, *piece))}
    result: list[Found] = []
    for name in sorted(ours | listed, key=lambda n: (n[0], n[0] - n[1], n not in listed, n[2])):
        if result and name[0] < result[-1][1]:
            if name[1] - name[0] <= result[-1][1] - result[-1][0]:
                continue
            result.pop()
        result.append(name)
    return result


def _cut(text: str, start: int, end: int, kind: EntityKind) -> list[Found]:
    """A span over several lines, or over two persons joined by "and" or a comma, as its parts."""
    parts = [(start, end)]
    marks = r"\n+|\s+\|\s+" + (r"|,\s+(?!Jr|Sr)|\s+and\s+|\s*/\s*" if kind == "person" else "")
    for match in reversed(list(re.finditer(marks, text[start:end]))):
        a, _ = parts[0]
        parts[0:1] = [(a, start + match.start()), (start + match.end(), parts[0][1])]
    return [(a, b, kind) for a, b in parts if a < b]


_OUTER = " \t\n\"'“”‘’«»()[]{}:;,.!?-–—*•|/…_#"
_CALENDAR = calendar_of()
_DAYS = frozenset(
    name.casefold()
    for name in (*_CALENDAR.weekdays, *_CALENDAR.months, *phrases("calendar", "relative days"))
)


_ALSO_SURNAMES = frozenset({"King", "Bishop", "Pope", "Marshall", "Judge", "Prince", "Major"})


def _trimmed(text: str, start: int, end: int, kind: EntityKind) -> Found | None:
    changed = True
    while changed and start < end:
        before = (start, end)
        while start < end and text[start] in _OUTER:
            start += 1
        while end > start and text[end - 1] in _OUTER:
            if text[end - 1] == "." and re.search(
                r"(?:\b[A-Z]|Jr|Sr|Inc|Corp|Co|Ltd|Bros)\.$", text[start:end]
            ):
                break
            end -= 1
        if lead := re.match(r"(?:the|a|an|then|ex)[\s-]+(?=\S)", text[start:end], re.IGNORECASE):
            start += lead.end()
        if ending := re.search(r"(?<=\w)['’]s?$", text[start:end]):
            end = start + ending.start() if ending.group() != "'" or kind != "organisation" else end
        if kind == "place" and (lead := re.match(r"(?:North|South|East|West)\w* of ", text[start:end])):
            start += lead.end()
        if kind in ("person", "organisation"):
            start, kind = _untitled(text, start, end, kind)
        changed = (start, end) != before
    if text[start:end] in _ALSO_SURNAMES and not re.search(r"(?i)\bthe $", text[max(0, start - 4) : start]):
        return start, end, kind
    line = text[text.rfind("\n", 0, start) + 1 : end]
    return (start, end, kind) if _is_name(text[start:end], kind, cased=line != line.lower()) else None


def _untitled(text: str, start: int, end: int, kind: EntityKind) -> tuple[int, EntityKind]:
    """Past the titles of a person's name, and past a people before them; titles make it a person."""
    name = text[start:end]
    words = name.split(" ")
    for size in (2, 1):
        ahead = " ".join(words[:size])
        if len(words) > size and (people_of(ahead) is not None or country_of(ahead)):
            rest = start + len(ahead) + 1
            if (cut := title_length(text[rest:end])) and rest + cut < end:
                return rest + cut, "person"
    if cut := title_length(name):
        first = words[0].strip(".").casefold()
        if (
            kind == "person"
            or first in COURTESY
            or first in ("president", "senator", "sen", "gov", "rep", "gen")
        ):
            return start + cut, "person"
    return start, kind


def _is_name(name: str, kind: EntityKind, *, cased: bool) -> bool:
    if not name or not any(c.isalpha() for c in name) or len(name) > 120:
        return False
    folded = name.casefold()
    if folded in _DAYS or (len(name) < 2) or re.match(r"https?://|www\.|@", folded):
        return False
    if kind == "person" and (folded.strip(".") in OFFICES or folded.strip(".") in COURTESY):
        return False
    if not cased:
        return True
    return not name[0].islower() if kind == "nationality" else name != name.lower()


_NORTH = re.compile(r"(?<=\b[Tt]he )(North|South)(?=(?:['’]s)? [a-z]|[,.;:])")


_COMPASS = re.compile(r"(?:^|(?<=\W))(?:north|south|east|west|central)(?:ern)? $")


def _is_region(name: str) -> bool:
    found = readings(name)
    return bool(found) and found[0].level == "region"


def widened(doc: Doc, names: Sequence[Found]) -> list[Found]:
    """Names with the parts that the tagger cut off.

    A person's name takes the proper nouns right after it ("Lee Hsien" + "Loong"); a region takes the compass
    word before it ("eastern Siberia"); and beside the Koreas "the North" and "the South" name them.
    """
    text = doc.text
    starts = {token.idx: token for token in doc}
    taken = {a for a, _, _ in names}
    result = []
    for start, end, kind in names:
        if kind == "person":
            while (
                (after := starts.get(end + 1))
                and end + 1 not in taken
                and text[end] == " "
                and _name_part(after)
            ):
                end = after.idx + len(after.text)
        elif (
            kind == "place"
            and _is_region(text[start:end])
            and (compass := _COMPASS.search(text[max(0, start - 12) : start]))
        ):
            start -= len(compass.group())
        result.append((start, end, kind))
    if any(text[a:b] in ("North Korea", "South Korea") for a, b, _ in names):
        loose = {m.span() for m in _NORTH.finditer(text)}
        result = [r for r in result if (r[0], r[1]) not in loose]
        result += [(a, b, "place") for a, b in loose]
    wide = sorted(set(result))
    return [n for i, n in enumerate(wide) if i == 0 or n[0] >= wide[i - 1][1]]


def _name_part(token: Token) -> bool:
    word = token.text
    return (
        token.pos_ == "PROPN"
        and word[:1].isupper()
        and word.isalpha()
        and word.casefold() not in _DAYS | OFFICES
        and not word.isupper()
    )


# ── names: kinds ──────────────────────────────────────────────────────────────────────────────────


def settled_kinds(text: str, names: Sequence[Found]) -> list[Found]:
    """The names with one kind for each spelling over the text, by evidence and the majority of its tags.

    A name after a person's title is a person's, and so is a family name whose full form is a person's; a
    country is a place and its people a nationality wherever they stand alone.
    """
    votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    for start, end, kind in names:
        key = normal_name(text[start:end])
        votes[key][kind] += 2
        if _titled(text, start):
            votes[key]["person"] += 6
        elif kind in ("person", "organisation") and _stands_as_place(text, start, end, kind):
            votes[key]["place"] += 3
    families = {
        words[-1]
        for key, counts in votes.items()
        if _winner(counts) == "person" and len(words := key.split()) in (2, 3)
    } | {key.split()[0] for key, counts in votes.items() if _winner(counts) == "person" and " " in key}
    kinds: dict[str, EntityKind] = {}
    for start, end, _ in names:
        key = normal_name(text[start:end])
        if key in kinds:
            continue
        fixed = fixed_kind(text[start:end])
        kinds[key] = fixed or _winner(votes[key])
        if kinds[key] == "organisation" and text[start:end].split()[-1] in _SITES:
            kinds[key] = "place"
        if key in families and fixed is None and kinds[key] == "organisation":
            kinds[key] = "person"
    return [(a, b, kinds[normal_name(text[a:b])]) for a, b, _ in names]


_SITES = frozenset(
    """Airport Stadium Bridge Tunnel Square Street Avenue Road Station Palace Cathedral Hotel Island
    Islands River Mountain Mountains Lake Bay Valley Province County District Canal Park Beach Desert Sea
    Ocean Gulf""".split()
)
_INSIDE = re.compile(r"\b(?:in|near|outside) $")
_BOUND = re.compile(r"\b(?:at|to|from|of) $")


def _stands_as_place(text: str, start: int, end: int, kind: EntityKind) -> bool:
    """Whether a name that the gazetteer knows stands after "in" or, if no person's, after "at" or "to"."""
    before = text[max(0, start - 8) : start]
    if not _INSIDE.search(before) and (kind == "person" or not _BOUND.search(before)):
        return False
    found = readings(text[start:end])
    return bool(found) and (bool(_INSIDE.search(before)) or found[0].population > 100_000)


def _winner(counts: Counter[EntityKind]) -> EntityKind:
    return min(counts, key=lambda k: (-counts[k], k))


def _titled(text: str, start: int) -> bool:
    before = re.search(r"([^\W\d_]+)\.? $", text[max(0, start - 20) : start])
    if not before:
        return False
    word = before.group(1)
    return word[0].isupper() and (word.casefold() in COURTESY or word in _PERSONAL)


_PERSONAL = frozenset(
    "President Minister Senator Sen Gov Rep Gen Chancellor Premier Governor Congressman".split()
)


def fixed_kind(name: str) -> EntityKind | None:
    """The kind that a name has wherever it stands alone: countries, peoples, known bodies and events."""
    for _, end, kind in known_names(name, capitals=True):
        if end == len(name):
            return kind
        break
    found = readings(name)
    large = found and found[0].population > 1_000_000 and found[0].level in ("city", "state")
    return "place" if large and normal_name(found[0].name) == normal_name(name) else None
