"""Main text against people's, each set by its own metric, beside the extractors people know.

python -m benchmarks.extraction --data DIR [--set scrapinghub|fundus] [--no-peers] [--no-unseen]

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

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

import trafilatura
from resiliparse.extract.html2text import extract_plain_text

from benchmarks import floors
from evaluation.datasets.web_pages import SETS, pages
from evaluation.learning.main_text import left_out_models
from evaluation.metrics import bootstrap
from evaluation.metrics.main_text import Score, mean_f1, page_score
from evaluation.splits import outlet_fold
from newsfold.addresses import domain
from newsfold.clean import Cleaning, clean
from newsfold.clean.trees import BUNDLED
from newsfold.records import Article, Page

Extractor = Callable[[bytes, str, str], str]
_EVERY_LANGUAGE = tuple({a + b for a in "abcdefghijklmnopqrstuvwxyz" for b in "abcdefghijklmnopqrstuvwxyz"})


def ours(fast: bool, models: Sequence[Path] = ()) -> Extractor:
    """Newsfold with the bundled models, or for each page with the one of `models` that knows no page of
    its outlet."""

    def folder(url: str) -> Path:
        return models[outlet_fold(domain(url) or url)]

    def extract(body: bytes, source: str, url: str) -> str:
        chosen = folder(url) if models else BUNDLED
        options = Cleaning(languages=_EVERY_LANGUAGE, min_words=0, fast=fast, models=chosen)
        result = clean(Page(place=url, url=url, body=body), options)
        return result.text if isinstance(result, Article) else ""

    return extract


def peers() -> dict[str, Extractor]:
    def with_trafilatura(fast: bool = False, precision: bool = False) -> Extractor:
        def extract(body: bytes, source: str, url: str) -> str:
            text = trafilatura.extract(source, include_comments=False, fast=fast, favor_precision=precision)
            return text or ""

        return extract

    def resiliparse(body: bytes, source: str, url: str) -> str:
        return str(extract_plain_text(source, main_content=True))

    def newspaper4k(body: bytes, source: str, url: str) -> str:
        import newspaper

        # Without its pictures, which it would fetch.
        return str(newspaper.article(url, input_html=source, fetch_images=False).text)

    if find_spec("newspaper") is None:
        sys.exit("the peers are not all installed: pip install newspaper4k, or --no-peers")
    return {
        "trafilatura": with_trafilatura(),
        "trafilatura fast": with_trafilatura(fast=True),
        "trafilatura precision": with_trafilatura(precision=True),
        "resiliparse": resiliparse,
        "newspaper4k": newspaper4k,
    }


def summary(name: str, scores: Sequence[Score]) -> Score:
    """Precision, recall and F1 as the set counts it."""
    precision, recall, f1 = mean_f1(scores)
    return precision, recall, statistics.mean(s[2] for s in scores) if name == "fundus" else f1


def measure(data: Path, name: str, extractors: dict[str, Extractor]) -> dict[str, float]:
    scores: dict[str, list[Score]] = {system: [] for system in extractors}
    took: dict[str, list[float]] = {system: [] for system in extractors}
    for page in pages(data, name):
        source = page.body.decode("utf-8", "replace")
        for system, extract in extractors.items():
            before = time.process_time()
            try:
                text = extract(page.body, source, page.url)
            except Exception:  # a peer that fails on a page scores nothing there
                text = ""
            took[system].append(time.process_time() - before)
            scores[system].append(page_score(page, text))
    print(f"\n{name}: {len(took['newsfold, in sample'])} pages")
    print(
        f"{'':36}{'F1':>6}{'95 % interval':>15}{'precision':>11}{'recall':>8}"
        f"{'ms a page':>11}{'median':>8}{'pages/s':>9}"
    )
    result = {}
    for system, listed in scores.items():
        precision, recall, f1 = summary(name, listed)
        low, high = bootstrap.interval(listed, lambda drawn: summary(name, drawn)[2], 1000)
        mean, median = 1000 * statistics.mean(took[system]), 1000 * statistics.median(took[system])
        shown = f"{f1:6.3f}{low:9.3f}–{high:.3f}{precision:11.3f}{recall:8.3f}"
        print(f"{system:36}{shown}{mean:11.1f}{median:8.1f}{1000 / mean:9.1f}", flush=True)
        result[f"{name}: {system}"] = f1
    fast = sum(took["newsfold --fast, in sample"])
    if "resiliparse" in took:
        print(f"newsfold --fast takes {fast / sum(took['resiliparse']):.2f} times resiliparse's time")
    return result


def main() -> None:
    parser = floors.parser(__doc__)
    parser.add_argument("--set", choices=SETS)
    parser.add_argument("--no-peers", action="store_true", help="Newsfold alone")
    parser.add_argument("--no-unseen", action="store_true", help="without training models for the folds")
    options = parser.parse_args()
    extractors = {} if options.no_peers else peers()
    with tempfile.TemporaryDirectory() as folder:
        if not options.no_unseen:
            models = left_out_models(options.data, Path(folder))
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
        for name in (options.set,) if options.set else SETS:
            figures |= measure(options.data, name, extractors)
    pinned = {key: value for key, value in figures.items() if "not trained on" in key}
    floors.check("extraction", pinned, options.lower_floors)


if __name__ == "__main__":
    main()
