"""The dashboard: all pages behind one frame, each built when it is first opened, in either language."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import ipywidgets

from strategy_kit.errors import InputError
from strategy_kit.evidence.findings import timing_gain_at_most
from strategy_kit.evidence.load import load_timing_effects
from strategy_kit.i18n import Words
from strategy_kit.pages.audience.audience import audience_page
from strategy_kit.pages.calendar.calendar import calendar_page
from strategy_kit.pages.communication.communication import communication_page
from strategy_kit.pages.plan.plan import plan_page
from strategy_kit.pages.plan.start import start_page
from strategy_kit.pages.platforms.platforms import platforms_page
from strategy_kit.session.session import Session, open_session
from strategy_kit.widgets.first_paint import MIME, first_view
from strategy_kit.widgets.frame import Frame
from strategy_kit.widgets.html import banner, page_head
from strategy_kit.widgets.prose import Prose
from strategy_kit.widgets.restore import carry_over
from strategy_kit.widgets.sharing import share

PAGES: dict[str, Callable[[Session], Any]] = {
    "start": start_page,
    "audience": audience_page,
    "communication": communication_page,
    "platforms": platforms_page,
    "calendar": calendar_page,
    "plan": plan_page,
}


def open_dashboard(lang: str, plan_id: str = "", page: str = "start", *, painted: bool = False) -> "Dashboard | Prose":
    """
    Open the dashboard on the plan an address names, else on a new one: nobody meets somebody else's.

    `painted` says that the page is our own and shows nothing else: it can paint a first view, and widgets can share.
    Where the plans cannot be reached, what is wrong with their store is all that is shown.
    """
    if painted:
        share()
    try:
        session = open_session(lang, plan_id or uuid4().hex)
    except InputError as error:
        closed = Prose(banner("bad", Words(lang).error(error)))
        return closed.add_class("closed")
    return Dashboard(session, page, painted=painted)


class Dashboard(ipywidgets.VBox):
    """
    The workbook on one address.

    Parameters
    ----------
    session : Session
    page : str
        The page that opens first; an unknown one opens the start.
    painted : bool
        Whether the page that shows it can paint its first view before the widgets wake: ours can.
    """

    def __init__(self, session: Session, page: str = "start", *, painted: bool = False) -> None:
        self.session = session
        self._is_painted = painted
        self.page = page if page in PAGES else "start"
        self._built: dict[str, Page] = {}
        self.frame = Frame(session.words, steps(session.words), page=self.page)
        self.frame.observe(lambda change: self.turn_to(change["new"]), "page")
        self.frame.observe(self._language_chosen, "lang")
        self._notice = Prose()
        super().__init__()
        self.add_class("sk").add_class("sk-app")
        self._listen()
        self.turn_to(self.page)

    def _listen(self) -> None:
        self.session.on_change(self._follow)
        self.session.refusals.follow(self._follow)

    def turn_to(self, page: str) -> None:
        """Show a page, built now if it never was."""
        if page not in PAGES:
            return
        if self.page in self._built:
            self._built[self.page].wake(False)
        self.page = page
        if page in self._built:
            self._built[page].wake(True)
        else:
            self._built[page] = Page(self.session, page, self._go)
        self.children = (self.frame, self._notice, self._built[page])
        self._follow()

    def _go(self, page: str) -> None:
        self.frame.page = page

    def _language_chosen(self, change: dict[str, str]) -> None:
        """Say everything in the other language; the plan, what is open and what is half written stay as they are."""
        if change["new"] == self.session.words.lang:
            return
        words = Words(change["new"])
        before = dict(self._built) if self.session.refusals.count else {self.page: self._built[self.page]}
        self.session.forget_listeners()
        self.session.speak(words)
        self.frame.speak(words, steps(words))
        self._built = {page: Page(self.session, page, self._go) for page in before}
        self._listen()
        for page, old in before.items():
            carry_over(old, self._built[page])
            self._built[page].wake(page == self.page)
        self.turn_to(self.page)

    def _follow(self) -> None:
        """Show name, save and address of the plan as they are now."""
        session = self.session
        problem, refused = session.problem, session.refusals.count
        with self.frame.hold_sync():
            self.frame.name = session.plan.brief.name
            self.frame.saved = self._saved()
            self.frame.saved_kind = "ok" if session.is_saved and not refused else "bad"
            self.frame.address = {"lang": session.words.lang, "plan": session.plan.id, "page": self.page}
        self._notice.say(banner("warn" if session.is_saved else "bad", problem) if problem else "")

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        made = super()._repr_mimebundle_(**kwargs)
        return {**made, MIME: first_view(self, self.session.words)} if self._is_painted else made

    def _saved(self) -> str:
        """Say what is known of the last save, and of what stands on the page beside it."""
        session, _ = self.session, self.session.words
        if session.problem and not session.is_saved:
            return _("Not saved")
        if session.refusals.count:
            return _.plural("Not saved: one entry to mend", "Not saved: {n} entries to mend", session.refusals.count)
        return session.saved


class Page(ipywidgets.VBox):
    """One page: its question, what is known, its panel, and the ways back and on."""

    def __init__(self, session: Session, page: str, go: Callable[[str], None]) -> None:
        _ = session.words
        self._panel = PAGES[page](session)
        head = [] if page == "plan" else [Prose(page_head(*questions(_)[page]))]
        super().__init__([*head, self._panel, _ways(page, _, go)])
        self.add_class("wrap")

    def wake(self, awake: bool) -> None:
        """Follow the plan, or rest until woken."""
        self._panel.wake(awake)


def steps(_: Words) -> list[dict[str, Any]]:
    """Name the pages."""
    words = {
        "start": _("Start"),
        "audience": _("Audience"),
        "communication": _("Communication"),
        "platforms": _("Platforms"),
        "calendar": _("Calendar"),
        "plan": _("Plan"),
    }
    return [
        {"key": key, "number": number, "word": word, "done": False} for number, (key, word) in enumerate(words.items())
    ]


def questions(_: Words) -> dict[str, tuple[str, str, str]]:
    """Return the head of each page: where we are, the question, what is decided and what the evidence can give."""
    return {
        "start": (
            _("Start"),
            _("What do you want people to find you for?"),
            _(
                "You will describe your business in a few lines. The first answers on every page are the figures of "
                "the document behind this workbook; what you change is saved at once."
            ),
        ),
        "audience": (
            _("Step 1 of 5, the audience"),
            _("How do your customers use social media?"),
            _(
                "You will decide which groups of customers count. Surveys tell what share of such people ever use a "
                "platform; where your country has none, the figure is borrowed and says so."
            ),
        ),
        "communication": (
            _("Step 2 of 5, communication"),
            _("What makes people let you in?"),
            _(
                "You will decide what you speak of, and how often you ask for something. People choose whom they hear "
                "on social media; those who let you in can lock you out."
            ),
        ),
        "platforms": (
            _("Step 3 of 5, platforms"),
            _("Where should you be, with the hours you have?"),
            _(
                "You will decide on which one or two platforms to start, and what would bring in the next. What nobody "
                "has measured stays open in every score."
            ),
        ),
        "calendar": (
            _("Step 4 of 5, the calendar"),
            _("When to post, and who answers?"),
            _(
                "You will decide the hours of the week and who watches. Published hours help a little: the most ever "
                "measured is {most} more reactions on Facebook, {least} on Twitter.",
                most=_.percent(timing_gain_at_most(load_timing_effects(), "facebook")),
                least=_.percent(timing_gain_at_most(load_timing_effects(), "x")),
            ),
        ),
    }


def _ways(page: str, _: Words, go: Callable[[str], None]) -> ipywidgets.Widget:
    order = list(PAGES)
    place = order.index(page)
    names = {step["key"]: step["word"] for step in steps(_)}
    buttons = []
    if place:
        back = ipywidgets.Button(description=_("Back: {page}", page=names[order[place - 1]]))
        back.on_click(lambda _button: go(order[place - 1]))
        buttons.append(back)
    if place + 1 < len(order):
        on = ipywidgets.Button(description=_("Next: {page}", page=names[order[place + 1]]), button_style="primary")
        on.on_click(lambda _button: go(order[place + 1]))
        buttons.append(on)
    box = ipywidgets.HBox(buttons)
    box.add_class("next")
    return box
