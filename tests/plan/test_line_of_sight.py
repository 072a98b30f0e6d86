"""From each objective to the posts that serve it."""

from strategy_kit.model import Brief, Objective, Pillar, Slot
from strategy_kit.plan.line_of_sight import Link, line_of_sight

PILLARS = (
    Pillar(name="Help", serves=("loyalty", "sales")),
    Pillar(name="Offers", purpose="sell", serves=("sales", "Gone")),
    Pillar(name="News"),
    Pillar(name="Late", serves=("reputation",)),
)
BRIEF = Brief(
    name="Shop",
    objectives=(Objective(key="sales"), Objective(key="loyalty"), Objective(key="reputation")),
    pillars=PILLARS,
)


def post(day: int, pillar: str, platform: str = "x", *, cancelled: bool = False) -> Slot:
    return Slot(
        id=str(day),
        platform=platform,
        day=f"2027-01-{day:02}",
        time="09:00",
        zone="Europe/Paris",
        owner="Ada",
        pillar=pillar,
        cancelled=cancelled,
    )


SLOTS = (
    post(4, "Help"),
    post(5, "Help", "facebook"),
    post(6, "Offers"),
    post(7, "News"),
    post(8, "Offers", cancelled=True),
)
SIGHT = line_of_sight(BRIEF, SLOTS)


def test_a_post_counts_for_each_objective_that_its_pillar_serves() -> None:
    assert SIGHT.posts == {"sales": 3, "loyalty": 2, "reputation": 0}
    assert SIGHT.total == 4


def test_links_lead_from_objectives_over_a_pillar_to_a_platform_and_its_posts() -> None:
    assert SIGHT.links == (
        Link(("sales", "loyalty"), "Help", "x", 1),
        Link(("sales", "loyalty"), "Help", "facebook", 1),
        Link(("sales",), "Offers", "x", 1),
        Link((), "News", "x", 1),
        Link(("reputation",), "Late", "", 0),
    )


def test_an_objective_that_no_post_serves_is_named_also_if_a_pillar_without_a_post_serves_it() -> None:
    assert SIGHT.unserved == ("reputation",)


def test_a_pillar_that_serves_no_objective_of_the_plan_is_named() -> None:
    assert SIGHT.idle == ("News",)
