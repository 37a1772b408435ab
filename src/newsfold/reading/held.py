"""One thing to be read: bytes under a name, wherever they come from."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, cast

from newsfold.reading.coding import GZIP, LAYERS, ZSTD
from newsfold.reading.places import shown
from newsfold.records import Reason, Rejected

_IN_MEMORY = 8 * 2**20  # bytes of a member of a package that are held in memory; more go to a temporary file
_SMALL = 256 * 2**20  # bytes up to which nothing is a bomb
_RATIO = 300  # times its packed size from which on it is one; text packs to a tenth, templates to a fiftieth
_PIECE = 1 << 16


class BombError(OSError):
    """Bytes unpack to far more than anything that people write."""

    def __init__(self) -> None:
        super().__init__(f"it unpacks to more than {_RATIO} times its size; the rest is not read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A file, a member of a package, an attachment, or what came on the standard input.

    `place` says where a person finds it, `name` is its file name. `open` gives its bytes from the start, at
    every call. `depth` counts the packages around it; `path` is set for what is a file of its own.
    """

    place: str
    name: str
    open: Callable[[], IO[bytes]]
    path: Path | None = None
    depth: int = 0

    def rejected(self, reason: Reason, detail: str = "") -> Rejected:
        """This, rejected as a whole."""
        key = shown(Path(self.name).name)
        return Rejected(place=self.place, stage="reading", reason=reason, detail=shown(detail)[:300], key=key)


@contextmanager
def unpacked(held: Held) -> Iterator[IO[bytes]]:
    """The bytes of `held`, without gzip or Zstandard around them, whatever the name says; no seeking."""
    with ExitStack() as opened:
        stream: IO[bytes] = opened.enter_context(held.open())
        for _ in range(LAYERS):
            begin = cast(io.BufferedReader, stream).peek(4)[:4]
            if begin.startswith(GZIP):
                inner = cast(IO[bytes], opened.enter_context(gzip.GzipFile(fileobj=stream, mode="rb")))
            elif begin.startswith(ZSTD):
                import pyarrow as pa  # it takes a tenth of a second to load, and few files need it

                inner = cast(
                    IO[bytes],
                    opened.enter_context(pa.CompressedInputStream(pa.PythonFile(stream, "r"), "zstd")),
                )
            else:
                break
            stream = cast(IO[bytes], io.BufferedReader(_Measured(inner, stream)))
        yield stream


@contextmanager
def seekable(held: Held, most: int | None = None) -> Iterator[IO[bytes]]:
    """As `unpacked`, where one can seek. Raises BombError where there are more than `most` bytes."""
    with ExitStack() as opened:
        stream = opened.enter_context(unpacked(held))
        if isinstance(stream, io.BufferedReader) and isinstance(stream.raw, io.FileIO | _Shared):
            yield cast(IO[bytes], stream)
            return
        yield opened.enter_context(spooled(stream, most))()


@contextmanager
def spooled(stream: IO[bytes], most: int | None = None) -> Iterator[Callable[[], IO[bytes]]]:
    """All of a stream that can't be read twice, in memory or in a temporary file: gives it from its start.

    Raises BombError where it has more than `most` bytes.
    """
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        copied = 0
        while piece := stream.read(_PIECE):
            copied += len(piece)
            if most is not None and copied > most:
                raise BombError
            spool.write(piece)

        def again() -> IO[bytes]:
            spool.seek(0)
            return cast(IO[bytes], io.BufferedReader(_Shared(cast(IO[bytes], spool))))

        yield again


class _Shared(io.RawIOBase):
    """A stream that stays open when its readers close it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self._stream.seek(offset, whence)
        return self._stream.tell()

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: object) -> int:
        return _fill(buffer, self._stream)


class _Measured(io.RawIOBase):
    """What is unpacked from a stream, while it is in proportion to what was packed."""

    def __init__(self, stream: IO[bytes], packed: IO[bytes]) -> None:
        self._stream, self._packed, self._size = stream, packed, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        size = _fill(buffer, self._stream)
        self._size += size
        if self._size > _SMALL and self._size > _RATIO * self._packed.tell():
            raise BombError
        return size


def _fill(buffer: object, stream: IO[bytes]) -> int:
    view = memoryview(buffer)  # type: ignore[arg-type]
    piece = stream.read(len(view))
    view[: len(piece)] = piece
    return len(piece)
