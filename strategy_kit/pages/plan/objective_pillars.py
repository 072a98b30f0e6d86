"""Which content pillars serve an objective: asked at once where none does, among its fields afterwards."""

from collections.abc import Sequence
from functools import partial

import ipywidgets
from markupsafe import Markup

from strategy_kit.i18n import N_
from strategy_kit.labels.objectives import objective_words
from strategy_kit.model import Brief
from strategy_kit.pages.plan.objective_slots import objective_of, with_values
from strategy_kit.plan.serving import serving_by_purpose, unserved_objectives
from strategy_kit.session.session import Session
from strategy_kit.widgets.chips import Chips
from strategy_kit.widgets.form import button, dropdown, live_prose, with_help
from strategy_kit.widgets.html import help_line
from strategy_kit.widgets.lazy import Fields, Switch


class ObjectivePillars(Switch):
    """What an objective that no pillar serves lacks: the pillars that could serve it, and for its own words a kind."""

    def __init__(self, session: Session, slot: str) -> None:
        self._slot, self._asks = slot, False
        ask, offer = partial(_asked, session, slot), partial(_offered, session, slot)
        super().__init__(session, self._part, {"ask": ask, "offer": offer})

    def _part(self, brief: Brief) -> str:
        """Return what is shown; the question stays while it is answered."""
        objective = objective_of(brief, self._slot)
        is_unserved = objective in unserved_objectives(brief)
        self._asks = objective in brief.objectives and objective.kind is None and (self._asks or is_unserved)
        return "ask" if self._asks else "offer" if is_unserved else ""


def _asked(session: Session, slot: str) -> Sequence[ipywidgets.Widget]:
    return [*kind_field(session, slot), *pillars_field(session, slot)]


def _offered(session: Session, slot: str) -> Sequence[ipywidgets.Widget]:
    """Make a line that names the pillars whose purpose serves the objective, and a button that ticks them."""
    _, act = session.words, button("", partial(_match, session, slot))

    def line() -> Markup:
        names = _matching(session, slot)
        act.description = _("Let {pillars} serve it", pillars=_.all_of(_("“{name}”", name=name) for name in names))
        (act.remove_class if names else act.add_class)("none")
        without = _("No content pillar serves it yet. Tick one below, under “Content pillars that serve it”.")
        return help_line(_("No content pillar serves it yet.") if names else without)

    return [live_prose(session, line), act]


def kind_field(session: Session, slot: str) -> list[ipywidgets.Widget]:
    """Make the list of the objectives that one in one's own words can be like."""
    _ = session.words
    options: dict[str | None, str] = {None: _("not chosen yet")}
    options.update(objective_words(session.workings.evidence, _).items())

    def write(brief: Brief, kind: str | None) -> dict[str, object]:
        """Take the kind, and the pillars that serve such an objective if none serves it yet; drop the KPI before."""
        before = objective_of(brief, slot)
        counted = before.like is not None and before.own_measure is None
        dropped = dict.fromkeys(("baseline", "baseline_on", "target") if counted else ())
        changes = with_values(slot, brief, like=kind, measure=None, **dropped)
        changed = brief.changed(**changes)
        objective = objective_of(changed, slot)
        if objective not in unserved_objectives(changed):
            return changes
        table = session.workings.evidence.objective_suggestions
        return {**changes, "pillars": serving_by_purpose(brief.pillars, [objective], table)}

    words = _(
        "Its KPIs, estimates and suggestions are then those of such an objective, and pillars whose purpose serves it "
        "are ticked."
    )
    return with_help(
        dropdown(
            session,
            _("Objective of the list it is most like"),
            lambda brief: objective_of(brief, slot).like,
            write,
            options,
        ),
        words,
    )


def pillars_field(session: Session, slot: str) -> list[ipywidgets.Widget]:
    """Make a box to tick for each pillar that serves an objective."""
    return [_Pillars(session, slot)]


class _Pillars(Fields):
    """The boxes, others once pillars have other names."""

    def __init__(self, session: Session, slot: str) -> None:
        self._session, self._slot = session, slot
        self._made: dict[tuple[str, ...], Chips] = {}
        super().__init__()
        session.follow(self._show)

    def _show(self) -> None:
        names = tuple(pillar.name for pillar in self._session.plan.brief.pillars)
        if names not in self._made:
            label = self._session.words(N_("Content pillars that serve it"))
            options = dict(zip(names, names, strict=True))
            self._made[names] = Chips(self._session, label, self._ticked, self._with_ticked, options)
        self.arrange([self._made[names]])
        self.connect("")

    def _ticked(self, brief: Brief) -> tuple[str, ...]:
        what = objective_of(brief, self._slot).what
        return tuple(pillar.name for pillar in brief.pillars if what in pillar.serves)

    def _with_ticked(self, brief: Brief, names: Sequence[str]) -> dict[str, object]:
        objective = objective_of(brief, self._slot)
        if objective not in brief.objectives:
            return {}
        others = [[what for what in pillar.serves if what != objective.what] for pillar in brief.pillars]
        return {
            "pillars": [
                pillar.changed(serves=[*kept, objective.what] if pillar.name in names else kept)
                for pillar, kept in zip(brief.pillars, others, strict=True)
            ]
        }


def _match(session: Session, slot: str) -> None:
    brief = session.plan.brief
    table = session.workings.evidence.objective_suggestions
    session.change_brief(pillars=serving_by_purpose(brief.pillars, [objective_of(brief, slot)], table))


def _matching(session: Session, slot: str) -> list[str]:
    """Name the pillars whose purpose serves the kind of an objective."""
    brief, table = session.plan.brief, session.workings.evidence.objective_suggestions
    objective = objective_of(brief, slot)
    pillars = serving_by_purpose(brief.pillars, [objective], table)
    return [pillar.name for pillar in pillars if objective.what in pillar.serves]
