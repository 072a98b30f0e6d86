"""What every written file does to text: clean it, refuse half characters, keep spreadsheets from computing it."""

import re

from strategy_kit.errors import InputError

_NEVER_WRITTEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_FORMULA = re.compile(r"""['"\s]*[=+\-@\t\r\n＝＋－＠]""")


def clean(text: str, field: str = "text") -> str:
    r"""
    Return text that any file can hold.

    Line ends become LF; control characters (but TAB and LF), U+2028, U+2029 and noncharacters go. Marks of writing
    direction stay: right-to-left text needs them.

    Raises
    ------
    InputError
        If the text holds half of a character (a lone surrogate), naming `field`.

    Examples
    --------
    >>> clean("Bread\r\nand\x00 butter")
    'Bread\nand butter'
    """
    if _HALF_CHARACTER.search(text):
        raise InputError("{field}: holds half of a character. Type the text again.", field=field, value=text)
    return _NEVER_WRITTEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str, field: str = "text") -> str:
    r"""
    Return clean text on a single line.

    >>> one_line("Bread\nand\tbutter ")
    'Bread and butter'
    """
    return re.sub(r"[ \t\n]+", " ", clean(text, field)).strip()


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
