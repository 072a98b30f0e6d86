"""Postiz: request bodies for its public API, all drafts, never sent by the workbook."""

import datetime as dt
import html
import json
import uuid
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from strategy_kit.exports.schedulers.base import FileRecord, Post, Remark, Target, remark, unsupported_network
from strategy_kit.i18n import N_
from strategy_kit.model.schedulers import PostizChannel, PostizOptions

PLAIN: dict[str, dict[str, object]] = {"facebook": {}, "linkedin": {}, "threads": {}, "bluesky": {}, "mastodon": {}}
"""Networks that ask for no settings."""
SETTINGS: dict[str, dict[str, object]] = {
    **PLAIN,
    "x": {"who_can_reply_post": "everyone"},
    "instagram": {"post_type": "post"},
    "youtube": {"title": "", "type": "public"},
    "pinterest": {"board": ""},
    "tiktok": {
        "privacy_level": "PUBLIC_TO_EVERYONE",
        "duet": False,
        "stitch": False,
        "comment": True,
        "autoAddMusic": "no",
        "brand_content_toggle": False,
        "brand_organic_toggle": False,
        "content_posting_method": "DIRECT_POST",
    },
}
TITLE = range(2, 101)


class Postiz(Target):
    """One body per instant with all its posts; times in UTC."""

    key, name, checked, certain = "postiz", "Postiz", dt.date(2026, 8, 21), True
    purpose = N_("Postiz’s public API")
    source = "https://docs.postiz.com/public-api/posts/create"
    one_file, most_rows = True, 90  # requests an hour
    suffix, media_type = "json", "application/json"
    options: PostizOptions
    notes = (
        N_("Each entry in the file is the body of one request: POST https://<host>/public/v1/posts, with your key."),
        N_("The workbook sends nothing and stores no key. Send one file per hour: Postiz allows 90 requests."),
        N_("All posts are drafts. Check the settings of each network in Postiz before you publish them."),
    )

    def zone(self, platform: str) -> str:
        """Return UTC."""
        return "UTC"

    def refusals(self, post: Post) -> Iterator[Remark]:
        """Refuse a network whose settings are not known, a channel without its id, a title of a wrong length."""
        unknown = list(unsupported_network(post, self.name, SETTINGS))
        yield from unknown
        channel = self._channel(post.platform)
        if channel is None and not unknown:
            yield remark(N_("The ID of this channel is missing. Find it in Postiz at GET /integrations."))
        if len(twins := self._twins(channel)) > 1:
            yield remark(
                N_(
                    "Postiz has a different ID for each channel, but {channels} have the same one here. "
                    "Correct one of them."
                ),
                channels=", ".join(twins),
            )
        if post.platform == "pinterest" and channel is not None and not channel.board:
            yield remark(N_("Pinterest needs the ID of a board. Find it in Postiz."))
        if post.platform == "youtube" and len(post.title) not in TITLE:
            yield remark(N_("YouTube needs a title of 2 to 100 characters. Change the title."))

    def remarks(self, posts: Sequence[Post]) -> Iterator[Remark]:
        """Yield what is left out."""
        if any(post.image for post in posts):
            yield remark(
                N_("Images are left out: Postiz accepts only images already uploaded to it. Add them in Postiz.")
            )
        if any(post.tags for post in posts):
            yield remark(N_("Tags are left out: Postiz identifies them by its own IDs. Add them in Postiz."))

    def units(self, posts: Sequence[Post]) -> list[tuple[Post, ...]]:
        """Group the posts of one instant."""
        return [tuple(unit) for _instant, unit in groupby(posts, key=lambda post: post.starts_at)]

    def write(self, posts: Sequence[Post]) -> bytes:
        """Write one body an instant."""
        bodies = [self._body(unit) for unit in self.units(posts)]
        return (json.dumps(bodies, ensure_ascii=False, indent=2) + "\n").encode()

    def record(self, post: Post) -> FileRecord:
        """Return time, channel, text and settings."""
        return post.starts_at.astimezone(dt.UTC), post.platform, post.text, self._settings(post)

    def read(self, data: bytes, channel: str) -> list[FileRecord]:
        """Read the bodies; anything but a draft is wrong."""
        platforms = {known.integration: known.platform for known in self.options.channels}
        return [
            (
                dt.datetime.fromisoformat(body["date"]) if body["type"] == "draft" else None,
                platforms[post["integration"]["id"]],
                text_of(post["value"][0]["content"]),
                post["settings"],
            )
            for body in json.loads(data)
            for post in body["posts"]
        ]

    def _body(self, unit: Sequence[Post]) -> dict[str, Any]:
        date = f"{unit[0].starts_at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S}.000Z"
        group = str(uuid.uuid5(uuid.NAMESPACE_URL, f"strategy_kit:{','.join(post.id for post in unit)}"))
        posts = [
            {
                "integration": {"id": channel.integration if (channel := self._channel(post.platform)) else ""},
                "group": group,
                "value": [{"content": markup(post.text), "image": []}],
                "settings": self._settings(post),
            }
            for post in unit
        ]
        return {"type": "draft", "date": date, "shortLink": False, "tags": [], "posts": posts}

    def _settings(self, post: Post) -> dict[str, object]:
        settings = {"__type": post.platform, **SETTINGS[post.platform]}
        channel = self._channel(post.platform)
        if post.platform == "instagram" and post.format == "stories":
            settings["post_type"] = "story"
        if post.platform == "youtube":
            settings["title"] = post.title
        if post.platform == "pinterest" and channel is not None:
            settings["board"] = channel.board
        return settings

    def _channel(self, platform: str) -> PostizChannel | None:
        return next((channel for channel in self.options.channels if channel.platform == platform), None)

    def _twins(self, channel: PostizChannel | None) -> list[str]:
        """Return the platforms whose channels have the same id, in order of the alphabet."""
        known = self.options.channels if channel else ()
        return sorted(other.platform for other in known if channel and other.integration == channel.integration)


def markup(text: str) -> str:
    r"""
    Return text as Postiz' HTML: a paragraph per line, escaped.

    >>> markup("Bread & <butter>\nfresh")
    '<p>Bread &amp; &lt;butter&gt;</p><p>fresh</p>'
    """
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in text.split("\n"))


def text_of(content: str) -> str:
    r"""
    Return the text of such paragraphs.

    >>> text_of("<p>Bread &amp; &lt;butter&gt;</p><p>fresh</p>")
    'Bread & <butter>\nfresh'
    """
    lines = content.removeprefix("<p>").removesuffix("</p>").split("</p><p>")
    return "\n".join(map(html.unescape, lines))
