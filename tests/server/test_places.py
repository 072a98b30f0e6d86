"""Places: whose bound refuses a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.server.places import Claim, Refusal, refusal

PLACES, EACH = 40, 8


def claims(count: int, **shared: object) -> list[Claim]:
    """So many claims of as many visitors."""
    return [Claim(str(number), **shared) for number in range(count)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("taken", "claim", "bound"),
    [
        ([Claim("a")] * 7, Claim("a"), None),
        ([Claim("a")] * 8, Claim("a"), "visitor"),
        (claims(19, link="l", is_owner=False), Claim("a", link="l", is_owner=False), None),
        (claims(20, link="l", is_owner=False), Claim("a", link="l", is_owner=False), "link"),
        (claims(20, link="l", is_owner=False), Claim("a", link="m", is_owner=False), None),
        (claims(10, network="n", is_owner=False), Claim("a", network="n", is_owner=False), "address"),
        (claims(10, network="n", is_owner=False), Claim("a", network="m", is_owner=False), None),
        (claims(10, network="n"), Claim("a", network="n"), None),
        (claims(20, network="n"), Claim("a", network="n"), "address"),
        (claims(29, is_owner=False), Claim("a", is_owner=False), None),
        (claims(30, is_owner=False), Claim("a", is_owner=False), "server"),
        (claims(30, is_owner=False), Claim("a"), None),
        (claims(40), Claim("a"), "server"),
    ],
)
def test_each_bound_refuses_at_its_number_and_not_before(
    taken: list[Claim], claim: Claim, bound: Refusal | None
) -> None:
    assert refusal(claim, taken, PLACES, EACH) == bound


@given(st.integers(1, 60), st.lists(st.builds(Claim, *[st.sampled_from("abc")] * 3, st.just(False)), max_size=200))
def test_an_owner_finds_a_quarter_of_the_places_whatever_others_ask_for(places: int, asked: list[Claim]) -> None:
    taken: list[Claim] = []
    for claim in asked:
        if refusal(claim, taken, places, EACH) is None:
            taken.append(claim)
    for number in range(places // 4):
        assert refusal(Claim(f"owner {number}"), taken, places, EACH) is None
        taken.append(Claim(f"owner {number}"))


@given(st.integers(1, 60))
def test_a_small_server_has_a_place_for_one_reader(places: int) -> None:
    assert refusal(Claim("a", "link", "network", is_owner=False), [], places, EACH) is None
