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
_MAYBE_MARKS = re.compile("[\u0300-\U0010ffff]{31,}+")
"""Runs in which more marks may follow one letter than any language writes (30, Unicode Annex 15, section 13)."""


def composed(text: str) -> str:
    r"""
    Return text in normalization form C, in time in proportion to its length.

    Python puts the marks of one letter in order by moving each past all others: minutes for 100,000 of them. Long runs
    are sorted before it sees them, which the result does not show.

    >>> composed("Rene\u0301") == "Ren\u00e9"
    True
    """
    return unicodedata.normalize("NFC", _MAYBE_MARKS.sub(_sorted_marks, text))


def _sorted_marks(run: re.Match[str]) -> str:
    parts: list[str] = []
    marks: list[str] = []
    for letter in run[0]:
        for part in unicodedata.normalize("NFD", letter):
            if unicodedata.combining(part):
                marks.append(part)
            else:
                parts += [*sorted(marks, key=unicodedata.combining), part]
                marks.clear()
    return "".join([*parts, *sorted(marks, key=unicodedata.combining)])


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
        raise InputError(
            "{field}: a character in this text is incomplete. Type the text again.", field=field, value=text
        )
    spaced = _SEPARATORS.sub(" ", _LINE_ENDS.sub("\n", text))
    return composed(_NEVER_STORED.sub("", spaced))


def one_line(text: str, field: str = "text") -> str:
    r"""
    Return normalized text on one line, as names are stored: each run of spaces, tabs and line ends is one space.

    >>> one_line("Anna\u2028 Bell ")
    'Anna Bell'
    """
    return re.sub(r"[ \t\n]+", " ", normalized_text(text, field)).strip()


def name_key(name: str) -> str:
    """
    Return what two spellings of one person's name have in common: capitals and spaces do not tell people apart.

    >>> name_key("Anne  BELL") == name_key("anne bell")
    True
    """
    return one_line(name).casefold()


def without_surrogates(text: str) -> str:
    r"""
    Return text without lone surrogates, which no message to a browser can hold.

    >>> without_surrogates("a\ud800b")
    'ab'
    """
    return _SURROGATES.sub("", text)
