"""The open named-entity sets as one: read, cleaned, converted to our labels, varied.

Our labels: PER, ORG, LOC, NAT (nationalities and peoples, "Russian", "Syrians") and MISC (events, works,
products). A person's span holds no title ("President", "Mr."), a place's no article, a name no possessive.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

from evaluation.datasets import conll, gmb
from newsfold.extract.entities.ner import word_bounds
from newsfold.language import table

Sentence = list[tuple[str, str]]  # (word, "O" or "B-PER" …)

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
OFFICES = {"Foreign", "Defense", "Defence", "Prime", "Finance", "Interior", "Justice", "Oil", "Health"}
MONTHS = set(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december ramadan
    """.split()
)


def names_of_places() -> tuple[set[str], set[str]]:
    """(names of countries and regions, adjectives and peoples) from the package's own tables."""
    places, peoples = set[str](), set[str]()
    for _, names, adjectives in table("countries"):
        places.update(name for name in names.split("|") if name)
        peoples.update(adjective for adjective in adjectives.split("|") if adjective)
    for names, *_ in table("regions"):
        places.update(names.split("|"))
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
    entities, at = [], 0
    while at < len(sentence):
        label = sentence[at][1]
        if label == "O":
            at += 1
            continue
        end = at + 1
        while end < len(sentence) and sentence[end][1] == "I-" + label[2:]:
            end += 1
        entities.append((at, end, label[2:]))
        at = end
    return entities


def built(tokens: list[str], entities: list[tuple[int, int, str]]) -> Sentence:
    labels = ["O"] * len(tokens)
    for start, end, label in entities:
        labels[start] = "B-" + label
        for i in range(start + 1, end):
            labels[i] = "I-" + label
    return list(zip(tokens, labels, strict=True))


def resplit(sentence: Sentence) -> Sentence:
    """The same words cut as `word_bounds` cuts running text, labels carried along."""
    out: Sentence = []
    for word, label in sentence:
        for k, (start, end) in enumerate(word_bounds(word)):
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
    entities = []
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
        entities.append((start, end, kind))
    # "North Korean", "Sri Lankan", "World War II" come in pieces
    taken = {i for a, b, _ in entities for i in range(a, b)}
    for size in (4, 3, 2, 1):
        for at in range(len(tokens) - size + 1):
            text = " ".join(tokens[at : at + size])
            kind = "LOC" if text in PLACE_NAMES else "NAT" if text in PEOPLES else ""
            if text in {"World War II", "World War I", "Cold War", "Korean War", "Gulf War", "Vietnam War"}:
                kind = "MISC"
            if not kind:
                continue
            around = [(a, b, k) for a, b, k in entities if a < at + size and at < b]
            inside = all(at <= a and b <= at + size for a, b, _ in around)
            if inside and (around or size > 1 or text in PLACE_NAMES or at not in taken):
                entities = [f for f in entities if f not in around] + [(at, at + size, kind)]
                taken |= set(range(at, at + size))
    return built(tokens, sorted(entities))


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
        entities = [(a, b, usual.get(" ".join(tokens[a:b]), k)) for a, b, k in spans(s)]
        taken = {i for a, b, _ in entities for i in range(a, b)}
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
                    entities.append((at, at + size, usual[text]))
                    taken |= set(range(at, at + size))
        out.append(built(tokens, sorted(entities)))
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
