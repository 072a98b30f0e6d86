"""The box on the plan page that takes the calendar to a scheduler."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import ipywidgets
import pytest

from strategy_kit.exports.formats import archive
from strategy_kit.exports.schedulers import TARGETS
from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE
from strategy_kit.model import Brief, CadenceRule, Plan
from strategy_kit.model.schedulers import SchedulerOptions
from strategy_kit.pages.plan import schedulers
from strategy_kit.pages.plan.schedulers import SETTINGS, SchedulerForm, texts_form
from strategy_kit.plan.workings import scheduled_plan
from strategy_kit.session.background import UnfinishedError
from strategy_kit.session.session import Session
from strategy_kit.storage.store import Store, open_store
from strategy_kit.widgets.card import CardView
from strategy_kit.widgets.files import Download, Upload

MOST_WIDGETS = 40
START = dt.date(2099, 1, 5)
BRIEF = Brief(
    name="Bakery",
    country="GB",
    team_zone="Europe/London",
    platforms=("facebook", "linkedin"),
    cadence=(CadenceRule(posts_per_week_low=1, posts_per_week_high=1),),
)


@pytest.fixture
def store(tmp_path: Any) -> Store:
    return open_store(tmp_path / "plans.db")


@pytest.fixture
def open_with(store: Store) -> Callable[..., Session]:
    def opened(lang: str = "en", plan: Plan | None = None) -> Session:
        plan = plan or Plan(id="p1", brief=BRIEF.changed(lang=lang), start=START, weeks=1)
        store.save(plan, 0, "first")
        return Session(store, store.load(plan.id), Words(lang), dt.date(2027, 1, 1))

    return opened


@pytest.fixture
def session(open_with: Callable[..., Session]) -> Session:
    return open_with()


@pytest.fixture
def box(session: Session) -> SchedulerForm:
    return SchedulerForm(session)


def below(widget: Any, kind: Any = ipywidgets.Widget) -> Iterator[Any]:
    if isinstance(widget, kind):
        yield widget
    for child in getattr(widget, "children", ()):
        yield from below(child, kind)


def shown_text(box: SchedulerForm) -> str:
    return " ".join(repr(part) for part in below(box) if not hasattr(part, "children"))


def titles(box: SchedulerForm) -> list[str]:
    return [view.title for view in below(box, CardView)]


def control(box: SchedulerForm, label: str) -> Any:
    return next(part for part in below(box) if getattr(part, "description", "") == label)


def downloaded(box: SchedulerForm) -> tuple[str, bytes]:
    """Press the one button of a download and return the file's name and bytes."""
    (button,) = below(box, Download)
    sent: list[Any] = []
    button.send = lambda message, buffers=(): sent.append((message, buffers))
    button.on_message({"want": "file"}, [])
    message, buffers = sent[0]
    return message["file"]["name"], bytes(buffers[0])


def test_the_page_offers_every_scheduler_and_asks_for_the_options_of_each(box: SchedulerForm) -> None:
    assert [key for _name, key in box.target.options] == ["", *TARGETS]
    assert set(SETTINGS) == set(SchedulerOptions.model_fields) & set(TARGETS)


def test_nothing_is_asked_or_shown_until_a_scheduler_is_chosen(box: SchedulerForm) -> None:
    assert len(list(below(box))) <= 9
    assert titles(box) == []


@pytest.mark.parametrize("lang", COMPLETE)
@pytest.mark.parametrize("target", TARGETS)
def test_each_scheduler_asks_few_things_in_the_readers_language(
    open_with: Callable[..., Session], lang: str, target: str
) -> None:
    box = SchedulerForm(open_with(lang))
    box.target.value = target

    assert len(list(below(box))) <= MOST_WIDGETS
    assert ("Export to your scheduling tool" in shown_text(box)) == (lang == "en")


def test_a_scheduler_that_needs_nothing_offers_its_file_at_once(box: SchedulerForm) -> None:
    box.target.value = "metricool"
    name, data = downloaded(box)

    assert titles(box) == ["Metricool: 2 posts in one file"]
    assert name == "metricool_01of01.csv"
    assert data.count(b"\r\n") == 3


def test_several_files_come_in_one_archive(box: SchedulerForm) -> None:
    box.target.value = "buffer"
    name, data = downloaded(box)

    assert name == "buffer.zip"
    assert sorted(zipfile.ZipFile(io.BytesIO(data)).namelist()) == [
        "buffer_facebook_01of01.csv",
        "buffer_linkedin_01of01.csv",
    ]


def test_an_archive_is_the_same_for_the_same_files() -> None:
    assert archive({"a.csv": b"a", "b.csv": b"b"}) == archive({"a.csv": b"a", "b.csv": b"b"})


def test_what_is_missing_is_asked_for_in_the_words_of_the_page(box: SchedulerForm) -> None:
    box.target.value = "sprout"

    assert "Date format chosen at import: missing. Enter the date order you choose at import" in shown_text(box)
    assert "schedulers." not in shown_text(box)


def test_a_scheduler_setting_is_saved_with_the_plan_and_gives_the_file(
    box: SchedulerForm, session: Session, store: Store
) -> None:
    box.target.value = "sprout"
    control(box, "Date format chosen at import").value = "dd/mm/yyyy"

    assert titles(box) == ["Sprout Social: 2 posts in 2 files"]
    assert store.load("p1").plan.schedulers.sprout.date_order == "dd/mm/yyyy"


def test_answers_given_before_are_there_again(open_with: Callable[..., Session]) -> None:
    fields = {
        "sprout": {"date_order": "mm/dd/yyyy", "zone": "Asia/Tokyo"},
        "buffer": {"channels": [{"platform": "facebook", "zone": "Asia/Tokyo"}]},
    }
    box = SchedulerForm(open_with(plan=Plan(id="p2", brief=BRIEF, start=START, weeks=1, schedulers=fields)))
    box.target.value = "sprout"
    again = [control(box, label).value for label in ("Date format chosen at import", "Time zone of the account")]
    box.target.value = "buffer"

    assert again == ["mm/dd/yyyy", "Asia/Tokyo"]
    assert [control(box, f"Time zone of {name}").value for name in ("Facebook", "LinkedIn")] == ["Asia/Tokyo", None]


def test_the_clock_of_a_channel_is_saved_and_can_be_cleared(box: SchedulerForm, session: Session) -> None:
    box.target.value = "buffer"
    clock = control(box, "Time zone of LinkedIn")
    clock.value = "America/New_York"
    channels = session.plan.schedulers.buffer.channels
    clock.value = None

    assert [(channel.platform, channel.zone) for channel in channels] == [("linkedin", "America/New_York")]
    assert session.plan.schedulers.buffer.channels == ()


def test_posts_that_cannot_go_hold_the_file_back_until_they_are_left_out(box: SchedulerForm) -> None:
    box.target.value = "brightbean"
    before = titles(box)
    offered = list(below(box, Download))
    box.leave_out.value = True

    assert before == ["BrightBean: no file yet, one post cannot be exported", "One post cannot be exported"]
    assert offered == []
    assert titles(box)[0] == "BrightBean: one post in one file"
    assert downloaded(box)[1].count(b"\r\n") == 2


def test_postiz_asks_the_id_of_each_channel_and_refuses_what_is_none(box: SchedulerForm, session: Session) -> None:
    box.target.value = "postiz"
    control(box, "ID of Facebook in Postiz").value = "no id"
    refused = shown_text(box)
    control(box, "ID of Facebook in Postiz").value = "fb1"
    control(box, "ID of LinkedIn in Postiz").value = "li1"

    assert "ID of Facebook in Postiz: found no id. Use the ID shown in Postiz" in refused
    assert [channel.integration for channel in session.plan.schedulers.postiz.channels] == ["fb1", "li1"]
    assert downloaded(box)[0] == "postiz_01of01.json"


def test_metricools_template_is_taken_in(box: SchedulerForm, session: Session) -> None:
    box.target.value = "metricool"
    (upload,) = below(box, Upload)
    upload.send = lambda message, buffers=(): None
    upload.on_message({"file": {"name": "t.csv"}}, [memoryview(b"Date,Time,Text,Facebook,LinkedIn\n")])

    assert session.plan.schedulers.metricool.columns == ("Date", "Time", "Text", "Facebook", "LinkedIn")
    assert downloaded(box)[1].startswith(b'\xef\xbb\xbf"Date","Time","Text","Facebook","LinkedIn"\r\n')


def test_the_answer_follows_the_plan_while_it_is_awake(box: SchedulerForm, session: Session) -> None:
    box.target.value = "metricool"
    box.set_active(False)
    session.replace_plan(session.plan.changed(weeks=2))
    asleep = titles(box)
    box.set_active(True)

    assert asleep == ["Metricool: 2 posts in one file"]
    assert titles(box) == ["Metricool: 4 posts in one file"]


def test_exporting_saves_the_calendar_in_the_plan(box: SchedulerForm, session: Session) -> None:
    box.target.value = "metricool"
    downloaded(box)

    assert session.plan.slots == scheduled_plan(session.plan, session.workings).slots != ()


def test_answering_a_scheduler_works_out_no_new_calendar(box: SchedulerForm, session: Session) -> None:
    box.target.value = "buffer"
    schedule = session.workings.schedule
    control(box, "Account").value = "paid"
    same = session.workings.schedule
    session.change_brief(posting_from=dt.time(9))

    assert same is schedule
    assert session.workings.schedule is not schedule


def test_the_list_with_texts_brings_them_to_the_posts(session: Session) -> None:
    box = texts_form(session)
    (upload,) = below(box, Upload)
    answers: list[Any] = []
    upload.send = lambda message, buffers=(): answers.append(message)
    plan = scheduled_plan(session.plan, session.workings)
    first = plan.slots[0]
    upload.on_message(
        {"file": {"name": "calendar.csv"}}, [memoryview(f"post_id,text\n{first.id},Rye bread\n".encode())]
    )

    assert answers == [{"answer": "One post now has a text.", "kind": "info"}]
    assert [slot.text for slot in session.plan.slots] == ["Rye bread", *[""] * (len(plan.slots) - 1)]
    assert session.plan.slots[0].revision == first.revision + 1


def test_a_list_of_another_plan_is_refused_in_words(session: Session) -> None:
    (upload,) = below(texts_form(session), Upload)
    answers: list[Any] = []
    upload.send = lambda message, buffers=(): answers.append(message)
    before = session.plan
    upload.on_message({"file": {"name": "calendar.csv"}}, [memoryview(b"post_id,text\nother,Rye\n")])

    assert answers[0]["kind"] == "bad"
    assert "other is not a post of this plan" in answers[0]["answer"]
    assert session.plan == before


def test_a_calendar_in_computation_shows_a_message_and_does_not_block(
    box: SchedulerForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unfinished(*_args: Any) -> Plan:
        raise UnfinishedError

    box.target.value = "metricool"
    monkeypatch.setattr(schedulers, "scheduled_plan", unfinished)
    box.refresh()

    assert "The calendar is still being calculated." in shown_text(box)
    assert list(below(box, Download)) == []
