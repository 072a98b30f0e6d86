"""The page: its language, its texts, and the error page."""

from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from nbformat import NotebookNode
from tornado.web import HTTPError
from voila.handler import BaseVoilaHandler
from voila.tornado.handler import TornadoVoilaHandler

from strategy_kit.i18n import Words
from strategy_kit.languages import Lang
from strategy_kit.server.access import OWNER, PERSON_PREFIX, AccessControl, Visitor, visitor_cookie
from strategy_kit.server.addresses import client_network
from strategy_kit.server.kernels import KernelReservation, NoCapacity
from strategy_kit.server.person import NameRefused
from strategy_kit.server.places import Claim, Refusal
from strategy_kit.server.query import Query, parse_query, preferred_language

RETRY_SECONDS = 15
ANONYMOUS = Visitor("")


def page_words(lang: Lang) -> dict[str, str]:
    """
    Return the texts of the page around the notebook.

    >>> page_words("en")["opening"]
    'Opening your plan. Usually 2 to 6 seconds.'
    """
    _ = Words(lang)
    return {
        "title": _("Social Media Workbook"),
        "opening": _("Opening your plan. Usually 2 to 6 seconds."),
        "late": _("Still opening. This is taking longer than usual; nothing is lost."),
        "no_script": _("This page needs JavaScript. Allow it for this address and reload."),
        "stopped": _("The page stopped here."),
        "stopped_remedy": _(
            "Everything saved is safe. Reload the page; if it stops again, contact the person who gave you "
            "this address and describe your last action."
        ),
        "overrun": _("The page stopped here, because one step took more than a minute."),
        "home": _("Open the workbook"),
    }


def error_words(lang: Lang, status: int, *, bound: Refusal = "server", unnamed: bool = False) -> tuple[str, str]:
    """
    Return title and remedy of an error page.

    >>> error_words("en", 404)
    ('There is no page at this address.', '')
    """
    _ = Words(lang)
    if unnamed:
        return _("The proxy in front of this page did not pass on your name."), _(
            "Sign in again. If this continues, contact the person who runs this server: a name must have 1 "
            "to 200 characters in UTF-8, without control characters."
        )
    again = _(
        "This page tries again automatically, several times a minute. It opens as soon as another visitor "
        "closes theirs."
    )
    full: dict[Refusal, tuple[str, str]] = {
        "visitor": (
            _("You already have the workbook open in too many windows."),
            _("Close one of its windows or tabs. This page will then open automatically."),
        ),
        "link": (_("This plan is open in too many windows right now."), again),
        "address": (_("The workbook is already open too many times from your network address."), again),
        "server": (
            _("The workbook has reached its maximum number of open pages."),
            _("Your plan is safe. This page tries again automatically, several times a minute."),
        ),
    }
    messages = {
        403: (
            _("This page can only be opened with the link you were given."),
            _("Open the full link again. If it no longer works, ask the person who sent it to you for a new one."),
        ),
        404: (_("There is no page at this address."), ""),
        429: (_("Too many attempts."), _("Wait a minute, then open the full link you were given.")),
        503: full[bound],
    }
    return messages.get(status, (_("The page could not be opened."), ""))


class LocalizedHandler(BaseVoilaHandler):
    """Handler in the visitor's language: the notebook's, the requested, the operator's or the browser's."""

    query: Query = Query()

    @property
    def lang(self) -> Lang:
        """The language of the response."""
        fixed: Lang | None = self.settings["strategy_kit_fixed_lang"]
        default: Lang | None = self.settings["strategy_kit_lang"]
        accepted = self.request.headers.get("Accept-Language", "")
        requested = parse_query(self.request.query).lang
        return fixed or requested or default or preferred_language(accepted)

    async def prepare(self) -> None:
        """Parse the query once; only what was understood is passed on."""
        self.query = parse_query(self.request.query)
        last_plan = parse_query(f"plan={self.get_cookie(self.settings['strategy_kit_cookies'].plan, '')}").plan
        visitor: Visitor = getattr(self, "visitor", ANONYMOUS)
        plan = visitor.plan or self.query.plan or (last_plan if self.query.page else "")  # bare: the first screen
        self.request.query = str(Query(self.lang, plan, self.query.page))
        self.request.uri = self.request.path + "?" + self.request.query
        self.request.arguments = self.request.query_arguments = {}
        await super().prepare()

    def render_template(self, name: str, **namespace: Any) -> str:
        """Render a template with the texts of its language."""
        messages = error_words(
            self.lang,
            namespace.get("status_code", 0),
            bound=namespace.get("bound", "server"),
            unnamed=isinstance(namespace.get("exception"), NameRefused),
        )
        sheets = self.settings["strategy_kit_sheets"]
        return str(super().render_template(name, messages=messages, sheets=sheets, **self.page_context(), **namespace))

    def page_context(self) -> dict[str, Any]:
        """Return language, texts, asset addresses and the name of the last plan's cookie, which the templates need."""
        return {
            "lang": self.lang,
            "words": page_words(self.lang),
            "assets": self.settings["strategy_kit_addresses"],
            "plan_cookie": self.settings["strategy_kit_cookies"].plan,
        }


class Page(AccessControl, LocalizedHandler, TornadoVoilaHandler):
    """The notebook, run for one visitor."""

    page = True
    reservation: KernelReservation

    @property
    def kernel_manager(self) -> KernelReservation:
        """The reserved kernel of this page."""
        return self.reservation

    async def get(self) -> None:
        """Send the page, or 503 without capacity."""
        if self.request.headers.get("Sec-Fetch-Dest", "document") != "document":
            raise HTTPError(403)  # a picture or a frame in somebody else's page, which would take a place each
        try:
            with KernelReservation(
                self.settings["kernel_manager"], self.claim(), self.visitor.variables
            ) as self.reservation:
                await super().get()
        except NoCapacity as full:
            self.set_status(503)
            self.set_header("Retry-After", RETRY_SECONDS)
            self.finish(self.render_template("error.html", status_code=503, bound=full.bound))

    def claim(self) -> Claim:
        """Return the claim of this request to a place."""
        name = self.visitor.name
        if name.startswith(PERSON_PREFIX):  # one of the proxy's, who cannot be somebody else
            return Claim(name)
        link = name.rpartition(":")[0]
        network = client_network(self.request, self.settings["strategy_kit_proxies"])
        is_owner = link == OWNER or (not link and bool(visitor_cookie(self)))
        return Claim(name, "" if link == OWNER else link, network, is_owner)


class NotFound(AccessControl, LocalizedHandler):
    """The 404 of every other address."""

    @allow_unauthenticated
    def get(self) -> None:
        """Answer 404."""
        raise HTTPError(404)

    head = post = put = delete = patch = options = get


def before_kernel(request: Page, notebook: NotebookNode, cwd: str) -> None:
    """Prepare notebook and response of one visit; returning anything would replace the notebook's output."""
    notebook.metadata["strategy_kit"] = request.page_context()
    request.xsrf_token  # noqa: B018 -- reading it sets the cookie with which the closing page may end its kernel
