"""
The export formats of a plan: one record each, from which page, command line and docs/exports.md take their lists.

To add a format, write its module (plan in, bytes out), a function here that calls it, and its record in `FORMATS`.
Writers are imported on first use: a page opens without them.
"""

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from strategy_kit.errors import InputError
from strategy_kit.exports.schedulers import TARGETS, to_scheduler
from strategy_kit.exports.schedulers.base import Target
from strategy_kit.i18n import N_, Words
from strategy_kit.model import Plan
from strategy_kit.plan.workings import Workings

ARCHIVE_TYPE = "application/zip"


@dataclass(frozen=True)
class Source:
    """
    The input of a writer.

    Parameters
    ----------
    plan : Plan
        With its calendar: `plan.workings.scheduled_plan`.
    lang : code of a language
        Of words and numbers; formats of numbers and dates are those of the plan's country.
    now : datetime
        The instant of writing, aware.
    compute : callable
        Returns the results of the plan, for the first writer that needs them.
    """

    plan: Plan
    lang: str
    now: dt.datetime
    compute: Callable[[], Workings]

    @property
    def workings(self) -> Workings:
        """The results of the plan."""
        return self.compute()

    @property
    def words(self) -> Words:
        """The words of the files."""
        return Words(self.lang, self.plan.brief.country)


@dataclass(frozen=True)
class ExportFormat:
    """
    One export format.

    Parameters
    ----------
    key : str
        Its name on the command line: ``--to csv``.
    file : str
        File name; for a scheduler, the pattern of its files' names.
    media_type, title, purpose : str
        Media type; messages: name with suffix, and use.
    write : callable
        From a source to the file's bytes; for a scheduler, to its files by name.
    button : bool
        Whether the plan page has a button for it, beside the list of all files.
    keeps_calendar : bool
        Whether people publish from the file: the plan keeps its calendar once it is downloaded.
    target : type of Target, optional
        The scheduler it is for, with options (`model.schedulers`) and refusals.
    """

    key: str
    file: str
    media_type: str
    title: str
    purpose: str
    write: Callable[[Source], bytes | Mapping[str, bytes]]
    button: bool = False
    keeps_calendar: bool = False
    target: type[Target] | None = None

    def files(self, source: Source) -> Mapping[str, bytes]:
        """Write the files, by name."""
        made = self.write(source)
        return {self.file: made} if isinstance(made, bytes) else made


def _scheduler(target: type[Target]) -> ExportFormat:
    """Return the record of a scheduler."""

    def write(source: Source) -> Mapping[str, bytes]:
        return to_scheduler(source.plan, target.key, now=source.now, lang=source.lang).files

    return ExportFormat(
        target.key,
        f"{target.pattern or target.key}_01of01.{target.suffix}",
        target.media_type,
        target.name,
        target.purpose,
        write,
        keeps_calendar=True,
        target=target,
    )


def _calendar(source: Source, *, subscription: bool = False) -> bytes:
    from strategy_kit.exports.ics import HALF_A_DAY, to_ics

    return to_ics(source.plan, now=source.now, lang=source.lang, refresh=HALF_A_DAY if subscription else None)


def _workbook(source: Source) -> bytes:
    from strategy_kit.exports.xlsx import to_xlsx
    from strategy_kit.views.plan import plan_sources_view

    return to_xlsx(source.plan, [plan_sources_view(source.workings, source.words)], lang=source.lang, now=source.now)


def _list(source: Source) -> bytes:
    from strategy_kit.exports.table import to_csv

    return to_csv(source.plan, lang=source.lang)


def _report(source: Source) -> bytes:
    from strategy_kit.exports.html import to_html
    from strategy_kit.views.report import report_of

    report = report_of(source.workings, source.words)
    return to_html(source.plan, report, lang=source.lang, heat=source.workings.heat)


def _plan(source: Source) -> bytes:
    return source.plan.to_json().encode()


def _heat(source: Source) -> bytes:
    from strategy_kit.exports.results import rounded_csv

    return rounded_csv(source.workings.heat)


def _fit(source: Source) -> bytes:
    from strategy_kit.exports.results import fit_table, rounded_csv

    return rounded_csv(fit_table(source.plan, source.workings))


def _audience(source: Source) -> bytes:
    from strategy_kit.exports.results import audience_table, rounded_csv

    return rounded_csv(audience_table(source.workings))


def _proof(source: Source) -> bytes:
    from strategy_kit.exports.results import proof_json

    return proof_json(source.workings, source.words).encode()


_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = (
    ExportFormat(
        "ics",
        "calendar.ics",
        "text/calendar",
        N_("Calendar (.ics)"),
        N_("For calendar programs, imported once"),
        _calendar,
        button=True,
        keeps_calendar=True,
    ),
    ExportFormat(
        "xlsx",
        "calendar.xlsx",
        _SPREADSHEET,
        N_("Spreadsheet (.xlsx)"),
        N_("For spreadsheets: calendar, response rota, hours per person and week, sources"),
        _workbook,
        button=True,
    ),
    ExportFormat(
        "csv",
        "calendar.csv",
        "text/csv",
        N_("List (.csv)"),
        N_("For people and programs; write the texts of your posts in it and load it again"),
        _list,
        button=True,
    ),
    ExportFormat(
        "html",
        "report.html",
        "text/html",
        N_("Page (.html)"),
        N_("For readers: the plan and the evidence behind it, to print or to send"),
        _report,
        button=True,
    ),
    ExportFormat(
        "plan",
        "plan.json",
        "application/json",
        N_("Plan (.json)"),
        N_("For this workbook: opens the plan again, here or elsewhere"),
        _plan,
        button=True,
    ),
    ExportFormat(
        "subscription",
        "subscription.ics",
        "text/calendar",
        N_("Calendar to subscribe to (.ics)"),
        N_("For a web server of your own, from which calendar programs fetch it"),
        partial(_calendar, subscription=True),
        keeps_calendar=True,
    ),
    ExportFormat(
        "heatmap",
        "heatmap.csv",
        "text/csv",
        N_("Heat map (.csv)"),
        N_("For analysis: what studies say of each hour of the week"),
        _heat,
    ),
    ExportFormat(
        "fit",
        "fit.csv",
        "text/csv",
        N_("Platform scores (.csv)"),
        N_("For analysis: score, bounds and ranks of each platform"),
        _fit,
    ),
    ExportFormat(
        "audience",
        "audience.csv",
        "text/csv",
        N_("Audience (.csv)"),
        N_("For analysis: share of the audience that uses each platform"),
        _audience,
    ),
    ExportFormat(
        "proof",
        "proof.json",
        "application/json",
        N_("Proof (.json)"),
        N_("For analysis: what the solver proved, binding constraints, hours"),
        _proof,
    ),
    *map(_scheduler, TARGETS.values()),
)
"""Every export format, in the order in which lists show them."""
PLAN_FORMATS = tuple(each for each in FORMATS if each.target is None)
"""Those made from any plan without a question."""


def format_by_key(key: str) -> ExportFormat:
    """
    Return the format of a key.

    >>> format_by_key("csv").file
    'calendar.csv'
    >>> format_by_key("pdf")
    Traceback (most recent call last):
    ...
    strategy_kit.errors.InputError: target: found pdf. Use one of ics, xlsx, csv, html, plan, ...
    """
    known = {each.key: each for each in FORMATS}
    if key not in known:
        raise InputError(
            "{field}: found {value}. Use one of {expected}.", field="target", value=key, expected=", ".join(known)
        )
    return known[key]


def export_files(source: Source, formats: Iterable[ExportFormat] = PLAN_FORMATS) -> dict[str, bytes]:
    """Return the files of a plan in some formats by name, all made before the first is written."""
    return {name: data for each in formats for name, data in each.files(source).items()}


def files_of(plan: Plan, workings: Workings, *, now: dt.datetime, lang: str) -> dict[str, bytes]:
    """
    Return every file of a plan (`PLAN_FORMATS`) by name, the same for the same arguments.

    `plan` is `plan.workings.scheduled_plan` by `workings`, `now` the aware instant of writing.
    """
    return export_files(Source(plan, lang, now, lambda: workings))


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return files as a reproducible ZIP archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, data in files.items():
            parts.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()
