"""Files for schedulers: what goes, what is refused and why, and that importers of our own making take every file."""

import datetime as dt
import re
import zoneinfo

import importers
import pytest
from example_plans import MONDAY, plan_of, post, with_everywhere
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.errors import InputError
from strategy_kit.exports.csv_rows import computes_when_separated
from strategy_kit.exports.schedulers import TARGETS, to_scheduler
from strategy_kit.exports.schedulers.card import export_cards
from strategy_kit.exports.schedulers.metricool import NETWORKS, known_columns, template_columns
from strategy_kit.exports.table import to_csv
from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE
from strategy_kit.model import Plan
from strategy_kit.text import normalized_text

NOW = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
EN = Words("en")
TRIGGERS = set("=+-@\t\r\n＝＋－＠")
OPTIONS = {
    "buffer": {"account": "paid"},
    "sprout": {"account": "paid", "date_order": "dd/mm/yyyy"},
    "metricool": {},
    "brightbean": {"linkedin": "linkedin_company"},
    "postiz": {"channels": [{"platform": key, "integration": f"id-{key}"} for key in ("facebook", "instagram", "x")]},
}
TABLES = [key for key in TARGETS if key != "postiz"]
every_target = pytest.mark.parametrize("target", TARGETS)
every_table = pytest.mark.parametrize("target", TABLES)


def export(plan, target, now=NOW, **values):
    options = {**OPTIONS[target], **values.pop("options", {})}
    return to_scheduler(plan, target, options, now=now, **values)


def reasons(plan, target, **values):
    """Return what is said of each refused post."""
    return {r.post.id: [reason.text(EN) for reason in r.reasons] for r in export(plan, target, **values).refusals}


def remarks(plan, target, **values):
    return [remark.text(EN) for remark in export(plan, target, **values).remarks]


def imported(target, name, data, plan):
    match target:
        case "buffer":
            return importers.buffer(data)
        case "sprout":
            return importers.sprout(data, "dd/mm/yyyy", dt.datetime(2027, 1, 1))
        case "metricool":
            return importers.metricool(data, NETWORKS.values())
        case "brightbean":
            return importers.brightbean(data)
    return importers.postiz(data)


def all_imported(target, made, plan):
    return [row for name, data in made.files.items() for row in imported(target, name, data, plan)]


def spread(count, platform="facebook", **values):
    """Return so many posts of one channel, a quarter of an hour apart, in no order of time."""
    minutes = [15 * n for n in range(count)]
    start = dt.datetime.combine(MONDAY, dt.time(0))
    moments = [start + dt.timedelta(minutes=m) for m in minutes]
    posts = [post(n, platform, at.date(), at.time(), text=f"Post {n:04}", **values) for n, at in enumerate(moments)]
    return [*posts[1::2], *posts[::2]]


# What goes


@every_target
def test_an_importer_written_from_the_makers_description_takes_every_post_at_its_time(target):
    slots = [
        post(1, text="Rye bread today"),
        post(2, "instagram", MONDAY + dt.timedelta(days=2), dt.time(18, 30), text='"Sour", she said; l’été\nagain'),
        post(3, "facebook", MONDAY + dt.timedelta(days=20), dt.time(7, 15), text="Open at seven 👩\u200d🍳"),
    ]
    plan = plan_of(slots)
    found = sorted((row["text"], row["at"]) for row in all_imported(target, export(plan, target), plan))
    clock = (lambda at: at.astimezone(dt.UTC)) if target == "postiz" else (lambda at: at.replace(tzinfo=None))

    assert found == sorted((slot.text, clock(slot.starts_at)) for slot in slots)


@every_target
@pytest.mark.parametrize("lang", COMPLETE)
def test_a_post_nobody_wrote_leaves_as_a_draft_that_says_so_in_the_language_asked_for(target, lang):
    plan = plan_of([post(1)])
    made = export(plan, target, lang=lang)
    text = all_imported(target, made, plan)[0]["text"]

    assert text.startswith("[")
    assert "Bread of the day" in text
    assert made.posts[0].drafted
    assert ("[Draft]" in text) == (lang == "en")


@every_target
def test_where_drafts_are_not_wanted_an_empty_text_is_refused(target):
    plan = plan_of([post(1, text="Rye"), post(2, day=MONDAY + dt.timedelta(days=1))])

    assert reasons(plan, target, drafts=False) == {
        "s2": ["This post has no text yet. Write it, or allow a draft to be exported instead."]
    }
    assert export(plan, target, drafts=False).files == {}


@every_target
def test_a_link_goes_at_the_end_of_the_text_once(target):
    link = "https://example.org/rye"
    slots = [
        post(1, text="Rye", link=link),
        post(2, day=MONDAY + dt.timedelta(days=1), text=f"See {link} now", link=link),
    ]
    plan = plan_of(slots)
    found = [row["text"] for row in all_imported(target, export(plan, target), plan)]

    assert found == [f"Rye\n{link}", f"See {link} now"]


@every_target
def test_cancelled_posts_are_not_exported_and_are_listed(target):
    plan = plan_of([post(1, text="Rye"), post(2, cancelled=True)])

    assert [going.id for going in export(plan, target).posts] == ["s1"]
    assert "Cancelled posts left out of the file: 1. If they are already in the tool, remove them there." in remarks(
        plan, target
    )


@every_target
def test_the_same_plan_gives_the_same_bytes(target, plan):
    assert (
        export(plan, target, leave_out=True).files
        == export(Plan.from_json(plan.to_json()), target, leave_out=True).files
    )


@every_target
def test_a_plan_without_posts_has_no_file(target):
    assert export(plan_of([]), target).files == {}


# Limits


@pytest.mark.parametrize(
    ("target", "options", "most"),
    [
        ("buffer", {"account": "free"}, 10),
        ("buffer", {"account": "paid"}, 100),
        ("sprout", {"account": "trial"}, 50),
        ("sprout", {"account": "paid"}, 350),
        ("postiz", {}, 90),
    ],
    ids=["buffer free", "buffer paid", "sprout trial", "sprout paid", "postiz"],
)
@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("more", [0, 1])
def test_a_file_holds_as_many_posts_as_the_target_takes_in_order_of_time_each_once(target, options, most, times, more):
    count = times * most + more
    plan = plan_of(spread(count), watches=())
    made = export(plan, target, options=options)
    lengths = [len(imported(target, name, data, plan)) for name, data in made.files.items()]
    texts = [row["text"] for row in all_imported(target, made, plan)]

    assert lengths == [most] * times + [1] * more
    assert texts == [f"Post {n:04}" for n in range(count)]
    assert [re.search(r"_(\d+)of(\d+)\.", name).groups() for name in made.files] == [
        (f"{n + 1:02}", f"{times + more:02}") for n in range(times + more)
    ]


def test_each_channel_has_files_of_its_own_named_by_channel_and_part():
    slots = [*spread(11), *(slot.changed(id=f"x{slot.id}", platform="x") for slot in spread(3))]

    assert list(export(plan_of(slots, watches=()), "buffer", options={"account": "free"}).files) == [
        "buffer_facebook_01of02.csv",
        "buffer_facebook_02of02.csv",
        "buffer_x_01of01.csv",
    ]


def test_a_file_is_split_before_it_is_too_large():
    plan = plan_of([slot.changed(text="é" * 60_000) for slot in spread(90)], watches=())
    files = export(plan, "brightbean").files

    assert len(files) > 1
    assert all(len(data) <= 5_000_000 for data in files.values())
    assert sum(len(importers.brightbean(data)) for data in files.values()) == 90


@every_table
@given(st.integers(1, 40))
@settings(max_examples=10, deadline=None)
def test_no_row_is_ever_blank_and_every_line_ends_the_same_way(target, count):
    plan = plan_of(spread(count), watches=())
    for data in export(plan, target).files.values():
        lines = data.decode("utf-8-sig").split("\r\n")

        assert lines[-1] == ""
        assert all(line.startswith('"') and line.endswith('"') and set(line) - set('",') for line in lines[:-1])


@every_table
def test_the_mark_at_the_head_of_the_file_can_be_left_away(target):
    plan = plan_of([post(1, text="Rye")])
    plain = export(plan, target, bom=False).files
    marked = export(plan, target).files

    assert not any(data.startswith(b"\xef\xbb\xbf") for data in plain.values())
    assert [data.removeprefix(b"\xef\xbb\xbf") for data in marked.values()] == list(plain.values())
    assert any(data.startswith(b"\xef\xbb\xbf") for data in marked.values()) == (target != "brightbean")


# Refused


@every_target
@pytest.mark.parametrize(
    ("minutes", "refused"), [(-1, "past"), (0, "past"), (1, "soon"), (60, "soon"), (61, "")], ids=str
)
def test_a_post_that_is_past_or_begins_too_soon_is_refused_and_never_moved(target, minutes, refused):
    plan = plan_of([post(1, text="Rye")])
    now = plan.slots[0].starts_at - dt.timedelta(minutes=minutes)
    found = reasons(plan, target, now=now)
    soon = {"sprout": ["It is due in less than 60 minutes, too soon to upload it. Choose a later time."]}.get(target)

    match refused:
        case "past":
            assert found == {"s1": ["Its date has passed. Choose a later time."]}
        case "soon":
            assert found == ({"s1": soon} if soon else {})
        case _:
            assert found == {}


@every_target
def test_without_the_present_instant_nothing_is_past_and_the_card_says_it_was_not_looked_at(target):
    plan = plan_of([post(1, text="Rye")])

    assert export(plan, target, now=None).files
    assert "Posts whose date has passed were not checked for." in remarks(plan, target, now=None)


@pytest.mark.parametrize(("gap", "refused"), [(9, True), (10, False), (11, False)])
def test_sprout_refuses_posts_less_than_ten_minutes_apart_in_one_file(gap, refused):
    first = post(1, text="One")
    second = post(2, text="Two").model_copy(update={"time": dt.time(10, gap)})
    other = post(3, "linkedin", text="Three").model_copy(update={"time": dt.time(10, 1)})
    plan = plan_of([first], watches=()).model_copy(update={"slots": (first, second, other)})

    assert ("s2" in reasons(plan, "sprout")) == refused
    assert "s3" not in reasons(plan, "sprout")


def test_a_post_after_a_refused_one_is_not_too_close_to_anything():
    slots = [post(n, text="Rye").model_copy(update={"time": dt.time(10, m)}) for n, m in ((1, 0), (2, 5), (3, 10))]
    plan = plan_of(slots[:1]).model_copy(update={"slots": tuple(slots)})

    assert list(reasons(plan, "sprout")) == ["s2"]
    assert [going.id for going in export(plan, "sprout").posts] == ["s1", "s3"]


@every_target
def test_while_a_post_is_refused_no_file_is_written_until_it_is_left_out(target):
    plan = plan_of(
        [
            post(1, text="Rye"),
            post(2, "no-such-network", text="Rye"),
            post(3, day=MONDAY + dt.timedelta(days=1), text="x" * 63_207),
        ]
    )

    assert "s3" in reasons(plan, target)
    assert export(plan, target).files == {}
    assert next(row["text"] for row in all_imported(target, export(plan, target, leave_out=True), plan)) == "Rye"


@pytest.mark.parametrize("kind", ["video", "short-video", "live", "stories", "document"])
@pytest.mark.parametrize("target", ["buffer", "sprout"])
def test_what_a_row_of_text_cannot_carry_is_refused_by_name(target, kind):
    plan = plan_of([post(1, text="Rye", format=kind)])

    assert reasons(plan, target) == {
        "s1": [("The file only takes text and images. Create this post directly in the tool.")]
    }


@pytest.mark.parametrize("target", ["buffer", "sprout", "metricool"])
def test_the_address_of_a_picture_must_end_as_pictures_do(target):
    wrong = plan_of([post(1, text="Rye", image="https://example.org/rye.gif")])
    right = plan_of([post(1, text="Rye", image="https://example.org/rye.jpg")])

    assert "must end in .jpg or .png" in reasons(wrong, target)["s1"][0]
    assert b"https://example.org/rye.jpg" in next(iter(export(right, target).files.values()))


@pytest.mark.parametrize(
    ("target", "platform", "reason"),
    [
        ("brightbean", "x", "BrightBean cannot publish to X."),
        ("metricool", "mastodon", "Metricool cannot publish to Mastodon."),
        ("postiz", "google-business-profile", "Postiz cannot publish to Google Business Profile."),
        ("postiz", "linkedin", "The ID of this channel is missing. Find it in Postiz at GET /integrations."),
        ("buffer", "pinterest", "Pinterest needs a board. Enter its name."),
    ],
    ids=str,
)
def test_a_network_without_support_or_without_a_channel_is_refused(target, platform, reason):
    assert reasons(plan_of([post(1, platform, text="Rye")]), target) == {"s1": [reason]}


def test_brightbean_never_gets_plain_linkedin():
    plan = plan_of([post(1, "linkedin", text="Rye")])
    made = export(plan, "brightbean", options={"linkedin": "linkedin_personal"})

    assert (
        "Choose the LinkedIn account: a person’s or a company’s."
        in reasons(plan, "brightbean", options={"linkedin": None})["s1"][0]
    )
    assert importers.brightbean(next(iter(made.files.values())))[0]["on"] == ["linkedin_personal"]


def test_brightbean_refuses_a_comma_in_a_label_and_keeps_the_others_apart():
    plan = plan_of([post(1, text="Rye", tags=("bread", "new, today"))])
    good = export(plan_of([post(1, text="Rye", tags=("bread", "new today"))]), "brightbean")

    assert reasons(plan, "brightbean") == {
        "s1": ["The tag new, today contains a comma, and BrightBean would split it in two. Remove the comma."]
    }
    assert importers.brightbean(next(iter(good.files.values())))[0]["tags"] == ["bread", "new today"]


def test_brightbeans_drafts_have_neither_day_nor_hour():
    made = export(plan_of([post(1, text="Rye")]), "brightbean", options={"drafts": True})
    header = next(iter(made.files.values())).split(b"\r\n")[0]

    assert header == b'"platforms","caption","media_url","category","tags","first_comment"'


@pytest.mark.parametrize(
    ("platform", "text", "fits"),
    [
        ("x", "a" * 280, True),
        ("x", "a" * 281, False),
        ("x", "パ" * 140, True),
        ("x", "パ" * 140 + "a", False),
        ("x", "a" * 256 + " https://example.org/" + "b" * 300, True),
        ("x", "a" * 257 + " https://example.org/" + "b" * 300, False),
        ("instagram", "a" * 2200, True),
        ("instagram", "a" * 2201, False),
        ("linkedin", "a" * 3000, True),
        ("linkedin", "a" * 3001, False),
        ("google-business-profile", "a" * 1501, False),
        ("facebook", "a" * 63_206, True),
        ("facebook", "a" * 63_207, False),
        ("threads", "a" * 500, True),
        ("threads", "a" * 501, False),
        ("bluesky", "a" * 301, False),
    ],
    ids=lambda value: str(value)[:12],
)
def test_a_text_longer_than_its_network_takes_is_refused(platform, text, fits):
    found = reasons(plan_of([post(1, platform, text=text)]), "metricool")

    assert found == {} if fits else "Shorten it." in found["s1"][0]


# Clocks


@pytest.mark.parametrize("target", TABLES)
def test_times_are_on_the_clock_of_the_channel_which_the_export_names(target):
    zone = "America/New_York"
    options = {"channels": [{"platform": "facebook", "zone": zone}]} if target == "buffer" else {"zone": zone}
    plan = plan_of([post(1, text="Rye", time=dt.time(15))])
    made = export(plan, target, options=options)

    assert made.zones == {"facebook": zone}
    assert all_imported(target, made, plan)[0]["at"] == dt.datetime(2027, 3, 1, 9)


@pytest.mark.parametrize(
    ("time", "refused"),
    [(dt.time(7, 30), False), (dt.time(8, 30), True), (dt.time(9, 30), False)],
    ids=["first pass", "second pass", "after"],
)
def test_the_second_pass_of_a_repeated_hour_is_refused_where_the_file_has_no_zone(time, refused):
    day = dt.date(2027, 11, 7)  # New York turns back at 06:00 UTC; 07:30 in Athens is 01:30 there for the first time
    plan = plan_of([post(1, text="Rye", day=day, time=time, zone="Europe/Athens")])
    channels = {"channels": [{"platform": "facebook", "zone": "America/New_York"}]}

    assert bool(reasons(plan, "buffer", options=channels)) == refused
    assert reasons(plan, "postiz") == {}


@given(
    st.datetimes(dt.datetime(2027, 1, 2), dt.datetime(2034, 12, 31)),
    st.sampled_from(["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]),
    st.sampled_from(list(TARGETS)),
)
@settings(max_examples=200, deadline=None)
def test_every_post_that_goes_keeps_its_instant(moment, zone, target):
    at = moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)
    slot = post(1, text="Rye", day=at.date(), time=at.time(), zone="Europe/London")
    plan = plan_of([slot], watches=())
    if slot.starts_at.astimezone(dt.UTC).astimezone(slot.starts_at.tzinfo).replace(fold=0) != slot.starts_at:
        return
    options = {"channels": [{"platform": "facebook", "zone": zone}]} if target == "buffer" else {"zone": zone}
    made = export(plan, target, options={} if target == "postiz" else options)
    clock = zoneinfo.ZoneInfo("UTC" if target == "postiz" else zone)
    local = slot.starts_at.astimezone(dt.UTC).astimezone(clock)

    assert bool(made.refusals) == bool(local.fold)
    for row in all_imported(target, made, plan):
        assert row["at"].replace(tzinfo=clock).astimezone(dt.UTC) == slot.starts_at.astimezone(dt.UTC)


# Sprout's order of day and month


def test_sprout_needs_a_setting_for_the_order_of_day_and_month():
    with pytest.raises(InputError, match=r"^schedulers\.sprout\.date_order: missing\."):
        to_scheduler(plan_of([post(1)]), "sprout", now=NOW)


@pytest.mark.parametrize(("order", "date"), [("dd/mm/yyyy", "13/03/2027"), ("mm/dd/yyyy", "03/13/2027")])
def test_sprouts_order_stands_in_the_name_of_the_file(order, date):
    plan = plan_of([post(1, text="Rye", day=dt.date(2027, 3, 13))])
    files = export(plan, "sprout", options={"date_order": order}).files

    assert list(files) == [f"sprout_{order.replace('/', '-')}_facebook_01of01.csv"]
    assert f'"{date}","10:00","Rye"' in next(iter(files.values())).decode()


def test_a_file_in_which_a_wrong_order_would_go_unnoticed_warns_with_its_first_day_in_words():
    early = plan_of([post(1, text="Rye"), post(2, text="Rye", day=dt.date(2027, 3, 12))])
    late = plan_of([post(1, text="Rye"), post(2, text="Rye", day=dt.date(2027, 3, 13))])

    assert [found for found in remarks(early, "sprout") if "12 or less" in found and "1 March 2027" in found]
    assert not [found for found in remarks(late, "sprout") if "12 or less" in found]


# Metricool's template


def test_metricools_template_as_we_know_it_has_its_93_columns():
    columns = known_columns()

    assert len(columns) == len(set(columns)) == 93
    assert columns[:4] == ("Text", "Date", "Time", "Draft")
    assert columns[-1] == "Brand name (Optional)"


def test_metricools_posts_are_drafts_unless_asked_otherwise():
    plan = plan_of([post(1, text="Rye")])

    assert all_imported("metricool", export(plan, "metricool"), plan)[0]["draft"]
    assert not all_imported("metricool", export(plan, "metricool", options={"draft": False}), plan)[0]["draft"]


def test_a_template_is_filled_by_the_names_of_its_columns_whatever_their_order_and_capitals():
    template = b'\xef\xbb\xbfNew column,Time,facebook,DATE,Text,Draft\r\n"","","","","",""\r\n'
    columns = template_columns(template)
    data = next(iter(export(plan_of([post(1, text="Rye")]), "metricool", options={"columns": columns}).files.values()))

    assert data.decode("utf-8-sig").split("\r\n")[:2] == [
        '"New column","Time","facebook","DATE","Text","Draft"',
        '"","10:00:00","TRUE","2027-03-01","Rye","TRUE"',
    ]


def test_a_template_without_a_column_for_the_network_is_refused():
    columns = template_columns(b"Text,Date,Time,Facebook\r\n")

    assert reasons(plan_of([post(1, "x", text="Rye")]), "metricool", options={"columns": columns}) == {
        "s1": ["Your template has no column Twitter/X. Download the current one from Metricool."]
    }


@pytest.mark.parametrize("data", [b"", b"Text,Date\r\n", b"Text,Text,Date,Time\r\n", b"\xff\xfe"], ids=str)
def test_what_is_no_template_is_refused(data):
    with pytest.raises(InputError, match=r"^file"):
        template_columns(data)


# Postiz


def test_postiz_gets_all_posts_of_one_instant_in_one_body():
    plan = plan_of(
        [post(1, text="Rye"), post(2, "x", text="Rye"), post(3, text="Oat", day=MONDAY + dt.timedelta(days=1))]
    )
    found = importers.postiz(next(iter(export(plan, "postiz").files.values())))

    assert [(row["on"], row["text"]) for row in found] == [
        ("id-facebook", "Rye"),
        ("id-x", "Rye"),
        ("id-facebook", "Oat"),
    ]


def test_postiz_is_refused_what_two_channels_with_one_id_would_get():
    plan = plan_of([post(1, text="Rye"), post(2, "x", text="Rye"), post(3, "instagram", text="Rye")])
    channels = [{"platform": key, "integration": "same"} for key in ("facebook", "x")]
    channels.append({"platform": "instagram", "integration": "other"})
    told = export(plan, "postiz", options={"channels": channels})

    assert {refusal.post.id: [reason.text(EN) for reason in refusal.reasons] for refusal in told.refusals} == {
        "s1": [
            ("Postiz has a different ID for each channel, but facebook, x have the same one here. Correct one of them.")
        ],
        "s2": [
            ("Postiz has a different ID for each channel, but facebook, x have the same one here. Correct one of them.")
        ],
    }
    assert told.refusals[0].reasons[0].text(Words("fr")) == (
        "Postiz donne un identifiant différent à chaque canal, or facebook, x ont ici le même. Corrigez l’un d’eux."
    )
    assert [row["on"] for row in importers.postiz(data_of(plan, channels))] == ["other"]


def data_of(plan, channels):
    return next(iter(export(plan, "postiz", options={"channels": channels}, leave_out=True).files.values()))


def test_postiz_gets_the_settings_each_network_asks_for():
    slots = [
        post(1, "youtube", text="Rye", title="How rye bread rises"),
        post(2, "pinterest", text="Rye"),
        post(3, "tiktok", text="Rye"),
        post(4, "instagram", text="Rye", format="stories"),
    ]
    channels = [{"platform": slot.platform, "integration": "a", "board": "b7"} for slot in slots]
    for n, channel in enumerate(channels):
        channel["integration"] = f"id{n}"
    data = next(iter(export(plan_of(slots), "postiz", options={"channels": channels}).files.values()))

    assert len(importers.postiz(data)) == 4
    assert b'"title": "How rye bread rises"' in data and b'"board": "b7"' in data and b'"post_type": "story"' in data


def test_postiz_never_gets_a_key_and_every_post_is_a_draft(plan):
    data = next(iter(export(plan, "postiz", leave_out=True).files.values()))

    assert b"schedule" not in data and b"uthorization" not in data
    assert data.count(b'"type": "draft"') == len(importers.postiz(data))


# Texts that try to break a file


@every_table
def test_a_text_a_spreadsheet_would_compute_is_refused_unless_exported_as_written(target, hostile):
    text = normalized_text(hostile).strip()
    plan = plan_of([post(1)])
    slot = plan.slots[0].model_copy(update={"text": hostile})
    harmed = plan.model_copy(update={"slots": (slot,)})
    found = reasons(harmed, target).get("s1", [])
    like_formula = bool(text) and text.lstrip(" \u00a0'\"")[:1] in TRIGGERS

    assert [reason for reason in found if "begins like a formula" in reason] != [] if like_formula else True
    assert bool(found) if computes_when_separated(text) else True
    for row in export(harmed, target).files.values():
        cells = [cell for line in importers.table(row, bom=target != "brightbean")[1] for cell in line.values()]
        assert not [cell for cell in cells if cell[:1] in TRIGGERS]


@every_target
def test_any_text_exported_as_written_is_unchanged(target, hostile):
    plan = plan_of([post(1, time=dt.time(9))])
    slot = plan.slots[0].model_copy(update={"text": hostile[:60_000]})
    harmed = plan.model_copy(update={"slots": (slot,)})
    made = export(harmed, target, keep_as_written=True)

    assert [row["text"] for row in all_imported(target, made, harmed)] == [normalized_text(hostile[:60_000]).strip()]


@every_target
def test_any_text_in_every_field_breaks_no_file(target, plan, hostile):
    harmed = with_everywhere(plan, hostile[:500].replace(",", ""))
    made = export(harmed, target, keep_as_written=True, leave_out=True)

    assert len(all_imported(target, made, harmed)) == len(made.posts) > 0


@every_target
def test_half_a_character_is_refused(target, plan):
    with pytest.raises(InputError, match="a character in this text is incomplete"):
        export(with_everywhere(plan, "a\udfff"), target)


# Options


def test_a_target_that_is_not_known_is_refused_with_those_that_are():
    with pytest.raises(
        InputError, match=r"^target: found hootsuite\. Use one of these: buffer, sprout, metricool, brightbean, p"
    ):
        to_scheduler(plan_of([post(1)]), "hootsuite")


@pytest.mark.parametrize(
    ("target", "options", "message"),
    [
        ("buffer", {"plan": "paid"}, r"schedulers\.buffer\.plan: the workbook has no field of this name"),
        ("buffer", {"account": "gold"}, r"schedulers\.buffer\.account: found gold"),
        ("buffer", {"channels": [{"platform": "x", "zone": "EST"}]}, r"channels\.0\.zone: EST is not a time zone"),
        ("buffer", {"channels": [{"platform": "x"}] * 2}, r"schedulers\.buffer\.channels: x appears twice"),
        ("sprout", {"date_order": "yyyy-mm-dd"}, r"schedulers\.sprout\.date_order: found yyyy-mm-dd"),
        ("brightbean", {"linkedin": "linkedin"}, r"schedulers\.brightbean\.linkedin: found linkedin"),
        ("postiz", {"channels": [{"platform": "x", "integration": "a b"}]}, r"integration: found a b.*shown in Postiz"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_an_option_that_cannot_be_used_is_refused_by_name(target, options, message):
    with pytest.raises(InputError, match=message):
        to_scheduler(plan_of([post(1)]), target, options)


def test_scheduler_settings_are_saved_with_the_plan_and_used():
    plan = plan_of([post(1, text="Rye")]).changed(schedulers={"sprout": {"date_order": "mm/dd/yyyy"}})
    again = Plan.from_json(plan.to_json())

    assert list(to_scheduler(again, "sprout", now=NOW).files) == ["sprout_mm-dd-yyyy_facebook_01of01.csv"]


@every_target
@pytest.mark.parametrize("lang", COMPLETE)
def test_every_target_says_when_it_was_looked_at_and_what_is_not_sure(target, lang):
    made = TARGETS[target]

    assert dt.date(2026, 8, 1) <= made.checked <= dt.date(2026, 12, 31)
    assert made.certain or made.unknown
    assert all(Words(lang)(message) for message in (*made.notes, *made.unknown))


# The card


@every_target
@pytest.mark.parametrize("lang", COMPLETE)
def test_the_card_says_target_day_posts_files_clock_and_how_sure_it_is(target, lang):
    made = export(plan_of([post(1, text="Rye")]), target)
    _ = Words(lang)
    (card,) = export_cards(made, _)
    found = dict(card.table.rows)

    assert made.target.name in card.title
    assert _.date(made.target.checked) in card.subtitle
    assert {_("Posts"): "1", _("Files"): "1"}.items() <= found.items()
    assert made.zones["facebook"] in found[_("Time zone of the times")]
    assert _("How sure") in found


@every_target
def test_the_card_lists_at_most_twenty_refused_posts_and_counts_the_rest(target):
    posts = [post(n, "x", MONDAY + dt.timedelta(days=n), text="x" * 281) for n in range(25)]
    _summary, refused = export_cards(export(plan_of(posts, watches=()), target), EN)

    assert refused.title == "25 posts cannot be exported"
    assert sum(cell.count("2027") for cell, _why in refused.table.rows) == 20
    assert refused.note == "And 5 more."


# Read back before it is offered


@every_target
def test_a_file_that_does_not_say_what_the_plan_says_is_never_offered(target, monkeypatch):
    plan = plan_of([post(1, text="Rye")])
    written = TARGETS[target].write
    monkeypatch.setattr(TARGETS[target], "write", lambda self, posts: written(self, posts).replace(b"Rye", b"Rey"))

    with pytest.raises(RuntimeError, match="does not say what the plan says"):
        export(plan, target)


# One CSV


@every_table
def test_to_csv_gives_the_one_file_of_a_scheduler(target):
    plan = plan_of([post(1, text="Rye")])

    assert [to_csv(plan, target, now=NOW, **OPTIONS[target])] == list(export(plan, target).files.values())


def test_to_csv_gives_the_file_of_one_platform_where_each_has_its_own():
    plan = plan_of([post(1, text="Rye"), post(2, "x", text="Sour")])
    files = export(plan, "buffer").files

    assert to_csv(plan, "buffer", now=NOW, platforms=["x"]) == files["buffer_x_01of01.csv"]


def test_to_csv_refuses_what_does_not_fit_in_one_file_or_cannot_go():
    two = plan_of([post(1, text="Rye"), post(2, "x", text="Rye")])
    film = plan_of([post(1, text="Rye", format="video")])

    with pytest.raises(InputError, match=r"^slots: Buffer needs 2 files for these posts"):
        to_csv(two, "buffer")
    with pytest.raises(
        InputError, match=r"^slots: the post s1 cannot be exported\. The file only takes text and images\."
    ):
        to_csv(film, "buffer")
