"""A researcher with an archive in the tables that other programs wrote, who wants tables back."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path

from benchmarks.roles.steps import Steps, rows


def main() -> None:
    steps = Steps("researcher")
    crawl = rows(("title", "maintext", "source_domain", "date_publish", "url"))
    with Path("archive.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, crawl[0])
        table.writeheader()
        table.writerows(crawl[:2])
    answer = rows(("title", "content", "outlet", "publishedAt", "url"))[2]
    answer["source"] = {"id": None, "name": answer.pop("outlet")}  # type: ignore[assignment]
    Path("answer.json").write_text(json.dumps({"status": "ok", "articles": [answer]}), encoding="utf-8")

    named = ("--db", "archive.db")
    output = steps.newsfold("read", "archive.csv", "answer.json", *named)
    steps.expect(output, "articles, new 3", "published from `date_publish` in 2 of 3 rows")
    steps.expect(output, "outlet from `source.name` in 1 of 3 rows")
    steps.newsfold("export", "claims", "--format", "parquet", "--output", "claims.parquet", *named)
    import pyarrow.parquet as pq

    claims = pq.read_table("claims.parquet")
    if claims.num_rows < 3 or "status" not in claims.column_names:
        raise SystemExit(f"researcher: {claims.num_rows} claims, {claims.column_names}")
    steps.answered()
    output = steps.newsfold("export", "articles", "--format", "csv", "--raw", "--output", "a.csv", *named)
    steps.expect(output, "3 articles written to a.csv")
    output = steps.newsfold("read", "a.csv", "--db", "again.db")
    steps.expect(output, "articles, new 3")
    steps.newsfold("export", "--all", "whole", *named)
    steps.newsfold("import", "whole", "--db", "moved.db")
    with sqlite3.connect("moved.db") as db:
        (number,) = db.execute("SELECT count(*) FROM articles").fetchone()
    if number != 3 or len(steps.json("stories", "--db", "moved.db")["stories"]) != 1:
        raise SystemExit("researcher: what was moved is not what there was")
    from newsfold import Newsroom

    with Newsroom("moved.db", create=False) as newsroom:
        if newsroom.to_arrow("figures").num_rows < 3:
            raise SystemExit("researcher: there are no figures")
    steps.done()


if __name__ == "__main__":
    main()
