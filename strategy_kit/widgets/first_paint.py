"""
The first view of a page as markup, there before its widgets load: of each component of ours its state, from which our
script paints it; sliders, checkboxes and buttons, which work at once; room for other controls (docs/decisions/0016).
"""

import json
from collections.abc import Iterator
from typing import Any

import anywidget
import ipywidgets
from markupsafe import Markup

from strategy_kit.i18n import Words
from strategy_kit.widgets.base import Component, interface_words
from strategy_kit.widgets.card import CardView
from strategy_kit.widgets.frame import Frame
from strategy_kit.widgets.html import html, joined
from strategy_kit.widgets.prose import Prose

MIME = "application/vnd.strategy_kit.first-view+html"
"""What a kernel calls this markup when it hands it to the page."""

ROOM: dict[str, tuple[type, ...]] = {
    "button": (ipywidgets.Button,),
    "tick": (ipywidgets.Checkbox,),
    "slider": (ipywidgets.IntSlider, ipywidgets.FloatSlider),
    "span": (ipywidgets.IntRangeSlider,),
}
"""Room that controls take, by the class the style sheet knows; any other is a field."""

CONTROLS = {
    "button": '<button type="button" class="sk-waiting {kind} {classes}" data-model="{model}" {state}>{label}</button>',
    "tick": '<label class="sk-waiting {kind} {classes}">'
    '<input type="checkbox" data-model="{model}" {state}><span>{label}</span></label>',
    "slider": '<label class="sk-waiting {kind} {classes}"><span>{label}</span><b>{shown}</b>'
    '<input type="range" data-model="{model}" {state}></label>',
}
WAITING = '<div class="sk-waiting {kind} {classes}"><span>{label}</span><i></i></div>'


def first_view(widget: ipywidgets.Widget, words: Words) -> Markup:
    """Return what a widget will show, with all that is below it."""
    common = interface_words(words)
    template = '<div id="sk-first" data-words="{common}">{view}</div>'
    return html(template, common=_json(common), view=_rendered(widget, common))


def _rendered(widget: ipywidgets.Widget, common: dict[str, str]) -> Markup:
    if isinstance(widget, Component):
        return _part(widget, common)
    classes = " ".join(getattr(widget, "_dom_classes", ()))
    if isinstance(widget, Prose):
        template, words = '<div class="{classes}" data-model="{model}">{words}</div>', Markup(widget.value)
        return html(template, classes=classes, model=widget.model_id, words=words)
    if isinstance(widget, ipywidgets.Box):
        inside = joined(_rendered(child, common) for child in widget.children)
        return html('<div class="{classes}">{inside}</div>', classes=classes, inside=inside)
    return _control(widget, classes)


def _control(control: ipywidgets.Widget, classes: str) -> Markup:
    kind = next((name for name, kinds in ROOM.items() if isinstance(control, kinds)), "field")
    return html(
        CONTROLS.get(kind, WAITING),
        kind=kind,
        classes=classes,
        label=getattr(control, "description", ""),
        model=control.model_id,
        state=Markup(" ").join(_attributes(control)),
        shown=_shown(control) if kind == "slider" else "",
    )


def _attributes(control: ipywidgets.Widget) -> Iterator[Markup]:
    """Return how a control is set, as attributes of its element."""
    if getattr(control, "disabled", False):
        yield Markup("disabled")
    if getattr(control, "value", None) is True:
        yield Markup("checked")
    for name in ("min", "max", "step", "value"):
        if isinstance(control, ROOM["slider"]):
            yield html('{name}="{value}"', name=name, value=getattr(control, name))


def _shown(slider: ipywidgets.FloatSlider | ipywidgets.IntSlider) -> str:
    """Return the value of a slider as its widget writes it."""
    written = format(slider.value, slider.readout_format)
    return written.replace(".", ",") if "comma" in slider._dom_classes else written


def _part(part: Component, common: dict[str, str]) -> Markup:
    return html(
        '<div class="sk sk-{kind} {classes}" data-model="{model}" data-part="{kind}">{words}'
        '<script type="application/json">{state}</script></div>',
        kind=part.kind,
        classes=" ".join(part._dom_classes),
        model=part.model_id,
        words=_words(part),
        state=Markup(_json(_state(part, common))),
    )


def _words(part: Component) -> Markup:
    """Return what a reader needs of a part whose script has not run yet."""
    if isinstance(part, CardView):
        template = '<section class="card"><h3>{title}</h3><p class="sub">{sub}</p></section>'
        return html(template, title=part.title, sub=part.subtitle)
    if isinstance(part, Frame):
        template = '<header class="top"><div class="in"><div class="brand">{name}</div></div></header>'
        return html(template, name=part.name)
    return Markup()


def _state(part: Component, common: dict[str, str]) -> dict[str, Any]:
    own = set(part.keys) - set(anywidget.AnyWidget.class_trait_names(sync=True)) - {"_esm", "_css", "_anywidget_id"}
    state = part.get_state(own)
    return {**state, "labels": {key: word for key, word in part.labels.items() if common.get(key) != word}}


def _json(value: object) -> str:
    """Return JSON that ends no element of a page."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
