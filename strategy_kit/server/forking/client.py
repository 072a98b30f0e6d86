"""The kernel client with which the server runs the cells of a page."""

import time
from queue import Empty

from jupyter_client.asynchronous import AsyncKernelClient

GLANCE_SECONDS = 0.2


class Client(AsyncKernelClient):
    """Kernel client that is ready at the first idle reply; jupyter_client's waits for 0.2 s of silence after it."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the reply to a kernel_info request ends; raise RuntimeError if the kernel ends or times out."""
        end = time.monotonic() + (timeout or float("inf"))
        while time.monotonic() < end:
            if await self._is_answered(self.kernel_info()):
                return
            if not await self._async_is_alive():
                raise RuntimeError("the kernel ended before it was heard")
        raise RuntimeError("the kernel is not heard")

    async def _is_answered(self, request_id: str) -> bool:
        """Return whether the idle status that ends a request's reply arrives soon."""
        try:
            while True:
                message = await self.get_iopub_msg(timeout=GLANCE_SECONDS)
                if (
                    message["parent_header"].get("msg_id") == request_id
                    and message["content"].get("execution_state") == "idle"
                ):
                    return True
        except Empty:
            return False
