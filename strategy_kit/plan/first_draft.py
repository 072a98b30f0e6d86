"""The first draft of a plan: a brief from the answers to five questions, and what it supposes where they are silent."""

import datetime as dt
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple, get_args

import pandas as pd

from strategy_kit.calendar.pillar_hours import pillars_beyond_hours
from strategy_kit.calendar.public_holidays import public_holidays
from strategy_kit.errors import InputError
from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, CadenceRule, FormatEffort, Objective, Person, Plan, Segment
from strategy_kit.model.answers import Answers, Business, ClosedDay, Content
from strategy_kit.model.types import Format, Platform, Trade
from strategy_kit.plan.draft_duty import WORKING_DAY, WORKING_WEEK, closed_days, day_parts, duty_hours
from strategy_kit.plan.draft_formats import with_varied_formats
from strategy_kit.plan.new_brief import person_name, with_language
from strategy_kit.plan.serving import serving_by_purpose
from strategy_kit.plan.workings import Workings
from strategy_kit.territories import clock_in, zones_of

TRADES: dict[Business, tuple[Trade, ...]] = {
    "health": ("walk-in", "how-to"),
    "local-services": ("walk-in", "how-to"),
    "shop": ("walk-in", "visual"),
    "online-shop": ("online-shop", "visual"),
    "food": ("visual", "walk-in"),
    "culture": ("visual", "walk-in"),
    "software": ("b2b", "how-to"),
    "teaching": ("how-to", "general"),
    "other": ("general",),
}
"""The trades of a business, the nearest first."""
FORMATS: dict[Content, Format] = {
    "photos": "image",
    "short-texts": "text",
    "short-videos": "short-video",
    "articles": "text",
    "documents": "document",
    "replies": "text",
    "live": "live",
}
HOURS = 5.0
CADENCES = ((4, 5), (3, 4), (2, 3), (1, 2), (1, 1))
"""Posts a week and platform, least and most: the document's own first, then fewer where the hours are few."""
OTHERS_SHARE = 0.2
"""Share of the audience that each group beside the customers has."""
ANY_WEEK = dt.date(2027, 1, 11)
"""A week with few public holidays: what fits into it fits into most."""


class Supposition(NamedTuple):
    """What a draft supposes: the field of the brief, the value and the reason, both in words."""

    field: str
    value: str
    reason: str


class FirstDraft(NamedTuple):
    """A brief, and all it supposes that nobody answered."""

    brief: Brief
    suppositions: tuple[Supposition, ...]


def brief_from(answers: Answers, words: Words) -> FirstDraft:
    """
    Return the brief of a first plan in a language, and its suppositions.

    Parameters
    ----------
    answers : Answers
        Any of them may be missing.
    words : Words
        Language of the plan, of its names and of the suppositions.

    Notes
    -----
    Posts a week are as many as find a place in the hours on the platform that suits the business best; an ordinary week
    is scheduled to find that out. Hours too few to be shared out among all go to the first person, unless those of each
    were given. Where even one post a week does not fit, a supposition about ``cadence`` says so.

    Examples
    --------
    >>> bakery = Answers(name="Corner bakery", country="FR", business=("food",), makes=("photos",), people=2, hours=6)
    >>> brief, suppositions = brief_from(bakery, Words("en"))
    >>> brief.trades, brief.team_zone, [person.hours_per_week for person in brief.team]
    (('visual', 'walk-in'), 'Europe/Paris', [3.0, 3.0])
    >>> [supposed.field for supposed in suppositions]
    ['objectives', 'segments.age', 'segments.country', 'team.duty', 'pillars.name']
    """
    brief, supposed = described(answers, words)
    suppositions = list(supposed)
    feasible = _feasible(brief, suppositions, words, may_share=not _says_hours_of_each(answers))  # adds to these
    return FirstDraft(_varied(feasible), tuple(suppositions))


def described(answers: Answers, words: Words) -> FirstDraft:
    """
    Return the brief with the document's posts a week, whether or not they fit: what the answers say, nothing scheduled.

    Parameters are those of `brief_from`.

    >>> described(Answers(people=2, hours=6), Words("en")).brief.cadence[0].posts_per_week_low
    4
    """
    _, supposed = words, list[Supposition]()
    zone = _zone(answers, supposed, _)
    brief = Brief(
        name=answers.name or _("Your business"),
        lang=_.lang,
        country=answers.country,
        region=_region(answers, supposed, _),
        team_zone=zone,
        trades=_trades(answers, supposed, _),
        objectives=_objectives(answers, supposed, _),
        segments=_segments(answers, zone, supposed, _),
        formats=_formats(answers, supposed, _),
        team=_team(answers, supposed, _),
        closed_weekdays=_closed(answers, supposed, _),
        posting_until=dt.time(21) if "evenings" in (answers.when or ()) else dt.time(20),
    )
    brief = with_language(brief, _)
    pillars = serving_by_purpose(brief.pillars, brief.objectives, load_evidence().objective_suggestions)
    themes = _.all_of(pillar.name for pillar in pillars)
    supposed.append(Supposition("pillars.name", themes, _("Four common content pillars, until you name your own.")))
    return FirstDraft(brief.changed(pillars=pillars), tuple(supposed))


def _why(answer: object, _: Words) -> str:
    return _("Not known yet.") if answer is None else _("No answer yet.")


def _zone(answers: Answers, supposed: list[Supposition], _: Words) -> str:
    """Return the browser's clock if the country has it, else that of its largest city."""
    zones = zones_of(answers.country)
    zone = clock_in(answers.country, answers.zone) or str(Brief.model_fields["team_zone"].default)
    if zone not in zones or (zone != answers.zone and len(zones) > 1):
        country = _.country(answers.country)
        reason = (
            _("{country} has more than one time zone.", country=country)
            if zones
            else _("No time zone was found for {country}.", country=country)
        )
        supposed.append(Supposition("team_zone", _.zone(zone), reason))
    return zone


def _region(answers: Answers, supposed: list[Supposition], _: Words) -> str:
    """Return the region if its public holidays are known."""
    try:
        public_holidays(answers.country, answers.region, _.lang, ANY_WEEK, ANY_WEEK + dt.timedelta(7))
    except InputError:
        reason = _("There is no data on the public holidays of this region.")
        supposed.append(Supposition("region", _("the whole country"), reason))
        return ""
    return answers.region


def _trades(answers: Answers, supposed: list[Supposition], _: Words) -> tuple[Trade, ...]:
    """Return one or two trades: the nearest of each business, then the next; customers that are businesses add b2b."""
    if not answers.business:
        supposed.append(Supposition("trades", _("any business"), _why(answers.business, _)))
    of_each = [TRADES[business] for business in answers.business or ()]
    trades = [own[rank] for rank in range(2) for own in of_each if rank < len(own)]
    of_businesses: list[Trade] = ["b2b"] if "businesses" in (answers.also or ()) else []
    found: list[Trade] = [*trades[:1], *of_businesses, *trades[1:]]
    either: dict[Trade, None] = dict.fromkeys(found or ["general"])
    return tuple(either)[:2]


def _objectives(answers: Answers, supposed: list[Supposition], _: Words) -> tuple[Objective, ...]:
    if not answers.objectives:
        supposed.append(Supposition("objectives", _("no objective yet"), _why(answers.objectives, _)))
    return tuple(Objective(key=key) for key in answers.objectives or ())


def _segments(answers: Answers, zone: str, supposed: list[Supposition], _: Words) -> tuple[Segment, ...]:
    """Return the customers, those abroad, and the groups beside them that see the posts as well."""
    if not answers.ages:
        supposed.append(Supposition("segments.age", _("all ages"), _why(answers.ages, _)))
    place = {"country": answers.country, "zone": zone}
    where = answers.where or ()
    if not where:
        supposed.append(Supposition("segments.country", _.country(answers.country), _why(answers.where, _)))
    if "abroad" in where:
        reason = _("Customers abroad are given this country’s figures and time zone until you enter theirs.")
        supposed.append(Supposition("segments.country", _.country(answers.country), reason))
    others = [
        *([_("People who send you customers")] if "referrers" in (answers.also or ()) else []),
        *([_("Other businesses")] if "businesses" in (answers.also or ()) else []),
    ]
    if others:
        reason = _("The share of {groups} is an assumption.", groups=_.all_of(others))
        supposed.append(Supposition("segments.share", _.percent(OTHERS_SHARE), reason))
    left = round(1 - OTHERS_SHARE * len(others), 9)
    names = [_("Customers")] if where != ("abroad",) else []
    names += [_("Customers abroad")] if "abroad" in where else []
    ages = answers.ages or ()
    return (
        *(Segment(name=name, share=left / len(names), age=ages, **place) for name in names),
        *(Segment(name=name, share=OTHERS_SHARE, **place) for name in others),
    )


def _formats(answers: Answers, supposed: list[Supposition], _: Words) -> tuple[FormatEffort, ...]:
    if not answers.makes:
        supposed.append(Supposition("formats", _("texts and photos"), _why(answers.makes, _)))
    formats = dict.fromkeys(FORMATS[content] for content in answers.makes or ("short-texts", "photos"))
    return tuple(FormatEffort(format=made) for made in formats)


def _team(answers: Answers, supposed: list[Supposition], _: Words) -> tuple[Person, ...]:
    """
    Return the people, there at the same times, with the hours that were said of each of them.

    Else they share the hours in quarters, as evenly as that goes.
    """
    if answers.people is None:
        supposed.append(Supposition("team", _("one person"), _why(None, _)))
    if answers.hours is None:
        supposed.append(Supposition("team.hours_per_week", _.hours(HOURS * 60), _why(None, _)))
    if not day_parts(answers):
        days, (start, end) = _.weekdays(WORKING_WEEK), WORKING_DAY
        when = _("{days}, {start} to {end}", days=days, start=_.hour(start), end=_.hour(end))
        supposed.append(Supposition("team.duty", when, _why(answers.when, _)))
    count = answers.people or 1
    hours = HOURS if answers.hours is None else answers.hours
    duty = tuple(duty_hours(day_parts(answers), closed_days(answers)))
    names = _team_names(answers.names, count, _)
    quarters, more = divmod(int(4 * hours), count)
    shares = [(quarters + (place < more)) / 4 for place in range(count)]
    shares[0] = hours - sum(shares[1:])  # and what is less than a quarter
    shares = list(answers.hours_each) if _says_hours_of_each(answers) else shares
    return tuple(Person(name=name, hours_per_week=share, duty=duty) for name, share in zip(names, shares, strict=True))


def _team_names(given: Sequence[str], count: int, _: Words) -> list[str]:
    """Return the names that were given, then those of the workbook, as many as there are people."""
    unnamed = [person_name(number, _) for number in range(1, count + 1)] if count > 1 else ["Owner"]
    return list(dict.fromkeys([*given, *unnamed[len(given) :], *unnamed]))[:count]


def _says_hours_of_each(answers: Answers) -> bool:
    return len(answers.hours_each) == (answers.people or 1)


def _closed(answers: Answers, supposed: list[Supposition], _: Words) -> tuple[int, ...]:
    """Return the days on which the business is closed; none if no day would be left to post on."""
    days = closed_days(answers)
    if not days and any(day in (answers.when or ()) for day in get_args(ClosedDay)):
        reason = _("All days on which you can post and answer were marked as closed.")
        supposed.append(Supposition("closed_weekdays", _("no closed day"), reason))
    return tuple(days)


def _feasible(brief: Brief, supposed: list[Supposition], _: Words, *, may_share: bool) -> Brief:
    """
    Return the brief with as many posts a week as fit on the platform that suits the business best.

    Which that is, is decided at the fewest posts: a platform is not chosen for the number of posts it has room for.
    """
    whole = round(sum(person.hours_per_week for person in brief.team), 9)
    first, *others = brief.team
    alone = (first.changed(hours_per_week=whole), *(person.changed(hours_per_week=0.0) for person in others))
    teams = list(dict.fromkeys([brief.team, *([alone] if may_share else [])]))
    for team in teams:
        best = _suited(_week(brief.changed(team=team, cadence=(_cadence(*CADENCES[-1]),))))[:1]
        for cadence in CADENCES if best else ():
            tried = brief.changed(team=team, cadence=(_cadence(*cadence),))
            is_last = (team, cadence) == (teams[-1], CADENCES[-1])
            suited = _suited(_week(tried))
            if set(suited) != set(_week(tried).platforms):
                tried = tried.changed(platforms=suited if best[0] in suited else best)
            if not {*best, *tried.platforms} <= _posted(_week(tried), most_of_it=is_last):
                continue
            supposed.extend(_suppositions(brief, tried, best[0], _))
            return tried
    reason = _("{hours} a week is not enough for one post and its replies.", hours=_.hours(whole * 60))
    supposed.append(Supposition("cadence", _("no platform fits"), reason))
    return brief.changed(cadence=(_cadence(*CADENCES[-1]),))


def _varied(brief: Brief) -> Brief:
    """Return the brief with varied formats where its posts, of each pillar, still fit and stay on its platforms."""
    week = _week(brief)

    def fits(varied: Brief) -> bool:
        other = _week(varied)
        if other.platforms != week.platforms or pillars_beyond_hours(other.constraints):
            return False
        return _posted(other, most_of_it=False) == set(week.platforms)

    return with_varied_formats(brief, week.platforms, week.evidence.formats, week.assumptions, fits)


def _suppositions(brief: Brief, tried: Brief, best: str, _: Words) -> Iterator[Supposition]:
    """Yield what is supposed of the platforms, of the hours and of the posts a week."""
    names = load_evidence().platforms.set_index("key")["name"]
    if tried.platforms:
        chosen = _.all_of(str(names[platform]) for platform in tried.platforms)
        yield Supposition("platforms", chosen, _("Only platforms with a known reason for your trade."))
    if tried.team != brief.team:
        reason = _("Split between {n} people, the hours are too few for one post each.", n=len(brief.team))
        yield Supposition("team.hours_per_week", _("all hours for {name}", name=tried.team[0].name), reason)
    low, high = tried.cadence[0].posts_per_week_low, tried.cadence[0].posts_per_week_high
    if (low, high) != CADENCES[0]:
        posts = _("{low} to {high} posts a week", low=low, high=high) if low < high else _("one post a week")
        hours = _.hours(60 * sum(person.hours_per_week for person in brief.team))
        reason = _("More posts on {platform} do not fit into {hours} a week.", platform=names[best], hours=hours)
        yield Supposition("cadence", posts, reason)


def _cadence(low: int, high: int) -> CadenceRule:
    return CadenceRule(posts_per_week_low=low, posts_per_week_high=high, posts_per_day=1)


def _week(brief: Brief) -> Workings:
    return Workings(Plan(id="draft", brief=brief, start=ANY_WEEK, weeks=1), load_evidence(), ANY_WEEK.year)


def _suited(workings: Workings) -> tuple[Platform, ...]:
    """Return the platforms the workbook chooses that have a reason in these trades, else all; the best score first."""
    scores, reasons = workings.scores["middle"], workings.utilities.measured["trade"]["value"]
    with_reason = [platform for platform in workings.platforms if pd.notna(reasons[platform])]
    return tuple(sorted(with_reason or workings.platforms, key=lambda platform: -scores[platform]))


def _posted(workings: Workings, *, most_of_it: bool) -> Set[str]:
    """Return the platforms that have all their posts of a week; or, of those with any, all."""
    if not workings.platforms or (workings.schedule.lacking and not most_of_it):
        return set()
    return {slot.platform for slot in workings.schedule.slots}
