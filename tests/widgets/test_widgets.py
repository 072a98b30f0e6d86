import gzip
import itertools
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from plotly.offline import get_plotlyjs_version
from traitlets import TraitError

from strategy_kit.errors import InputError
from strategy_kit.figures.card import Card, Drawing, Table
from strategy_kit.figures.shapes.palette import tokens
from strategy_kit.i18n import Words
from strategy_kit.widgets import assets
from strategy_kit.widgets import html as markup
from strategy_kit.widgets.base import Component
from strategy_kit.widgets.card import CardView
from strategy_kit.widgets.files import LIMIT, Download, Upload, file_name
from strategy_kit.widgets.frame import Frame
from strategy_kit.widgets.prose import Fold, Prose
from strategy_kit.widgets.table import TableEditor, cleaned
from strategy_kit.widgets.words import interface_words

EN = Words("en")
NUMBERS = Table(("Site", "Posts"), (("Facebook", "3"), ("X", "12")), (1,))
STEPS = [{"key": key, "number": i, "word": key} for i, key in enumerate(("start", "plan"))]
COLUMNS: list[dict[str, Any]] = [
    {"key": "name", "word": "Activity", "kind": "text"},
    {"key": "kind", "word": "Kind", "kind": "choice", "choices": [{"value": "in", "word": "Answers"}]},
    {"key": "hours", "word": "Hours", "kind": "number"},
    {"key": "asked", "word": "Asked for", "kind": "flag"},
    {"key": "start", "word": "From", "kind": "time"},
]
PAYLOADS = ["<script>x</script>", '" onload="x', "{0.__class__}", "&amp;", "<img src=x onerror=x>", "{x}"]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, list[bytes]]]:
    """Custom messages any part sends to its page."""
    messages: list[tuple[Any, list[bytes]]] = []
    monkeypatch.setattr(Component, "send", lambda self, content, buffers=(): messages.append((content, list(buffers))))
    return messages


@pytest.fixture
def updates(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """Names of the traits of each update a part sends to its page."""
    names: list[set[str]] = []

    def send_state(self: Component, key: Any = None) -> None:
        names.append({key} if isinstance(key, str) else set(key or ()))

    monkeypatch.setattr(Component, "send_state", send_state)
    return names


def card(title: str = "Facebook leads", drawing: Drawing | None = None, **rest: Any) -> Card:
    return Card("posts", title, "Posts by site", drawing=drawing or {"data": [], "layout": {}}, table=NUMBERS, **rest)


def view_of(card: Card, updates: list[set[str]]) -> CardView:
    view = CardView(card)
    updates.clear()
    return view


# ---- assets ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["card", "figure", "frame", "table", "download", "upload", "address", "fold"])
def test_what_a_widget_carries_is_a_small_loader_naming_its_part(part: str) -> None:
    module = assets.loader(part)

    assert len(module.encode()) < 2000
    assert f'render("{part}", view)' in module


@pytest.mark.parametrize("asset", [assets.code, assets.style], ids=["script", "style"])
def test_what_a_page_loads_from_us_stays_small(asset: Callable[[], bytes]) -> None:
    assert len(asset()) < 40_000
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


# ---- card -----------------------------------------------------------------------------------------------------------


def test_a_card_shown_again_sends_nothing(updates: list[set[str]]) -> None:
    view = view_of(card(), updates)
    view.show(card())

    assert set().union(*updates) == set()


def test_only_what_differs_is_sent_in_one_message(updates: list[set[str]]) -> None:
    view = view_of(card(), updates)
    view.show(card("X leads", {"data": [{"y": [1]}], "layout": {}}))

    assert [names for names in updates if names] == [{"title", "drawing"}]


def test_a_card_brings_its_own_labels_over_the_words_of_the_page() -> None:
    view = CardView(card(labels={"how_to_read": "To know."}), EN)

    assert (view.labels["how_to_read"], view.labels["close"]) == ("To know.", "Close")


def test_a_card_reads_as_text_where_no_widget_can_be_shown() -> None:
    view = CardView(card())
    data, _ = view._repr_mimebundle_()

    assert data["text/plain"] == repr(view)
    assert repr(view).splitlines() == [
        "Facebook leads",
        "Posts by site",
        "",
        "Site      Posts",
        "--------  -----",
        "Facebook      3",
        "X            12",
    ]
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == view.model_id


@pytest.mark.parametrize(
    "make",
    [
        lambda: CardView(card()),
        lambda: Frame(EN, STEPS, page="start"),
        lambda: TableEditor(COLUMNS),
        lambda: Download("Calendar", lambda: ("a", "b", b"")),
        lambda: Upload(lambda name, data: "", title="Posts"),
        lambda: Fold("Set: 5"),
        lambda: Prose("words"),
    ],
    ids=["card", "frame", "table", "download", "upload", "fold", "prose"],
)
def test_text_for_widgets_names_no_address(make: Callable[[], Any]) -> None:
    widget = make()

    assert " at 0x" not in repr(widget)
    assert json.dumps(widget.get_state(), default=str)


# ---- frame ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("trait", "value"), [("page", "nowhere"), ("page", ""), ("lang", "de"), ("lang", "<b>")])
def test_a_page_or_language_that_does_not_exist_changes_nothing(trait: str, value: str) -> None:
    frame = Frame(EN, STEPS, page="start")
    with pytest.raises(TraitError, match="not on offer"):
        frame.set_state({trait: value})

    assert (frame.page, frame.lang) == ("start", "en")


def test_a_step_chosen_on_the_page_is_the_page() -> None:
    frame = Frame(EN, STEPS, page="start")
    frame.set_state({"page": "plan"})

    assert frame.page == "plan"


def test_a_sign_of_life_is_answered(sent: list[tuple[Any, list[bytes]]]) -> None:
    Frame(EN, STEPS, page="start")._receive(None, {"ping": 1}, [])

    assert sent == [({"pong": True}, [])]


@pytest.mark.parametrize("name", ["action", "undo", "want", "page"])
def test_a_message_of_the_page_that_is_no_sign_of_life_changes_nothing_in_the_frame(
    name: str, sent: list[tuple[Any, list[bytes]]]
) -> None:
    frame = Frame(EN, STEPS, page="start")
    frame._receive(None, {name: "plan"}, [])

    assert (sent, frame.page, frame.lang) == ([], "start", "en")


def test_a_frame_speaks_another_language_at_once(updates: list[set[str]]) -> None:
    frame = Frame(EN, STEPS, page="start")
    updates.clear()
    frame.set_language(Words("fr"), [{**step, "word": "Départ"} for step in STEPS])

    assert (frame.lang, frame.steps[0]["word"]) == ("fr", "Départ")


# ---- table ----------------------------------------------------------------------------------------------------------


def test_rows_changed_on_the_page_are_the_value() -> None:
    editor = TableEditor(COLUMNS)
    heard: list[Any] = []
    editor.observe(lambda change: heard.append(change["new"]), "value")
    editor.set_state({"rows": [{"name": "Leaflets", "kind": "in", "hours": 2, "asked": True, "start": "09:00"}]})

    assert editor.value == ({"name": "Leaflets", "kind": "in", "hours": 2, "asked": True, "start": "09:00"},)
    assert heard == [editor.value]


def test_a_value_that_is_set_shows_on_the_page() -> None:
    editor = TableEditor(COLUMNS)
    editor.value = ({"name": "Leaflets"},)

    assert editor.rows == [{"name": "Leaflets", "kind": None, "hours": None, "asked": False, "start": None}]


@pytest.mark.parametrize(("lang", "written", "read"), [("fr", "2,5", 2.5), ("en", "2,5", 2.5), ("fr", "1,234", 1.234)])
def test_a_number_is_read_by_the_language_and_stays_as_it_was_written(lang: str, written: str, read: float) -> None:
    editor = TableEditor(COLUMNS, words=Words(lang))
    editor.set_state({"rows": [{"hours": written}]})

    assert (editor.value[0]["hours"], editor.rows[0]["hours"], editor.faults()) == (read, written, [])


@pytest.mark.parametrize("written", ["1,234", "much", "1e3", "9" * 90])
def test_a_number_that_cannot_be_read_stays_and_says_why(written: str) -> None:
    editor = TableEditor(COLUMNS)
    editor.set_state({"rows": [{}, {"hours": written}]})

    assert editor.value[1]["hours"] == editor.rows[1]["hours"] == written[:41]
    assert [fault.field for fault in editor.faults()] == ["rows.1.hours"]


def test_numbers_are_written_anew_in_another_language() -> None:
    editor = TableEditor(COLUMNS, words=Words("fr"))
    editor.set_state({"rows": [{"hours": "1,234"}]})
    editor.set_columns(COLUMNS, EN)

    assert (editor.rows[0]["hours"], editor.value[0]["hours"], editor.labels["decimal"]) == (1.234, 1.234, ".")


@given(st.lists(st.text() | st.floats() | st.none(), max_size=3))
def test_what_the_page_sends_as_numbers_comes_back_as_it_is_shown(cells: list[Any]) -> None:
    editor = TableEditor(COLUMNS)
    editor.set_state({"rows": [{"hours": cell} for cell in cells]})
    rows = [dict(row) for row in editor.rows]
    editor.set_state({"rows": rows})

    assert editor.rows == rows
    json.dumps(editor.get_state()["rows"], ensure_ascii=False, allow_nan=False).encode()


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("hours", float("nan"), None),
        ("hours", 1e30, None),
        ("hours", "7,5", "7,5"),
        ("hours", " \u2028", None),
        ("hours", "9" * 90, "9" * 41),
        ("hours", True, None),
        ("kind", "out", None),
        ("kind", ["in"], None),
        ("asked", 1, False),
        ("start", "x" * 20, None),
        ("name", "a\x00b\u2028c\ud800", "ab\nc"),
        ("name", 7, ""),
        ("name", "x" * 5000, "x" * 2000),
    ],
)
def test_a_cell_keeps_only_what_its_column_allows(key: str, value: Any, kept: Any) -> None:
    column = next(column for column in COLUMNS if column["key"] == key)

    assert cleaned(value, column) == kept


@given(st.lists(st.dictionaries(st.text(), st.none() | st.booleans() | st.floats() | st.text() | st.lists(st.text()))))
def test_whatever_the_page_sends_the_value_has_the_columns_and_no_more_rows(rows: list[dict[str, Any]]) -> None:
    editor = TableEditor(COLUMNS, max_rows=2)
    editor.set_state({"rows": [*rows, "row", None], "max_rows": 99, "columns": []})

    assert len(editor.value) <= 2
    assert all(list(row) == ["name", "kind", "hours", "asked", "start"] for row in editor.value)


# ---- files ----------------------------------------------------------------------------------------------------------


def test_a_file_is_made_on_each_click(sent: list[tuple[Any, list[bytes]]]) -> None:
    made = iter([b"one", b"two"])
    button = Download("Calendar", lambda: ("../plan.ics", "text/calendar", next(made)))
    button._receive(None, {"want": "file"}, [])
    button._receive(None, {"want": "file"}, [])

    assert sent[0] == ({"file": {"name": "plan.ics", "mime": "text/calendar"}}, [b"one"])
    assert sent[1][1] == [b"two"]


def test_a_file_that_cannot_be_made_shows_a_message(sent: list[tuple[Any, list[bytes]]]) -> None:
    def refuse() -> tuple[str, str, bytes]:
        raise InputError("{field}: found {value}. Use a number.", field="plan", value="x")

    Download("Calendar", refuse)._receive(None, {"want": "file"}, [])

    assert sent == [({"problem": "plan: found x. Use a number."}, [])]


def test_a_fault_while_making_a_file_frees_the_button_and_is_not_hidden(sent: list[tuple[Any, list[bytes]]]) -> None:
    def break_down() -> tuple[str, str, bytes]:
        raise RuntimeError("disk")

    with pytest.raises(RuntimeError, match="disk"):
        Download("Calendar", break_down)._receive(None, {"want": "file"}, [])

    assert "could not be made" in sent[0][0]["problem"]


@pytest.mark.parametrize(("size", "kind"), [(0, "info"), (LIMIT, "info"), (LIMIT + 1, "bad")])
def test_a_file_is_checked_again_in_the_kernel(size: int, kind: str, sent: list[tuple[Any, list[bytes]]]) -> None:
    taken: list[int] = []
    upload = Upload(lambda name, data: taken.append(len(data)) or "Read.")
    upload._receive(None, {"file": {"name": "posts.csv"}}, [memoryview(bytes(size))])

    assert sent[0][0]["kind"] == kind
    assert taken == ([size] if kind == "info" else [])


@pytest.mark.parametrize("file", [None, "posts.csv", 7, []])
def test_a_file_without_a_description_is_dropped(file: Any, sent: list[tuple[Any, list[bytes]]]) -> None:
    Upload(lambda name, data: "Read.")._receive(None, {"file": file}, [memoryview(b"x")])

    assert sent == []


@given(st.text())
def test_a_file_name_is_one_short_printable_word(name: str) -> None:
    kept = file_name(name)

    assert 0 < len(kept) <= 80
    assert kept.isprintable()
    assert not set(kept) & {"/", "\\"}
    assert Path(kept).name == kept


# ---- markup ---------------------------------------------------------------------------------------------------------


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

    assert '<td class="num" data-word="Posts">12</td>' in table
    assert '<th scope="col" class="num">Posts</th>' in table
