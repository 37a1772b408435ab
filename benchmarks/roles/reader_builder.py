"""Somebody who builds a reader over the library and the JSON API."""

from __future__ import annotations

import json
from urllib.parse import quote

from benchmarks.roles.steps import Steps, got, rows


def main() -> None:
    steps = Steps("reader-builder")
    from newsfold import Newsroom

    with Newsroom("newsfold.db") as newsroom:
        reading = newsroom.read(rows(("headline", "body", "publisher", "published_at", "link")))
        if reading.new != 3 or len(newsroom.stories()) != 1:
            raise SystemExit(f"reader-builder: {reading}")
        shown = newsroom.story(1)
        if not any(claim.evidence for claim in shown.claims) or "<" not in shown._repr_html_():
            raise SystemExit("reader-builder: the story has no claims")
    steps.answered()
    with steps.served() as url:
        status, text = got(f"{url}api/stories?q=ferry")
        (story,) = json.loads(text)["stories"]
        status, text = got(f"{url}api/stories/{story['id']}")
        answer = json.loads(text)
        evidence = answer["claims"][0]["evidence"][0]
        status, text = got(f"{url}api/articles/{quote(evidence['article_id'], safe='')}")
        words = json.loads(text)["text"][evidence["start"] : evidence["end"]]
        if words != evidence["text"]:
            raise SystemExit(f"reader-builder: {words!r} in place of {evidence['text']!r}")
        status, text = got(f"{url}api/openapi.json")
        if status != 200 or "/api/stories/{id}" not in json.loads(text)["paths"]:
            raise SystemExit("reader-builder: the API does not describe itself")
        status, text = got(f"{url}api/stories/99")
        if (status, set(json.loads(text))) != (404, {"error"}):
            raise SystemExit(f"reader-builder: {status} {text}")
        status, text = got(f"{url}api/check?q={quote('The ferry to Skerry Isle was shut on Monday.')}")
        steps.expect(text, "says so")
    steps.done()


if __name__ == "__main__":
    main()
