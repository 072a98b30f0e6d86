"""
The schema of each frame that one layer computes and another reads: its grain, columns, types and units.

A frame is described by the tuple of one of its rows, and nowhere else; `rows_of` reads it. The name of an index counts
as a column. Columns of published facts are described in ``data/datapackage.json``; a matrix, such as platforms by
criteria, holds one quantity, which the function that returns it describes.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, NamedTuple, TypeVar

import pandas as pd
from pandas.api.typing import NAType

Row = TypeVar("Row", bound=NamedTuple)
LEVEL = 0.95
"""Confidence level of every interval."""
Share = Annotated[float, "in [0, 1]"]
Support = Annotated[float, "opinion of studies: -1 avoid, 1 best"]
Score = Annotated[float, "utility or weighted sum of utilities; one platform's lies in [0, 1]"]
Minutes = Annotated[float, "minutes"]
WeeklyHours = Annotated[float, "hours a week"]
Key = Annotated[str, "key of a platform, criterion or source; sources joined by ;"]
Monday = Annotated[dt.date, "Monday of an ISO week"]
Zone = Annotated[str, "IANA zone"]
Moment = Annotated[dt.datetime, "aware"]
Flag = bool | NAType
Count = int | NAType
Rating = Annotated[float | NAType, "0 to 3"]
Keys = tuple[str, ...]


def rows_of(frame: pd.DataFrame, row: type[Row]) -> Iterator[Row]:
    """
    Read a frame row by row, in its order; a KeyError names the columns of the schema that it lacks.

    >>> frame = pd.DataFrame({"low": [0.2], "middle": [0.5], "high": [0.7]}, index=pd.Index(["x"], name="platform"))
    >>> from strategy_kit.frames import ScoreBoundsRow
    >>> next(rows_of(frame, ScoreBoundsRow))
    ScoreBoundsRow(platform='x', low=0.2, middle=0.5, high=0.7)
    """
    table = frame.reset_index() if frame.index.name in row._fields else frame
    lacking = [name for name in row._fields if name not in table.columns]
    if lacking:
        raise KeyError(f"{row.__name__}: the frame lacks {', '.join(lacking)}")
    return map(row._make, zip(*(table[name] for name in row._fields), strict=True))
