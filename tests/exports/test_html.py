import base64
import datetime as dt
import hashlib
import itertools
import re
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest
from example_plans import MONDAY, plan_of, post, with_everywhere

from strategy_kit.errors import InputError
from strategy_kit.exports.html import plan_calendar, to_html
from strategy_kit.figures.calendar.week import week_strip
from strategy_kit.figures.card import Card, SourceCard, Table
from strategy_kit.frames import HeatRow
from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE
from strategy_kit.model import InboxCheck
from strategy_kit.text import normalized_text
from strategy_kit.views.objectives import ObjectiveSummary
from strategy_kit.views.report import Report, ReportSection

VOID = {"meta", "br", "col", "path", "rect", "circle"}
NEVER = {"script", "iframe", "object", "embed", "link", "img", "base", "form", "input", "button", "foreignobject"}


class Page(HTMLParser):
    """The tags and texts of a page; complains where a tag is not closed in turn."""

    def __init__(self, data):
        super().__init__()
        self.open, self.tags, self.texts, self.styles = [], [], [], []
        self.feed(data.decode())
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        assert tag in VOID
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        (self.styles if self.open[-1:] == ["style"] else self.texts).append(data)

    @property
    def text(self):
        return re.sub(r"\s+", " ", " ".join(self.texts))

    def skeleton(self):
        """Return all tags with the names of their attributes."""
        return [(tag, *attributes) for tag, attributes in self.tags]

    def attributes(self, name):
        return [attributes[name] for _tag, attributes in self.tags if name in attributes]


def source(text="Study 2012", url="https://example.org/study?a=1&b=2"):
    return SourceCard(
        key=text, name=text, title=text, producer=text, says=text, measured=text, who=text, when=text, clock=text,
        read_as=text, grade="B", caution=text, url=url,
    )  # fmt: skip


def card(text="One finding", **values):
    table = Table(columns=(text, text), rows=((text, text), (text, text)), numeric=(1,), caption=text)
    fields = {"subtitle": text, "how": text, "note": text, "alert": text, "sources": (source(text),), "table": table}
    return Card(key=text, title=text, **{**fields, **values})


def objective(name, meaning="", **values):
    summary = ObjectiveSummary(
        name=name, meaning=meaning or name, sentence=name, weight=name, kpi=name, facts=(name,), missing=name, gaps=1
    )
    plain = {"weight": "", "kpi": "", "facts": (), "missing": ""} if values else {}
    return replace(summary, **{**plain, **values})


def heat_card(platform="facebook"):
    return Card(key=f"heat-{platform}", title="Monday at ten")


def heat(**supports):
    """Return the heat of Facebook: hours named as d1h10=0.7, all others unknown."""
    silent = HeatRow("facebook", 1, 0, float("nan"), float("nan"), 0, 0, 0, False, 0.0, 0.0, 60)
    rows = [silent._replace(weekday=day, hour=hour) for day in range(1, 8) for hour in range(24)]
    fields = {f"d{row.weekday}h{row.hour}": row for row in rows} | {
        name: silent._replace(weekday=int(name[1]), hour=int(name[3:]), support=support, studies=3)
        for name, support in supports.items()
    }
    return pd.DataFrame(fields.values())


def report(*cards, **phrase):
    return Report(sections=(ReportSection("1 Audience", cards),) if cards else (), **phrase)


def page_of(plan, *cards, lang="en", heat=None, **phrase):
    return Page(to_html(plan, report(*cards, **phrase), lang=lang, heat=heat))


@pytest.fixture
def page(plan):
    return page_of(plan, card(), card("Another", sources=(), table=None), heat_card(), heat=heat(d1h10=0.7, d2h3=-1.0))


# A page that is sound, closed and still


def test_every_tag_is_closed_in_turn_and_every_id_is_unique(page):
    ids = page.attributes("id")

    assert len(ids) == len(set(ids))


def test_nothing_on_the_page_can_run_or_ask_for_anything(page):
    names = {name for _tag, attributes in page.tags for name in attributes}

    assert not {tag for tag, _attributes in page.tags} & NEVER
    assert not [name for name in names if name.startswith("on") or name in ("style", "src", "srcset", "background")]
    assert "url(" not in page.styles[0]
    assert "@import" not in page.styles[0]


def test_the_policy_comes_first_allows_nothing_and_names_the_one_style_by_its_hash(page):
    tags = [tag for tag, _attributes in page.tags]
    policy = page.tags[tags.index("head") + 1][1]
    digest = base64.b64encode(hashlib.sha256(page.styles[0].encode()).digest()).decode()

    assert policy["http-equiv"] == "Content-Security-Policy"
    assert policy["content"].split("; ")[:2] == ["default-src 'none'", f"style-src 'sha256-{digest}'"]
    assert "unsafe" not in policy["content"]
    assert len(page.styles) == tags.count("style") == 1


def test_links_lead_to_a_place_on_the_page_or_to_the_source_by_https(page):
    links = page.attributes("href")

    assert [link for link in links if not link.startswith("#")] == ["https://example.org/study?a=1&b=2"]
    assert {link[1:] for link in links if link.startswith("#")} <= set(page.attributes("id"))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://example.org/", "data:text/html,x", "file:///etc", ""])
def test_a_source_with_another_address_has_no_link(plan, url):
    page = page_of(plan, card(sources=(source(url=url),)))

    assert all(link.startswith("#") for link in page.attributes("href"))
    assert url in page.text


def test_headings_start_with_one_and_never_skip_a_level(page):
    levels = [int(tag[1]) for tag, _attributes in page.tags if re.fullmatch("h[1-6]", tag)]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_table_has_a_caption_first_and_every_head_cell_a_scope(page):
    tags = [tag for tag, _attributes in page.tags]

    assert [tags[place + 1] for place, tag in enumerate(tags) if tag == "table"] == ["caption"] * tags.count("table")
    assert all(attributes.get("scope") in ("row", "col") for tag, attributes in page.tags if tag == "th")


@pytest.mark.parametrize("lang", COMPLETE)
def test_the_page_says_its_language_and_speaks_it(plan, lang):
    page = page_of(plan, lang=lang)
    _ = Words(lang, "FR")

    assert page.tags[0] == ("html", {"lang": lang})
    by = {"people": plan.agreed_by, "day": _.date(dt.date(2027, 2, 22))}
    assert _("Agreed by {people} on {day}", **by) in page.text
    assert _.weekday(1) in page.text


def test_the_same_plan_gives_the_same_bytes(plan):
    fields = report(card(), card("Another"))

    assert to_html(plan, fields, lang="fr", heat=heat()) == to_html(plan, fields, lang="fr", heat=heat())


# What people write


@pytest.mark.parametrize("where", ["plan", "card"])
def test_no_text_changes_a_tag_of_the_page(plan, hostile, where):
    def page_with(text):
        harmed = with_everywhere(plan, text) if where == "plan" else plan
        phrase = text if where == "card" else "x"
        fields = {
            "proof": phrase,
            "limits": ((phrase, phrase),),
            "objectives": (objective(phrase),),
            "unfilled": (phrase,),
            "joins": {"tiktok": phrase},
            "changes": ((phrase, phrase),),
        }
        found = card(phrase, sources=(source(phrase, url="-"),))
        return page_of(harmed, found, heat_card(), heat=heat(d1h10=0.7), unknowns=(phrase,), **fields)

    page = page_with(hostile)
    assert page.skeleton() == page_with("plain").skeleton()
    assert re.sub(r"\s+", " ", normalized_text(hostile)).strip() in page.text


def test_no_control_character_reaches_the_page(plan, hostile):
    text = to_html(with_everywhere(plan, hostile), report(card(hostile)), lang="en").decode()

    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]", text)


def test_half_a_character_is_refused(plan):
    with pytest.raises(InputError, match="a character in this text is incomplete"):
        to_html(plan, report(card("\ud800")), lang="en")


def test_markup_of_a_card_that_is_not_marked_safe_is_shown_as_text(plan):
    page = page_of(plan, Card(key="k", title="t", html="<b id=canary>x</b>"))

    assert "canary" not in page.attributes("id")
    assert "<b id=canary>x</b>" in page.text


# The plan on one page


@pytest.mark.parametrize(
    ("slots", "weeks", "sentence"),
    [
        ([], 1, "Facebook: no post is scheduled yet"),
        ([post(1)], 1, "One post a week on Facebook, followed by answers within 1\u00a0h"),
        (
            [post(1), post(2, time=dt.time(18))],
            1,
            "2 posts a week on Facebook, each followed by answers within 1\u00a0h",
        ),
        ([post(1)], 2, "0 to 1 posts a week on Facebook, each followed by answers within 1\u00a0h"),
        ([post(1, cancelled=True)], 1, "Facebook: no post is scheduled yet"),
    ],
    ids=["none", "one", "two", "uneven", "cancelled"],
)
def test_the_first_heading_is_the_decision_with_its_numbers(slots, weeks, sentence):
    page = page_of(plan_of(slots, platforms=("facebook",), weeks=weeks))
    title = next(text for text in page.texts if text.endswith(sentence))

    assert title == f"Corner bakery: {sentence}"
    assert page.texts.count(sentence) == 1


def test_a_plan_without_platforms_says_so(plan):
    assert "No platform is chosen yet" in page_of(plan_of([], platforms=())).texts


@pytest.mark.parametrize(
    ("agreed_on", "words"), [(None, "Draft, not agreed yet"), (MONDAY, "Agreed by Baker and counter on 1 March 2027")]
)
def test_the_page_says_whether_the_plan_is_agreed(plan, agreed_on, words):
    assert words in page_of(plan.changed(agreed_on=agreed_on)).texts


def test_the_page_says_what_changed_since_the_plan_was_agreed(plan):
    page = page_of(plan.changed(brief=plan.brief.changed(promotion_cap=0.5), trigger="never"))

    assert "Changed since it was agreed on 22 February 2027" in page.texts
    assert "Changed: limit on promotional posts and condition for adding platforms." in page.texts


def test_what_does_not_fit_follows_the_decision_on_the_page(plan):
    sentence = ". Easter: 2 posts of the campaign do not fit"
    page = page_of(plan, failures=("Easter: 2 posts of the campaign do not fit",))

    title, heading = (text for text in page.texts if sentence in text)
    assert title == f"{plan.brief.name}: {heading}"
    assert heading.startswith("1 to 2 posts a week on Facebook and Instagram")


def test_facts_count_posts_weeks_and_the_work_of_the_fullest_week_beside_what_the_team_has(plan):
    text = page_of(plan.changed(watches=tuple(w.changed(work_minutes=20) for w in plan.watches))).text

    assert "where to start Facebook, Instagram, LinkedIn" in text
    assert "in 2 weeks 3 posts" in text
    assert "in the busiest week, for 2 people 1 h 10 of 5 h" in text
    assert re.search(
        r"answers after each post; other messages wait until the next time set aside to answer: "
        r"up to \d+ days Within 1 h",
        text,
    )


def test_the_later_platform_and_its_trigger_are_shown(plan):
    later = ("tiktok", "youtube", "x", "pinterest", "reddit")
    text = page_of(plan.changed(later=later), joins={"tiktok": "once you have 6 h a week"}).text

    assert "Later TikTok once you have 6 h a week YouTube X We will add" in text
    assert "We will add the next platform when: 30 more minutes a week" in text


def test_each_platform_says_how_often(plan):
    assert (
        "Now Facebook 0 to 1 posts a week Instagram One post a week LinkedIn No post planned yet" in page_of(plan).text
    )


def test_the_first_page_says_what_was_proved_what_holds_back_what_could_change_it_and_what_nobody_measured(plan):
    text = page_of(
        plan,
        proof="Proved: none better.",
        limits=(("Counter has 3 h a week", "Half an hour more a week: one more post"),),
        changes=(("Reach weighs 60%.", "Then YouTube leads."),),
        unknowns=("Your own best hours.",),
    ).text

    assert (
        "Proved: none better. What limits the calendar, and what loosening each limit would bring "
        "Counter has 3 h a week Half an hour more a week: one more post" in text
    )
    assert "What could change it Reach weighs 60%. Then YouTube leads." in text
    assert "What has not been measured Your own best hours." in text


def test_the_share_of_posts_that_ask_stands_beside_the_cap(plan):
    assert "What: 33% of the posts are promotional; the limit is 20%" in page_of(plan).texts


def test_each_person_has_their_posts_their_answers_in_the_first_week_their_work_and_their_hours(plan):
    text = page_of(plan).text

    assert "Counter 2 Monday 10:00–11:00; Wednesday 18:30–19:30 30 min of 3 h" in text
    assert "Baker 1 none 0 min of 2 h" in text


def test_days_with_equal_duty_share_a_line_with_rounds_beside_response_windows(plan):
    daily = [
        InboxCheck(person="Baker", day=MONDAY + dt.timedelta(n), time=dt.time(9), zone="Europe/Paris", minutes=15)
        for n in range(3)
    ]
    late = [
        w.changed(day=MONDAY + dt.timedelta(n), time=dt.time(10), person="Counter") for n, w in enumerate(plan.watches)
    ]
    text = page_of(plan.changed(rounds=daily, watches=late)).text

    assert "Counter 2 Monday to Wednesday 10:00–11:00 30 min" in text
    assert "Baker 1 Monday to Wednesday 09:00–09:15 for the inbox check 45 min of 2 h" in text


# The calendar


def cells(page, name):
    """Return the classes of the cells of the tables of exactly this class."""
    inside, classes = False, []
    for tag, attributes in page.tags:
        inside = attributes.get("class") == name if tag == "table" else inside
        if inside and tag == "td":
            classes.append(attributes.get("class", ""))
    return classes


def test_the_months_show_every_live_post_once_with_who_prepares_it_and_who_answers(plan):
    page = page_of(plan)
    posts = [attributes["class"] for _tag, attributes in page.tags if attributes.get("class", "").startswith("post")]
    month = ["post p-platform-facebook", "post p-platform-instagram", "post p-platform-instagram"]

    assert posts == month * 2  # at a glance, then day by day
    assert "IG 18:30 Bread of the day Prepared by Baker 18:30–19:30 Counter" in page.text


def test_a_week_starts_as_the_country_is_used_to(plan):
    american = plan.changed(brief=plan.brief.changed(country="US"))

    assert "March 2027 Mon Tue" in page_of(plan).text
    assert "The first 2 weeks Mon Tue" in page_of(plan).text
    assert "March 2027 Sun Mon" in page_of(american).text


def test_the_first_four_weeks_stand_at_a_glance_and_name_the_month_where_one_begins(plan):
    page = page_of(plan.changed(weeks=6))

    assert "The first 4 weeks Mon Tue Wed Thu Fri Sat Sun Mon 1 Mar FB 10:00 Tue 2 Wed 3 IG 18:30 Thu 4" in page.text
    assert len(cells(page, "month glance")) == 7 * 4


def test_a_plan_with_posts_in_two_months_has_a_table_for_each(plan):
    late = post(5, day=dt.date(2027, 4, 2))
    page = page_of(plan.changed(weeks=6, slots=(*plan.slots, late)))

    assert cells(page, "month").count("out") == 4 + 3
    assert len(cells(page, "month")) == 7 * (5 + 2)


def test_a_month_without_a_post_has_no_table(plan):
    page = page_of(plan.changed(weeks=6))

    assert "March 2027" in page.texts
    assert "April 2027" not in page.texts


def test_closed_days_say_why():
    plan = plan_of([], platforms=(), start=dt.date(2027, 4, 26), weeks=1)
    brief = plan.brief.changed(closed_weekdays=(1,), blackouts=({"first": "2027-04-28", "last": "2027-04-28"},))
    page = page_of(plan.changed(brief=brief), lang="fr")
    closed = Words("fr")("closed")

    assert f"26 {closed}" in page.text
    assert f"28 {closed}" in page.text
    assert "1er mai Fête du Travail" in page.text
    assert cells(page, "month").count("closed") == 3


def test_a_post_on_another_clock_names_its_place():
    page = page_of(plan_of([post(1, zone="America/New_York")]))

    assert "FB 10:00 (New York)" in page.text


def test_the_strip_shows_the_first_week_with_posts_on_the_clock_of_the_team():
    posts = [post(1, time=dt.time(8), zone="America/New_York"), post(2, day=MONDAY + dt.timedelta(days=9))]
    week = week_strip(plan_calendar(plan_of(posts, weeks=2), Words("en", "FR")), MONDAY, {}, Words("en", "FR"))
    places = {hour: x for x, hour in week.hours}

    assert "Week of 1 March 2027, Paris time" in page_of(plan_of(posts, weeks=2)).text
    assert [len(day.marks) for day in week.days] == [1, 0, 0, 0, 0, 0, 0]
    assert week.days[0].marks[0].x == pytest.approx((places["12:00"] + 2 * places["15:00"]) / 3, abs=0.1)
    assert week.days[0].bands == (
        (week.days[0].marks[0].x, pytest.approx((places["15:00"] - places["12:00"]) / 3, abs=0.1)),
    )
    assert week.days[0].people == "Counter"


def test_a_plan_without_posts_has_no_strip():
    page = page_of(plan_of([], platforms=()))

    assert "svg" not in [tag for tag, _attributes in page.tags]


def test_a_platform_the_workbook_does_not_know_is_shown_by_its_key():
    text = page_of(plan_of([post(1, platform="my-forum")])).text

    assert "MY 10:00" in text
    assert "my-forum" in text


# The heat


def test_an_hour_without_a_study_is_hatched_and_called_unknown(plan):
    page = page_of(plan, heat_card(), heat=heat(d1h10=0.7, d2h3=-1.0, d3h4=0.0))
    colours = [colour.split()[0] for colour in cells(page, "heat")]

    assert colours.count("unknown") == 165
    assert page.texts.count("unknown") == 165
    assert "repeating-linear-gradient" in re.search(r"\.unknown {(.*?)}", page.styles[0])[1]


@pytest.mark.parametrize(
    ("support", "colour", "mark", "words"),
    [
        (1.0, "s5", "++", "good"),
        (0.2, "s4", "+", "rather good"),
        (0.0, "s3", "±", "studies split"),
        (-0.3, "s2", "−", "rather avoid"),
        (-1.0, "s1", "−−", "avoid"),
    ],
)
def test_a_class_differs_by_colour_mark_and_words(plan, support, colour, mark, words):
    page = page_of(plan, heat_card(), heat=heat(d2h7=support))

    assert cells(page, "heat")[24 + 7] == colour
    assert page.texts[page.texts.index(f"{words}, 3 studies") - 1] == mark


def test_the_hours_of_posts_are_outlined_on_the_clock_of_the_team():
    plan = plan_of([post(1, time=dt.time(8), zone="America/New_York")])
    chosen = [
        place
        for place, colour in enumerate(cells(page_of(plan, heat_card(), heat=heat()), "heat"))
        if "chosen" in colour
    ]

    assert chosen == [14]


def test_only_platforms_of_the_plan_have_a_heat(plan):
    other = heat(d1h1=1.0).assign(platform="tiktok")

    assert len(cells(page_of(plan, heat_card(), heat_card("tiktok"), heat=pd.concat([heat(), other])), "heat")) == 168


# The findings


def test_a_finding_tells_its_words_its_numbers_and_its_sources(plan):
    fields = Card(
        key="k", title="Title", subtitle="Subtitle", how="How", note="Note", alert="Alert",
        table=Table(("Column",), (("Cell",),)), sources=(source(),),
    )  # fmt: skip
    text = page_of(plan, fields).text

    assert (
        "Title Subtitle Alert Title Column Cell How to read. How Note grade B Study 2012 . Caution: Study 2012" in text
    )


def test_how_to_read_a_chart_is_left_out_with_the_chart(plan):
    drawn = Card(key="k", title="t", how="Colour: opinion.", drawing={"data": [], "layout": {}})

    assert "Colour: opinion." not in page_of(plan, drawn).text


def test_a_card_of_the_strategy_is_shown_open_and_its_sources_are_listed(plan):
    strategy = (ReportSection("Budget", (card("The plan costs 40", sources=(source(),)),)),)
    page = Page(to_html(plan, Report(strategy=strategy), lang="en"))
    shown = [attributes.get("class") for _tag, attributes in page.tags]

    assert "card strategy" in shown
    assert "finding" not in shown
    assert "The plan costs 40" in page.texts
    assert "source-1" in page.attributes("id")


def test_a_source_of_several_findings_is_described_in_full_once(plan):
    page = page_of(plan, card(sources=(source(),)), card("Another", sources=(source(),)))

    assert page.attributes("href").count("#source-1") == 2
    assert [place for place in page.attributes("id") if place.startswith("source-")] == ["source-1"]


def test_each_finding_is_folded_under_its_title(plan):
    page = page_of(plan, card("Found"))
    tags = [tag for tag, _attributes in page.tags]
    folded = next(place for place, (_tag, attributes) in enumerate(page.tags) if attributes.get("class") == "finding")

    assert tags[folded : folded + 3] == ["details", "summary", "h4"]
    assert "open" not in page.tags[folded][1]
    assert page.texts.count("Found") > 1


def test_the_objectives_come_first_on_the_page_each_with_its_kpi(plan):
    text = page_of(plan, objectives=(objective("Win enquiries", "People leave an address.", kpi="KPI: Leads."),)).text

    written = text.index("Objectives Win enquiries. People leave an address. KPI: Leads.")
    assert written < text.index("Where: 3 platforms")


def test_an_objective_is_a_sentence_with_its_kpi_who_looks_after_it_and_what_is_missing(plan):
    one = objective(
        "Win enquiries",
        "People leave an address.",
        sentence="To 20 leads a month",
        kpi="KPI: Leads.",
        weight="60%",
        facts=("Serves: two half-days.", "Looked after by Ada."),
        missing="Missing: a baseline.",
    )
    text = " ".join(page_of(plan, objectives=(one,)).text.split())

    assert (
        "To 20 leads a month. Win enquiries. Weight: 60%. KPI: Leads. Serves: two half-days. Looked after by Ada. "
        "Missing: a baseline."
    ) in text
    assert "People leave an address." not in text


def test_what_is_not_filled_in_is_one_list_at_the_end(plan):
    page = page_of(plan, card(), unfilled=("Customer journey", "Current activities"))

    assert page.text.strip().endswith("Not yet filled in Customer journey Current activities")


def test_no_internal_name_of_the_plan_is_on_the_page(plan):
    text = page_of(plan.changed(scenario="Second draft")).text

    assert plan.id not in text
    assert "Second draft" not in text


def test_a_page_without_findings_has_no_empty_part(plan):
    texts = page_of(plan).texts

    assert "Findings, step by step" not in texts
    assert "1 Audience" not in texts
    assert "Sources" not in texts
    assert "Not yet filled in" not in texts
    assert "Objectives" not in texts
