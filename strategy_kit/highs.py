"""Integer programmes and their solution by HiGHS, with the bound that proves it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

import highspy
import numpy as np
import numpy.typing as npt

SECONDS = 20.0
"""Time limit: the best solution found by then is taken, with its gap."""

EXACT = 1e-10
"""Rounding error allowed in a row that is checked."""

MOST_COLUMNS, MOST_ENTRIES = 200_000, 5_000_000
"""Limits of a programme's size, so that its memory stays below a gigabyte."""

Kind = TypeVar("Kind", bound=np.generic)
GapCallback = Callable[[float], bool]
"""Callback with the relative gap; True stops."""


@dataclass(frozen=True)
class Answer:
    """Solution of a programme: a value for each column, the objective reached, its upper bound, and seconds taken."""

    values: npt.NDArray[np.int64]
    objective: float
    bound: float
    seconds: float = 0.0


class TooLargeError(Exception):
    """A programme has more columns or matrix entries than `MOST_COLUMNS` or `MOST_ENTRIES`."""


Columns = npt.NDArray[np.int32]
Factors = npt.NDArray[np.float64]


@dataclass
class Programme:
    """
    A maximisation over columns from 0 to `upper` with objective coefficients `cost`, and its rows.

    Columns are whole numbers, but for those that are `continuous`.
    """

    cost: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    start: dict[int, float] = field(default_factory=dict)
    continuous: set[int] = field(default_factory=set)
    rows: list[tuple[float, float, Columns, Factors | None]] = field(default_factory=list)
    entries: int = 0

    def column(self, cost: float, upper: float, start: float = 0.0, *, whole: bool = True) -> int:
        """Add a column of whole numbers or not and return its number; `start` is its value in a feasible solution."""
        if len(self.cost) >= MOST_COLUMNS:
            raise TooLargeError(f"more than {MOST_COLUMNS} columns")
        self.cost.append(cost)
        self.upper.append(upper)
        if start:
            self.start[len(self.cost) - 1] = start
        if not whole:
            self.continuous.add(len(self.cost) - 1)
        return len(self.cost) - 1

    def row(self, lower: float, upper: float, columns: Iterable[int], factors: Iterable[float] | None = None) -> None:
        """Bound the sum of some columns, weighted by factors (1 if absent), between two numbers."""
        those = _array(columns, np.int32)
        self.entries += len(those)
        if self.entries > MOST_ENTRIES:
            raise TooLargeError(f"more than {MOST_ENTRIES} matrix entries")
        self.rows.append((lower, upper, those, None if factors is None else _array(factors, np.float64)))

    def at_most(self, limit: float, columns: Iterable[int]) -> None:
        """Bound the sum of some binary columns from above; no row where it cannot be exceeded."""
        those = _array(columns, np.int32)
        if len(those) > limit:
            self.row(-np.inf, limit, those)

    def total(self, columns: Iterable[int]) -> int:
        """Add a column that equals the sum of some columns, and return its number."""
        those = _array(columns, np.int32)
        total = self.column(0.0, sum(self.upper[column] for column in those))
        self.row(0, 0, [*those, total], [*np.ones(len(those)), -1.0])
        return total

    def maximized(self, ask: GapCallback | None = None, seconds: float = SECONDS, nodes: int | None = None) -> Answer:
        """
        Maximise, until proved, for some seconds, some nodes of branch and bound or until `ask` stops it.

        Any other end is a RuntimeError.

        >>> programme = Programme()
        >>> a, b = programme.column(3.0, 1), programme.column(2.0, 1)
        >>> programme.row(0, 1, [a, b])
        >>> answer = programme.maximized()
        >>> answer.values.tolist(), answer.objective, answer.bound
        ([1, 0], 3.0, 3.0)
        """
        if not self.cost:
            return Answer(np.zeros(0, np.int64), 0.0, 0.0)
        solver = self._solver(ask, seconds, nodes)
        solver.setSolution(self._start())
        solver.run()
        status = solver.getModelStatus()
        if status not in STOPPED or not solver.getSolution().value_valid:
            raise RuntimeError(f"the solver stopped without an answer: {status}")
        return self._answer(solver)

    def satisfied(
        self, ask: GapCallback | None = None, seconds: float = SECONDS, nodes: int | None = None
    ) -> Answer | None:
        """
        Return a solution that keeps all rows, whatever its objective; None if there is none.

        Parameters are those of `maximized`, and the nodes of branch and bound after which it ends; a TimeoutError if
        they stop it before either is known.

        >>> programme = Programme()
        >>> column = programme.column(0.0, 1)
        >>> programme.row(1, 2, [column])
        >>> programme.satisfied().values.tolist()
        [1]
        >>> programme.row(0, 0, [column])
        >>> programme.satisfied() is None
        True
        """
        if not self.cost:
            return None if any(lower > 0 for lower, *_rest in self.rows) else self.maximized()
        solver = self._solver(ask, seconds, nodes)
        solver.changeColsCost(len(self.cost), np.arange(len(self.cost), dtype=np.int32), np.zeros(len(self.cost)))
        solver.run()
        status = solver.getModelStatus()
        if status in INFEASIBLE:
            return None
        if status not in STOPPED:
            raise RuntimeError(f"the solver stopped without an answer: {status}")
        if not solver.getSolution().value_valid:
            raise TimeoutError
        return self._answer(solver)

    def _answer(self, solver: highspy.Highs) -> Answer:
        info = solver.getInfo()
        values = np.rint(np.asarray(solver.getSolution().col_value)).astype(np.int64)
        most = float(np.maximum(self.cost, 0.0) @ np.array(self.upper))
        return Answer(values, info.objective_function_value, min(info.mip_dual_bound, most), solver.getRunTime())

    def _solver(self, ask: GapCallback | None, seconds: float, nodes: int | None) -> highspy.Highs:
        solver = _solver(seconds)
        if nodes is not None:
            solver.setOptionValue("mip_max_nodes", nodes)
        if ask is not None:
            solver.cbMipInterrupt += lambda event: event.interrupt() if ask(event.data_out.mip_gap) else None
        solver.passModel(self._model())
        return solver

    def feasible(self, nodes: int) -> bool | None:
        """
        Whether whole numbers satisfy all rows; None if branch and bound ends after so many nodes without an answer.

        >>> programme = Programme()
        >>> programme.row(3, 3, [programme.column(0.0, 5)], [2.0])
        >>> programme.feasible(10)
        False
        """
        try:
            answer = self.satisfied(nodes=nodes)
        except TimeoutError:
            return None
        if answer is None:
            return False
        return True if self._exact(answer.values) else None

    def _exact(self, values: npt.NDArray[np.int64]) -> bool:
        """Whether values satisfy all rows beyond the tolerance of the solver."""
        return all(
            lower - EXACT <= values[columns] @ _factors(columns, factors) <= upper + EXACT
            for lower, upper, columns, factors in self.rows
        )

    def _start(self) -> highspy.HighsSolution:
        start = highspy.HighsSolution()
        start.col_value = [self.start.get(column, 0.0) for column in range(len(self.cost))]
        return start

    def _model(self) -> highspy.HighsLp:
        model = highspy.HighsLp()
        width, height = len(self.cost), len(self.rows)
        model.num_col_, model.num_row_ = width, height
        model.sense_ = highspy.ObjSense.kMaximize
        model.col_cost_ = np.array(self.cost)
        model.col_lower_, model.col_upper_ = np.zeros(width), np.array(self.upper, float)
        kinds = highspy.HighsVarType
        model.integrality_ = [
            kinds.kContinuous if column in self.continuous else kinds.kInteger for column in range(width)
        ]
        model.row_lower_ = np.array([row[0] for row in self.rows])
        model.row_upper_ = np.array([row[1] for row in self.rows])
        matrix = model.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = np.concatenate([[0], np.cumsum([len(row[2]) for row in self.rows])]).astype(np.int32)
        matrix.index_ = np.concatenate([np.zeros(0, np.int32), *(columns for _l, _u, columns, _f in self.rows)])
        matrix.value_ = np.concatenate([np.zeros(0), *(_factors(row[2], row[3]) for row in self.rows)])
        return model


def _array(values: Iterable[float], kind: type[Kind]) -> npt.NDArray[Kind]:
    return np.asarray(values if isinstance(values, np.ndarray) else list(values), kind)


def _factors(columns: Columns, factors: Factors | None) -> Factors:
    return np.ones(len(columns)) if factors is None else factors


STOPPED = (
    highspy.HighsModelStatus.kOptimal,
    highspy.HighsModelStatus.kTimeLimit,
    highspy.HighsModelStatus.kInterrupt,
    highspy.HighsModelStatus.kSolutionLimit,
)
INFEASIBLE = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)
"""No column is unbounded."""


def _solver(seconds: float) -> highspy.Highs:
    solver = highspy.Highs()
    exact = {"output_flag": False, "threads": 1, "random_seed": 0, "mip_rel_gap": 0.0, "mip_abs_gap": 1e-7}
    for option, setting in (exact | {"time_limit": seconds}).items():
        solver.setOptionValue(option, setting)
    return solver
