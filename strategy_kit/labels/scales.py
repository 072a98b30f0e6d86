"""Scales of a few steps, as the choices of a table show them."""

from strategy_kit.i18n import Words

Scale = dict[int | None, str]
"""What each step of a rating means; None: unknown."""


def scale_words(_: Words, *steps: str) -> Scale:
    """
    Number the steps of a scale from 0, unknown first.

    >>> scale_words(Words("en"), "nobody", "a few")
    {None: 'unknown', 0: '0: nobody', 1: '1: a few'}
    """
    return {None: _("unknown"), **{step: _("{step}: {word}", step=step, word=word) for step, word in enumerate(steps)}}
