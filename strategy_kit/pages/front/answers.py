"""The answers to the five questions as controls: chips with "I don't know", lists, and how many are answered."""

from collections.abc import Mapping
from typing import Any

import ipywidgets
from markupsafe import Markup

from strategy_kit.errors import InputError
from strategy_kit.model.answers import Answers
from strategy_kit.session.session import Session
from strategy_kit.widgets.chips import MoreOptions
from strategy_kit.widgets.choices import Options
from strategy_kit.widgets.form import bind
from strategy_kit.widgets.html import html, refusal_line
from strategy_kit.widgets.prose import Prose

PARTS = (
    ("name", "business"),
    ("objectives",),
    ("ages", "where", "also"),
    ("makes",),
    ("people", "hours", "when"),
)
"""The fields of each question by which it counts as answered; country and region are always there."""
UNKNOWN = 0
"""What a list has for a number that is not known: a list cannot choose None."""


def answers_of(session: Session) -> Answers:
    """Return the answers of the plan; while there are none, those that the plan itself gives: its place, its name."""
    if session.plan.answers is not None:
        return session.plan.answers
    brief, _ = session.plan.brief, session.words
    name = "" if brief.name == _("Your business") else brief.name
    return Answers(name=name, country=brief.country, region=brief.region, zone=session.home[1])


def answered(answers: Answers) -> int:
    """
    Count the questions with an answer; "I don't know" is one.

    >>> answered(Answers()), answered(Answers(name="Bakery", objectives=None, people=2, when=("evenings",)))
    (0, 3)
    """
    numbers = {"people", "hours"}
    given = [any(_is_given(getattr(answers, name), name in numbers) for name in question) for question in PARTS]
    return given.count(True)


def _is_given(value: object, is_number: bool) -> bool:
    return value is not None if is_number else value not in ("", ())


def change(session: Session, **values: object) -> None:
    """Save changed answers; InputError: one is of no use, nothing changes."""
    session.replace_plan(session.plan.changed(answers=answers_of(session).changed(**values)))


class AnswerChips(ipywidgets.VBox):
    """
    One question of which several answers may be chosen: a box to tick for each, and one for "I don't know".

    Parameters
    ----------
    name : str
        Field of `Answers`.
    label : str
        Words before the boxes; empty if a heading says them.
    most : int, optional
        Answers at most; one more is refused in words, and its box is free again.
    more : mapping
        Options that are shown once they are asked for by the button `more_label`, or chosen.
    """

    def __init__(
        self,
        session: Session,
        name: str,
        label: str,
        options: Options,
        *,
        most: int | None = None,
        more: Options | None = None,
        more_label: str = "",
    ) -> None:
        self._session, self.name, self._most, _ = session, name, most, session.words
        self._all = {**options, **(more or {})}
        self._is_showing, self._refusal = False, Prose()
        self.boxes = {value: self._box(value, word) for value, word in self._all.items()}
        self.unknown = self._box(None, _("I don’t know")).add_class("unknown")
        self._rest = MoreOptions(more or {}, more_label or _("More"), self._arrange)
        self.more = self._rest.button
        self._head = [Prose(html('<p class="word">{label}</p>', label=label))] if label else []
        super().__init__()
        self.add_class("chips")
        session.follow(self._show)

    def _box(self, value: str | None, word: str) -> ipywidgets.Checkbox:
        box = ipywidgets.Checkbox(description=word, indent=False)
        box.observe(lambda change: self._ticked(value, change["new"]), "value")
        return box

    def _arrange(self) -> None:
        chosen = getattr(answers_of(self._session), self.name) or ()
        shown = (*self._rest.shown(self.boxes, chosen), self.unknown)
        children = (*self._head, *shown, *([self._refusal] if self._refusal.value else []))
        if children != self.children:
            self.set_trait("children", children)

    def _show(self) -> None:
        """Show the answers of the plan."""
        chosen = getattr(answers_of(self._session), self.name)
        self._is_showing = True
        try:
            for value, box in self.boxes.items():
                box.value = value in (chosen or ())
            self.unknown.value = chosen is None
        finally:
            self._is_showing = False
        self._arrange()

    def _ticked(self, value: str | None, on: bool) -> None:
        if self._is_showing:
            return
        chosen = getattr(answers_of(self._session), self.name) or ()
        new: tuple[str, ...] | None
        if value is None:
            new = None if on else ()
        else:
            new = tuple(each for each in self._all if (each in chosen and each != value) or (on and each == value))
        self._refusal.show("")
        try:
            if self._most and len(new or ()) > self._most:
                raise InputError("Choose at most {n}. Take one off first.", n=self._most)
            change(self._session, **{self.name: new})
        except InputError as error:
            self._refusal.show(refusal_line(self._session.words.error(error)))
        self._show()


class RegionList(ipywidgets.Dropdown):
    """The regions of the country of the answers; there are none of which nothing is known."""

    options: tuple[tuple[str, str], ...]

    def __init__(self, session: Session, regions: Any, description: str) -> None:
        self._session, self._regions, self._is_showing = session, regions, True
        super().__init__(options=self._offered(), description=description)
        self.observe(self._chosen, "value")
        session.follow(self._show)

    def _offered(self) -> tuple[tuple[str, str], ...]:
        answers, _ = answers_of(self._session), self._session.words
        known: Mapping[str, str] = self._regions(answers.country, _)
        others = {} if answers.region in known or not answers.region else {answers.region: answers.region}
        return tuple((word, code) for code, word in {"": _("the whole country"), **known, **others}.items())

    def _show(self) -> None:
        self._is_showing = True
        try:
            offered = self._offered()
            if tuple(self.options) != offered:
                self.options = offered
            self.value = answers_of(self._session).region
            self.disabled = len(offered) == 1
        finally:
            self._is_showing = False

    def _chosen(self, choice: Mapping[str, Any]) -> None:
        if not self._is_showing:
            change(self._session, region=choice["new"] or "")


def bound(session: Session, control: Any, name: str) -> Any:
    """Bind a control to a field of the answers."""

    def read(_plan: object) -> Any:
        return getattr(answers_of(session), name)

    def write(_plan: object, value: object) -> dict[str, object]:
        return {"answers": answers_of(session).changed(**{name: value})}

    return bind(session, control, read, write, of_plan=True)


def answered_line(session: Session) -> Markup:
    """Say how many questions are answered, and that answers are saved."""
    _, n = session.words, answered(answers_of(session))
    all_of_them, some = _("All five answered. Saved as you choose."), _("{n} of 5 answered. Saved as you choose.", n=n)
    return html('<p class="small" role="status">{line}</p>', line=all_of_them if n == len(PARTS) else some)
