"""
The palette: the colour of every token in both themes.

The workbook's own tokens are in ``tokens.json``; a platform with a colour in ``data/platforms.csv`` has the token
``platform-<key>``, any other ``other``. Drawings name tokens with an @ before them.
"""

import json
from functools import cache
from importlib.resources import files

from strategy_kit.evidence.colours import platform_colours

OTHER = "other"


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
