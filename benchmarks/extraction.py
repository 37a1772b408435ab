"""Main text against people's, each set by its own metric, beside the extractors people know.

python benchmarks/extraction.py --data DIR [--set scrapinghub|fundus] [--no-peers] [--no-unseen]

The shipped models were trained on these very pages, so their own figure ("in sample") says little. The
figure for a new outlet is that of "outlets not trained on": for each page, models trained on the pages of
other outlets alone (four folds, made anew here), in the same cleaning. Its floors are the ones pinned.

scrapinghub: 4-word shingles, mean precision and recall over pages, F1 of the means (the set's own
evaluate.py). fundus: ROUGE-LSum, mean F1 over articles, optional paragraphs ("[…]") counted where the
text has them; sentences are split by Newsfold's own splitter on both sides. Every page goes through
all extractors before the next one is read, so a slow moment of the machine strikes all alike; times are of
the processor.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

import trafilatura
from floors import check
from resiliparse.extract.html2text import extract_plain_text

from newsfold.addresses import domain
from newsfold.clean import Cleaning, clean
from newsfold.clean.trees import BUNDLED
from newsfold.records import Article, Page
from newsfold.text import sentences

Extractor = Callable[[bytes, str, str], str]
Score = tuple[float, float, float]  # precision, recall, F1
_TOKEN = re.compile(r"\w+")
sys.path.insert(0, str(Path(__file__).parents[1]))
_EVERY_LANGUAGE = tuple({a + b for a in "abcdefghijklmnopqrstuvwxyz" for b in "abcdefghijklmnopqrstuvwxyz"})


def ours(fast: bool, models: Sequence[Path] = ()) -> Extractor:
    """Newsfold with the bundled models, or for each page with the one of `models` that knows no page of
    its outlet."""

    def folder(url: str) -> Path:
        from training.main_text import fold  # needs scikit-learn

        return models[fold(domain(url) or url)]

    def extract(body: bytes, source: str, url: str) -> str:
        chosen = folder(url) if models else BUNDLED
        options = Cleaning(languages=_EVERY_LANGUAGE, min_words=0, fast=fast, models=chosen)
        found = clean(Page(place=url, url=url, body=body), options)
        return found.text if isinstance(found, Article) else ""

    return extract


def peers() -> dict[str, Extractor]:
    def with_trafilatura(**options: bool) -> Extractor:
        return lambda body, source, url: trafilatura.extract(source, include_comments=False, **options) or ""

    def resiliparse(body: bytes, source: str, url: str) -> str:
        return str(extract_plain_text(source, main_content=True))

    def newspaper4k(body: bytes, source: str, url: str) -> str:
        import newspaper

        return str(newspaper.article(url, input_html=source).text)

    if find_spec("newspaper") is None:
        sys.exit("the peers are not all installed: pip install newspaper4k, or --no-peers")
    return {
        "trafilatura": with_trafilatura(),
        "trafilatura fast": with_trafilatura(fast=True),
        "trafilatura precision": with_trafilatura(favor_precision=True),
        "resiliparse": resiliparse,
        "newspaper4k": newspaper4k,
    }


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _TOKEN.findall(text)
    return Counter(s for i in range(max(1, len(words) - 3)) if (s := tuple(words[i : i + 4])))


def shingle_score(true: str, found: str) -> Score:
    wanted, got = shingles(true), shingles(found)
    both = sum((wanted & got).values())
    precision = both / sum(got.values()) if got else 0.0
    recall = both / sum(wanted.values()) if wanted else float(not got)
    return precision, recall, 0.0


def rouge_words(text: str) -> list[list[str]]:
    """Sentences as ROUGE sees them: small letters and digits, in sentences."""
    lines = (re.findall(r"[a-z0-9]+", span.of(text).lower()) for span in sentences(text))
    return [line for line in lines if line]


def common(a: list[str], b: list[str]) -> set[int]:
    """Positions in `a` of a longest common subsequence with `b`."""
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            table[i + 1][j + 1] = table[i][j] + 1 if x == y else max(table[i][j + 1], table[i + 1][j])
    found, i, j = set(), len(a), len(b)
    while i and j:
        if a[i - 1] == b[j - 1]:
            found.add(i - 1)
            i, j = i - 1, j - 1
        elif table[i][j - 1] > table[i - 1][j]:
            j -= 1
        else:
            i -= 1
    return found


def rouge_lsum(true: str, found: str) -> Score:
    """ROUGE-LSum (Lin 2004): for each true sentence the union of its common subsequences."""
    wanted, got = rouge_words(true), rouge_words(found)
    exact = {tuple(line) for line in got}
    left_true = Counter(w for line in wanted for w in line)
    left_found = Counter(w for line in got for w in line)
    total_true, total_found, hits = left_true.total(), left_found.total(), 0
    for line in wanted:
        covered: set[int] = set(range(len(line))) if tuple(line) in exact else set()
        for other in () if covered else got:
            if len(set(line) & set(other)) > 0:
                covered |= common(line, other)
        for word in (line[i] for i in sorted(covered)):
            if left_true[word] > 0 and left_found[word] > 0:
                hits += 1
                left_true[word] -= 1
                left_found[word] -= 1
    precision, recall = hits / total_found if total_found else 0.0, hits / total_true if total_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


def fundus_score(body: Sequence[str], found: str) -> Score:
    got = shingles(found)
    chosen = []
    for paragraph in body:
        if paragraph[0] == "[" and paragraph[-1] == "]":
            wanted = shingles(paragraph)
            if sum((wanted & got).values()) >= wanted.total() / 2:
                chosen.append(paragraph[1:-1])
        else:
            chosen.append(paragraph)
    return rouge_lsum("\n".join(chosen), found)


def summary(name: str, scores: Sequence[Score]) -> tuple[float, float, float]:
    precision = statistics.mean(s[0] for s in scores)
    recall = statistics.mean(s[1] for s in scores)
    if name == "fundus":
        return statistics.mean(s[2] for s in scores), precision, recall
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0, precision, recall


def interval(name: str, scores: Sequence[Score], rounds: int = 1000) -> tuple[float, float]:
    chance = random.Random(7)
    values = sorted(summary(name, chance.choices(scores, k=len(scores)))[0] for _ in range(rounds))
    return values[int(0.025 * rounds)], values[int(0.975 * rounds)]


def measure(folder: Path, name: str, extractors: dict[str, Extractor]) -> dict[str, float]:
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    scores: dict[str, list[Score]] = {system: [] for system in extractors}
    took: dict[str, list[float]] = {system: [] for system in extractors}
    for key in sorted(truth):
        body = gzip.decompress((folder / "html" / f"{key.removesuffix('.html.gz')}.html.gz").read_bytes())
        source, row = body.decode("utf-8", "replace"), truth[key]
        for system, extract in extractors.items():
            before = time.process_time()
            try:
                found = extract(body, source, row["url"])
            except Exception:  # a peer that fails on a page scores nothing there
                found = ""
            took[system].append(time.process_time() - before)
            true = row["body"] if name == "fundus" else row["articleBody"]
            scores[system].append(
                fundus_score(true, found) if name == "fundus" else shingle_score(true, found)
            )
    print(f"\n{name}: {len(truth)} pages")
    print(
        f"{'':36}{'F1':>6}{'95 % interval':>15}{'precision':>11}{'recall':>8}"
        f"{'ms a page':>11}{'median':>8}{'pages/s':>9}"
    )
    result = {}
    for system, listed in scores.items():
        f1, precision, recall = summary(name, listed)
        low, high = interval(name, listed)
        mean, median = 1000 * statistics.mean(took[system]), 1000 * statistics.median(took[system])
        shown = f"{f1:6.3f}{low:9.3f}–{high:.3f}{precision:11.3f}{recall:8.3f}"
        print(f"{system:36}{shown}{mean:11.1f}{median:8.1f}{1000 / mean:9.1f}", flush=True)
        result[f"{name}: {system}"] = f1
    fast = sum(took["newsfold --fast, in sample"])
    if "resiliparse" in took:
        print(f"newsfold --fast takes {fast / sum(took['resiliparse']):.2f} times resiliparse's time")
    return result


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--set", choices=("scrapinghub", "fundus"))
    parser.add_argument("--no-peers", action="store_true", help="Newsfold alone")
    parser.add_argument("--no-unseen", action="store_true", help="without training models for the folds")
    parser.add_argument("--lower-floors", action="store_true")
    options = parser.parse_args()
    extractors = {} if options.no_peers else peers()
    with tempfile.TemporaryDirectory() as folder:
        if not options.no_unseen:
            from training.main_text import unseen_models

            models = unseen_models(options.data, Path(folder))
            extractors["newsfold, outlets not trained on"] = ours(False, models)
            extractors["newsfold --fast, outlets not trained on"] = ours(True, models)
        extractors |= {"newsfold, in sample": ours(False), "newsfold --fast, in sample": ours(True)}
        # A page in another language too, so that all models are loaded before the clock runs.
        for line in (
            "One sentence to load the models with. " * 20,
            "Una frase para cargar los modelos. " * 20,
        ):
            for extract in extractors.values():
                extract(f"<p>{line}</p>".encode(), f"<p>{line}</p>", "https://a.example/")
        figures: dict[str, float] = {}
        for name in (options.set,) if options.set else ("scrapinghub", "fundus"):
            figures |= measure(options.data / "extraction" / name, name, extractors)
    pinned = {key: value for key, value in figures.items() if "not trained on" in key}
    check("extraction", pinned, options.lower_floors)


if __name__ == "__main__":
    main()
