"""What reading costs must not grow with what was read before; what is removed was never there."""

from __future__ import annotations

import re
from pathlib import Path

from newsfold import Newsroom
from tests.test_newsroom import rows, write_rows

# Asked once of a whole database, to show it, or of what is no table of ours.
LOOKED_THROUGH = re.compile(r"count\(\*\)|LIMIT 1$|FROM temp\.|articles_search MATCH")
SCAN = re.compile(r"SCAN (?!json_each|CONSTANT)")


def test_no_question_of_reading_or_removing_looks_through_a_table(tmp_path: Path) -> None:
    asked: set[str] = set()
    with Newsroom(tmp_path / "news.db", encoder="static") as room:
        database = room._store._db
        database.set_trace_callback(asked.add)
        told = [row | {"url": f"https://news.example/{row['id']}"} for row in rows()]
        room.read(write_rows(tmp_path / "some.jsonl", told[:3]))
        room.read(write_rows(tmp_path / "all.jsonl", told))
        assert room.check("Seven workers lost their lives.")
        room.remove([told[0]["url"]])
        database.set_trace_callback(None)
        for sql in asked:
            if re.match("SELECT|UPDATE|DELETE", sql) and not LOOKED_THROUGH.search(sql):
                plan = [row["detail"] for row in database.execute(f"EXPLAIN QUERY PLAN {sql}")]
                assert not any(map(SCAN.match, plan)), (sql, plan)
    assert len(asked) > 60
