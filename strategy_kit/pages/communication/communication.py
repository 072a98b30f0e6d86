"""Consideration 2, communication: activities of today, content pillars, promotion cap."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from strategy_kit.errors import InputError
from strategy_kit.i18n import N_
from strategy_kit.labels import communication as labels
from strategy_kit.labels.objectives import objective_name, objective_words
from strategy_kit.model import Brief, Participant, PillarRating
from strategy_kit.model.validation import validated
from strategy_kit.pages.choices import ParticipantEntry, entry_names, participant_rows, with_participant_entries
from strategy_kit.pages.communication.brand_voice import brand_voice_panel
from strategy_kit.pages.communication.crisis import crisis_panel
from strategy_kit.pages.decision import Decision, DecisionPage, Detail
from strategy_kit.pages.paste import paste_disclosure
from strategy_kit.pages.suggestions import Suggestions
from strategy_kit.pages.votes import VotesLine
from strategy_kit.session.session import Session
from strategy_kit.text import one_line
from strategy_kit.views import communication as views
from strategy_kit.views import suggestions
from strategy_kit.views.shared import claims_view
from strategy_kit.views.votes import pillar_votes
from strategy_kit.widgets.choices import choice_column, column, hours_column
from strategy_kit.widgets.form import Form, boxed, field, list_field, percent_slider, table, with_help
from strategy_kit.widgets.form_rows import Row, given, only, percent, read_rows, share
from strategy_kit.widgets.html import help_line
from strategy_kit.widgets.lazy import Switch
from strategy_kit.widgets.panel import Panel, Section
from strategy_kit.widgets.prose import Prose

SERVES = "serves"
"""How the key of a column begins that has a tick for an objective."""
MOST_SLIDERS = 6
"""Pillars whose shares are sliders; those of more are in their table alone."""


def activities_panel(session: Session) -> Panel:
    """Activities of today; how much of them interrupts, and the consent they need."""
    return Panel(session, [views.current_activities_view, views.consent_view], editors=[activities_form(session)])


def pillars_panel(session: Session) -> Panel:
    """Content pillars and their ratings; permission, agreement, posts by week."""
    return Panel(
        session,
        [
            views.rating_anchors_view,
            views.permission_view,
            views.agreement_views,
            views.pillar_shares_view,
            views.content_plan_view,
        ],
        forms=[cap_form(session)],
        editors=[pillars_form(session), raters_form(session)],
        summary=cap_line,
    )


def communication_page(session: Session) -> DecisionPage:
    """Return the whole consideration."""
    decision = Decision(
        answer=views.communication_answer_view,
        figure=views.pillar_shares_view,
        controls=lambda session: [cap_form(session), shares_form(session)],
        summary=cap_line,
        why=Detail(_why_line, lambda session: [Panel(session, _WHY)]),
        tune=Detail(_tune_line, _tune),
        group=Detail(_group_line, _group),
        below=lambda session: [Suggestions(session, suggestions.COMMUNICATION)],
    )
    return DecisionPage(session, "communication", decision)


_WHY = (views.permission_view, views.content_plan_view, views.contrast_view, claims_view(2))


def _why_line(session: Session) -> str:
    return session.words(N_("How welcome each pillar is, posts by week, and common advice checked"))


def _tune_line(session: Session) -> str:
    _, brief = session.words, session.plan.brief
    return _(
        "Your content pillars ({pillars}), your brand voice, what you do today ({activities}), how you answer, and a "
        "crisis plan",
        pillars=len(brief.pillars),
        activities=len(brief.activities),
    )


def _tune(session: Session) -> list[Panel | Section]:
    _ = session.words
    pillars = Panel(session, [views.rating_anchors_view], editors=[pillars_form(session)])
    voice = Section(session, _("your brand voice"), brand_voice_panel)
    crisis = Section(session, _("a crisis plan"), crisis_panel)
    return [pillars, voice, activities_panel(session), replies_panel(session), crisis]


def _group_line(session: Session) -> str:
    _, raters = session.words, len([each for each in session.plan.brief.voices if each.pillars])
    if not raters:
        return _("No ratings yet: each person rates the pillars alone, then you compare")
    return _.plural(
        "One person has rated the pillars", "{n} people have rated the pillars: see where you agree", raters
    )


def _group(session: Session) -> list[Panel]:
    votes = VotesLine(session, pillar_votes)
    return [Panel(session, [views.agreement_views], editors=[votes], below=[raters_form(session)])]


def shares_form(session: Session) -> Form:
    """Shares of the posts by pillar, while a slider for each has room."""
    _ = session.words
    counts: dict[Any, Any] = {n: partial(_share_sliders, session, n) for n in range(1, MOST_SLIDERS + 1)}
    many = _("You have more than {n} pillars: their shares are in the table under “Fine-tune”.", n=MOST_SLIDERS)
    switch = Switch(
        session,
        lambda brief: min(len(brief.pillars), MOST_SLIDERS + 1),
        {**counts, MOST_SLIDERS + 1: lambda: [Prose(help_line(many))]},
    )
    return Form(
        _("What your posts are about"), [switch], _("The shares need not add up to 100: only their proportions count.")
    )


def _share_sliders(session: Session, pillars: int) -> list[Any]:
    return [_share_slider(session, place) for place in range(pillars)]


def _share_slider(session: Session, place: int) -> Any:
    """Return the slider of the pillar at a place, called by its name."""

    def write(brief: Brief, value: float) -> dict[str, object]:
        before, after = brief.pillars[:place], brief.pillars[place + 1 :]
        return {"pillars": [*before, brief.pillars[place].changed(share=value), *after]}

    def name() -> None:
        if place < len(session.plan.brief.pillars):
            control.description = session.plan.brief.pillars[place].name

    def read(brief: Brief) -> float:
        return brief.pillars[place].share if place < len(brief.pillars) else 0.0

    control = percent_slider(session, session.plan.brief.pillars[place].name, read, write)
    session.on_change(name)
    return control


def cap_form(session: Session) -> Form:
    """The promotion cap."""
    _ = session.words
    cap = percent_slider(session, _("Promotional posts, at most (%)"), *field("promotion_cap"))
    words = _(
        "Promotional posts sell; value posts help, inform, entertain or start conversations. Anything "
        "above the limit goes to value posts. One in five is our starting point, not a measurement."
    )
    return Form(_("Limit on promotional posts"), with_help(cap, words))


def pillars_form(session: Session) -> Form:
    """Content pillars, each rated by Godin's three words."""
    _, anchors = session.words, session.workings.evidence.rating_anchors
    columns = [
        column("name", _("Pillar")),
        choice_column("purpose", _("Purpose"), labels.purpose_words(_)),
        column("share", _("Share of posts, %"), "number"),
        choice_column("format", _("Format"), labels.format_words(_)),
        *(choice_column(key, word, steps) for key, (word, steps) in labels.rating_step_words(anchors, _).items()),
    ]
    add, most = _("Add a pillar"), Brief.most("pillars")
    editor = table(
        session,
        lambda: [*columns, *_serves_columns(session)],
        _pillar_rows,
        _with_pillars,
        add=add,
        least=1,
        most=most,
        wide=True,
    )
    words = _(
        "Rate each pillar on Seth Godin’s three criteria: anticipated, personal, relevant. A rating left "
        "unknown does not count as zero: it leaves the score open. The shares need not add up to 100: only "
        "their proportions count."
    )
    return boxed(_("Content pillars"), [editor, paste_disclosure(session, editor, ["name"])], words)


def activities_form(session: Session) -> Form:
    """Marketing activities of today."""
    _ = session.words
    columns = [
        column("name", _("Activity")),
        choice_column("channel", _("Channel"), {**labels.channel_words(_), None: _("unknown")}),
        choice_column("medium", _("Media type"), labels.medium_descriptions(_)),
        choice_column("direction", _("Direction"), {**labels.direction_words(_), None: _("unknown")}),
        hours_column("hours_per_week", _("Hours a week")),
        column("cost_per_month", _("Cost a month"), "number"),
        column("opted_in_people", _("People signed up"), "number"),
        column("way_out", _("How to opt out")),
        column("opted_in", _("People signed up (opt-in)"), "flag"),
    ]
    rows = list_field("activities")
    editor = table(session, columns, *rows, add=_("Add an activity"), most=Brief.most("activities"), wide=True)
    words = _(
        "Leaflets, newsletter, trade fairs, ads, websites you run. What you send to people who did not sign "
        "up for it interrupts them. An empty field means not known, not zero."
    )
    return boxed(_("Your current activities"), [editor], words)


def cap_line(session: Session) -> str:
    """Return the setting of the cap in one line."""
    _ = session.words
    return _("Settings: at most {cap} promotional posts", cap=_.percent(session.plan.brief.promotion_cap))


def _serves_columns(session: Session) -> list[dict[str, Any]]:
    """Return a column to tick for each objective of the plan."""
    _, names = session.words, objective_words(session.workings.evidence, session.words)
    return [
        column(f"{SERVES}{place}", _("Serves: {objective}", objective=objective_name(objective, names)), "flag")
        for place, objective in enumerate(session.plan.brief.objectives)
    ]


def _pillar_rows(brief: Brief) -> list[dict[str, Any]]:
    return [
        {
            **dict(pillar),
            "share": percent(pillar.share),
            **{f"{SERVES}{place}": each.what in pillar.serves for place, each in enumerate(brief.objectives)},
        }
        for pillar in brief.pillars
    ]


def _with_pillars(brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
    return {"pillars": read_rows(rows, lambda place, row: _pillar(brief, row, f"pillars.{place}"))}


def _pillar(brief: Brief, row: Row, place: str) -> dict[str, Any]:
    ticked = [each.what for number, each in enumerate(brief.objectives) if row.get(f"{SERVES}{number}")]
    cells = {key: cell for key, cell in given(row).items() if not key.startswith(SERVES)}
    return {**cells, "share": share(row, f"{place}.share"), "serves": ticked}


def replies_panel(session: Session) -> Panel:
    """Rules for answering messages; the guide, and who is on duty when."""
    return Panel(session, [views.replies_views], editors=[replies_form(session)])


def raters_form(session: Session) -> Form:
    """Ratings of each pillar by each participant."""
    _, anchors = session.words, session.workings.evidence.rating_anchors
    columns = [
        column("person", _("Rated by")),
        choice_column("pillar", _("Pillar"), lambda: entry_names(session, "pillars")),
        *(choice_column(key, word, steps) for key, (word, steps) in labels.rating_step_words(anchors, _).items()),
    ]
    most = Brief.most("voices") * Participant.most("pillars")
    editor = table(session, columns, _rating_rows, _with_ratings, add=_("Add a rating"), most=most)
    words = _(
        "One row per person and pillar; a role or initials will do. Rate alone first, then compare. Where "
        "the table of pillars leaves a rating unknown, the average of these ratings is used."
    )
    return boxed(_("Ratings by person"), [editor], words)


def replies_form(session: Session) -> Form:
    """Rules for kinds of messages that depart from the guide."""
    _, rows = session.words, list_field("replies")
    columns = [
        choice_column("kind", _("Message"), labels.message_words(_)),
        column("minutes", _("Response time (minutes)"), "number"),
        choice_column(
            "who", _("Who answers"), lambda: {None: _("the person available"), **entry_names(session, "team")}
        ),
        column("tone", _("How to answer")),
    ]
    editor = table(session, columns, *rows, add=_("Add your own rule"), most=Brief.most("replies"), wide=True)
    words = _(
        "The default replies below apply until you add your own rule for a kind of message. A field left "
        "empty keeps the default."
    )
    return boxed(_("How you answer messages"), [editor], words)


def _rating_rows(brief: Brief) -> list[dict[str, Any]]:
    return participant_rows((), brief, "pillars")


def _with_ratings(brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
    ratings = read_rows(rows, lambda place, row: _rating(brief, row, f"voices.{place}"))
    return {"voices": with_participant_entries(brief, "pillars", ratings, "voices", "pillar")}


def _rating(brief: Brief, row: Row, field: str) -> ParticipantEntry:
    """Read a row; the only pillar is its default."""
    cells = {key: cell for key, cell in given(row).items() if key != "person"}
    person = one_line(row["person"])
    if not person:
        raise InputError(
            "{field}: nothing entered. Name the person who rates; a role or initials will do.", field=f"{field}.person"
        )
    return person, validated(PillarRating, {**only("pillar", brief.pillars), **cells}, field)
