"""What the objectives suggest, closed at first below the answer: each beside the plan's own, with a button."""

from collections.abc import Sequence
from functools import partial

import ipywidgets
from markupsafe import Markup

from strategy_kit.i18n import N_
from strategy_kit.pages.remedies import apply_changes
from strategy_kit.plan.suggestions import Subject
from strategy_kit.session.session import Session
from strategy_kit.views.suggestions import SuggestionLine, own_words_note, suggestion_lines, suggestions_line
from strategy_kit.widgets.base import Pausable
from strategy_kit.widgets.form import button
from strategy_kit.widgets.html import bullets, help_line, html
from strategy_kit.widgets.panel import DetailSection
from strategy_kit.widgets.prose import Prose


class SuggestionLines(Pausable, ipywidgets.VBox):
    """A line for each suggestion that the plan does not follow, with a button that makes it follow."""

    def __init__(self, session: Session, subjects: Sequence[Subject]) -> None:
        self._session, self._subjects = session, subjects
        self._shown: tuple[SuggestionLine, ...] | None = None
        super().__init__()
        self.add_class("group").add_class("box")
        self.follow(session)

    def refresh(self) -> None:
        """Show what the objectives suggest for the plan as it is now."""
        session, _ = self._session, self._session.words
        lines = tuple(suggestion_lines(session.workings, self._subjects, _))
        if lines == self._shown:
            return
        self._shown = lines
        said = [suggestions_line(session.workings, self._subjects, _), own_words_note(session.workings, _)]
        head = Prose(html("<h3>{first}</h3>{rest}", first=said[0], rest=help_line(said[1]) if said[1] else ""))
        self.set_trait("children", (head, *(self._line(line) for line in lines)))

    def _line(self, line: SuggestionLine) -> ipywidgets.Widget:
        words = Prose(_words(line, self._session))
        act = [button(line.act, partial(apply_changes, self._session, line.changes))] if line.act else []
        for each in act:
            each.tooltip = line.title
        return ipywidgets.VBox([words, *act]).add_class("objective")


def _words(line: SuggestionLine, session: Session) -> Markup:
    _ = session.words
    pairs = [(_("Yours:"), line.yours), (_("Suggested:"), line.suggested), (_("The difference:"), line.difference)]
    each = [html("<p><b>{name}</b> {value}</p>", name=name, value=value) for name, value in pairs if value]
    return html("<h4>{title}</h4>", title=line.title) + Markup().join(each) + bullets(line.notes)


class Suggestions(Pausable, ipywidgets.VBox):
    """What the objectives suggest; empty without objectives."""

    def __init__(self, session: Session, subjects: Sequence[Subject]) -> None:
        def inside(session: Session) -> str:
            return suggestions_line(session.workings, subjects, session.words)

        title = session.words(N_("Objectives"))
        self._session = session
        self.section = DetailSection(session, title, inside, lambda session: SuggestionLines(session, subjects))
        super().__init__()
        session.follow(self._arrange)

    def _arrange(self) -> None:
        shown = (self.section,) if self._session.plan.brief.objectives else ()
        if shown != self.children:
            self.set_trait("children", shown)
            self.section.set_active(self.active)
        (self.remove_class if shown else self.add_class)("none")
