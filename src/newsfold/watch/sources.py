"""What a watch was given: addresses, and OPML files that may change while it runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newsfold.reading import is_address, opml
from newsfold.records import NewsfoldError


class Sources:
    """Feeds to watch, as addresses of feeds or OPML lists, or OPML files.

    Raises NewsfoldError where a file is not there or names no feed, and where there is nothing to watch.
    """

    def __init__(self, given: Sequence[str | Path]) -> None:
        self.addresses = tuple(str(source) for source in given if is_address(str(source)))
        self._files = {Path(source): _file_stamp(source) for source in given if not is_address(str(source))}
        self._listed = {path: _opml_feeds(path) for path in self._files}
        if not given:
            raise NewsfoldError("no feed to watch: give an OPML list or addresses of feeds")

    def feeds(self) -> list[str]:
        """Addresses, each once, in order. A file that changed is read again, and kept where it is broken."""
        for path, mark in self._files.items():
            try:
                if (now := _file_stamp(path)) != mark:
                    self._listed[path] = _opml_feeds(path)
                    self._files[path] = now
            except NewsfoldError:
                continue
        listed = (url for urls in self._listed.values() for url in urls)
        return list(dict.fromkeys((*self.addresses, *listed)))


def _file_stamp(path: str | Path) -> tuple[int, int]:
    try:
        status = Path(path).stat()
    except OSError as error:
        if "://" in str(path):
            raise NewsfoldError(f"{path}: not an http or https address") from error
        raise NewsfoldError(f"{path}: {error.strerror or error}") from error
    return status.st_mtime_ns, status.st_size


def _opml_feeds(path: Path) -> list[str]:
    try:
        listed = opml.outlines(path.read_bytes())
    except OSError as error:
        raise NewsfoldError(f"{path}: {error.strerror or error}") from error
    if not listed:
        raise NewsfoldError(f"{path}: no OPML list of feeds")
    return listed
