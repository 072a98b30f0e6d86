"""Where things are: the notebooks, and the port somebody means."""

import re
from pathlib import Path

from strategy_kit.errors import InputError
from strategy_kit.i18n import Lang


def notebook_folder() -> Path:
    """
    Return the folder of the notebooks: beside the package in a checkout, inside it once installed.

    >>> notebook_folder().name
    'notebooks'
    """
    installed = Path(__file__).parent / "notebooks"
    return installed if installed.is_dir() else Path(__file__).parents[1] / "notebooks"


def first_page(lang: Lang) -> Path:
    """
    Return the notebook to start with.

    >>> first_page("fr").parts[-2:]
    ('fr', '00-start.ipynb')
    """
    return notebook_folder() / lang / "00-start.ipynb"


def existing_notebook(text: str) -> Path:
    """Return the notebook at a path somebody wrote."""
    path = Path(text)
    if path.suffix != ".ipynb" or not path.is_file():
        raise InputError(
            "{field}: there is no notebook at {value}. Give the path of an .ipynb file.", field="--notebook", value=text
        )
    return path


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
    Read a number of things.

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
