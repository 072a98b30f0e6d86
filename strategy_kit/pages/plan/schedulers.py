"""Export of the calendar to a scheduler: its settings, its report, its files."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets

from strategy_kit.calendar.reconcile import reworded
from strategy_kit.errors import InputError
from strategy_kit.exports.formats import ARCHIVE_TYPE, archive
from strategy_kit.exports.schedulers import TARGETS, Export, to_scheduler
from strategy_kit.exports.schedulers.card import export_cards
from strategy_kit.i18n import Words
from strategy_kit.model import Plan
from strategy_kit.pages.choices import platforms_used, with_values, zone_options
from strategy_kit.plan.workings import scheduled_plan
from strategy_kit.session.background import UnfinishedError
from strategy_kit.session.session import Session
from strategy_kit.views.shared import platform_names
from strategy_kit.widgets.base import Pausable
from strategy_kit.widgets.card import CardView, show_cards
from strategy_kit.widgets.choices import Options
from strategy_kit.widgets.files import Download, File, Upload
from strategy_kit.widgets.form import Form, Read, Write, boxed, dropdown, text_field
from strategy_kit.widgets.html import help_line, html
from strategy_kit.widgets.lazy import Fields
from strategy_kit.widgets.prose import Prose

_SIDE_BY_SIDE = {"grid_template_columns": "repeat(auto-fit, minmax(240px, 1fr))", "grid_gap": "0 24px"}


def buffer_settings(session: Session) -> list[ipywidgets.Widget]:
    """Account, clock of each channel, board on Pinterest."""
    _ = session.words
    accounts = {"free": _("free: 10 posts per file"), "paid": _("paid: 100 posts per file")}
    controls = [_dropdown(session, _("Account"), _option("buffer", "account"), accounts)]
    for platform, name in _used(session).items():
        label, clock = _("Time zone of {channel}", channel=name), _option("buffer", "zone", platform)
        controls.append(_dropdown(session, label, clock, _clocks(session)))
        if platform == "pinterest":
            label = _("Board on {channel}", channel=name)
            controls.append(_text_field(session, label, _option("buffer", "board", platform)))
    return controls


def sprout_settings(session: Session) -> list[ipywidgets.Widget]:
    """Account, order of day and month, clock."""
    _ = session.words
    accounts = {"trial": _("trial: 50 posts per file"), "paid": _("any other: 350 posts per file")}
    month_first, day_first = _("month first: 12/31/2027"), _("day first: 31/12/2027")
    orders = {None: _("Choose one"), "mm/dd/yyyy": month_first, "dd/mm/yyyy": day_first}
    return [
        _dropdown(session, _("Account"), _option("sprout", "account"), accounts),
        _dropdown(session, order_words(_), _option("sprout", "date_order"), orders),
        _dropdown(session, _("Time zone of the account"), _option("sprout", "zone"), _clocks(session)),
    ]


def metricool_settings(session: Session) -> list[ipywidgets.Widget]:
    """Clock, drafts or not, present template."""
    _ = session.words

    def take(_name: str, data: bytes) -> str:
        from strategy_kit.exports.schedulers.metricool import template_columns

        columns = template_columns(data)
        session.replace_plan(session.plan.changed(**_with_options(session.plan, "metricool", columns=columns)))
        return _.plural(
            "One column will be filled in, matched by name.",
            "{n} columns will be filled in, matched by name.",
            len(columns),
        )

    states = {True: _("drafts"), False: _("scheduled posts")}
    return [
        _dropdown(session, _("Time zone of the brand"), _option("metricool", "zone"), _clocks(session)),
        _dropdown(session, _("Import as"), _option("metricool", "draft"), states),
        Upload(
            take,
            _,
            title=_("Metricool’s template"),
            help=_("Metricool’s current CSV template: the workbook fills in its columns by name."),
            label=_("Open the template"),
            accept=".csv",
        ),
    ]


def brightbean_settings(session: Session) -> list[ipywidgets.Widget]:
    """Clock, drafts or scheduled, kind of LinkedIn and Instagram account."""
    _ = session.words
    states = {False: _("scheduled posts"), True: _("drafts")}
    people, companies = {"linkedin_personal": _("personal profile")}, {"linkedin_company": _("company page")}
    accounts: dict[str, tuple[str, Options]] = {
        "linkedin": ("LinkedIn", {None: _("Choose one"), **people, **companies}),
        "instagram": (
            "Instagram",
            {"instagram": _("connected through Facebook"), "instagram_login": _("connected directly")},
        ),
    }
    used = {platform: account for platform, account in accounts.items() if platform in platforms_used(session)}
    return [
        _dropdown(session, _("Time zone of the workspace"), _option("brightbean", "zone"), _clocks(session)),
        _dropdown(session, _("Import as"), _option("brightbean", "drafts"), states),
        *(_dropdown(session, label, _option("brightbean", key), options) for key, (label, options) in used.items()),
    ]


def postiz_settings(session: Session) -> list[ipywidgets.Widget]:
    """Id of each channel, and of a board on Pinterest."""
    _ = session.words
    controls: list[ipywidgets.Widget] = []
    for platform, name in _used(session).items():
        label = _("ID of {channel} in Postiz", channel=name)
        controls.append(_text_field(session, label, _option("postiz", "integration", platform)))
        if platform == "pinterest":
            label = _("ID of the board on {channel}", channel=name)
            controls.append(_text_field(session, label, _option("postiz", "board", platform)))
    return [*controls, Prose(help_line(_("Postiz lists the IDs of your channels at GET /integrations.")))]


SETTINGS: dict[str, Callable[[Session], list[ipywidgets.Widget]]] = {
    "buffer": buffer_settings,
    "sprout": sprout_settings,
    "metricool": metricool_settings,
    "brightbean": brightbean_settings,
    "postiz": postiz_settings,
}


def _with_options(plan: Plan, target: str, **values: object) -> dict[str, object]:
    """Return what changes in the plan with options of one scheduler."""
    return {"schedulers": {**dict(plan.schedulers), target: {**dict(getattr(plan.schedulers, target)), **values}}}


def _option(target: str, field: str, platform: str = "") -> tuple[Read, Write]:
    """Return how a control reads and writes an option of a scheduler, or of its channel on a platform."""

    def channels(plan: Plan) -> dict[str, dict[str, Any]]:
        return {channel.platform: dict(channel) for channel in getattr(plan.schedulers, target).channels}

    def write_channel(plan: Plan, value: Any) -> dict[str, object]:
        changed = channels(plan)
        changed[platform] = {"platform": platform, **changed.get(platform, {}), field: value}
        filled = [channel for channel in changed.values() if any({**channel, "platform": None}.values())]
        return _with_options(plan, target, channels=filled)

    if platform:
        return lambda plan: channels(plan).get(platform, {}).get(field), write_channel
    return (
        lambda plan: getattr(getattr(plan.schedulers, target), field),
        lambda plan, value: _with_options(plan, target, **{field: value}),
    )


def _dropdown(session: Session, label: str, option: tuple[Read, Write], options: Options) -> ipywidgets.Widget:
    return dropdown(session, label, *option, options, of_plan=True)


def _text_field(session: Session, label: str, option: tuple[Read, Write]) -> ipywidgets.Widget:
    read, write = option
    return text_field(session, label, lambda plan: read(plan) or "", write, of_plan=True)


def _clocks(session: Session) -> Options:
    """Offer the team's clock first, then every inhabited zone, and those that the plan names."""
    _, schedulers = session.words, session.plan.schedulers
    zones = {getattr(options, "zone", None) for _key, options in schedulers}
    zones |= {channel.zone for channel in schedulers.buffer.channels}
    team = _("the team’s, {place}", place=_.zone(session.plan.brief.team_zone))
    return {None: team, **with_values(zone_options(_), sorted(filter(None, zones)))}


def _used(session: Session) -> dict[str, str]:
    """Return the names of the plan's platforms."""
    names = platform_names(session.workings)
    return {platform: names[platform] for platform in platforms_used(session)}


def order_words(_: Words) -> str:
    """Return the label of the order of day and month."""
    return _("Date format chosen at import")


class SchedulerForm(Pausable, Form):
    """A box to choose a scheduler and download its files."""

    def __init__(self, session: Session) -> None:
        _ = session.words
        self._session = session
        options = [(_("Choose one"), ""), *((target.name, key) for key, target in TARGETS.items())]
        self.target = ipywidgets.Dropdown(options=options, value="", description=_("Scheduling tool"))
        self._settings_of: dict[str, tuple[Fields, ...]] = {}
        self._settings, self._report_box = ipywidgets.GridBox(layout=_SIDE_BY_SIDE), ipywidgets.VBox()
        self._report_box.add_class("stack")
        self.leave_out = ipywidgets.Checkbox(description=_("Leave out the posts that cannot be exported"), indent=False)
        keep = _("Keep texts that look like spreadsheet formulas as written")
        self.keep_as_written = ipywidgets.Checkbox(description=keep, indent=False)
        self._ticks = ipywidgets.VBox([self.leave_out, self.keep_as_written])
        self._download = Download("", self._file, _, primary=True)
        self._acts, self._missing = ipywidgets.HBox([self._download]), Prose()
        self._cards: list[CardView] = []
        self._acts.add_class("acts")
        super().__init__(
            _("Export to your scheduling tool"),
            [self.target, self._settings, self._report_box],
            _(
                "Download files here and upload them to your tool. The workbook posts nothing and never asks "
                "for a password."
            ),
        )
        self.add_class("box")
        self.target.observe(self._chosen, "value")
        for box in (self.leave_out, self.keep_as_written):
            box.observe(lambda _change: self.refresh(), "value")
        self.follow(session)

    def refresh(self) -> None:
        """Show the report of the files as the plan is now."""
        _ = self._session.words
        try:
            shown = self._report_parts() if self.target.value else ()
        except InputError as error:
            shown = self._message(_.error(error).replace("schedulers.sprout.date_order", order_words(_)))
        except UnfinishedError:
            shown = self._message(_("The calendar is still being calculated."))
        if shown != self._report_box.children:
            self._report_box.children = shown

    def _message(self, words: str) -> tuple[ipywidgets.Widget, ...]:
        self._missing.show(html('<p class="msg" role="status">{words}</p>', words=words))
        return (self._missing,)

    def _report_parts(self) -> tuple[ipywidgets.Widget, ...]:
        """Return button, boxes to tick and cards; those already shown stay, so that a click is not lost."""
        _, session = self._session.words, self._session
        export = self._export(scheduled_plan(session.plan, session.workings))
        self._cards = show_cards(self._cards, list(export_cards(export, _)), _)
        self._download.label = _.plural("Download the file", "Download the {n} files", len(export.files))
        acts = [self._acts] if export.files else []
        is_ticked = self.leave_out.value or self.keep_as_written.value
        return (*acts, *([self._ticks] if export.refusals or is_ticked else []), *self._cards)

    def _chosen(self, _change: Mapping[str, Any]) -> None:
        self.leave_out.value = self.keep_as_written.value = False
        self._settings.children = self._controls(self.target.value)
        self.refresh()

    def _controls(self, target: str) -> tuple[ipywidgets.Widget, ...]:
        """Return the settings of a scheduler, made when it is first chosen."""
        if target not in self._settings_of:
            made = SETTINGS[target](self._session) if target in SETTINGS else ()
            self._settings_of[target] = tuple(Fields([control]) for control in made)
            for box, control in zip(self._settings_of[target], made, strict=True):
                box.connect(getattr(control, "description", ""))
        return self._settings_of[target]

    def _export(self, plan: Plan) -> Export:
        return to_scheduler(
            plan,
            self.target.value,
            now=dt.datetime.now(dt.UTC),
            lang=self._session.words.lang,
            keep_as_written=self.keep_as_written.value,
            leave_out=self.leave_out.value,
        )

    def _file(self) -> File:
        """Return the file, or an archive of the files; the posts keep the names under which they leave."""
        plan = self._session.scheduled_plan()
        export = self._export(plan)
        if not export.files:
            self.refresh()
            raise InputError(
                "{field}: there is no file to download, as some posts cannot be exported. "
                "Correct them in the list below, or leave them out.",
                field="slots",
            )
        self._session.replace_plan(plan)
        if len(export.files) == 1:
            name, data = next(iter(export.files.items()))
            return name, export.target.media_type, data
        return f"{export.target.key}.zip", ARCHIVE_TYPE, archive(export.files)


def texts_form(session: Session) -> Form:
    """Upload of the calendar list with the texts of posts."""
    _ = session.words

    def take(_name: str, data: bytes) -> str:
        from strategy_kit.exports.table import read_texts

        plan = session.scheduled_plan()
        texts = read_texts(data, plan)
        session.replace_plan(reworded(plan, texts))
        written = len([words for words in texts.values() if words.get("text")])
        return _.plural("One post now has a text.", "{n} posts now have a text.", written)

    upload = Upload(
        take,
        _,
        title=_("The list with your texts"),
        help=_("Download the list (.csv), fill in the columns title, text and link, then open it here."),
        label=_("Open the list"),
        accept=".csv",
    )
    return boxed(_("Texts of your posts"), [upload], _("Each post keeps its text when the calendar changes."))
