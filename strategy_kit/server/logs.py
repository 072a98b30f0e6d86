"""The server's logs: that something failed and where in the code, without personal data or the text of errors."""

import logging
import re
import sys
import traceback
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


class RedactingFormatter(logging.Formatter):
    """Formatter of redacted records."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the lines."""
        message = "a cell failed" if CELL_ERROR.match(str(record.msg)) else record.getMessage()
        lines = [
            f"{self.formatTime(record)} {record.levelname} {record.name}: {message.splitlines()[0] if message else ''}"
        ]
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


def log_request(handler: RequestHandler) -> None:
    """Log a request that failed by our fault; 503 for lack of capacity is none."""
    status = handler.get_status()
    if status >= 500 and status != 503:
        log.error("%s %s %s", status, handler.request.method, handler.request.path)


def configure_logging(*loggers: logging.Logger) -> None:
    """Log our warnings and everybody's errors, redacted, to standard error; others' warnings quote input."""
    writer = logging.StreamHandler(sys.stderr)
    writer.setFormatter(RedactingFormatter())
    for logger in (*loggers, logging.getLogger()):
        logger.handlers.clear()
        logger.setLevel(logging.ERROR)
        logger.propagate = True
    logging.getLogger().addHandler(writer)
    logging.getLogger("strategy_kit").setLevel(logging.WARNING)
