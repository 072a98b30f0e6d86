"""The page of the review: what happened, why it may have happened, and what to change."""

import ipywidgets

from strategy_kit.i18n import N_
from strategy_kit.pages.decision import Decision, DecisionPage, Detail
from strategy_kit.pages.platforms.expansion import results_form
from strategy_kit.pages.review.decisions import causes_form, decisions_form, review_form
from strategy_kit.pages.review.results import results_editors
from strategy_kit.session.session import Session
from strategy_kit.views.review import other_results_views, record_view, review_answer_view, review_views, version_views
from strategy_kit.widgets.form import Form, boxed
from strategy_kit.widgets.lazy import Disclosure
from strategy_kit.widgets.panel import Panel, Panels


def review_page(session: Session) -> DecisionPage:
    """Return the whole page; without results, the place to add them comes first. It stays there once there are some."""
    decision = Decision(
        answer=review_answer_view,
        figure=review_views,
        controls=lambda session: [causes_form(session)],
        summary=_causes_line,
        facts=lambda session: (
            [] if session.plan.results else [ipywidgets.VBox([results_entry(session)]).add_class("remedies")]
        ),
        below=lambda session: [
            *([results_entry(session)] if session.plan.results else []),
            decisions_form(session, lambda key: page.go(key)),
        ],
        why=Detail(_why_line, lambda session: [Panel(session, [other_results_views])]),
        tune=Detail(_tune_line, lambda session: [results_form(session)]),
        group=Detail(_group_line, lambda session: [review_form(session), Panel(session, [version_views, record_view])]),
    )
    page = DecisionPage(session, "review", decision)
    return page


def review_panel(session: Session) -> Panels:
    """Return the review as notebooks show it: all its cards and forms, one below the other."""
    cards = Panel(session, [review_answer_view, review_views, other_results_views])
    forms = [causes_form(session), decisions_form(session), review_form(session)]
    return Panels([cards, boxed("", results_editors(session)), results_form(session), *forms])


def results_entry(session: Session) -> Form:
    """The results, added where they are needed."""
    _ = session.words

    def editors() -> list[ipywidgets.Widget]:
        return results_editors(session)

    words = _("Type them, paste a table or choose a file. Leave a cell empty if you have no figure.")
    return boxed(_("Your results"), [Disclosure(_("Add results"), editors)], words)


def _causes_line(session: Session) -> str:
    _ = session.words
    return _.plural("One possible cause noted", "{n} possible causes noted", len(session.plan.notes))


def _why_line(session: Session) -> str:
    return session.words(N_("The other objectives, and when results can say more"))


def _tune_line(session: Session) -> str:
    return session.words(N_("Posts published and moved, messages answered in time, week by week"))


def _group_line(session: Session) -> str:
    return session.words(N_("The day of the review, who took part, what this version changes, and earlier decisions"))
