"""Normalization of text from outside, the same at every entrance, so that texts are compared as they are stored."""

import re
import unicodedata

from strategy_kit.errors import InputError

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
"""What Unicode calls newline functions: CR LF, CR, VT, FF, NEL, LS, PS."""
_SEPARATORS = re.compile("[\x1c-\x1f]")
"""Separators of files, groups, records and units, which stand between words."""
_NEVER_STORED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x9f\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
"""Control characters and noncharacters, which no file may hold."""
_SURROGATES = re.compile("[\ud800-\udfff]")


def normalized_text(text: str, field: str = "text") -> str:
    r"""
    Return text in the one form in which it is stored and compared.

    Line ends become LF, separators of records a space; control characters (but TAB and LF) and noncharacters go; what
    is left is composed (NFC). Marks of writing direction and joiners stay: right-to-left text and emoji need them.

    Raises
    ------
    InputError
        If the text holds half of a character (a lone surrogate), naming `field`.

    Notes
    -----
    Source: The Unicode Standard, section 5.8 (newline guidelines) and Annex 15 (normalization forms).

    Examples
    --------
    >>> normalized_text("Bread\r\nand\x00 butter.\x0bOpen\u2028at eight")
    'Bread\nand butter.\nOpen\nat eight'
    >>> normalized_text("Rene\u0301") == "Ren\u00e9"
    True
    """
    if _SURROGATES.search(text):
        raise InputError("{field}: holds half of a character. Type the text again.", field=field, value=text)
    spaced = _SEPARATORS.sub(" ", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", _NEVER_STORED.sub("", spaced))


def one_line(text: str, field: str = "text") -> str:
    r"""
    Return normalized text on one line, as names are stored: each run of spaces, tabs and line ends is one space.

    >>> one_line("Anna\u2028 Bell ")
    'Anna Bell'
    """
    return re.sub(r"[ \t\n]+", " ", normalized_text(text, field)).strip()


def without_surrogates(text: str) -> str:
    r"""
    Return text without lone surrogates, which no message to a browser can hold.

    >>> without_surrogates("a\ud800b")
    'ab'
    """
    return _SURROGATES.sub("", text)
