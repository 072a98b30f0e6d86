"""Rules that several schedulers share: text lengths as networks count them, and why a post is refused."""

import datetime as dt
import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from functools import cache

from strategy_kit.evidence.load import load_table
from strategy_kit.exports.csv_rows import computes
from strategy_kit.exports.schedulers.base import Post, Remark, Target, remark
from strategy_kit.i18n import N_

AS_TEXT = ("text", "image", "local")
"""Formats that a row of text, with a picture at most, can carry."""
_LINK_LENGTH = 23
_LINK = re.compile(r"https?://\S+|(?<![\w@.-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_PICTOGRAM = "[\u203c-\u3299\U0001f000-\U0001faff]"
_WITH = f"(?:{_PICTOGRAM}[\ufe0f\U0001f3fb-\U0001f3ff]?)"
_EMOJI = re.compile(f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_WITH}(?:\u200d{_WITH})*")


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
    text, links = _LINK.subn("", unicodedata.normalize("NFC", text))
    text, emoji = _EMOJI.subn("", text)
    light = sum(any(first <= ord(letter) <= last for first, last in _LIGHT) for letter in text)
    return links * _LINK_LENGTH + emoji * 2 + 2 * len(text) - light


def text_formats_only(post: Post) -> Iterator[Remark]:
    """Refuse a post whose format a row of text cannot carry."""
    if post.format not in AS_TEXT:
        yield remark(N_("The file holds text and pictures only. Make this one there by hand."))


def direct_picture(post: Post) -> Iterator[Remark]:
    """Refuse the address of a picture that does not end as pictures do."""
    if post.image and not re.search(r"\.(?:jpe?g|png)$", post.image, re.IGNORECASE):
        yield remark(N_("The address of the picture must end in .jpg or .png. Give such a one, or none."))


def unsupported_network(post: Post, name: str, supported: Container[str]) -> Iterator[Remark]:
    """Refuse a network the scheduler does not support."""
    if post.platform not in supported:
        yield remark(N_("{name} takes no posts for {platform}."), name=name, platform=post.platform_name)


def missing_text(post: Post) -> Iterator[Remark]:
    """Refuse a post without text."""
    if not post.text:
        yield remark(N_("Nobody has written its text yet. Write it, or let a draft stand in."))


def past(post: Post, target: Target, now: dt.datetime | None) -> Iterator[Remark]:
    """Refuse a post that begins before there is time to upload it."""
    if now is None or post.starts_at > now + dt.timedelta(minutes=target.lead_minutes):
        return
    if post.starts_at <= now:
        yield remark(N_("It is past. Move it to a later time."))
    else:
        yield remark(N_("It begins within {n} minutes: no time to upload it. Move it."), n=target.lead_minutes)


def repeated_hour(post: Post) -> Iterator[Remark]:
    """Refuse the second pass of an hour that clocks show twice: a file without zones means the first."""
    if post.starts_at.fold:
        yield remark(
            N_("Clocks of {zone} show this hour twice, and the file would mean the first. Move it by an hour."),
            zone=str(post.starts_at.tzinfo),
        )


def too_long(post: Post) -> Iterator[Remark]:
    """Refuse a text longer than its network takes."""
    most = text_limits().get(post.platform)
    letters = length(post.text, post.platform)
    if most and letters > most:
        yield remark(
            N_("Its text has {n} letters, {platform} takes {most}. Shorten it."),
            n=letters,
            most=most,
            platform=post.platform_name,
        )


def formula_text(post: Post, target: Target) -> Iterator[Remark]:
    """Refuse a text that a spreadsheet would compute: an apostrophe in front would be published."""
    for column, cell in target.cells(post).items():
        if computes(cell):
            yield remark(
                N_("{column} begins like a formula: a spreadsheet would compute it. Edit it, or keep it as written."),
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
                    N_("It follows another post of the file within {n} minutes. Move one of them."),
                    n=target.spacing_minutes,
                ),
            )
        else:
            last[target.channel(post)] = post
