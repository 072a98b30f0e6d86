"""Weights as shares and as whole points."""

import pytest

from strategy_kit.platforms.weights import weight_points


@pytest.mark.parametrize(
    ("weights", "points"),
    [
        ({"reach": 3.0, "trade": 1.0}, {"reach": 75, "trade": 25}),
        ({"reach": 1.0, "trade": 1.0, "effort": 1.0}, {"reach": 34, "trade": 33, "effort": 33}),
        ({"reach": 2.0, "trade": 0.0}, {"reach": 100, "trade": 0}),
    ],
)
def test_weights_as_points_keep_their_proportions_and_add_up(weights, points):
    assert weight_points(weights, 100) == points
