"""The objectives on the start page: which ones, and of each its KPI, baseline, target, date and owner."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import ipywidgets
from markupsafe import Markup

from strategy_kit import clock
from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.labels.objectives import objective_words
from strategy_kit.model import Brief, Objective
from strategy_kit.numerals import plain_number, read_amount, read_number
from strategy_kit.pages.choices import objective_options
from strategy_kit.pages.plan.objective_pillars import ObjectivePillars, kind_field, pillars_field
from strategy_kit.pages.plan.objective_slots import OWN, field_of, objective_of, slots_of, with_values
from strategy_kit.plan.objectives import period_in
from strategy_kit.plan.serving import serving_by_purpose
from strategy_kit.session.session import Session
from strategy_kit.views.objectives import ObjectiveSummary, kpi_of, objective_summaries
from strategy_kit.widgets.chips import Chips
from strategy_kit.widgets.form import (
    Form,
    Read,
    Write,
    bind,
    button,
    dropdown,
    live_prose,
    slider,
    text_field,
    toggle_buttons,
    with_help,
)
from strategy_kit.widgets.html import banner, help_line, html, joined
from strategy_kit.widgets.lazy import Fields, Switch
from strategy_kit.widgets.prose import Prose

MOST_WEIGHT = 5.0


def objectives_form(session: Session) -> Form:
    """Up to three objectives, of the list or in one's own words, and a block for each."""
    _ = session.words
    first, more = objective_options(_)
    chips = Chips(session, _("Your objectives: up to three"), _chosen, _with_chosen, first, more)
    own = text_field(session, _("In your own words"), lambda brief: "", _with_own)
    return Form(_("What you want"), [chips, own, ObjectiveBlocks(session)])


def _chosen(brief: Brief) -> tuple[str | None, ...]:
    return tuple(objective.key for objective in brief.objectives)


def _with_chosen(brief: Brief, keys: Sequence[str]) -> dict[str, object]:
    """
    Take the objectives that are ticked: those that stay as they are, then the new ones.

    Pillars serve a new one by their purpose, until one says otherwise.
    """
    held = [objective for objective in brief.objectives if objective.key is None or objective.key in keys]
    new = [key for key in keys if key not in _chosen(brief)]
    objectives = [*held, *({"key": key} for key in new)]
    if len(objectives) > Brief.most("objectives"):
        return {"objectives": objectives}
    added = [Objective(key=key) for key in new]
    pillars = serving_by_purpose(brief.pillars, added, load_evidence().objective_suggestions)
    return {"objectives": objectives, "pillars": pillars}


def _with_own(brief: Brief, name: str) -> dict[str, object]:
    return {"objectives": [*brief.objectives, {"name": name, "per": period_in(name) or "month"}]}


def _line(slot: str, name: str) -> tuple[Read, Write]:
    """Return how a line reads and writes a text; a blank one is none. A unit may say its period: bookings a week."""
    absent = Objective.model_fields[name].default

    def write(brief: Brief, text: str) -> dict[str, object]:
        per = period_in(text) if name == "own_unit" else None
        return with_values(slot, brief, **{name: text.strip() or absent, **({"per": per} if per else {})})

    return lambda brief: getattr(objective_of(brief, slot), name) or "", write


class ObjectiveBlocks(Fields):
    """A block for each objective of the plan, in their order."""

    def __init__(self, session: Session) -> None:
        self._session, self._blocks, self._label = session, dict[str, ObjectiveBlock](), ""
        super().__init__()
        session.follow(self._show)

    def _show(self) -> None:
        slots = slots_of(self._session.plan.brief)
        for slot in slots:
            if slot not in self._blocks:
                self._blocks[slot] = ObjectiveBlock(self._session, slot)
        self.arrange([self._blocks[slot] for slot in slots])
        (self.remove_class if slots else self.add_class)("none")


class ObjectiveBlock(Fields):
    """
    One objective: as a sentence, what it lacks, and a button that opens its fields, made when they are first shown.

    Attributes
    ----------
    edit : Button
        Opens and closes the fields.
    """

    def __init__(self, session: Session, slot: str) -> None:
        self._session, self._slot = session, slot
        self._head, self._made = Prose(), tuple[ipywidgets.Widget, ...]()
        self.edit = button("", self._toggle)
        self._parts = (self._head, self.edit, ObjectivePillars(session, slot))
        super().__init__(self._parts)
        self.add_class("objective")
        session.follow(self._show)

    @property
    def is_open(self) -> bool:
        """Whether the fields are shown."""
        return len(self._fields) > len(self._parts)

    def _show(self) -> None:
        session, _ = self._session, self._session.words
        place = slots_of(session.plan.brief).get(self._slot)
        if place is None:
            self._put_back()
            return
        summary = objective_summaries(session.plan.brief, session.workings.evidence, _)[place]
        self._head.show(_head(summary, session) + _past_line(session.plan.brief.objectives[place], session))
        closed = _("Complete it") if summary.missing else _("Edit")
        self.edit.description, self.edit.tooltip = _("Close") if self.is_open else closed, summary.name

    def _toggle(self) -> None:
        if self.is_open:
            self.remove_class("open").arrange(self._parts)
        else:
            self._made = self._made or tuple(_fields(self._session, self._slot))
            self.add_class("open").arrange([self._head, self.edit, *self._made])  # the fields ask for pillars too
            self.connect("")
        self._show()

    def _put_back(self) -> None:
        """Drop the entries that were refused: nobody can correct them once the objective is switched off."""
        for control in _within(self._made):
            binding = getattr(control, "binding", None)
            if binding is not None and binding.is_refused:
                binding.put_back()


def _within(controls: Sequence[ipywidgets.Widget]) -> Iterator[ipywidgets.Widget]:
    for control in controls:
        yield control
        yield from _within(getattr(control, "children", ()))


def _head(summary: ObjectiveSummary, session: Session) -> Markup:
    _ = session.words
    name = _("{objective}, weight {share}", objective=summary.name, share=summary.weight)
    kicker = name if summary.weight else summary.name if summary.sentence != summary.name else ""
    go_on = _.plural("You can go on without it.", "You can go on without them.", summary.gaps)
    lines = [" ".join([*summary.facts, summary.kpi]), f"{summary.missing} {go_on}" if summary.missing else ""]
    return html(  # the page gives the heading above the second level
        '{kicker}<h4 aria-level="3">{sentence}</h4>{lines}',
        kicker=html('<p class="kick">{kicker}</p>', kicker=kicker) if kicker else "",
        sentence=summary.sentence,
        lines=joined(help_line(line) for line in lines if line.strip()),
    )


def _past_line(objective: Objective, session: Session) -> Markup:
    """Warn that the date of an objective is past."""
    _, due = session.words, objective.due
    if due is None or due >= clock.today(session.plan.brief.team_zone):
        return Markup()
    return banner("warn", _("{day} is past.", day=_.date(due)), _("Choose a later date."))


def _fields(session: Session, slot: str) -> list[ipywidgets.Widget]:
    """Make the controls of an objective."""
    _ = session.words
    is_own = objective_of(session.plan.brief, slot).key is None
    kinds = {key: partial(_measures, session, slot, key) for key in objective_words(session.workings.evidence, _)}
    name = text_field(session, _("Name in your own words"), *_line(slot, "name"))
    kpi = Switch(session, lambda brief: _kpi(session, slot, brief) == OWN, {True: lambda: _own_kpi(session, slot)})
    owner = dropdown(session, _("Who looks after it"), *field_of(slot, "owner"), partial(_people, session))
    goal = text_field(session, _("Business goal it serves"), *_line(slot, "serves"))
    return [
        *([name, *kind_field(session, slot)] if is_own else []),
        Switch(session, lambda brief: objective_of(brief, slot).kind, kinds),
        kpi,
        live_prose(session, partial(_kpi_lines, session, slot)),
        _amount(session, slot, "baseline", _("Baseline")),
        *with_help(
            _day(session, slot, "baseline_on", _("Baseline measured on")),
            _("More figures from the past? Type eight weeks of them on the page Review, for a first verdict at once."),
        ),
        _amount(session, slot, "target", _("Target")),
        _day(session, slot, "due", _("Due date")),
        toggle_buttons(session, _("Counted per"), *field_of(slot, "per"), {"week": _("week"), "month": _("month")}),
        owner,
        *([] if is_own else [name]),
        *pillars_field(session, slot),
        *with_help(goal, _("What your business gains from it: fill two free half-days, for example.")),
        Switch(session, lambda brief: len(brief.objectives) > 1, {True: partial(_weight, session, slot)}),
        *([button(_("Remove this objective"), partial(_remove, session, slot))] if is_own else []),
    ]


def _kpi(session: Session, slot: str, brief: Brief) -> str:
    """Return the key of the KPI of an objective, the usual one if none was chosen."""
    objective = objective_of(brief, slot)
    if objective.own_measure is not None or objective.kind is None:
        return OWN
    return objective.measure or _usual(session, objective)


def _usual(session: Session, objective: Objective) -> str:
    measures = session.workings.evidence.measures
    return str(measures.loc[measures["objective"] == objective.kind, "key"].iloc[0])


def _measures(session: Session, slot: str, kind: str) -> list[ipywidgets.Widget]:
    """Make the list of the KPIs of an objective; a change of it drops the numbers of the one before."""
    _, measures = session.words, session.workings.evidence.measures
    offered = measures[measures["objective"] == kind]
    options = {**dict(zip(offered["key"], _.localized(offered, "name"), strict=True)), OWN: _("one of your own")}

    def write(brief: Brief, key: str) -> dict[str, object]:
        objective = objective_of(brief, slot)
        own = (objective.own_measure or _("Your own KPI")) if key == OWN else None
        chosen = None if key in (OWN, _usual(session, objective)) else key
        dropped = dict.fromkeys(("own_unit", "baseline", "baseline_on", "target"))
        return with_values(slot, brief, measure=chosen, own_measure=own, **dropped)

    return [dropdown(session, _("Number to follow (KPI)"), partial(_kpi, session, slot), write, options)]


def _own_kpi(session: Session, slot: str) -> list[ipywidgets.Widget]:
    _ = session.words
    return [
        text_field(session, _("Your KPI"), *_line(slot, "own_measure")),
        *with_help(
            text_field(session, _("Unit of your KPI"), *_line(slot, "own_unit")),
            _("What you count, in the plural: calls, bookings. For a share from 0 to 100: %"),
        ),
    ]


def _kpi_lines(session: Session, slot: str) -> Markup:
    """Write how the KPI is calculated, and where one finds it."""
    _ = session.words
    kpi = kpi_of(objective_of(session.plan.brief, slot), session.workings.evidence, _)
    if kpi is None or not kpi.formula:
        return Markup()
    lines = [_.ended(kpi.formula), _("Where to find it: {where}", where=kpi.where), kpi.pitfall]
    return joined(help_line(line) for line in lines)


def _amount(session: Session, slot: str, name: str, label: str) -> ipywidgets.Widget:
    """Make a line for a number in the unit of the KPI; blank = not known yet."""

    def read(brief: Brief) -> str:
        amount = getattr(objective_of(brief, slot), name)
        return "" if amount is None else plain_number(amount, session.words)

    def write(brief: Brief, text: str) -> dict[str, object]:
        kpi = kpi_of(objective_of(brief, slot), session.workings.evidence, session.words)
        read = read_amount if kpi is not None and kpi.unit in ("percent", "currency") else read_number
        return with_values(slot, brief, **{name: read(text, session.words, label)})

    return text_field(session, label, read, write)


def _day(session: Session, slot: str, name: str, label: str) -> ipywidgets.Widget:
    read, write = field_of(slot, name)
    return bind(session, ipywidgets.DatePicker(value=read(session.plan.brief), description=label), read, write)


def _people(session: Session) -> Mapping[str | None, str]:
    _ = session.words
    return {None: _("not decided yet"), **{person.name: person.name for person in session.plan.brief.team}}


def _weight(session: Session, slot: str) -> list[ipywidgets.Widget]:
    _ = session.words
    weight = slider(session, _("Weight"), *field_of(slot, "weight"), least=0.5, most=MOST_WEIGHT, step=0.5)
    return with_help(weight, _("Only the proportions count: 2 and 1 mean the same as 4 and 2."))


def _remove(session: Session, slot: str) -> None:
    brief = session.plan.brief
    place = slots_of(brief).get(slot)
    session.change_brief(objectives=[each for n, each in enumerate(brief.objectives) if n != place])
