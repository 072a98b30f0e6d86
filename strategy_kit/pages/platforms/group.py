"""The people of the group: a row for each, their ratings, and what their disagreement means."""

from collections.abc import Mapping, Sequence
from typing import Any

import ipywidgets

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.labels.criteria import criterion_labels
from strategy_kit.labels.platforms import dialogue_step_words
from strategy_kit.languages import LANGUAGES
from strategy_kit.model import Brief, Participant
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.pages.choices import choice_column
from strategy_kit.session.session import Session
from strategy_kit.storage.votes_file import read_votes
from strategy_kit.text import one_line
from strategy_kit.views.platforms import group_views
from strategy_kit.views.shared import platform_names
from strategy_kit.widgets.form import Group, boxed, table
from strategy_kit.widgets.form_rows import Row, filled, given, number
from strategy_kit.widgets.html import help_line, refusal_line
from strategy_kit.widgets.panel import Panel
from strategy_kit.widgets.prose import Prose

MOST_PEOPLE, MOST_SAID = 40, 200


def group_panel(session: Session) -> Panel:
    """Let each person weigh and rate; show who would choose what, whose view decides and what to discuss next."""
    return Panel(session, [], [group_views], editors=[people_group(session), people_ratings_group(session)])


def people_group(session: Session) -> Group:
    """What matters to each person, one row each, typed or pasted."""
    _ = session.words
    labels = criterion_labels(_)
    columns: list[dict[str, Any]] = [
        {"key": "name", "word": _("Who"), "kind": "text"},
        *({"key": key, "word": labels[key], "kind": "number"} for key in CRITERIA),
    ]
    editor = table(session, columns, _people_rows, _with_people, add=_("Add a person"), most=MOST_PEOPLE)
    editor.add_class("spread")
    return boxed(
        _("Each person’s own weights"),
        [editor, Paste(session)],
        _(
            "A role or initials will do. Let each fill in a row alone, before you talk: only the proportions of a row "
            "count. Choose “each person’s own weights” above to let the mean decide."
        ),
    )


def people_ratings_group(session: Session) -> Group:
    """The dialogue each person sees on a platform."""
    _ = session.words

    def columns() -> list[dict[str, Any]]:
        brief, names = session.plan.brief, platform_names(session.workings)
        offered = {key: names[key] for key in session.workings.catalogue.open.index}
        return [
            choice_column("name", _("Who"), {voice.name: voice.name for voice in brief.voices}),
            choice_column("platform", _("Platform"), offered, names),
            choice_column("dialogue", _("Dialogue you can have there"), dialogue_step_words(_)),
        ]

    editor = table(session, columns, _ratings_rows, _with_ratings, add=_("Add a rating"), most=MOST_SAID)
    return boxed(
        _("Each person’s own ratings"),
        [editor],
        _("Where people rate a platform differently, their mean counts, as long as you have not agreed on one rating."),
    )


class Paste(ipywidgets.VBox):
    """
    A place to paste votes from a spreadsheet, one row a person.

    Parameters
    ----------
    session : Session
    """

    def __init__(self, session: Session) -> None:
        self._session = _session = session
        _ = session.words
        self.text = ipywidgets.Textarea(description=_("Or paste a table"), rows=3, placeholder=_example(_))
        self.button = ipywidgets.Button(description=_("Take over these rows"))
        self.button.on_click(lambda _button: self.take())
        self._said = Prose()
        super().__init__([self.text, self.button, self._said])

    def take(self) -> None:
        """Take over what was pasted: who is known already is replaced, who is new is added."""
        session = self._session
        _ = session.words
        try:
            pasted = read_votes(self.text.value, headings_of(session), _)
            kept = {voice.name: voice for voice in session.plan.brief.voices}
            merged = kept | {voice.name: _joined(kept.get(voice.name), voice) for voice in pasted}
            session.propose(voices=list(merged.values()))
        except InputError as error:
            self._said.say(refusal_line(_.error(error)))
            return
        self.text.value = ""
        self._said.say(help_line(_.plural("One person taken over.", "{n} people taken over.", len(pasted))))


def headings_of(session: Session) -> dict[str, str]:
    """Return what the headings of a pasted table may say, in either language: criteria and platforms by name or key."""
    known = {str(key): str(key) for key in (*CRITERIA, *session.workings.evidence.platforms["key"])}
    for lang in LANGUAGES:
        known |= {word: str(key) for key, word in criterion_labels(Words(lang)).items()}
    return known | {name: key for key, name in platform_names(session.workings).items()}


def _example(_: Words) -> str:
    labels = criterion_labels(_)
    return ";".join((_("Who"), *(labels[key] for key in CRITERIA), "Facebook"))


def _joined(known: Participant | None, said: Participant) -> Participant:
    """Keep of a person what the pasted row does not speak of."""
    if known is None:
        return said
    rated = {rating.platform for rating in said.ratings}
    older = tuple(rating for rating in known.ratings if rating.platform not in rated)
    return known.changed(weights=said.weights or known.weights, ratings=(*older, *said.ratings))


def _people_rows(brief: Brief) -> list[dict[str, Any]]:
    return [
        {"name": voice.name, **(dict(voice.weights) if voice.weights else dict.fromkeys(CRITERIA))}
        for voice in brief.voices
    ]


def _with_people(brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
    """Take names and weights; what else a person said stays with the name, else with the place."""
    kept = filled(rows)
    known = {voice.name: voice for voice in brief.voices}
    same_places = len(kept) == len(brief.voices)
    voices = []
    for place, row in enumerate(kept):
        before = known.get(one_line(row["name"])) or (brief.voices[place] if same_places else None)
        said = {} if before is None else dict(before)
        voices.append({**said, "name": row["name"], "weights": _weights(row, place)})
    return {"voices": voices}


def _weights(row: Row, place: int) -> Mapping[str, float] | None:
    """Return the weights of a row: all of them or none, for one that lacks is not zero."""
    if all(row[criterion] is None for criterion in CRITERIA):
        return None
    return {criterion: number(row, f"voices.{place}.{criterion}") for criterion in CRITERIA}


def _ratings_rows(brief: Brief) -> list[dict[str, Any]]:
    return [{"name": voice.name, **dict(rating)} for voice in brief.voices for rating in voice.ratings]


def _with_ratings(brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
    said = [given(row) for row in filled(rows)]
    whole = [row for row in said if "name" in row and "platform" in row]
    return {
        "voices": [
            voice.changed(
                ratings=[
                    {key: cell for key, cell in row.items() if key != "name"}
                    for row in whole
                    if row["name"] == voice.name
                ]
            )
            for voice in brief.voices
        ]
    }
