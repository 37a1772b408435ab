"""Rows of JSONL, as a crawl hands them over: two events, each in the words of two outlets."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

TUNNEL = [
    (
        "Harbour Post",
        "Rail tunnel under the Selm pass opens",
        "The rail tunnel under the Selm pass opened on Wednesday after nine years of work, the "
        "transport ministry said. It is 31 kilometres long. Trains will cross the mountains in eleven"
        " minutes from December. At least four workers died while it was dug. “This is a good day for"
        " the valley,” said Orla Venn, the mayor of Selm.",
    ),
    (
        "North Ledger",
        "Selm tunnel opened after nine years",
        "After nine years of digging, the tunnel below the Selm pass was opened to trains on "
        "Wednesday. The mayor of Selm, Orla Venn, cut the ribbon beside the transport minister. The "
        "31 kilometre tube shortens the way through the mountains to eleven minutes. Seven workers "
        "lost their lives during the work, the builders said.",
    ),
]
FLOOD = [
    (
        "Daily Compass",
        "River Tarn floods three towns",
        "The river Tarn burst its banks on Thursday night and flooded three towns in the lowlands. "
        "Some 2,000 people left their homes, the fire service said. Schools stay closed until Monday."
        " The water is expected to fall by the weekend, according to the weather office, which had "
        "warned of heavy rain since Tuesday.",
    ),
    (
        "Harbour Post",
        "Thousands leave homes as the Tarn floods",
        "About 2,000 people had to leave their homes in three lowland towns after the Tarn flooded on"
        " Thursday night. Firefighters carried residents out by boat. The weather office expects the "
        "river to fall by the weekend. No one was reported missing on Friday morning.",
    ),
]


def write_rows(path: Path, rows: Iterable[Mapping[str, str]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def rows() -> list[dict[str, str]]:
    dated = [(f"2021-03-1{day}", report) for day, event in ((0, TUNNEL), (2, FLOOD)) for report in event]
    return [
        {"id": f"r{i}", "published": day, "outlet": outlet, "title": title, "text": text}
        for i, (day, (outlet, title, text)) in enumerate(dated)
    ]
