"""The configuration of Voilà; nothing is read from the start folder or Jupyter's configuration folders."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any
from uuid import uuid4

from jupyter_server.utils import url_path_join
from traitlets.config import Config

from strategy_kit.server.access import Identity
from strategy_kit.server.assets import front_end_version
from strategy_kit.server.connection import GuardedConnection
from strategy_kit.server.kernels import Kernels, OwnKernelSpec
from strategy_kit.server.keys import server_key
from strategy_kit.server.options import Options
from strategy_kit.server.page import before_kernel
from strategy_kit.server.security import HEADERS

SHARE = Path(__file__).parent / "share"
EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget")
CELL_SECONDS = 60
SOCKET_PATH = 107
"""How long the path of a socket may be, in bytes."""
SOCKET_NAME = len(f"/voila_12345678/kernel-{uuid4()}-ipc-5")


def configuration(options: Options) -> Config:
    """Return the settings of Voilà and of the Jupyter server below it."""
    c = Config()
    c.Voila.config_file_paths = []
    c.Voila.ip = options.address
    c.Voila.base_url, c.Voila.server_url = options.base_url, "/"
    c.Voila.port_retries = 0
    c.Voila.open_browser = False
    c.Voila.log_level = "ERROR"
    if options.share:
        c.Voila.cookie_secret = server_key()
    c.Voila.identity_provider_class = Identity
    c.Voila.kernel_websocket_connection_class = GuardedConnection
    c.Voila.tornado_settings = {"websocket_compression_options": {}, "headers": HEADERS}
    page = c.VoilaConfiguration
    page.template, page.theme = "strategy_kit", "light"
    page.allow_template_override = page.allow_theme_override = "NO"
    page.strip_sources, page.show_tracebacks = True, False
    page.preheat_kernel = page.progressive_rendering = False
    page.file_allowlist, page.http_header_envs = [], []
    page.extension_allowlist = list(EXTENSIONS)
    page.prelaunch_hook, page.page_config_hook = before_kernel, versioned_addresses
    page.multi_kernel_manager_class, page.kernel_spec_manager_class = Kernels, OwnKernelSpec
    c.Kernels.fork, c.Kernels.memory = options.fork, options.memory
    c.Kernels.max_kernels = options.kernels
    c.VoilaExecutor.timeout = CELL_SECONDS
    c.MappingKernelManager.cull_idle_timeout, c.MappingKernelManager.cull_interval = 600, 60
    c.MappingKernelManager.cull_connected = False
    c.KernelManager.transport = "ipc" if can_use_ipc() else "tcp"
    c.MappingKernelManager.transport_encryption = "disabled" if can_use_ipc() else "auto"
    c.KernelManager.autorestart = False  # a new kernel would know nothing of the page
    c.ZMQChannelsWebsocketConnection.limit_rate = False  # over its limit it drops changes without a word
    c.NotebookNotary.db_file = ":memory:"
    return c


def can_use_ipc() -> bool:
    """
    Return whether server and kernels can use IPC sockets in the server's temporary folder.

    TCP ports are chosen before a kernel binds them, which races when many start at once, and any user can listen there.
    """
    return sys.platform == "linux" and len(os.fsencode(tempfile.gettempdir())) + SOCKET_NAME <= SOCKET_PATH


def versioned_addresses(page_config: dict[str, Any], *, base_url: str, **_: object) -> dict[str, Any]:
    """Point the page's scripts to versioned addresses."""
    folder = url_path_join(base_url, "static", front_end_version())
    return {**page_config, "fullStaticUrl": folder, "fullLabextensionsUrl": url_path_join(folder, "labextensions")}


def add_template_folder() -> None:
    """Put our template folder on Voilà's search path."""
    paths = os.environ.get("JUPYTER_PATH", "")
    if str(SHARE) not in paths.split(os.pathsep):
        os.environ["JUPYTER_PATH"] = os.pathsep.join(part for part in (str(SHARE), paths) if part)
