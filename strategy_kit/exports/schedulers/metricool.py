"""Metricool's planner import: one CSV for all networks of a brand, by the names of its columns."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from strategy_kit.errors import InputError
from strategy_kit.exports.csv_rows import csv_rows
from strategy_kit.exports.schedulers.base import (
    FileRecord,
    Post,
    Remark,
    TableTarget,
    direct_picture,
    remark,
    unsupported_network,
)
from strategy_kit.i18n import N_
from strategy_kit.model.schedulers import MetricoolOptions

NETWORKS = {
    "facebook": "Facebook",
    "x": "Twitter/X",
    "linkedin": "LinkedIn",
    "google-business-profile": "GBP",
    "instagram": "Instagram",
    "pinterest": "Pinterest",
    "tiktok": "TikTok",
    "youtube": "YouTube",
    "threads": "Threads",
    "bluesky": "Bluesky",
}
_KNOWN = """
Text,Date,Time,Draft,Facebook,Twitter/X,LinkedIn,GBP,Instagram,Pinterest,TikTok,YouTube,Threads,Bluesky,
Picture Url *10,Alt text picture *10,Document title,Shortener,Video Thumbnail Url,Video Cover Frame,
Twitter/X Can reply,Twitter/X Type,Twitter/X Poll Duration minutes,Twitter/X Poll Option *4,Pinterest Board,
Pinterest Pin Title,Pinterest Pin Link,Pinterest Pin New Format,Instagram Post Type,Instagram Show Reel On Feed,
YouTube Video Title,YouTube Video Type,YouTube Video Privacy,YouTube video for kids,YouTube Video Category,
YouTube Video Tags,YouTube Playlist,GBP Post Type,Facebook Post Type,Facebook Title,First Comment Text,TikTok Title,
TikTok disable comments,TikTok disable duet,TikTok disable stitch,TikTok Post Privacy (personal accounts only),
TikTok Branded Content (personal accounts only),TikTok Your Brand (personal accounts only),
TikTok Auto Add Music (personal accounts only),TikTok Photo Cover Index,TikTok musicId,TikTok music title,
TikTok music author,TikTok music previewUrl,TikTok music thumbnailUrl,TikTok music soundVolume,
TikTok music originalVolume,TikTok music startMillis,TikTok music endMillis,LinkedIn Type,LinkedIn Poll Question,
LinkedIn Poll Option *4,LinkedIn Poll Duration,LinkedIn Show link preview,LinkedIn Images as Carousel,
Threads Reply Control,Threads Is Spoiler,Threads Post Type,Brand name (Optional)
"""
FLAGS = ("FALSE", "TRUE")
ALWAYS = ("Text", "Date", "Time")


@cache
def known_columns() -> tuple[str, ...]:
    """
    Return the columns of the template as of `Metricool.checked`.

    >>> len(known_columns()), known_columns()[14]
    (93, 'Picture Url 1')
    """
    names = [name.strip() for name in _KNOWN.replace("\n", "").split(",")]
    counted = [(re.sub(r" \*\d+$", "", name), re.search(r"\*(\d+)$", name)) for name in names]
    return tuple(
        column
        for name, times in counted
        for column in ([f"{name} {n + 1}" for n in range(int(times[1]))] if times else [name])
    )


def template_columns(data: bytes) -> tuple[str, ...]:
    """Return the columns of a template downloaded from Metricool; refuse another table."""
    rows = csv_rows(data)
    columns = tuple(name.strip() for name in rows[0]) if rows else ()
    folded = [name.casefold() for name in columns]
    missing = [name for name in ALWAYS if folded.count(name.casefold()) != 1]
    if missing:
        raise InputError(
            "{field}: the column {value} is missing or appears twice. Download Metricool’s own CSV template.",
            field="file, row 1",
            value=missing[0],
        )
    return columns


class Metricool(TableTarget):
    """Networks, `Draft` and `Shortener` hold TRUE or FALSE; columns we do not know stay empty."""

    key, name, checked, certain = "metricool", "Metricool", dt.date(2026, 11, 23), False
    purpose = N_("Metricool’s planner")
    source = ""
    one_file = True
    options: MetricoolOptions
    times: Mapping[str, str] = {"Date": "%Y-%m-%d", "Time": "%H:%M:%S"}
    text, picture = "Text", "Picture Url 1"
    notes = (
        N_(
            "Metricool changes its template: download the current one from Metricool and load it here. It "
            "will be filled in by column name."
        ),
    )
    unknown = (
        N_(
            "The time zone in which Metricool reads times is not known; it is probably the brand’s. Import a "
            "single row first."
        ),
        N_("The maximum number of rows per file is not known."),
    )

    def __init__(self, options: MetricoolOptions, home: str) -> None:
        super().__init__(options, home)
        self.columns = options.columns or known_columns()
        self._spelled = {column.casefold(): column for column in self.columns}

    def refusals(self, post: Post) -> Iterator[Remark]:
        """Refuse a network the template has no column for."""
        yield from unsupported_network(post, self.name, NETWORKS)
        yield from direct_picture(post)
        needed = [NETWORKS.get(post.platform, ""), self.picture if post.image else ""]
        for column in needed:
            if column and column.casefold() not in self._spelled:
                yield remark(
                    N_("Your template has no column {column}. Download the current one from Metricool."), column=column
                )

    def remarks(self, posts: Sequence[Post]) -> Iterator[Remark]:
        """Yield whether they are drafts, and that labels are left out."""
        yield remark(
            N_("Posts are imported as drafts.")
            if self.options.draft
            else N_("Posts are imported as scheduled, not as drafts.")
        )
        if any(post.tags for post in posts):
            yield remark(N_("Tags are left out, because the file has no column for them."))

    def header(self, posts: Sequence[Post]) -> tuple[str, ...]:
        """Return the columns of the template."""
        return self.columns

    def cells(self, post: Post) -> dict[str, str]:
        """Return the cells that are filled."""
        cells = {
            **super().cells(post),
            "Draft": FLAGS[self.options.draft],
            **{column: FLAGS[platform == post.platform] for platform, column in NETWORKS.items()},
            "Shortener": FLAGS[False],
        }
        return {self._spelled.get(name.casefold(), name): cell for name, cell in cells.items()}

    def record(self, post: Post) -> FileRecord:
        """Return time, network, text and picture."""
        return post.starts_at.astimezone(dt.UTC), [post.platform], post.text, post.image

    def row_record(self, row: Mapping[str, str], channel: str) -> FileRecord:
        """Return what a row says of its post; the capitals of columns vary by template."""
        spelled = {column.casefold(): column for column in (*NETWORKS.values(), *self.times, self.text, self.picture)}
        row = {spelled.get(column.casefold(), column): cell for column, cell in row.items()}
        when, _channel, text, picture = super().row_record(row, channel)
        return when, [platform for platform, column in NETWORKS.items() if row.get(column) == "TRUE"], text, picture
