"""Formats of a draft's pillars: varied, never one that the business does not make or no platform takes."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.evidence.load import assumption_values, load_table
from strategy_kit.i18n import Words
from strategy_kit.model import Answers, Brief
from strategy_kit.plan.draft_formats import PREFERRED, with_varied_formats
from strategy_kit.plan.first_draft import brief_from

PLATFORM_FORMATS = load_table("platform_formats")
TAKEN = {
    platform: set(rows["format"])
    for platform, rows in PLATFORM_FORMATS[PLATFORM_FORMATS["supported"] == "yes"].groupby("platform")
}


def varied(made: list[str], platforms: list[str], fits: Callable[[Brief], bool] = lambda brief: True) -> list[str]:
    brief = Brief(name="Shop", formats=[{"format": each} for each in made])
    changed = with_varied_formats(brief, platforms, PLATFORM_FORMATS, assumption_values(), fits)
    return [pillar.format for pillar in changed.pillars]


def test_pillars_differ_where_the_business_makes_more_than_one_format() -> None:
    assert varied(["image", "text"], ["facebook"]) == ["image", "text", "text", "image"]
    assert varied(["image"], ["facebook"]) == ["image"] * 4


@settings(max_examples=40, deadline=None)
@given(
    made=st.lists(st.sampled_from(PREFERRED["help"]), min_size=1, unique=True),
    platforms=st.lists(st.sampled_from(["facebook", "instagram", "linkedin", "youtube"]), min_size=1, unique=True),
    fitting=st.booleans(),
)
def test_no_pillar_has_a_format_that_is_not_made_or_that_no_platform_takes(
    made: list[str], platforms: list[str], fitting: bool
) -> None:
    found = set(varied(made, platforms, lambda brief: fitting))
    taken = set().union(*(TAKEN[platform] for platform in platforms))

    assert found <= set(made)
    assert found <= taken or not taken & set(made)


def test_a_format_that_takes_longer_is_left_to_the_first_pillar_where_more_does_not_fit() -> None:
    def one_video(brief: Brief) -> bool:
        return sum(pillar.format == "short-video" for pillar in brief.pillars) <= 1

    assert varied(["image", "short-video"], ["instagram"], one_video) == ["short-video", "image", "image", "image"]
    assert varied(["image", "short-video"], ["instagram"], lambda brief: False) == ["image"] * 4


def test_a_draft_has_pillars_of_every_format_that_fits() -> None:
    answers = Answers(country="FR", makes=("photos", "short-texts", "live"), people=1, hours=5.0)
    brief = brief_from(answers, Words("en")).brief

    assert {"image", "text"} <= {pillar.format for pillar in brief.pillars}
