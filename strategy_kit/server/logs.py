"""The server's logs: that something failed and where in the code, without personal data or the text of errors."""

import atexit
import logging
import re
import sys
import threading
import time
import traceback
from collections.abc import Callable
from types import TracebackType

from nbclient.exceptions import CellExecutionError
from tornado.web import RequestHandler

LONGEST = 200
LONGEST_READ = 4 * LONGEST
"""Letters of a line that are looked at. What is left of them when the marks are in is cut again."""
REDACTIONS = (
    (re.compile(r"\?\S++"), "?..."),
    (re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++"), "[person]"),
    (re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-fA-F]{16,}"), "[id]"),
)
CONTROL_CHARACTERS = re.compile(
    r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
DIGITS = re.compile("0x[0-9a-f]++|[0-9]++")
REPEAT_SECONDS, MOST_LINES, LONGEST_REPEATED = 60.0, 100, 100
"""How long a line that was written is only counted, how many lines are remembered, and the letters quoted of each."""
OTHER_LINES = "other lines"
"""What all lines beyond those remembered count as."""
CELL_ERROR = re.compile("Error at server while executing cell")
ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
log = logging.getLogger(__name__)


def redacted(line: str) -> str:
    r"""
    Return a line with personal data, ids and control characters redacted.

    >>> redacted("GET /?plan=mine of a.baker@example.org\x1b[2J at 0f0f0f0f0f0f0f0f0f0f")
    'GET /?... of [person][2J at [id]'
    """
    cut = len(line) > LONGEST_READ
    if cut:  # before a word, half of which might show what the whole of it would hide
        line = line[:LONGEST_READ].rpartition(" ")[0]
    for pattern, mark in REDACTIONS:
        line = pattern.sub(mark, line)
    line = CONTROL_CHARACTERS.sub("", line)
    return line + "..." * cut if len(line) + 3 * cut <= LONGEST else line[: LONGEST - 3] + "..."


def first_line(record: logging.LogRecord) -> str:
    """Return the first line of a record's message; of a cell that failed nothing is quoted."""
    message = "a cell failed" if CELL_ERROR.match(str(record.msg)) else record.getMessage()
    return message.splitlines()[0] if message else ""


class RedactingFormatter(logging.Formatter):
    """Formatter of redacted records."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the lines."""
        lines = [f"{self.formatTime(record)} {record.levelname} {record.name}: {first_line(record)}"]
        if record.exc_info:
            lines += self.formatException(record.exc_info).splitlines()
        return "\n".join(map(redacted, lines))

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802 -- so it is called in logging
        """Return class and traceback of an error, without its text."""
        kind, error, trace = ei
        if kind is None:
            return ""
        name = error.ename if isinstance(error, CellExecutionError) else kind.__name__
        places = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        return "\n".join([*places, f"  {name}"])


class RepeatFilter(logging.Filter):
    """
    Filter that lets a line pass once and counts it for a minute; then `write` gets a line that says how often it came.

    Lines that differ in their digits only are the same line.
    """

    def __init__(self, write: Callable[[logging.LogRecord], None]) -> None:
        super().__init__()
        self._write = write
        self._lock = threading.Lock()
        self._counts: dict[str, int] = {}
        self._records: dict[str, logging.LogRecord] = {}
        self._began = 0.0

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether a record is the first of its line; count it if not."""
        try:
            line = DIGITS.sub("#", f"{record.name} {record.levelno} {first_line(record)[:LONGEST_READ]}")
        except (TypeError, ValueError):  # the writer tells of a message that does not take what it was given
            return True
        with self._lock:
            is_first = line not in self._records
            if is_first and not self._records:
                timer = threading.Timer(REPEAT_SECONDS, self.flush)
                timer.daemon = True
                timer.start()
                self._began = time.monotonic()
            if is_first and len(self._records) >= MOST_LINES:
                line = OTHER_LINES
                is_first = line not in self._records
            self._records.setdefault(line, record)
            self._counts[line] = self._counts.get(line, -1) + 1
        return is_first

    def flush(self) -> None:
        """Write how often each line came again, and begin anew."""
        with self._lock:
            records, self._records = self._records, {}
            counts, self._counts = self._counts, {}
            seconds = time.monotonic() - self._began
        for line, record in records.items():
            if counts[line]:
                text = first_line(record)[:LONGEST_REPEATED] if line != OTHER_LINES else line
                text += f" (repeated {counts[line]} times in {seconds:.0f} s)"
                self._write(logging.makeLogRecord({"name": record.name, "levelname": record.levelname, "msg": text}))


def log_request(handler: RequestHandler) -> None:
    """Log a request that failed by our fault; 503 for lack of capacity is none."""
    status = handler.get_status()
    if status >= 500 and status != 503:
        log.error("%s %s %s", status, handler.request.method, handler.request.path)


def configure_logging(*loggers: logging.Logger) -> None:
    """Log our warnings and everybody's errors, redacted, to standard error; others' warnings quote input."""
    writer = logging.StreamHandler(sys.stderr)
    writer.setFormatter(RedactingFormatter())
    repeats = RepeatFilter(writer.emit)
    writer.addFilter(repeats)
    atexit.register(repeats.flush)
    for logger in (*loggers, logging.getLogger()):
        logger.handlers.clear()
        logger.setLevel(logging.ERROR)
        logger.propagate = True
    logging.getLogger().addHandler(writer)
    logging.getLogger("strategy_kit").setLevel(logging.WARNING)
