"""What each scheduler has to be told, asked in few controls; the answers are kept with the plan."""

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets

from strategy_kit.i18n import Words
from strategy_kit.model import Plan
from strategy_kit.pages.choices import with_value, zone_options
from strategy_kit.session.session import Session
from strategy_kit.views.shared import platform_names
from strategy_kit.widgets.choices import Choice, not_in_list
from strategy_kit.widgets.files import Upload
from strategy_kit.widgets.form import Tie
from strategy_kit.widgets.html import help_line
from strategy_kit.widgets.prose import Prose

Options = Sequence[tuple[str, Any]]
_UNTOLD = "-"
"""What a list shows for None, which it would show as nothing."""


def buffer_questions(session: Session) -> list[ipywidgets.Widget]:
    """Ask which account it is, the clock of each channel, and for a board on Pinterest."""
    _ = session.words
    accounts = [(_("free: 10 posts a file"), "free"), (_("paid: 100 posts a file"), "paid")]
    asked = [_choice(session, "buffer", "account", _("Account"), accounts)]
    for platform, name in _used(session).items():
        clock = _list(session, _("Clock of {channel}", channel=name), _clocks(session))
        asked.append(_of_channel(session, "buffer", platform, "zone", clock))
        if platform == "pinterest":
            board = _line(_("Board on {channel}", channel=name))
            asked.append(_of_channel(session, "buffer", platform, "board", board))
    return asked


def sprout_questions(session: Session) -> list[ipywidgets.Widget]:
    """Ask which account it is, the order of day and month, the clock."""
    _ = session.words
    accounts = [(_("trial: 50 posts a file"), "trial"), (_("any other: 350 posts a file"), "paid")]
    orders = [
        (_("Choose one"), None),
        (_("month first: 12/31/2027"), "mm/dd/yyyy"),
        (_("day first: 31/12/2027"), "dd/mm/yyyy"),
    ]
    return [
        _choice(session, "sprout", "account", _("Account"), accounts),
        _choice(session, "sprout", "date_order", order_words(_), orders),
        _clock(session, "sprout", _("Clock of the account")),
    ]


def metricool_questions(session: Session) -> list[ipywidgets.Widget]:
    """Ask the clock, drafts or not, and for the present template."""
    _ = session.words

    def take(_name: str, data: bytes) -> str:
        from strategy_kit.exports.schedulers.metricool import template_columns

        columns = template_columns(data)
        session.keep(_told(session.plan, "metricool", columns=columns))
        return _.plural("One column will be filled by its name.", "{n} columns, filled by their names.", len(columns))

    return [
        _clock(session, "metricool", _("Clock of the brand")),
        _choice(session, "metricool", "draft", _("Come in as"), [(_("drafts"), True), (_("scheduled posts"), False)]),
        Upload(
            take,
            _,
            title=_("Metricool’s template"),
            help=_("Its present CSV template: we fill it by the names of its columns."),
            label=_("Open the template"),
            accept=".csv",
        ),
    ]


def brightbean_questions(session: Session) -> list[ipywidgets.Widget]:
    """Ask the clock, which LinkedIn and Instagram, drafts or scheduled."""
    _ = session.words
    linkedins = [
        (_("Choose one"), None),
        (_("a person’s"), "linkedin_personal"),
        (_("a company’s"), "linkedin_company"),
    ]
    instagrams = [(_("by Facebook"), "instagram"), (_("by its own login"), "instagram_login")]
    kinds = [(_("scheduled posts"), False), (_("drafts"), True)]
    used = set(session.workings.platforms)
    return [
        _clock(session, "brightbean", _("Clock of the workspace")),
        _choice(session, "brightbean", "drafts", _("Come in as"), kinds),
        *([_choice(session, "brightbean", "linkedin", "LinkedIn", linkedins)] if "linkedin" in used else []),
        *([_choice(session, "brightbean", "instagram", "Instagram", instagrams)] if "instagram" in used else []),
    ]


def postiz_questions(session: Session) -> list[ipywidgets.Widget]:
    """Ask for the id of each channel, and of a board on Pinterest."""
    _ = session.words
    asked: list[ipywidgets.Widget] = []
    for platform, name in _used(session).items():
        key = _line(_("Id of {channel} in Postiz", channel=name))
        asked.append(_of_channel(session, "postiz", platform, "integration", key))
        if platform == "pinterest":
            board = _line(_("Id of the board on {channel}", channel=name))
            asked.append(_of_channel(session, "postiz", platform, "board", board))
    return [*asked, Prose(help_line(_("Postiz lists the ids of your channels at GET /integrations.")))]


QUESTIONS: dict[str, Callable[[Session], list[ipywidgets.Widget]]] = {
    "buffer": buffer_questions,
    "sprout": sprout_questions,
    "metricool": metricool_questions,
    "brightbean": brightbean_questions,
    "postiz": postiz_questions,
}


def _told(plan: Plan, target: str, **answers: object) -> Plan:
    """Return the plan with something told to one scheduler."""
    options = getattr(plan.schedulers, target)
    return plan.changed(schedulers={**dict(plan.schedulers), target: {**dict(options), **answers}})


def _tied(session: Session, control: Any, read: Callable[[Plan], Any], write: Callable[[Plan, Any], Plan]) -> Any:
    """Tie a control to what a scheduler is told."""
    if isinstance(control, Choice):
        control.hold(read(session.plan))
    else:
        control.value = read(session.plan)
    Tie(session, control, read, lambda plan, value: {"schedulers": write(plan, value).schedulers}, of_plan=True)
    return control


def _choice(session: Session, target: str, field: str, label: str, options: Options) -> ipywidgets.Widget:
    return _tied(
        session,
        _list(session, label, options),
        lambda plan: _shown(getattr(getattr(plan.schedulers, target), field)),
        lambda plan, value: _told(plan, target, **{field: _meant(value)}),
    )


def _list(session: Session, label: str, options: Options) -> Choice:
    """Make a list; it would show nothing where its value is None."""
    named = [(word, _shown(value)) for word, value in options]
    return Choice(named, named[0][1], lambda value: not_in_list(value, session.words), label)


def _shown(value: Any) -> Any:
    return _UNTOLD if value is None else value


def _meant(value: Any) -> Any:
    return None if value == _UNTOLD else value


def _clock(session: Session, target: str, label: str) -> ipywidgets.Widget:
    return _choice(session, target, "zone", label, _clocks(session))


def _clocks(session: Session) -> Options:
    """Offer the team's clock first, then every zone people live in, and those the plan names beside."""
    _, told = session.words, session.plan.schedulers
    kept = {getattr(options, "zone", None) for _key, options in told} | {c.zone for c in told.buffer.channels}
    options = zone_options(_)
    for zone in sorted(filter(None, kept)):
        options = with_value(options, zone)
    return [(_("the team’s, {place}", place=_.zone(session.plan.brief.team_zone)), None), *options]


def _used(session: Session) -> dict[str, str]:
    """Return the names of the plan's platforms."""
    names = platform_names(session.workings)
    return {platform: names[platform] for platform in session.workings.platforms}


def _of_channel(session: Session, target: str, platform: str, field: str, control: Any) -> Any:
    """Tie a control to one thing told of one channel; a channel of which nothing is told is not kept."""

    def channels(plan: Plan) -> dict[str, dict[str, Any]]:
        return {channel.platform: dict(channel) for channel in getattr(plan.schedulers, target).channels}

    def write(plan: Plan, value: Any) -> Plan:
        told = channels(plan)
        told[platform] = {"platform": platform, **told.get(platform, {}), field: _meant(value)}
        kept = [channel for channel in told.values() if any(channel[name] for name in channel if name != "platform")]
        return _told(plan, target, channels=kept)

    empty = "" if isinstance(control, ipywidgets.Text) else None
    return _tied(session, control, lambda plan: _shown(channels(plan).get(platform, {}).get(field, empty)), write)


def _line(label: str) -> ipywidgets.Text:
    return ipywidgets.Text(description=label, continuous_update=False)


def order_words(_: Words) -> str:
    """Name what Sprout Social has to be told."""
    return _("Dates, as you pick them at import")
