"""The dashboard: all pages in one frame, each built when it is first opened."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import uuid4

import ipywidgets
from markupsafe import Markup

from strategy_kit import clock
from strategy_kit.errors import InputError
from strategy_kit.i18n import N_, Words
from strategy_kit.pages.decision import DecisionPage
from strategy_kit.pages.entries import restore_state, show_control, show_setting
from strategy_kit.pages.navigation import Navigation, plan_address
from strategy_kit.pages.plan.agreement import is_agreed
from strategy_kit.pages.platform_changes import PlatformChanges
from strategy_kit.pages.registry import FRONT, PAGES, PLANS, QUESTIONS, WELCOME, front_pages, neighbours, steps
from strategy_kit.plan.examples import EXAMPLE
from strategy_kit.plan.new_brief import is_new, is_only_begun
from strategy_kit.plan.workings import Workings
from strategy_kit.session.session import Session, open_session, unsaved_plan
from strategy_kit.session.undo import WAYS, Way
from strategy_kit.storage.store import DamagedPlanError, Store, open_store
from strategy_kit.territories import home
from strategy_kit.views.shared import View, cards_of
from strategy_kit.widgets.base import Pausable, share, with_fallback
from strategy_kit.widgets.card import CardView, StaticOutput, card_views
from strategy_kit.widgets.files import Download, File
from strategy_kit.widgets.first_paint import MIME, first_view
from strategy_kit.widgets.form import button, live_prose
from strategy_kit.widgets.frame import Frame
from strategy_kit.widgets.html import banner, html, joined
from strategy_kit.widgets.panel import show_card
from strategy_kit.widgets.prose import Prose

FIRST = next(iter(PAGES))
REFUSED_FIELDS = ".sk [aria-invalid=true], .refused :is(input, select)"
SOUGHT = ".sought :is(input, select, textarea, button, [tabindex])"
"""Where the cursor goes: in a control whose entry was refused, and in one that the search found."""


def open_dashboard(
    lang: str, plan_id: str = "", page: str = "", *, first_paint: bool = False
) -> "Dashboard | DamagedPlan | Prose":
    """
    Open the dashboard on the plan an address names, else on a new one; without a store, show what is wrong with it.

    An address that names neither plan nor page is that of the first screen; a plan that is only begun opens on its
    questions.

    `first_paint` is for our own page, which shows nothing else: it paints a first view, and widgets share layouts.
    """
    if first_paint:
        share()
    store, landing = None, page or (FIRST if plan_id else WELCOME)
    try:
        store = open_store()
        session = open_session(lang, plan_id or uuid4().hex, store=store)
        if not page and is_only_begun(session.plan):
            landing = QUESTIONS
    except InputError as error:
        before = _session_before_damage(store, lang, plan_id) if isinstance(error, DamagedPlanError) else None
        if before:
            return DamagedPlan(error, Words(lang), lambda: Dashboard(before, landing))
        return Prose(banner("bad", Words(lang).error(error))).add_class("closed")
    return Dashboard(session, landing, first_paint=first_paint)


def _session_before_damage(store: Store | None, lang: str, plan_id: str) -> Session | None:
    """Open the newest version that is as it was saved; its first change is saved as the version after all."""
    try:
        return Session(store, store.load_before_damage(plan_id), Words(lang), clock.today()) if store else None
    except InputError:
        return None


class Dashboard(ipywidgets.VBox):
    """The workbook on one address; an unknown `page` opens the first of all."""

    def __init__(self, session: Session, page: str = FIRST, *, first_paint: bool = False) -> None:
        self.session = session
        self._has_first_paint = first_paint
        self._front = [key for key, record in FRONT.items() if record.is_offered(session)]
        self.page = page if self._is_page(page) else FIRST
        self._built: dict[str, Any] = {}
        self._sought: Any = None
        self.frame = Frame(session.words, steps(session.words), page=self.page, front=front_pages(session))
        self.go = Navigation(
            self._go,
            self._open_plan,
            self._show_card,
            self.frame.say,
            has_address=first_paint,
            show_setting=self._show_setting,
        )
        self.frame.on_act = {"mend": self._show_refused, **{way: partial(self._step, way) for way in WAYS}}
        self.frame.observe(lambda change: self.show_page(change["new"]), "page")
        self.frame.observe(self._change_language, "lang")
        self.frame.observe(lambda change: session.settle(*home(**change["new"])), "browser")
        self._platform_changes = PlatformChanges(session, self.frame.say)
        self._notice, self.unsaved, self.example = Prose(), Unsaved(session), ExampleNotice(session)
        self._other_window = button("", self._open_other)
        super().__init__()
        self.add_class("sk").add_class("sk-app")
        self._listen()
        self.show_page(self.page)

    def _listen(self) -> None:
        self.session.on_change(self._follow)
        self.session.refusals.on_change(self._follow)

    def _is_page(self, page: str) -> bool:
        return page in PAGES or page in self._front

    def _made(self, page: str) -> Any:
        return FRONT[page].make(self.session, self.go) if page in FRONT else DashboardPage(self.session, page, self.go)

    def _open_plan(self, plan_id: str, page: str) -> None:
        """Go on with another plan, or a new one if there is no id, saved at its first change; show a page of it."""
        store, words = self.session.store, self.session.words
        is_saved = store is not None and plan_id not in ("", EXAMPLE)
        stored = store.load(plan_id) if store and is_saved else unsaved_plan(words, plan_id, self.session.home)
        self.session.remove_listeners()
        self._built = {key: built for key, built in self._built.items() if key == PLANS}
        self._listen()
        self.session.continue_with(stored)
        self._go(page)

    def show_page(self, page: str) -> None:
        """Show a page, built now if it never was."""
        if not self._is_page(page):
            return
        if self.page in self._built:
            self._built[self.page].set_active(False)
        self.page = page
        if page in self._built:
            self._built[page].set_active(True)
        else:
            self._built[page] = self._made(page)
        self._follow()

    def _show_card(self, page: str, card: str) -> None:
        self._go(page)
        show_card(self._built[page], card)

    def _show_setting(self, page: str, name: str) -> None:
        """Turn to a control or a form, open what it is in, and put the cursor there."""
        self._go(page)
        if self._sought is not None:
            self._sought.remove_class("sought")
        self._sought = show_setting(self._built[page], name)
        if self._sought is not None:
            self._sought.add_class("sought")
            self.frame.send({"seek": SOUGHT})

    def _go(self, page: str) -> None:
        self.frame.page = page

    def _step(self, way: Way) -> None:
        """Undo or redo, and say what was done."""
        self._platform_changes.forget()
        said = self.session.step(way)
        if said:
            self.frame.say(said)

    def _show_refused(self) -> None:
        """Turn to the first entry that was refused, open what it is in, and put the cursor there."""
        for control in self.session.refusals.controls:
            for page, built in self._built.items():
                if show_control(built, control):
                    self._go(page)
                    self.frame.send({"seek": REFUSED_FIELDS})
                    return

    def _change_language(self, change: dict[str, str]) -> None:
        """Rebuild the pages in another language; the plan, what is open and what is half written stay."""
        if change["new"] == self.session.words.lang:
            return
        words = Words(change["new"])
        before = dict(self._built) if self.session.refusals.count else {self.page: self._built[self.page]}
        self.session.remove_listeners()
        self.session.set_language(words)
        self.frame.set_language(words, steps(words), front_pages(self.session))
        self._built = {page: self._made(page) for page in before}
        self._listen()
        for page, old in before.items():
            restore_state(old, self._built[page])
            self._built[page].set_active(page == self.page)
        self.show_page(self.page)

    def _follow(self) -> None:
        """Show name, save and address of the plan as they are now."""
        session, problem, refused = self.session, self.session.problem, self.session.refusals.count
        undo, redo = (session.history.describe(way, session.plan, session.words) for way in WAYS)
        front = FRONT.get(self.page)
        of_plan = front.of_plan if front else True
        has_steps = front is None or front.has_steps or (of_plan and not is_new(session.plan.brief))
        with self.frame.hold_sync():
            self.frame.show_steps(has_steps)
            self.frame.name = session.plan.brief.name if has_steps else ""
            self.frame.undo, self.frame.redo = session.words(N_("the entry marked in red")) if refused else undo, redo
            self.frame.saved = self._save_state()
            self.frame.saved_kind = "ok" if session.is_saved and not refused else "bad"
            self.frame.address = plan_address(session.plan.id if of_plan else "", self.page, session.words)
        notice = banner("warn" if session.is_saved else "bad", problem) if problem else ""
        if notice and notice != self._notice.value:
            self.frame.say(problem)  # the notice stands above the page, which may be scrolled away
        self._notice.show(notice)
        self.unsaved.refresh()
        self.example.refresh()
        remedy = [] if session.is_saved else [self.unsaved]
        self._other_window.description = session.words(N_("Open the plan of the other window"))
        remedy += [self._other_window] if session.other else []
        remedy += [self.example] if session.is_example and has_steps else []
        built = [self._built[self.page]] if self.page in self._built else []
        children = (self.frame, self._notice, *remedy, *built)
        if children != self.children:
            self.set_trait("children", children)
        self._platform_changes.compare(self.page)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        made = super()._repr_mimebundle_(**kwargs)
        return {**made, MIME: first_view(self, self.session.words)} if self._has_first_paint else made

    def _open_other(self) -> None:
        """Go on with the plan that another window changed too; if it cannot be read, say why."""
        try:
            self._open_plan(self.session.other, self.page)
            self.show_page(self.page)
        except InputError as error:
            self._notice.show(banner("bad", self.session.words.error(error)))

    def _save_state(self) -> str:
        """Return the state of the last save and of refused entries, in words."""
        session, _ = self.session, self.session.words
        if session.problem and not session.is_saved:
            return _("Not saved")
        if session.refusals.count:
            return _.plural(
                "Not saved: one entry to correct", "Not saved: {n} entries to correct", session.refusals.count
            )
        return session.saved


class Unsaved(ipywidgets.HBox):
    """What can be done about a plan that is not saved: save it, into a new store if need be, or take it away."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.save = button("", session.save_again, primary=True)
        self._download: tuple[str, Download] | None = None
        super().__init__()
        self.add_class("acts").add_class("wrap")

    def refresh(self) -> None:
        """Show what can be done now, in the language of now."""
        session, _ = self._session, self._session.words
        if session.is_saved or session.store is None:
            return
        self.save.description = _("Save to a new file") if session.is_store_gone else _("Try saving again")
        if self._download is None or self._download[0] != _.lang:
            self._download = _.lang, Download(_("Download the plan"), self._file, _)
        self.children = (*([] if session.store.is_view_only else [self.save]), self._download[1])

    def _file(self) -> File:
        return "plan.json", "application/json", self._session.plan.to_json().encode()


class ExampleNotice(ipywidgets.HBox):
    """What stands above the pages of the example plan: whose it is, and a button that makes it the visitor's."""

    def __init__(self, session: Session) -> None:
        self._session, self._line = session, Prose()
        self.take = button("", session.take_example, primary=False)
        super().__init__([self._line, self.take])
        self.add_class("example")

    def refresh(self) -> None:
        """Show it in the language of now."""
        _ = self._session.words
        about = _("Look around and try things out. Your first change makes a copy of your own.")
        self._line.show(html("<p><b>{what}</b> {about}</p>", what=_("An example, not a real business."), about=about))
        self.take.description = _("Make it mine")


class DamagedPlan(StaticOutput, ipywidgets.VBox):
    """Why a plan does not open, and a button that opens the version before the damaged one."""

    def __init__(self, error: InputError, words: Words, open_before: Callable[[], "Dashboard"]) -> None:
        self._line, self._open_before = Prose(banner("bad", words.error(error))), open_before
        self.open_before = button(words(N_("Open the previous version")), self._open, primary=True)
        super().__init__([self._line, ipywidgets.HBox([self.open_before]).add_class("acts")])
        self.add_class("closed").add_class("sk").add_class("wrap")

    def _open(self) -> None:
        self.remove_class("closed").remove_class("wrap")
        self.children = (self._open_before(),)

    def __repr__(self) -> str:
        return repr(self.children[0])


class DashboardPage(Pausable, ipywidgets.VBox):
    """One page: its head, its panel, and buttons to the pages before and after."""

    def __init__(self, session: Session, page: str, go: Callable[[str], None]) -> None:
        record = PAGES[page]

        def head() -> Markup:
            return record.head(session.words, is_agreed=bool(record.settled) and is_agreed(session))

        heads, panel = [live_prose(session, head)] if record.question else [], record.make(session)
        if isinstance(panel, DecisionPage):
            panel.go = go
        super().__init__([*heads, panel, _neighbour_buttons(page, session.words, go)])
        self.add_class("wrap")


def _neighbour_buttons(key: str, _: Words, go: Callable[[str], None]) -> ipywidgets.HBox:
    before, after = neighbours(key)
    back = [button(_("Back: {page}", page=_(before.name)), lambda: go(before.key))] if before else []
    onward = [button(_("Next: {page}", page=_(after.name)), lambda: go(after.key), primary=True)] if after else []
    return ipywidgets.HBox([*back, *onward]).add_class("next")


class Findings(StaticOutput, ipywidgets.VBox):
    """The cards that some views make of given results, shown whole."""

    def __init__(self, views: Sequence[View], workings: Workings, words: Words) -> None:
        super().__init__([CardView(card, words) for card in cards_of(views, workings, words)])
        self.add_class("sk").add_class("stack")

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        html = joined(view.static_markup() for view in card_views(self))
        return with_fallback(super()._repr_mimebundle_(**kwargs), repr(self), html)
