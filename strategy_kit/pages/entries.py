"""What is open and written on a page: carried over to the same page built anew, and found when it was refused."""

from collections.abc import Sequence
from typing import Any

import ipywidgets

from strategy_kit.widgets.form import Form
from strategy_kit.widgets.lazy import Disclosure, Fields
from strategy_kit.widgets.panel import Section
from strategy_kit.widgets.prose import Prose
from strategy_kit.widgets.table import TableEditor

WRITTEN = (TableEditor, ipywidgets.Text, ipywidgets.Textarea)


def restore_state(old: Any, new: Any) -> None:
    """
    Give a page what is open and what is written on the same page built before.

    What was refused is proposed again: its message is in the language of the new page.
    """
    if isinstance(old, Section | Disclosure) and isinstance(new, Section | Disclosure):
        if old.made and not new.is_open:
            new.toggle()  # what is in it may be half written
        for before, after in zip(old.made, new.made, strict=False):
            restore_state(before, after)
        if new.is_open != old.is_open:
            new.toggle()
        return
    is_written = isinstance(old, WRITTEN) and isinstance(new, WRITTEN)
    if (is_written or (_is_refused(old) and hasattr(new, "binding"))) and old.value != new.value:
        new.value = old.value
    for before, after in zip(_parts(old), _parts(new), strict=False):
        restore_state(before, after)


def show_control(widget: Any, control: object) -> bool:
    """Open all that a bound control is in; return whether it is below a widget."""
    if getattr(widget, "binding", None) is control:
        return True
    is_folded = isinstance(widget, Section | Disclosure)
    found = any(show_control(part, control) for part in (widget.made if is_folded else _parts(widget)))
    if found and is_folded and not widget.is_open:
        widget.toggle()
    return found


def show_setting(widget: Any, name: str) -> Any:
    """
    Open all that a control or a form of a name is in; return it, None if it is not below a widget.

    What stands in sections comes last, and the last section first: a section is made to look into it.
    """
    if (hasattr(widget, "binding") and getattr(widget, "description", "") == name) or (
        isinstance(widget, Form | Fields) and getattr(widget, "title", "") == name
    ):
        return widget
    is_closed = isinstance(widget, Section | Disclosure) and not widget.is_open
    if is_closed:
        widget.toggle()
    parts = _parts(widget)
    folded = [part for part in parts if isinstance(part, Section | Disclosure)]
    ordered = [*(part for part in parts if part not in folded), *reversed(folded)]
    found = next(filter(None, (show_setting(part, name) for part in ordered)), None)
    if is_closed and found is None:
        widget.toggle()
    return found


def _is_refused(widget: Any) -> bool:
    return hasattr(widget, "binding") and bool(widget.binding.is_refused)


def _parts(widget: Any) -> Sequence[Any]:
    """Return what is in a box; sentences come and go."""
    return [part for part in getattr(widget, "children", ()) if not isinstance(part, Prose)]
