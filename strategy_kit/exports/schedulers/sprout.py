"""Sprout Social's bulk scheduling: one CSV per profile, the order of day and month as picked at import."""

import datetime as dt
from collections.abc import Iterator, Sequence

from strategy_kit.errors import InputError
from strategy_kit.exports.schedulers.base import Post, Remark, TableTarget, direct_picture, remark, text_formats_only
from strategy_kit.i18n import N_
from strategy_kit.model.schedulers import SproutOptions

PATTERNS = {"mm/dd/yyyy": "%m/%d/%Y", "dd/mm/yyyy": "%d/%m/%Y"}


class Sprout(TableTarget):
    """Header `date,time_24hr,message_text`, and `public_image_url` where there are pictures."""

    key, name, checked, certain = "sprout", "Sprout Social", dt.date(2026, 11, 23), True
    purpose = N_("Sprout Social’s bulk scheduling")
    pattern = "sprout_<date order>_<channel>"
    source = "https://support.sproutsocial.com/hc/en-us/articles/115005864203-How-do-I-use-bulk-scheduling"
    lead_minutes, spacing_minutes = 60, 10
    options: SproutOptions
    text, picture = "message_text", "public_image_url"
    notes = (
        N_("When you import, choose the day and month order given in the file name."),
        N_("Each file is for one profile. A trial account takes 50 posts per file, any other account 350."),
        N_(
            "Sprout needs the first post to be at least 10 minutes ahead; the workbook asks for 60, so that "
            "you have time to upload."
        ),
    )
    unknown = (
        N_("The time zone in which Sprout reads times is not known. Import a single row first and check its time."),
        N_("The image column and the mark at the start of the file are reported by users, not confirmed by Sprout."),
    )

    def __init__(self, options: SproutOptions, home: str) -> None:
        super().__init__(options, home)
        if not options.date_order:
            raise InputError(
                "{field}: missing. Enter the date order you choose at import: mm/dd/yyyy or dd/mm/yyyy.",
                field="schedulers.sprout.date_order",
            )
        self.times = {"date": PATTERNS[options.date_order], "time_24hr": "%H:%M"}

    @property
    def rows(self) -> int:
        """Most rows of one file, by the account."""
        return 350 if self.options.account == "paid" else 50

    @property
    def stem(self) -> str:
        """The beginning of its files' names, with the order of day and month."""
        return f"sprout_{str(self.options.date_order).replace('/', '-')}"

    def refusals(self, post: Post) -> Iterator[Remark]:
        """Refuse what the columns cannot hold."""
        yield from text_formats_only(post)
        yield from direct_picture(post)

    def remarks(self, posts: Sequence[Post]) -> Iterator[Remark]:
        """Warn where a wrong order of day and month would go unnoticed."""
        for channel in dict.fromkeys(post.platform_name for post in posts):
            days = [post.starts_at.date() for post in posts if post.platform_name == channel]
            if all(day.day <= 12 for day in days):
                yield remark(
                    N_(
                        "Every day number in the {channel} file is 12 or less, so swapping day and month "
                        "would go unnoticed. Check that its first post is on {day}."
                    ),
                    channel=channel,
                    day=days[0],
                )

    def header(self, posts: Sequence[Post]) -> tuple[str, ...]:
        """Return the columns, that of pictures only if there are any."""
        return (*self.times, self.text, *((self.picture,) if any(post.image for post in posts) else ()))
