"""
Identity and access: who sends a request and what they may see, decided before any handler runs. Three modes: open (this
machine only, a cookie per browser), links (to edit a plan, to view it) and proxy (its header names the person).
"""

import hashlib
import logging
import os
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from jupyter_server.auth.identity import IdentityProvider, User
from tornado.httputil import HTTPServerRequest, url_concat
from tornado.web import HTTPError, RequestHandler

from strategy_kit.server.cookies import CookieNames, is_encrypted
from strategy_kit.server.keys import revoke_links, server_key, token, token_matches
from strategy_kit.server.options import Options
from strategy_kit.server.person import NameRefused, person_hash, person_name, person_store
from strategy_kit.server.query import parse_query, query_token
from strategy_kit.server.rate_limit import AttemptLimit
from strategy_kit.server.separation import prove_separation
from strategy_kit.storage.store import open_store

COOKIE_DAYS = 30
RETRY_SECONDS = 60
OWNER, READER = "owner", "reader"
PERSON_PREFIX = "person:"
CALENDAR = "calendar.ics"
ORIGINS = ("Origin", "Sec-WebSocket-Origin")
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Visitor:
    """
    The identity of a request.

    `name` tells visitors apart and is never shown; empty: a first visit. `plan` is the only one they may see; empty:
    any whose address they have. `variables` are those of their kernel's environment. `from_link`: their link's secret
    has to leave the address.
    """

    name: str
    plan: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)
    from_link: bool = False


class Access(ABC):
    """How a server identifies visitors and what it lets them open; each refuses with 403, or 429 for many guesses."""

    @abstractmethod
    def visitor(self, handler: RequestHandler, *, page: bool) -> Visitor:
        """Return the visitor of a request; only a `page` may be a first visit."""

    @abstractmethod
    def feed_address(self, visitor: Visitor, plan: str) -> str:
        """Return the address of the calendar feed of a plan that a visitor may see, relative to ours."""

    @abstractmethod
    def feed_store(self, handler: RequestHandler, plan: str) -> str:
        """Return the store of the plan whose calendar feed is requested; empty: the server's own."""

    def links(self, address: str) -> dict[str, str]:
        """Return the links to share, by role; none where people come by the plain address."""
        return {}


class OpenAccess(Access):
    """Access on this machine only: a cookie identifies each browser."""

    def visitor(self, handler: RequestHandler, *, page: bool) -> Visitor:
        """Return the visitor of the cookie, which a page sets."""
        name = visitor_cookie(handler)
        if not name and page:
            name = uuid4().hex
            set_visitor_cookie(handler, name)
        return Visitor(name)

    def feed_address(self, visitor: Visitor, plan: str) -> str:
        """Return an address without a secret."""
        return url_concat(CALENDAR, {"plan": plan})

    def feed_store(self, handler: RequestHandler, plan: str) -> str:
        """Return the server's own: the name of a plan is its key."""
        return ""


class LinkAccess(Access):
    """
    Access by two links, made of the secret `key`: one for owners, one for readers of `plan`.

    >>> access = LinkAccess(b"a secret", "5f0c")
    >>> [access.role(token(b"a secret", meaning)) for meaning in ("owner", "reader 5f0c", "reader 11aa")]
    ['owner', 'reader', '']
    """

    def __init__(self, key: bytes, plan: str) -> None:
        self._key, self._plan = key, plan
        self._meanings = {OWNER: OWNER, READER: f"{READER} {plan}"}  # a reader's is good for one plan
        self._limit = AttemptLimit()

    def role(self, link_token: str) -> str:
        """Return the role a token gives, empty for none, in constant time."""
        roles = [role for role, meaning in self._meanings.items() if token_matches(link_token, self._key, meaning)]
        return next(iter(roles), "")

    def links(self, address: str) -> dict[str, str]:
        """Return the address that opens the plan in each role, and that of its calendar."""
        addresses = {
            role: url_concat(address, {"token": token(self._key, meaning), "plan": self._plan})
            for role, meaning in self._meanings.items()
        }
        return {**addresses, "calendar": address + self.feed_address(Visitor(""), self._plan)}

    def visitor(self, handler: RequestHandler, *, page: bool) -> Visitor:
        """Return the visitor of a link, which only a page accepts, or of the cookie set then."""
        link_token = query_token(handler.request.query) if page else ""
        name = self._admitted(handler, link_token) if link_token else visitor_cookie(handler)
        role, _, rest = name.partition(":")
        if role == OWNER:
            return Visitor(name, from_link=bool(link_token))
        if role == READER and rest.partition(":")[0] == self._hash():
            return Visitor(name, self._plan, {"STRATEGY_KIT_LOOK": self._plan}, from_link=bool(link_token))
        raise HTTPError(403)

    def feed_address(self, visitor: Visitor, plan: str) -> str:
        """Return an address that opens the calendar of this plan alone."""
        return url_concat(CALENDAR, {"plan": plan, "token": token(self._key, f"calendar {plan}")})

    def feed_store(self, handler: RequestHandler, plan: str) -> str:
        """Return the server's own store, for a valid calendar token."""
        check_token(
            handler, self._limit, valid=token_matches(query_token(handler.request.query), self._key, f"calendar {plan}")
        )
        return ""

    def _admitted(self, handler: RequestHandler, link_token: str) -> str:
        role = self.role(link_token)
        check_token(handler, self._limit, valid=bool(role))
        name = f"{OWNER}:{uuid4().hex}" if role == OWNER else f"{READER}:{self._hash()}:{uuid4().hex}"
        set_visitor_cookie(handler, name)
        return name

    def _hash(self) -> str:
        """Return the hash of the plan in a reader's cookie, so that it opens no plan shared later."""
        return hashlib.sha256(self._plan.encode()).hexdigest()[:16]


class ProxyAccess(Access):
    """
    Access behind a proxy that authenticates people and names them in `header`, which it strips from requests.

    `store` is where plans are kept, see `person_store`; `key` the secret of calendar addresses.
    """

    def __init__(self, header: str, store: str, key: bytes) -> None:
        person_store("", store)
        self._header, self._store, self._key = header, store, key
        self._faults: set[str] = set()
        self._limit = AttemptLimit()

    def visitor(self, handler: RequestHandler, *, page: bool) -> Visitor:
        """Return the person of the header."""
        user_hash = self._hash(handler)
        return Visitor(
            f"{PERSON_PREFIX}{user_hash}", variables={"STRATEGY_KIT_STORE": person_store(user_hash, self._store)}
        )

    def feed_address(self, visitor: Visitor, plan: str) -> str:
        """Return an address that opens this person's calendar of this plan alone."""
        user_hash = visitor.name.removeprefix(PERSON_PREFIX)
        return url_concat(
            CALENDAR, {"plan": plan, "token": f"{user_hash}.{token(self._key, f'calendar {user_hash} {plan}')}"}
        )

    def feed_store(self, handler: RequestHandler, plan: str) -> str:
        """Return the store of the person in the token; the header does not count: calendar programs cannot sign on."""
        user_hash, _, link_token = query_token(handler.request.query).partition(".")
        check_token(handler, self._limit, valid=token_matches(link_token, self._key, f"calendar {user_hash} {plan}"))
        return person_store(user_hash, self._store)

    def _hash(self, handler: RequestHandler) -> str:
        try:
            return person_hash(person_name(handler.request.headers.get_list(self._header)))
        except NameRefused as refused:
            if refused.fault not in self._faults:
                self._faults.add(refused.fault)  # once each: strangers could fill the log
                log.warning("refused: the header %s, which names people, %s", self._header, refused.fault)
            raise


def access_of(options: Options) -> Access:
    """Return the access mode of a server."""
    if options.new_links:
        revoke_links()
    if options.user_header:
        store = os.environ.get("STRATEGY_KIT_STORE", "")
        prove_separation(store)
        return ProxyAccess(options.user_header, store, server_key())
    if not options.share:
        return OpenAccess()
    saved = None if options.plan else open_store().latest()
    return LinkAccess(server_key(), options.plan or (saved.plan.id if saved else uuid4().hex))


def check_token(handler: RequestHandler, limit: AttemptLimit, *, valid: bool) -> None:
    """Refuse a wrong token with 403, and with 429 after too many."""
    if not valid:
        exceeded = limit.is_exceeded(str(handler.request.remote_ip), time.monotonic())
        raise HTTPError(429 if exceeded else 403)


def visitor_cookie(handler: RequestHandler) -> str:
    """Return the visitor's name in the signed cookie, empty without one."""
    names: CookieNames = handler.settings["strategy_kit_cookies"]
    signed = handler.get_signed_cookie(names.visitor, max_age_days=COOKIE_DAYS)
    return signed.decode() if signed else ""


def set_visitor_cookie(handler: RequestHandler, name: str) -> None:
    """Set the signed cookie of a visitor."""
    names: CookieNames = handler.settings["strategy_kit_cookies"]
    handler.set_signed_cookie(names.visitor, name, expires_days=COOKIE_DAYS, httponly=True)


def origin_hosts(request: HTTPServerRequest) -> list[str]:
    """Return the hosts of the pages that a request says it comes from; refuse an origin that is no address."""
    try:
        return [urlsplit(request.headers[name]).netloc for name in ORIGINS if name in request.headers]
    except ValueError:
        raise HTTPError(403) from None


class AccessControl:
    """Mixin of every handler: identifies the visitor; another's kernel is answered as one that does not exist."""

    page = False
    visitor: Visitor

    async def prepare(self) -> None:
        """Identify the visitor and check that the kernel is theirs."""
        handler: RequestHandler = self
        access: Access = handler.settings["strategy_kit_access"]
        origin_hosts(handler.request)  # others than we parse them, and fail
        self.visitor = access.visitor(handler, page=self.page)
        kernel = handler.path_kwargs.get("kernel_id")
        if kernel and not handler.settings["kernel_manager"].belongs_to(kernel, self.visitor.name):
            raise HTTPError(404)
        if self.visitor.from_link:
            handler.redirect(f"{handler.request.path}?{parse_query(handler.request.query)}")  # without the token
            return
        done = super().prepare()  # type: ignore[misc]
        if done is not None:
            await done

    def decode_argument(self, value: bytes, name: str | None = None) -> str:
        """Return a part of an address, of the query if it has a `name`; an error that does not quote it is raised."""
        try:
            return value.decode()
        except UnicodeDecodeError:
            raise HTTPError(400 if name else 404) from None

    def set_cookie(self, name: str, value: str | bytes, **options: Any) -> None:
        """Set a cookie for this server alone, over TLS only if the request came so."""
        handler: RequestHandler = self
        bounds = {
            "path": handler.settings["base_url"],
            "samesite": "Lax",  # a link in a letter is to work; a form on another page is not
            "secure": is_encrypted(handler.request),
        }
        super().set_cookie(name, value, **{**options, **bounds})  # type: ignore[misc]

    def check_xsrf_cookie(self) -> None:
        """Accept a page of this origin; its front end may have found the token of another server on this host."""
        request: HTTPServerRequest = self.request  # type: ignore[attr-defined]
        if request.host not in origin_hosts(request):
            super().check_xsrf_cookie()  # type: ignore[misc]

    def write_error(self, status_code: int, **kwargs: object) -> None:
        """Write the error page, also for an unidentified visitor, with the time to retry."""
        self.current_user = None  # Jupyter's page of an error asks for it, and may be sent before it is known
        if status_code == 429:
            self.set_header("Retry-After", RETRY_SECONDS)  # type: ignore[attr-defined]
        super().write_error(status_code, **kwargs)  # type: ignore[misc]


class EmptyErrors:
    """Mixin of handlers that scripts call: an error has a status and an empty body."""

    def write_error(self, status_code: int, **kwargs: object) -> None:
        """Send an empty body."""
        self.finish()  # type: ignore[attr-defined]


class Identity(IdentityProvider):
    """Identity provider that hands the visitor to Jupyter's handlers."""

    def get_user(self, handler: RequestHandler) -> User | None:
        """Return the visitor."""
        visitor: Visitor | None = getattr(handler, "visitor", None)
        return User(username=visitor.name or "somebody") if visitor else None
