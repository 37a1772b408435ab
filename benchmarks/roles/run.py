"""Builds the wheel, installs it into an empty environment, and lets each role work in an empty folder.

`python benchmarks/roles/run.py [--python python3.13] [--wheel FILE] [ROLE...]`. What pip needs comes
from where pip is set up to look.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent.parent
ROLES = ("fact_checker", "researcher", "reader_builder", "small_server")
MOST_BYTES = 100_000_000  # of the wheel


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("roles", nargs="*", default=ROLES, help=", ".join(ROLES))
    parser.add_argument("--python", default=sys.executable, help="what to make the environment with")
    parser.add_argument("--wheel", type=Path, help="a wheel that is there; one is built without it")
    chosen = parser.parse_args()
    with TemporaryDirectory(prefix="roles-") as name:
        folder = Path(name)
        wheel = chosen.wheel or built(folder)
        size = wheel.stat().st_size
        print(f"{wheel.name}: {size / 1e6:.0f} MB")
        python = installed(folder / "env", chosen.python, wheel)
        failed = [role for role in chosen.roles if not worked(role, python, folder / role)]
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed or size > MOST_BYTES else 0


def built(folder: Path) -> Path:
    """The wheel of this working tree."""
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(pip, check=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def installed(folder: Path, python: str, wheel: Path) -> Path:
    """The Python of a new environment with the wheel and what it needs, and nothing else."""
    begun = time.monotonic()
    subprocess.run([python, "-m", "venv", str(folder)], check=True)
    made = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run([str(made), "-m", "pip", "install", "-q", str(wheel)], check=True)
    version = subprocess.run([str(made), "-V"], check=True, capture_output=True, text=True).stdout.strip()
    print(f"installed for {version} in {time.monotonic() - begun:.0f} s", flush=True)
    return made


def worked(role: str, python: Path, folder: Path) -> bool:
    """Whether a role came to its end, in an empty folder."""
    folder.mkdir()
    # The scripts are modules of this tree; the package itself is the installed one.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("NEWSFOLD_")}
    environment |= {"PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1"}
    call = [str(python), "-m", f"benchmarks.roles.{role}"]
    return subprocess.run(call, check=False, cwd=folder, env=environment).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
