"""How long it takes to weigh platforms: what a slider waits for while it is dragged."""

import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from benchmarks.report import keep
from strategy_kit.platforms import Votes, group_decision, left_out, nearest_weights, robustness, score_bounds, start_set
from strategy_kit.platforms.change import lead_bands

PLATFORMS, CRITERIA, DRAWS, PEOPLE, RUNS = 12, 8, 10_000, 30, 15
ABOUT = (
    "10,000 weightings x 12 platforms x 8 criteria, 15 runs after one to warm up. The claim: ranks, pairs and central "
    "weights of all draws in less than 50 ms. `one draw after the other` counts the same ranks as one writes it first."
)


def main() -> None:
    chance = np.random.default_rng(1)
    names = [f"p{n}" for n in range(PLATFORMS)]
    criteria = [f"c{n}" for n in range(CRITERIA)]
    known = pd.DataFrame(chance.random((PLATFORMS, CRITERIA)), index=names, columns=criteria)
    half = known.where(chance.random(known.shape) < 0.5)
    weights = dict(zip(criteria, chance.random(CRITERIA) + 0.1, strict=True))
    hours = pd.Series(chance.random(PLATFORMS) * 4 + 0.5, index=names)
    posts = pd.Series(4, index=names)
    scores = score_bounds(known, weights)["middle"]
    start = start_set(scores, hours, [2.0, 2.0, 1.5], posts=posts)
    fitting = list(start.sets.loc[start.sets["fits"].fillna(False).to_numpy(bool), "platforms"])
    spoken = pd.DataFrame(chance.dirichlet(np.ones(CRITERIA), PEOPLE), columns=criteria)
    votes = Votes(spoken, pd.DataFrame(chance.random((PEOPLE, PLATFORMS)), columns=names))
    draw = {"concentration": 20.0, "seed": 1, "draws": DRAWS}
    tasks: dict[str, Callable[[], object]] = {
        "ranks, pairs and central weights, all known": lambda: robustness(known, weights, **draw),
        "the same, half of it unknown": lambda: robustness(half, weights, **draw),
        "the same, weights of 30 people": lambda: robustness(half, spoken, **draw),
        "one draw after the other, all known": lambda: one_by_one(known, weights),
        "scores between bounds": lambda: score_bounds(half, weights),
        "bands of every weight": lambda: lead_bands(half, weights),
        "nearest weights of every rival": lambda: nearest_weights(half, weights),
        "leaving each out": lambda: left_out(known, weights, start.sets),
        "every start under the hours of three people": lambda: start_set(scores, hours, [2.0, 2.0, 1.5], posts=posts),
        "a group of 30 decides": lambda: group_decision(known, votes, fitting, rated_criterion=criteria[0]),
    }
    rows = {name: measured(task, 1 if name.startswith("one draw") else RUNS) for name, task in tasks.items()}
    keep("fit", rows, about=ABOUT)


def measured(task: Callable[[], object], runs: int) -> dict[str, float]:
    """Time a task: the best, the middle and the worst of some runs, after one to warm up."""
    took = []
    for _run in range(runs + (runs > 1)):
        begun = time.perf_counter()
        task()
        took.append(1000 * (time.perf_counter() - begun))
    kept = took[1:] or took
    return {"best_ms": min(kept), "median_ms": float(np.median(kept)), "worst_ms": max(kept)}


def one_by_one(utilities: pd.DataFrame, weights: dict[str, float]) -> dict[tuple[str, int], int]:
    """Count the ranks of as many draws as everybody would write it first, for the ratio."""
    counted: dict[tuple[str, int], int] = {}
    shares = np.array(list(weights.values())) / sum(weights.values())
    rows = dict(zip(utilities.index, utilities.to_numpy().tolist(), strict=True))
    for drawn in np.random.default_rng(1).dirichlet(20 * shares, DRAWS).tolist():
        scores = {name: sum(w * u for w, u in zip(drawn, row, strict=True)) for name, row in rows.items()}
        for rank, name in enumerate(sorted(scores, key=scores.__getitem__, reverse=True), start=1):
            counted[name, rank] = counted.get((name, rank), 0) + 1
    return counted


if __name__ == "__main__":
    main()
