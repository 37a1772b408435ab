"""Tables: CSV and its kin, Parquet, and the files of GDELT, which have no header."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from typing import IO, Any

from newsfold.codec import is_export, unguarded
from newsfold.reading.rows import Rows, SourceRow, rejected_document
from newsfold.reading.sniff import is_binary
from newsfold.records import Rejected

_MARKS = (b"\xff\xfe", b"\xfe\xff")
SEPARATORS = "\t,;|"
_SEPARATOR_LINE = re.compile(r"sep=(.)\s*$")  # the first line of tables that spreadsheets write
_PARQUET_ROWS = 256  # bounds the memory: rows of Parquet that are held
_LARGEST_COLUMN = 2**31  # bytes of one column in one group of rows, unpacked: bounds the memory
_COLUMNS_IN_ERROR = 8  # columns that are named in an error

# GDELT's tables by their number of columns; of the others, no column holds a title or a text.
_GKG_COLUMNS = 27  # of GDELT's knowledge graph, by its format
_GKG_ID = re.compile(r"\d{14}-T?\d+")
_ADDRESSES_ALONE = {16: "mentions", 58: "events", 61: "events"}
_EXTRA = re.compile(r"<PAGE_(TITLE|PRECISEPUBTIMESTAMP|AUTHORS)>(.*?)</PAGE_")
_GDELT_LANGUAGE = re.compile(r"srclc:(\w+)")

Recogniser = Callable[[Sequence[str]], bool]


def separated(stream: IO[bytes], place: str, limit: int, knows: Recogniser) -> Rows:
    """The rows of a table in text, by the names in its first line; a row that does not fit, as `Rejected`.

    Cells are parted by tabs, commas, semicolons or bars, as the header shows. `knows` says whether a header
    names anything that an article is made of. `limit` is the most bytes a cell may have.
    """
    csv.field_size_limit(max(limit, csv.field_size_limit()))
    lines = _Lines(stream, limit)
    try:
        first = next(lines, "")
        named = _SEPARATOR_LINE.match(first)
        if named:
            first = next(lines, "")
    except csv.Error as error:
        yield rejected_document(place, "too large", str(error))
        return
    if lines.is_binary:
        yield rejected_document(place, "binary", "")
        return
    if not first:
        yield rejected_document(place, "empty", "no line with anything in it")
        return
    separator = named[1] if named else max(SEPARATORS, key=first.count)
    cells = first.rstrip("\r\n").split("\t")
    if len(cells) == _GKG_COLUMNS and _GKG_ID.fullmatch(cells[0]):
        yield from _gkg(lines, first, place)
        return
    if len(cells) in _ADDRESSES_ALONE and cells[0].isdecimal():
        what = f"GDELT's table of {_ADDRESSES_ALONE[len(cells)]} has addresses alone, no titles"
        yield rejected_document(place, "unsupported", what)
        return
    lines.push(first)
    yield from _rows(lines, separator, place, knows)


def _rows(lines: _Lines, separator: str, place: str, knows: Recogniser) -> Rows:
    reader = csv.reader(lines, delimiter=separator)
    header: list[str] | None = None
    rows = 0
    while True:
        number = lines.number + 1
        lines.begin()
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            rows += 1
            yield rejected_document(
                f"{place}:{number}", "too large" if "limit" in str(error) else "bad line", str(error)
            )
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = [cell.strip() for cell in cells]
            if not knows(header):
                yield _unknown(place, header)
                return
            continue
        rows += 1
        broken = lines.quotes % 2 == 1 if lines.ended else lines.last and len(cells) < len(header)
        yield _row(header, cells, f"{place}:{number}", broken=broken)
    if not rows:
        yield rejected_document(place, "empty", "a header without rows")


def _row(header: list[str], cells: list[str], place: str, *, broken: bool) -> SourceRow | Rejected:
    wanted = len(header)
    if len(cells) > wanted and any(cell.strip() for cell in cells[wanted:]):
        return rejected_document(place, "bad line", f"{len(cells)} cells under a header of {wanted}")
    if broken:
        return rejected_document(place, "bad line", f"the table breaks off: {len(cells)} of {wanted} cells")
    if is_export(header):
        cells = [unguarded(cell) for cell in cells]
    return place, dict(reversed(list(zip(header, cells, strict=False))))


class _Lines:
    """The lines of a table as text, whatever its encoding; what is no UTF-8 is read as Windows-1252."""

    def __init__(self, stream: IO[bytes], limit: int) -> None:
        self._limit = limit
        self._text: io.TextIOWrapper | None = None
        self._stream = stream
        self._pushed: list[str] = []
        self.number = 0  # of the line that was given last
        self.quotes = 0  # in the lines of this row
        self._size = 0  # of the lines of this row
        self.is_binary = False
        self.ended = False  # a row asked for more than there is
        self.last = False  # the line that was given last is the file's last, without an end

    def begin(self) -> None:
        """A new row begins."""
        self.quotes = self._size = 0

    def push(self, line: str) -> None:
        """Give a line back."""
        self._pushed.append(line)
        self.number -= 1
        self.quotes -= line.count('"')

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._pushed.pop() if self._pushed else self._read()
        if not line:
            self.ended = True
            raise StopIteration
        self.number += 1
        self._size += len(line)
        if self._size > self._limit:
            raise csv.Error(f"a row longer than the limit of {self._limit:,} characters")
        self.quotes += line.count('"')
        self.last = not line.endswith("\n")
        return line

    def _read(self) -> str:
        if self._text is not None:
            return self._text.readline(self._limit + 1)
        raw = self._stream.readline(self._limit + 1)
        if self.number == 0:
            if raw.startswith(_MARKS) or (raw[:1] == b"\0") != (raw[1:2] == b"\0"):
                return self._wide(raw)
            raw = raw.removeprefix(b"\xef\xbb\xbf")
            self.is_binary = is_binary(raw)
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            return raw.decode("cp1252", "replace")

    def _wide(self, raw: bytes) -> str:
        """UTF-16, whose line ends are no single bytes."""
        name = "utf-16" if raw.startswith(_MARKS) else "utf-16-le" if raw[1:2] == b"\0" else "utf-16-be"
        rest = io.BufferedReader(_Joined(raw, self._stream))
        self._text = io.TextIOWrapper(rest, encoding=name, errors="replace", newline="")
        return self._text.readline(self._limit + 1)


class _Joined(io.RawIOBase):
    """Bytes that were read already, and the rest of their stream."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        self._head, self._stream = head, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._head[: len(buffer)] or self._stream.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


def _gkg(lines: _Lines, first: str, place: str) -> Rows:
    """GDELT's Global Knowledge Graph: addresses, with the titles that its extras have."""
    number, line = 1, first
    while line:
        cells = line.rstrip("\r\n").split("\t")
        where = f"{place}:{number}"
        if len(cells) == _GKG_COLUMNS:
            extras = dict(_EXTRA.findall(cells[26]))
            language = _GDELT_LANGUAGE.search(cells[25])
            yield (
                where,
                {
                    "GKGRECORDID": cells[0],
                    "date": extras.get("PRECISEPUBTIMESTAMP") or cells[1],
                    "SourceCommonName": cells[3],
                    "DocumentIdentifier": cells[4],
                    "title": _unescaped(extras.get("TITLE", "")),
                    "authors": extras.get("AUTHORS"),
                    "language": language[1] if language else None,
                },
            )
        else:
            yield rejected_document(where, "bad line", f"{len(cells)} cells of {_GKG_COLUMNS}")
        lines.begin()
        number, line = number + 1, next(lines, "")


def _unescaped(text: str) -> str:
    from html import unescape

    return unescape(text)


def parquet(
    stream: IO[bytes], place: str, limit: int, knows: Recogniser, wanted: Callable[[str], bool]
) -> Rows:
    """The rows of a Parquet file; of columns that are not `wanted`, the names alone (with `...` for a value).

    `stream` must be able to seek. A value of more than `limit` characters has its row rejected.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(stream)
        names = file.schema_arrow.names
        groups = [file.metadata.row_group(n) for n in range(file.metadata.num_row_groups)]
        sizes = (g.column(n).total_uncompressed_size for g in groups for n in range(g.num_columns))
        if max(sizes, default=0) > _LARGEST_COLUMN:
            yield rejected_document(place, "too large", "a column unpacks to more than 2 GiB")
            return
    except (pa.ArrowException, OSError, ValueError) as error:
        encrypted = "encrypted" in str(error).lower()
        yield rejected_document(
            place, "unreadable", "encrypted" if encrypted else f"no whole Parquet file: {error}"
        )
        return
    if not knows(names):
        yield _unknown(place, names)
        return
    read = names if is_export(names) else [name for name in names if wanted(name)]
    rest: Mapping[str, Any] = {name: ... for name in names if name not in read}
    number = 0
    try:
        for batch in file.iter_batches(batch_size=_PARQUET_ROWS, columns=read):
            for row in batch.to_pylist():
                number += 1
                where = f"{place}:{number}"
                if any(isinstance(value, str | bytes) and len(value) > limit for value in row.values()):
                    yield rejected_document(where, "too large", f"a value has more than {limit:,} characters")
                else:
                    yield where, {**row, **rest}
    except (pa.ArrowException, OSError, ValueError) as error:
        yield rejected_document(f"{place}:{number + 1}", "unreadable", f"breaks off: {error}")
    if not number and not groups:
        yield rejected_document(place, "empty", "a table without rows")


def _unknown(place: str, names: Sequence[str]) -> Rejected:
    shown = ", ".join(name[:40] for name in names[:_COLUMNS_IN_ERROR])
    what = f"no column is known as a title or a text: {shown}; name one with --map COLUMN=text"
    return rejected_document(place, "missing field", what)
