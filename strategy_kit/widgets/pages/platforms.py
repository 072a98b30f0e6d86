"""Consideration 3: what matters, what the team can do, and on which platforms to start."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from strategy_kit.figures.calendar import format_words
from strategy_kit.figures.platforms import criterion_words
from strategy_kit.i18n import Words
from strategy_kit.kinds import CRITERIA, Criterion, Edition, Format
from strategy_kit.model import Brief
from strategy_kit.plan import Workings
from strategy_kit.platforms import catalogue
from strategy_kit.views import (
    View,
    acceptability_view,
    change_view,
    claims_view,
    closed_view,
    contributions_view,
    platform_names,
    start_set_view,
    trade_view,
)
from strategy_kit.widgets.choices import choice_column, dialogue_words, trade_words
from strategy_kit.widgets.controls import Group, boxed, choice, explained, flag, slider, table, toggle
from strategy_kit.widgets.panel import Panel
from strategy_kit.widgets.rows import Row
from strategy_kit.widgets.session import Session

FORMATS: tuple[Format, ...] = get_args(Format)
MOST_WEIGHT = 5.0
SURENESS = "weight_concentration"
"""The assumption behind "How sure are you?"."""
UNSURE, FAIRLY, VERY = 5.0, 20.0, 80.0
MOST_PLATFORMS, MOST_RATINGS = 12, 40


def weights_panel(session: Session) -> Panel:
    """Let people say what matters; show who scores highest, how solid that is and what would change it."""
    views: list[View] = [contributions_view, acceptability_view, change_view]
    return Panel(session, [weights_group(session)], views, settings=weights_line)


def abilities_panel(session: Session) -> Panel:
    """Let people say what they make and where they talk with people; show what speaks for each platform."""
    return Panel(
        session,
        [formats_group(session), catalogue_group(session)],
        [contributions_view, trade_view],
        editors=[ratings_group(session)],
        settings=abilities_line,
    )


def choice_panel(session: Session) -> Panel:
    """Let people settle on platforms, or leave it to the workbook; show where to start and what comes later."""
    return Panel(session, [], [start_set_view], editors=[settled_group(session)])


def platforms_page(session: Session) -> Panel:
    """Return the whole consideration in one panel."""
    views: list[View] = [
        contributions_view,
        acceptability_view,
        change_view,
        start_set_view,
        trade_view,
        closed_view,
        claims_view(3),
    ]
    return Panel(
        session,
        [weights_group(session), formats_group(session), catalogue_group(session)],
        views,
        editors=[ratings_group(session), settled_group(session)],
        settings=weights_line,
    )


def weights_group(session: Session) -> Group:
    """The weight of each criterion, and how sure the group is of them."""
    _ = session.words
    words = criterion_words(_)
    sliders = [_weight(session, criterion, words[criterion]) for criterion in CRITERIA]
    sure = toggle(
        session,
        _("How sure are you?"),
        lambda brief: _sureness(session),
        lambda brief, value: _with_sureness(session, brief, value),
        [(_("unsure"), UNSURE), (_("fairly"), FAIRLY), (_("very"), VERY)],
    )
    spread = _("The less sure, the further the second chart lets the weights move.")
    proportions = _("Only the proportions count: 2 and 1 mean the same as 4 and 2.")
    return Group(_("What matters to you"), [*sliders, *explained(sure, spread)], proportions)


def formats_group(session: Session) -> Group:
    """The formats the team can make."""
    _ = session.words
    words = format_words(_)
    return Group(_("What you can make"), [_format(session, made, words[made]) for made in FORMATS])


def catalogue_group(session: Session) -> Group:
    """The trade, and whose platforms: today's or the document's."""
    _ = session.words
    trade = choice(
        session,
        _("Your trade"),
        lambda brief: brief.trade,
        lambda brief, value: {"trade": value},
        [(word, key) for key, word in trade_words(_).items()],
    )
    edition = toggle(
        session,
        _("Edition"),
        lambda brief: brief.edition,
        lambda brief, value: _with_edition(session, brief, value),
        [(_("Today"), "today"), (_("The document, 2012"), "document")],
    )
    words = _("The document’s edition has its seven sites as it saw them; two have closed since.")
    return Group(_("Trade and catalogue"), [trade, *explained(edition, words)])


def ratings_group(session: Session) -> Group:
    """The group's own ratings of dialogue."""
    _ = session.words

    def columns() -> list[dict[str, Any]]:
        dialogue = choice_column("dialogue", _("Dialogue you can have there"), dialogue_words(_))
        return [_platform_column(session), dialogue]

    editor = table(
        session,
        columns,
        lambda brief: [dict(rating) for rating in brief.ratings if rating.platform in _names(session)],
        lambda brief, rows: _with_ratings(session, brief, rows),
        add=_("Rate a platform"),
        most=MOST_RATINGS,
    )
    return boxed(
        _("Where people talk with you"),
        [editor],
        _("No figure is published on this: it is your own rating. A platform you do not rate stays unknown."),
    )


def settled_group(session: Session) -> Group:
    """Who chooses the platforms, and which ones were chosen by hand."""
    _ = session.words
    who = toggle(
        session,
        _("Platforms of the calendar"),
        lambda brief: bool(brief.platforms),
        lambda brief, value: {"platforms": _chosen(session.workings) if value else ()},
        [(_("Let the workbook choose"), False), (_("We choose"), True)],
    )
    editor = table(
        session,
        lambda: [_platform_column(session)],
        lambda brief: [{"platform": platform} for platform in brief.platforms],
        lambda brief, rows: {"platforms": [row["platform"] for row in rows if row["platform"]]},
        add=_("Add a platform"),
        most=MOST_PLATFORMS,
    )
    return boxed(
        _("Who chooses"),
        [who, editor],
        _("The workbook takes the best one or two that fit into your hours. What you list yourselves, it keeps."),
    )


def weights_line(workings: Workings, _: Words) -> str:
    """Say which criterion weighs most, in one line."""
    shares = _shares(workings.weights)
    first = max(CRITERIA, key=lambda criterion: shares[criterion])
    return _("Set: {criterion} weighs {share}", criterion=criterion_words(_)[first], share=_.percent(shares[first]))


def abilities_line(workings: Workings, _: Words) -> str:
    """Say what the team makes, in one line."""
    words = format_words(_)
    made = [words[effort.format] for effort in workings.brief.formats]
    return _("Set: {formats}", formats=_.all_of(made) or _("no format"))


def _weight(session: Session, criterion: Criterion, word: str) -> Any:
    return slider(
        session,
        word,
        lambda brief: _scaled(brief)[criterion],
        lambda brief, value: {"weights": {**_scaled(brief), criterion: value}},
        least=0.0,
        most=MOST_WEIGHT,
        step=0.5,
    )


def _scaled(brief: Brief) -> dict[str, float]:
    """Return the weights in proportion, on the scale of the sliders."""
    weights = dict(brief.weights)
    most = max(weights.values())
    return weights if most <= MOST_WEIGHT else {key: weight * MOST_WEIGHT / most for key, weight in weights.items()}


def _shares(weights: Mapping[str, float]) -> dict[str, float]:
    whole = math.fsum(weights.values())
    return {key: weight / whole for key, weight in weights.items()}


def _sureness(session: Session) -> float:
    """Return the step nearest to the plan's concentration; steps are four times one another."""
    own = {assumption.key: assumption.value for assumption in session.plan.brief.assumptions}
    value = own.get(SURENESS, _stated(session))
    return min((UNSURE, FAIRLY, VERY), key=lambda step: abs(math.log(max(value, 1e-9) / step)))


def _stated(session: Session) -> float:
    stated = session.workings.evidence.assumptions.set_index("key")["value"]
    return float(stated[SURENESS])


def _with_sureness(session: Session, brief: Brief, value: float) -> dict[str, object]:
    others = [assumption for assumption in brief.assumptions if assumption.key != SURENESS]
    own = [] if value == _stated(session) else [{"key": SURENESS, "value": value}]
    return {"assumptions": [*others, *own]}


def _format(session: Session, made: Format, word: str) -> Any:
    return flag(
        session,
        word,
        lambda brief: made in [effort.format for effort in brief.formats],
        lambda brief, value: _with_format(brief, made, value),
    )


def _with_format(brief: Brief, made: Format, able: bool) -> dict[str, object]:
    kept = {effort.format: effort for effort in brief.formats if effort.format != made}
    able_to = {**kept, **({made: {"format": made}} if able else {})}
    return {"formats": [able_to[key] for key in FORMATS if key in able_to]}


def _with_edition(session: Session, brief: Brief, edition: Edition) -> dict[str, object]:
    """Change the edition; platforms settled on that it does not have are let go."""
    known = catalogue(session.workings.evidence.platforms, edition).open.index
    return {"edition": edition, "platforms": [key for key in brief.platforms if key in known]}


def _names(session: Session) -> dict[str, str]:
    """Return the platforms to choose from, by name."""
    workings = session.workings
    names = platform_names(workings)
    return {key: names[key] for key in workings.catalogue.open.index}


def _platform_column(session: Session) -> dict[str, Any]:
    _ = session.words
    return choice_column("platform", _("Platform"), _names(session))


def _with_ratings(session: Session, brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
    """Take the ratings of the table; those of platforms that this edition lacks wait for the other."""
    waiting = [rating for rating in brief.ratings if rating.platform not in _names(session)]
    return {"ratings": [*(row for row in rows if row["platform"]), *waiting]}


def _chosen(workings: Workings) -> tuple[str, ...]:
    """Return the platforms of the plan, else the one that scores best."""
    return workings.platforms or (str(workings.scores["middle"].idxmax()),)
