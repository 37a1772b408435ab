"""A story as a file to take away."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import get_args

import pytest

from newsfold.newsroom import Newsroom
from newsfold.publish import Format, story_bytes
from newsfold.web import create_app
from tests import press
from tests.web.client import TestClient


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return press.database(tmp_path_factory.mktemp("files"))


@pytest.fixture(scope="module")
def client(db: Path) -> TestClient:
    return TestClient(create_app(lambda: Newsroom(db, create=False)), base_url="http://localhost")


@pytest.mark.parametrize("format", get_args(Format))
def test_a_story_is_given_as_a_file_that_no_browser_opens_as_ours(
    client: TestClient, db: Path, format: Format
) -> None:
    answer = client.get("/api/stories/1/file", params={"format": format})
    with Newsroom(db, create=False) as room:
        assert answer.status_code == 200 and answer.content == story_bytes(room.story(1), format)
    assert answer.headers["content-disposition"].startswith('attachment; filename="newsfold-story-1.')
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    if format == "pack":
        assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None


def test_what_is_not_there_is_said(client: TestClient) -> None:
    assert client.get("/api/stories/99/file", params={"format": "html"}).status_code == 404
    assert client.get("/api/stories/1/file", params={"format": "docx"}).status_code == 422
