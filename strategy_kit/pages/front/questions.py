"""Five questions on one screen, from whose answers a first plan is drafted."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import get_args

import ipywidgets
from markupsafe import Markup

from strategy_kit.errors import InputError
from strategy_kit.evidence.evidence import Evidence, load_evidence
from strategy_kit.i18n import N_, Words
from strategy_kit.labels.answers import (
    business_words,
    closed_day_words,
    contact_words,
    content_words,
    day_part_words,
    whereabouts_words,
)
from strategy_kit.model.types import AgeGroup
from strategy_kit.numerals import read_hours
from strategy_kit.pages.choices import country_options, objective_options
from strategy_kit.pages.front.answers import (
    UNKNOWN,
    AnswerChips,
    RegionList,
    answered_line,
    answers_of,
    bound,
)
from strategy_kit.pages.navigation import Navigation
from strategy_kit.pages.registry import DRAFT, FRONT
from strategy_kit.plan.first_draft import brief_from
from strategy_kit.plan.new_brief import is_new
from strategy_kit.session.session import Session
from strategy_kit.views.shared import region_names
from strategy_kit.widgets.base import Pausable
from strategy_kit.widgets.choices import Choice, Options
from strategy_kit.widgets.form import bind, button, live_prose
from strategy_kit.widgets.html import help_line, html, refusal_line
from strategy_kit.widgets.lazy import connect
from strategy_kit.widgets.prose import Prose, front_sheet

PEOPLE = tuple(range(1, 21))
LONGEST = 400
"""Letters of the hours of all people."""


class QuestionsPage(Pausable, ipywidgets.VBox):
    """
    The questions, each with why it is asked; what is chosen is saved as the answers of the plan.

    Attributes
    ----------
    draft : Button
        Drafts the plan from the answers, in the place of what it holds, and shows the draft.
    """

    def __init__(self, session: Session, go: Navigation) -> None:
        self._session, self._go, _ = session, go, session.words
        self.draft, self._refusal = button(_("Draft my plan"), self._draft, primary=True), Prose()
        head = html(
            '<div class="pagehead"><h1>{title}</h1><p class="lede">{lede}</p></div>',
            title=_("Five questions, then your first plan"),
            lede=_("About two minutes. Choose what fits. “I don’t know” is fine: the plan says what it assumes."),
        )
        foot = ipywidgets.HBox([live_prose(session, partial(answered_line, session)), self.draft])
        again = live_prose(session, self._replacing)
        super().__init__(
            [
                front_sheet(),
                Prose(head),
                *(self._question(number, *asked) for number, asked in enumerate(_questions(session), start=1)),
                self._refusal,
                again,
                foot.add_class("next").add_class("draft-foot"),
            ]
        )
        self.add_class("wrap").add_class("questions")

    def _question(self, number: int, title: str, why: str, controls: Sequence[ipywidgets.Widget]) -> ipywidgets.Widget:
        asked = html(
            '<span class="number" aria-hidden="true">{number}</span><h2>{title}</h2><p class="small">{why}</p>',
            number=number,
            title=title,
            why=why,
        )
        refusals = _Refusals()
        for each in controls:
            for control in each.children if isinstance(each, ipywidgets.HBox) else [each]:
                connect(control, partial(refusals.show_for, control), title)
        answers = ipywidgets.VBox([controls[0], refusals, *controls[1:]]).add_class("answers")
        return ipywidgets.HBox([Prose(asked), answers]).add_class("question")

    def _replacing(self) -> Markup:
        """Say that a draft takes the place of what the plan holds, if it holds anything."""
        session, _ = self._session, self._session.words
        if is_new(session.plan.brief):
            return Markup()
        return help_line(_("A new draft replaces the whole plan, with what you changed by hand. Undo brings it back."))

    def _draft(self) -> None:
        """Draft the plan, as one step to undo, and show it."""
        session, _ = self._session, self._session.words
        before, answers = session.plan.brief, answers_of(session)
        try:
            brief = brief_from(answers, _).brief
            session.replace_plan(session.plan.changed(answers=answers, brief=brief))
        except InputError as error:
            self._refusal.show(refusal_line(session.error_text(error)))
            return
        self._refusal.show("")
        if before != brief and not is_new(before):
            self._go.say(_("This is a new draft. Undo brings back the plan as it was."))
        self._go(DRAFT if DRAFT in FRONT else "plan")


class _Refusals(Prose):
    """Why the answers to one question were refused, one line below its fields, which stand first."""

    def __init__(self) -> None:
        super().__init__()
        self._words: dict[ipywidgets.Widget, str] = {}

    def show_for(self, control: ipywidgets.Widget, words: str) -> None:
        """Show why the entry of a control was refused; nothing of it if empty."""
        self._words[control] = words
        said = " ".join(filter(None, self._words.values()))
        self.show(refusal_line(said) if said else "")


def _questions(session: Session) -> list[tuple[str, str, list[ipywidgets.Widget]]]:
    """Return the questions: what is asked, why, and the controls that answer it."""
    _ = session.words
    return [
        (
            _("Your business"),
            _("Sets the time zone, the public holidays and the studies that apply."),
            _business(session),
        ),
        (
            _("What do you want from social media?"),
            _("Up to three. They decide what to measure and what to post about."),
            [_objectives(session)],
        ),
        (
            _("Who are your customers?"),
            _("Which platforms your customers use depends most on their age."),
            _customers(session),
        ),
        (
            _("What can you post?"),
            _("A platform only counts if you have something to post there."),
            [AnswerChips(session, "makes", "", content_words(_))],
        ),
        (
            _("Who works on it?"),
            _("The plan never asks for more hours than this."),
            [
                ipywidgets.HBox([_people(session), _hours(session)]).add_class("fields").add_class("short"),
                AnswerChips(
                    session,
                    "when",
                    _("When you can post and answer"),
                    day_part_words(_),
                    more=closed_day_words(_),
                    more_label=_("We are closed on some days"),
                ),
            ],
        ),
    ]


def _business(session: Session) -> list[ipywidgets.Widget]:
    _ = session.words
    name = ipywidgets.Text(value=answers_of(session).name, description=_("Name"), continuous_update=False)
    country = Choice(_countries(session), answers_of(session).country, str, _("Country"))

    def move(_plan: object, code: str) -> dict[str, object]:
        return {"answers": answers_of(session).changed(country=code, region="")}

    place = [
        bound(session, name, "name"),
        bind(session, country, lambda _plan: answers_of(session).country, move, of_plan=True),
        RegionList(session, region_names, _("Region with its own public holidays")),
    ]
    return [
        ipywidgets.HBox(place).add_class("fields"),
        AnswerChips(session, "business", _("Trade, up to two"), business_words(_), most=2),
    ]


def _countries(session: Session) -> Options:
    """Return the countries, that of the plan first: a new one begins where the visitor is at home."""
    options, home = country_options(session.words), session.plan.brief.country
    return {home: options.get(home, home), **options}


def _objectives(session: Session) -> AnswerChips:
    first, more = objective_options(session.words)
    return AnswerChips(session, "objectives", "", first, most=3, more=more)


def _customers(session: Session) -> list[ipywidgets.Widget]:
    _ = session.words
    labels = _age_words(load_evidence(), _)
    return [
        AnswerChips(session, "ages", _("Age"), {age: labels[age] for age in get_args(AgeGroup)}),
        AnswerChips(session, "where", _("Where"), whereabouts_words(_)),
        AnswerChips(session, "also", _("Also"), contact_words(_)),
    ]


def _age_words(evidence: Evidence, _: Words) -> dict[str, str]:
    terms = evidence.terms
    return dict(zip(terms["key"], map(str, _.localized(terms, "label")), strict=True))


def _people(session: Session) -> ipywidgets.Widget:
    _ = session.words
    options = {UNKNOWN: _("I don’t know"), **{n: _.number(n) for n in PEOPLE}}
    return _number(session, "people", _("People"), options)


def _hours(session: Session) -> ipywidgets.Widget:
    """Make the line for the hours of all people together, or of each: then there are as many people."""
    _, label = session.words, session.words(N_("Hours a week, all together"))

    def read(_plan: object) -> str:
        answers = answers_of(session)
        each = answers.hours_each or (() if answers.hours is None else (answers.hours,))
        names = (*answers.names[: len(each)], *[""] * (len(each) - len(answers.names)))
        times = (f"{name} {_.hours(60 * hours)}".strip() for name, hours in zip(names, each, strict=True))
        return " + ".join(times)

    def write(_plan: object, text: str) -> dict[str, object]:
        return {"answers": answers_of(session).with_hours(_read_each(text, label, _))}

    control = ipywidgets.Text(value=read(None), description=label, continuous_update=False)
    control.placeholder = _("4 h 30, or Ada 3 h + Bo 1 h 30")
    return bind(session, control, read, write, of_plan=True)


def _read_each(text: str, label: str, _: Words) -> list[tuple[str, float]]:
    """Read times with a plus between them, each of several after a name or none; one of no use is an InputError."""
    parts = [text] if len(text) > LONGEST else text.split("+")
    read = [_read_one(part, label, _) if len(parts) > 1 else ("", read_hours(part, _, label)) for part in parts]
    return [(name, hours) for name, hours in read if hours is not None]


def _read_one(part: str, label: str, _: Words) -> tuple[str, float | None]:
    """
    Read a time and the name before it, as short as the rest is a time.

    >>> [_read_one(part, "Hours", Words("en")) for part in ("Ada: 1 h 30", "Team 2 3 h", "30 min", "")]
    [('Ada', 1.5), ('Team 2', 3), ('', 0.5), ('', None)]
    """
    words = part.split()
    for place in range(len(words)):
        with suppress(InputError):
            return " ".join(words[:place]).rstrip(": "), read_hours(" ".join(words[place:]), _, label)
    return "", read_hours(part, _, label)


def _number(session: Session, name: str, description: str, options: Options) -> ipywidgets.Widget:
    """Make a list for a number that may be unknown."""

    def read(_plan: object) -> float:
        value = getattr(answers_of(session), name)
        return UNKNOWN if value is None else value

    def write(_plan: object, value: float) -> dict[str, object]:
        return {"answers": answers_of(session).changed(**{name: None if value == UNKNOWN else value})}

    control = Choice(options, read(None), session.words.number, description)
    return bind(session, control, read, write, of_plan=True)
