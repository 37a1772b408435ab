"""Make the small database that tests keep of a schema, with the code of that schema.

    git worktree add --detach DIR COMMIT
    PYTHONPATH=DIR/src python tests/store/make_schema_file.py tests/store/schemas/schema-N.db.gz

It holds an invented event as three outlets report it, a page under two addresses, another event, and an input
that is none.
"""

from __future__ import annotations

import gzip
import sqlite3
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

_QUAKE = (
    "A landslide closed the Varr tunnel above Ostrand on Tuesday evening, and at least six people were taken "
    "to hospital. “We heard the slope go like a train,” said Henrik Aas, who drives the late bus to the "
    "valley. The road agency said that the tunnel will stay closed until Friday, since the north portal is "
    "buried under four metres of rock.",
    "Six people were hurt when rock came down on the Varr tunnel above Ostrand on Tuesday, the police said. "
    "Road agency spokeswoman Lise Moe said that the tunnel would be closed until Saturday at the earliest. "
    "Two buses were turned back at the south portal, and 140 people spent the night in a school in Ostrand.",
    "OSTRAND (Fjord News Agency) - Rock buried the north portal of the Varr tunnel on Tuesday. Eight people "
    "were taken to hospital, the police said on Wednesday. Engineers with the road agency began to blast "
    "loose boulders above the portal at noon, while 140 travellers waited in a school.",
)
_LIBRARY = (
    "The city council of Bellmere voted on Monday to keep the Quay Street library open, after readers had "
    "handed in 5,200 signatures. “A town without a reading room is a car park,” said council member Oda "
    "Finch, who had moved the motion. The roof will be mended for $1.2 million, which a bequest pays."
)
PAGES = (
    (
        "https://courier.example/varr",
        "Ostrand Courier",
        "Landslide closes tunnel",
        "2019-03-05T20:10",
        0,
    ),
    ("https://ledger.example/2019/tunnel", "Valley Ledger", "Six hurt at Varr tunnel", "2019-03-06T07:30", 1),
    ("https://tribune.example/n/77", "Northern Tribune", "Rock buries a portal", "2019-03-06T15:00", 2),
    ("http://www.bellmere.example/lib?utm_source=x", "Bellmere Post", "Library stays", "2019-05-06T18:00", 3),
    ("https://bellmere.example/lib", "Bellmere Post", "Library stays", "2019-05-06T18:00", 3),
)


def page(url: str, outlet: str, title: str, time: str, number: int) -> str:
    body = (*_QUAKE, _LIBRARY)[number].split(". ")
    paragraphs = "".join(
        f"<p>{'. '.join(body[at : at + 2]).rstrip('.')}.</p>" for at in range(0, len(body), 2)
    )
    return (
        f'<html lang="en"><head><title>{title}</title><link rel="canonical" href="{url}">'
        f'<meta property="og:url" content="{url}"><meta property="og:site_name" content="{outlet}">'
        f'<meta property="article:published_time" content="{time}:00Z"></head>'
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


def main(target: Path) -> None:
    """Write the database of the code that is imported, its stories described, gzipped, to `target`."""
    from newsfold.newsroom import Newsroom

    with TemporaryDirectory() as folder:
        pages = Path(folder) / "pages"
        pages.mkdir()
        for number, parts in enumerate(PAGES):
            (pages / f"{number}.html").write_text(page(*parts), encoding="utf-8")
        (pages / "empty.html").write_text("", encoding="utf-8")
        path = Path(folder) / "news.db"
        with Newsroom(path) as room:
            room.read([pages])
            for summary in room.stories():
                room.story(summary.story.id)
        db = sqlite3.connect(path)
        db.execute("UPDATE articles SET place = replace(place, ?, '')", [f"{folder}/"])
        db.execute("UPDATE rejected SET place = replace(place, ?, '')", [f"{folder}/"])
        db.commit()
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("PRAGMA page_size = 512")
        db.execute("VACUUM")
        for table in ("articles", "stories", "claims", "differences", "links", "lines"):
            print(table, *db.execute(f"SELECT count(*) FROM {table}").fetchone())
        for row in db.execute("SELECT id, url, story_id FROM articles"):
            print(*row)
        db.close()
        target.write_bytes(gzip.compress(path.read_bytes(), mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
