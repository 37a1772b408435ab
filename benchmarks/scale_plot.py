"""What an archive costs by its density: the plot of docs/scale.md, and its table, from measured costs.

    python -m benchmarks.scale_plot [--plot docs/scale.svg]

`scale_costs.json` has what was measured: milliseconds of processor an article by step, products a second, the
share of pairs in the window that are near, and microseconds that deciding on a pair takes. How these meet is
worked out here: an article is held against all of its bucket of time and of the next one; each unit of that
work keeps the nearest of an article, all of which are decided on. If units were merged first, it would be
`BOUND` an article. The plot needs matplotlib.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

COSTS = Path(__file__).with_name("scale_costs.json")
HOUR_MS = 3_600_000
BOUND = 500  # near pairs that an article keeps, `newsfold.fold.CROWD`
UNIT, LEAST = 2e10, 2048  # products of a unit, and the fewest articles it holds against all others
RATES = (100, 1_000, 10_000, 100_000, 500_000)  # articles a day


def stages(costs: dict[str, Any], per_day: float, articles: float = 1e6) -> dict[str, float]:
    """Core-hours of each stage for so many articles, where so many are published a day."""
    ms, window = costs["ms_an_article"], per_day * costs["window_days"]
    near = costs["near_share"] * window
    units = 2 * max(1.0, window / max(LEAST, UNIT / (2 * window)))  # that an article stands in
    each = {
        "reading pages, fast": ms["clean_fast"] + ms["articles"],
        "reading pages, full": ms["clean_full"] + ms["articles"],
        "search, exact": 2 * window / costs["products_a_second"] * 1000,
        f"deciding, {BOUND} of a unit": ms["traits"] + min(near, BOUND * units) * costs["pair_us"] / 1000,
        f"deciding, {BOUND} of all": ms["traits"] + min(near, BOUND) * costs["pair_us"] / 1000,
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
    styles = ("-", "-", "-", "-", "--", "-")
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
