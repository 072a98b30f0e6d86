"""What a person gave that cannot be used: said once, in words that can be translated."""


class InputError(ValueError):
    """
    A value from outside that cannot be used.

    Parameters
    ----------
    message : str
        English sentence with named placeholders, also the key of its translation. It says what was found,
        where, and what to do. `{field}` and `{value}` are always available to it.
    field : str
        Where the value stood: a dotted path (``team.0.zone``), or ``file, row 12, column zone``.
    value : object
        What was found; shown shortened to 40 characters, control characters escaped.
    **params
        The other placeholders of `message`.

    Examples
    --------
    >>> str(InputError("{field}: found {value}. Use a number from 0 to 1.", field="promotion_cap", value=7))
    'promotion_cap: found 7. Use a number from 0 to 1.'
    """

    def __init__(self, message: str, *, field: str = "", value: object = "", **params: object) -> None:
        self.message = message
        self.field = field
        self.value = value
        self.params = {"field": field, "value": shown(value), **params}
        super().__init__(message.format(**self.params))

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.message, self.field, self.value, self.params)


def _rebuild(message: str, field: str, value: object, params: dict[str, object]) -> InputError:
    rest = {key: param for key, param in params.items() if key not in ("field", "value")}
    return InputError(message, field=field, value=value, **rest)


def shown(value: object, limit: int = 40) -> str:
    r"""
    Return a value as one short line that is safe to print.

    >>> shown("a\nb" + "x" * 60)
    'a\\nbxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…'
    """
    text = str(value)
    text = "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)
    return text if len(text) <= limit else text[: limit - 1] + "…"
