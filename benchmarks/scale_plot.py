"""What an archive costs by its density: the plot of docs/scale.md, and its table, from measured costs.

    python -m benchmarks.scale_plot [--plot docs/scale.svg]

`scale_costs.json` has what was measured: milliseconds of processor an article by step, products a second, the
share of pairs in the window that are near, and microseconds that deciding on a pair takes. How these meet is
worked out here: a block of articles is held against all that may come before them, and lists of the nearest
merge before `BOUND` an article are decided on. What is compared of an article is made once at best, where
the articles of a block have the same neighbours, and once a pair at worst; what deciding takes lies between.
The plot needs matplotlib.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

COSTS = Path(__file__).with_name("scale_costs.json")
HOUR_MS = 3_600_000
BOUND = 500  # near pairs that an article keeps, `newsfold.fold.CROWD`
UNIT, FEWEST, MOST = 2e10, 2048, 4096  # products of a unit, and articles of its block
RATES = (100, 1_000, 10_000, 100_000, 500_000)  # articles a day


def stages(costs: dict[str, Any], per_day: float, articles: float = 1e6) -> dict[str, float]:
    """Core-hours of each stage for so many articles, where so many are published a day."""
    ms, days = costs["ms_an_article"], costs["window_days"]
    window = per_day * days
    neighbours = min(costs["near_share"] * window, BOUND)
    block = min(MOST, max(FEWEST, UNIT / (2 * window)))
    met = per_day * min(2 * days, days + 1 + max(1, block / per_day))  # days are met whole
    deciding = neighbours * costs["pair_us"] / 1000
    each = {
        "reading pages, fast": ms["clean_fast"] + ms["articles"],
        "reading pages, full": ms["clean_full"] + ms["articles"],
        "search, exact": met / costs["products_a_second"] * 1000,
        "deciding, at best": ms["traits"] + deciding,
        "deciding, at worst": ms["traits"] * (1 + neighbours) + deciding,
        "days, stories, lines": ms["days"] + ms["stories"] + ms["lines"],
    }
    return {name: value * articles / HOUR_MS for name, value in each.items()}


def draw(costs: dict[str, Any], path: Path) -> None:
    """Core-hours a million articles by articles a day, both in powers of ten, as SVG."""
    import matplotlib as mpl

    mpl.use("svg")
    import matplotlib.pyplot as plt

    mpl.rcParams["svg.hashsalt"], mpl.rcParams["svg.fonttype"] = "scale", "none"
    rates = [10 ** (2 + n / 8) for n in range(33)]
    figure, axes = plt.subplots(figsize=(8, 4.5), layout="constrained")
    styles = ("-", "-", "-", "-", ":", "-")
    for name, style in zip(stages(costs, 1), styles, strict=True):
        axes.plot(rates, [stages(costs, rate)[name] for rate in rates], style, label=name)
    axes.set(xscale="log", yscale="log", xlabel="articles a day", ylabel="core-hours, a million articles")
    axes.grid(visible=True, alpha=0.3)
    axes.legend(fontsize=8)
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--plot", type=Path)
    asked = parser.parse_args()
    costs = json.loads(COSTS.read_text(encoding="utf-8"))
    print("core-hours a million articles, by articles a day")
    print(f"{'':28}" + "".join(f"{rate:>12,}" for rate in RATES))
    columns = [stages(costs, rate) for rate in RATES]
    for name in columns[0]:
        print(f"{name:28}" + "".join(f"{column[name]:12,.1f}" for column in columns))
    if asked.plot:
        draw(costs, asked.plot)


if __name__ == "__main__":
    main()
