"""Words of people in markup are escaped."""

from typing import Any

import pytest
from markupsafe import Markup

from strategy_kit.figures.card import Table
from strategy_kit.widgets import html as markup
from strategy_kit.widgets.prose import Prose

NUMBERS = Table(("Site", "Posts"), (("Facebook", "3"), ("X", "12")), (1,))
PAYLOADS = ["<script>x</script>", '" onload="x', "{0.__class__}", "&amp;", "<img src=x onerror=x>", "{x}"]


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(
    "build",
    [
        lambda text: markup.page_head(text, text, text),
        lambda text: markup.banner("bad", text, text),
        lambda text: markup.facts([(text, text)]),
        lambda text: markup.bullets([text]),
        lambda text: markup.table(Table((text, text), ((text, text),), (1,), text)),
        lambda text: markup.heading(text, text),
        lambda text: markup.proof(text, text),
        lambda text: markup.refusal_line(text),
        lambda text: Prose(text).value,
    ],
    ids=["head", "banner", "facts", "bullets", "table", "heading", "proof", "refusal", "prose"],
)
def test_words_never_become_markup(build: Any, payload: str) -> None:
    assert payload not in str(build(payload)).replace(str(Markup.escape(payload)), "")


def test_safe_markup_inside_markup_is_not_escaped() -> None:
    assert markup.html("<div>{x}</div>", x=markup.html("<p>{y}</p>", y="<")) == "<div><p>&lt;</p></div>"


def test_numbers_of_a_table_are_to_the_right_and_named() -> None:
    table = markup.table(NUMBERS)

    assert '<td dir="auto" class="num" data-word="Posts">12</td>' in table
    assert '<th scope="col" class="num">Posts</th>' in table
