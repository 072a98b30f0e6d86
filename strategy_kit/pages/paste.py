"""A place to paste rows from a spreadsheet into a table of a page."""

from collections.abc import Sequence

import ipywidgets

from strategy_kit.errors import InputError
from strategy_kit.i18n import N_
from strategy_kit.session.session import Session
from strategy_kit.storage.pasted_rows import merged_rows, pasted_rows
from strategy_kit.widgets.form import button
from strategy_kit.widgets.form_rows import filled
from strategy_kit.widgets.html import help_line, refusal_line
from strategy_kit.widgets.lazy import Disclosure
from strategy_kit.widgets.prose import Prose
from strategy_kit.widgets.table import TableEditor


def paste_disclosure(session: Session, editor: TableEditor, keys: Sequence[str]) -> Disclosure:
    """Return a button that opens the place to paste; rows with the same `keys` are updated, others added."""
    return Disclosure(session.words(N_("Paste from a spreadsheet")), lambda: [PastedRows(session, editor, keys)])


class PastedRows(ipywidgets.VBox):
    """Rows pasted as text, taken over into a table that a person then goes on editing."""

    def __init__(self, session: Session, editor: TableEditor, keys: Sequence[str]) -> None:
        self._session, self._editor, self._keys, _ = session, editor, keys, session.words
        example = ";".join(column["word"] for column in editor.columns)
        self.text = ipywidgets.Textarea(description=_("Paste a table"), rows=3, placeholder=example)
        self.button = button(_("Import these rows"), self.take)
        self._result = Prose()
        names = _.all_of(column["word"] for column in editor.columns if column["key"] in keys)
        about = _(
            "A line of headings, as in the table above, then a line for each row. A row that is there already, by "
            "{names}, is updated.",
            names=names,
        )
        super().__init__([self.text, Prose(help_line(about)), self.button, self._result])
        self.add_class("paste")

    def take(self) -> None:
        """Take the pasted rows over; what a cell cannot hold is shown below it."""
        _, editor = self._session.words, self._editor
        try:
            pasted = pasted_rows(self.text.value, editor.columns, _)
            before = filled(editor.value)
            rows = merged_rows(before, pasted, self._keys)
            if len(rows) > editor.max_rows:
                raise InputError(
                    "{field}: {value} rows are too many. Keep at most {limit}.",
                    field=_("Table"),
                    value=len(rows),
                    limit=str(editor.max_rows),
                )
        except InputError as error:
            self._result.show(refusal_line(_.error(error)))
            return
        editor.value = tuple(rows)
        if editor.binding.is_refused:
            self._result.show(refusal_line(_("Not saved yet: correct the cells marked in the table.")))
            return
        self.text.value = ""
        added = len(rows) - len(before)
        self._result.show(
            help_line(_("Rows added: {added}; updated: {updated}.", added=added, updated=len(pasted) - added))
        )
