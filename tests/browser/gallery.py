"""One page with every widget of ours, for the browser tests; it writes down what reaches Python."""

import os
import time

import ipywidgets

from strategy_kit.errors import InputError
from strategy_kit.figures.card import Card, Drawing, Key, SourceCard, Table
from strategy_kit.i18n import Words
from strategy_kit.widgets import html as markup
from strategy_kit.widgets.card import CardView
from strategy_kit.widgets.files import Download, Upload
from strategy_kit.widgets.frame import Frame
from strategy_kit.widgets.prose import Fold, Prose
from strategy_kit.widgets.table import TableEditor

HOSTILE = "</script><img src=x onerror='window.canary=1'>{x}"
_ = Words("en")
heard = Prose(f"kernel {os.getpid()}").add_class("heard")


def note(what: object) -> None:
    heard.show(repr(what))


def bars(color: str, height: int = 200) -> Drawing:
    data = [{"type": "bar", "x": ["Facebook", "X"], "y": [3, 1], "marker": {"color": color}}]
    return {"data": data, "layout": {"height": height, "font": {"color": "@ink-2"}, "paper_bgcolor": "rgba(0,0,0,0)"}}


SOURCE = SourceCard(
    key="klout",
    name="Klout 2015",
    title="When to post",
    producer="Klout",
    says="17% more reactions",
    measured="reactions",
    who="144M posts",
    when="2015",
    clock="",
    read_as="the paper",
    grade="A",
    caution="Mind the clock. Hours were set for each person.",
    url="https://example.org/klout",
)
UNSAFE = SourceCard("bad", HOSTILE, HOSTILE, "", "", "", "", "", "", "", "", "", "javascript:window.canary=1")
NUMBERS = Table(("Site", "Posts"), (("Facebook", "3"), ("X", "1")), (1,))


def chart(key: str, color: str = "@s5") -> Card:
    return Card(
        key,
        f"Facebook leads in {key}",
        "Posts by site",
        bars(color),
        bars(color, 300),
        (Key("posts", color), Key("unknown", "", "hatch")),
        "Longer is more.",
        "Own count.",
        (SOURCE,),
        NUMBERS,
    )


STEPS = [{"key": key, "number": i, "word": key.title()} for i, key in enumerate(("start", "plan"))]
frame = Frame(_, STEPS, page="start", name="Bakery", saved="Saved at 10:42")
frame.address = {"lang": "en", "plan": "p1", "page": "start"}


def turned(change: dict[str, str]) -> None:
    frame.address = {"lang": frame.lang, "plan": "p1", "page": frame.page}
    note((frame.page, frame.lang))


frame.observe(turned, ["page", "lang"])

charts = [CardView(chart(key), _) for key in ("a", "b", "c", "d")]
plain = CardView(
    Card("plain", HOSTILE, HOSTILE, note=HOSTILE, sources=(UNSAFE,), table=Table((HOSTILE,), ((HOSTILE,),))), _
)
slider = ipywidgets.IntSlider(description="Posts", value=3, max=9)
slider.observe(lambda change: charts[0].show(chart(f"a, {change['new']}", ("@s1", "@s5")[change["new"] % 2])), "value")
mode = ipywidgets.ToggleButtons(options=["all", "some"], description="Studies")
work = ipywidgets.Button(description="Compute")
work.on_click(lambda button: (time.sleep(14), note("computed")))

controls = ipywidgets.VBox([Fold("Set: 3 posts"), ipywidgets.VBox([slider, mode, work]).add_class("group")])
controls.add_class("controls")

kinds = [{"value": 1, "word": "Asks"}, {"value": 2, "word": "Gives"}]
editor = TableEditor(
    [
        {"key": "name", "word": "Activity", "kind": "text"},
        {"key": "kind", "word": "Kind", "kind": "choice", "choices": kinds},
        {"key": "hours", "word": "Hours", "kind": "number"},
        {"key": "asked", "word": "Asked for", "kind": "flag"},
    ],
    [{"name": "Newsletter", "kind": 2, "hours": 2}],
    _,
    add="Add an activity",
    max_rows=3,
)


def edited(change: dict[str, object]) -> None:
    note(editor.value)
    editor.errors = [
        {"row": i, "key": "hours", "message": "Say how many hours."}
        for i, row in enumerate(editor.value)
        if row["hours"] is None
    ]


editor.observe(edited, "value")


def refused() -> tuple[str, str, bytes]:
    raise InputError("{field}: found {value}. Use a number.", field="plan", value="x")


def took(name: str, data: bytes) -> str:
    note((name, len(data)))
    return f"Read. {name}"


files = ipywidgets.HBox(
    [
        Download("Calendar", lambda: ("plan.ics", "text/calendar", b"BEGIN\r\n"), _, primary=True),
        Download("Never", refused, _),
    ]
).add_class("acts")
upload = Upload(took, _, title="No posts yet", help="Drop a file.", label="Choose a file")
banner = Prose(markup.banner("warn", "Careful.", HOSTILE))
stack = ipywidgets.VBox([*charts, plain, editor, upload, files, banner, heard]).add_class("stack")
page = ipywidgets.VBox([frame, ipywidgets.VBox([controls, stack]).add_class("cols").add_class("wrap")]).add_class("sk")
