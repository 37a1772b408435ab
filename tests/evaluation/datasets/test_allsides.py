from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

from evaluation.datasets import allsides


def row(story: str, id: str, published: str | None) -> dict[str, object]:
    rest = {"outlet": id, "title": id, "text": id, "url": f"https://{id}.example/a"}
    return {"story": story, "id": id, "published": published, **rest}


def test_both_forms_of_a_date_and_none() -> None:
    assert allsides.date("2018-08-29") == allsides.date("8/29/18") == datetime(2018, 8, 29, tzinfo=UTC)
    assert allsides.date(None) is allsides.date("") is None


def test_the_newest_stories_are_held_out_whole(tmp_path: Path) -> None:
    (tmp_path / "stories").mkdir()
    listed = [row(f"s{n}", f"a{n}{k}", f"2019-01-{n + 1:02}") for n in range(20) for k in "xy"]
    listed.append(row("s0", "a19x", "2019-01-20"))  # the same article in a second story
    with gzip.open(tmp_path / "stories" / "allsides_train.jsonl.gz", "wt") as file:
        file.writelines(json.dumps(row) + "\n" for row in listed)
    corpus = allsides.corpus(tmp_path)
    assert len(corpus.articles) == 40
    held = {corpus.events[at] for at in corpus.part(True)}
    assert held == {f"s{n}" for n in range(13, 20)}
    assert held.isdisjoint(corpus.events[at] for at in corpus.part(False))
    assert len(allsides.stories(tmp_path)["s0"]) == 3
