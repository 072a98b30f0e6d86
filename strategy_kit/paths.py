"""The locations of the bundled files: next to the package in a checkout, inside it once installed."""

from pathlib import Path

from strategy_kit.languages import ENGLISH, Lang

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
    Return the first notebook of a language, of English if it has none.

    >>> first_page("fr").parts[-2:]
    ('fr', '00-start.ipynb')
    """
    folders = [bundled_folder("notebooks") / code for code in (lang, ENGLISH)]
    return next((page for folder in folders for page in sorted(folder.glob("*.ipynb"))), folders[-1])
