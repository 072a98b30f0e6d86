"""A line for a whole number, read by the language of the page."""

import ipywidgets

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.numerals import plain_number, read_number


class NumberField(ipywidgets.Text):
    """
    A line for a whole number from `low` to `high`, both included, read by the language of the page, not the browser's.

    Examples
    --------
    >>> NumberField(34, Words("en"), low=0, high=100).number()
    34
    """

    def __init__(self, number: int, words: Words, *, low: int, high: int, description: str = "") -> None:
        self._words, self._low, self._high = words, low, high
        super().__init__(value=self.formatted(number), description=description, continuous_update=False)

    def formatted(self, number: float) -> str:
        """Write a number as the field shows it."""
        return plain_number(number, self._words)

    def number(self) -> int:
        """Return the number in the field; none, one that may be two, or one out of range raises InputError."""
        number = read_number(self.value, self._words, self.description)
        if number is None:
            raise InputError("{field}: no number yet. Enter one.", field=self.description)
        if number != int(number) or not self._low <= number <= self._high:
            raise InputError(
                "{field}: found {value}. Use a whole number from {low} to {high}.",
                field=self.description,
                value=self.value,
                low=self._low,
                high=self._high,
            )
        return int(number)
