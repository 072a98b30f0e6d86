"""Downloads of the plan page: a button for the main formats, a list of all."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

import ipywidgets

from strategy_kit.exports.formats import ARCHIVE_TYPE, PLAN_FORMATS, ExportFormat, Source, archive, export_files
from strategy_kit.session.session import Session
from strategy_kit.widgets.files import Download, File
from strategy_kit.widgets.form import Form
from strategy_kit.widgets.html import help_line
from strategy_kit.widgets.prose import Prose

ALL = "plan.zip"


def download_buttons(session: Session) -> ipywidgets.Widget:
    """Return a button for each format that has one; the first is the page's main button."""
    _ = session.words
    formats = [each for each in PLAN_FORMATS if each.button]
    files = [(each, partial(format_file, session, each)) for each in formats]
    buttons = [Download(_(each.title), make, _, primary=each is formats[0]) for each, make in files]
    return ipywidgets.HBox(buttons).add_class("acts")


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
        self.purpose.show(help_line(_(chosen.purpose) if chosen else _("Every file of this list in one archive.")))

    def _file(self) -> File:
        chosen = self._formats.get(self.choice.value)
        return format_file(self._session, chosen) if chosen else all_files(self._session)


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
        session.replace_plan(plan)
    return files
