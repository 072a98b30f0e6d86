"""The calendar on its way to a scheduler: which one, its few questions, what there is to know, the files."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ipywidgets

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.model import Plan
from strategy_kit.plan import decided
from strategy_kit.revisions import reworded
from strategy_kit.views import platform_names
from strategy_kit.widgets.background import UnfinishedError
from strategy_kit.widgets.card import CardView
from strategy_kit.widgets.choices import with_value, zone_options
from strategy_kit.widgets.controls import Group, Tie
from strategy_kit.widgets.files import Download, Upload
from strategy_kit.widgets.html import help_line, html
from strategy_kit.widgets.prose import Prose
from strategy_kit.widgets.session import Session

Options = Sequence[tuple[str, Any]]
NAMES = {
    "buffer": "Buffer",
    "sprout": "Sprout Social",
    "metricool": "Metricool",
    "brightbean": "BrightBean",
    "postiz": "Postiz",
}


_UNTOLD = "-"
_SIDE_BY_SIDE = {"grid_template_columns": "repeat(auto-fit, minmax(240px, 1fr))", "grid_gap": "0 24px"}


class SchedulerGroup(Group):
    """
    A box in which somebody chooses a scheduler and gets its files.

    Parameters
    ----------
    session : Session
    """

    def __init__(self, session: Session) -> None:
        _ = session.words
        self._session, self.awake = session, True
        options = [(_("Choose one"), ""), *((name, key) for key, name in NAMES.items())]
        self.target = ipywidgets.Dropdown(options=options, value="", description=_("Your scheduler"))
        self._made: dict[str, tuple[ipywidgets.Widget, ...]] = {}
        self._questions, self._answer = ipywidgets.GridBox(layout=_SIDE_BY_SIDE), ipywidgets.VBox()
        self._answer.add_class("stack")
        self.leave_out = _tick(_("Leave out the posts that cannot go"))
        self.keep_as_written = _tick(_("Keep texts that begin like formulas as they are written"))
        self._ticks = ipywidgets.VBox([self.leave_out, self.keep_as_written])
        self._download = Download("", self._file, _, primary=True)
        self._acts, self._missing = ipywidgets.HBox([self._download]), Prose()
        self._cards: list[CardView] = []
        self._acts.add_class("acts")
        super().__init__(
            _("Take it to your scheduler"),
            [self.target, self._questions, self._answer],
            _("You get files to upload there yourself. The workbook sends nothing and asks for no password."),
        )
        self.add_class("box")
        self.target.observe(self._chosen, "value")
        for box in (self.leave_out, self.keep_as_written):
            box.observe(lambda _change: self.refresh(), "value")
        session.on_change(self.refresh)

    def wake(self, awake: bool) -> None:
        """Follow the plan, or rest until woken."""
        self.awake = awake
        self.refresh()

    def refresh(self) -> None:
        """Show what there is to know of the files as the plan is now."""
        if not self.awake:
            return
        _ = self._session.words
        try:
            shown = self._answers() if self.target.value else ()
        except InputError as error:
            shown = self._instead(_(error.message, **{**error.params, "field": _order_words(_)}))
        except UnfinishedError:
            shown = self._instead(_("The calendar is still being worked out."))
        if shown != self._answer.children:
            self._answer.children = shown

    def _instead(self, words: str) -> tuple[ipywidgets.Widget, ...]:
        self._missing.say(html('<p class="msg" role="status">{words}</p>', words=words))
        return (self._missing,)

    def _answers(self) -> tuple[ipywidgets.Widget, ...]:
        """Return button, boxes to tick and cards; those that are there stay, so that a click is not lost."""
        from strategy_kit.writers.schedulers.card import export_cards

        _, session = self._session.words, self._session
        export = self._export(decided(session.plan, session.workings))
        cards = list(export_cards(export, _))
        for view, card in zip(self._cards, cards, strict=False):
            view.show(card)
        self._cards += [CardView(card, _) for card in cards[len(self._cards) :]]
        self._download.label = _.plural("Take the file away", "Take the {n} files away", len(export.files))
        acts = [self._acts] if export.files else []
        ticks = [self._ticks] if export.refusals or self._ticked() else []
        return (*acts, *ticks, *self._cards[: len(cards)])

    def _chosen(self, _change: Mapping[str, Any]) -> None:
        self.leave_out.value = self.keep_as_written.value = False
        self._questions.children = self._asked(self.target.value)
        self.refresh()

    def _asked(self, target: str) -> tuple[ipywidgets.Widget, ...]:
        """Return the questions of a scheduler, made when they are first asked."""
        if target not in self._made:
            self._made[target] = tuple(QUESTIONS[target](self._session)) if target else ()
            for control in self._made[target]:
                if hasattr(control, "tie"):
                    control.tie.say, control.tie.place = self._say, control.description
        return self._made[target]

    def _ticked(self) -> bool:
        return bool(self.leave_out.value or self.keep_as_written.value)

    def _export(self, plan: Plan) -> Any:
        from strategy_kit.writers.schedulers import to_scheduler

        return to_scheduler(
            plan,
            self.target.value,
            now=dt.datetime.now(dt.UTC),
            lang=self._session.words.lang,
            keep_as_written=self.keep_as_written.value,
            leave_out=self.leave_out.value,
        )

    def _file(self) -> tuple[str, str, bytes]:
        """Return the file, or an archive of the files; the posts keep the names under which they leave."""
        plan = self._session.decided()
        export = self._export(plan)
        if not export.files:
            self.refresh()
            raise InputError("{field}: there is no file, since posts cannot go. See the list below.", field="slots")
        self._session.keep(plan)
        if len(export.files) == 1:
            name, data = next(iter(export.files.items()))
            return name, export.target.media_type, data
        return f"{export.target.key}.zip", "application/zip", archive(export.files)


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return files in one archive, the same for the same files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, data in files.items():
            parts.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def texts_group(session: Session) -> Group:
    """Take in the list of the calendar, with the words people wrote into it."""
    _ = session.words

    def take(_name: str, data: bytes) -> str:
        from strategy_kit.writers.table import read_texts

        plan = session.decided()
        texts = read_texts(data, plan)
        session.keep(reworded(plan, texts))
        told = sum(bool(words.get("text")) for words in texts.values())
        return _.plural("One post has a text now.", "{n} posts have a text now.", told)

    upload = Upload(
        take,
        _,
        title=_("The list, with your texts"),
        help=_("Take the list (.csv) away, write into its columns title, text and link, and give it back here."),
        label=_("Open the list"),
        accept=".csv",
    )
    group = Group(_("What your posts say"), [upload], _("Texts stay with their posts when the calendar changes."))
    group.add_class("box")
    return group


def buffer_questions(session: Session) -> list[ipywidgets.Widget]:
    """Ask which account it is, the clock of each channel, and for a board on Pinterest."""
    _ = session.words
    accounts = [(_("free: 10 posts a file"), "free"), (_("paid: 100 posts a file"), "paid")]
    asked = [_choice(session, "buffer", "account", _("Account"), accounts)]
    for platform, name in _used(session).items():
        clock = ipywidgets.Dropdown(options=_named(_clocks(session)), description=_("Clock of {channel}", channel=name))
        asked.append(_of_channel(session, "buffer", platform, "zone", clock))
        if platform == "pinterest":
            board = _line(_("Board on {channel}", channel=name))
            asked.append(_of_channel(session, "buffer", platform, "board", board))
    return asked


def sprout_questions(session: Session) -> list[ipywidgets.Widget]:
    """Ask which account it is, the order of day and month, the clock."""
    _ = session.words
    accounts = [(_("trial: 50 posts a file"), "trial"), (_("any other: 350 posts a file"), "paid")]
    orders = [
        (_("Choose one"), None),
        (_("month first: 12/31/2027"), "mm/dd/yyyy"),
        (_("day first: 31/12/2027"), "dd/mm/yyyy"),
    ]
    return [
        _choice(session, "sprout", "account", _("Account"), accounts),
        _choice(session, "sprout", "date_order", _order_words(_), orders),
        _clock(session, "sprout", _("Clock of the account")),
    ]


def metricool_questions(session: Session) -> list[ipywidgets.Widget]:
    """Ask the clock, drafts or not, and for the present template."""
    _ = session.words

    def take(_name: str, data: bytes) -> str:
        from strategy_kit.writers.schedulers.metricool import template_columns

        columns = template_columns(data)
        session.keep(_told(session.plan, "metricool", columns=columns))
        return _.plural("One column will be filled by its name.", "{n} columns, filled by their names.", len(columns))

    return [
        _clock(session, "metricool", _("Clock of the brand")),
        _choice(session, "metricool", "draft", _("Come in as"), [(_("drafts"), True), (_("scheduled posts"), False)]),
        Upload(
            take,
            _,
            title=_("Metricool’s template"),
            help=_("Its present CSV template: we fill it by the names of its columns."),
            label=_("Open the template"),
            accept=".csv",
        ),
    ]


def brightbean_questions(session: Session) -> list[ipywidgets.Widget]:
    """Ask the clock, which LinkedIn and Instagram, drafts or scheduled."""
    _ = session.words
    linkedins = [
        (_("Choose one"), None),
        (_("a person’s"), "linkedin_personal"),
        (_("a company’s"), "linkedin_company"),
    ]
    instagrams = [(_("by Facebook"), "instagram"), (_("by its own login"), "instagram_login")]
    kinds = [(_("scheduled posts"), False), (_("drafts"), True)]
    used = set(session.workings.platforms)
    return [
        _clock(session, "brightbean", _("Clock of the workspace")),
        _choice(session, "brightbean", "drafts", _("Come in as"), kinds),
        *([_choice(session, "brightbean", "linkedin", "LinkedIn", linkedins)] if "linkedin" in used else []),
        *([_choice(session, "brightbean", "instagram", "Instagram", instagrams)] if "instagram" in used else []),
    ]


def postiz_questions(session: Session) -> list[ipywidgets.Widget]:
    """Ask for the id of each channel, and of a board on Pinterest."""
    _ = session.words
    asked: list[ipywidgets.Widget] = []
    for platform, name in _used(session).items():
        key = _line(_("Id of {channel} in Postiz", channel=name))
        asked.append(_of_channel(session, "postiz", platform, "integration", key))
        if platform == "pinterest":
            board = _line(_("Id of the board on {channel}", channel=name))
            asked.append(_of_channel(session, "postiz", platform, "board", board))
    return [*asked, Prose(help_line(_("Postiz lists the ids of your channels at GET /integrations.")))]


QUESTIONS: dict[str, Callable[[Session], list[ipywidgets.Widget]]] = {
    "buffer": buffer_questions,
    "sprout": sprout_questions,
    "metricool": metricool_questions,
    "brightbean": brightbean_questions,
    "postiz": postiz_questions,
}


def _told(plan: Plan, target: str, **answers: object) -> Plan:
    """Return the plan with something told to one scheduler."""
    options = getattr(plan.schedulers, target)
    return plan.changed(schedulers={**dict(plan.schedulers), target: {**dict(options), **answers}})


def _tied(session: Session, control: Any, read: Callable[[Plan], Any], write: Callable[[Plan, Any], Plan]) -> Any:
    """Tie a control to what a scheduler is told."""
    control.value = read(session.plan)
    Tie(session, control, read, lambda plan, value: {"schedulers": write(plan, value).schedulers}, of_plan=True)
    return control


def _choice(session: Session, target: str, field: str, label: str, options: Options) -> ipywidgets.Widget:
    return _tied(
        session,
        ipywidgets.Dropdown(options=_named(options), description=label),
        lambda plan: _shown(getattr(getattr(plan.schedulers, target), field)),
        lambda plan, value: _told(plan, target, **{field: _meant(value)}),
    )


def _named(options: Options) -> list[tuple[str, Any]]:
    """Name the options; a list shows nothing where its value is None."""
    return [(word, _shown(value)) for word, value in options]


def _shown(value: Any) -> Any:
    return _UNTOLD if value is None else value


def _meant(value: Any) -> Any:
    return None if value == _UNTOLD else value


def _clock(session: Session, target: str, label: str) -> ipywidgets.Widget:
    return _choice(session, target, "zone", label, _clocks(session))


def _clocks(session: Session) -> Options:
    """Offer the team's clock first, then every zone people live in, and those the plan names beside."""
    _, told = session.words, session.plan.schedulers
    kept = {getattr(options, "zone", None) for _key, options in told} | {c.zone for c in told.buffer.channels}
    options = zone_options(_)
    for zone in sorted(filter(None, kept)):
        options = with_value(options, zone)
    return [(_("the team’s, {place}", place=_.zone(session.plan.brief.team_zone)), None), *options]


def _used(session: Session) -> dict[str, str]:
    """Return the names of the plan's platforms."""
    names = platform_names(session.workings)
    return {platform: names[platform] for platform in session.workings.platforms}


def _of_channel(session: Session, target: str, platform: str, field: str, control: Any) -> Any:
    """Tie a control to one thing told of one channel; a channel of which nothing is told is not kept."""

    def channels(plan: Plan) -> dict[str, dict[str, Any]]:
        return {channel.platform: dict(channel) for channel in getattr(plan.schedulers, target).channels}

    def write(plan: Plan, value: Any) -> Plan:
        told = channels(plan)
        told[platform] = {"platform": platform, **told.get(platform, {}), field: _meant(value)}
        kept = [channel for channel in told.values() if any(channel[name] for name in channel if name != "platform")]
        return _told(plan, target, channels=kept)

    empty = "" if isinstance(control, ipywidgets.Text) else None
    return _tied(session, control, lambda plan: _shown(channels(plan).get(platform, {}).get(field, empty)), write)


def _line(label: str) -> ipywidgets.Text:
    return ipywidgets.Text(description=label, continuous_update=False)


def _order_words(_: Words) -> str:
    return _("Dates, as you pick them at import")


def _tick(label: str) -> ipywidgets.Checkbox:
    return ipywidgets.Checkbox(value=False, description=label, indent=False)
