"""
The commands of ``strategy-kit``, one module each: ``add_arguments(parser)`` declares arguments, which arrive as
text, and description; ``run(args)`` returns the exit code. ``args.words`` is the language of the output.
"""

import argparse
import re

from strategy_kit.errors import InputError

SWITCH = argparse.BooleanOptionalAction


def port_number(text: str) -> int:
    """
    Read a port.

    >>> port_number("8866")
    8866
    """
    if not re.fullmatch("[0-9]{1,5}", text) or not 1 <= int(text) <= 65535:
        raise InputError("{field}: found {value}. Use a whole number from 1 to 65535.", field="--port", value=text)
    return int(text)


def whole_number(text: str, field: str, low: int, high: int) -> int:
    """
    Read a whole number from `low` to `high`.

    >>> whole_number("40", "--kernels", 1, 1000)
    40
    """
    if not re.fullmatch("[0-9]{1,9}", text) or not low <= int(text) <= high:
        raise InputError(
            "{field}: found {value}. Use a whole number from {low} to {high}.",
            field=field,
            value=text,
            low=low,
            high=high,
        )
    return int(text)
