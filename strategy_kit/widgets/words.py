"""The words of the browser's script, sent with each widget."""

from strategy_kit.i18n import Words
from strategy_kit.numerals import decimal_mark


def interface_words(_: Words) -> dict[str, str]:
    """Return the words of cards, frame, tables and files in one language; ``{n}`` is filled in the browser."""
    return {
        "show_numbers": _("Show the numbers"),
        "hide_numbers": _("Hide the numbers"),
        "how_to_read": _("How to read."),
        "sources": _("Sources:"),
        "close": _("Close"),
        "says": _("Says"),
        "measured": _("Measured"),
        "who": _("Who"),
        "when": _("When"),
        "clock": _("Clock"),
        "read_as": _("Read as"),
        "unknown": _("not known, or does not apply"),
        "open_source": _("Open the source"),
        "failed_title": _("This chart could not be drawn"),
        "failed_saved": _("Your plan is saved and the rest of the page is up to date."),
        "failed_table": _("Its numbers are here as a table. If it happens again, name this chart: {key}.", key="{key}"),
        "failed_bare": _("If it happens again, name this chart: {key}.", key="{key}"),
        "try_again": _("Try again"),
        "steps": _("Steps"),
        "language": _("Language"),
        "lost": _("Connection lost."),
        "lost_help": _("Your plan is saved, and what you typed last is kept: it comes back when you go on."),
        "reload": _("Go on with the plan"),
        "add": _("Add a row"),
        "remove": _("Remove"),
        "remove_row": _("Remove row {n}", n="{n}"),
        "cell": _("{column}, row {n}", column="{column}", n="{n}"),
        "decimal": decimal_mark(_),
        "too_big": _("{name} was not sent. A file may have at most 5 MB.", name="{name}"),
        "reading": _("Reading {name}.", name="{name}"),
    }
