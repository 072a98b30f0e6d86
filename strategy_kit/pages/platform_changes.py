"""What a change of the calendar or of the plan does to the platforms that the plan starts with, said as it happens."""

from collections.abc import Callable

from strategy_kit.errors import InputError
from strategy_kit.i18n import N_
from strategy_kit.session.background import UnfinishedError
from strategy_kit.session.session import Session
from strategy_kit.views.shared import platform_names

PAGES = ("calendar", "plan")
"""Pages that ask for the platforms in any case; on that of the platforms the answer itself says it."""


class PlatformChanges:
    """Compares the platforms after each change on one of these pages with those before; `say` shows a sentence."""

    def __init__(self, session: Session, say: Callable[[str], object]) -> None:
        self._session, self._say = session, say
        self._before: tuple[str, tuple[str, ...]] | None = None

    def forget(self) -> None:
        """Compare the next change with nothing: what it does is known, as that of a step back."""
        self._before = None

    def compare(self, page: str) -> None:
        """Say which platforms the plan has now, if a change on this page has changed them."""
        session, before = self._session, self._before
        if page not in PAGES:
            self.forget()
            return
        try:
            self._before = session.plan.id, session.workings.platforms
        except (UnfinishedError, InputError):  # the cards say why
            return
        if before and before[0] == session.plan.id and set(before[1]) != set(self._before[1]):
            names = platform_names(session.workings)
            then, now = ([names[key] for key in platforms] for platforms in (before[1], self._before[1]))
            none = session.words(N_("no platform"))
            self._say(
                session.words(
                    N_("This changes where you start: {now} instead of {before}. Undo takes it back."),
                    now=session.words.all_of(now) if now else none,
                    before=session.words.all_of(then) if then else none,
                )
            )
