"""BrightBean's CSV import: one file for a workspace, networks by its own names."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from strategy_kit.exports.schedulers.base import FileRecord, Post, Remark, TableTarget, remark, unsupported_network
from strategy_kit.i18n import N_
from strategy_kit.model.schedulers import BrightBeanOptions

NAMES = {
    "facebook": "facebook",
    "tiktok": "tiktok",
    "youtube": "youtube",
    "pinterest": "pinterest",
    "threads": "threads",
    "bluesky": "bluesky",
    "google-business-profile": "google_business",
    "mastodon": "mastodon",
}


class BrightBean(TableTarget):
    """Header `date,time,platforms,caption,media_url,category,tags,first_comment`; drafts have no date and no time."""

    key, name, checked, certain = "brightbean", "BrightBean", dt.date(2026, 8, 13), True
    purpose = N_("BrightBean’s import")
    source = "https://github.com/brightbeanxyz/brightbean-studio"
    one_file = True
    options: BrightBeanOptions
    text, picture = "caption", "media_url"
    bom = False
    most_bytes = 5_000_000
    notes = (
        N_("A post goes to every account of its network connected to the workspace."),
        N_("Import the file only once: BrightBean does not check for duplicates."),
        N_("Each content pillar becomes a category; missing categories are created."),
    )

    def __init__(self, options: BrightBeanOptions, home: str) -> None:
        super().__init__(options, home)
        self.times = {} if options.drafts else {"date": "%Y-%m-%d", "time": "%H:%M"}

    @property
    def _names(self) -> dict[str, str]:
        own = {"instagram": self.options.instagram, "linkedin": self.options.linkedin or ""}
        return {**NAMES, **{platform: name for platform, name in own.items() if name}}

    def refusals(self, post: Post) -> Iterator[Remark]:
        """Refuse unnamed networks and labels with a comma."""
        if post.platform == "linkedin" and not self.options.linkedin:
            yield remark(
                N_("Choose the LinkedIn account: a person’s or a company’s. BrightBean does not accept LinkedIn alone.")
            )
        else:
            yield from unsupported_network(post, self.name, self._names)
        for tag in post.tags:
            if "," in tag:
                yield remark(
                    N_("The tag {tag} contains a comma, and BrightBean would split it in two. Remove the comma."),
                    tag=tag,
                )

    def remarks(self, posts: Sequence[Post]) -> Iterator[Remark]:
        """Yield what the rows become, and that pictures are left out."""
        yield remark(
            N_("Posts are imported as drafts, without date or time: BrightBean’s draft file has neither.")
            if self.options.drafts
            else N_("Posts are imported as scheduled, not as drafts.")
        )
        if any(post.image for post in posts):
            yield remark(
                N_("BrightBean reads image addresses but does not download the images. Add them in BrightBean.")
            )

    def header(self, posts: Sequence[Post]) -> tuple[str, ...]:
        """Return the columns."""
        return (*self.times, "platforms", "caption", "media_url", "category", "tags", "first_comment")

    def cells(self, post: Post) -> dict[str, str]:
        """Return the row of a post."""
        labels = {"category": post.pillar, "tags": ", ".join(post.tags)}
        return {"platforms": self._names.get(post.platform, ""), **super().cells(post), **labels}

    def record(self, post: Post) -> FileRecord:
        """Return time (drafts have none), network, text, picture, category and labels."""
        when = None if self.options.drafts else post.starts_at.astimezone(dt.UTC)
        return when, [post.platform], post.text, post.image, post.pillar, list(post.tags)

    def row_record(self, row: Mapping[str, str], channel: str) -> FileRecord:
        """Return what a row says of its post."""
        platforms = {name: platform for platform, name in self._names.items()}
        when = self.instant(row, channel) if "date" in row else None
        tags = [tag.strip() for tag in row["tags"].split(",") if tag.strip()]
        networks = [platforms[name] for name in row["platforms"].split(",")]
        return when, networks, row["caption"], row["media_url"], row["category"], tags
