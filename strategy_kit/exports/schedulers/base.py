"""The interface of schedulers: posts, refusals, remarks, files; text lengths as networks count them, shared rules."""

import datetime as dt
import re
import zoneinfo
from abc import ABC, abstractmethod
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ClassVar

from strategy_kit.evidence.load import load_table
from strategy_kit.exports.csv_rows import computes, computes_when_separated, csv_bytes, csv_rows
from strategy_kit.i18n import N_, Words
from strategy_kit.model.types import Format
from strategy_kit.text import composed

AS_TEXT = ("text", "image", "local")
"""Formats that a row of text, with a picture at most, can carry."""
_LINK_LENGTH = 23
_LINK = re.compile(r"https?://\S+|(?<![\w@.-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_PICTOGRAM = "[\u203c-\u3299\U0001f000-\U0001faff]"
_WITH = f"(?:{_PICTOGRAM}[\ufe0f\U0001f3fb-\U0001f3ff]?)"
_EMOJI = re.compile(f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_WITH}(?:\u200d{_WITH})*")


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


@cache
def text_limits() -> dict[str, int]:
    """
    Return the most letters of a post by platform; unknown platforms are left out.

    >>> text_limits()["x"], "tumblr" in text_limits()
    (280, False)
    """
    limits = load_table("platforms").set_index("key")["text_limit"].dropna()
    return {str(key): int(limit) for key, limit in limits.items()}


def length(text: str, platform: str) -> int:
    """
    Count the letters of a post: one each, but weighted on X.

    On X, letters of Latin, Greek, Cyrillic, Arabic and Hebrew scripts count 1, others 2, an emoji 2, a link 23. Source:
    X's documentation of twitter-text, version 3 of its configuration; reported, not measured.

    >>> length("été", "x"), length("パン", "x"), length("👩\u200d🍳", "x"), length("see https://example.org/a/b", "x")
    (3, 4, 2, 27)
    >>> length("パン", "linkedin")
    2
    """
    if platform != "x":
        return len(text)
    text, links = _LINK.subn("", composed(text))
    text, emoji = _EMOJI.subn("", text)
    light = sum(any(first <= ord(letter) <= last for first, last in _LIGHT) for letter in text)
    return links * _LINK_LENGTH + emoji * 2 + 2 * len(text) - light


def text_formats_only(post: Post) -> Iterator[Remark]:
    """Refuse a post whose format a row of text cannot carry."""
    if post.format not in AS_TEXT:
        yield remark(N_("The file only takes text and images. Create this post directly in the tool."))


def direct_picture(post: Post) -> Iterator[Remark]:
    """Refuse the address of a picture that does not end as pictures do."""
    if post.image and not re.search(r"\.(?:jpe?g|png)$", post.image, re.IGNORECASE):
        yield remark(N_("The image address must end in .jpg or .png. Use such an address, or leave it empty."))


def unsupported_network(post: Post, name: str, supported: Container[str]) -> Iterator[Remark]:
    """Refuse a network the scheduler does not support."""
    if post.platform not in supported:
        yield remark(N_("{name} cannot publish to {platform}."), name=name, platform=post.platform_name)


def missing_text(post: Post) -> Iterator[Remark]:
    """Refuse a post without text."""
    if not post.text:
        yield remark(N_("This post has no text yet. Write it, or allow a draft to be exported instead."))


def past(post: Post, target: Target, now: dt.datetime | None) -> Iterator[Remark]:
    """Refuse a post that begins before there is time to upload it."""
    if now is None or post.starts_at > now + dt.timedelta(minutes=target.lead_minutes):
        return
    if post.starts_at <= now:
        yield remark(N_("Its date has passed. Choose a later time."))
    else:
        yield remark(
            N_("It is due in less than {n} minutes, too soon to upload it. Choose a later time."), n=target.lead_minutes
        )


def repeated_hour(post: Post) -> Iterator[Remark]:
    """Refuse the second pass of an hour that clocks show twice: a file without zones means the first."""
    if post.starts_at.fold:
        yield remark(
            N_(
                "Clocks go back in {zone} at that time, so this hour happens twice, and the file would mean "
                "the first. Move the post by an hour."
            ),
            zone=str(post.starts_at.tzinfo),
        )


def too_long(post: Post) -> Iterator[Remark]:
    """Refuse a text longer than its network takes."""
    most = text_limits().get(post.platform)
    letters = length(post.text, post.platform)
    if most and letters > most:
        yield remark(
            N_("The text has {n} characters, but {platform} allows {most}. Shorten it."),
            n=letters,
            most=most,
            platform=post.platform_name,
        )


def formula_text(post: Post, target: Target) -> Iterator[Remark]:
    """Refuse a text that a spreadsheet would compute: an apostrophe in front would be published."""
    for column, cell in target.cells(post).items():
        if computes(cell):
            yield remark(
                N_(
                    "{column} begins like a formula, so a spreadsheet would calculate it. Change the text, or "
                    "choose to keep it as written."
                ),
                column=column,
            )
        elif computes_when_separated(cell):
            yield remark(
                N_(
                    "In {column}, the text after a separator or a line break begins like a formula, so a "
                    "spreadsheet would calculate it. Change the text, or choose to keep it as written."
                ),
                column=column,
            )


def too_close(posts: Sequence[Post], target: Target) -> Iterator[tuple[Post, Remark]]:
    """Refuse posts that follow the one before in their file too soon."""
    last: dict[str, Post] = {}
    for post in posts:
        before = last.get(target.channel(post))
        if before and post.starts_at - before.starts_at < dt.timedelta(minutes=target.spacing_minutes):
            yield (
                post,
                remark(
                    N_("It is less than {n} minutes after another post in the file. Move one of them."),
                    n=target.spacing_minutes,
                ),
            )
        else:
            last[target.channel(post)] = post
