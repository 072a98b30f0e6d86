"""State of a page that is not in the plan: what is open, what is half written."""

import ipywidgets

from strategy_kit.widgets.lazy import Disclosure
from strategy_kit.widgets.section import Section
from strategy_kit.widgets.table import TableEditor

WRITTEN = (TableEditor, ipywidgets.Text, ipywidgets.Textarea)


def restore_state(old: ipywidgets.Widget, new: ipywidgets.Widget) -> None:
    """
    Give a page what is open and what is written on the same page built before.

    What was refused is proposed again: its message is in the language of the new page.
    """
    if isinstance(old, Section) and isinstance(new, Section) and old.is_open != new.is_open:
        new.toggle()
    if isinstance(old, Disclosure) and isinstance(new, Disclosure):
        new.button.value = old.button.value
    if isinstance(old, WRITTEN) and isinstance(new, WRITTEN) and old.value != new.value:
        new.value = old.value
    for before, after in zip(getattr(old, "children", ()), getattr(new, "children", ()), strict=False):
        restore_state(before, after)
