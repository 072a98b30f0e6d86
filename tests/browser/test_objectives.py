"""An objective completed on a phone, in French, and read in the report."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from strategy_kit.i18n import Words

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PHONE: ViewportSize = {"width": 360, "height": 780}
MILLISECONDS = 60_000


@pytest.fixture(scope="module")
def site(served: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The dashboard on an empty store, on a fixed day."""
    store = tmp_path_factory.mktemp("store") / "plans.sqlite"
    around = {"STRATEGY_KIT_STORE": str(store), "STRATEGY_KIT_TODAY": "2027-01-04"}
    yield served(ROOT / "notebooks" / "dashboard.ipynb", env=around)


def opened(page: Page, address: str) -> None:
    """Open an address, and wait until its widgets have taken the place of the first view."""
    page.goto(address)
    expect(page.locator("#sk-cells section.card").first).to_be_visible(timeout=MILLISECONDS)
    expect(page.locator("#sk-first")).to_have_count(0, timeout=MILLISECONDS)


def typed(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    field.press("Tab")


def test_an_objective_completed_on_a_phone_in_french_is_a_sentence_of_the_report(page: Page, site: Any) -> None:
    _ = Words("fr", "FR")
    page.set_viewport_size(PHONE)
    opened(page, f"{site.address}?lang=fr&plan=objectif&page=start")
    page.locator(".decision > .cols > .controls .fold").click()
    page.locator(".chips label", has_text="Recevoir des demandes de clients (leads)").click()
    block = page.locator(".objective")
    expect(block).to_contain_text("Vous pouvez continuer sans.")
    block.get_by_role("button", name="Compléter").click()
    typed(page, "Point de départ", "douze")
    expect(block.get_by_role("alert")).to_contain_text("douze ne convient pas. Écrivez un nombre, comme 2,5.")
    typed(page, "Point de départ", "12")
    typed(page, "Cible", "20,5")
    page.get_by_label("Échéance", exact=True).fill("2027-06-30")
    typed(page, "But de l’entreprise auquel il contribue", "Remplir deux demi-journées")
    sentence = "De 12 à 20,5 demandes par mois d’ici le 30 juin 2027"

    expect(block.get_by_role("heading", name=sentence)).to_be_visible()
    expect(block).not_to_contain_text("Il manque")
    expect(page.locator(".answer")).to_contain_text(sentence)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    opened(page, f"{site.address}?lang=fr&plan=objectif&page=plan")
    page.get_by_role("button", name=_("Fine-tune")).click()
    files = page.locator(".group.box", has_text=_("All files"))
    files.get_by_label(_("File"), exact=True).select_option(label=_("Report (.html)"))
    with page.expect_download(timeout=MILLISECONDS) as leaving:
        files.get_by_role("button", name=_("Download")).click()
    report = Path(leaving.value.path()).read_text("utf-8")

    assert f"<b>{sentence}.</b>" in report
    assert "But\u00a0: Remplir deux demi-journées." in report
