"""Participants of the group decision: their weights and ratings, typed or pasted."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ipywidgets

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.labels.platforms import criterion_labels, dialogue_step_words
from strategy_kit.languages import LANGUAGES
from strategy_kit.model import Brief, Participant
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.pages.choices import EDITION_PLATFORMS, check_names, platform_column
from strategy_kit.pages.votes import VotesLine
from strategy_kit.session.session import Session
from strategy_kit.storage.votes_file import read_votes
from strategy_kit.text import name_key, one_line
from strategy_kit.views.platforms import group_views
from strategy_kit.views.shared import platform_names
from strategy_kit.views.votes import platform_votes
from strategy_kit.widgets.choices import choice_column, column
from strategy_kit.widgets.form import Form, boxed, button, table
from strategy_kit.widgets.form_rows import Row, filled, given, number
from strategy_kit.widgets.html import help_line, refusal_line
from strategy_kit.widgets.panel import Panel
from strategy_kit.widgets.prose import Prose


def group_panel(session: Session) -> Panel:
    """Weights and ratings of each participant: what they change, then choices, decisive views and disagreements."""
    votes = VotesLine(session, platform_votes)
    forms = [people_form(session, votes.confirm), people_ratings_form(session)]
    return Panel(session, [group_views], editors=[votes], below=forms)


def people_form(session: Session, confirm: Callable[[str, str], object] | None = None) -> Form:
    """Weights of each participant, one row each, typed or pasted; `confirm` shows what was pasted."""
    _ = session.words
    labels = criterion_labels(_)
    columns = [column("name", _("Who")), *(column(key, labels[key], "number") for key in CRITERIA)]
    most = Brief.most("voices")
    editor = table(session, columns, _people_rows, _with_people, add=_("Add a person"), most=most, wide=True)
    words = _(
        "A role or initials are enough. Each person fills in a row alone, before you discuss: 0 if a criterion does "
        "not matter, a larger number the more it does. Only the proportions within a row count. “Use the group’s "
        "weights” makes the answer follow their average."
    )
    return boxed(_("Each person’s weights"), [editor, Paste(session, confirm)], words)


def people_ratings_form(session: Session) -> Form:
    """Dialogue on each platform as each participant rates it."""
    _ = session.words
    columns = [
        choice_column("name", _("Who"), lambda: {each.name: each.name for each in session.plan.brief.voices}),
        platform_column(session, EDITION_PLATFORMS),
        choice_column("dialogue", _("Dialogue on this platform"), dialogue_step_words(_)),
    ]
    most = Brief.most("voices") * Participant.most("ratings")
    editor = table(session, columns, _ratings_rows, _with_ratings, add=_("Add a rating"), most=most)
    words = _("If people rate a platform differently, the average counts, unless you have agreed on one rating.")
    return boxed(_("Each person’s ratings"), [editor], words)


class Paste(ipywidgets.VBox):
    """A place to paste votes from a spreadsheet, one row a person."""

    def __init__(self, session: Session, confirm: Callable[[str, str], object] | None = None) -> None:
        self._session, _ = session, session.words
        example = ";".join((_("Who"), *criterion_labels(_).values(), "Facebook"))
        self.text = ipywidgets.Textarea(description=_("Or paste a table"), rows=3, placeholder=example)
        self.button = button(_("Import these rows"), self.take)
        self._result = Prose()
        self._confirm = confirm or (lambda *words: self._result.show(help_line(" ".join(words))))
        scale = _(
            "A line of headings, then a line for each person: a weight from 0 for each criterion and, under a "
            "platform’s name, a rating of its dialogue from 0 to 3. A name that is there already is updated."
        )
        super().__init__([self.text, Prose(help_line(scale)), self.button, self._result])
        self.add_class("paste")

    def take(self) -> None:
        """Take over the pasted rows: they update participants of the same name, and add new ones."""
        session, _ = self._session, self._session.words
        try:
            pasted = {name_key(each.name): each for each in read_votes(self.text.value, headings_of(session), _)}
            before = {name_key(each.name): each for each in session.plan.brief.voices}
            merged = before | {name: _merged(before.get(name), each) for name, each in pasted.items()}
            session.change_brief(voices=list(merged.values()))
        except InputError as error:
            self._result.show(refusal_line(_.error(error)))
            return
        self.text.value = ""
        self._result.show("")
        updated = len(before.keys() & pasted.keys())
        self._confirm(
            _.plural("One person imported", "{n} people imported", len(pasted)),
            _(
                "Added: {added}; updated: {updated}; people in the table now: {all}.",
                added=len(pasted) - updated,
                updated=updated,
                all=len(merged),
            ),
        )


def headings_of(session: Session) -> dict[str, str]:
    """
    Return the key for each heading of a pasted table: label of a criterion, now or earlier, platform, or key.

    The first heading of each key is its label on the page.
    """
    languages = (session.words, *map(Words, LANGUAGES))
    shown = {label: key for _ in languages for key, label in criterion_labels(_).items()}
    shown |= {name: key for key, name in platform_names(session.workings).items()}
    others = {str(key): str(key) for key in (*CRITERIA, *session.workings.evidence.platforms["key"])}
    others |= {label: record.key for record in CRITERIA.values() for label in record.earlier_labels}
    return shown | {word: key for word, key in others.items() if word not in shown}


def _merged(before: Participant | None, pasted: Participant) -> Participant:
    """Return a participant with what the pasted row has in the place of what was there."""
    if before is None:
        return pasted
    rated = {rating.platform for rating in pasted.ratings}
    others = (rating for rating in before.ratings if rating.platform not in rated)
    return before.changed(weights=pasted.weights or before.weights, ratings=(*others, *pasted.ratings))


def _people_rows(brief: Brief) -> list[dict[str, Any]]:
    unknown = dict.fromkeys(CRITERIA)
    return [{"name": each.name, **(dict(each.weights) if each.weights else unknown)} for each in brief.voices]


def _with_people(brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
    """Return the participants of the rows; their other entries stay with the name, else with the place."""
    people = filled(rows)
    check_names([row["name"] for row in people], "voices")
    by_name = {each.name: each for each in brief.voices}
    same_places = len(people) == len(brief.voices)
    participants = []
    for place, row in enumerate(people):
        before = by_name.get(one_line(row["name"])) or (brief.voices[place] if same_places else ())
        participants.append({**dict(before), "name": row["name"], "weights": _weights(row, place)})
    return {"voices": participants}


def _weights(row: Row, place: int) -> Mapping[str, float] | None:
    """Return the weights of a row: all of them or none, for a missing one is not zero."""
    if all(row[criterion] is None for criterion in CRITERIA):
        return None
    return {criterion: number(row, f"voices.{place}.{criterion}") for criterion in CRITERIA}


def _ratings_rows(brief: Brief) -> list[dict[str, Any]]:
    return [{"name": each.name, **dict(rating)} for each in brief.voices for rating in each.ratings]


def _with_ratings(brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
    ratings: dict[str, list[dict[str, Any]]] = {}
    for row in map(given, filled(rows)):
        if "name" in row and "platform" in row:
            ratings.setdefault(row.pop("name"), []).append(row)
    return {"voices": [each.changed(ratings=ratings.get(each.name, ())) for each in brief.voices]}
