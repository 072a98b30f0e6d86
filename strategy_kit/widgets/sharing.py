"""
One layout and one style of each kind for all widgets of a page, where ipywidgets makes two models for each control.

No widget of ours sets either: how things look is the style sheet's. It is for the kernel of one page only; in a
notebook people may give each widget a layout of its own.
"""

from typing import Any

from ipywidgets import Widget
from ipywidgets.widgets.trait_types import InstanceDict

_alone = InstanceDict.make_dynamic_default


def share() -> None:
    """Let widgets made from now on share their layouts and styles, unless they are given their own."""
    made: dict[type, Widget] = {}

    def shared(trait: InstanceDict) -> Any:
        if trait.klass not in made or made[trait.klass].comm is None:
            made[trait.klass] = _alone(trait)
        return made[trait.klass]

    InstanceDict.make_dynamic_default = shared
