"""A plan as the files of a scheduler: refused posts out, split by its limits, written, read back and compared."""

import datetime as dt
import zoneinfo
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from strategy_kit.errors import InputError
from strategy_kit.evidence.load import load_table
from strategy_kit.exports.calendar_entries import calendar_entries, platform_names
from strategy_kit.exports.schedulers import base
from strategy_kit.exports.schedulers.base import Post, Remark, Target, remark
from strategy_kit.exports.schedulers.brightbean import BrightBean
from strategy_kit.exports.schedulers.buffer import Buffer
from strategy_kit.exports.schedulers.metricool import Metricool
from strategy_kit.exports.schedulers.postiz import Postiz
from strategy_kit.exports.schedulers.sprout import Sprout
from strategy_kit.i18n import N_, Words
from strategy_kit.labels.communication import format_words
from strategy_kit.model import Plan, Slot
from strategy_kit.model.schedulers import SchedulerOptions
from strategy_kit.model.validation import Frozen, validated
from strategy_kit.text import normalized_text

TARGETS: dict[str, type[Target]] = {target.key: target for target in (Buffer, Sprout, Metricool, BrightBean, Postiz)}
"""The schedulers the workbook writes for, by key."""
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class Refusal:
    """A post that cannot go, and why."""

    post: Post
    reasons: tuple[Remark, ...]


@dataclass(frozen=True)
class Export:
    """
    The files for a scheduler.

    `files` by name, in order of time, is empty while refused posts are not left out. `posts` are those that can go,
    `zones` the zone of each of their platforms.
    """

    target: Target
    files: Mapping[str, bytes]
    posts: tuple[Post, ...]
    refusals: tuple[Refusal, ...]
    remarks: tuple[Remark, ...]
    zones: Mapping[str, str]


def to_scheduler(
    plan: Plan,
    target: str,
    options: Mapping[str, Any] | None = None,
    *,
    now: dt.datetime | None = None,
    lang: str | None = None,
    platforms: Collection[str] = (),
    keep_as_written: bool = False,
    leave_out: bool = False,
    drafts: bool = True,
    bom: bool = True,
) -> Export:
    """
    Make the files of a plan for one scheduler.

    Parameters
    ----------
    target : str
        One of `TARGETS`.
    options : mapping, optional
        Fields of `model.schedulers` that replace those of the plan.
    now : datetime, optional
        The instant of writing, aware: posts that begin too soon after it are refused. Absent: none is.
    lang : code of a language, optional
        Of placeholder texts. Absent: the plan's.
    platforms : collection of str
        Keys of the platforms whose posts go. Empty: all.
    keep_as_written : bool
        Allow texts that a spreadsheet would take for formulas.
    leave_out : bool
        Write the other posts although some are refused.
    drafts : bool
        Put a placeholder where a text is missing; else such posts are refused.
    bom : bool
        Begin the CSV with a byte order mark where the scheduler accepts it.

    Raises
    ------
    InputError
        If the target is unknown, an option is wrong or missing, or the calendar is invalid (`calendar_entries`).
    RuntimeError
        If a file reads back differently: a fault of ours.
    """
    chosen = target_of(plan, target, options, bom=bom)
    slots = [entry.slot for entry in calendar_entries(plan) if entry.status != "cancelled"]
    slots = [slot for slot in slots if not platforms or slot.platform in platforms]
    _, names = Words(lang or plan.brief.lang, plan.brief.country), platform_names(plan)
    posts = [_post(slot, names[slot.platform], plan, chosen, _ if drafts else None) for slot in slots]
    accepted, refusals = _split_refused(posts, chosen, now, keep_as_written)
    files = _files(accepted, chosen) if accepted and (leave_out or not refusals) else {}
    remarks = (*_remarks(accepted, plan, now), *(chosen.remarks(accepted) if accepted else ()))
    zones = {post.platform: chosen.zone(post.platform) for post in accepted}
    return Export(chosen, files, tuple(accepted), tuple(refusals), remarks, zones)


def target_of(plan: Plan, target: str, options: Mapping[str, Any] | None = None, *, bom: bool = True) -> Target:
    """
    Return a scheduler with its options.

    >>> from strategy_kit.model import Brief
    >>> plan = Plan(id="p", brief=Brief(name="Shop"), start="2027-01-04")
    >>> target_of(plan, "buffer", {"account": "paid"}).rows
    100
    >>> target_of(plan, "buffer", {"account": "gold"})
    Traceback (most recent call last):
    ...
    strategy_kit.errors.InputError: schedulers.buffer.account: found gold. Use one of these: free, paid.
    """
    if target not in TARGETS:
        raise InputError(
            "{field}: found {value}. Use one of these: {expected}.",
            field="target",
            value=target,
            expected=", ".join(TARGETS),
        )
    fields = {**dict(getattr(plan.schedulers, target)), **(options or {})}
    checked = validated(_SchedulerSettings, {"schedulers": {**dict(plan.schedulers), target: fields}}).schedulers
    made = TARGETS[target](getattr(checked, target), plan.brief.team_zone)
    made.bom = made.bom and bom
    return made


class _SchedulerSettings(Frozen):
    schedulers: SchedulerOptions


def _post(slot: Slot, platform_name: str, plan: Plan, target: Target, words: Words | None) -> Post:
    text = caption(slot)
    return Post(
        id=slot.id,
        platform=slot.platform,
        platform_name=platform_name,
        starts_at=slot.starts_at.astimezone(dt.UTC).astimezone(zoneinfo.ZoneInfo(target.zone(slot.platform))),
        text=text or (draft(slot, plan, words) if words else ""),
        title=normalized_text(slot.title or slot.pillar).strip(),
        pillar=normalized_text(slot.pillar).strip(),
        format=slot.format,
        image=slot.image,
        tags=tuple(normalized_text(tag).strip() for tag in slot.tags),
        drafted=not text,
    )


def _split_refused(
    posts: Sequence[Post], target: Target, now: dt.datetime | None, keep: bool
) -> tuple[list[Post], list[Refusal]]:
    """Split the posts into those that can go and refusals."""
    refused = {post.id: tuple(_reasons(post, target, now, keep)) for post in posts}
    good = [post for post in posts if not refused[post.id]]
    for post, reason in base.too_close(good, target):
        refused[post.id] = (reason,)
    accepted = [post for post in posts if not refused[post.id]]
    return accepted, [Refusal(post, refused[post.id]) for post in posts if refused[post.id]]


def _reasons(post: Post, target: Target, now: dt.datetime | None, keep: bool) -> Iterator[Remark]:
    yield from base.past(post, target, now)
    yield from base.repeated_hour(post)
    yield from base.missing_text(post)
    yield from base.too_long(post)
    yield from target.refusals(post)
    if not keep:
        yield from base.formula_text(post, target)


def _remarks(posts: Sequence[Post], plan: Plan, now: dt.datetime | None) -> Iterator[Remark]:
    drafted = sum(post.drafted for post in posts)
    if drafted:
        yield remark(
            N_(
                "Posts without a text yet: {n}. The file holds a placeholder that begins with a bracket. Write the "
                "texts before you upload it, or the tool may publish the placeholder."
            ),
            n=drafted,
        )
    without_picture = sum(post.platform in without_text_posts() and not post.image for post in posts)
    if without_picture:
        yield remark(N_("Posts that still need an image or a video, to add in the tool: {n}."), n=without_picture)
    bidirectional = sum(bool(_BIDI_CONTROLS & set(post.text)) for post in posts)
    if bidirectional:
        yield remark(
            N_("Texts with marks that change the writing direction: {n}. Check them in the tool."), n=bidirectional
        )
    cancelled = sum(slot.cancelled for slot in plan.slots)
    if cancelled:
        yield remark(
            N_("Cancelled posts left out of the file: {n}. If they are already in the tool, remove them there."),
            n=cancelled,
        )
    if now is None:
        yield remark(N_("Posts whose date has passed were not checked for."))


@cache
def without_text_posts() -> frozenset[str]:
    """
    Return the platforms that are not known to take posts of text alone.

    >>> "instagram" in without_text_posts(), "facebook" in without_text_posts()
    (True, False)
    """
    text = load_table("platform_formats").query("format == 'text'")
    return frozenset(text.loc[text["supported"] != "yes", "platform"])


def _files(posts: Sequence[Post], target: Target) -> dict[str, bytes]:
    """Write the files of every channel in order of time, verifying each."""
    files: dict[str, bytes] = {}
    for channel in dict.fromkeys(target.channel(post) for post in posts):
        units = target.units([post for post in posts if target.channel(post) == channel])
        parts = _parts(units, target)
        for number, part in enumerate(parts, start=1):
            data = target.write(part)
            if target.read(data, channel) != [target.record(post) for post in part]:
                raise RuntimeError(f"the file for {target.name} does not say what the plan says")
            stem = "_".join(filter(None, (target.stem, channel)))
            files[f"{stem}_{number:02}of{len(parts):02}.{target.suffix}"] = data
    return files


def _parts(units: Sequence[tuple[Post, ...]], target: Target) -> list[list[Post]]:
    """Split units into files within the limits of rows and bytes."""
    most = target.rows or len(units)
    parts = [units[first : first + most] for first in range(0, len(units), most)]
    fitting: list[list[Post]] = []
    while parts:
        part = parts.pop(0)
        posts = [post for unit in part for post in unit]
        if len(part) > 1 and target.most_bytes and len(target.write(posts)) > target.most_bytes:
            parts = [part[: len(part) // 2], part[len(part) // 2 :], *parts]
        else:
            fitting.append(posts)
    return fitting


def caption(slot: Slot) -> str:
    r"""
    Return the text written for a post, with its link at the end unless the text holds it; "" if there is none.

    >>> post = Slot(id="s1", platform="x", day="2027-01-04", time="09:00", zone="Europe/Paris", pillar="News",
    ...             owner="Owner", text="Rye bread today", link="https://example.org/rye")
    >>> caption(post), caption(post.changed(text=""))
    ('Rye bread today\nhttps://example.org/rye', '')
    """
    text = normalized_text(slot.text, f"{slot.id}.text").strip()
    return f"{text}\n{slot.link}" if text and slot.link and slot.link not in text else text


def draft(slot: Slot, plan: Plan, _: Words) -> str:
    """
    Return a placeholder text for a post without one: its pillar, aim and format.

    >>> from strategy_kit.model import Brief
    >>> post = Slot(id="s1", platform="x", day="2027-01-04", time="09:00", zone="Europe/Paris", pillar="News",
    ...             owner="Owner")
    >>> draft(post, Plan(id="p", brief=Brief(name="Shop"), start="2027-01-04"), Words("en"))
    '[Draft] News: share one piece of news. To create: image.'
    """
    purposes = {pillar.name: pillar.purpose for pillar in plan.brief.pillars}
    aim = {
        "help": _("answer a question that customers often have"),
        "inform": _("share one piece of news"),
        "entertain": _("make people smile"),
        "converse": _("start a conversation with one question"),
        "sell": _("make one offer, and explain how to get it"),
    }.get(purposes.get(slot.pillar, ""), _("share one clear message"))
    pillar = normalized_text(slot.pillar, f"{slot.id}.pillar")
    return _(
        "[Draft] {pillar}: {aim}. To create: {format}.", pillar=pillar, aim=aim, format=format_words(_)[slot.format]
    )
