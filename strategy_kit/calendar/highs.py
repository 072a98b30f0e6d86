"""Mixed-integer programmes and their solution by HiGHS, with the bound that proves it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import highspy
import numpy as np
import numpy.typing as npt

SECONDS = 20.0
"""Time limit: the best solution found by then is taken, with its gap."""

GapCallback = Callable[[float], bool]
"""Callback with the relative gap; True stops."""


@dataclass(frozen=True)
class Answer:
    """Solution of a programme: a value for each column, the objective reached, and its upper bound."""

    values: npt.NDArray[np.int64]
    objective: float
    bound: float


@dataclass
class Programme:
    """A maximisation over integer columns from 0 to `upper` with objective coefficients `cost`, and its rows."""

    cost: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    start: dict[int, float] = field(default_factory=dict)
    rows: list[tuple[float, float, list[int], list[float]]] = field(default_factory=list)

    def column(self, cost: float, upper: float, start: float = 0.0) -> int:
        """Add a column and return its number; `start` is its value in a feasible solution."""
        self.cost.append(cost)
        self.upper.append(upper)
        if start:
            self.start[len(self.cost) - 1] = start
        return len(self.cost) - 1

    def row(self, lower: float, upper: float, columns: Iterable[int], factors: Iterable[float] | None = None) -> None:
        """Bound the sum of some columns, weighted by factors (1 if absent), between two numbers."""
        those = list(columns)
        self.rows.append((lower, upper, those, [1.0] * len(those) if factors is None else list(factors)))

    def at_most(self, limit: float, columns: Iterable[int]) -> None:
        """Bound the sum of some binary columns from above; no row where it cannot be exceeded."""
        those = list(columns)
        if len(those) > limit:
            self.row(-np.inf, limit, those)

    def maximized(self, ask: GapCallback | None = None, seconds: float = SECONDS) -> Answer:
        """
        Maximise, until proved, for some seconds or until `ask` stops it; any other end is a RuntimeError.

        >>> programme = Programme()
        >>> a, b = programme.column(3.0, 1), programme.column(2.0, 1)
        >>> programme.row(0, 1, [a, b])
        >>> answer = programme.maximized()
        >>> answer.values.tolist(), answer.objective, answer.bound
        ([1, 0], 3.0, 3.0)
        """
        if not self.cost:
            return Answer(np.zeros(0, np.int64), 0.0, 0.0)
        solver = self._solver(ask, seconds)
        solver.setSolution(self._start())
        solver.run()
        status = solver.getModelStatus()
        if status not in STOPPED or not solver.getSolution().value_valid:
            raise RuntimeError(f"the solver stopped without an answer: {status}")
        return _answer(solver)

    def satisfied(self, ask: GapCallback | None = None, seconds: float = SECONDS) -> Answer | None:
        """
        Return a solution that keeps all rows, whatever its objective; None if there is none.

        Parameters are those of `maximized`; a TimeoutError if they stop it before either is known.

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
        solver = self._solver(ask, seconds)
        solver.changeColsCost(len(self.cost), np.arange(len(self.cost), dtype=np.int32), np.zeros(len(self.cost)))
        solver.run()
        status = solver.getModelStatus()
        if status in INFEASIBLE:
            return None
        if status not in STOPPED:
            raise RuntimeError(f"the solver stopped without an answer: {status}")
        if not solver.getSolution().value_valid:
            raise TimeoutError
        return _answer(solver)

    def _solver(self, ask: GapCallback | None, seconds: float) -> highspy.Highs:
        solver = _solver(seconds)
        if ask is not None:
            solver.cbMipInterrupt += lambda event: event.interrupt() if ask(event.data_out.mip_gap) else None
        solver.passModel(self._model())
        return solver

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
        model.integrality_ = [highspy.HighsVarType.kInteger] * width
        model.row_lower_ = np.array([row[0] for row in self.rows])
        model.row_upper_ = np.array([row[1] for row in self.rows])
        matrix = model.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = np.concatenate([[0], np.cumsum([len(row[2]) for row in self.rows])]).astype(np.int32)
        matrix.index_ = np.array([column for row in self.rows for column in row[2]], np.int32)
        matrix.value_ = np.array([factor for row in self.rows for factor in row[3]], float)
        return model


STOPPED = (
    highspy.HighsModelStatus.kOptimal,
    highspy.HighsModelStatus.kTimeLimit,
    highspy.HighsModelStatus.kInterrupt,
)
INFEASIBLE = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)
"""No column is unbounded."""


def _answer(solver: highspy.Highs) -> Answer:
    info = solver.getInfo()
    values = np.rint(np.asarray(solver.getSolution().col_value)).astype(np.int64)
    return Answer(values, info.objective_function_value, info.mip_dual_bound)


def _solver(seconds: float) -> highspy.Highs:
    solver = highspy.Highs()
    exact = {"output_flag": False, "threads": 1, "random_seed": 0, "mip_rel_gap": 0.0, "mip_abs_gap": 1e-7}
    for option, setting in (exact | {"time_limit": seconds}).items():
        solver.setOptionValue(option, setting)
    return solver
