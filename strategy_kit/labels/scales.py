"""Scales of a few steps as the choices of a table show them, and spans of shares."""

from strategy_kit.i18n import Words

Scale = dict[int | None, str]
"""What each step of a rating means; None: unknown."""


def percent_range(low: float, high: float, _: Words) -> str:
    """
    Write the span of a share.

    >>> percent_range(0.25, 0.4, Words("en"))
    '25% to 40%'
    """
    return _("{low} to {high}", low=_.percent(low), high=_.percent(high))


def scale_words(_: Words, *steps: str) -> Scale:
    """
    Number the steps of a scale from 0, unknown first.

    >>> scale_words(Words("en"), "none of them", "a few")
    {None: 'unknown', 0: '0: none of them', 1: '1: a few'}
    """
    return {None: _("unknown"), **{step: _("{step}: {word}", step=step, word=word) for step, word in enumerate(steps)}}
