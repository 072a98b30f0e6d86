"""The scripts and styles of widgets: size, colours, hosts, modules, and the words of the page."""

import gzip
import itertools
import re
from collections.abc import Callable
from typing import Any

import pytest
from plotly.offline import get_plotlyjs_version

from strategy_kit.figures.card import Card, Drawing, Table
from strategy_kit.figures.shapes.palette import tokens
from strategy_kit.i18n import Words
from strategy_kit.widgets import assets
from strategy_kit.widgets.base import interface_words
from strategy_kit.widgets.card import CardView
from strategy_kit.widgets.files import Download
from strategy_kit.widgets.frame import Frame

EN = Words("en")
NUMBERS = Table(("Site", "Posts"), (("Facebook", "3"), ("X", "12")), (1,))
STEPS = [{"key": key, "number": i, "word": key} for i, key in enumerate(("start", "plan"))]


def card(title: str = "Facebook leads", drawing: Drawing | None = None, **rest: Any) -> Card:
    return Card("posts", title, "Posts by site", drawing=drawing or {"data": [], "layout": {}}, table=NUMBERS, **rest)


@pytest.mark.parametrize("part", ["card", "figure", "frame", "table", "download", "upload", "address", "fold"])
def test_what_a_widget_carries_is_a_small_loader_naming_its_part(part: str) -> None:
    module = assets.loader(part)

    assert len(module.encode()) < 2000
    assert f'render("{part}",view)' in module


@pytest.mark.parametrize("asset", [assets.code, assets.style], ids=["script", "style"])
def test_what_a_page_loads_from_us_stays_small(asset: Callable[[], bytes]) -> None:
    assert len(asset()) < 40_500
    assert len(gzip.compress(asset())) < 13_000


def test_every_token_of_a_figure_is_a_colour_of_the_style_sheet_in_both_themes() -> None:
    pairs = re.findall(r"--([\w-]+):light-dark\((#\w+),(#\w+)\)", assets.style().decode())
    themes = {"light": {name: light for name, light, _ in pairs}, "dark": {name: dark for name, _, dark in pairs}}

    assert {theme: {name: themes[theme].get(name) for name in known} for theme, known in tokens().items()} == tokens()


def test_no_colour_is_defined_twice() -> None:
    defined = re.findall(r"[{;\s](--[\w-]+):light-dark\(#", assets.style().decode())

    assert len(defined) == len(set(defined))


OURS = [path for path in sorted(assets.STATIC.rglob("*.*")) if path.parent.name != "plotly"]


@pytest.mark.parametrize("file", [str(path.relative_to(assets.STATIC)) for path in OURS])
def test_no_asset_names_another_host(file: str) -> None:
    text = (assets.STATIC / file).read_text(encoding="utf-8")

    assert "//cdn" not in text
    assert "http://" not in text.replace("http://www.w3.org", "")
    assert "https://" not in text


def test_the_first_widget_that_asks_gets_script_and_style(sent: list[tuple[Any, list[bytes]]]) -> None:
    CardView(card())._receive(None, {"want": "code"}, [])

    assert sent == [({"asset": "code"}, [assets.code(), assets.style()])]


def test_plotly_travels_packed_below_the_limit_of_a_message(sent: list[tuple[Any, list[bytes]]]) -> None:
    CardView(card())._receive(None, {"want": "plotly"}, [])

    assert sent[0][0] == {"asset": "plotly"}
    assert gzip.decompress(sent[0][1][0]) == assets.PLOTLY.read_bytes()
    assert len(sent[0][1][0]) < 500_000


def test_the_full_plotly_travels_packed_below_the_limit_of_a_message(sent: list[tuple[Any, list[bytes]]]) -> None:
    CardView(card())._receive(None, {"want": "plotly-full"}, [])

    assert sent[0][0] == {"asset": "plotly-full"}
    assert gzip.decompress(sent[0][1][0]) == assets.full_plotly().read_bytes()
    assert len(sent[0][1][0]) < 2_000_000


def test_the_script_holds_every_module_after_those_it_imports() -> None:
    files = {path.stem for path in assets.SCRIPT.glob("*.js")}
    imports = {name: _imports(name) for name in assets.MODULES}

    assert sorted(assets.MODULES) == sorted(files)
    for place, name in enumerate(assets.MODULES):
        assert imports[name] <= set(assets.MODULES[:place]), name


def test_no_two_modules_of_the_script_give_one_name_to_different_things() -> None:
    names = [
        name
        for module in assets.MODULES
        for name in re.findall(
            r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)",
            (assets.SCRIPT / f"{module}.js").read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    ]

    assert sorted(names) == sorted(set(names))


def test_the_script_a_page_loads_is_plain_and_without_comments() -> None:
    code = assets.code().decode()

    assert not re.search(r"^\s*(?:import|export)\b", code, re.MULTILINE)
    assert "/**" not in code


def _imports(module: str) -> set[str]:
    text = (assets.SCRIPT / f"{module}.js").read_text(encoding="utf-8")
    return set(re.findall(r'^import [^;]*"\./(\w+)\.js";$', text, re.MULTILINE))


def test_plotly_is_of_the_version_that_judges_our_drawings() -> None:
    with assets.PLOTLY.open(encoding="utf-8") as script:
        head = "".join(itertools.islice(script, 3))

    assert f"plotly.js (basic - minified) v{get_plotlyjs_version()}" in head


@pytest.mark.parametrize("message", [None, "code", 7, [], {"want": ["code"]}, {"want": "../secret"}])
def test_a_message_nobody_knows_is_not_answered(message: Any, sent: list[tuple[Any, list[bytes]]]) -> None:
    for part in (CardView(card()), Frame(EN, STEPS, page="start"), Download("x", lambda: ("a", "b", b""))):
        part._receive(None, message, [])

    assert sent == []


def test_every_word_the_page_asks_for_is_given() -> None:
    code = assets.code().decode()
    words = interface_words(EN)

    assert [word for word in words if f"labels.{word}" not in code and word not in code] == []
    assert {name.split(")")[0] for name in _labels_read(code)} <= set(words)


def _labels_read(code: str) -> set[str]:
    return set(re.findall(r"\blabels\.(\w+)", code)) | set(re.findall(r'get\("labels"\)\.(\w+)', code))


def test_interface_words_are_the_same_in_each_language() -> None:
    assert interface_words(Words("fr")).keys() == interface_words(EN).keys()
