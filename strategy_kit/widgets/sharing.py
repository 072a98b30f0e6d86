"""One layout and one style of each kind for all widgets of our page: how they look is the style sheet's."""

from typing import Any

from ipywidgets import Widget
from ipywidgets.widgets.trait_types import InstanceDict

_alone = InstanceDict.make_dynamic_default


def share() -> None:
    """Let widgets made from now on share their layouts and styles: ipywidgets makes two models for each control."""
    made: dict[type, Widget] = {}

    def shared(trait: InstanceDict) -> Any:
        if trait.klass not in made or made[trait.klass].comm is None:
            made[trait.klass] = _alone(trait)
        return made[trait.klass]

    InstanceDict.make_dynamic_default = shared
