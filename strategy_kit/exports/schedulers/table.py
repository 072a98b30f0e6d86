"""Schedulers that take CSV: a header, one row per post."""

import datetime as dt
import zoneinfo
from collections.abc import Mapping, Sequence

from strategy_kit.exports.csv_rows import csv_bytes, csv_rows
from strategy_kit.exports.schedulers.base import FileRecord, Post, Target


class TableTarget(Target):
    """
    A scheduler whose file is a CSV with a header.

    `times` are the columns of the wall time with their formats, `text` and `picture` the columns of these.
    """

    times: Mapping[str, str]
    text: str
    picture: str

    def header(self, posts: Sequence[Post]) -> tuple[str, ...]:
        """Return the columns of a file."""
        return tuple(self.cells(posts[0]))

    def cells(self, post: Post) -> dict[str, str]:
        """Return the row of a post, by column."""
        times = {column: f"{post.starts_at:{pattern}}" for column, pattern in self.times.items()}
        return {**times, self.text: post.text, self.picture: post.image}

    def write(self, posts: Sequence[Post]) -> bytes:
        """Write one row a post under the header."""
        header = self.header(posts)
        rows = [[cells.get(column, "") for column in header] for cells in map(self.cells, posts)]
        return csv_bytes([header, *rows], bom=self.bom)

    def read(self, data: bytes, channel: str) -> list[FileRecord]:
        """Read a file back, each row as wide as the header."""
        header, *rows = csv_rows(data)
        return [self.row_record(dict(zip(header, row, strict=True)), channel) for row in rows]

    def row_record(self, row: Mapping[str, str], channel: str) -> FileRecord:
        """Return what a row says of its post."""
        return self.instant(row, channel), channel, row[self.text], row.get(self.picture, "")

    def instant(self, row: Mapping[str, str], channel: str) -> dt.datetime:
        """Return the instant of a row, whose wall time is that of its channel."""
        time = " ".join(row[column] for column in self.times)
        zone = zoneinfo.ZoneInfo(self.zone(channel))
        return dt.datetime.strptime(time, " ".join(self.times.values())).replace(tzinfo=zone).astimezone(dt.UTC)
