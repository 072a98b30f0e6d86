"""Colours are defined for use: every token is drawn with, in a figure, on a page or in the report."""

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from strategy_kit.figures.shapes.template import RANK_TOKENS

PACKAGE = Path(str(files("strategy_kit")))
SUFFIXES = {".py", ".js", ".css", ".html", ".j2"}
TEXT = "\n".join(
    path.read_text("utf-8")
    for path in sorted(PACKAGE.rglob("*"))
    if path.suffix in SUFFIXES and "plotly" not in path.relative_to(PACKAGE).parts
)
TOKENS = json.loads((PACKAGE / "figures" / "shapes" / "tokens.json").read_text("utf-8"))


def test_both_themes_define_the_same_tokens():
    assert TOKENS["light"].keys() == TOKENS["dark"].keys()


@pytest.mark.parametrize("token", TOKENS["light"])
def test_a_token_is_used_by_a_figure_or_a_style_sheet(token):
    name = re.escape(token)
    on_a_rank = token.removeprefix("on-") != token and f"@{token.removeprefix('on-')}" in RANK_TOKENS

    assert on_a_rank or re.search(rf"@{name}(?![\w-])|var\(--{name}(?![\w-])", TEXT)


def test_the_colours_of_words_on_ranks_are_used_for_every_rank():
    assert 'f"@on-{RANK_TOKENS[place][1:]}"' in TEXT
