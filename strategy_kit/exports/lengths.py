"""Text lengths as the networks count them."""

import re
from functools import cache

from strategy_kit.evidence.load import load_table
from strategy_kit.text import composed

_LINK_LENGTH = 23
_LINK = re.compile(r"https?://\S+|(?<![\w@.-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_PICTOGRAM = "[\u203c-\u3299\U0001f000-\U0001faff]"
_WITH = f"(?:{_PICTOGRAM}[\ufe0f\U0001f3fb-\U0001f3ff]?)"
_EMOJI = re.compile(f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_WITH}(?:\u200d{_WITH})*")


@cache
def text_limits() -> dict[str, int]:
    """
    Return the most letters of a post by platform; unknown platforms are left out.

    >>> text_limits()["x"], "tumblr" in text_limits()
    (280, False)
    """
    limits = load_table("platforms").set_index("key")["text_limit"].dropna()
    return {str(key): int(limit) for key, limit in limits.items()}


def length(text: str, platform: str) -> int:
    """
    Count the letters of a post: one each, but weighted on X.

    On X, letters of Latin, Greek, Cyrillic, Arabic and Hebrew scripts count 1, others 2, an emoji 2, a link 23. Source:
    X's documentation of twitter-text, version 3 of its configuration; reported, not measured.

    >>> length("été", "x"), length("パン", "x"), length("👩\u200d🍳", "x"), length("see https://example.org/a/b", "x")
    (3, 4, 2, 27)
    >>> length("パン", "linkedin")
    2
    """
    if platform != "x":
        return len(text)
    text, links = _LINK.subn("", composed(text))
    text, emoji = _EMOJI.subn("", text)
    light = sum(any(first <= ord(letter) <= last for first, last in _LIGHT) for letter in text)
    return links * _LINK_LENGTH + emoji * 2 + 2 * len(text) - light
