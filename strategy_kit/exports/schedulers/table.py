"""Schedulers that take CSV: a header, one row per post."""

import datetime as dt
import zoneinfo
from collections.abc import Sequence

from strategy_kit.exports.csv_rows import csv_bytes, csv_rows
from strategy_kit.exports.schedulers.base import Post, Target


class TableTarget(Target):
    """A scheduler whose file is a CSV with a fixed header."""

    def header(self, posts: Sequence[Post]) -> tuple[str, ...]:
        """Return the columns of a file."""
        return tuple(self.cells(posts[0]))

    def write(self, posts: Sequence[Post]) -> bytes:
        """Write one row a post under the header."""
        header = self.header(posts)
        rows = [[cells.get(column, "") for column in header] for cells in map(self.cells, posts)]
        return csv_bytes([header, *rows], bom=self.bom)

    def lines(self, data: bytes) -> list[dict[str, str]]:
        """Read the rows of a file by column, each as wide as the header."""
        header, *rows = csv_rows(data)
        return [dict(zip(header, row, strict=True)) for row in rows]

    def instant(self, text: str, pattern: str, zone: str) -> dt.datetime:
        """Read a wall time of a zone as an instant."""
        return dt.datetime.strptime(text, pattern).replace(tzinfo=zoneinfo.ZoneInfo(zone)).astimezone(dt.UTC)
