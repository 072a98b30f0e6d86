"""The text of an exported post: as written, else a draft."""

from strategy_kit.i18n import Words
from strategy_kit.labels.communication import format_words
from strategy_kit.model import Plan, Slot
from strategy_kit.text import normalized_text


def caption(slot: Slot) -> str:
    r"""
    Return the text written for a post, with its link at the end unless the text holds it; "" if there is none.

    >>> post = Slot(id="s1", platform="x", day="2027-01-04", time="09:00", zone="Europe/Paris", pillar="News",
    ...             owner="Owner", text="Rye bread today", link="https://example.org/rye")
    >>> caption(post), caption(post.changed(text=""))
    ('Rye bread today\nhttps://example.org/rye', '')
    """
    text = normalized_text(slot.text, f"{slot.id}.text").strip()
    return f"{text}\n{slot.link}" if text and slot.link and slot.link not in text else text


def draft(slot: Slot, plan: Plan, _: Words) -> str:
    """
    Return a placeholder text for a post without one: its pillar, aim and format.

    >>> from strategy_kit.model import Brief
    >>> post = Slot(id="s1", platform="x", day="2027-01-04", time="09:00", zone="Europe/Paris", pillar="News",
    ...             owner="Owner")
    >>> draft(post, Plan(id="p", brief=Brief(name="Shop"), start="2027-01-04"), Words("en"))
    '[Draft] News: tell one thing that is new. To make: picture.'
    """
    purposes = {pillar.name: pillar.purpose for pillar in plan.brief.pillars}
    aim = {
        "help": _("help with one thing people ask about"),
        "inform": _("tell one thing that is new"),
        "entertain": _("make people smile"),
        "converse": _("ask people one question"),
        "sell": _("make one offer, and say how to take it"),
    }.get(purposes.get(slot.pillar, ""), _("say one thing"))
    pillar = normalized_text(slot.pillar, f"{slot.id}.pillar")
    return _("[Draft] {pillar}: {aim}. To make: {format}.", pillar=pillar, aim=aim, format=format_words(_)[slot.format])
