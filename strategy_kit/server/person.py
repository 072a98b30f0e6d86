"""The people that a proxy names: which names are accepted, and the store of each."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import platformdirs
from tornado.web import HTTPError

from strategy_kit.errors import InputError
from strategy_kit.storage.database import FILE_NAME
from strategy_kit.text import composed

LONGEST_NAME = 200
LONGEST_UTF8 = 4 * LONGEST_NAME
JOINERS = ("\u200c", "\u200d")
"""Zero-width non-joiner and joiner: invisible, and part of Persian and Indic names."""


class NameRefused(HTTPError):  # noqa: N818 -- it says so
    """The refusal of a request whose name cannot be used; `fault` says why, without the name."""

    def __init__(self, fault: str) -> None:
        super().__init__(403)
        self.fault = fault


def person_name(values: Sequence[str]) -> str:
    r"""
    Return the name in the values of a header, composed (NFC); each value is the bytes that arrived, read as latin-1.

    What arrives has to be UTF-8, as nginx, Caddy, oauth2-proxy and Authelia send it. Encodings on top of it (RFC 2047,
    RFC 8187, percent signs) are not undone: a person named ``=?utf-8?q?anna?=`` would become Anna. They tell people
    apart as they stand.

    Raises
    ------
    NameRefused
        For no name or several, 201 characters, bytes that are not UTF-8, control characters and what shows nothing.

    Examples
    --------
    >>> person_name(["\u00c3\u0089lodie"]), person_name(["anna%20bell"])
    ('Élodie', 'anna%20bell')
    """
    if len(values) != 1 or not values[0]:
        raise NameRefused("holds no name" if not any(values) else "is there more than once")
    if len(values[0]) > LONGEST_UTF8:
        raise NameRefused(f"is longer than {LONGEST_NAME} characters")
    try:
        name = composed(values[0].encode("latin-1").decode("utf-8"))
    except UnicodeError:
        raise NameRefused("is not UTF-8") from None
    if len(name) > LONGEST_NAME:
        raise NameRefused(f"is longer than {LONGEST_NAME} characters")
    shown = name.replace(JOINERS[0], "").replace(JOINERS[1], "")
    if not shown or not shown.isprintable():
        raise NameRefused("holds a control character, or one that shows nothing")
    return name


def person_hash(person: str) -> str:
    """
    Return the hash that names a person's files and databases: hexadecimal, lower case, of one length.

    Names that differ have other hashes, unless Unicode calls them equal (NFC). What is hashed are the bytes of the
    name, each as one letter, as it always was: stores of earlier versions are found.
    """
    letters = composed(person).encode().decode("latin-1")
    return hashlib.sha256(letters.encode()).hexdigest()[:32]


def person_store(user_hash: str, store: str) -> str:
    """
    Return the store of one person: a file next to the file `store`, or the address `store` with ``{user}`` filled in.

    >>> person_store(person_hash("baker"), "/srv/plans.sqlite")
    '/srv/plans/530c4fc0e55038578184991c3f991043.sqlite'
    >>> person_store(person_hash("baker"), "postgresql+psycopg://db/{user}").startswith("postgresql+psycopg://db/530c")
    True
    """
    if "{user}" in store:
        return store.replace("{user}", user_hash)
    if "://" in store:
        raise InputError(
            "{field}: with a proxy, each person needs a separate store of plans. Put {place} in the address "
            "where it should differ from person to person.",
            field="STRATEGY_KIT_STORE",
            place="{user}",
        )
    file = Path(store or Path(platformdirs.user_data_dir("strategy_kit")) / FILE_NAME)
    return str(file.with_suffix("") / f"{user_hash}{file.suffix}")
