"""What a page owes to the person at work rather than to the plan: what is open, what is half written."""

import ipywidgets

from strategy_kit.widgets.lazy import Opened
from strategy_kit.widgets.section import Section
from strategy_kit.widgets.table import TableEditor

WRITTEN = (TableEditor, ipywidgets.Text, ipywidgets.Textarea)


def carry_over(old: ipywidgets.Widget, new: ipywidgets.Widget) -> None:
    """
    Open on a page what is open on the same page built before, and write there what is written.

    What was refused is proposed again, so that it is said again, in the language of the new page.
    """
    if isinstance(old, Section) and isinstance(new, Section) and old.is_open != new.is_open:
        new.turn()
    if isinstance(old, Opened) and isinstance(new, Opened):
        new.button.value = old.button.value
    if isinstance(old, WRITTEN) and isinstance(new, WRITTEN) and old.value != new.value:
        new.value = old.value
    for before, after in zip(getattr(old, "children", ()), getattr(new, "children", ()), strict=False):
        carry_over(before, after)
