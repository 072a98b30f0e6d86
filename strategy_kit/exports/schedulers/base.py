"""What every scheduler's file has in common: the posts that go in, what is refused and why, what there is to know."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from strategy_kit.i18n import Words
from strategy_kit.model.types import Format


@dataclass(frozen=True)
class Post:
    """
    One post as a scheduler takes it.

    `place` is its platform's name, `starts_at` on the clock of its channel, `drafted` whether nobody wrote its text.
    """

    id: str
    platform: str
    place: str
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
    """A sentence yet to be said in a language: an English message with its placeholders."""

    message: str
    params: dict[str, Any] = field(default_factory=dict)

    def said(self, _: Words) -> str:
        """Say it; days are written in words."""
        words = {key: _.date(value) if isinstance(value, dt.date) else value for key, value in self.params.items()}
        return _(self.message, **words)


def remark(message: str, **params: Any) -> Remark:
    """Return a remark."""
    return Remark(message, params)


Told = tuple[object, ...]
"""What a file says of one post, to be compared with the plan."""


class Target(ABC):
    """
    A scheduler: what is known of it, what it refuses, how its file is written and read back.

    Attributes
    ----------
    key, name : str
    purpose : str
        Message: where its files are uploaded.
    pattern : str
        How the names of its files begin, varying parts in angle brackets; empty: its key.
    checked : date
        When the facts below were last looked at.
    certain : bool
        Whether they were read in the maker's own documentation or source; else they are reported by others.
    source : str
        The page.
    most_bytes : int or None
        Of one file.
    lead_minutes, spacing_minutes : int
        How far ahead of now, and how far apart in one file, posts must be.
    says, unknown : tuple of str
        Messages: what to know before uploading, and what nobody could find out.
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
    most_bytes: ClassVar[int | None] = None
    lead_minutes: ClassVar[int] = 0
    spacing_minutes: ClassVar[int] = 0
    says: ClassVar[tuple[str, ...]] = ()
    unknown: ClassVar[tuple[str, ...]] = ()
    bom: bool = True

    def __init__(self, options: Any, home: str) -> None:
        self.options, self.home = options, home

    @property
    def rows(self) -> int | None:
        """Most rows of one file; None if no limit is known."""
        return None

    @property
    def stem(self) -> str:
        """How the names of its files begin."""
        return self.key

    def zone(self, platform: str) -> str:
        """Return the clock in which the file tells the times of a channel."""
        return getattr(self.options, "zone", None) or self.home

    def channel(self, post: Post) -> str:
        """Return the file a post belongs to: its channel where a file takes one only, else ""."""
        return post.platform

    @abstractmethod
    def refusals(self, post: Post) -> Iterator[Remark]:
        """Say why it cannot take a post."""

    @abstractmethod
    def cells(self, post: Post) -> dict[str, str]:
        """Return what the file holds of a post, by column; of JSON nothing, since no spreadsheet computes it."""

    def remarks(self, posts: Sequence[Post]) -> Iterator[Remark]:
        """Say what is to know about these posts, beside what holds for all."""
        yield from ()

    def units(self, posts: Sequence[Post]) -> list[tuple[Post, ...]]:
        """Gather posts that must not be parted: one row each, as a rule."""
        return [(post,) for post in posts]

    @abstractmethod
    def written(self, posts: Sequence[Post]) -> bytes:
        """Write one file."""

    @abstractmethod
    def told(self, post: Post) -> Told:
        """Return what the file must say of a post."""

    @abstractmethod
    def read(self, data: bytes, channel: str) -> list[Told]:
        """Read one file back."""
