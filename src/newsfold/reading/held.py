"""One thing to be read: bytes under a name, wherever they come from."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

from newsfold.reading.coding import GZIP, LAYERS, READ_BYTES, ZSTD
from newsfold.reading.places import shown
from newsfold.records import Page, Reason, Rejected

_IN_MEMORY = 8 * 2**20  # bytes of a package's member held in memory; more go to a temporary file
_NO_BOMB = 256 * 2**20  # bytes up to which nothing is a bomb: bounds the disk that a small file can fill
# Times its packed size from which on it is one; text packs to a tenth, templates to a fiftieth.
_BOMB_RATIO = 300
_DEEPEST_MEMBER = 4  # bounds the time and the stack: packages and messages inside each other


class BombError(OSError):
    """Bytes unpack to far more than anything that people write."""

    def __init__(self, why: str = "") -> None:
        super().__init__(why or f"it unpacks to more than {_BOMB_RATIO} times its size; the rest is not read")


class Budget:
    """How many bytes may still be unpacked from a package of `size` bytes, with all that is inside it."""

    def __init__(self, size: int) -> None:
        self._left = max(_NO_BOMB, _BOMB_RATIO * size)

    def take(self, size: int) -> None:
        """Raises BombError where nothing is left."""
        self._left -= size
        if self._left < 0:
            raise BombError


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A file, a member of a package, an attachment, or what came on the standard input.

    `place` says where a person finds it, `name` is its file name. `open` gives its bytes from the start, at
    every call. `depth` counts the packages and messages around it, whose `budget` of bytes it shares; `path`
    is set for what is a file of its own.
    """

    place: str
    name: str
    open: Callable[[], IO[bytes]]
    path: Path | None = None
    depth: int = 0
    budget: Budget | None = None

    @property
    def is_deepest(self) -> bool:
        """Whether nothing inside this is looked at any more."""
        return self.depth >= _DEEPEST_MEMBER

    def member(self, name: str, body: bytes | None = None) -> Held:
        """A file inside this, which has these bytes."""
        place = f"{self.place}/{shown(name)}"
        opened = self.open if body is None else lambda: _of_bytes(body)
        return replace(self, place=place, name=name, open=opened, path=None, depth=self.depth + 1)

    def part(self, number: int) -> Held:
        """The article of that number in this."""
        place = f"{self.place}:{number}"
        return replace(self, place=place, name=f"{self.name}:{number}", path=None)

    def page(
        self,
        body: bytes,
        *,
        media_type: str = "text/plain",
        charset: str | None = "utf-8",
        key: str | None = None,
        **given: Any,
    ) -> Page:
        """The page that this holds, with what it says of itself: the other fields of `Page`."""
        key = key or shown(Path(self.name).name)
        return Page(place=self.place, body=body, media_type=media_type, charset=charset, key=key, **given)

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
            stream = cast(IO[bytes], io.BufferedReader(_Measured(inner, stream, held.budget)))
        yield stream


@contextmanager
def seekable(held: Held) -> Iterator[IO[bytes]]:
    """As `unpacked`, where one can seek."""
    with ExitStack() as opened:
        stream = opened.enter_context(unpacked(held))
        if isinstance(stream, io.BufferedReader) and isinstance(stream.raw, io.FileIO | _Shared):
            yield cast(IO[bytes], stream)
            return
        yield opened.enter_context(spooled(stream))()


@contextmanager
def spooled(stream: IO[bytes], budget: Budget | None = None) -> Iterator[Callable[[], IO[bytes]]]:
    """All of a stream that can't be read twice, in memory or in a temporary file: gives it from its start.

    Raises BombError where it has more bytes than `budget` allows.
    """
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        while piece := stream.read(READ_BYTES):
            if budget is not None:
                budget.take(len(piece))
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


def _of_bytes(body: bytes) -> IO[bytes]:
    return cast(IO[bytes], io.BufferedReader(_Shared(io.BytesIO(body))))


class _Measured(io.RawIOBase):
    """What is unpacked from a stream, while it is in proportion to what was packed."""

    def __init__(self, stream: IO[bytes], packed: IO[bytes], budget: Budget | None) -> None:
        self._stream, self._packed, self._budget, self._size = stream, packed, budget, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        size = _fill(buffer, self._stream)
        self._size += size
        if self._budget is not None:
            self._budget.take(size)
        if self._size > _NO_BOMB and self._size > _BOMB_RATIO * self._packed.tell():
            raise BombError
        return size


def _fill(buffer: object, stream: IO[bytes]) -> int:
    view = memoryview(buffer)  # type: ignore[arg-type]
    piece = stream.read(len(view))
    view[: len(piece)] = piece
    return len(piece)
