"""The tests: a folder for each room of the package, and in this folder what concerns the whole product."""

from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
