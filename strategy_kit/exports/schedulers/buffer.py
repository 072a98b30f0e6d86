"""Buffer's bulk upload: one CSV per channel."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from strategy_kit.exports.schedulers.base import Post, Remark, TableTarget, direct_picture, remark, text_formats_only
from strategy_kit.i18n import N_
from strategy_kit.model.schedulers import BufferOptions


class Buffer(TableTarget):
    """Header `Text,Image URL,Tags,Posting Time`, on Pinterest `Board Name` too; times on the channel's own clock."""

    key, name, checked, certain = "buffer", "Buffer", dt.date(2026, 11, 23), False
    purpose = N_("Buffer’s bulk upload")
    pattern = "buffer_<channel>"
    source = "https://support.buffer.com/hc/en-us/articles/360036232053-Setting-up-your-timezones-and-Posting-Schedules"
    options: BufferOptions
    times: Mapping[str, str] = {"Posting Time": "%Y-%m-%d %H:%M"}
    text, picture = "Text", "Image URL"
    notes = (
        N_(
            "In Buffer’s upload window, choose whether posts are drafts or scheduled: the file has no setting for this."
        ),
        N_("Each file is for one channel. A free account takes 10 posts per file, a paid account 100."),
    )
    unknown = (
        N_(
            "Buffer is reported to read times in the channel’s own time zone, but this is not confirmed. "
            "Check the first post."
        ),
    )

    @property
    def rows(self) -> int:
        """Most rows of one file, by what the account pays."""
        return 100 if self.options.account == "paid" else 10

    def zone(self, platform: str) -> str:
        """Return the zone of the channel."""
        return next((c.zone for c in self.options.channels if c.platform == platform and c.zone), self.home)

    def refusals(self, post: Post) -> Iterator[Remark]:
        """Refuse what the columns cannot hold, and a pin without its board."""
        yield from text_formats_only(post)
        yield from direct_picture(post)
        if post.platform == "pinterest" and not self._board(post):
            yield remark(N_("Pinterest needs a board. Enter its name."))

    def remarks(self, posts: Sequence[Post]) -> Iterator[Remark]:
        """Yield that labels are left out."""
        if any(post.tags for post in posts):
            yield remark(
                N_("Tags are left out, because the separator that Buffer expects is not known. Add them in Buffer.")
            )

    def header(self, posts: Sequence[Post]) -> tuple[str, ...]:
        """Return the columns, that of boards on Pinterest only."""
        board = ("Board Name",) if posts[0].platform == "pinterest" else ()
        return ("Text", "Image URL", "Tags", "Posting Time", *board)

    def cells(self, post: Post) -> dict[str, str]:
        """Return the row of a post, its board too on Pinterest."""
        board = {"Board Name": self._board(post)} if post.platform == "pinterest" else {}
        return super().cells(post) | board

    def _board(self, post: Post) -> str:
        return next((c.board for c in self.options.channels if c.platform == post.platform), "")
