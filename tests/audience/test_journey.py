"""Where people look before they buy: what was agreed counts before what single people said."""

import pandas as pd

from strategy_kit.audience.journey import journey_grid, journey_marks, orphan_touchpoints, place_ranks
from strategy_kit.model import Brief, Participant, Touchpoint


def brief(*agreed: Touchpoint, **people: tuple[Touchpoint, ...]) -> Brief:
    return Brief(
        name="Shop",
        journey=agreed,
        voices=[Participant(name=name, journey=answers) for name, answers in people.items()],
    )


def look(**stages: int) -> Touchpoint:
    return Touchpoint(segment="Customers", place="search", **stages)


def cell(own_brief: Brief) -> dict[str, object]:
    (row,) = journey_grid(journey_marks(own_brief)).to_dict("records")
    return row


def test_a_stage_without_an_answer_is_missing():
    marks = journey_marks(brief(look(need=0, compare=2)))

    assert marks[["stage", "how_many"]].values.tolist() == [["need", 0], ["compare", 2]]


def test_differing_answers_give_their_mean_and_range():
    row = cell(brief(Baker=(look(look=1),), Counter=(look(look=2),)))

    assert (row["how_many"], row["low"], row["high"], row["voices"]) == (1.5, 1, 2, 2)


def test_the_agreed_answer_counts_and_the_range_includes_other_answers():
    row = cell(brief(look(look=3), Baker=(look(look=1),)))

    assert (row["how_many"], row["low"], row["high"], row["voices"]) == (3, 1, 3, 1)


def test_the_strongest_basis_is_reported():
    row = cell(brief(Baker=(look(look=1),), Counter=(look(look=2).changed(basis="asked"),)))

    assert row["basis"] == "asked"


def test_touchpoints_of_a_removed_segment_are_left_out_and_counted():
    own_brief = brief(look(look=1), Touchpoint(segment="Gone", place="search", look=3))

    assert len(journey_marks(own_brief)) == 1
    assert orphan_touchpoints(own_brief) == 1


def test_an_empty_journey_is_an_empty_grid_and_not_zeros():
    assert len(journey_grid(journey_marks(Brief(name="Shop")))) == 0


def test_places_rank_by_the_mean_over_segments_weighted_with_their_share_of_sales():
    rows = [("a", "search", 3.0), ("b", "search", 1.0), ("a", "social", 2.0), ("b", "social", 2.0), ("b", "media", 0.0)]
    grid = pd.DataFrame(rows, columns=["segment", "place", "how_many"])

    assert place_ranks(grid, {"a": 0.75, "b": 0.25}).to_dict() == {"search": 1, "social": 2, "media": 3}
    assert place_ranks(grid, {"a": 0.25, "b": 0.75}).to_dict() == {"social": 1, "search": 2, "media": 3}


def test_places_that_tie_share_the_better_rank_and_no_grid_has_no_ranks():
    rows = [("a", place, how_many) for place, how_many in (("media", 1.0), ("search", 2.0), ("social", 2.0))]
    columns = ["segment", "place", "how_many"]

    assert place_ranks(pd.DataFrame(rows, columns=columns), {"a": 1.0}).to_dict() == {
        "search": 1,
        "social": 1,
        "media": 3,
    }
    assert place_ranks(journey_grid(journey_marks(Brief(name="Shop"))), {"Customers": 1.0}).empty
