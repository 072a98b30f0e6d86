"""Rules that several schedulers share: each yields why a post is refused."""

import datetime as dt
import re
from collections.abc import Container, Iterator, Sequence

from strategy_kit.exports.lengths import length, text_limits
from strategy_kit.exports.schedulers.base import Post, Remark, Target, remark
from strategy_kit.exports.text import computes, computes_when_separated
from strategy_kit.i18n import N_

AS_TEXT = ("text", "image", "local")
"""Formats that a row of text, with a picture at most, can carry."""


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
        elif computes_when_separated(cell):
            yield remark(
                N_(
                    "In {column}, what follows a separator or a line end begins like a formula: a spreadsheet would "
                    "compute it. Edit it, or keep it as written."
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
                    N_("It follows another post of the file within {n} minutes. Move one of them."),
                    n=target.spacing_minutes,
                ),
            )
        else:
            last[target.channel(post)] = post
