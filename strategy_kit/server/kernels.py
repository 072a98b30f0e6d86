"""The kernels of all visitors: what they may know, how many there are, whose each is, and when it must go."""

import os
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import Bool, Integer, default

from strategy_kit.server.provisioner import OPEN_FILES, Provisioner, warm_parent

if TYPE_CHECKING:
    from strategy_kit.server.warm import WarmParent

KERNEL_MAY_KNOW = re.compile(
    "PATH|HOME|TZ|TMPDIR|LANG|LANGUAGE|LC_.*|PYTHONPATH|XDG_DATA_HOME"
    "|SYSTEMROOT|USERPROFILE|APPDATA|LOCALAPPDATA|TEMP|TMP"  # without these no Python starts on Windows
    "|QUERY_STRING|VOILA_.*|JPY_.*|STRATEGY_KIT_.*"
)
OF_A_VISIT = re.compile("QUERY_STRING|VOILA_.*|JPY_.*")


def kernel_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """
    Return what a kernel needs to know of its server's environment; secrets of the server stay there.

    >>> kernel_environment({"PATH": "/bin", "LC_TIME": "fr_FR", "DATABASE_PASSWORD": "..."})
    {'PATH': '/bin', 'LC_TIME': 'fr_FR'}
    """
    return {name: value for name, value in environment.items() if KERNEL_MAY_KNOW.fullmatch(name)}


def parent_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """
    Return what the parent of all kernels may know: nothing of one visit.

    >>> parent_environment({"PATH": "/bin", "QUERY_STRING": "plan=5f0c", "DATABASE_PASSWORD": "..."})
    {'PATH': '/bin'}
    """
    known = kernel_environment(environment)
    return {name: value for name, value in known.items() if not OF_A_VISIT.fullmatch(name)}


class Kernels(AsyncMappingKernelManager):
    """Start kernels that know only what they need and take only what is theirs."""

    fork = Bool(True, config=True, help="Fork kernels from a warm parent where the system can.")
    memory = Integer(1024, config=True, help="Megabytes of memory a kernel may take.")

    parent_process: "WarmParent | None" = None

    def warm_up(self) -> None:
        """Have the parent of all kernels load while the server starts."""
        self.parent_process = warm_parent(parent_environment(os.environ)) if self.fork else None
        if self.parent_process:
            self.parent_process.start()

    def cool_down(self) -> None:
        """End the parent."""
        if self.parent_process:
            self.parent_process.close()

    async def start_kernel(self, *, env: Mapping[str, str], **kwargs: object) -> str:
        """Start one and return its id."""
        return str(await super().start_kernel(env=kernel_environment(env), **kwargs))

    def pre_start_kernel(self, kernel_name: str | None, kwargs: dict[str, object]) -> tuple[KernelManager, str, str]:
        """Prepare one, with a process of our kind."""
        kernel, name, kernel_id = super().pre_start_kernel(kernel_name, kwargs)
        kernel.provisioner = Provisioner(kernel_id=kernel_id, kernel_spec=kernel.kernel_spec, parent=kernel)
        kernel.provisioner.parent_process = self.parent_process
        kernel.provisioner.limits = {"memory": self.memory << 20, "files": OPEN_FILES, "core": 0}
        return kernel, name, kernel_id


class OwnKernel(KernelSpecManager):
    """Know one kernel, the server's own Python: kernels installed elsewhere on the machine are not ours to run."""

    @default("kernel_dirs")
    def _nowhere(self) -> list[str]:
        return []
