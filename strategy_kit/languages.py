"""
The languages of the workbook, one record each: a folder of ``locale/`` with a compiled catalogue and, in
``language.toml``, what differs from CLDR; columns ``<name>_<code>`` of ``data/``; a folder of ``notebooks/``.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from babel import Locale
from babel.core import get_global, negotiate_locale
from babel.messages.mofile import read_mo

from strategy_kit.errors import InputError
from strategy_kit.territories import clock_in

DOMAIN, FOLDER = "strategy_kit", Path(__file__).parent / "locale"
SETTINGS = "language.toml"
ENGLISH = "en"
"""The language of the messages in the code: what another language lacks is shown in it."""


@dataclass(frozen=True)
class Language:
    """
    One language: its formats, and the defaults of a new plan.

    Attributes
    ----------
    code : str
        ISO 639, two or three letters.
    territory : str
        ISO 3166-1 country of its formats; by default CLDR's likeliest.
    country, zone : str
        ISO 3166-1 country and IANA zone of a new plan; by default the territory and the zone of its largest city.
    hour, time : str
        Formats of a full hour (``hour``) and of a wall time (``hour``, ``minute``); empty `time`: CLDR's short form.
    first_day : str
        How the first day of a month is written; empty: as a number.
    elided : str
        Words that lose their last letter before a vowel, joined by ``|``; empty: none.
    example : str
        File of the example plan that is shown in it, without ``.json``; by default the English one.
    complete : bool
        Whether nothing of it is missing, which the tests then hold it to; one that is begun shows English in the gaps.

    Examples
    --------
    >>> Language("de").zone, Language("pt", territory="PT").country
    ('Europe/Berlin', 'PT')
    """

    code: str
    territory: str = ""
    country: str = ""
    zone: str = ""
    hour: str = "{hour:02}:00"
    time: str = ""
    first_day: str = ""
    elided: str = ""
    example: str = "halifax-physiotherapy"
    complete: bool = False

    def __post_init__(self) -> None:
        likely = get_global("likely_subtags").get(self.code, "").rpartition("_")[2]
        defaults = {"territory": self.territory or likely}
        defaults["country"] = self.country or defaults["territory"]
        defaults["zone"] = self.zone or clock_in(defaults["country"], "UTC")
        for name, value in defaults.items():
            object.__setattr__(self, name, value)

    @property
    def name(self) -> str:
        """
        The language's name in itself.

        >>> Language("fr").name
        'Français'
        """
        return str(Locale(self.code).get_display_name(self.code)).capitalize()


def read_languages(folder: Path) -> dict[str, Language]:
    """Read the record of each language with a catalogue in `folder`, English first."""
    catalogues = (path.parents[1].name for path in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    files = {code: folder / code / SETTINGS for code in [ENGLISH, *sorted(catalogues)]}
    settings = {code: tomllib.loads(file.read_text("utf-8")) if file.is_file() else {} for code, file in files.items()}
    return {code: Language(code, **fields) for code, fields in settings.items()}


LANGUAGES: Mapping[str, Language] = read_languages(FOLDER)
COMPLETE = tuple(code for code, language in LANGUAGES.items() if language.complete)
"""The languages that lack nothing."""

if TYPE_CHECKING:
    Lang = str
else:
    Lang = Literal[*LANGUAGES]
"""The code of a language: a closed choice for whatever validates at run time."""


def translated_messages() -> dict[str, int]:
    """
    Return the number of messages that each catalogue translates, in all their forms; the largest has them all.

    >>> translated_messages()["fr"] > 1000
    True
    """
    counts = {}
    for code in LANGUAGES:
        if code != ENGLISH:
            with (FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
                messages = [message for message in read_mo(file) if message.id]
            # an empty form of a plural is compiled as the English one
            gaps = [each for each in messages if each.pluralizable and not set(each.string).isdisjoint(each.id)]
            counts[code] = len(messages) - len(gaps)
    return counts


def check_language(lang: str) -> Lang:
    """
    Return `lang`; refuse one the workbook does not have.

    >>> check_language("fr")
    'fr'
    """
    if lang in LANGUAGES:
        return lang
    raise InputError(
        "{field}: found {value}. The workbook is available in: {languages}.",
        field="lang",
        value=lang,
        languages=", ".join(LANGUAGES),
    )


def best_language(preferred: Iterable[str], default: Lang = ENGLISH) -> Lang:
    """
    Return the first of some language tags, from browsers or systems, that the workbook has, else `default`.

    >>> best_language(["eo", "fr_CA.UTF-8", "en"]), best_language(["tlh"])
    ('fr', 'en')
    """
    tags = [tag.partition(".")[0].replace("_", "-").lower() for tag in preferred]
    return negotiate_locale(tags, LANGUAGES, sep="-") or default
