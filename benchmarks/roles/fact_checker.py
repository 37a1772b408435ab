"""A fact-checker with a folder of saved pages, who wants to know who says what."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from benchmarks.roles.steps import BODIES, HEADS, Steps, page


def saved(folder: Path) -> None:
    """What browsers and mail programs leave: a page with its folder, a page as MHTML, a letter, litter."""
    folder.mkdir()
    (folder / "Ferry shut.html").write_text(page(0), encoding="utf-8")
    beside = folder / "Ferry shut_files"
    beside.mkdir()
    (beside / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (beside / "ads.html").write_text("<html><body>Buy now</body></html>")
    (folder / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0")
    (folder / "page.mhtml").write_text(
        "From: <Saved by Blink>\nSubject: Skerry Isle ferry stopped\nMIME-Version: 1.0\n"
        "Snapshot-Content-Location: https://national.example/2019/03/ferry\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----x"\n\n------x\n'
        "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
        f"Content-Location: https://national.example/2019/03/ferry\n\n{page(1)}\n------x--\n",
        encoding="utf-8",
    )
    letter = EmailMessage()
    letter["From"], letter["Subject"] = f"{HEADS[2][0]} <news@vale.example>", HEADS[2][1]
    letter["Date"] = "Tue, 05 Mar 2019 10:00:00 +0000"
    letter.set_content("\n\n".join(BODIES[2]))
    (folder / "newsletter.eml").write_bytes(bytes(letter))


def main() -> None:
    steps = Steps("fact-checker")
    saved(Path("saved pages"))
    output = steps.newsfold("stories", status=2)
    steps.expect(output, "there is no database", "newsfold read SOURCE")
    output = steps.newsfold("read", "saved pages")
    steps.expect(output, "articles, new 3", "stories, new 1", "passed over")
    steps.expect(steps.newsfold("stories"), "Harbour Courier", "National Ledger", "Vale Times")
    output = steps.newsfold("check", "The lifeboat took 12 people to Skerry Isle.")
    steps.expect(output, "2 outlets say so", "Vale Times", "National Ledger", "took 12")
    steps.answered()
    output = steps.newsfold("check", "340 people waited at the pier of Port Ellery.")
    steps.expect(output, "About 340 people waited")
    story = steps.newsfold("story", "1")
    steps.expect(story, "What happened", "Claims", "Who said what", "Ada Brandt", "340", "360", "Articles")
    again = steps.newsfold("read", "saved pages")
    steps.expect(again, "articles, new 0", "articles, known already 3")
    steps.done()


if __name__ == "__main__":
    main()
