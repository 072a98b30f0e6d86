"""Settings of each scheduler in few controls, saved with the plan."""

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets

from strategy_kit.i18n import Words
from strategy_kit.model import Plan
from strategy_kit.pages.choices import platforms_used, with_value, zone_options
from strategy_kit.session.session import Session
from strategy_kit.views.shared import platform_names
from strategy_kit.widgets.choices import Choice, not_in_list
from strategy_kit.widgets.files import Upload
from strategy_kit.widgets.form import bind
from strategy_kit.widgets.html import help_line
from strategy_kit.widgets.prose import Prose

Options = Sequence[tuple[str, Any]]
_NONE = "-"
"""Value of a list for None, which it would show as nothing."""


def buffer_settings(session: Session) -> list[ipywidgets.Widget]:
    """Account, clock of each channel, board on Pinterest."""
    _ = session.words
    accounts = [(_("free: 10 posts a file"), "free"), (_("paid: 100 posts a file"), "paid")]
    controls = [_choice(session, "buffer", "account", _("Account"), accounts)]
    for platform, name in _used(session).items():
        clock = _list(session, _("Clock of {channel}", channel=name), _clocks(session))
        controls.append(_of_channel(session, "buffer", platform, "zone", clock))
        if platform == "pinterest":
            board = _line(_("Board on {channel}", channel=name))
            controls.append(_of_channel(session, "buffer", platform, "board", board))
    return controls


def sprout_settings(session: Session) -> list[ipywidgets.Widget]:
    """Account, order of day and month, clock."""
    _ = session.words
    accounts = [(_("trial: 50 posts a file"), "trial"), (_("any other: 350 posts a file"), "paid")]
    month_first, day_first = _("month first: 12/31/2027"), _("day first: 31/12/2027")
    orders = [(_("Choose one"), None), (month_first, "mm/dd/yyyy"), (day_first, "dd/mm/yyyy")]
    return [
        _choice(session, "sprout", "account", _("Account"), accounts),
        _choice(session, "sprout", "date_order", order_words(_), orders),
        _clock(session, "sprout", _("Clock of the account")),
    ]


def metricool_settings(session: Session) -> list[ipywidgets.Widget]:
    """Clock, drafts or not, present template."""
    _ = session.words

    def take(_name: str, data: bytes) -> str:
        from strategy_kit.exports.schedulers.metricool import template_columns

        columns = template_columns(data)
        session.replace_plan(_with_options(session.plan, "metricool", columns=columns))
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


def brightbean_settings(session: Session) -> list[ipywidgets.Widget]:
    """Clock, drafts or scheduled, kind of LinkedIn and Instagram account."""
    _ = session.words
    kinds = [(_("scheduled posts"), False), (_("drafts"), True)]
    people, companies = (_("a person’s"), "linkedin_personal"), (_("a company’s"), "linkedin_company")
    accounts: dict[str, tuple[str, Options]] = {
        "linkedin": ("LinkedIn", [(_("Choose one"), None), people, companies]),
        "instagram": ("Instagram", [(_("by Facebook"), "instagram"), (_("by its own login"), "instagram_login")]),
    }
    used = [platform for platform in accounts if platform in platforms_used(session)]
    return [
        _clock(session, "brightbean", _("Clock of the workspace")),
        _choice(session, "brightbean", "drafts", _("Come in as"), kinds),
        *(_choice(session, "brightbean", platform, *accounts[platform]) for platform in used),
    ]


def postiz_settings(session: Session) -> list[ipywidgets.Widget]:
    """Id of each channel, and of a board on Pinterest."""
    _ = session.words
    controls: list[ipywidgets.Widget] = []
    for platform, name in _used(session).items():
        key = _line(_("Id of {channel} in Postiz", channel=name))
        controls.append(_of_channel(session, "postiz", platform, "integration", key))
        if platform == "pinterest":
            board = _line(_("Id of the board on {channel}", channel=name))
            controls.append(_of_channel(session, "postiz", platform, "board", board))
    return [*controls, Prose(help_line(_("Postiz lists the ids of your channels at GET /integrations.")))]


SETTINGS: dict[str, Callable[[Session], list[ipywidgets.Widget]]] = {
    "buffer": buffer_settings,
    "sprout": sprout_settings,
    "metricool": metricool_settings,
    "brightbean": brightbean_settings,
    "postiz": postiz_settings,
}


def _with_options(plan: Plan, target: str, **values: object) -> Plan:
    """Return the plan with options of one scheduler changed."""
    options = {**dict(getattr(plan.schedulers, target)), **values}
    return plan.changed(schedulers={**dict(plan.schedulers), target: options})


def _bound(session: Session, control: Any, read: Callable[[Plan], Any], write: Callable[[Plan, Any], Plan]) -> Any:
    """Bind a control to an option of a scheduler."""
    if isinstance(control, Choice):
        control.select(read(session.plan))
    else:
        control.value = read(session.plan)
    return bind(session, control, read, lambda plan, new: {"schedulers": write(plan, new).schedulers}, of_plan=True)


def _choice(session: Session, target: str, field: str, label: str, options: Options) -> ipywidgets.Widget:
    return _bound(
        session,
        _list(session, label, options),
        lambda plan: _list_value(getattr(getattr(plan.schedulers, target), field)),
        lambda plan, value: _with_options(plan, target, **{field: _option(value)}),
    )


def _list(session: Session, label: str, options: Options) -> Choice:
    named = [(word, _list_value(value)) for word, value in options]
    return Choice(named, named[0][1], lambda value: not_in_list(value, session.words), label)


def _list_value(option: Any) -> Any:
    return _NONE if option is None else option


def _option(value: Any) -> Any:
    return None if value == _NONE else value


def _clock(session: Session, target: str, label: str) -> ipywidgets.Widget:
    return _choice(session, target, "zone", label, _clocks(session))


def _clocks(session: Session) -> Options:
    """Offer the team's clock first, then every inhabited zone, and those that the plan names."""
    _, schedulers = session.words, session.plan.schedulers
    zones = {getattr(options, "zone", None) for _key, options in schedulers}
    options = zone_options(_)
    for zone in sorted(filter(None, zones | {channel.zone for channel in schedulers.buffer.channels})):
        options = with_value(options, zone)
    return [(_("the team’s, {place}", place=_.zone(session.plan.brief.team_zone)), None), *options]


def _used(session: Session) -> dict[str, str]:
    """Return the names of the plan's platforms."""
    names = platform_names(session.workings)
    return {platform: names[platform] for platform in platforms_used(session)}


def _of_channel(session: Session, target: str, platform: str, field: str, control: Any) -> Any:
    """Bind a control to one option of one channel; a channel without options is dropped."""

    def channels(plan: Plan) -> dict[str, dict[str, Any]]:
        return {channel.platform: dict(channel) for channel in getattr(plan.schedulers, target).channels}

    def write(plan: Plan, value: Any) -> Plan:
        changed = channels(plan)
        changed[platform] = {"platform": platform, **changed.get(platform, {}), field: _option(value)}
        filled = [channel for channel in changed.values() if any({**channel, "platform": None}.values())]
        return _with_options(plan, target, channels=filled)

    empty = "" if isinstance(control, ipywidgets.Text) else None
    return _bound(session, control, lambda plan: _list_value(channels(plan).get(platform, {}).get(field, empty)), write)


def _line(label: str) -> ipywidgets.Text:
    return ipywidgets.Text(description=label, continuous_update=False)


def order_words(_: Words) -> str:
    """Return the label of the order of day and month."""
    return _("Dates, as you pick them at import")
