"""What the page is held to, beside the others of the same run: met, or not yet."""

from dataclasses import dataclass

from benchmarks.report import Rows, written

OURS = "ours"


@dataclass(frozen=True)
class Target:
    """A bound on one column of ours: a number, or what another's row makes of it."""

    words: str
    column: str
    bound: float | None = None
    other: str = ""
    share: float = 1.0

    def most(self, rows: Rows) -> float | None:
        """Return what ours may be at most; None if the other was not measured."""
        if not self.other:
            return self.bound
        theirs = rows.get(self.other, {}).get(self.column)
        return None if theirs is None else theirs * self.share

    def met(self, rows: Rows) -> bool | None:
        """Whether ours keeps to it; None if one of both was not measured."""
        ours, most = rows.get(OURS, {}).get(self.column), self.most(rows)
        return None if ours is None or most is None else ours <= most


TARGETS = (
    Target("The first chart no later than Dash’s", "first_chart_s", other="dash"),
    Target("In use no later than Streamlit", "usable_s", other="streamlit"),
    Target("In use no later than Dash", "usable_s", other="dash"),
    Target("An answer no slower than Dash’s", "repaint_ms_p95", other="dash"),
    Target("25 visitors at once served in a sixth of stock Voilà’s time", "burst25_s", other="voila", share=1 / 6),
    Target("At most 45 MB for a visitor", "pss_mb_per_visitor", 45),
    Target("At most 3 MB on a first visit", "wire_first_mb", 3),
    Target("At most 200 kB on the next", "wire_again_kb", 200),
    Target("Nothing moves while it opens", "layout_shift", 0),
)
SAID: dict[bool | None, str] = {True: "met", False: "**not yet**", None: "not measured"}


def judged(rows: Rows) -> str:
    """Return a Markdown table that says of each target whether it is met."""
    lines = ["| target | measure | ours | at most | |", "|---|---|---:|---:|---|"]
    for target in TARGETS:
        ours = rows.get(OURS, {}).get(target.column)
        numbers = f"{written(ours)} | {written(target.most(rows))}"
        lines.append(f"| {target.words} | `{target.column}` | {numbers} | {SAID[target.met(rows)]} |")
    return "\n".join(lines) + "\n"
