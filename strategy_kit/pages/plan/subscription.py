"""Subscription to the calendar: its address, and the state of the calendar there."""

import traitlets as t

from strategy_kit.i18n import Words
from strategy_kit.plan.workings import scheduled_plan
from strategy_kit.session.session import Session
from strategy_kit.widgets.base import Component
from strategy_kit.widgets.form import Form, button
from strategy_kit.widgets.html import help_line
from strategy_kit.widgets.prose import Prose


class Address(Component):
    """
    The address of a plan's calendar, to be copied. The page asks the server for it: no kernel knows its secret.

    Where the server is not ours there is no such address, and the group that holds this stays hidden.
    """

    kind = "address"

    plan = t.Unicode().tag(sync=True)
    label = t.Unicode().tag(sync=True)
    copy = t.Unicode().tag(sync=True)
    copied = t.Unicode().tag(sync=True)

    def __init__(self, plan: str, words: Words | None = None) -> None:
        _ = words or Words("en")
        super().__init__(words, plan=plan, label=_("Address of the calendar"), copy=_("Copy"), copied=_("Copied"))


class SubscriptionForm(Form):
    """A box with the address, the state of the calendar there, and a button that publishes the present one."""

    def __init__(self, session: Session) -> None:
        _ = session.words
        self._session = session
        self.address, self._state = Address(session.plan.id, _), Prose()
        self.put = button("", lambda: session.replace_plan(session.scheduled_plan()))
        super().__init__(
            _("A calendar to subscribe to"),
            [self.address, self._state, self.put],
            _(
                "Give this address to a calendar program (“from URL”, “subscribe”): it fetches the calendar again by "
                "itself, after hours or a day. The program, or the service behind it, must be able to reach the "
                "address: one that begins with http://127.0.0.1 opens on this computer alone. Whoever has the address "
                "reads the calendar."
            ),
        )
        self.add_class("box")

    def refresh(self) -> None:
        """Show the state of the calendar at the address; it must have been worked out."""
        _, plan = self._session.words, self._session.plan
        self.address.plan = plan.id
        if not plan.slots:
            state, act = _("Nothing is at this address yet."), _("Put the calendar there")
        elif scheduled_plan(plan, self._session.workings) != plan:
            state = _("The calendar there is older than the plan: it does not know your last changes.")
            act = _("Put the present one there")
        else:
            state, act = _("The calendar there is that of the plan as it is now."), ""
        self._state.show(help_line(state))
        self.put.description = act
        (self.put.remove_class if act else self.put.add_class)("none")
