"""Errors in a person's input, with translatable messages."""

from collections.abc import Sequence


class InputError(ValueError):
    """
    A value from outside that cannot be used.

    Parameters
    ----------
    message : str
        English sentence with named placeholders, also its gettext key: what was found, where, what to do. `{field}` and
        `{value}` are always available.
    field : str
        Where the value stood: a dotted path (``team.0.zone``), or ``file, row 12, column zone``.
    value : object
        What was found; shown shortened to 40 characters, control characters escaped.
    **params
        The other placeholders of `message`.

    Attributes
    ----------
    also : tuple of InputError
        Further errors of the same input.

    Examples
    --------
    >>> str(InputError("{field}: found {value}. Use a number from 0 to 1.", field="promotion_cap", value=7))
    'promotion_cap: found 7. Use a number from 0 to 1.'
    """

    def __init__(self, message: str, *, field: str = "", value: object = "", **params: object) -> None:
        self.message = message
        self.field = field
        self.value = value
        self.params = {"field": field, "value": value if _is_short(value) else printable(value), **params}
        self.also: tuple[InputError, ...] = ()
        super().__init__(message.format(**self.params))

    def at(self, field: str) -> "InputError":
        """
        Return the same error for another field.

        >>> InputError("{field}: is empty.", field="name").at("team.0.name").field
        'team.0.name'
        """
        return _rebuild(self.message, field, self.value, self.params, ())

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.message, self.field, self.value, self.params, self.also)


def first_of(errors: Sequence[InputError]) -> InputError:
    """
    Return the first of some errors, with the others as `also`.

    >>> len(first_of([InputError("{field}: is empty.", field="a"), InputError("{field}: is empty.", field="b")]).also)
    1
    """
    first = errors[0]
    first.also = tuple(fault for error in errors for fault in (error, *error.also) if fault is not first)
    return first


def _rebuild(
    message: str, field: str, value: object, params: dict[str, object], also: tuple[InputError, ...]
) -> InputError:
    rest = {key: param for key, param in params.items() if key not in ("field", "value")}
    error = InputError(message, field=field, value=value, **rest)
    error.also = also
    return error


def _is_short(value: object) -> bool:
    """Return whether a value is a fraction that can be formatted without loss."""
    return isinstance(value, float) and not value.is_integer() and abs(value) < 1e6 and round(value, 3) == value


def printable(value: object, limit: int = 40) -> str:
    r"""
    Return a value as one short, printable line.

    >>> printable("a\nb" + "x" * 60)
    'a\\nbxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…'
    """
    text = str(value)[: limit + 1]  # first, for it may be a whole file; no letter becomes shorter
    text = "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)
    return text if len(text) <= limit else text[: limit - 1] + "…"
