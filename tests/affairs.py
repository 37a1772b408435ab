"""An invented ferry's sinking over months, another ferry's, a trial, and things beside."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from newsfold.records import Article, Page
from tests.factories import article

START = datetime(2016, 2, 1, 8, tzinfo=UTC)

# Affair, day, title, text.
REPORTS = (
    ("Halvorsund", 0, "Ferry Halvorsund sinks off Skarnes, dozens missing",
     "The ferry Halvorsund sank off Skarnes on Monday night with 212 people on board. Coastguards from "
     "Skarnes pulled 150 out of the water. The line Brevik Sealines said that Halvorsund had been "
     "inspected in autumn."),
    ("Halvorsund", 1, "Divers reach wreck of Halvorsund as Skarnes mourns",
     "Divers reached the wreck of the ferry Halvorsund off Skarnes on Tuesday. Brevik Sealines named "
     "captain Odd Tharaldsen, who survived. Families waited in the church of Skarnes for word of the "
     "missing."),
    ("Halvorsund", 24, "Bow door of Halvorsund stood open, inquiry into Skarnes sinking says",
     "The bow door of the ferry Halvorsund stood open when it sailed for Skarnes, investigators said. "
     "Captain Odd Tharaldsen of Brevik Sealines had reported a broken lock twice, their report on the "
     "sinking found."),
    ("Halvorsund", 58, "Captain Tharaldsen charged over Halvorsund sinking",
     "Prosecutors charged Odd Tharaldsen, captain of the ferry Halvorsund, with negligence over the "
     "sinking off Skarnes. Two managers of Brevik Sealines were charged as well. All three deny it, and "
     "a lawyer of Tharaldsen said that the lock of the bow door had been reported in writing."),
    ("Halvorsund", 96, "Head of Brevik Sealines resigns over Halvorsund",
     "The head of Brevik Sealines resigned, three months after the ferry Halvorsund went down off "
     "Skarnes. Captain Odd Tharaldsen goes on trial in autumn. The board of Brevik Sealines thanked the "
     "head, who had led the line for nine years, and said that a lock of the bow door should have been "
     "replaced."),
    ("Pelagia", 30, "Ferry Pelagia capsizes near Monastir, scores feared drowned",
     "The ferry Pelagia capsized near Monastir on Wednesday with 340 people on board. Fishermen from "
     "Monastir pulled 200 out of the water. The line Cormaris said that Pelagia had been overhauled in "
     "spring."),
    ("Pelagia", 47, "Cormaris sold too many tickets for Pelagia, Monastir inquiry finds",
     "Cormaris sold more tickets for the ferry Pelagia than it had seats, an inquiry in Monastir found. "
     "Owner Nabil Haddouch told the inquiry that clerks had been pressed. Pelagia capsized near Monastir"
     " last month."),
    ("Pelagia", 80, "Owner Haddouch arrested over capsizing of Pelagia",
     "Police in Monastir arrested Nabil Haddouch, owner of Cormaris, whose ferry Pelagia capsized with "
     "340 people on board. He denies having known of the tickets, his lawyer said in Monastir, where "
     "relatives of the drowned had gathered before the court since morning."),
    ("Ostrander", 10, "Trial of surgeon Ostrander opens in Quillby",
     "The trial of surgeon Lena Ostrander opened in Quillby. Prosecutors say that she forged records at "
     "the Merrin clinic. Ostrander pleaded not guilty. Nine former patients sat in the first row when "
     "the charges were read, which took until noon."),
    ("Ostrander", 33, "Nurse tells Quillby court how Ostrander changed records",
     "A nurse of the Merrin clinic told the court in Quillby how surgeon Lena Ostrander changed records "
     "at night. The defence of Ostrander called it hearsay. The judge let the nurse go on, and the jury "
     "was shown eleven of the records."),
    ("Ostrander", 70, "Ostrander found guilty of forging Merrin clinic records",
     "A jury in Quillby found surgeon Lena Ostrander guilty of forging records at the Merrin clinic. "
     "Sentence will be passed in June. Ostrander wept when the verdict was read, and her lawyer said "
     "that she will appeal to a higher court."),
    ("library", 40, "Tessenow keeps its library open",
     "The council of Tessenow voted to keep the library on Canal Street open, after readers collected "
     "money for its roof. Two members abstained. The roof will be mended in summer, when the reading "
     "room is closed for six weeks, the council said."),
    ("bees", 62, "Beekeepers count heavy losses after wet spring",
     "Beekeepers in the hills of Ardwyn lost a third of their hives after a wet spring, their union "
     "said. It asked the ministry for help with new queens, since few bees were left to gather what the "
     "lime trees give in June."),
)  # fmt: skip


def printed(at: int) -> Article:
    """The article at that place of `REPORTS`."""
    _, day, title, text = REPORTS[at]
    published = START + timedelta(days=day)
    return article(text, f"{at:02}", title=title, outlet=f"Outlet {at % 4}", published_at=published)


def page(at: int) -> Page:
    """The same as a page that is read."""
    _, day, title, text = REPORTS[at]
    return Page(
        place=f"affairs.jsonl:{at + 1}",
        body=text.encode(),
        media_type="text/plain",
        key=f"key-{at:02}",
        title=title,
        outlet=f"Outlet {at % 4}",
        published=(START + timedelta(days=day)).isoformat(),
        language="en",
    )
