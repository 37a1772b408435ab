from __future__ import annotations

import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

import newsfold
from newsfold.newsroom import Newsroom
from tests.server import Server, serving

# One profile for all: slow machines must not fail a property for its time, and CI must repeat.
settings.register_profile(
    "newsfold", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("newsfold")
# Started in the background by a shell, tests ignore Ctrl-C, and so would the programs that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)
st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))


@pytest.fixture(scope="session")
def sample_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that the bundled sample was read into, once for all tests; not to be written to."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    with Newsroom(path) as newsroom:
        newsroom.read(Path(newsfold.__file__).parent / "sample" / "pages")
    return path


@pytest.fixture(scope="session")
def sample_newsroom(sample_db: Path) -> Iterator[Newsroom]:
    """The newsroom over `sample_db`."""
    with Newsroom(sample_db, create=False) as newsroom:
        yield newsroom


@pytest.fixture
def server() -> Iterator[Server]:
    """A local HTTP server that gives nothing yet."""
    with serving() as running:
        yield running
