"""Kernel provisioner of jupyter_client: kernels forked from the warm parent, else started plain."""

import asyncio
import logging
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from subprocess import DEVNULL
from typing import TYPE_CHECKING, Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner

from strategy_kit.server.forking.kernel import OPTIONS

if TYPE_CHECKING:
    from strategy_kit.server.forking.warm import WarmParent

OPEN_FILES = 512
PLAIN = (sys.executable, "-P", "-m", "strategy_kit.server.forking.kernel")
log = logging.getLogger(__name__)


def warm_parent(env: Mapping[str, str]) -> "WarmParent | None":
    """Return the parent of our kernels, not yet started; None where the system cannot fork safely."""
    if not (sys.platform == "linux" and hasattr(os, "pidfd_open")):
        return None
    from strategy_kit.server.forking.warm import WarmParent

    return WarmParent(env)


class Provisioner(LocalProvisioner):
    """The process of one kernel: forked from `parent_process`, plain without one; `limits` are "memory" and "files"."""

    parent_process: "WarmParent | None" = None
    limits: Mapping[str, int] = {}

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel, or start one if that fails."""
        options = [*cmd[cmd.index("-f") :], *OPTIONS]
        if self.parent_process and not await self._fork(self.parent_process, options, **kwargs):
            self.parent_process = None
        if self.parent_process is None:
            # What a kernel prints goes nowhere: it may hold somebody's plan.
            await super().launch_kernel([*PLAIN, *options], **kwargs, stdout=DEVNULL, stderr=DEVNULL)
            if sys.platform == "linux" and self.pid:
                from strategy_kit.server.forking.child import limit

                limit(self.pid, self.limits)
        return self.connection_info

    async def send_signal(self, signum: int) -> None:
        """Signal the kernel's process group, if it still runs."""
        if await self.poll() is None:
            await super().send_signal(signum)

    async def _fork(self, parent: "WarmParent", argv: list[str], **kwargs: Any) -> bool:
        from strategy_kit.server.forking.warm import ForkFailed

        cwd = str(kwargs.get("cwd") or Path.cwd())
        try:
            self.process = await asyncio.to_thread(parent.fork, argv, kwargs["env"], cwd, self.limits)
        except ForkFailed as reason:
            log.warning("a kernel was started the slow way: %s", reason)
            return False
        self.pid = self.pgid = self.process.pid
        self.cwd = cwd
        return True
