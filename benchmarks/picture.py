"""A plotly figure as a picture that needs no script: drawn by plotly in Chromium."""

from pathlib import Path

from benchmarks.serving.browser import chromium
from strategy_kit.widgets.assets import PLOTLY

PICTURES = Path(__file__).parents[1] / "docs" / "images"


def save(figure: dict[str, object], name: str, *, width: int = 900, height: int = 420) -> None:
    """Write ``docs/images/NAME.svg``."""
    with chromium() as browser:
        page = browser.new_page()
        page.add_script_tag(path=PLOTLY)
        drawn = {"format": "svg", "width": width, "height": height}
        picture = page.evaluate("([figure, drawn]) => Plotly.toImage(figure, drawn)", [figure, drawn])
        text = page.evaluate("picture => fetch(picture).then((answer) => answer.text())", picture)
    (PICTURES / f"{name}.svg").write_text(text + "\n", encoding="utf-8")
