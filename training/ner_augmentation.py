"""More training text for the name tagger: names exchanged, written frames filled, and other capitals."""

from __future__ import annotations

import random
import re

from training.ner_data import PEOPLES, PLACE_NAMES, Sentence, resplit, spans
from training.ner_lists import ASIAN, BODIES, CLUBS, COMPANIES, EVENTS, FIRST, FRAMES, LAST, MEDIA, PLACES


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
