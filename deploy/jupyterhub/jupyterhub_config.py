"""
JupyterHub that gives each person a workbook of their own, for a trial on one machine.

For real use put your authenticator in place of `shared-password`, and in place of `simple` a spawner that gives each
person a system user or a container: with `simple` all are one user, and only the workbook keeps their files apart.
"""

import os
import sys
from pathlib import Path

PROXY = os.environ.get("CONFIGURABLE_HTTP_PROXY", "configurable-http-proxy")
WORKBOOK = os.environ.get("STRATEGY_KIT", "strategy-kit")
DATA = Path(os.environ.get("WORKBOOK_DATA", "workbook-data")).absolute()

c = get_config()  # noqa: F821 -- JupyterHub defines it

c.JupyterHub.bind_url = os.environ.get("HUB_URL", "http://127.0.0.1:8000")
c.JupyterHub.hub_bind_url = "http://127.0.0.1:8081"
c.JupyterHub.db_url = f"sqlite:///{DATA}/hub.sqlite"
c.JupyterHub.cookie_secret_file = str(DATA / "hub_cookie_secret")
c.ConfigurableHTTPProxy.command = [PROXY]
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:8001"
c.ConfigurableHTTPProxy.pid_file = str(DATA / "proxy.pid")

c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = os.environ["HUB_PASSWORD"]
c.Authenticator.allow_all = True

c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(DATA / "{username}")
c.Spawner.cmd = [str(Path(sys.executable).parent / "jupyter-standaloneproxy")]
WAIT = "--StandaloneProxyServer.timeout=60"
c.Spawner.args = [WAIT, "--", WORKBOOK, "serve", "--port={port}", "--base-url={base_url}", "--kernels=8"]
c.Spawner.environment = {
    "PATH": os.environ["PATH"],
    # called for each person: here, unlike in the arguments, {username} would stand for itself
    "XDG_DATA_HOME": lambda spawner: str(DATA / f"plans-{spawner.user.escaped_name}"),
}
c.Spawner.http_timeout = c.Spawner.start_timeout = 60
c.JupyterHub.cleanup_servers = True
c.JupyterHub.log_level = "WARN"
