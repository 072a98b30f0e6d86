"""Downloads of the plan page: a button for the main formats, a list of all, the calendar to subscribe to."""

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

import ipywidgets
import traitlets as t

from strategy_kit.errors import InputError
from strategy_kit.exports.formats import (
    ARCHIVE_TYPE,
    PLAN_FORMATS,
    ExportFormat,
    Source,
    archive,
    export_files,
    format_by_key,
)
from strategy_kit.i18n import Words
from strategy_kit.plan.workings import scheduled_plan
from strategy_kit.session.background import UnfinishedError
from strategy_kit.session.session import Session
from strategy_kit.widgets.base import Component, Pausable
from strategy_kit.widgets.files import Download, File
from strategy_kit.widgets.form import Form, button
from strategy_kit.widgets.html import help_line
from strategy_kit.widgets.prose import Prose

ALL = "plan.zip"
NAMING, LONGEST = "-_’'&()", 50
"""What the name of a file takes from that of a plan beside letters and digits; at most how many."""


def download_buttons(session: Session) -> ipywidgets.Widget:
    """Return a button for each format that has one, and one that prints the report."""
    _ = session.words
    formats = [each for each in PLAN_FORMATS if each.button]
    buttons = [Download(_(each.title), partial(plan_download, session, each), _) for each in formats]
    report = Download(_("Print or save as PDF"), partial(plan_download, session, format_by_key("html")), _, prints=True)
    return ipywidgets.HBox([*buttons, report]).add_class("acts")


class AllFiles(Form):
    """A box with every file that `strategy-kit plan` writes: one by one, or all in an archive."""

    def __init__(self, session: Session) -> None:
        _ = session.words
        self._session, self._formats = session, {each.key: each for each in PLAN_FORMATS}
        options = [(_("All files (.zip)"), ""), *((_(each.title), each.key) for each in PLAN_FORMATS)]
        self.choice = ipywidgets.Dropdown(options=options, value="", description=_("File"))
        self.purpose = Prose()
        self.download = Download(_("Download"), self._file, _)
        super().__init__(_("All files"), [self.choice, self.purpose, self.download])
        self.add_class("box")
        self.choice.observe(lambda _change: self._describe(), "value")
        self._describe()

    def _describe(self) -> None:
        _, chosen = self._session.words, self._formats.get(self.choice.value)
        self.purpose.show(help_line(_(chosen.purpose) if chosen else _("All files in this list, in one archive.")))

    def _file(self) -> File:
        chosen = self._formats.get(self.choice.value)
        return plan_download(self._session, chosen)


def plan_download(session: Session, chosen: ExportFormat | None) -> File:
    """Return the file of one format, or all files, named after the plan."""
    name, media_type, data = format_file(session, chosen) if chosen else all_files(session)
    return name_after_plan(session, name), media_type, data


def name_after_plan(session: Session, file: str) -> str:
    """Put the name of the plan before that of a file."""
    plan = "".join(letter if letter.isalnum() or letter in NAMING else " " for letter in session.plan.brief.name)
    return " ".join((*plan[:LONGEST].split(), "-", file))


def format_file(session: Session, chosen: ExportFormat, now: dt.datetime | None = None) -> File:
    """Return the file of one format, as `strategy-kit plan` writes it; `now` is the present instant if absent."""
    ((name, data),) = _files(session, [chosen], now).items()
    return name, chosen.media_type, data


def all_files(session: Session) -> File:
    """Return every file in one archive."""
    return ALL, ARCHIVE_TYPE, archive(_files(session, PLAN_FORMATS, None))


def _files(session: Session, formats: Sequence[ExportFormat], now: dt.datetime | None) -> dict[str, bytes]:
    plan = session.scheduled_plan()
    source = Source(plan, session.words.lang, now or dt.datetime.now(dt.UTC), lambda: session.workings)
    files = export_files(source, formats)
    if any(each.keeps_calendar for each in formats):
        session.keep(plan)
    return files


class Address(Component):
    """
    The address of a plan's calendar, to be copied. The page asks the server for it: no kernel knows its secret.

    Where the server is not ours there is no such address, and the group that holds this stays hidden.
    """

    kind = "address"

    plan = t.Unicode().tag(sync=True)
    label = t.Unicode().tag(sync=True)
    copy = t.Unicode().tag(sync=True)
    copied = t.Unicode().tag(sync=True)

    def __init__(self, plan: str, words: Words | None = None) -> None:
        _ = words or Words("en")
        super().__init__(words, plan=plan, label=_("Calendar address (URL)"), copy=_("Copy"), copied=_("Copied"))


class SubscriptionForm(Pausable, Form):
    """A box with the address, the state of the calendar there, and a button that publishes the present one."""

    def __init__(self, session: Session) -> None:
        _ = session.words
        self._session = session
        self.address, self._state = Address(session.plan.id, _), Prose()
        self.put = button("", lambda: session.replace_plan(session.scheduled_plan()))
        super().__init__(
            _("Calendar subscription"),
            [self.address, self._state, self.put],
            _(
                "Paste this address into a calendar app (“from URL”, “subscribe”). The app then updates by "
                "itself, every few hours or once a day. The app, or its online service, must be able to "
                "reach the address: one that begins with http://127.0.0.1 works on this computer only. "
                "Anyone with the address can read the calendar."
            ),
        )
        self.add_class("box")
        self.follow(session)

    def refresh(self) -> None:
        """Show the state of the calendar at the address; while it is being worked out, or cannot be, the old one."""
        with suppress(UnfinishedError, InputError):
            self._show_state()

    def _show_state(self) -> None:
        _, plan = self._session.words, self._session.plan
        self.address.plan = plan.id
        if not plan.slots:
            state, act = _("No calendar is published at this address yet."), _("Publish this calendar")
        elif scheduled_plan(plan, self._session.workings) != plan:
            state = _("The published calendar is older than your plan: your latest changes are missing.")
            act = _("Publish the latest version")
        else:
            state, act = _("The published calendar is up to date."), ""
        self._state.show(help_line(state))
        self.put.description = act
        (self.put.remove_class if act else self.put.add_class)("none")
