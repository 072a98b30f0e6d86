"""The session: one plan in work, saved at each change, with listeners."""

import datetime as dt
import logging
import zoneinfo
from collections.abc import Callable, Iterable, Iterator, Mapping
from uuid import uuid4

import pandas as pd

from strategy_kit import clock
from strategy_kit.calendar.constraints import Constraints
from strategy_kit.calendar.reconcile import Moves, moves
from strategy_kit.calendar.schedule import Schedule, schedule_posts
from strategy_kit.errors import InputError
from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.figures.card import Card
from strategy_kit.i18n import Words
from strategy_kit.labels.changes import change_words
from strategy_kit.languages import ENGLISH
from strategy_kit.model import Plan
from strategy_kit.model.differences import differences
from strategy_kit.model.merge import merged
from strategy_kit.model.renaming import new_names, renamed, with_brief
from strategy_kit.plan.checks import check_comparisons, check_names
from strategy_kit.plan.examples import EXAMPLE, example_plan
from strategy_kit.plan.new_brief import new_brief, plan_with_language
from strategy_kit.plan.results import cache_key
from strategy_kit.plan.workings import Workings, scheduled_plan
from strategy_kit.session.background import Background, UnfinishedError
from strategy_kit.session.refusals import Refusals
from strategy_kit.session.undo import History, Way
from strategy_kit.session.warm_cache import warm_cards
from strategy_kit.storage.database import StoreGoneError
from strategy_kit.storage.store import SaveConflict, Store, StoredPlan, open_store
from strategy_kit.views.shared import View

log = logging.getLogger(__name__)
NOWHERE = ("", "")
"""The home of a visitor of whom nothing is known."""


class Session:
    """
    A plan in work, saved at each change to `store`, if there is one.

    Attributes
    ----------
    workings : Workings
        The plan's results, computed when they are needed.
    saved, problem : str
        The state of the last save, in words; why the last change is not saved, or what became of it.
    home : pair of str
        Country and IANA zone of the visitor, where new plans begin; empty: those of the language.
    is_saved, is_store_gone : bool
        Whether the plan as it is now is in the store; whether that failed because the store was removed or replaced.
    other : str
        The id of the plan that another window changed at the same place, since when this one is a copy; else empty.
    """

    def __init__(self, store: Store | None, stored: StoredPlan, words: Words, today: dt.date) -> None:
        self.store, self._lang, self.today = store, words.lang, today
        self.plan, self.version = plan_with_language(stored.plan, words), stored.version
        self._as_saved = self.plan
        self.problem, self.is_saved, self.is_store_gone, self.other = "", True, False, ""
        self.home, _ = NOWHERE, self.words
        self.saved = _("Saved at {time}", time=self._time(stored.saved_at)) if stored.version else ""
        self._listeners: list[Callable[[], None]] = []
        self.refusals, self.history = Refusals(), History()
        self.background = Background(self._notify)
        self._before: Workings | None = None
        self.workings = self._new_workings()

    @property
    def words(self) -> Words:
        """The words of the pages, with the formats of the plan's country."""
        return Words(self._lang, self.plan.brief.country)

    def change_brief(self, **changes: object) -> None:
        """Change the brief; references to a renamed entry follow. InputError: a value is of no use, nothing changes."""
        brief = renamed(self.plan.brief, self.plan.brief.changed(**changes))
        check_names(brief)
        if brief.comparisons != self.plan.brief.comparisons:  # those of a saved plan are shown, to be corrected
            check_comparisons(brief)
        self.replace_plan(with_brief(self.plan, brief))

    def replace_plan(self, plan: Plan) -> None:
        """Take a changed plan in place of the present one, as a step to undo; the same plan changes nothing."""
        if plan != self.plan:
            self.history.record(self.plan, plan)
            self._take(plan)

    def keep(self, plan: Plan) -> None:
        """Take what the workbook adds to the plan, such as the calendar that was published; no step to undo."""
        if plan != self.plan:
            self.history.keep(self.plan, plan)
            self._take(plan)

    def step(self, way: Way) -> str:
        """
        Undo the last change, or make it again, saved like any change; return what was done, in words.

        An entry that was refused is no change: what is undone first is the entry.
        """
        _, plan = self.words, self.history.plan(way, self.plan)
        if way == "undo" and self.refusals.count:
            return _("Undone: {what}", what=self.refusals.put_last_back())
        if plan is None:
            return ""
        if self.refusals.would_be_lost(self.plan, plan):
            return _("First correct the entry marked in red: redoing would overwrite it.")
        what = self.history.describe(way, self.plan, _)
        self.history.go(way, self.plan)
        self._take(plan)
        return _("Undone: {what}", what=what) if way == "undo" else _("Redone: {what}", what=what)

    def _take(self, plan: Plan) -> None:
        self.plan = plan.changed(id=uuid4().hex) if plan.id == EXAMPLE else plan
        today = clock.today(self.plan.brief.team_zone)
        self._before, self.workings = self.workings, self.workings.after(self.plan, today)
        self._save()
        self._notify()

    def calendar_moves(self) -> Moves | None:
        """Count the posts that the last change moved or reassigned; None if none, or no calendar before it."""
        if self._before is None or not self._before.has("schedule"):
            return None
        pillars, people = (new_names(self._before.brief, self.plan.brief, kind) for kind in ("pillars", "team"))
        before = [
            slot.model_copy(
                update={"pillar": pillars.get(slot.pillar, slot.pillar), "owner": people.get(slot.owner, slot.owner)}
            )
            for slot in self._before.schedule.slots
        ]
        return moves(before, self.workings.schedule.slots) or None

    def cards(self, views: Iterable[View]) -> Iterator[Card]:
        """Make the cards of some views from the results as they are now, or take those of the warm cache."""
        return warm_cards(views, self.workings, self.words)

    def error_text(self, error: InputError) -> str:
        """Return the message of an error, its field by the name that it has on the pages."""
        part = error.field.partition(".")[0]
        return self.words.error(error.at(brief_field_words(self.words).get(part, error.field)))

    def scheduled_plan(self) -> Plan:
        """Return the plan with its calendar, waiting for it if need be."""
        self.background.finish()
        return scheduled_plan(self.plan, self.workings)

    @property
    def is_example(self) -> bool:
        """Whether the plan is the example, which is never saved: a change of it makes a copy."""
        return self.plan.id == EXAMPLE

    def take_example(self) -> None:
        """Make a copy of the example the visitor's own plan."""
        if self.is_example:
            self._take(self.plan)

    def begin(self, plan: Plan) -> None:
        """Go on with another plan, saved under an address of its own; the present one stays as it was saved."""
        self.version = 0
        self.history.clear()
        self._take(plan.changed(id=uuid4().hex))

    def continue_with(self, stored: StoredPlan) -> None:
        """Go on with a saved plan; the present one stays as it was saved."""
        self.plan, self.version = plan_with_language(stored.plan, self.words), stored.version
        self._as_saved = self.plan
        self.problem, self.is_saved, self.is_store_gone, self.other, _ = "", True, False, "", self.words
        self.saved = _("Saved at {time}", time=self._time(stored.saved_at)) if stored.version else ""
        self.history.clear()
        self._before, self.workings = None, self._new_workings()
        self._notify()

    def settle(self, country: str, zone: str) -> None:
        """Begin new plans where the visitor is at home; the present one too, if nothing in it was changed or saved."""
        before, self.home = self.home, (country, zone)
        stored = new_plan(self.words, self.plan.id, before)
        if not self.version and self.plan == stored.plan:
            self.continue_with(new_plan(self.words, self.plan.id, self.home))

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change."""
        self._listeners.append(listener)

    def follow(self, listener: Callable[[], None]) -> None:
        """Call `listener` now, and after each change."""
        listener()
        self.on_change(listener)

    def retry(self) -> None:
        """Compute anew what failed."""
        self.background.forget()
        self._notify()

    def remove_listeners(self) -> None:
        """Remove all listeners: the page is being built anew."""
        self._listeners.clear()
        self.refusals.clear()
        self.background.listeners.clear()

    def set_language(self, words: Words) -> None:
        """Go on in another language, which becomes the plan's; one that nobody has changed is begun anew in it."""
        before, self._lang = self.words, words.lang
        if self.version == 0 and self.plan == unsaved_plan(before, self.plan.id, self.home).plan:
            self.continue_with(unsaved_plan(words, self.plan.id, self.home))
            return
        if self.plan.brief.lang != words.lang:  # no step to undo: the page has its own way back
            self._take(plan_with_language(self.plan, words))

    def save_again(self) -> None:
        """Save the plan as it is now; where the store was removed or replaced, into a new one at the same place."""
        _ = self.words
        self._save()
        if self.store and self.is_store_gone:
            try:
                self.store.create_again()
                self.version = 0
                self._save()
            except InputError as error:
                self.problem = _.error(error.at(_("Your plan")))
        self._notify()

    def _new_workings(self) -> Workings:
        today = clock.today(self.plan.brief.team_zone)
        return Workings(self.plan, load_evidence(), self.today.year, solve=self._solve, today=today)

    def _solve(self, heat: pd.DataFrame, constraints: Constraints, reach: Mapping[str, float]) -> Schedule:
        key = cache_key((heat, constraints, reach))
        try:
            return self.background.run(key, lambda ask: schedule_posts(heat, constraints, reach, ask=ask))
        except (UnfinishedError, InputError):
            raise
        except Exception as error:
            log.exception("a calendar failed")
            raise InputError(
                "The calculation failed. Your plan is saved. Undo the last change, or tell us what you changed."
            ) from error

    def _notify(self) -> None:
        for listener in list(self._listeners):
            listener()

    def _save(self) -> None:
        _ = self.words
        if self.store is None:
            return
        try:
            self.problem = self.other = ""
            outcome = self.store.save(self.plan, self.version, uuid4().hex)
            while isinstance(outcome, SaveConflict):
                expected = self._merge(self.store.load(self.plan.id))
                outcome = self.store.save(self.plan, expected, uuid4().hex)
            self.version, self.is_saved, self.is_store_gone = outcome.version, True, False
            self._as_saved = self.plan
            self.saved = _("Saved at {time}", time=self._time(dt.datetime.now(dt.UTC)))
        except InputError as error:
            self.problem, self.is_saved = _.error(error.at(_("Your plan"))), False
            self.is_store_gone = isinstance(error, StoreGoneError)

    def _merge(self, stored: StoredPlan) -> int:
        """
        Add what another window saved meanwhile, or go on with a copy if both changed the same; return its version.

        Only the change made here can then be undone.
        """
        _ = self.words
        theirs, time = plan_with_language(stored.plan, _), self._time(stored.saved_at)
        fields = {"time": time, "what": change_words(differences(self._as_saved, theirs), _)}
        both = _sound(merged(self._as_saved, self.plan, theirs))
        self.history.clear()
        if both is None:
            self.problem = _(
                "Another window changed this too, at {time}: {what}. You are now working on a separate copy.", **fields
            )
            self.other, self.plan, self.workings = self.plan.id, self.plan.changed(id=uuid4().hex), self._new_workings()
            return 0
        self.problem = _("Added from another window, saved at {time}: {what}.", **fields)
        self.history.record(theirs, both)
        self._as_saved, self.plan, self.workings = (
            theirs,
            both,
            self.workings.after(both, clock.today(both.brief.team_zone)),
        )
        return stored.version

    def _time(self, at: dt.datetime) -> str:
        return self.words.time(at.astimezone(zoneinfo.ZoneInfo(self.plan.brief.team_zone)).time())


def _sound(plan: Plan | None) -> Plan | None:
    """Return a merged plan; None if one window refers to a name that the other changed."""
    try:
        if plan:
            check_names(plan.brief)
    except InputError:
        return None
    return plan


def open_session(lang: str = ENGLISH, plan_id: str = "", *, store: Store | None = None) -> Session:
    """
    Open a plan: the one named, else the latest of the store, else a new one with the document's own figures.

    One that the store does not hold is new under that name, saved with its first change; `EXAMPLE` names the example
    plan. Raises InputError if the
    store, or a plan in it, cannot be read.
    """
    words = Words(lang)
    store = store or open_store()
    is_known = not plan_id or store.holds(plan_id)
    stored = (store.load(plan_id) if plan_id else store.latest()) if is_known else None
    return Session(store, stored or unsaved_plan(words, plan_id), words, clock.today())


def unsaved_plan(words: Words, plan_id: str = "", home: tuple[str, str] = NOWHERE) -> StoredPlan:
    """Return what an id stands for that no store holds: the example plan, else a new one."""
    if plan_id != EXAMPLE:
        return new_plan(words, plan_id, home)
    return StoredPlan(example_plan(words, clock.next_monday(clock.today())), 0, dt.datetime.now(dt.UTC))


def new_plan(words: Words, plan_id: str = "", home: tuple[str, str] = NOWHERE) -> StoredPlan:
    """Return a new plan, not saved yet, that holds the document's figures, and country and clock of `home`."""
    country, zone = home if all(home) else (words.language.country, words.language.zone)
    brief = new_brief(words, country, zone)
    start = clock.next_monday(clock.today(brief.team_zone))
    return StoredPlan(Plan(id=plan_id or uuid4().hex, brief=brief, start=start), 0, dt.datetime.now(dt.UTC))


def brief_field_words(_: Words) -> dict[str, str]:
    """
    Name the parts of a brief as the pages do, for what cannot be worked out because of one.

    >>> brief_field_words(Words("en"))["team"]
    'Who posts and answers, and when'
    """
    return {
        "region": _("Region"),
        "segments": _("Who your customers are"),
        "pillars": _("Content pillars"),
        "platforms": _("Platforms in the calendar"),
        "comparisons": _("Compare in pairs"),
        "weights": _("What matters to you"),
        "studies": _("Studies taken into account"),
        "team": _("Who posts and answers, and when"),
        "never": _("Days off, fixed posts, campaigns and other rules"),
    }
