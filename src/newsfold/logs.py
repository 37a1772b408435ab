"""What the program tells while it runs: lines for people, or JSON for machines, on the error output."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

from newsfold.invisible import visible

_OURS = ("newsfold", "uvicorn")  # others tell from warnings on


def begin_logging(level: str, form: str) -> None:
    """Tell what is of this level ("debug", "info", "warning", "error") or graver, as "text" or "json"."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Json() if form == "json" else _LineFormatter())
    logging.basicConfig(level=max(logging.WARNING, _level_number(level)), handlers=[handler], force=True)
    for name in _OURS:
        logging.getLogger(name).setLevel(_level_number(level))


def tell(line: str) -> None:
    """Say a line on the error output, as an object where the log is of those."""
    if any(isinstance(handler.formatter, _Json) for handler in logging.getLogger().handlers):
        logging.getLogger("newsfold").warning("%s", line.removeprefix("Warning: "))
    else:
        print(visible(line), file=sys.stderr)


def _level_number(level: str) -> int:
    return logging.getLevelNamesMapping()[level.upper()]


class _LineFormatter(logging.Formatter):
    """The time of day and the message; what is graver than news, with its grade."""

    def format(self, record: logging.LogRecord) -> str:
        grade = f"{record.levelname.capitalize()}: " if record.levelno >= logging.WARNING else ""
        line = f"{datetime.fromtimestamp(record.created):%H:%M:%S}  {grade}{visible(record.getMessage())}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


class _Json(logging.Formatter):
    """One object a line; the parts of a line that is made of parts stand in it under their names."""

    def format(self, record: logging.LogRecord) -> str:
        fields = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": visible(record.getMessage()),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            fields["exception"] = self.formatException(record.exc_info)
        return json.dumps(fields, ensure_ascii=True)
