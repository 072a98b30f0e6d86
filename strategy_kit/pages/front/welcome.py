"""The first screen: what the workbook is for, and three ways in."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

import ipywidgets
from markupsafe import Markup

from strategy_kit import clock
from strategy_kit.errors import InputError
from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.i18n import Words
from strategy_kit.pages.front.origin import start_from_file
from strategy_kit.pages.front.plans import plan_button, plan_line
from strategy_kit.pages.navigation import Navigation
from strategy_kit.pages.registry import PLANS, QUESTIONS
from strategy_kit.plan.examples import EXAMPLE, example_plan
from strategy_kit.plan.workings import Workings
from strategy_kit.session.plan_list import ListedPlan, listed_plans
from strategy_kit.session.session import Session
from strategy_kit.views.welcome import PlanInShort, plan_in_short
from strategy_kit.widgets.base import Pausable
from strategy_kit.widgets.files import Upload
from strategy_kit.widgets.form import button
from strategy_kit.widgets.html import html, joined, refusal_line
from strategy_kit.widgets.prose import Prose, front_sheet

NEWEST = 3
"""Plans that are listed here; the others are one click away."""
PLAN = "plan"
"""The page on which the example opens, and a plan from a file: all of it in short."""


class WelcomePage(Pausable, ipywidgets.VBox):
    """
    The promise, three ways in, and one week of the example plan.

    Attributes
    ----------
    start, example : Button
        To the five questions of a new plan; to the example plan.
    file : Upload
        Opens a plan from a file.
    """

    def __init__(self, session: Session, go: Navigation) -> None:
        self._session, self._go, _ = session, go, session.words
        self.start = button(_("Start my plan"), self._start, primary=True)
        self.example = button(_("Open the example"), lambda: go.open_plan(EXAMPLE, PLAN))
        self.file = Upload(self._open_file, _, label=_("Open a file"), accept=".json").add_class("plain")
        self._plans = ipywidgets.VBox().add_class("plan-list")
        questions = _("Two minutes, then a first plan of your own. You can change it all later.")
        example = _("A made-up business, planned to the end. Look around; your own plans stay as they are.")
        ways = [
            _way(_("Five questions"), questions, self.start),
            _way(_("An example plan"), example, self.example),
            *([ipywidgets.VBox([self._plans_line(), self._plans]).add_class("way-plans")] if session.store else []),
        ]
        left = ipywidgets.VBox([Prose(_head(_)), *ways]).add_class("ways")
        super().__init__([front_sheet(), ipywidgets.Box([left, Prose(example_markup(_))]).add_class("welcome")])
        self.add_class("wrap")
        self.refresh()

    def set_active(self, active: bool) -> None:
        """Read the list of plans when it is shown."""
        super().set_active(active)
        if active:
            self.refresh()

    def refresh(self) -> None:
        """List the newest plans as they are now."""
        if self._session.store is None:
            return
        _ = self._session.words
        try:
            listed: Sequence[ListedPlan] = list(islice(listed_plans(self._session.store), NEWEST + 1))
        except InputError as error:
            self._plans.set_trait("children", (Prose(refusal_line(_.error(error))),))
            return
        rows: list[ipywidgets.Widget] = [self._row(plan) for plan in listed[:NEWEST]]
        if len(listed) > NEWEST:
            rows.append(button(_("All my plans"), lambda: self._go(PLANS)).add_class("link"))
        if not rows:
            rows.append(Prose(html('<p class="small">{none}</p>', none=_("None yet. Everything is saved as you go."))))
        self._plans.set_trait("children", tuple(rows))

    def _row(self, plan: ListedPlan) -> ipywidgets.Widget:
        line = Prose(plan_line(plan, self._session, self._go))
        return ipywidgets.HBox([*plan_button(plan, self._go), line]).add_class("plan-row")

    def _plans_line(self) -> ipywidgets.Widget:
        _ = self._session.words
        head = Prose(html("<h2>{name}</h2>", name=_("My plans")))
        return ipywidgets.HBox([head, self.file]).add_class("way")

    def _start(self) -> None:
        """Show the questions of a new plan: the present one, if nothing in it is answered yet."""
        if self._session.version or self._session.is_example or self._session.plan.answers:
            self._go.open_plan("", QUESTIONS)
        else:
            self._go(QUESTIONS)

    def _open_file(self, _name: str, body: bytes) -> str:
        words = start_from_file(self._session, body)
        self._go(PLAN)
        return words


def _head(_: Words) -> Markup:
    return html(
        '<div class="pagehead"><h1>{promise}</h1><p class="lede">{lede}</p></div>',
        promise=_("A social media plan that fits the hours you have, with a reason for each choice"),
        lede=_(
            "For small businesses and the people who advise them. You get where to be, how often to post, a calendar "
            "ready to publish, and who answers. Each figure shows its source."
        ),
    )


def _way(name: str, about: str, act: ipywidgets.Widget) -> ipywidgets.Widget:
    words = Prose(html("<h2>{name}</h2><p>{about}</p>", name=name, about=about))
    return ipywidgets.HBox([words, act]).add_class("way")


def example_markup(_: Words) -> Markup:
    """Show the example plan in short, as the workbook works it out; nothing where it cannot."""
    try:
        name, short = _example(_.lang, clock.today())
    except InputError:
        return Markup()
    return html(
        '<figure class="card short"><p class="small">{what}</p><h3>{title}</h3><div class="facts">{facts}</div>'
        '{drawing}</figure><p class="small">{label}</p>',
        what=_("What you get, in short"),
        title=short.title,
        facts=joined(html("<div><b>{fact}</b><span>{of}</span></div>", fact=fact, of=of) for fact, of in short.facts),
        drawing=short.drawing,
        label=_("An example business, planned by this workbook: {name}.", name=name),
    )


@lru_cache(maxsize=8)
def _example(lang: str, today: dt.date) -> tuple[str, PlanInShort]:
    """Return name and contents of a language's example plan; warm-up leaves them here for all visitors of a day."""
    words = Words(lang)
    plan = example_plan(words, clock.next_monday(today))
    return plan.brief.name, plan_in_short(Workings(plan, load_evidence(), today.year), words)
