"""The options that most benchmarks and training scripts share."""

from __future__ import annotations

import argparse
from pathlib import Path


def parser(documentation: str | None) -> argparse.ArgumentParser:
    """A parser whose help is a module's docstring, as it is written, with `--data`."""
    result = argparse.ArgumentParser(
        description=documentation, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    result.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    return result


def add_cache(options: argparse.ArgumentParser) -> None:
    """`--cache`, where extraction or vectors are kept between runs."""
    options.add_argument("--cache", type=Path, help="folder that keeps what was extracted or encoded")
