"""The card of the fit with the trades: who judges, what is not known, and the mean of two."""

from strategy_kit.evidence import load
from strategy_kit.figures.platforms.trade_fit import trade_fit_card
from strategy_kit.i18n import Words
from strategy_kit.platforms.measures import trade_arguments, trade_measures

EN = Words("en")
SOURCES = load.load_table("sources")


def trade_card(edition, *trades):
    """Return the card of the fit of three platforms with trades."""
    platforms = {"pinterest": "Pinterest", "instagram": "Instagram", "telegram": "Telegram"}
    table = load.load_table("trade_fit")
    fit = trade_measures(list(platforms), table, trades, edition)
    return trade_fit_card(trade_arguments(table, trades, edition), fit, platforms, EN, sources=SOURCES)


def test_trade_card_says_who_says_so_and_where_nobody_does():
    card, document = (trade_card(edition, "visual") for edition in ("today", "document"))

    assert card.title == "Pinterest and Instagram are the best fit for your trade"
    assert [(row[1], row[3]) for row in card.table.rows] == [
        ("1.00", "our judgement"),
        ("1.00", "our judgement"),
        ("unknown", ""),
    ]
    assert (document.table.rows[0][1], document.table.rows[0][3]) == ("1.00", "the 2012 guide")


def test_of_two_trades_the_card_has_the_mean_and_a_reason_for_each():
    card = trade_card("today", "visual", "walk-in")

    assert card.title == "Instagram is the best fit for your trade"
    assert [row[:2] for row in card.table.rows] == [
        ("Instagram", "0.75"),
        ("Pinterest", "0.50"),
        ("Telegram", "unknown"),
    ]
    assert card.table.rows[1][2].startswith("Business that shows well in pictures: Everything posted there is")
    assert "Shop, restaurant or leisure with walk-in customers: Its pictures are found" in card.table.rows[1][2]
