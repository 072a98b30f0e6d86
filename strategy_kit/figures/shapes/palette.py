"""
The palette: the colour of every token in both themes.

The workbook's own tokens are in ``tokens.json``; a platform with a colour in ``data/platforms.csv`` has the token
``platform-<key>``, any other ``other``. Drawings name tokens with an @ before them.
"""

import csv
import json
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from strategy_kit.errors import InputError
from strategy_kit.paths import bundled_folder

OTHER = "other"
"""Token of platforms without a colour of their own, and what the column holds for them."""


def platform_token(platform: str) -> str:
    """
    Name the colour token of a platform, the same everywhere.

    >>> platform_token("facebook"), platform_token("reddit")
    ('@platform-facebook', '@other')
    """
    return f"@{_token_of(platform)}" if platform in platform_colours() else f"@{OTHER}"


def platform_tokens() -> list[str]:
    """
    Return the tokens that platforms have, without the @.

    >>> platform_tokens()[:2], platform_tokens()[-1]
    (['platform-facebook', 'platform-x'], 'other')
    """
    return [*map(_token_of, platform_colours()), OTHER]


@cache
def tokens() -> dict[str, dict[str, str]]:
    """
    Return the colour of every token, by theme.

    >>> tokens()["dark"]["platform-facebook"]
    '#3F80DC'
    """
    text = files("strategy_kit.figures.shapes").joinpath("tokens.json").read_text(encoding="utf-8")
    own: dict[str, dict[str, str]] = json.loads(text)
    return {
        theme: colours | {_token_of(key): getattr(colour, theme) for key, colour in platform_colours().items()}
        for theme, colours in own.items()
    }


def declarations() -> str:
    """
    Write every token as a CSS property that holds a pair of colours.

    >>> declarations()[:36]
    '--bg:light-dark(#FBFAF7,#171614);--s'
    """
    dark = tokens()["dark"]
    return "".join(f"--{name}:light-dark({light},{dark[name]});" for name, light in tokens()["light"].items())


@cache
def calendar_style() -> str:
    """Return the style sheet of calendars drawn as tables: its rules, and a class for the colour of each platform."""
    classes = "".join(f".p-{name}{{--p:var(--{name})}}" for name in platform_tokens())
    return files("strategy_kit.figures.shapes").joinpath("calendar.css").read_text(encoding="utf-8") + classes


def _token_of(platform: str) -> str:
    return f"platform-{platform}"


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
            if not re.fullmatch(f"#[0-9A-F]{{6}}/#[0-9A-F]{{6}}|{OTHER}", found):
                raise InputError(
                    "{file}, column {column}: {platform} has no colour. Write it like {expected}, or {shared}.",
                    field=f"{file}, column colour",
                    value=found,
                    file=file,
                    column="colour",
                    platform=row.get("key", ""),
                    expected="#38408B/#3F80DC",
                    shared=OTHER,
                )
            if found != OTHER:
                colours[row["key"]] = Colour(*found.split("/"))
    return colours
