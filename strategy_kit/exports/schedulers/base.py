"""The interface of schedulers: posts, refusals, remarks, files."""

import datetime as dt
import zoneinfo
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from strategy_kit.exports.csv_rows import csv_bytes, csv_rows
from strategy_kit.i18n import Words
from strategy_kit.model.types import Format


@dataclass(frozen=True)
class Post:
    """
    One post for a scheduler.

    `starts_at` is in the zone of its channel, `drafted` whether its text is a placeholder.
    """

    id: str
    platform: str
    platform_name: str
    starts_at: dt.datetime
    text: str
    title: str
    pillar: str
    format: Format
    image: str = ""
    tags: tuple[str, ...] = ()
    drafted: bool = False


@dataclass(frozen=True)
class Remark:
    """A message with its parameters, not yet translated."""

    message: str
    params: dict[str, Any] = field(default_factory=dict)

    def text(self, _: Words) -> str:
        """Return it translated, dates in words."""
        words = {key: _.date(value) if isinstance(value, dt.date) else value for key, value in self.params.items()}
        return _(self.message, **words)


def remark(message: str, **params: Any) -> Remark:
    """Return a remark."""
    return Remark(message, params)


FileRecord = tuple[object, ...]
"""What a file says of one post, to be compared with the plan."""


class Target(ABC):
    """
    A scheduler: its facts, refusals, file format and reader.

    `purpose` says where its files are uploaded, `pattern` is that of their names, varying parts in angle brackets
    (empty: the key). The facts were verified on the day `checked`, on the page `source`; `certain`: it is the maker's.
    `most_rows` and `most_bytes` bound one file (None: unknown); `one_file` takes the posts of all channels.
    `lead_minutes` is the least time from now, `spacing_minutes` that between posts of one file. `notes` and `unknown`
    are messages: what to know before uploading, and what is unknown.
    """

    key: ClassVar[str]
    name: ClassVar[str]
    purpose: ClassVar[str]
    pattern: ClassVar[str] = ""
    checked: ClassVar[dt.date]
    certain: ClassVar[bool]
    source: ClassVar[str]
    suffix: ClassVar[str] = "csv"
    media_type: ClassVar[str] = "text/csv"
    most_rows: ClassVar[int | None] = None
    most_bytes: ClassVar[int | None] = None
    one_file: ClassVar[bool] = False
    lead_minutes: ClassVar[int] = 0
    spacing_minutes: ClassVar[int] = 0
    notes: ClassVar[tuple[str, ...]] = ()
    unknown: ClassVar[tuple[str, ...]] = ()
    bom: bool = True

    def __init__(self, options: Any, home: str) -> None:
        self.options, self.home = options, home

    @property
    def rows(self) -> int | None:
        """Most rows of one file; None if unknown."""
        return self.most_rows

    @property
    def stem(self) -> str:
        """The beginning of its files' names."""
        return self.key

    def zone(self, platform: str) -> str:
        """Return the zone of the times of a channel."""
        return getattr(self.options, "zone", None) or self.home

    def channel(self, post: Post) -> str:
        """Return the key of the file a post belongs to: its channel, or "" where one file takes all."""
        return "" if self.one_file else post.platform

    @abstractmethod
    def refusals(self, post: Post) -> Iterator[Remark]:
        """Yield why it cannot take a post."""

    def cells(self, post: Post) -> dict[str, str]:
        """Return a post's row, by column; empty for JSON, which spreadsheets do not compute."""
        return {}

    def remarks(self, posts: Sequence[Post]) -> Iterator[Remark]:
        """Yield what to know about these posts."""
        yield from ()

    def units(self, posts: Sequence[Post]) -> list[tuple[Post, ...]]:
        """Group posts that must be in one file; by default each alone."""
        return [(post,) for post in posts]

    @abstractmethod
    def write(self, posts: Sequence[Post]) -> bytes:
        """Write one file."""

    def record(self, post: Post) -> FileRecord:
        """Return what the file must hold of a post: instant, channel, text and picture."""
        return post.starts_at.astimezone(dt.UTC), post.platform, post.text, post.image

    @abstractmethod
    def read(self, data: bytes, channel: str) -> list[FileRecord]:
        """Read a file back."""


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
