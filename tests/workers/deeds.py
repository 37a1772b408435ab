"""What the workers of these tests do; workers import it by name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from newsfold import tasks
from newsfold.clean import Cleaning
from newsfold.records import Article, Encoder, Page, Rejected, StoryDetail


def doubled(number: int) -> int:
    return 2 * number


def slowly(number: int, seconds: float) -> int:
    time.sleep(seconds)
    return number


def waits(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def by(number: int) -> int:
    """The process that does it."""
    return os.getpid()


def threads(number: int) -> list[str | None]:
    return [os.environ.get(name) for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")]


def failing(number: int) -> int:
    if number == 5:
        raise ValueError("five is right out")
    return number


def deadly(number: int, every_time: bool, folder: Path) -> int:
    """Ends its worker at 5: once, or each time."""
    if number == 5:
        marks = len(list(folder.iterdir()))
        (folder / str(marks)).touch()
        if every_time or not marks:
            os.kill(os.getpid(), signal.SIGKILL)
    return number


def hungry(number: int) -> int:
    """Asks, at 5, for more memory than any machine has."""
    return len(bytearray(1 << 62)) if number == 5 else number


def in_pieces(number: int) -> object:
    """Something that can't be sent."""
    return (lambda: number) if number == 5 else number


def interrupted(number: int) -> int:
    """Does to itself what Ctrl-C at a terminal does to every process of the group."""
    os.kill(os.getpid(), signal.SIGINT)
    return number


def cleaned(page: Page | Rejected, cleaning: Cleaning | None) -> Article | Rejected:
    """As a newsroom's worker cleans, but for a page that is death to it."""
    if isinstance(page, Page) and b"Deadly" in page.body:
        os.kill(os.getpid(), signal.SIGKILL)
    return tasks.cleaned(page, cleaning)


def vector(article: Article, encoder: Encoder) -> object:
    if "Deadly" in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return tasks.vector(article, encoder)


def described(untold: tasks.Untold) -> StoryDetail:
    if any("Tarn" in article.text for article in untold.articles):
        os.kill(os.getpid(), signal.SIGKILL)
    return tasks.described(untold)
