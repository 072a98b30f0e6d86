"""How long a text is for a network, as the network counts."""

import re
import unicodedata
from functools import cache

from strategy_kit.evidence.load import load_table

_LINK_LENGTH = 23
_LINK = re.compile(r"https?://\S+|(?<![\w@.-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_PICTOGRAM = "[\u203c-\u3299\U0001f000-\U0001faff]"
_WITH = f"(?:{_PICTOGRAM}[\ufe0f\U0001f3fb-\U0001f3ff]?)"
_EMOJI = re.compile(f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_WITH}(?:\u200d{_WITH})*")


@cache
def text_limits() -> dict[str, int]:
    """
    Return how many letters a post may have, by platform; without an entry: unknown.

    >>> text_limits()["x"], "tumblr" in text_limits()
    (280, False)
    """
    limits = load_table("platforms").set_index("key")["text_limit"].dropna()
    return {str(key): int(limit) for key, limit in limits.items()}


def length(text: str, platform: str) -> int:
    """
    Count the letters of a post: on X weighted, elsewhere one each.

    On X a letter of a Latin, Greek, Cyrillic, Arabic or Hebrew script counts 1, any other 2, a whole emoji 2, any
    link 23.

    Notes
    -----
    Source: X's documentation of its text library, version 3 of its configuration; reported, not measured.

    Examples
    --------
    >>> length("été", "x"), length("パン", "x"), length("👩\u200d🍳", "x"), length("see https://example.org/a/b", "x")
    (3, 4, 2, 27)
    >>> length("パン", "linkedin")
    2
    """
    if platform != "x":
        return len(text)
    text, links = _LINK.subn("", unicodedata.normalize("NFC", text))
    text, emoji = _EMOJI.subn("", text)
    return links * _LINK_LENGTH + emoji * 2 + sum(_weight(ord(letter)) for letter in text)


def _weight(code: int) -> int:
    return 1 if any(first <= code <= last for first, last in _LIGHT) else 2
