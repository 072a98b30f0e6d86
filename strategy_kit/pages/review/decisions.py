"""What a review decides: causes noted, decisions with who and when, who took part, and the next version of the plan."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from operator import itemgetter
from typing import Any

import ipywidgets
from markupsafe import Markup

from strategy_kit import clock
from strategy_kit.errors import InputError
from strategy_kit.labels.review import act_words
from strategy_kit.model import Plan, Review
from strategy_kit.pages.review.baselines import BaselineOffers
from strategy_kit.pages.review.versions import NextVersion
from strategy_kit.plan.review import open_review, with_review
from strategy_kit.session.session import Session
from strategy_kit.views.review import version_words
from strategy_kit.widgets.choices import choice_column, column
from strategy_kit.widgets.form import Form, bind, boxed, live_prose, table, text_field
from strategy_kit.widgets.form_rows import Row, filled, read_rows
from strategy_kit.widgets.html import bullets, help_line, html, joined
from strategy_kit.widgets.lazy import Disclosure

KINDS = {"keep": "ok", "change": "info", "stop": "bad"}
"""The colour of each kind of decision."""
NOTES_SHOWN = 4


def today(session: Session) -> Any:
    """Return the day of the plan's clock."""
    return clock.today(session.plan.brief.team_zone)


def causes_form(session: Session) -> Form:
    """What changed when: possible causes of a change of results, newest first."""
    _ = session.words

    def lines() -> Markup:
        notes = sorted(session.plan.notes, key=lambda note: note.day, reverse=True)[:NOTES_SHOWN]
        if not notes:
            return help_line(_("Nothing noted yet: a campaign, a press article, a holiday, a new price."))
        return bullets([_("{day}: {text}", day=_.date(note.day, "MMMd"), text=note.text) for note in notes])

    def read(plan: Plan) -> list[dict[str, Any]]:
        return [{"day": note.day.isoformat(), "text": note.text} for note in plan.notes]

    def write(_plan: Plan, rows: Sequence[Row]) -> dict[str, object]:
        return {"notes": [_with_day(row, f"notes.{place}") for place, row in enumerate(filled(rows))]}

    def editors() -> list[ipywidgets.Widget]:
        columns = [column("day", _("Date"), "date"), column("text", _("What changed"))]
        editor = table(
            session,
            columns,
            read,
            write,
            add=_("Add a cause"),
            most=Plan.most("notes"),
            of_plan=True,
            identity=itemgetter("day", "text"),
        )
        return [_reporting(editor, _("Possible causes"))]

    return Form(_("Possible causes"), [live_prose(session, lines), Disclosure(_("Note a cause"), editors)])


def _with_day(row: Row, within: str) -> dict[str, object]:
    if not row["day"]:
        raise InputError("{field}: no date yet. Enter one.", field=f"{within}.day")
    return dict(row)


def _reporting(editor: Any, title: str) -> Form:
    """Put a table that is made late into a form that shows its refusals."""
    form = Form("", [editor])
    form.connect(title)
    editor.entitle(title)
    return form


def decisions_form(session: Session, show: Callable[[str], None] | None = None) -> Form:
    """The decisions of this version's review, and the next version; `show` as of `NextVersion`."""
    _ = session.words

    def lines() -> Markup:
        plan, now = session.plan, open_review(session.plan, today(session))
        said = version_words(plan, _)
        shown = now if now.decisions else next((each for each in reversed(plan.reviews) if each.decisions), now)
        head = help_line(said) if said else Markup()
        if not shown.decisions:
            return head + help_line(_("Nothing decided yet. What do you keep, change or stop? Who does it, from when?"))
        before = help_line(_("Decided at the review of version {n}:", n=str(shown.version)))
        return head + (before if shown.version != plan.version else Markup()) + _decided(shown, session)

    def editors() -> list[ipywidgets.Widget]:
        return [_reporting(_decisions(session), _("Decisions"))]

    controls = [
        live_prose(session, lines),
        Disclosure(_("Write the decisions"), editors),
        BaselineOffers(session),
        NextVersion(session, show),
    ]
    return boxed(_("Decisions for the next version"), controls)


def _decided(review: Review, session: Session) -> Markup:
    """Write each decision: what, then who and by when."""
    _, acts = session.words, act_words(session.words)
    return joined(
        html(
            '<p class="decided"><span class="chip {kind}">{act}</span> {what}</p>{who}',
            kind=KINDS[each.act],
            act=acts[each.act],
            what=each.what,
            who=help_line(", ".join([each.who or _("not decided yet"), *([_.date(each.by)] if each.by else [])])),
        )
        for each in review.decisions
    )


def _decisions(session: Session) -> Any:
    _ = session.words

    def people() -> dict[str | None, str]:
        return {None: _("not decided yet"), **{person.name: person.name for person in session.plan.brief.team}}

    def read(plan: Plan) -> list[dict[str, Any]]:
        decisions = open_review(plan, today(session)).decisions
        return [{**dict(each), "by": each.by.isoformat() if each.by else None} for each in decisions]

    def write(plan: Plan, rows: Sequence[Row]) -> dict[str, object]:
        now, agreed = today(session), {row["by"] for row in read(plan)}

        def decided(place: int, row: Row) -> dict[str, object]:
            if row["by"] and row["by"] not in agreed and dt.date.fromisoformat(row["by"]) < now:
                raise InputError(
                    "{field}: {value} is past. Choose a day from today on.",
                    field=f"reviews.{place}.by",
                    value=_.date(dt.date.fromisoformat(row["by"])),
                )
            return {**row, "act": row["act"] or "change"}

        decisions = read_rows(rows, decided)
        return {"reviews": with_review(plan, open_review(plan, now).changed(decisions=decisions)).reviews}

    columns = [
        choice_column("act", _("Decision"), act_words(_)),
        column("what", _("What")),
        choice_column("who", _("Who"), people),
        column("by", _("By when"), "date"),
    ]
    most = Review.most("decisions")
    return table(
        session,
        columns,
        read,
        write,
        add=_("Add a decision"),
        most=most,
        of_plan=True,
        identity=itemgetter("act", "what"),
    )


def review_form(session: Session) -> Form:
    """On which day this version is reviewed, and who takes part."""
    _ = session.words

    def review(plan: Plan) -> Review:
        return open_review(plan, today(session))

    def write(name: str, plan: Plan, value: object) -> dict[str, object]:
        changed = review(plan).changed(**{name: value or getattr(review(plan), name)})
        return {"reviews": with_review(plan, changed).reviews}

    day = ipywidgets.DatePicker(value=review(session.plan).day, description=_("Day of the review"))
    people = text_field(
        session, _("Names or roles"), lambda plan: review(plan).present, partial(write, "present"), of_plan=True
    )
    bind(session, day, lambda plan: review(plan).day, partial(write, "day"), of_plan=True)
    return boxed(_("Review of this version"), [day, people])
