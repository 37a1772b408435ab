"""What was understood of inputs, told at the end: columns of rows, what they lack, files passed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

_MOST_COLUMNS = 1000  # bounds the memory: a hostile file may have a new column in every row
_SHOWN_FIELDS = 12  # fields that are named


@dataclass(slots=True)
class Summary:
    """Counts of one reading; `notes` and `warnings` put them in words."""

    rows: int = 0  # that are objects, those of exports not counted
    exported: int = 0  # articles of Newsfold's own exports
    columns: Counter[tuple[str, str]] = field(default_factory=Counter)  # (field, column) that gave it
    unused: Counter[str] = field(default_factory=Counter)
    undated: int = 0  # rows of text without a date
    unnamed: int = 0  # rows of text without outlet or address
    open_dates: Counter[str] = field(default_factory=Counter)  # column: dates that may be two
    cut: int = 0  # rows whose text says that it goes on elsewhere
    passed_over: int = 0

    def take(self, columns: Iterable[tuple[str, str]], unused: Iterable[str]) -> None:
        """Count one row: which column gave each field, and the columns that gave nothing."""
        self.rows += 1
        for counter, names in ((self.columns, columns), (self.unused, unused)):
            for name in names:
                if name in counter or len(counter) < _MOST_COLUMNS:
                    counter[name] += 1  # type: ignore[index]

    def notes(self) -> tuple[str, ...]:
        """What was understood, a line each."""
        notes = []
        if self.rows:
            parts = [
                f"{name} from `{column}` in {number:,} of {_number_of(self.rows, 'row')}"
                for (name, column), number in self.columns.items()
            ]
            unused = [name for name in self.unused if not any(name == column for _, column in self.columns)]
            if unused:
                more = f" and {len(unused) - _SHOWN_FIELDS:,} more" if len(unused) > _SHOWN_FIELDS else ""
                parts.append(f"fields not used: {', '.join(unused[:_SHOWN_FIELDS])}{more}")
            notes.append("; ".join(parts) or "no field of the rows is known")
        if self.exported:
            notes.append(f"{_number_of(self.exported, 'article')} of an export taken as they were")
        if self.passed_over:
            what = "pictures, scripts, what belongs to a saved page or to the system"
            notes.append(f"{_number_of(self.passed_over, 'file')} passed over: {what}")
        return tuple(notes)

    def warnings(self) -> tuple[str, ...]:
        """What the rows lack, a line each."""
        rows = _number_of(self.rows, "row")
        warnings = []
        if self.undated:
            warnings.append(
                f"{self.undated:,} of {rows} without a date (--map COLUMN=published names its column)"
            )
        if self.unnamed:
            warnings.append(
                f"{self.unnamed:,} of {rows} without an outlet or an address (--map COLUMN=outlet)"
            )
        if self.open_dates:
            columns = ", ".join(f"`{column}`" for column in self.open_dates)
            warnings.append(
                f"{self.open_dates.total():,} of {rows} with a date in {columns} that can be two days "
                '("05/07/2018"): say --day-first or --month-first'
            )
        if self.cut:
            warnings.append(
                f"{self.cut:,} of {rows} with the beginning of a text only: their provider cut it"
            )
        return tuple(warnings)


def _number_of(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
