"""
How the work of a function grows with its input: the processor's time for two lengths is compared, whatever else the
machine does meanwhile, and never with a number of seconds.
"""

import contextlib
import gc
import importlib
import itertools
import time
from collections.abc import Callable, Iterator
from typing import Any

TIMES = 8
"""The longer input by the shorter one: linear work takes 8 times as long, quadratic work 64 times."""
MOST_TIMES = 28.0
RESOLUTION = 1e-4
"""Seconds below which a measurement says nothing: shorter ones count as this long."""
_parser: Any = importlib.import_module("re._parser")


def growth(work: Callable[[int], Callable[[], object]], size: int) -> float:
    """
    Return how many times as long `work(8 * size)` takes as `work(size)`: the least of several tries.

    `work` makes an input of a size and returns what is to be measured on it.
    """
    short, long = work(size), work(TIMES * size)
    of_short = of_long = float("inf")
    for _ in range(6):
        of_short = min(of_short, once(short), once(short), once(short))
        of_long = min(of_long, once(long))
        if of_long <= MOST_TIMES * max(of_short, RESOLUTION):
            break
    return of_long / max(of_short, RESOLUTION)


def once(run: Callable[[], object]) -> float:
    """Return the seconds of one run; an exception is a result like any other. What others left is not collected."""
    collecting = gc.isenabled()
    gc.disable()
    start = time.thread_time()
    try:
        with contextlib.suppress(Exception):
            run()
        return time.thread_time() - start
    finally:
        if collecting:
            gc.enable()


def attacks(pattern: str, size: int) -> Iterator[str]:
    """
    Yield texts of about `size` letters that are hard for a pattern which tries one place twice.

    Each is the beginning of a text that matches, then one or two letters of the pattern over and over, then a letter
    that may stop it.
    """
    letters = list(dict.fromkeys(letters_of(_parser.parse(pattern))))[:24]
    whole = sample(_parser.parse(pattern))
    pumps = [*letters, *("".join(pair) for pair in itertools.permutations(letters[:7], 2))]
    beginnings = dict.fromkeys(["", *(whole[:end] for end in range(1, min(len(whole), 12) + 1))])
    for beginning, pump, end in itertools.product(beginnings, pumps, ("\x00", "@")):
        yield beginning + pump * (size // len(pump)) + end


def letters_of(tree: Any) -> Iterator[str]:
    """Yield a letter for each part of a parsed pattern that takes one."""
    for operation, value in tree:
        name = str(operation)
        if name in ("LITERAL", "NOT_LITERAL"):
            yield chr(value) if name == "LITERAL" else chr(value + 1)
        elif name == "ANY":
            yield "a"
        elif name == "IN":
            yield from members(value)
        elif isinstance(value, tuple | list):
            for part in value:
                if isinstance(part, _parser.SubPattern):
                    yield from letters_of(part)
                elif isinstance(part, list):
                    yield from (letter for branch in part for letter in letters_of(branch))


def members(value: Any) -> Iterator[str]:
    """Yield letters of a set: of a range the first one, of a negated set those that it leaves out, and an a."""
    for operation, member in value:
        match str(operation):
            case "LITERAL":
                yield chr(member)
            case "RANGE":
                yield chr(member[0])
            case "CATEGORY":
                yield {"CATEGORY_DIGIT": "0", "CATEGORY_SPACE": " "}.get(str(member), "a")
            case "NEGATE":
                yield "a"


def sample(tree: Any) -> str:
    """Return a short text that a parsed pattern takes, or nearly so."""
    found = ""
    for operation, value in tree:
        match str(operation):
            case "LITERAL":
                found += chr(value)
            case "NOT_LITERAL" | "ANY":
                found += "a"
            case "IN":
                negated = str(value[0][0]) == "NEGATE"
                found += "a" if negated else next(members(value))
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                found += sample(value[2]) * max(1, value[0])
            case "SUBPATTERN":
                found += sample(value[3])
            case "ATOMIC_GROUP":
                found += sample(value)
            case "BRANCH":
                found += sample(value[1][0])
    return found
