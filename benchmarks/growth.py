"""From one visitor to a hundred: how long until all are served, and the memory they take; a figure of both."""

import os
import statistics
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import psutil

from benchmarks.picture import save
from benchmarks.report import RESULTS, Rows, keep
from benchmarks.serving.burst import Burst, UnservedError, burst
from benchmarks.serving.contestants import CONTESTANTS, Contestant, Running, free_port, running
from strategy_kit.figures.shapes.template import tokens

VISITORS = (1, 5, 10, 25, 50, 100)
RUNS = int(os.environ.get("RUNS", "3"))
MOST_SECONDS = 60.0
"""A server that takes longer is not asked for more."""
SPARE = 0.35
"""Share of the machine's memory that stays free."""
LEAST = {"s": 0.01, "mb": 1.0}
"""Drawn as this much where it is less: a logarithmic axis has no nought."""
COLOURS = {"ours": "c1", "voila": "c5", "dash": "c2", "streamlit": "c4", "panel": "c3"}
ABOUT = (
    "Visitors who come at once, each with a page of their own: seconds until all are served, and the megabytes of "
    "memory they add. Medians of {runs} runs; a dash: not all were served, it had taken {most:.0f} s before, or no "
    "memory was left for more."
)


def main() -> None:
    """Measure, print, keep, draw."""
    rows: dict[str, dict[str, float | None]] = {}
    for contestant in CONTESTANTS:
        with (
            tempfile.TemporaryDirectory() as folder,
            running(open_to_all(contestant), free_port(), Path(folder)) as server,
        ):
            burst(server, 1)  # warms up
            seconds, memory = grown(server)
            rows[contestant.name] = {**seconds, **memory}
    keep("growth", rows, about=ABOUT.format(runs=RUNS, most=MOST_SECONDS))
    draw(rows)


def open_to_all(contestant: Contestant) -> Contestant:
    """Let ours take more visitors than it takes if nobody asks."""
    if contestant.name != "ours":
        return contestant
    return replace(contestant, command=lambda *at: [*contestant.command(*at), f"--kernels={2 * max(VISITORS)}"])


def grown(server: Running) -> tuple[dict[str, float | None], dict[str, float | None]]:
    """Return seconds and megabytes for each number of visitors, as far as it is sensible to go."""
    seconds: dict[str, float | None] = {f"{count}_s": None for count in VISITORS}
    memory: dict[str, float | None] = {f"{count}_mb": None for count in VISITORS}
    taken = Burst(0, 0, 0)
    for count in VISITORS:
        machine = psutil.virtual_memory()
        if taken.seconds > MOST_SECONDS or machine.available - taken.pss_mb * count * 1e6 < SPARE * machine.total:
            break
        try:
            bursts = [burst(server, count) for _ in range(RUNS)]
        except UnservedError as error:
            print(error, file=sys.stderr)
            break
        taken = max(bursts, key=lambda one: one.seconds)
        seconds[f"{count}_s"] = round(statistics.median(one.seconds for one in bursts), 3)
        memory[f"{count}_mb"] = round(statistics.median(one.pss_mb for one in bursts) * count, 1)
    return seconds, memory


def draw(rows: Rows) -> None:
    """Draw both with plotly's script in Chromium, as a picture that needs no script."""
    ink = tokens()["light"]
    figure = {"data": [trace for name, row in rows.items() for trace in lines(name, row, ink)], "layout": layout(ink)}
    save(figure, "growth")


def lines(name: str, row: dict[str, float | None], ink: dict[str, str]) -> list[dict[str, object]]:
    """Return one line for the seconds and one for the memory of a contestant."""
    colour = ink[COLOURS[name]]
    look = {"name": name, "mode": "lines+markers", "line": {"color": colour, "width": 3 if name == "ours" else 1.5}}
    known = {unit: [count for count in VISITORS if row.get(f"{count}_{unit}") is not None] for unit in ("s", "mb")}
    return [
        {
            **look,
            "x": known[unit],
            "y": [max(LEAST[unit], row[f"{count}_{unit}"] or 0.0) for count in known[unit]],
            **axis,
        }
        for unit, axis in (("s", {}), ("mb", {"xaxis": "x2", "yaxis": "y2", "showlegend": False}))
    ]


def layout(ink: dict[str, str]) -> dict[str, object]:
    """Return both panels, on logarithmic axes: a straight line grows with the visitors."""
    common = {"type": "log", "gridcolor": ink["grid"]}
    across = {**common, "tickvals": list(VISITORS), "title": {"text": "visitors at once"}}
    up = {**common, "dtick": 1}
    return {
        "grid": {"rows": 1, "columns": 2, "pattern": "independent"},
        "xaxis": across,
        "xaxis2": across,
        "yaxis": {**up, "title": {"text": "seconds until all are served"}},
        "yaxis2": {
            **up,
            "title": {"text": "megabytes they add"},
            "tickvals": [1, 10, 100, 1000],
            "ticktext": ["1 or less", "10", "100", "1000"],
        },
        "legend": {"orientation": "h", "y": 1.12},
        "font": {"family": "sans-serif", "size": 13, "color": ink["ink"]},
        "margin": {"l": 64, "r": 16, "t": 40, "b": 56},
        "paper_bgcolor": "white",
        "plot_bgcolor": "white",
    }


if __name__ == "__main__":
    import json

    draw(json.loads((RESULTS / "growth.json").read_text("utf-8")))
