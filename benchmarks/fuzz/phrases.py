"""Words for inputs: sentences of the bundled sample, and phrases that readers of news stumble over."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

import newsfold


@cache
def sample() -> tuple[bytes, ...]:
    """The bundled pages."""
    folder = Path(newsfold.__file__).parent / "sample" / "pages"
    return tuple(path.read_bytes() for path in sorted(folder.rglob("*.html")))


@cache
def sentences() -> tuple[str, ...]:
    """Sentences of the bundled pages."""
    paragraphs = re.findall(r"<p>([^<]{40,400})</p>", b"".join(sample()).decode("utf-8", "ignore"))
    return tuple(s for p in paragraphs for s in re.split(r"(?<=[.!?]) ", p))


def prose(chance: random.Random, most: int = 5) -> str:
    """Up to `most` sentences of the sample."""
    return " ".join(chance.choice(sentences()) for _ in range(chance.randint(1, most)))


def sentence(chance: random.Random) -> str:
    """A sentence with times, zones, numbers or speech that readers stumble over."""
    hour, minute, number = chance.randint(0, 25), chance.randint(0, 61), chance.randint(0, 10**6)
    mark, zone = (
        chance.choice("a.m. p.m. am PM a.m p.m.,".split()),
        chance.choice("PDT GMT EST IST XYZ".split()),
    )
    gap = chance.choice((" ", "\u00a0", "\u202f", "\u2009", ",", ".", "’"))
    spaced = f"{number:,}".replace(",", gap)
    return chance.choice(
        (
            f"It began at {hour}:{minute:02} {mark} {zone} on Monday and went on until {hour} {mark}",
            f"It began at {hour}:{minute:02} {mark} ({hour:02}{minute:02} {zone}) on Feb. {minute}.",
            f"Exports fell from {spaced} tonnes, at ${spaced} million, to {spaced}m, €{minute}.{hour}bn.",
            f"Between {spaced} and {spaced} people, {minute}% of them, {hour}-{minute}, were hurt.",
            f"Mara Veldt said when {prose(chance, 1).lower()} she would leave.",
            f"“No,” Veldt said when asked {prose(chance, 1).lower()}",
            f"Mara Veldt {chance.choice(('tweeted', 'posted', 'wrote on Facebook'))}: {prose(chance, 1)}",
            f"Veldt {chance.choice(('praised', 'rejected', 'accused', 'called'))} {prose(chance, 1)} of it.",
        )
    )


def turns(chance: random.Random) -> str:
    """An interview, a transcript or a post, in lines or run together."""
    labels = chance.choice((("VELDT:", "ROE:"), ("Q:", "A:"), ("Jane Roe —", "Mara Veldt —"), ("", "")))
    lines = [f"{labels[turn % 2]} {prose(chance, 2)}" for turn in range(chance.randint(1, 5))]
    if chance.random() < 0.3:
        lines.append(f"— Mara Veldt (@veldt{'_' * chance.randrange(9)}) May {chance.randrange(40)}, 2019")
    return chance.choice(("\n", "\n\n", "<br>", " ")).join(lines)


def turned(chance: random.Random) -> str:
    """Words with marks of direction in and around them, closed or not."""
    marks = "\u200e\u200f\u061c\u202a\u202b\u202d\u202e\u202c\u2066\u2067\u2068\u2069"
    return "".join(
        f"{word} {chance.choice(marks) * chance.randrange(3)}" for word in prose(chance, 1).split()
    )
