"""
The export formats of a plan: one record each, from which page, command line and docs/exports.md take their lists. A new
one is a module (plan in, bytes out) and its record. Writers with a library of their own are imported on first use.
"""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import partial

import pandas as pd

from strategy_kit.calendar.relaxations import Constraint
from strategy_kit.calendar.workload import WORK
from strategy_kit.errors import InputError
from strategy_kit.exports.schedulers import TARGETS, to_scheduler
from strategy_kit.exports.schedulers.base import Target
from strategy_kit.exports.table import frame_csv, to_csv
from strategy_kit.frames import WorkloadRow, rows_of
from strategy_kit.i18n import N_, Words
from strategy_kit.labels.calendar import constraint_words
from strategy_kit.model import Plan
from strategy_kit.plan.workings import Workings
from strategy_kit.platforms import catalogue, ranking
from strategy_kit.views.shared import platform_names

ARCHIVE_TYPE = "application/zip"
DECIMALS = 6


def rounded_csv(frame: pd.DataFrame) -> bytes:
    """Write a frame of results as CSV, to six decimals."""
    return frame_csv(frame.round(DECIMALS))


def fit_table(plan: Plan, workings: Workings) -> pd.DataFrame:
    """
    Return how well each platform fits, best first, the closed ones last.

    Returns
    -------
    DataFrame, one row per platform of the edition
        ``platform``, ``score`` (the middle one, in [0, 1]), ``score_low``, ``score_high`` (what unknown and uncertain
        figures leave open), ``rank`` (of ``score``), ``p_rank_1``, ``p_rank_2``, ... (share of plausible weightings
        that give that rank), ``status`` (now, later, closed).
    """
    scores = workings.scores
    fit = pd.DataFrame(
        {
            "score": scores["middle"],
            "score_low": scores["low"],
            "score_high": scores["high"],
            "rank": ranking(scores["middle"]),
            **{f"p_rank_{rank}": shares for rank, shares in workings.acceptability.items()},
            "status": ["now" if platform in plan.platforms else "later" for platform in scores.index],
        }
    ).sort_values("rank", kind="stable")
    closed_keys = catalogue(workings.evidence.platforms, plan.brief.edition).closed.index
    closed = pd.DataFrame({"status": "closed"}, index=closed_keys, columns=fit.columns).astype(fit.dtypes)
    return pd.concat([fit, closed]).rename_axis("platform").reset_index()


def audience_table(workings: Workings) -> pd.DataFrame:
    """
    Return the share of the audience on each platform according to surveys; missing = not surveyed.

    A platform that has closed is there only if the plan has it.
    """
    reach = workings.reach[["platform", "reach", "reach_low", "reach_high", "source", "borrowed"]]
    closed = workings.catalogue.closed.index.difference(list(workings.platforms))
    reach = reach[~reach["platform"].isin(closed)]
    return reach.assign(borrowed=reach["borrowed"].astype("boolean").where(reach["reach"].notna()))


def proof_json(workings: Workings, _: Words) -> str:
    """Return the proof as JSON: objective, bound, gap, gains of binding limits, hours, what is missing, conflicts."""
    names = platform_names(workings)
    schedule = workings.schedule
    proof = schedule.proof
    binding = [
        {
            **constraint_record(gain.constraint, names, _),
            "unit": gain.unit,
            "gain": round(gain.value, DECIMALS),
            "posts": gain.posts,
        }
        for gain in workings.prices.gains
    ]
    conflicts = [
        [constraint_record(constraint, names, _) for constraint in conflict.constraints]
        for conflict in workings.conflicts
    ]
    hours = [
        {
            "week": f"{row.week:%G-W%V}",
            "person": row.person,
            **{name: round(getattr(row, name) / 60, 4) for name in WORK},
        }
        for row in rows_of(schedule.hours, WorkloadRow)
    ]
    missing = [{**asdict(demand), "day": demand.day.isoformat()} for demand in workings.unmet]
    short = [{"week": w.week.isoformat(), "platforms": w.platforms, "count": w.missing} for w in workings.short_weeks]
    record = {
        "objective": round(proof.objective, DECIMALS),
        "bound": round(proof.bound, DECIMALS),
        "gap": proof.gap,
        "proved": schedule.proved,
        "binding": binding,
        "untried": [constraint_record(constraint, names, _) for constraint in workings.prices.untried],
        "missing": missing,
        "short_weeks": short,
        "conflict": conflicts[0] if conflicts else [],
        "conflicts": conflicts,
        "hours": hours,
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def constraint_record(constraint: Constraint, names: Mapping[str, str], _: Words) -> dict[str, object]:
    """Return a limit as JSON values: its kind, its number, its rule, and its description in words."""
    rule = constraint.rule.model_dump(mode="json") if constraint.rule else None
    words = constraint_words(constraint, names, _)
    return {"kind": constraint.kind, "of": constraint.of, "number": constraint.number, "rule": rule, "words": words}


@dataclass(frozen=True)
class Source:
    """
    The input of a writer: a plan with its calendar (`plan.workings.scheduled_plan`), and the aware instant of writing.

    `lang` is the language of words and numbers; formats of numbers and dates are those of the plan's country. `compute`
    returns the results of the plan, for the first writer that needs them.
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
    One export format: its `key` on the command line (``--to csv``), its file, its title with suffix, its use.

    `write` turns a source into the bytes of the file. For a scheduler (`target`, with options and refusals), `file` is
    the pattern of its files' names, and `write` returns the files by name. `button` gives it a button on the plan page,
    beside the list of all files. From a file that `keeps_calendar` people publish: the plan keeps its calendar then.
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
    return ExportFormat(
        target.key,
        f"{target.pattern or target.key}_01of01.{target.suffix}",
        target.media_type,
        target.name,
        target.purpose,
        lambda source: to_scheduler(source.plan, target.key, now=source.now, lang=source.lang).files,
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


def _report(source: Source) -> bytes:
    from strategy_kit.exports.html import to_html
    from strategy_kit.views.report import report_of

    report = report_of(source.workings, source.words)
    return to_html(source.plan, report, lang=source.lang, heat=source.workings.heat)


_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = (
    ExportFormat(
        "ics",
        "calendar.ics",
        "text/calendar",
        N_("Calendar (.ics)"),
        N_("For calendar apps: import it once"),
        _calendar,
        button=True,
        keeps_calendar=True,
    ),
    ExportFormat(
        "xlsx",
        "calendar.xlsx",
        _SPREADSHEET,
        N_("Spreadsheet (.xlsx)"),
        N_(
            "For spreadsheets: calendar, response rota, hours per person per week, objectives and the posts that serve "
            "them, results, decisions, sources"
        ),
        _workbook,
    ),
    ExportFormat(
        "csv",
        "calendar.csv",
        "text/csv",
        N_("List (.csv)"),
        N_("For reading or reuse; write the texts of your posts in it, then load it again"),
        lambda source: to_csv(source.plan, lang=source.lang),
    ),
    ExportFormat(
        "html",
        "report.html",
        "text/html",
        N_("Report (.html)"),
        N_("To print or send: the plan and the evidence behind it"),
        _report,
        button=True,
    ),
    ExportFormat(
        "plan",
        "plan.json",
        "application/json",
        N_("Plan (.json)"),
        N_("For this workbook: opens the plan again, here or on another computer"),
        lambda source: source.plan.to_json().encode(),
        button=True,
    ),
    ExportFormat(
        "subscription",
        "subscription.ics",
        "text/calendar",
        N_("Calendar to subscribe to (.ics)"),
        N_("For your own web server, so that calendar apps can subscribe to it"),
        partial(_calendar, subscription=True),
        keeps_calendar=True,
    ),
    ExportFormat(
        "heatmap",
        "heatmap.csv",
        "text/csv",
        N_("Heat map (.csv)"),
        N_("For analysis: what studies say about each hour of the week"),
        lambda source: rounded_csv(source.workings.heat),
    ),
    ExportFormat(
        "fit",
        "fit.csv",
        "text/csv",
        N_("Platform scores (.csv)"),
        N_("For analysis: score, range and ranks of each platform"),
        lambda source: rounded_csv(fit_table(source.plan, source.workings)),
    ),
    ExportFormat(
        "audience",
        "audience.csv",
        "text/csv",
        N_("Audience (.csv)"),
        N_("For analysis: share of the audience that uses each platform"),
        lambda source: rounded_csv(audience_table(source.workings)),
    ),
    ExportFormat(
        "proof",
        "proof.json",
        "application/json",
        N_("Proof (.json)"),
        N_("For analysis: how close the calendar is to the best possible, limits that hold it back, hours"),
        lambda source: proof_json(source.workings, source.words).encode(),
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
    strategy_kit.errors.InputError: target: found pdf. Use one of these: ics, xlsx, csv, html, plan, ...
    """
    formats = {each.key: each for each in FORMATS}
    if key not in formats:
        raise InputError(
            "{field}: found {value}. Use one of these: {expected}.",
            field="target",
            value=key,
            expected=", ".join(formats),
        )
    return formats[key]


def export_files(source: Source, formats: Iterable[ExportFormat] = PLAN_FORMATS) -> dict[str, bytes]:
    """Return the files of a plan in some formats by name, all made before the first is written."""
    return {name: data for each in formats for name, data in each.files(source).items()}


def files_of(plan: Plan, workings: Workings, *, now: dt.datetime, lang: str) -> dict[str, bytes]:
    """Return every file of a plan (`PLAN_FORMATS`) by name, the same for the same arguments; see `Source`."""
    return export_files(Source(plan, lang, now, lambda: workings))


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return files as a reproducible ZIP archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as members:
        for name, data in files.items():
            members.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()
