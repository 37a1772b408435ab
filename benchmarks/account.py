"""How near is the account to what people wrote, and does every word of it stand in its evidence?

    python -m benchmarks.account --data DATA [--stories 300 | --all] [--cache FOLDER] [--lower-floors]

ROUGE-1, -2 and -L (Lin 2004; F1, stemmed) of each text's first 50 words against the neutral summary that
AllSides' editors wrote, beside the first sentences of the earliest article and of the one whose title stands
for the story,
TextRank and LexRank (sumy) and the TF-IDF centroid over the same sentences. Reported on stories that no
weight was learned on, with 95 % intervals from 1,000 resamplings of the stories. In every story all
sentences, names, figures and quotations of the account are looked for in its evidence: none may be missing.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from rouge_score.rouge_scorer import RougeScorer
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer

from benchmarks import floors
from evaluation import arguments
from evaluation.described import described
from evaluation.gold_stories import articles, stories
from evaluation.splits import hashed, is_test
from newsfold.compare import outlet_name
from newsfold.records import Article, StoryDetail
from newsfold.tell.account import unsupported
from newsfold.text import collapse, sentences, words

WORDS = 50  # the median of the summaries is 42
KINDS = ("rouge1", "rouge2", "rougeL")
MOST = 8  # sentences that a peer gives: more than 50 words

_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")


# ── what is compared ──────────────────────────────────────────────────────────────────────────────


def earliest(detail: StoryDetail) -> str:
    return lead(min(detail.articles, key=lambda a: (str(a.published_at or "9"), a.id)))


def central(detail: StoryDetail) -> str:
    return lead(next(a for a in detail.articles if a.title == detail.story.title))


def lead(article: Article) -> str:
    return " ".join(collapse(s.of(article.text)) for s in sentences(article.text)[:MOST])


def sentences_of(detail: StoryDetail) -> list[list[str]]:
    """The sentences of each article."""
    return [[collapse(s.of(a.text)) for s in sentences(a.text)] for a in detail.articles]


class Words:
    """Our own words for sumy, which else would load a tokenizer from elsewhere."""

    def to_words(self, text: str) -> tuple[str, ...]:
        """The words of a text."""
        return tuple(words(text))


def ranked(summarizer: Callable[..., Sequence[Sentence]], detail: StoryDetail) -> str:
    """The sentences that a summarizer of sumy puts first, best first."""
    document = ObjectDocumentModel(
        [Paragraph([Sentence(t, Words()) for t in texts]) for texts in sentences_of(detail)]
    )
    best = [" ".join(map(str, summarizer(document, n))) for n in range(1, 5)]
    return next((text for text in best if len(text.split()) >= WORDS), best[-1])


def centroid(detail: StoryDetail) -> str:
    """The sentences nearest to the sum of all, by TF-IDF over the story's sentences (Radev et al. 2004)."""
    texts = [text for listed in sentences_of(detail) for text in listed]
    counts = [Counter(words(text)) for text in texts]
    spread = Counter(word for count in counts for word in count)
    weight = {word: math.log(len(texts) / n) for word, n in spread.items()}
    total = Counter[str]()
    for count in counts:
        total.update(count)

    def similarity(i: int) -> float:
        weighted = {word: n * weight[word] for word, n in counts[i].items()}
        length = math.sqrt(sum(v * v for v in weighted.values())) or 1.0
        return sum(v * total[w] * weight[w] for w, v in weighted.items()) / length

    return " ".join(texts[i] for i in sorted(range(len(texts)), key=similarity, reverse=True)[:MOST])


def ours(detail: StoryDetail) -> str:
    return " ".join(s.text for s in detail.account)


SYSTEMS: dict[str, Callable[[StoryDetail], str]] = {
    "lead, earliest article": earliest,
    "lead, title's article": central,
    "TextRank (sumy)": lambda detail: ranked(TextRankSummarizer(), detail),
    "LexRank (sumy)": lambda detail: ranked(LexRankSummarizer(), detail),
    "TF-IDF centroid": centroid,
    "Newsfold": ours,
}


# ── every word stands in its evidence ─────────────────────────────────────────────────────────────


def failures(detail: StoryDetail) -> int:
    """Sentences of the account with a word, name, figure or quotation that their evidence has not."""
    articles = {a.id: a for a in detail.articles}
    outlets = {a.id: outlet_name(a) for a in detail.articles}
    annotations = {a.article_id: a for a in detail.annotations}
    wrong = 0
    for sentence in detail.account:
        evidence = [collapse(e.span.of(articles[e.article_id].text)) for e in sentence.evidence]
        quoted = [q for q in _QUOTED.findall(sentence.text) if sentence.role != "difference"]
        missing = [q for q in quoted if not any(q in text for text in evidence)]
        if sentence.role != "difference":
            first = sentence.evidence[0]
            annotated = annotations[first.article_id]
            spans = [m.span for m in annotated.mentions] + [f.span for f in annotated.figures]
            text = articles[first.article_id].text
            inside = [span.of(text) for span in spans if first.span.contains(span)]
            missing += [name for name in inside if collapse(name) not in sentence.text]
        wrong += bool(not sentence.evidence or unsupported(sentence, articles, outlets) or missing)
    return wrong


def interval(values: NDArray[np.float64]) -> tuple[float, float]:
    """The 95 % interval of a mean, from 1,000 resamplings."""
    rng = np.random.default_rng(0)
    means = [values[rng.integers(0, len(values), len(values))].mean() for _ in range(1000)]
    return float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975))


def main() -> None:
    parser = floors.parser(__doc__)
    parser.add_argument("--stories", type=int, default=300, help="how many, in order of their names' hash")
    parser.add_argument("--all", action="store_true", help="every story of AllSides")
    arguments.add_cache(parser)
    chosen = parser.parse_args()
    rows = {k: v for k, v in stories(chosen.data).items() if v[0].get("reference")}
    order = sorted(rows, key=hashed)
    order = order if chosen.all else order[: chosen.stories]
    scorer = RougeScorer(list(KINDS), use_stemmer=True)
    scores: dict[str, list[list[float]]] = {name: [] for name in SYSTEMS}
    wrong, shown, lengths = 0, 0, Counter[int]()
    for story in order:
        detail = described(story, articles(rows[story]), chosen.cache)
        wrong, shown = wrong + failures(detail), shown + len(detail.account)
        lengths[len(detail.account)] += 1
        if is_test(story):
            reference = collapse(rows[story][0]["reference"].split("ARTICLE=>", 1)[-1])
            for name, system in SYSTEMS.items():
                text = " ".join(system(detail).split()[:WORDS])
                score = scorer.score(reference, text)
                scores[name].append([score[kind].fmeasure for kind in KINDS])
    print(f"{len(order)} stories: {shown} sentences in accounts, {wrong} not in their evidence")
    print("sentences an account: " + ", ".join(f"{n}: {c}" for n, c in sorted(lengths.items())))
    print(f"\nROUGE F1 of the first {WORDS} words, {len(scores['Newsfold'])} stories left out of learning")
    for name, values in scores.items():
        table = np.array(values)
        cells = [
            f"{table[:, i].mean():.3f} [{'–'.join(f'{x:.3f}' for x in interval(table[:, i]))}]"
            for i in range(3)
        ]
        print(f"{name:24s} " + "  ".join(cells))
    means = np.array(scores["Newsfold"]).mean(axis=0)
    peers = [np.array(values).mean(axis=0) for name, values in scores.items() if name != "Newsfold"]
    figures = {kind: float(value) for kind, value in zip(KINDS, means, strict=True)}
    figures |= {
        f"{kind} over the best peer": float(means[i] - max(p[i] for p in peers))
        for i, kind in enumerate(KINDS)
    }
    figures["sentences with evidence"] = 1 - wrong / max(1, shown)
    floors.check("account", figures, chosen.lower_floors)


if __name__ == "__main__":
    main()
