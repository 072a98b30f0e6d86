"""Colour of each platform, read without pandas, which a page alone does not need."""

import csv
import re
from functools import cache
from typing import NamedTuple

from strategy_kit.errors import InputError
from strategy_kit.paths import bundled_folder

SHARED = "other"
"""What the column holds for platforms without a colour of their own."""


class Colour(NamedTuple):
    """A colour on light and on dark ground, as ``#RRGGBB``."""

    light: str
    dark: str


@cache
def platform_colours() -> dict[str, Colour]:
    """
    Return the colour of each platform that has one of its own, by key; a blank or wrong one is an InputError.

    >>> platform_colours()["facebook"]
    Colour(light='#38408B', dark='#3F80DC')
    >>> "reddit" in platform_colours()
    False
    """
    file = "platforms.csv"
    colours = {}
    with (bundled_folder("data") / file).open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            found = row.get("colour") or ""
            if not re.fullmatch(f"#[0-9A-F]{{6}}/#[0-9A-F]{{6}}|{SHARED}", found):
                raise InputError(
                    "{file}, column {column}: {platform} has no colour. Write it like {expected}, or {shared}.",
                    field=f"{file}, column colour",
                    value=found,
                    file=file,
                    column="colour",
                    platform=row.get("key", ""),
                    expected="#38408B/#3F80DC",
                    shared=SHARED,
                )
            if found != SHARED:
                colours[row["key"]] = Colour(*found.split("/"))
    return colours
