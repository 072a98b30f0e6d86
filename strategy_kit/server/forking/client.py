"""How the server itself speaks to a kernel, while it runs the cells of a page."""

import time
from queue import Empty

from jupyter_client.asynchronous import AsyncKernelClient

GLANCE_SECONDS = 0.2


class Client(AsyncKernelClient):
    """Begin as soon as the kernel answers; jupyter_client's own would then listen to a fifth of a second of silence."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """
        Wait until a question is heard and the end of its answer comes back.

        Raises
        ------
        RuntimeError
            If the kernel ends first, or is not heard in time.
        """
        end = time.monotonic() + (timeout or float("inf"))
        while time.monotonic() < end:
            if await self._hears(self.kernel_info()):
                return
            if not await self._async_is_alive():
                raise RuntimeError("the kernel ended before it was heard")
        raise RuntimeError("the kernel is not heard")

    async def _hears(self, asked: str) -> bool:
        """Return whether the end of the answer to a question comes soon, on the channel that everybody hears."""
        try:
            while True:
                said = await self.get_iopub_msg(timeout=GLANCE_SECONDS)
                if said["parent_header"].get("msg_id") == asked and said["content"].get("execution_state") == "idle":
                    return True
        except Empty:
            return False
