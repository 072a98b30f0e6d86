"""My plans: all plans of the store with name, date and state; opens, copies, renames, deletes with undo."""

import datetime as dt
import zoneinfo
from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

import ipywidgets
from markupsafe import Markup

from strategy_kit import clock
from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.pages.front.origin import origin_form
from strategy_kit.pages.navigation import Navigation, plan_address
from strategy_kit.pages.registry import PLANS, QUESTIONS
from strategy_kit.session.plan_list import (
    FIRST_VARIANT,
    ListedPlan,
    copy_for_next_period,
    copy_plan,
    listed_plans,
    rename_plan,
    with_name,
)
from strategy_kit.session.session import Session
from strategy_kit.widgets.base import Pausable
from strategy_kit.widgets.form import button
from strategy_kit.widgets.html import html, page_head, refusal_line
from strategy_kit.widgets.prose import Prose

START, PLAN = "start", "plan"


class PlansPage(Pausable, ipywidgets.VBox):
    """
    The list of plans, read anew whenever it is shown.

    Names are links where plans have addresses, else buttons.
    """

    def __init__(self, session: Session, go: Navigation) -> None:
        assert session.store is not None, "without a store there are no plans to list"
        self._session, self._store, self._go = session, session.store, go
        self._renaming, self._refusal = "", ""
        self._editor = ipywidgets.HBox()
        self._deleted: list[ListedPlan] = []
        self._head, self._rows = Prose(), ipywidgets.VBox().add_class("plan-list")
        self._new = button("", lambda: go.open_plan("", QUESTIONS), primary=True)
        elsewhere = origin_form(session, self._go_on_with_begun, offers_new=False).add_class("box")
        super().__init__([self._head, self._rows, ipywidgets.HBox([self._new]).add_class("acts"), elsewhere])
        self.add_class("wrap")
        self.refresh()

    def set_active(self, active: bool) -> None:
        """Read the list when it is shown; what was deleted before stays deleted."""
        super().set_active(active)
        if active:
            self.refresh()
        else:
            self._renaming, self._refusal, self._deleted = "", "", []

    def refresh(self) -> None:
        """Show the plans as they are now, in the language of now."""
        _ = self._session.words
        try:
            listed = list(listed_plans(self._store))
        except InputError as error:
            listed, self._refusal = [], _.error(error)
        lede = _("Every change is saved at once. A deleted plan can be restored within 30 days.")
        self._head.show(page_head(_.plural("One plan", "{n} plans", len(listed)), _("My plans"), lede))
        self._new.description = _("Start a new plan")
        refused = [Prose(refusal_line(self._refusal))] if self._refusal and not self._renaming else []
        deleted = [self._deleted_row(plan) for plan in self._deleted]
        self._rows.set_trait("children", (*refused, *deleted, *(self._row(plan) for plan in listed)))

    def _row(self, plan: ListedPlan) -> ipywidgets.Widget:
        _ = self._session.words
        if plan.id == self._renaming:
            return self._renaming_row()
        name = plan_button(plan, self._go)
        about = Prose(plan_line(plan, self._session, self._go))
        acts = {
            _("Plan the next period"): self._plan_next_period if plan.end else None,
            _("Copy"): None if plan.is_damaged else self._copy,
            _("Rename"): None if plan.is_damaged else self._begin_renaming,
            _("Delete"): self._delete,
        }
        buttons = [self._act(label, plan, act) for label, act in acts.items() if act]
        return ipywidgets.HBox([*name, about, *buttons]).add_class("plan-row")

    def _go_on_with_begun(self) -> None:
        if self._session.is_saved:
            self._go.open_plan(self._session.plan.id, START)

    def _act(self, label: str, plan: ListedPlan, act: Callable[[ListedPlan], None]) -> ipywidgets.Button:
        made = button(label, partial(self._tried, act, plan)).add_class("link")
        made.tooltip = f"{label} ({plan.name})"
        return made

    def _tried(self, act: Callable[[ListedPlan], None], plan: ListedPlan) -> None:
        """Do something with a plan and show the list; what is refused is shown beside it."""
        self._refusal, _ = "", self._session.words
        try:
            act(plan)
        except InputError as error:
            self._refusal = _.error(error.at(_("Name")))
        self.refresh()

    def _copy(self, plan: ListedPlan) -> None:
        copy_plan(self._store, plan.id)

    def _plan_next_period(self, plan: ListedPlan) -> None:
        copy = copy_for_next_period(self._store, plan.id, clock.today(self._session.plan.brief.team_zone))
        self._go.open_plan(copy, START)

    def _begin_renaming(self, plan: ListedPlan) -> None:
        _, self._renaming = self._session.words, plan.id
        field = ipywidgets.Text(value=plan.name, description=_("Name"), continuous_update=False)
        rename = partial(self._tried, lambda plan: self._rename(plan, field.value), plan)
        field.observe(lambda _change: rename(), "value")
        keep = button(_("Save this name"), rename)
        leave = button(_("Cancel"), partial(self._tried, self._end_renaming, plan)).add_class("link")
        self._editor = ipywidgets.HBox([field, keep, leave]).add_class("plan-row").add_class("renaming")

    def _renaming_row(self) -> ipywidgets.Widget:
        """Return the field with what was typed; why it was refused stands below."""
        refused = [Prose(refusal_line(self._refusal))] if self._refusal else []
        self._editor.children = (*self._editor.children[:3], *refused)
        return self._editor

    def _rename(self, plan: ListedPlan, name: str) -> None:
        if plan.id == self._session.plan.id:
            self._session.replace_plan(with_name(self._session.plan, name))
        elif name != plan.name:
            rename_plan(self._store, plan.id, name)
        self._renaming = ""

    def _end_renaming(self, _plan: ListedPlan) -> None:
        self._renaming = ""

    def _delete(self, plan: ListedPlan) -> None:
        self._store.set_deleted(plan.id, dt.datetime.now(dt.UTC))
        self._deleted = [plan, *self._deleted]
        if plan.id == self._session.plan.id:
            self._go.open_plan(next((other.plan_id for other in self._store.list()), ""), PLANS)

    def _deleted_row(self, plan: ListedPlan) -> ipywidgets.Widget:
        _ = self._session.words
        line = Prose(html('<p role="status">{line}</p>', line=_("Deleted: {name}", name=plan.name)))
        return ipywidgets.HBox([line, self._act(_("Restore"), plan, self._restore)]).add_class("plan-row")

    def _restore(self, plan: ListedPlan) -> None:
        self._store.set_deleted(plan.id, None)
        self._deleted = [other for other in self._deleted if other.id != plan.id]


def plan_button(plan: ListedPlan, go: Navigation) -> list[ipywidgets.Widget]:
    """Return a button that opens a plan; none where its line has a link."""
    return (
        [] if go.has_address else [button(plan.name, partial(go.open_plan, plan.id, _landing(plan))).add_class("link")]
    )


def _landing(plan: ListedPlan) -> str:
    """Return the page on which a plan opens: one that is agreed, with all of it in short."""
    if plan.is_only_begun:
        return QUESTIONS
    return PLAN if plan.agreed_on else START


def plan_line(plan: ListedPlan, session: Session, go: Navigation) -> Markup:
    """Write the name of a plan, as a link where it has an address, its state, variant, weeks, and when it was saved."""
    _ = session.words
    address = "?" + urlencode(plan_address(plan.id, _landing(plan), _))
    name = html('<a href="{address}" dir="auto">{name}</a>', address=address, name=plan.name)
    about = [] if plan.variant == FIRST_VARIANT else [_("variant {name}", name=plan.variant)]
    about += [_.interval(plan.start, plan.end - dt.timedelta(1))] if plan.start and plan.end else []
    kind, state = _state(plan, _)
    return html(
        '<p class="plan-name">{name}</p><p class="small">{open}<span class="chip {kind}">{state}</span> {about}</p>',
        name=name if go.has_address else "",
        open=html('<span class="chip info">{open}</span> ', open=_("open now")) if plan.id == session.plan.id else "",
        kind=kind,
        state=state,
        about=" · ".join([*about, _("saved {when}", when=_when(plan.saved_at, session))]),
    )


def _state(plan: ListedPlan, _: Words) -> tuple[str, str]:
    """Return the state of a plan: its colour, and in words."""
    if plan.is_damaged:
        return "bad", _("damaged: restore a backup")
    if plan.is_changed:
        return "warn", _("changed since agreed")
    if plan.agreed_on:
        return "ok", _("agreed on {date}", date=_.date(plan.agreed_on))
    return "", _("questions begun") if plan.is_only_begun else _("draft")


def _when(at: dt.datetime, session: Session) -> str:
    """Write when a plan was saved on the clock of the present one: the time of today, else the day."""
    _, zone = session.words, zoneinfo.ZoneInfo(session.plan.brief.team_zone)
    local = at.astimezone(zone)
    if local.date() == dt.datetime.now(zone).date():
        return _("today, {time}", time=_.time(local.time()))
    return _.date(local.date())
