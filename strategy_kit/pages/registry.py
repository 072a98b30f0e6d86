"""
The pages of the workbook: steps, addresses, warm-up and names of notebooks follow from `PAGES`, which has their order;
the pages that are no step are in `FRONT`.
"""

import importlib
import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from strategy_kit.i18n import N_, Words
from strategy_kit.pages.navigation import Navigation
from strategy_kit.widgets.html import page_head

if TYPE_CHECKING:
    from strategy_kit.session.session import Session


@dataclass(frozen=True)
class PageRecord:
    """
    One page; texts are English and marked for the catalogues.

    Attributes
    ----------
    key : str
        Its name in addresses and in the name of its notebook: small letters, digits and hyphens.
    maker : str
        Entry point, ``module:function`` below ``strategy_kit.pages``, imported when the page is first opened.
    topic : str
        What it is about, after "Step n of m"; empty: the name alone heads the page.
    question, introduction : str
        What it asks; what will be decided and what the evidence can give. Empty: the page writes its own head.
    settled : str
        What heads it in the place of the question once the plan is agreed.
    is_decision : bool
        Whether it is arranged as one decision, `pages.decision`: its introduction is below *Why*, not in its head.
    figures : function of Words
        Returns the figures of the evidence that the introduction names.
    """

    key: str
    name: str
    maker: str
    topic: str = ""
    question: str = ""
    introduction: str = ""
    settled: str = ""
    is_decision: bool = False
    figures: Callable[[Words], Mapping[str, str]] = lambda _: {}

    @property
    def number(self) -> int:
        """Return its place, from 0: the start page is no step."""
        return list(PAGES).index(self.key)

    @property
    def notebook(self) -> str:
        """
        Return the file name of its notebook, the same in the folder of each language.

        >>> PAGES["calendar"].notebook
        '04-calendar.ipynb'
        """
        return f"{self.number:02d}-{self.key}.ipynb"

    def kicker(self, _: Words) -> str:
        """Return the line above its question: its place in the workbook, as "Step 1 of 5, the audience"."""
        if not self.topic:
            return _(self.name)
        return _("Step {n} of {last}, {topic}", n=self.number, last=len(PAGES) - 1, topic=_(self.topic))

    def head(self, _: Words, *, is_agreed: bool = False) -> Markup:
        """Return its head as markup: kicker, question, introduction; empty if it writes its own."""
        if not self.question:
            return Markup()
        question = _(self.settled) if is_agreed and self.settled else _(self.question)
        return page_head(self.kicker(_), question, "" if self.is_decision else self.lede(_))

    def lede(self, _: Words) -> str:
        """Return its introduction with the figures that it names."""
        return _(self.introduction, **self.figures(_)) if self.introduction else ""

    def make(self, session: "Session") -> Any:
        """Make the page for a session: a widget that has `set_active`."""
        return self.function(session)

    @property
    def function(self) -> Callable[["Session"], Any]:
        """The function that makes it."""
        return _entry_point(self.maker)


@dataclass(frozen=True)
class FrontRecord:
    """
    One page that is no step: it stands before the steps, or beside them.

    Attributes
    ----------
    key, name
        As of `PageRecord`.
    maker : str
        Entry point of its class, made with the session and the ways from it to other pages.
    has_steps : bool
        Whether the steps stand above it before there is a draft; later they stand above every page of a plan.
    of_plan : bool
        Whether its address names the plan.
    needs_list : bool
        Whether it is only for those who may see the list of plans.
    for_readers : bool
        Whether those may open it who have a link to look at one plan.
    """

    key: str
    name: str
    maker: str
    has_steps: bool = False
    of_plan: bool = True
    needs_list: bool = False
    for_readers: bool = False

    def make(self, session: "Session", go: Navigation) -> Any:
        """Make the page for a session: a widget that has `set_active`."""
        return _entry_point(self.maker)(session, go)

    def is_offered(self, session: "Session") -> bool:
        """Whether the visitor may open it."""
        if session.store is None:
            return not self.needs_list
        return self.for_readers or not session.store.is_view_only


def _entry_point(maker: str) -> Callable[..., Any]:
    module, _colon, name = maker.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(f"strategy_kit.pages.{module}"), name)
    return found


def steps(_: Words) -> list[dict[str, Any]]:
    """Return the pages as `widgets.frame.Frame` shows them."""
    return [{"key": key, "number": page.number, "word": _(page.name)} for key, page in PAGES.items()]


def neighbours(key: str) -> tuple[PageRecord | None, PageRecord | None]:
    """Return the pages before and after one; None where there is none."""
    order = [None, *PAGES.values(), None]
    return order[PAGES[key].number], order[PAGES[key].number + 2]


def timing_gains(_: Words) -> Mapping[str, str]:
    """Return the most that a better hour was measured to bring, on the platforms where it brought most and least."""
    from strategy_kit.views import evidence

    return evidence.timing_gains(_)


_PAGES = (
    PageRecord(
        key="start",
        name=N_("Start"),
        maker="plan.start:start_page",
        question=N_("What is your business, and what do you want from social media?"),
        introduction=N_(
            "Describe your business in a few lines. Where you have not answered yet, the workbook starts from the "
            "figures of a how-to guide of 2012. Your changes are saved at once."
        ),
        is_decision=True,
    ),
    PageRecord(
        key="audience",
        name=N_("Audience"),
        maker="audience.audience:audience_page",
        topic=N_("the audience"),
        question=N_("How do your customers use social media?"),
        introduction=N_(
            "You will decide which groups of customers count. Surveys show what share of people like them "
            "ever use each platform; where your country has no survey by platform and age, the figure is an "
            "estimate from another country, and marked as one."
        ),
        is_decision=True,
    ),
    PageRecord(
        key="communication",
        name=N_("Communication"),
        maker="communication.communication:communication_page",
        topic=N_("communication"),
        question=N_("What makes people welcome your posts?"),
        introduction=N_(
            "You will decide your content pillars, and how many posts may be promotional. On social media "
            "people choose which brands they follow, and can unfollow yours at any time."
        ),
        is_decision=True,
    ),
    PageRecord(
        key="platforms",
        name=N_("Platforms"),
        maker="platforms.platforms:platforms_page",
        topic=N_("platforms"),
        question=N_("Where should you be, with the hours you have?"),
        introduction=N_(
            "You will choose one or two platforms to start with, and the condition for adding the next. "
            "Where there is no data yet, the score is shown as a range."
        ),
        is_decision=True,
    ),
    PageRecord(
        key="calendar",
        name=N_("Calendar"),
        maker="calendar.page:calendar_page",
        topic=N_("the calendar"),
        question=N_("When to post, and who answers?"),
        introduction=N_(
            "You will choose your posting hours and plan your response rota. Published windows help a "
            "little: the largest gain measured is {most} more reactions on {best}, {least} on {other}."
        ),
        is_decision=True,
        figures=timing_gains,
    ),
    PageRecord(
        key="plan",
        name=N_("Plan"),
        maker="plan.plan:plan_page",
        topic=N_("the whole plan"),
        question=N_("Do you agree on this plan?"),
        settled=N_("This plan is agreed"),
        introduction=N_(
            "You will decide whether this is your plan, who agrees to it, and when to open it again. Here is what it "
            "rests on, what would change it, and what has not been measured."
        ),
        is_decision=True,
    ),
    PageRecord(
        key="review",
        name=N_("Review"),
        maker="review.review:review_page",
        topic=N_("the review"),
        question=N_("What happened, and what do you change?"),
        introduction=N_(
            "You will decide what to keep, change or stop. Results go up and down by chance: a chart shows "
            "which change is more than that, and needs a cause."
        ),
        is_decision=True,
    ),
)

PAGES: Mapping[str, PageRecord] = {page.key: page for page in _PAGES}

WELCOME, QUESTIONS, DRAFT, PLANS, SEARCH = "welcome", "questions", "draft", "plans", "search"
_FRONT = (
    FrontRecord(WELCOME, N_("Social Media Workbook"), "front.welcome:WelcomePage", of_plan=False),
    FrontRecord(QUESTIONS, N_("Five questions"), "front.questions:QuestionsPage"),
    FrontRecord(DRAFT, N_("Your first plan"), "front.draft:DraftPage", has_steps=True),
    FrontRecord(PLANS, N_("My plans"), "front.plans:PlansPage", has_steps=True, needs_list=True),
    FrontRecord(SEARCH, N_("Search"), "front.search:SearchPage", has_steps=True, for_readers=True),
)


def _is_written(page: FrontRecord) -> bool:
    return importlib.util.find_spec("strategy_kit.pages." + page.maker.partition(":")[0]) is not None


FRONT: Mapping[str, FrontRecord] = {page.key: page for page in _FRONT if _is_written(page)}


def front_pages(session: "Session") -> list[dict[str, str]]:
    """Return the pages of the front that a visitor may open, as `widgets.frame.Frame` names them."""
    return [{"key": key, "word": session.words(page.name)} for key, page in FRONT.items() if page.is_offered(session)]
