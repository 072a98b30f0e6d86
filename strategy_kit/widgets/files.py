"""Files that leave and enter a page, without a file route: bytes travel in one message."""

from collections.abc import Callable, Mapping
from typing import Any

import traitlets as t

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.widgets.base import Component

LIMIT = 5_000_000
"""Bytes of the largest file taken in."""

File = tuple[str, str, bytes]
"""Name, media type, bytes."""


class Download(Component):
    """
    A button that hands over a file, made by `make` on each click.

    The `primary` one is the main button of its page. One that `prints` takes a page of HTML to the browser's print
    dialog, where it can be saved as PDF.

    Examples
    --------
    >>> Download("Calendar (.ics)", lambda: ("plan.ics", "text/calendar", b"BEGIN:VCALENDAR"))
    Download('Calendar (.ics)')
    """

    kind = "download"

    label = t.Unicode().tag(sync=True)
    primary = t.Bool().tag(sync=True)
    prints = t.Bool().tag(sync=True)

    def __init__(self, label: str, make: Callable[[], File], words: Words | None = None, **traits: bool) -> None:
        self._make = make
        super().__init__(words, label=label, **traits)

    def on_message(self, message: Mapping[str, Any], buffers: list[memoryview]) -> None:
        """Make the file and send it, or say why it cannot be made."""
        if message.get("want") != "file":
            return
        _ = self._words
        try:
            name, mime, data = self._make()
        except InputError as error:
            self.send({"problem": _.error(error)})
            return
        except Exception:
            self.send({"problem": _("The file could not be created. Your plan is saved. Try again.")})
            raise
        self.send({"file": {"name": file_name(name), "mime": mime}}, [data])


class Upload(Component):
    """
    A place to choose or drop a file; `label` is on its button, `accept` has endings offered first (``".csv,.xlsx"``).

    `on_file` takes the file's name and bytes; it returns what to say, or raises InputError.

    Examples
    --------
    >>> Upload(lambda name, data: "Read.", title="No posts yet", label="Choose a file")
    Upload('No posts yet')
    """

    kind = "upload"

    title = t.Unicode().tag(sync=True)
    help = t.Unicode().tag(sync=True)
    label = t.Unicode().tag(sync=True)
    accept = t.Unicode().tag(sync=True)
    limit = t.Int(LIMIT).tag(sync=True)

    def __init__(self, on_file: Callable[[str, bytes], str], words: Words | None = None, **traits: str) -> None:
        self._on_file = on_file
        super().__init__(words, **traits)

    def on_message(self, message: Mapping[str, Any], buffers: list[memoryview]) -> None:
        """Check a file that came, hand it on, and say what became of it."""
        file = message.get("file")
        if not isinstance(file, Mapping) or len(buffers) != 1:
            return
        _, name = self._words, file_name(str(file.get("name", "")))
        try:
            answer = self._on_file(name, checked(name, buffers[0]))
        except InputError as error:
            self.send({"answer": " ".join(_.faults(error)), "kind": "bad"})
            return
        except Exception:
            self.send(
                {"answer": _("The file could not be read. Your plan was not changed. Try another file."), "kind": "bad"}
            )
            raise
        self.send({"answer": answer, "kind": "info"})


def checked(name: str, data: memoryview) -> bytes:
    """Return the bytes of a file if they are not too many."""
    if data.nbytes > LIMIT:
        raise InputError(
            "{field}: {value} bytes is too large. Choose a file of at most 5 MB.", field=name, value=data.nbytes
        )
    return bytes(data)


def file_name(name: str) -> str:
    r"""
    Return the last part of a name as one printable word of at most 80 letters.

    >>> file_name("..\\..\\../plan\n.ics"), file_name("")
    ('plan.ics', 'file')
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if letter.isprintable()).strip(". ")[-80:] or "file"
