"""Proof of the calendar, and its explanation on demand."""

from markupsafe import Markup

from strategy_kit.i18n import Words
from strategy_kit.labels.calendar import moves_words
from strategy_kit.plan.workings import Workings
from strategy_kit.session.session import Session
from strategy_kit.views.calendar import baselines_view, conflict_views, gains_view, unstudied_platforms
from strategy_kit.views.shared import platform_names
from strategy_kit.widgets.html import banner, help_line, joined, proof
from strategy_kit.widgets.on_demand import OnDemand


def explanation(session: Session) -> OnDemand:
    """Explain the calendar on demand: binding limits, conflicts, other calendars."""
    _ = session.words
    question = _("Why this calendar, and what would one more bring?")
    return OnDemand(session, question, conflict_views, gains_view, baselines_view)


def proof_foot(session: Session) -> Markup:
    """Show the proof, and how far the last change moved the calendar."""
    _, change = session.words, session.calendar_moves()
    proved = proof_line(session.workings, _)
    return joined([proved, help_line(moves_words(change, _))]) if change else proved


def proof_line(workings: Workings, _: Words) -> Markup:
    """Say what the solver proved, or what the calendar lacks."""
    schedule, names = workings.schedule, platform_names(workings)
    unstudied = [names[key] for key in unstudied_platforms(workings)]
    if unstudied and not workings.brief.unknown_hours:
        return banner(
            "warn",
            _("No study speaks of any hour on {platforms}.", platforms=_.all_of(unstudied)),
            _("To plan it all the same, tick “Allow hours that no study speaks of”; nobody can then say it is best."),
        )
    if schedule.lacking:
        return banner(
            "warn",
            _.plural("One thing asked for does not fit.", "{n} things asked for do not fit.", schedule.lacking),
            _("Proved: no calendar keeps more of it under these limits. Ask for less, or loosen a limit.")
            if not schedule.proof.gap
            else _("The search was stopped before the proof: another calendar may keep more of it."),
        )
    if not schedule.slots:
        return banner("warn", _("No post fits."), _("Choose a platform, or loosen a limit."))
    if schedule.proof.gap:
        share = _.percent(schedule.proof.gap, 1)
        rest = _("Another could bring at most {share} more; the proof was cut short.", share=share)
        return banner("info", _("Best calendar found in time."), rest)
    return proof(_("Best calendar possible"), _("Proved: under these limits no other does better."))
