"""Features of several things as one array of numbers, whose columns keep their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from newsfold.records import NewsfoldError

FloatArray = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Table:
    """A row for each thing, a column for each of `names`: shape (things, features)."""

    names: tuple[str, ...]
    rows: FloatArray

    def __post_init__(self) -> None:
        if self.rows.ndim != 2 or self.rows.shape[1] != len(self.names):
            raise ValueError(f"{len(self.names)} names need as many columns, got {self.rows.shape}")

    def __len__(self) -> int:
        return len(self.rows)

    @classmethod
    def of_columns(cls, columns: Mapping[str, ArrayLike], kind: DTypeLike = np.float32) -> Table:
        """The columns, all of one length, in the order given."""
        rows = np.empty((len(np.asarray(next(iter(columns.values()), ()))), len(columns)), dtype=kind)
        for at, column in enumerate(columns.values()):
            rows[:, at] = column
        return cls(tuple(columns), rows)

    @classmethod
    def of_records(cls, records: Iterable[Mapping[str, float]], kind: DTypeLike = np.float32) -> Table:
        """A row for each record, which all have the same names in the same order; none for no records."""
        names: tuple[str, ...] | None = None
        rows = []
        for record in records:
            if names is None:
                names = tuple(record)
            elif tuple(record) != names:
                raise ValueError(f"a record has the features {tuple(record)}, those before have {names}")
            rows.append(np.array(list(record.values()), dtype=kind))
        return cls(names or (), np.stack(rows) if rows else np.zeros((0, 0), dtype=kind))

    @classmethod
    def joined(cls, tables: Sequence[Table]) -> Table:
        """The things of tables with the same features, one after the other; of no tables, none."""
        for table in tables:
            require_features("a table", tables[0].names, table.names)
        rows = np.concatenate([table.rows for table in tables]) if tables else np.zeros((0, 0))
        return cls(tables[0].names if tables else (), rows)

    def column(self, name: str) -> FloatArray:
        """One feature of all things."""
        return self.rows[:, self.names.index(name)]

    def record(self, row: int) -> dict[str, float]:
        """One thing's features by name."""
        return dict(zip(self.names, self.rows[row].tolist(), strict=True))

    def where(self, chosen: NDArray[np.bool_] | NDArray[np.intp] | slice) -> Table:
        """The same features of some of the things."""
        return Table(self.names, self.rows[chosen])

    def beside(self, *others: Table) -> Table:
        """The same things with the features of the others too."""
        tables = (self, *others)
        names = tuple(name for table in tables for name in table.names)
        return Table(names, np.concatenate([table.rows for table in tables], axis=1))


def require_features(model: str, learned: Sequence[str], computed: Sequence[str]) -> None:
    """Raises NewsfoldError, which says what differs, where a model learned other features than are computed.

    `model` is what to call it. The order counts as well.
    """
    if tuple(learned) == tuple(computed):
        return
    lacking = [name for name in computed if name not in learned]
    unknown = [name for name in learned if name not in computed]
    differing = [f"it lacks {name!r}" for name in lacking] + [f"{name!r} is not computed" for name in unknown]
    if not differing:
        moved = zip(learned, computed, strict=False)
        differing = [f"its feature {n} is {a!r}, not {b!r}" for n, (a, b) in enumerate(moved, 1) if a != b]
    if not differing:
        differing = ["it names a feature twice"]
    raise NewsfoldError(f"{model} does not fit this version, train it again: {'; '.join(differing[:3])}")
