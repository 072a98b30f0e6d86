"""The card of peers: what comparable businesses do, beside the plan."""

from collections.abc import Mapping, Sequence

from strategy_kit.figures.card import Card, Names, table_of
from strategy_kit.i18n import Words
from strategy_kit.labels.communication import format_words
from strategy_kit.model.types import Format
from strategy_kit.platforms.peers import PeerRow, PlannedPosts


def peers_card(rows: Sequence[PeerRow], names: Names, _: Words) -> Card:
    """Show posts a week and formats of each peer beside those of the plan: `peers.peer_rows`."""
    people, formats = dict.fromkeys(row.name for row in rows), format_words(_)
    old = dict.fromkeys(row.name for row in rows if row.is_old)
    return Card(
        key="peers",
        title=_.plural("One peer beside your plan", "{n} peers beside your plan", len(people))
        if rows
        else _("No peers entered yet"),
        subtitle=_("Posts a week and formats, as you saw them on the day given; empty means not known"),
        table=table_of(
            rows,
            (_("Platform"), lambda row: names.get(row.platform, row.platform)),
            (_("Peer"), lambda row: row.name),
            (_("Their posts a week"), lambda row: "" if row.posts_per_week is None else _.number(row.posts_per_week)),
            (_("Your posts a week"), lambda row: _own(row.own, _)),
            (_("Their formats"), lambda row: _formats(row.formats, formats, _)),
            (_("Your formats"), lambda row: _formats(row.own.formats if row.own else (), formats, _)),
            (_("Seen on"), lambda row: _.date(row.seen, "medium") if row.seen else ""),
            numeric=(2, 3),
        )
        if rows
        else None,
        how=_(
            "Use it to see what your customers are used to. That others do something does not show that it works for "
            "them, or would for you."
        ),
        alert=_(
            "Seen more than a year before the plan starts: {names}. Look again before you rely on it.",
            names=_.all_of(old),
        )
        if old
        else "",
    )


def _own(own: PlannedPosts | None, _: Words) -> str:
    if own is None:
        return _("not in your plan")
    if own.low == own.high:
        return _.number(own.low)
    return _("{low} to {high}", low=own.low, high=own.high)


def _formats(formats: Sequence[Format], words: Mapping[str, str], _: Words) -> str:
    return ", ".join(words[each] for each in formats)
