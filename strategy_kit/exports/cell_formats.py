"""How the cells of the workbook look; dates and times are written as in the country of the plan."""

import locale
import re
from collections.abc import Mapping

from strategy_kit.figures.shapes.palette import tokens
from strategy_kit.i18n import Words

CellFormat = Mapping[str, object]


def cell_formats(_: Words) -> dict[tuple[str, str], CellFormat]:
    """Return the properties of a cell by style (plain, cancelled, head) and kind (text, moment, day, ...)."""
    ink = tokens()["light"]
    base: dict[str, object] = {
        "font_name": "Calibri",
        "font_size": 11,
        "valign": "top",
        "bottom": 1,
        "bottom_color": ink["line"],
    }
    day, time = date_formats(_)
    kinds: dict[str, dict[str, object]] = {
        "text": {"text_wrap": True, "num_format": "@", "align": "left", "indent": 1},
        "moment": {"num_format": f"{day} {time}", "align": "left", "indent": 1},
        "day": {"num_format": day, "align": "left", "indent": 1},
        "duration": {"num_format": "[h]:mm", "align": "right", "indent": 1},
        "number": {"num_format": "0", "align": "right", "text_wrap": True, "indent": 1},
    }
    styles: dict[str, dict[str, object]] = {
        "plain": {"font_color": ink["ink"]},
        "cancelled": {"font_color": ink["ink-3"], "font_strikeout": True},
        "head": {"bold": True, "font_color": ink["accent-ink"], "bg_color": ink["accent"]},
    }
    return {(style, kind): {**base, **kinds[kind], **styles[style]} for style in styles for kind in kinds}


def date_formats(_: Words) -> tuple[str, str]:
    """
    Return the date and the wall time of the words' country as number formats of a spreadsheet.

    >>> date_formats(Words("en", "CA")), date_formats(Words("fr", "FR"))[1] == 'h"\u00a0h\u00a0"mm'
    (('[$-1009]ddd, mmm d, yyyy', 'h:mm AM/PM'), True)
    """
    code = next((f"[$-{code:X}]" for code, name in locale.windows_locale.items() if name == str(_.locale)), "")
    day = code + _number_format(_.locale.datetime_skeletons["yMMMEd"].pattern)
    if _.language.time:
        return day, _.language.time.format(hour='h"', minute='"mm')
    return day, _number_format(_.locale.time_formats["short"].pattern)


def _number_format(pattern: str) -> str:
    """Return a CLDR pattern with the letters that spreadsheets have for it."""
    letters = {"E": "ddd", "MMM": "mmm", "y": "yyyy", "HH": "hh", "a": "AM/PM", "\u202f": " "}
    return re.sub(r"([A-Za-z\u202f])\1*", lambda found: letters.get(found[0], found[0]), pattern)
