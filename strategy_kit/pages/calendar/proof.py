"""What was proved of the calendar, and its explanation when somebody asks."""

from markupsafe import Markup

from strategy_kit.i18n import Words
from strategy_kit.labels.calendar import moves_words
from strategy_kit.plan.workings import Workings
from strategy_kit.session.session import Session
from strategy_kit.views.calendar import baselines_view, conflict_views, gains_view
from strategy_kit.views.shared import platform_names
from strategy_kit.widgets.html import banner, help_line, joined, proof
from strategy_kit.widgets.on_demand import Asked


def explanation(session: Session) -> Asked:
    """Explain the calendar when somebody asks: which limits bind, which cannot hold together."""
    _ = session.words
    return Asked(
        session, _("Why this calendar, and what would one more bring?"), conflict_views, gains_view, baselines_view
    )


def proof_foot(session: Session) -> Markup:
    """Show the proof, and how far the last change moved the calendar."""
    _, change = session.words, session.moved()
    proved = proof_line(session.workings, _)
    return joined([proved, help_line(moves_words(change, _))]) if change else proved


def silent_platforms(workings: Workings) -> list[str]:
    """Return the platforms of the calendar of which no study speaks at any hour."""
    known = workings.heat.groupby("platform")["support"].count()
    return [platform for platform in workings.platforms if not known.get(platform, False)]


def proof_line(workings: Workings, _: Words) -> Markup:
    """Say what the solver proved, or what the calendar lacks."""
    schedule = workings.schedule
    lacking = schedule.lacking
    silent = [] if workings.brief.unknown_hours else silent_platforms(workings)
    if silent:
        names = platform_names(workings)
        return banner(
            "warn",
            _("No study speaks of any hour on {platforms}.", platforms=_.all_of([names[key] for key in silent])),
            _("To plan it all the same, tick “Allow hours that no study speaks of”; nobody can then say it is best."),
        )
    if lacking:
        return banner(
            "warn",
            _.plural("One thing asked for does not fit.", "{n} things asked for do not fit.", lacking),
            _("Proved: no calendar keeps more of it under these limits. Ask for less, or loosen a limit.")
            if not schedule.proof.gap
            else _("The search was stopped before the proof: another calendar may keep more of it."),
        )
    if not schedule.slots:
        return banner("warn", _("No post fits."), _("Choose a platform, or loosen a limit."))
    if schedule.proof.gap:
        return banner(
            "info",
            _("Best calendar found in time."),
            _(
                "Another could bring at most {share} more; the proof was cut short.",
                share=_.percent(schedule.proof.gap, 1),
            ),
        )
    return proof(_("Best calendar possible"), _("Proved: under these limits no other does better."))
