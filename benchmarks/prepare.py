"""Turns a public set, as its makers publish it, into the files that benchmarks and training read.

    python -m benchmarks.prepare SET RAW [RAW ...] --data DIR [--all]

RAW is the folder of an unpacked download or of a clone; `benchmarks/DATA.md` says where each set is.
Benchmarks use a part of most sets, whose keys are in `benchmarks/selection`; `--all` takes all records.
Nothing is fetched.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks import raw_languages, raw_sets
from benchmarks.raw_sets import Keyed, MissingError, Row, there

SELECTION = Path(__file__).parent / "selection"


# Sets of one record a line: their file, and the function that reads them.
LINES: dict[str, tuple[str, Callable[[Path], Keyed]]] = {
    "load": ("load/articles.jsonl.gz", raw_sets.bias_articles),
    "ecbplus": ("stories/ecbplus.jsonl.gz", raw_sets.ecbplus),
    "polnear_train": ("attribution/polnear_train.jsonl.gz", lambda raw: raw_sets.polnear(raw, "train")),
    "polnear_dev": ("attribution/polnear_dev.jsonl.gz", lambda raw: raw_sets.polnear(raw, "dev")),
    "newsquant": ("figures/newsquant.jsonl.gz", raw_sets.newsquant),
    "timebank": ("times/timebank.jsonl.gz", raw_sets.timeml),
    "krauts": ("languages/measure_only/krauts_de.jsonl.gz", raw_sets.krauts),
    "ntrex": ("languages/stories/ntrex.jsonl.gz", raw_languages.ntrex),
    "meantime": ("languages/stories/meantime.jsonl.gz", raw_languages.meantime),
    "uner_pt_bosque": (
        "languages/names/uner_pt_bosque.jsonl.gz",
        lambda raw: raw_languages.universal_ner(raw, "UNER_Portuguese-Bosque", "pt", "pt_bosque"),
    ),
    "uner_zh_gsd": (
        "languages/names/uner_zh_gsd.jsonl.gz",
        lambda raw: raw_languages.universal_ner(raw, "UNER_Chinese-GSDSIMP", "zh", "zh_gsdsimp"),
    ),
    "germeval14_de": ("languages/names/germeval14_de.jsonl.gz", raw_languages.germeval),
    "recognizers_times": ("languages/times/recognizers_times.jsonl.gz", raw_languages.recognizers_times),
    "recognizers_figures": (
        "languages/figures/recognizers_figures.jsonl.gz",
        raw_languages.recognizers_figures,
    ),
    "xquad": ("languages/pairs/xquad.jsonl.gz", raw_languages.xquad),
}
# Sets that are read as they are published: where each file goes.
FILES = {
    "wikigold": {"wikigold.conll.txt": "ner/wikigold.conll.txt"},
    "wnut17": {
        "wnut17train.conll": "ner/wnut17.train.conll",
        "emerging.test.annotated": "ner/wnut17.test.conll",
    },
    "uner_ewt": {
        "en_ewt-ud-dev.iob2": "ner/uner_ewt_dev.iob2",
        "en_ewt-ud-test.iob2": "ner/uner_ewt_test.iob2",
    },
}
# Web pages: where the raw folder has the pages and what a reader should get of them.
PAGES = {
    "scrapinghub": ("html", "ground-truth.json"),
    "fundus": ("dataset/html", "dataset/ground_truth.json"),
}
OTHERS = ("allsides", "uci", "gmb")
SETS = sorted([*LINES, *FILES, *PAGES, *OTHERS])


def selection(name: str) -> list[str] | None:
    """The lines of a set's selection, in the order of its file; None where all records are used."""
    path = SELECTION / f"{name}.txt"
    return path.read_text("utf-8").splitlines() if path.exists() else None


def chosen(name: str, rows: Keyed, whole: bool) -> list[Row]:
    """The records that benchmarks use, in the order of the selection; all of them where there is none.

    Where a key has several records, one a language, they stay in the order of the raw set. Tells on the error
    output how many keys are missing.
    """
    keys = None if whole else selection(name)
    if keys is None:
        return [row for _, row in rows]
    place = {key: at for at, key in enumerate(keys)}
    listed = [(place[key], row) for key, row in rows if key in place]
    _tell_missing(name, len(keys), len({at for at, _ in listed}))
    if len(listed) <= len(keys):
        listed.sort(key=lambda pair: pair[0])
    return [row for _, row in listed]


def _tell_missing(name: str, wanted: int, present: int) -> None:
    if present < wanted:
        print(f"{name}: {wanted - present} of {wanted} records are not in this download", file=sys.stderr)


def _some(rows: list[Row], raw: Path) -> list[Row]:
    if not rows:
        raise MissingError(f"{raw} has no record of this set; see benchmarks/DATA.md for what to download")
    return rows


def write_lines(path: Path, rows: Iterable[Row]) -> int:
    """Write records, one a line, the same bytes each time; returns how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number = 0
    with path.open("wb") as file, gzip.GzipFile(fileobj=file, mode="wb", filename="", mtime=0) as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
            number += 1
    return number


def prepare(name: str, raw: list[Path], data: Path, whole: bool) -> int:
    """Write the files of a set below `data`; returns how many records or pages there are, or files copied."""
    if name in LINES:
        place, read = LINES[name]
        return write_lines(data / place, _some(chosen(name, read(raw[0]), whole), raw[0]))
    if name in PAGES:
        return _pages(name, raw[0], data / "extraction" / name, whole)
    if name == "allsides":
        return write_lines(data / "stories" / "allsides_train.jsonl.gz", _some(list(allsides(*raw)), raw[0]))
    if name == "uci":
        return _uci(raw[0], data / "stories" / "uci_headlines.csv.gz", whole)
    if name == "gmb":
        return _packed(there(raw[0] / "ner_dataset.csv"), data / "ner" / "gmb.csv.gz")
    for source, target in FILES[name].items():
        _copied(there(raw[0] / source), data / target)
    return len(FILES[name])


def allsides(articles: Path, summaries: Path) -> Iterable[Row]:
    """The articles of each story with its summary: two sets, joined by `selection/allsides.txt`."""
    by_id = dict(raw_sets.bias_articles(articles))
    reference = raw_sets.neutral_summaries(summaries)
    wanted = present = 0
    for line in selection("allsides") or []:
        story, *ids = line.split()
        wanted += len(ids)
        for row in (by_id[id] for id in ids if id in by_id and story in reference):
            present += 1
            yield {**row, "story": story, "reference": reference[story]}
    _tell_missing("allsides", wanted, present)


def _pages(name: str, raw: Path, folder: Path, whole: bool) -> int:
    pages, truth = (there(raw / place) for place in PAGES[name])
    expected = json.loads(truth.read_text("utf-8"))
    keys = list(expected) if whole else [key for key in selection(name) or [] if key in expected]
    if not whole:
        _tell_missing(name, len(selection(name) or []), len(keys))
    for key in keys:
        file = f"{key.removesuffix('.html.gz')}.html.gz"
        _copied(there(pages / file), folder / "html" / file)
    text = json.dumps({key: expected[key] for key in keys}, ensure_ascii=False, indent=1)
    (folder / "ground-truth.json").write_text(text, encoding="utf-8")
    return len(keys)


def _uci(raw: Path, path: Path, whole: bool) -> int:
    rows = chosen("uci", raw_sets.uci(raw), whole)
    text = io.StringIO()
    table = csv.DictWriter(text, raw_sets.UCI_COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.getvalue().encode(), mtime=0))
    return len(rows)


def _packed(source: Path, target: Path) -> int:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(source.read_bytes(), mtime=0))
    return 1


def _copied(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("set", choices=SETS, metavar="SET", help=", ".join(SETS))
    parser.add_argument("raw", nargs="+", type=Path, metavar="RAW", help="folder of a download or clone")
    parser.add_argument("--data", type=Path, required=True, help="folder of the benchmark sets")
    parser.add_argument("--all", action="store_true", help="all records, not the part that benchmarks use")
    asked = parser.parse_args()
    if len(asked.raw) != (2 if asked.set == "allsides" else 1):
        parser.error(
            "allsides takes two folders, Article-Bias-Prediction and NeuS; every other set takes one"
        )
    try:
        number = prepare(asked.set, asked.raw, asked.data, asked.all)
    except MissingError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{asked.set}: {number}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
