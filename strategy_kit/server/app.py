"""Standalone Voilà on this machine only, with the routes of one page."""

import errno
import gc
import ipaddress
import re
import socket
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.utils import url_path_join
from jupyterlab_server.config import get_federated_extensions
from tornado.ioloop import IOLoop
from tornado.web import GZipContentEncoding, RequestHandler
from voila.app import Voila, _kernel_id_regex
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler

from strategy_kit.errors import InputError
from strategy_kit.i18n import N_
from strategy_kit.languages import LANGUAGES, Lang
from strategy_kit.server.access import CALENDAR, Access, AccessControl, EmptyErrors, OpenAccess, access_of
from strategy_kit.server.assets import (
    FULL_PLOTLY,
    AssetHandler,
    FrontEndFiles,
    front_end_version,
    full_plotly_version,
    load_assets,
)
from strategy_kit.server.calendar_feed import CalendarAddress, CalendarFile, Calendars
from strategy_kit.server.connection import KernelSocket
from strategy_kit.server.cookies import CookieNames
from strategy_kit.server.interrupt import interruptible
from strategy_kit.server.listener import Listener, bounds_of, raise_file_limit
from strategy_kit.server.logs import configure_logging, log_request
from strategy_kit.server.options import Options
from strategy_kit.server.output_shim import apply_shim
from strategy_kit.server.page import NotFound, Page
from strategy_kit.server.security import Guarded
from strategy_kit.server.settings import EXTENSIONS, add_template_folder, configuration
from strategy_kit.server.templates import install_exporter
from strategy_kit.server.watchdog import Watchdog

PING_MILLISECONDS = 30_000
LONGEST_HEADER = LONGEST_BODY = 64 << 10
REQUEST_SECONDS = 60
"""How long a request may take to arrive, and a connection may stand idle."""
COLLECTED = (10_000, 20, 20)
"""Objects after which the garbage collector looks at the young ones, and how often it does before it looks at more."""
SHEETS = ("page.css", "strategy_kit.css")
Route = tuple[Any, ...]
OnReady = Callable[[str, dict[str, str]], None]


class Workbook(Voila):
    """Voilà, serving one notebook as our page."""

    lang: Lang | None = None
    options: Options = Options()
    access: Access = OpenAccess()
    on_ready: OnReady | None = None

    def init_settings(self) -> dict[str, Any]:
        """Add what our handlers need, and refuse requests that carry a foreign host name."""
        self.assets = load_assets()
        static = url_path_join(self.base_url, "static")
        cookies = CookieNames.of(self.port, self.base_url)
        settings: dict[str, Any] = super().init_settings()
        self.kernel_manager.start_parent()
        return settings | {
            "allow_remote_access": self.options.share,  # a link is asked for, whatever the name
            "local_hostnames": ["localhost", *self.options.hosts],
            "log_function": log_request,
            "strategy_kit_access": self.access,
            "strategy_kit_cookies": cookies,
            "xsrf_cookie_name": cookies.xsrf,
            "strategy_kit_calendars": Calendars(),
            "strategy_kit_proxies": frozenset(self.options.proxies),
            "transforms": [GZipContentEncoding, Guarded],  # a setting for this comes too late in Voilà
            "ws_ping_interval": PING_MILLISECONDS,
            "ws_ping_timeout": 3 * PING_MILLISECONDS,  # longer than the first wait, or all are let go
            "jinja2_env": settings["voila_jinja2_env"],
            "strategy_kit_sheets": "".join(self.assets[name].body.decode() for name in SHEETS),
            "strategy_kit_lang": self.lang,
            "strategy_kit_fixed_lang": notebook_language(Path(self.notebook_path)),
            "strategy_kit_addresses": {
                **{name: f"{static}/strategy_kit/{asset.address}" for name, asset in self.assets.items()},
                FULL_PLOTLY.name: f"{static}/{full_plotly_version()}/{FULL_PLOTLY.name}",
            },
        }

    def init_handlers(self) -> list[Route]:
        """Return every route there is: what a page needs, and nothing else."""
        at = partial(url_path_join, self.server_url)
        files = at("static", front_end_version())
        scripts = next(folder for folder in self.static_paths if (Path(folder) / "voila.js").exists())
        assets = {asset.address: asset for asset in self.assets.values()}
        return [
            (at("/"), Page, self.page_arguments(Path(self.notebook_path))),
            *((at(re.escape(page.name)), Page, self.page_arguments(page)) for page in pages(Path(self.notebook_path))),
            (at(re.escape(CALENDAR)), CalendarFile),
            (at("calendar"), CalendarAddress),
            (at("api/kernels", _kernel_id_regex), gated(KernelHandler)),
            (at("api/kernels", _kernel_id_regex, "channels"), KernelSocket),
            (at("voila/api/shutdown", _kernel_id_regex), gated(VoilaShutdownKernelHandler)),
            (at("static/strategy_kit/(.*)"), gated(AssetHandler), {"assets": assets}),
            (
                at("static", re.escape(full_plotly_version()), f"({re.escape(FULL_PLOTLY.name)})"),
                gated(FrontEndFiles),
                {"path": str(FULL_PLOTLY.parent)},
            ),
            *self.extension_routes(url_path_join(files, "labextensions")),
            (url_path_join(files, "([^/]*)"), gated(FrontEndFiles), {"path": scripts}),
            (".*", NotFound, {"voila_configuration": self.voila_configuration}),
        ]

    def page_arguments(self, notebook: Path) -> dict[str, Any]:
        """Return the arguments of Voilà's page handler."""
        return {
            "notebook_path": notebook.name,
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }

    def extension_routes(self, folder: str) -> list[Route]:
        """Return one route for each allowed widget library."""
        installed = get_federated_extensions(self.labextensions_path)
        return [
            (url_path_join(folder, name, "(.*)"), gated(FrontEndFiles), {"path": installed[name]["ext_path"]})
            for name in EXTENSIONS
        ]

    def stop(self) -> None:
        """End all kernels, and the process they came from."""
        super().stop()
        self.kernel_manager.stop_parent()

    def listen(self) -> None:
        """Serve until stopped."""
        options = self.options
        try:
            # a body is read before anybody asks who sends it; ours are a few bytes, files come through the websocket
            server = Listener(
                self.app,
                bounds=bounds_of(raise_file_limit(options.kernels), options.kernels, options.connections),
                proxies=options.proxies,
                max_header_size=LONGEST_HEADER,
                max_body_size=LONGEST_BODY,
                body_timeout=REQUEST_SECONDS,
                idle_connection_timeout=REQUEST_SECONDS,
            )
            server.listen(self.port, self.ip)
        except OSError as error:
            self.stop()
            raise port_refused(self.port, error) from error
        self.ioloop = IOLoop.current()
        watchdog = Watchdog(self.ioloop.asyncio_loop)
        watchdog.start()
        freeze_collector()
        if self.on_ready:
            address = f"http://{host_name(self.ip)}:{self.port}{self.base_url}"
            self.ioloop.add_callback(self.on_ready, address, self.access.links(address))
        try:
            with suppress(KeyboardInterrupt), interruptible(self.ioloop.asyncio_loop):
                self.ioloop.start()
        finally:
            watchdog.stop()
            self.stop()


def freeze_collector() -> None:
    """Keep the garbage collector from looking through what the server is made of, again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED)


def gated(handler: type[RequestHandler]) -> type[RequestHandler]:
    """Put access control before a handler of another package."""
    return type(handler.__name__, (AccessControl, EmptyErrors, handler), {})


def notebook_language(notebook: Path) -> Lang | None:
    """
    Return the language a notebook is written in, by its folder; None for one in every language.

    >>> notebook_language(Path("notebooks/fr/04-calendar.ipynb"))
    'fr'
    """
    return next((lang for lang in LANGUAGES if lang == notebook.resolve().parent.name), None)


def pages(notebook: Path) -> list[Path]:
    """Return the pages of the workbook that `notebook` belongs to and links to; none if it stands alone."""
    return sorted(notebook.parent.glob("*.ipynb")) if notebook_language(notebook) else []


def host_name(address: str) -> str:
    """
    Return the host name under which other machines reach a listening address.

    >>> host_name("127.0.0.1"), host_name("::1")
    ('127.0.0.1', '[::1]')
    """
    found = ipaddress.ip_address("127.0.0.1" if address == "localhost" else address)
    if found.is_unspecified:
        return socket.gethostname()
    return f"[{address}]" if found.version == 6 else address


def port_refused(port: int, error: OSError) -> InputError:
    """Return the error for a port that cannot be listened at."""
    taken = N_("{field}: another program is already using {value}. Stop it, or choose another port.")
    denied = N_("{field}: the system refuses {value}. Choose a port from 1024 to 65535.")
    return InputError(taken if error.errno == errno.EADDRINUSE else denied, field="--port", value=port)


def serve(
    notebook: Path, port: int, options: Options, *, lang: Lang | None = None, on_ready: OnReady | None = None
) -> None:
    """Serve a notebook at a port until stopped; `on_ready` receives the address and the links."""
    access = access_of(options)
    apply_shim()
    install_exporter()
    add_template_folder()
    app = Workbook(config=configuration(options), notebook_path=str(notebook.resolve()), port=port)
    app.lang, app.on_ready, app.options, app.access = lang, on_ready, options, access
    app.initialize(argv=[])
    configure_logging(app.log)
    app.start()
