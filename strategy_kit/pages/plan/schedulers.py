"""Export of the calendar to a scheduler: its settings, its report, its files."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import ipywidgets

from strategy_kit.calendar.reconcile import reworded
from strategy_kit.errors import InputError
from strategy_kit.exports.formats import ARCHIVE_TYPE, archive
from strategy_kit.exports.schedulers import TARGETS, Export, to_scheduler
from strategy_kit.exports.schedulers.card import export_cards
from strategy_kit.model import Plan
from strategy_kit.pages.plan.scheduler_settings import SETTINGS, order_words
from strategy_kit.plan.workings import scheduled_plan
from strategy_kit.session.background import UnfinishedError
from strategy_kit.session.session import Session
from strategy_kit.widgets.base import Pausable
from strategy_kit.widgets.card import CardView, show_cards
from strategy_kit.widgets.files import Download, File, Upload
from strategy_kit.widgets.form import Form, boxed
from strategy_kit.widgets.html import html
from strategy_kit.widgets.prose import Prose
from strategy_kit.widgets.switch import connect

_SIDE_BY_SIDE = {"grid_template_columns": "repeat(auto-fit, minmax(240px, 1fr))", "grid_gap": "0 24px"}


class SchedulerForm(Pausable, Form):
    """A box to choose a scheduler and download its files."""

    def __init__(self, session: Session) -> None:
        _ = session.words
        self._session = session
        options = [(_("Choose one"), ""), *((target.name, key) for key, target in TARGETS.items())]
        self.target = ipywidgets.Dropdown(options=options, value="", description=_("Your scheduler"))
        self._settings_of: dict[str, tuple[ipywidgets.Widget, ...]] = {}
        self._settings, self._report_box = ipywidgets.GridBox(layout=_SIDE_BY_SIDE), ipywidgets.VBox()
        self._report_box.add_class("stack")
        self.leave_out = ipywidgets.Checkbox(description=_("Leave out the posts that cannot go"), indent=False)
        keep = _("Keep texts that begin like formulas as they are written")
        self.keep_as_written = ipywidgets.Checkbox(description=keep, indent=False)
        self._ticks = ipywidgets.VBox([self.leave_out, self.keep_as_written])
        self._download = Download("", self._file, _, primary=True)
        self._acts, self._missing = ipywidgets.HBox([self._download]), Prose()
        self._cards: list[CardView] = []
        self._acts.add_class("acts")
        super().__init__(
            _("Take it to your scheduler"),
            [self.target, self._settings, self._report_box],
            _("You get files to upload there yourself. The workbook sends nothing and asks for no password."),
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
            shown = self._message(_("The calendar is still being worked out."))
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
        self._download.label = _.plural("Take the file away", "Take the {n} files away", len(export.files))
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
            self._settings_of[target] = tuple(SETTINGS[target](self._session)) if target in SETTINGS else ()
            for control in self._settings_of[target]:
                connect([control], self._report, getattr(control, "description", ""))
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
            raise InputError("{field}: there is no file, since posts cannot go. See the list below.", field="slots")
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
        return _.plural("One post has a text now.", "{n} posts have a text now.", written)

    upload = Upload(
        take,
        _,
        title=_("The list, with your texts"),
        help=_("Take the list (.csv) away, write into its columns title, text and link, and give it back here."),
        label=_("Open the list"),
        accept=".csv",
    )
    return boxed(_("What your posts say"), [upload], _("Texts stay with their posts when the calendar changes."))
