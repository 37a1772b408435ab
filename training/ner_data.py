"""The open named-entity sets as one: read, cleaned, converted to our labels, varied.

Our labels: PER, ORG, LOC, NAT (nationalities and peoples, "Russian", "Syrians") and MISC (events, works,
products). A person's span holds no title ("President", "Mr."), a place's no article, a name no possessive.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from pathlib import Path

from evaluation.datasets import conll, gmb
from newsfold.extract.entities.ner import words
from training.ner_lists import ASIAN, BODIES, CLUBS, COMPANIES, EVENTS, FIRST, FRAMES, LAST, MEDIA, PLACES

Sentence = list[tuple[str, str]]  # (word, "O" or "B-PER" …)

DATA = Path(__file__).parent.parent / "src/newsfold/language/en"
TITLES = set(
    """mr mrs ms miss dr doctor sir dame lord lady prof professor president vice prime minister premier
    chancellor secretary general secretary-general deputy foreign defense defence finance interior
    justice senator sen rep representative congressman congresswoman governor gov mayor king queen
    prince princess pope cardinal archbishop bishop rev reverend father saint imam ayatollah sheikh
    sheik mullah cleric rabbi emperor sultan emir general gen lieutenant lt colonel col major maj
    captain capt sergeant sgt admiral adm commander corporal private judge justice attorney ambassador
    chairman chairwoman speaker spokesman spokeswoman leader chief director commissioner envoy former
    then acting ex-president ex-prime us u.s. state national security adviser advisor minister-designate
    president-elect crown first lady opposition coach manager striker midfielder defender goalkeeper
    captain actor actress singer chef mps mp lawmaker detective inspector officer constable counselor
    rep. sen. the and of
    """.split()
)
KEEP = {
    "king",
    "prince",
    "pope",
    "major",
    "general",
    "justice",
    "state",
    "sheikh",
    "saint",
    "and",
    "of",
    "the",
}
OFFICES = {"Foreign", "Defense", "Defence", "Prime", "Finance", "Interior", "Justice", "Oil", "Health"}
MONTHS = set(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december ramadan
    """.split()
)


def names_of_places() -> tuple[set[str], set[str]]:
    """(names of countries and regions, adjectives and peoples) from the package's own tables."""
    places, peoples = set[str](), set[str]()
    for line in (DATA / "countries.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            _, names, adjectives = line.split("\t")
            places.update(n for n in names.split("|") if n)
            peoples.update(a for a in adjectives.split("|") if a)
    for line in (DATA / "regions.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            places.update(line.split("\t")[0].split("|"))
    peoples |= set(
        "Arab Arabs European Europeans African Africans Asian Asians Kurdish Kurds Kurd Chechen Chechens "
        "Soviet Korean Koreans Tibetan Tibetans Uighur Uighurs Uyghur Uyghurs Western Latino Latinos "
        "Hispanic Hispanics Jewish Jews Jew Muslim Muslims Christian Christians Sunni Sunnis Shiite "
        "Shiites Shia Hindu Hindus Buddhist Buddhists Catholic Catholics Shi'ite Shi'ites Texan Scottish "
        "Scots Welsh English Catalan Basque Bavarian Rohingya Hutu Tutsi Pashtun Flemish Republican "
        "Republicans "
        "Democrat Democrats Democratic African-American African-Americans Islamist Islamic".split()
    )
    return places, peoples


PLACE_NAMES, PEOPLES = names_of_places()


def spans(sentence: Sentence) -> list[tuple[int, int, str]]:
    """Entities as (first word, one past the last, label)."""
    found, at = [], 0
    while at < len(sentence):
        label = sentence[at][1]
        if label == "O":
            at += 1
            continue
        end = at + 1
        while end < len(sentence) and sentence[end][1] == "I-" + label[2:]:
            end += 1
        found.append((at, end, label[2:]))
        at = end
    return found


def built(tokens: list[str], found: list[tuple[int, int, str]]) -> Sentence:
    labels = ["O"] * len(tokens)
    for start, end, label in found:
        labels[start] = "B-" + label
        for i in range(start + 1, end):
            labels[i] = "I-" + label
    return list(zip(tokens, labels, strict=True))


def resplit(sentence: Sentence) -> Sentence:
    """The same words cut as `words` cuts running text, labels carried along."""
    out: Sentence = []
    for word, label in sentence:
        for k, (start, end) in enumerate(words(word)):
            out.append((word[start:end], label if k == 0 or label == "O" else "I-" + label[2:]))
    return out


def read_conll(path: Path, labels: dict[str, str]) -> list[Sentence]:
    """A set's sentences in our labels, without its hashtags; `labels` leads from its kinds to ours."""
    result = []
    for listed in conll.sentences(path):
        sentence: Sentence = []
        before = "O"
        for word, tag in listed:
            if word.startswith("#"):
                continue
            kind = labels.get(tag[2:], "") if tag != "O" else ""
            inside = tag.startswith("I-") and before == tag[2:]
            sentence.append((word, ("I-" if inside else "B-") + kind if kind else "O"))
            before = tag[2:] if kind else "O"
        if sentence:
            result.append(resplit(sentence))
    return result


def as_peoples(sentence: Sentence) -> Sentence:
    """MISC mentions that are nationalities become NAT."""
    tokens = [w for w, _ in sentence]
    return built(
        tokens,
        [
            (a, b, "NAT" if k == "MISC" and " ".join(tokens[a:b]) in PEOPLES else k)
            for a, b, k in spans(sentence)
        ],
    )


def read_wikigold(path: Path) -> list[Sentence]:
    return [as_peoples(s) for s in read_conll(path, {k: k for k in ("PER", "ORG", "LOC", "MISC")})]


def read_wnut(path: Path) -> list[Sentence]:
    labels = {
        "person": "PER",
        "location": "LOC",
        "corporation": "ORG",
        "group": "ORG",
        "creative-work": "MISC",
        "product": "MISC",
    }
    return read_conll(path, labels)


def read_gmb(data: Path) -> list[Sentence]:
    """GMB's sentences, each text once, with its conventions turned into ours and its slips mended."""
    seen: set[str] = set()
    sentences = []
    for row in gmb.sentences(data):
        key = " ".join(w for w, _ in row)
        if key not in seen:
            seen.add(key)
            sentences.append(resplit(_gmb_labels(row)))
    return settled([mended(s) for s in sentences])


GMB = {
    "geo": "LOC",
    "gpe": "NAT",
    "per": "PER",
    "org": "ORG",
    "art": "MISC",
    "eve": "MISC",
    "nat": "O",
    "tim": "O",
}


def _gmb_labels(row: Sentence) -> Sentence:
    out = []
    for word, tag in row:
        kind = GMB.get(tag[2:], "O") if tag != "O" else "O"
        out.append((word, "O" if kind == "O" else tag[:2] + kind))
    return [
        (w, "B" + t[1:] if t.startswith("I-") and (i == 0 or out[i - 1][1][2:] != t[2:]) else t)
        for i, (w, t) in enumerate(out)
    ]


def mended(sentence: Sentence) -> Sentence:
    """The sentence with our spans: no titles, articles or possessives; peoples and places whole."""
    tokens = [w for w, _ in sentence]
    found = []
    for start, end, kind in spans(sentence):
        while (
            start < end
            and tokens[end - 1] in {",", "-", "'s", "’s", ".", "and", '"', "'"}
            and not (tokens[end - 1] == "." and end - 2 >= start and len(tokens[end - 2]) <= 4)
        ):
            end -= 1
        if kind == "PER":
            while start < end and (
                tokens[start].casefold().strip(".") in TITLES or tokens[start] in {".", ","}
            ):
                start += 1
        while start < end and tokens[start].casefold() == "the":
            start += 1
        if start == end or (
            start == end - 1 and tokens[start] in OFFICES and tokens[end : end + 1] == ["Minister"]
        ):
            continue
        text = " ".join(tokens[start:end])
        if tokens[start][0].islower() and kind != "PER" and "al-" not in text:
            continue
        found.append((start, end, kind))
    # "North Korean", "Sri Lankan", "World War II" come in pieces
    taken = {i for a, b, _ in found for i in range(a, b)}
    for size in (4, 3, 2, 1):
        for at in range(len(tokens) - size + 1):
            text = " ".join(tokens[at : at + size])
            kind = "LOC" if text in PLACE_NAMES else "NAT" if text in PEOPLES else ""
            if text in {"World War II", "World War I", "Cold War", "Korean War", "Gulf War", "Vietnam War"}:
                kind = "MISC"
            if not kind:
                continue
            around = [(a, b, k) for a, b, k in found if a < at + size and at < b]
            inside = all(at <= a and b <= at + size for a, b, _ in around)
            if inside and (around or size > 1 or text in PLACE_NAMES or at not in taken):
                found = [f for f in found if f not in around] + [(at, at + size, kind)]
                taken |= set(range(at, at + size))
    return built(tokens, sorted(found))


def settled(sentences: list[Sentence]) -> list[Sentence]:
    """Mentions take their name's usual label where the set's votes are clear; unlabelled ones gain it."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for s in sentences:
        for a, b, k in spans(s):
            votes[" ".join(w for w, _ in s[a:b])][k] += 1
    usual = {}
    for name, counts in votes.items():
        kind, n = counts.most_common(1)[0]
        if n >= 4 and n >= 0.75 * sum(counts.values()):
            usual[name] = kind
    # how often a long name's words are labelled at all
    out = []
    for s in sentences:
        tokens = [w for w, _ in s]
        found = [(a, b, usual.get(" ".join(tokens[a:b]), k)) for a, b, k in spans(s)]
        taken = {i for a, b, _ in found for i in range(a, b)}
        for size in (3, 2, 1):
            for at in range(len(tokens) - size + 1):
                text = " ".join(tokens[at : at + size])
                if (
                    usual.get(text)
                    and sum(votes[text].values()) >= 8
                    and text[0].isupper()
                    and len(text) > 2
                    and (not taken & set(range(at, at + size)))
                ):
                    found.append((at, at + size, usual[text]))
                    taken |= set(range(at, at + size))
        out.append(built(tokens, sorted(found)))
    return out


def doubtful(sentence: Sentence) -> bool:
    """Whether a capitalised word in mid-sentence goes unlabelled and is neither a title nor a day."""
    for i, (word, label) in enumerate(sentence):
        if label != "O" or i == 0 or not word[0].isupper() or len(word) < 3:
            continue
        if word.casefold().strip(".") in TITLES or word.casefold() in MONTHS:
            continue
        if sentence[i - 1][0] in {'"', "“", "``", ":", ".", "-", "'"}:
            continue
        return True
    return False


def split(listed: str) -> list[str]:
    """The names of a list, which are apart by bars."""
    return [name.strip() for name in listed.replace("\n", "").split("|") if name.strip()]


class Pool:
    """Names to put in others' places, drawn with one seeded generator."""

    def __init__(self, seed: int, cities: list[tuple[str, int]], persons: list[str], orgs: list[str]) -> None:
        self.random = random.Random(seed)
        self.companies, self.bodies, self.media = split(COMPANIES), split(BODIES), split(MEDIA)
        self.clubs, self.places, self.events = split(CLUBS), split(PLACES), split(EVENTS)
        self.asian = split(ASIAN)
        self.last = [x.replace("_", " ") for x in LAST]
        self.cities = [c for c, _ in cities]
        self.weights = [p**0.5 for _, p in cities]
        self.countries = sorted(PLACE_NAMES)
        self.nations = sorted(p for p in PEOPLES if p[0].isupper())
        self.persons, self.orgs = persons, orgs

    def person(self) -> str:
        """A person's full name."""
        roll = self.random.random()
        if roll < 0.3 and self.persons:
            return self.random.choice(self.persons)
        if roll < 0.4:
            return self.random.choice(self.asian)
        if roll < 0.5:
            first, initial = self.random.choice(FIRST), self.random.choice("ABCDEFGHJKLMNPRSTW")
            return f"{first} {initial}. {self.random.choice(self.last)}"
        if roll < 0.55:
            return (
                f"{self.random.choice(FIRST)} {self.random.choice(self.last)}-{self.random.choice(self.last)}"
            )
        return f"{self.random.choice(FIRST)} {self.random.choice(self.last)}"

    def draw(self, slot: str) -> tuple[str, str]:
        """(text, label) for a slot."""
        r = self.random
        if slot == "PER":
            return self.person(), "PER"
        if slot == "SUR":
            return r.choice(self.last + [p.split()[-1] for p in self.persons[:400]]), "PER"
        if slot == "ORG":
            roll = r.random()
            if roll < 0.4:
                return r.choice(self.companies), "ORG"
            if roll < 0.7:
                return r.choice(self.bodies), "ORG"
            if roll < 0.85 and self.orgs:
                return r.choice(self.orgs), "ORG"
            tail = r.choice(
                [
                    "Group",
                    "Inc",
                    "Corp",
                    "Ltd",
                    "Bank",
                    "University",
                    "Partners",
                    "Foundation",
                    "Institute",
                    "Holdings",
                    "Airlines",
                    "Union",
                    "Party",
                    "Council",
                    "Association",
                    "Systems",
                    "Energy",
                ]
            )
            return f"{r.choice(self.last + self.cities[:300])} {tail}", "ORG"
        if slot == "CLUB":
            return r.choice(self.clubs), "ORG"
        if slot == "MEDIA":
            return r.choice(self.media), "ORG"
        if slot == "LOC":
            roll = r.random()
            if roll < 0.45:
                return r.choices(self.cities, self.weights)[0], "LOC"
            return r.choice(self.countries if roll < 0.75 else self.places), "LOC"
        if slot == "NAT":
            return r.choice(self.nations), "NAT"
        return r.choice(self.events), "MISC"

    def frame(self) -> Sentence:
        """A written frame with its slots filled."""
        out: Sentence = []
        for piece in self.random.choice(FRAMES.splitlines()).split():
            slots = re.findall(r"\{(\w+)\}(\S*)", piece)
            if not slots:
                out.append((piece, "O"))
                continue
            text, label = self.draw(slots[0][0])
            the = text.startswith("the ")
            parts = text[4:].split() if the else text.split()
            out += [("the", "O")] if the else []
            if slots[0][1]:  # "{LOC}-based" is one word to us
                parts[-1] += slots[0][1]
                label = "O"
            out += [
                (w, "O" if label == "O" else ("B-" if i == 0 else "I-") + label) for i, w in enumerate(parts)
            ]
        return resplit(out)

    def varied(self, sentence: Sentence, share: float) -> Sentence:
        """The sentence with some of its names exchanged for others of their kind, the same for each name."""
        swaps: dict[str, list[str]] = {}
        out: Sentence = []
        at = 0
        for start, end, kind in spans(sentence):
            out += sentence[at:start]
            at = end
            name = " ".join(w for w, _ in sentence[start:end])
            if name not in swaps:
                swaps[name] = []
                if self.random.random() < share:
                    swaps[name] = self._other(name, kind)
            if swaps[name]:
                out += [(w, ("B-" if i == 0 else "I-") + kind) for i, w in enumerate(swaps[name])]
            else:
                out += sentence[start:end]
        return resplit(out + sentence[at:])

    def _other(self, name: str, kind: str) -> list[str]:
        if kind == "PER":
            return self.draw("PER" if " " in name else "SUR")[0].split()
        if kind == "ORG" and not re.search(r"Minist|Department|Court|Army|Council|Parliament|police", name):
            return self.draw(self.random.choice(["ORG", "ORG", "ORG", "MEDIA", "CLUB"]))[0].split()
        if kind == "LOC":
            return self.draw("LOC")[0].removeprefix("the ").split()
        return []


def recased(sentence: Sentence, how: random.Random) -> Sentence:
    """Now and then as a headline in capitals, in title case, or without capitals."""
    roll = how.random()
    if roll < 0.04:
        return [(w.upper(), t) for w, t in sentence]
    if roll < 0.09:
        return [(w.lower(), t) for w, t in sentence]
    if roll < 0.14:
        return [(w[:1].upper() + w[1:] if len(w) > 2 else w, t) for w, t in sentence]
    return sentence
