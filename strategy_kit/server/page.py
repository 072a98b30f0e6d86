"""The page itself: its language, its words, and the answer to every address that is not one of ours."""

from typing import Any
from urllib.parse import urlsplit

from jupyter_server.auth.decorator import allow_unauthenticated
from nbformat import NotebookNode
from tornado.web import HTTPError
from voila.handler import BaseVoilaHandler
from voila.tornado.handler import TornadoVoilaHandler

from strategy_kit.i18n import Lang, Words
from strategy_kit.server.query import Query, parse_query, preferred_language

PLAN_COOKIE = "strategy_kit_plan"
"""What a browser remembers of its last plan: the page sets it, so that the bare address opens that plan again."""


def page_words(lang: Lang) -> dict[str, str]:
    """
    Return what the page says before the notebook speaks, and when it cannot.

    >>> page_words("en")["opening"]
    'Opening your plan. Usually 2 to 6 seconds.'
    """
    _ = Words(lang)
    return {
        "title": _("Social media strategy workbook"),
        "opening": _("Opening your plan. Usually 2 to 6 seconds."),
        "late": _("Still opening. It takes longer than usual; nothing is lost."),
        "no_script": _("This page needs JavaScript. Allow it for this address and reload."),
        "stopped": _("The page stopped here."),
        "stopped_remedy": _(
            "What was saved is safe. Reload the page; if it stops again, tell whoever gave you this address what you"
            " did last."
        ),
        "overrun": _("The page stopped here, because one step took more than a minute."),
        "missing": _("There is no page at this address."),
        "failed": _("The page could not be opened."),
        "home": _("Open the workbook"),
    }


class Speaking(BaseVoilaHandler):
    """Know the language of the visitor: the notebook's own, the one asked for, the operator's or the browser's."""

    query: Query = Query()

    @property
    def lang(self) -> Lang:
        """Return the language of this answer."""
        fixed: Lang | None = self.settings["strategy_kit_fixed_lang"]
        default: Lang | None = self.settings["strategy_kit_lang"]
        accepted = self.request.headers.get("Accept-Language", "")
        return fixed or self.query.lang or default or preferred_language(accepted)

    async def prepare(self) -> None:
        """Read the query once; only what was understood goes further."""
        self.query = parse_query(self.request.query)
        remembered = parse_query(f"plan={self.get_cookie(PLAN_COOKIE, '')}").plan
        plan = self.query.plan or remembered
        self.request.query = str(Query(self.lang, plan, self.query.page))
        self.request.uri = urlsplit(self.request.uri).path + "?" + self.request.query
        self.request.arguments = self.request.query_arguments = {}
        await super().prepare()

    def render_template(self, name: str, **namespace: Any) -> str:
        """Render a page of ours with its words."""
        return str(super().render_template(name, **self.page_context(), **namespace))

    def page_context(self) -> dict[str, Any]:
        """Return what every page of ours needs: its language, words and the addresses of its assets."""
        return {"lang": self.lang, "words": page_words(self.lang), "assets": self.settings["strategy_kit_addresses"]}


class Page(Speaking, TornadoVoilaHandler):
    """The notebook, run for one visitor."""


class Missing(Speaking):
    """Everything else."""

    @allow_unauthenticated
    def get(self) -> None:
        """Say that there is nothing here."""
        raise HTTPError(404)

    head = post = put = delete = patch = options = get


def before_kernel(request: Page, notebook: NotebookNode, cwd: str) -> None:
    """
    Prepare the notebook and the answer of one visitor.

    Return nothing: what is returned here would be run in the notebook's place.
    """
    notebook.metadata["strategy_kit"] = request.page_context()
    request.xsrf_token  # noqa: B018 -- reading it sets the cookie with which the closing page may end its kernel
