"""ZIP files, opened with a bound on the list of what is in them, which is read into memory as a whole."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import IO

from newsfold.reading.held import BombError

BROKEN = (
    OSError, EOFError, zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, NotImplementedError,
    ValueError, KeyError,
)  # fmt: skip
METHODS = (
    zipfile.ZIP_STORED,
    zipfile.ZIP_DEFLATED,
    zipfile.ZIP_BZIP2,
)  # others take memory as files ask for it
_LARGEST_DIRECTORY = 64 * 2**20  # bytes: bounds the memory; half a million names
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"
_TAIL = 1 << 17  # bytes at the end of a file in which its list's size stands


def opened(stream: IO[bytes]) -> zipfile.ZipFile:
    """The package in `stream`. Raises one of `BROKEN`, and BombError where its list would fill the memory."""
    size = _list_size(stream)
    if size > _LARGEST_DIRECTORY:
        raise BombError(f"a list of {size:,} bytes of what is in it; at most {_LARGEST_DIRECTORY:,} are read")
    return zipfile.ZipFile(stream)


def _list_size(stream: IO[bytes]) -> int:
    stream.seek(max(0, stream.seek(0, 2) - _TAIL))
    tail = stream.read(_TAIL)
    stream.seek(0)
    sizes = [0]
    if (at := tail.rfind(_END)) >= 0 and len(tail) >= at + 16:
        sizes += struct.unpack_from("<I", tail, at + 12)
    if (at := tail.rfind(_END_64)) >= 0 and len(tail) >= at + 48:
        sizes = [size for size in sizes if size != 0xFFFFFFFF]  # what says that the larger record has it
        sizes += struct.unpack_from("<Q", tail, at + 40)
    return max(sizes)
