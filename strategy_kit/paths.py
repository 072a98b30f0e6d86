"""Where the workbook's own files are: beside the package in a checkout, inside it once installed."""

from pathlib import Path

from strategy_kit.i18n import Lang

PACKAGE = Path(__file__).parent


def bundled_folder(name: str) -> Path:
    """
    Return the folder of the data, the notebooks or the examples.

    >>> bundled_folder("notebooks").name
    'notebooks'
    """
    installed = PACKAGE / name
    return installed if installed.is_dir() else PACKAGE.parent / name


def first_page(lang: Lang) -> Path:
    """
    Return the notebook to start with.

    >>> first_page("fr").parts[-2:]
    ('fr', '00-start.ipynb')
    """
    return bundled_folder("notebooks") / lang / "00-start.ipynb"
