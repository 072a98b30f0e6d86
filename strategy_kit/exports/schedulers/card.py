"""The summary and the refusals of an export, as cards."""

from collections.abc import Iterator

from strategy_kit.exports.schedulers.base import Post, remark
from strategy_kit.exports.schedulers.export import Export
from strategy_kit.figures.card import Card, Table
from strategy_kit.i18n import Words

MOST_LISTED = 20


def export_cards(export: Export, _: Words) -> Iterator[Card]:
    """Yield the summary of an export, then its refused posts."""
    yield _summary(export, _)
    if export.refusals:
        yield _refusals(export, _)


def _summary(export: Export, _: Words) -> Card:
    target = export.target
    certainty = (
        _("Confirmed in the publisher’s own documentation or source code.")
        if target.certain
        else _("Reported by users, not confirmed by the publisher.")
    )
    names = {post.platform: post.platform_name for post in export.posts}
    clocks = _.apart(f"{names[platform]} {zone}" for platform, zone in export.zones.items())
    rows = (
        (_("Posts"), _.number(len(export.posts))),
        (_("Files"), _.number(len(export.files))),
        (_("Where to upload it"), remark(target.purpose).text(_)),
        (_("Time zone of the times"), clocks),
        (_("How sure"), certainty),
        *((_("Not known"), remark(message).text(_)) for message in target.unknown),
        *((_("Good to know"), remark(message).text(_)) for message in target.notes),
        *((_("In this file"), fact.text(_)) for fact in export.remarks),
        *([(_("Page"), target.source)] if target.source else []),
    )
    return Card(
        key=f"export-{target.key}",
        title=_title(export, _),
        subtitle=_("Format last checked on {day}; publishers change it without notice", day=_.date(target.checked)),
        table=Table((_("What"), _("This export")), tuple(row for row in rows if row[1])),
    )


def _title(export: Export, _: Words) -> str:
    name = export.target.name
    if export.files:
        posts = _.plural("one post", "{n} posts", len(export.posts))
        return _.plural(
            "{name}: {posts} in one file", "{name}: {posts} in {n} files", len(export.files), name=name, posts=posts
        )
    if export.refusals:
        return _.plural(
            "{name}: no file yet, one post cannot be exported",
            "{name}: no file yet, {n} posts cannot be exported",
            len(export.refusals),
            name=name,
        )
    return _("{name}: the calendar has no post yet", name=name)


def _refusals(export: Export, _: Words) -> Card:
    listed = export.refusals[:MOST_LISTED]
    rest = len(export.refusals) - len(listed)
    by_reason: dict[str, list[str]] = {}
    for refusal in listed:
        by_reason.setdefault(" ".join(reason.text(_) for reason in refusal.reasons), []).append(when(refusal.post, _))
    return Card(
        key=f"refused-{export.target.key}",
        title=_.plural("One post cannot be exported", "{n} posts cannot be exported", len(export.refusals)),
        subtitle=_.plural(
            "Change it on the calendar page, or leave it out of this file",
            "Change them on the calendar page, or leave them out of this file",
            len(export.refusals),
        ),
        note=_.plural("And one more.", "And {n} more.", rest) if rest else "",
        table=Table(
            (_("Posts"), _("Reason, and what to do")), tuple((_.apart(posts), why) for why, posts in by_reason.items())
        ),
    )


def when(post: Post, _: Words) -> str:
    """Return platform, day and time of a post."""
    day = _.date(post.starts_at, "medium")
    return _("{platform}, {day}, {time}", platform=post.platform_name, day=day, time=_.time(post.starts_at))
