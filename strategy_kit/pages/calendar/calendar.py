"""Consideration 4, the calendar: heat, cadence, duty hours, posting slots."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import ipywidgets
from markupsafe import Markup

from strategy_kit.i18n import N_, Words
from strategy_kit.labels.calendar import left_out_words, moves_words
from strategy_kit.model import Brief
from strategy_kit.pages.calendar.explanation import Explanation
from strategy_kit.pages.calendar.rules import coordination_form, rules_section
from strategy_kit.pages.calendar.team import team_form
from strategy_kit.pages.choices import (
    ALTERNATIVES,
    platform_column,
)
from strategy_kit.plan.workings import Workings
from strategy_kit.session.session import Session
from strategy_kit.views.calendar import (
    answer_expectation,
    document_rhythm,
    duty_roster_view,
    heat_views,
    hours_note,
    month_view,
    slot_opinions_view,
    workload_view,
)
from strategy_kit.widgets.choices import column, hours_column
from strategy_kit.widgets.form import (
    Form,
    Read,
    Write,
    boxed,
    checkbox,
    dropdown,
    field,
    range_slider,
    slider,
    table,
    toggle_buttons,
    with_help,
)
from strategy_kit.widgets.form_rows import Row, given
from strategy_kit.widgets.html import banner, help_line, joined, proof
from strategy_kit.widgets.panel import Panel

ALL_STUDIES = ("all",)
BY_COUNTRY = ""
"""The choice of no reading for all studies: each is read by the country in which it was made."""
REPLY_TARGETS = (15, 30, 60, 120, 240, 480, 1440)


def heat_panel(session: Session) -> Panel:
    """Studies and how their clocks are read; the heat."""
    return Panel(session, [heat_views], forms=[reading_form(session)], summary=reading_line)


def calendar_panel(session: Session) -> Panel:
    """Cadence and team; the best calendar under them."""
    return Panel(
        session,
        [month_view, workload_view, duty_roster_view, slot_opinions_view],
        forms=[rhythm_form(session), days_form(session), coordination_form(session)],
        editors=[team_form(session), cadence_form(session), rules_section(session)],
        summary=rhythm_line,
        foot=proof_foot,
        below=[Explanation(session)],
    )


def reading_form(session: Session) -> Form:
    """Clock and choice of the studies."""
    _ = session.words
    reading = toggle_buttons(
        session,
        _("Time zone of published windows"),
        lambda brief: brief.reading or BY_COUNTRY,
        lambda brief, value: {"reading": None if value == BY_COUNTRY else value},
        {BY_COUNTRY: _("By country"), "audience": _("Audience’s"), "instant": _("Study’s")},
    )
    studies = dropdown(
        session,
        _("Studies taken into account"),
        lambda brief: ALL_STUDIES if brief.studies is None else brief.studies,
        lambda brief, value: {"studies": None if value == ALL_STUDIES else value},
        _study_sets(session),
        lambda own: _("Your own selection: {n}", n=len(own)),
    )
    unknown = checkbox(session, _("Also post at hours without data"), *field("unknown_hours"))
    clock_help = _(
        "Audience’s: {time} in a study means {time} where your customers live. Study’s: {time} in the study’s "
        "own time zone, converted to yours. By country: the study’s for studies made where your customers "
        "live, the audience’s for the others.",
        time=_.hour(13),
    )
    count_help = _("Studies that repeat one another count only once.")
    unknown_help = _(
        "For platforms that none of the studies here covers, posts are planned while your audience is awake, "
        "whether or not you tick this box."
    )
    controls = [(reading, clock_help), (studies, count_help), (unknown, unknown_help)]
    return Form(_("Studies and time zone"), [part for control, words in controls for part in with_help(control, words)])


def rhythm_form(session: Session) -> Form:
    """Cadence: posts a week and a day, spacing, posting hours."""
    return Form(session.words(N_("Posting frequency")), [*weekly(session), *spacing(session), posting_hours(session)])


def weekly(session: Session) -> list[ipywidgets.Widget]:
    """Return the control of posts a week, and what the document says of them."""
    _ = session.words
    control = range_slider(
        session,
        _("Posts a week per platform, minimum and maximum"),
        lambda brief: (_rule(brief)["posts_per_week_low"], _rule(brief)["posts_per_week_high"]),
        lambda brief, value: _with_rule(brief, posts_per_week_low=value[0], posts_per_week_high=value[1]),
        least=0,
        most=21,
    )
    document = _(
        "A how-to guide of about 2012, whose own source was not found, advises {low} or {high} posts a week, or {few} "
        "or {many} a day.",
        **document_rhythm(session.workings),
    )
    return with_help(control, document)


def spacing(session: Session) -> list[ipywidgets.Widget]:
    """Return the controls of posts a day and of the hours between two."""
    _ = session.words
    return [
        slider(session, _("Posts a day per platform, maximum"), *_rule_field("posts_per_day"), least=1, most=5),
        slider(
            session,
            _("Minimum time between posts on one platform (hours)"),
            *_rule_field("spacing_hours"),
            least=0,
            most=72,
        ),
    ]


def posting_hours(session: Session) -> ipywidgets.Widget:
    """Return the control of the hours of posting."""
    label = session.words(N_("Posting hours, from and until"))
    return range_slider(session, label, _posting_hours, _with_posting_hours, least=0, most=24)


def days_form(session: Session) -> Form:
    """Reply target, holidays, closed days."""
    _ = session.words
    closed = [checkbox(session, _("Closed every {day}", day=_.weekday(day)), *_closed(day)) for day in _.week]
    return Form(_("Response time and closed days"), [*reply_target(session), holidays(session), *closed])


def reply_target(session: Session) -> list[ipywidgets.Widget]:
    """Return the control of the time to answer, and what people expect."""
    _ = session.words
    targets = {minutes: _.hours(minutes) for minutes in REPLY_TARGETS}
    reply = dropdown(session, _("Response time"), *field("reply_target_minutes"), targets, _.hours)
    expected = _(
        "What you promise after each post; how long someone stays available follows from how long reactions come in. "
        "Of people who expect a brand to answer on {platform}, {share} want it within the hour ({year}).",
        **answer_expectation(session.workings, _),
    )
    return with_help(reply, expected)


def holidays(session: Session) -> ipywidgets.Widget:
    """Return the control of public holidays."""
    return checkbox(session, session.words(N_("No posts on public holidays")), *field("holidays_off"))


def cadence_form(session: Session) -> Form:
    """A cadence of its own for a platform."""
    _ = session.words
    limits = {
        "posts_per_week_low": _("Minimum a week"),
        "posts_per_week_high": _("Maximum a week"),
        "posts_per_day": _("Maximum a day"),
    }
    numbers = [column(key, word, "number") for key, word in limits.items()]
    between = hours_column("spacing_hours", _("Hours between posts"))
    columns = [platform_column(session, ALTERNATIVES), *numbers, between]

    def read(brief: Brief) -> list[dict[str, Any]]:
        return [dict(rule) for rule in brief.cadence if rule.platform != "all"]

    def write(brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
        general = _rule(brief)
        own = [{**general, **given(row)} for row in rows if row["platform"]]
        return {"cadence": [{**general, "platform": "all"}, *own]}

    editor = table(session, columns, read, write, add=_("Add a platform"), most=Brief.most("cadence") - 1)
    words = _("Platforms listed here use their own frequency instead of the general one.")
    return boxed(_("Posting frequency by platform"), [editor], words)


def reading_line(session: Session) -> str:
    """Return the setting of the studies in one line."""
    _, workings, studies = session.words, session.workings, session.plan.brief.studies
    return _("Settings: {n} studies", n=workings.windows["source"].nunique() if studies is None else len(studies))


def rhythm_line(session: Session) -> str:
    """Return the setting of the cadence in one line."""
    _, brief = session.words, session.plan.brief
    rule = _rule(brief)
    return _(
        "Settings: {low} to {high} posts a week, response within {reply}",
        low=rule["posts_per_week_low"],
        high=rule["posts_per_week_high"],
        reply=_.hours(brief.reply_target_minutes),
    )


def _study_sets(session: Session) -> dict[tuple[str, ...], str]:
    _, sources = session.words, session.workings.evidence.sources
    studies = sources[sources["key"].isin(session.workings.evidence.windows["source"])]
    recent = studies[studies["year"].fillna(0) >= session.today.year - 5]
    first_hand = studies[studies["quality"] == "A"]
    return {
        ALL_STUDIES: _("All {n} sources", n=len(studies)),
        ("document",): _("A how-to guide of about 2012 alone"),
        tuple(recent["key"]): _("From the last five years: {n}", n=len(recent)),
        tuple(first_hand["key"]): _("Read at the source: {n}", n=len(first_hand)),
    }


def _rule(brief: Brief) -> dict[str, Any]:
    """Return the cadence of platforms that have none of their own."""
    rules = {rule.platform: rule for rule in brief.cadence}
    return dict(rules.get("all", brief.cadence[0]))


def _with_rule(brief: Brief, **values: object) -> dict[str, object]:
    general = {**_rule(brief), **values, "platform": "all"}
    return {"cadence": [general, *(rule for rule in brief.cadence if rule.platform != "all")]}


def _rule_field(name: str) -> tuple[Read, Write]:
    return lambda brief: _rule(brief)[name], lambda brief, value: _with_rule(brief, **{name: value})


def _closed(day: int) -> tuple[Read, Write]:
    return (
        lambda brief: day in brief.closed_weekdays,
        lambda brief, _closed: {"closed_weekdays": tuple(sorted(set(brief.closed_weekdays) ^ {day}))},
    )


def _posting_hours(brief: Brief) -> tuple[int, int]:
    return brief.posting_from.hour, brief.posting_until.hour + bool(brief.posting_until.minute)


def _with_posting_hours(brief: Brief, hours: tuple[int, int]) -> dict[str, object]:
    """Take the end that was moved; the other keeps its quarters of an hour."""
    start, end = _posting_hours(brief)
    until = dt.time(hours[1]) if hours[1] < 24 else dt.time(23, 45)
    return {
        "posting_from": brief.posting_from if hours[0] == start else dt.time(hours[0]),
        "posting_until": brief.posting_until if hours[1] == end else until,
    }


def proof_foot(session: Session) -> Markup:
    """Show the proof, and how far the last change moved the calendar."""
    _, change = session.words, session.calendar_moves()
    proved = proof_line(session.workings, _)
    return joined([proved, help_line(moves_words(change, _))]) if change else proved


def proof_line(workings: Workings, _: Words) -> Markup:
    """Show what the solver proved, or what the calendar lacks; and which hours rest on no study."""
    lacking, how = hours_note(workings, _)
    proved = _proved(workings, _)
    return joined([proved, banner("info", lacking, how)]) if lacking else proved


def _proved(workings: Workings, _: Words) -> Markup:
    schedule, lacking = workings.schedule, workings.lacking
    if lacking:
        return banner(
            "warn",
            _.plural("One request does not fit.", "{n} requests do not fit.", lacking),
            left_out_words(len(schedule.left_out), _)
            or _("No calendar can fit more under these rules. Lower a minimum, or loosen a limit.")
            if not schedule.proof.gap
            else _("The search stopped early: another calendar might fit more."),
        )
    if not schedule.slots:
        return banner("warn", _("No post fits."), _("Choose a platform, or loosen a limit."))
    if schedule.proof.gap:
        share = _.percent(schedule.proof.gap, 1)
        rest = _("Another calendar could be better by {share} at most: the search stopped early.", share=share)
        return banner("info", _("Best calendar found in the time available."), rest)
    return proof(_("Best calendar possible"), _("No better calendar exists under these rules."))
