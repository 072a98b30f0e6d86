"""Search: what the whole workbook holds of some words, whatever is folded."""

from collections.abc import Iterator
from functools import partial

import ipywidgets
from markupsafe import Markup

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.pages.front.settings import setting_entries
from strategy_kit.pages.navigation import Navigation
from strategy_kit.pages.registry import FRONT, PAGES, front_pages
from strategy_kit.session.background import UnfinishedError
from strategy_kit.session.session import Session
from strategy_kit.views.search import LONGEST, SEARCHED, Entry, Index, card_entry, choice_entries, evidence_entries
from strategy_kit.views.shared import View
from strategy_kit.widgets.base import Pausable
from strategy_kit.widgets.form import button
from strategy_kit.widgets.html import html, page_head
from strategy_kit.widgets.prose import Prose

SHOWN = 20
"""Results that are shown at most."""


class SearchPage(Pausable, ipywidgets.VBox):
    """
    A field, and what was found: cards open where they stand, terms and sources are read here.

    The list of cards is made at the first search after a change of the plan.
    """

    def __init__(self, session: Session, go: Navigation) -> None:
        self._session, self._go = session, go
        self._cards: dict[tuple[str, View], list[Entry]] = {}
        _ = session.words
        head = page_head(
            "", _("Search the workbook"), _("Findings, settings, terms, assumptions and sources, open or folded.")
        )
        example = _("For example: Instagram, holidays, reach")
        self.field = ipywidgets.Text(description=_("Search for"), placeholder=example, layout={"width": "auto"})
        self.field.observe(lambda change: self.refresh(), "value")
        self._line, self.results = Prose(), ipywidgets.VBox().add_class("found")
        super().__init__([Prose(head), self.field, self._line, self.results])
        self.add_class("wrap").add_class("search")
        session.on_change(self._cards.clear)

    def set_active(self, active: bool) -> None:
        """Search again when it is shown: the plan may have changed."""
        super().set_active(active)
        if active:
            self.refresh()

    def refresh(self) -> None:
        """Show what is found now."""
        _, query = self._session.words, str(self.field.value)[:LONGEST]
        found = self._found(query)
        self._line.show(_count(len(found), query, _))
        self.results.set_trait("children", tuple(self._row(entry) for entry in found[:SHOWN]))

    def _found(self, query: str) -> list[Entry]:
        if not query.strip():
            return []
        try:
            return Index(self._entries()).find(query)
        except InputError:  # half of a character
            return []

    def _entries(self) -> Iterator[Entry]:
        """Yield all there is to find; a card that needs the calendar is there as soon as the calendar is."""
        session = self._session
        for page, views in SEARCHED.items():
            for view in views:
                if (page, view) not in self._cards:
                    try:
                        self._cards[page, view] = [card_entry(page, card) for card in session.cards([view])]
                    except (UnfinishedError, InputError):
                        continue
                yield from self._cards[page, view]
        offered = {*PAGES, *(page["key"] for page in front_pages(session))}
        yield from setting_entries(session.words)
        yield from (entry for entry in choice_entries(session.workings, session.words) if entry.page in offered)
        yield from evidence_entries(session.workings, session.words)

    def _row(self, entry: Entry) -> ipywidgets.Widget:
        _ = self._session.words
        record = PAGES.get(entry.page) or FRONT[entry.page]
        page = _(record.name)
        where = {
            "card": page,
            "choice": page,
            "setting": _("Setting, {page}", page=page),
            "term": _("Term, {page}", page=page),
            "kpi": _("KPI"),
            "assumption": _("Assumption"),
            "source": _("Source"),
        }[entry.kind]
        leads = entry.card or entry.kind in ("choice", "setting")
        link = html(
            '<a href="{url}" target="_blank" rel="noopener">{word}</a>', url=entry.url, word=_("Open the source")
        )
        about = Prose(
            html(
                '{title}<p class="small">{text}</p><p class="small mute">{where} {link}</p>',
                title="" if leads else html("<p><b>{title}</b></p>", title=entry.title),
                text=entry.text,
                where=where,
                link=html(link, url=entry.url, word=_("Open the source")) if entry.url else "",
            )
        )
        opener = [button(entry.title, partial(self._open, entry)).add_class("link")] if leads else []
        return ipywidgets.VBox([*opener, about]).add_class("found-row")

    def _open(self, entry: Entry) -> None:
        """Show where an entry stands."""
        if entry.kind == "setting":
            self._go.show_setting(entry.page, entry.title)
        elif entry.card:
            self._go.show_card(entry.page, entry.card)
        else:
            self._go(entry.page)


def _count(found: int, query: str, _: Words) -> Markup:
    """Say how much was found."""
    if not query.strip():
        return Markup()
    if not found:
        line = _("Nothing found for “{query}”. Try one word, or only its beginning.", query=query)
    elif found > SHOWN:
        line = _(
            "{n} results; the first {shown} are shown. Add a word to narrow them down.", n=_.number(found), shown=SHOWN
        )
    else:
        line = _.plural("One result", "{n} results", found)
    return html('<p class="small" role="status">{line}</p>', line=line)
