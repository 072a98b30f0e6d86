"""Text cells of written tables: spreadsheets show them instead of computing them."""

import re

_FORMULA = re.compile(r"""['"\s]*[=+\-@\t\r\n＝＋－＠]""")


def computes(text: str) -> bool:
    """
    Tell whether a spreadsheet could take a text for a formula, be it behind spaces and quotes.

    >>> computes(" =1+1"), computes("1+1")
    (True, False)
    """
    return bool(_FORMULA.match(text))


def guarded(text: str) -> str:
    """
    Return a text cell that a spreadsheet shows instead of computing: one leading apostrophe where it would compute.

    Only for files that people open; a scheduler would publish the apostrophe. `unguarded` takes it off again.

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
