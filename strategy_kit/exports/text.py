"""Protection of text cells from being computed by spreadsheets."""

import re

_FORMULA = re.compile(r"""['"\s]*[=+\-@\t\r\n＝＋－＠]""")


def computes(text: str) -> bool:
    """
    Return whether a spreadsheet could take a text for a formula, even after spaces and quotes.

    >>> computes(" =1+1"), computes("1+1")
    (True, False)
    """
    return bool(_FORMULA.match(text))


def guarded(text: str) -> str:
    """
    Return a text cell with an apostrophe in front if a spreadsheet would compute it; not for schedulers.

    >>> guarded("=1+1"), guarded("1+1")
    ("'=1+1", '1+1')
    """
    return "'" + text if computes(text) else text


def unguarded(cell: str) -> str:
    """
    Return the text that `guarded` was given.

    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and computes(cell[1:]) else cell
