"""Files that leave and enter a page, without a file route: bytes travel in one message."""

from collections.abc import Callable, Mapping
from typing import Any

import traitlets as t

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.widgets import assets
from strategy_kit.widgets.base import Component

LIMIT = 5_000_000
"""Bytes of the largest file taken in."""

File = tuple[str, str, bytes]
"""Name, media type, bytes."""


class Download(Component):
    """
    A button that hands over a file, made when it is clicked.

    Parameters
    ----------
    make : callable
        Called on each click; returns the file's name, its media type and its bytes.
    primary : bool
        The main button of its page.

    Examples
    --------
    >>> Download("Calendar (.ics)", lambda: ("plan.ics", "text/calendar", b"BEGIN:VCALENDAR"))
    Download('Calendar (.ics)')
    """

    kind = "download"
    _esm = assets.loader("download")

    label = t.Unicode().tag(sync=True)
    primary = t.Bool().tag(sync=True)

    def __init__(self, label: str, make: Callable[[], File], words: Words | None = None, **traits: bool) -> None:
        self._make, self._words = make, words or Words("en")
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
            self.send({"problem": _("The file could not be made. Your plan is saved; try again.")})
            raise
        self.send({"file": {"name": file_name(name), "mime": mime}}, [data])

    def __repr__(self) -> str:
        return f"Download({self.label!r})"


class Upload(Component):
    """
    A place to choose or drop a file.

    Parameters
    ----------
    on_file : callable
        Called with the file's name and bytes; returns what to say, or raises InputError.
    title, help, label : str
        What is missing, what to expect, the button.
    accept : str
        Endings offered first, like ``".csv,.xlsx"``; anything may come all the same.

    Examples
    --------
    >>> Upload(lambda name, data: "Read.", title="No posts yet", label="Choose a file")
    Upload('No posts yet')
    """

    kind = "upload"
    _esm = assets.loader("upload")

    title = t.Unicode().tag(sync=True)
    help = t.Unicode().tag(sync=True)
    label = t.Unicode().tag(sync=True)
    accept = t.Unicode().tag(sync=True)
    limit = t.Int(LIMIT).tag(sync=True)

    def __init__(self, on_file: Callable[[str, bytes], str], words: Words | None = None, **traits: str) -> None:
        self._on_file, self._words = on_file, words or Words("en")
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
            self.send({"answer": _("The file could not be read. Your plan is as it was."), "kind": "bad"})
            raise
        self.send({"answer": answer, "kind": "info"})

    def __repr__(self) -> str:
        return f"Upload({self.title or self.label!r})"


def checked(name: str, data: memoryview) -> bytes:
    """Return the bytes of a file if they are not too many."""
    if data.nbytes > LIMIT:
        raise InputError("{field}: found {value} bytes. A file may have at most 5 MB.", field=name, value=data.nbytes)
    return bytes(data)


def file_name(name: str) -> str:
    r"""
    Return the last part of a name as one printable word of at most 80 letters.

    >>> file_name("..\\..\\../plan\n.ics"), file_name("")
    ('plan.ics', 'file')
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if letter.isprintable()).strip(". ")[-80:] or "file"
