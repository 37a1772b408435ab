"""A user's steps: what is typed, what must come of it, how long it took."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

BIN = Path(sys.executable).parent


class Steps:
    """Runs the installed `newsfold` in this folder, and counts the seconds up to the first useful answer."""

    def __init__(self, role: str) -> None:
        self.role = role
        self._begun = time.monotonic()
        self._answered: float | None = None

    def newsfold(self, *arguments: str, status: int = 0, **environment: str) -> str:
        """What a call prints, on both outputs. Ends the role where its status is another, or it fails."""
        begun = time.monotonic()
        run = subprocess.run(
            [str(BIN / "newsfold"), *arguments], capture_output=True, text=True, check=False,
            env=os.environ | environment,
        )  # fmt: skip
        output = run.stdout + run.stderr
        print(f"  {time.monotonic() - begun:6.1f} s  newsfold {' '.join(arguments)}", flush=True)
        if run.returncode != status or "Traceback" in output:
            sys.exit(f"{self.role}: status {run.returncode} in place of {status}\n{output}")
        return output

    def json(self, *arguments: str) -> Any:
        """What a call prints as JSON."""
        return json.loads(self.newsfold(*arguments, "--json"))

    def expect(self, output: str, *words: str) -> None:
        """End the role where words are not in what was told."""
        missing = [word for word in words if word not in " ".join(output.split())]
        if missing:
            sys.exit(f"{self.role}: {missing} is not in\n{output}")

    def answered(self) -> None:
        """The first useful answer is there."""
        self._answered = self._answered or time.monotonic()

    def done(self) -> None:
        """Tell the seconds."""
        if self._answered is None:
            sys.exit(f"{self.role}: there was no useful answer")
        first, end = self._answered - self._begun, time.monotonic() - self._begun
        print(f"{self.role}: first useful answer after {first:.1f} s, all after {end:.1f} s")

    @contextmanager
    def served(self, *arguments: str) -> Iterator[str]:
        """The address of a server that runs meanwhile, and must end as it is told."""
        command = [str(BIN / "newsfold"), "serve", "--port", "0", *arguments]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr is not None
            try:
                line = process.stderr.readline()
                yield next(word for word in line.split() if word.startswith("http"))
            except BaseException:
                process.kill()
                raise
            process.terminate()
            log = process.stderr.read()
        if process.returncode or "Traceback" in log:
            sys.exit(f"{self.role}: serve ended with {process.returncode}\n{log}")


def got(url: str, token: str | None = None) -> tuple[int, str]:
    """Status and text of an answer."""
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"} if token else {})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


# ── what the users have in hand ───────────────────────────────────────────────────────────────────

HEADS = (
    ("Harbour Courier", "Ferry to Skerry Isle shut after engine failure"),
    ("National Ledger", "Skerry Isle ferry stopped, 360 stranded at Port Ellery"),
    ("Vale Times", "Lifeboat takes 12 to Skerry Isle as ferry fails"),
)
BODIES = (
    (
        "The ferry to Skerry Isle was shut on Monday after its engine failed, the harbour office said.",
        "About 340 people waited at the pier of Port Ellery, and 12 were taken across by the lifeboat.",
        "“We will run again on Friday,” said Ada Brandt, who leads the harbour office.",
    ),
    (
        "The Skerry Isle ferry broke down on Monday when its engine failed, the harbour office said.",
        "Some 360 people were stranded at the pier of Port Ellery.",
        "The lifeboat took 12 of them to the island on Monday evening, its coxswain Jon Areld said.",
    ),
    (
        "The lifeboat took 12 people to Skerry Isle on Monday evening, said its coxswain, Jon Areld.",
        "The island's ferry had been shut after its engine failed.",
        "Mechanics from Holm will put a new pump into the engine on Thursday, the harbour office said.",
    ),
)


def page(number: int) -> str:
    """A saved page, with what stands around an article."""
    outlet, head = HEADS[number]
    name = outlet.split()[0].lower()
    paragraphs = "".join(f"<p>{line}</p>" for line in BODIES[number])
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{head} - {outlet}</title>"
        f"<meta property='og:site_name' content='{outlet}'>"
        f"<meta property='article:published_time' content='2019-03-0{4 + number // 2}T0{8 + number}:00:00Z'>"
        f"<link rel='canonical' href='https://{name}.example/2019/03/ferry'><script>var x = 1</script></head>"
        f"<body><nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav><article><h1>{head}</h1>"
        f"{paragraphs}</article><footer>All rights reserved</footer></body></html>"
    )


def rows(names: Sequence[str]) -> list[dict[str, str]]:
    """The articles under other names of columns: of title, text, outlet, date and address."""
    return [
        dict(
            zip(
                names,
                (
                    head,
                    "\n\n".join(BODIES[number]),
                    outlet,
                    f"2019-03-0{4 + number // 2}",
                    f"https://{outlet.split()[0].lower()}.example/2019/03/ferry",
                ),
                strict=True,
            )
        )
        for number, (outlet, head) in enumerate(HEADS)
    ]
