import math

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.audience.overlap import reach_together
from strategy_kit.evidence import load
from strategy_kit.figures.audience.reach import combined_reach_card
from strategy_kit.figures.shapes.template import themed
from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE

SOURCES = load.load_table("sources")
NAMES = {"youtube": "YouTube", "facebook": "Facebook", "x": "X", "mastodon": "Mastodon"}
MIX = pd.DataFrame(
    {
        "segment": "All",
        "share": 1.0,
        "platform": ["x", "youtube", "mastodon", "facebook"],
        "reach": [0.2, 0.8, math.nan, 0.7],
        "reach_low": [0.15, 0.75, math.nan, 0.65],
        "reach_high": [0.25, 0.85, math.nan, 0.75],
    }
)
shares = st.tuples(*[st.floats(0, 1)] * 3).map(sorted)


def shown(mix: pd.DataFrame = MIX, lang: str = "en"):
    return combined_reach_card(reach_together(mix), NAMES, ["pew-npors-2025"], SOURCES, Words(lang))


@given(st.lists(shares, min_size=1, max_size=6))
def test_a_pair_reaches_no_less_than_its_wider_platform_and_no_more_than_both(ends: list[list[float]]) -> None:
    rows = [("All", 1.0, f"p{place}", middle, low, high) for place, (low, middle, high) in enumerate(ends)]
    mix = pd.DataFrame(rows, columns=["segment", "share", "platform", "reach", "reach_low", "reach_high"])

    own = mix.set_index("platform")
    for row in reach_together(mix, widest=6).to_dict("records"):
        members = own.loc[list(row["platforms"])]
        assert row["reach_low"] == pytest.approx(members["reach_low"].max())
        assert row["reach_high"] == pytest.approx(min(1.0, members["reach_high"].sum()))


def test_only_the_widest_platforms_are_combined_and_no_unknown_one() -> None:
    sets = reach_together(MIX, widest=2)

    assert sets["platforms"].to_list() == [("youtube",), ("facebook",), ("youtube", "facebook")]


@settings(deadline=None)
@given(st.lists(st.tuples(shares, shares), min_size=2, max_size=4))
def test_bounding_each_segment_is_never_wider_than_bounding_the_mix(
    ends: list[tuple[list[float], list[float]]],
) -> None:
    rows = [
        (f"s{place}", 1 / len(ends), platform, middle, low, high)
        for place, pair in enumerate(ends)
        for platform, (low, middle, high) in zip("ab", pair, strict=True)
    ]
    parts = pd.DataFrame(rows, columns=["segment", "share", "platform", "reach", "reach_low", "reach_high"])
    whole = parts.groupby("platform", as_index=False)[["reach", "reach_low", "reach_high"]].mean()
    whole = whole.assign(segment="All", share=1.0)

    by_segment, by_mix = (reach_together(frame).set_index("platforms") for frame in (parts, whole))
    pair = next(members for members in by_mix.index if len(members) == 2)
    same = pair if pair in by_segment.index else pair[::-1]

    assert by_segment.loc[[same], "reach_low"].iloc[0] >= by_mix.loc[[pair], "reach_low"].iloc[0] - 1e-9
    assert by_segment.loc[[same], "reach_high"].iloc[0] <= by_mix.loc[[pair], "reach_high"].iloc[0] + 1e-9


def test_a_chosen_platform_nobody_asked_about_is_combined_and_leaves_all_open() -> None:
    sets = reach_together(MIX, chosen=["mastodon"], widest=2).set_index("platforms")

    assert sets.loc[[("youtube", "mastodon")], ["reach_low", "reach_high"]].values.tolist() == [[0.75, 1.0]]


def test_the_title_names_the_pair_that_surely_reaches_most() -> None:
    assert shown().title == "YouTube and Facebook together are used by 75% to 100% of your customers"


def test_one_known_platform_makes_no_pair() -> None:
    card = shown(MIX.assign(reach=[math.nan, 0.8, math.nan, math.nan]))

    assert card.title == "No data yet on how many of your customers use either of two platforms"
    assert card.table is not None
    assert card.table.rows == (("YouTube", "75%", "85%"),)


def test_nothing_known_draws_nothing() -> None:
    card = shown(MIX.assign(reach=math.nan))

    assert (card.drawing, card.table, card.legend) == (None, None, ())


def test_what_is_sure_covers_what_is_open() -> None:
    drawing = shown().drawing

    assert drawing is not None
    possible, sure = drawing["data"]
    assert possible["x"][:2] == [0.85, 0.75]
    assert sure["x"][:2] == [0.75, 0.65]
    assert "pattern" in possible["marker"]


@pytest.mark.parametrize("lang", COMPLETE)
def test_both_drawings_are_figures_plotly_takes(lang: str) -> None:
    card = shown(lang=lang)

    for drawing in (card.drawing, card.narrow):
        assert drawing is not None
        go.Figure(themed(drawing, "dark"))


def test_a_platform_nobody_was_asked_about_reaches_no_more_than_is_supposed_of_it():
    sets = reach_together(MIX, chosen=["mastodon"], widest=2, unasked_most=0.4).set_index("platforms")

    assert sets.loc[[("mastodon",)], ["reach_low", "reach_high"]].values.tolist() == [[0.0, 0.4]]
