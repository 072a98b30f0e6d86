"""IPython's kernel with a time limit per step; ``python -m strategy_kit.server.forking.kernel`` runs one unforked."""

import signal
import sys
from types import FrameType, SimpleNamespace
from typing import Any, NoReturn

import zmq
from ipykernel import ipkernel
from ipykernel.kernelapp import IPKernelApp
from traitlets import Integer

OPTIONS = (
    "--IPKernelApp.kernel_class=strategy_kit.server.forking.kernel.Kernel",
    "--HistoryManager.enabled=False",  # what one visitor ran would be written to the disk
    "--IPCompleter.use_jedi=False",
)
MESSAGES_WAITING = 10_000
"""How many changes wait in a kernel for a server that is busy before some are lost; zmq's own bound is 1000."""


class Kernel(ipkernel.IPythonKernel):
    """Kernel that interrupts a cell or a callback after a minute, so that its page can go on."""

    step_seconds = Integer(65, config=True, help="Seconds a step may take: a little more than Voilà waits for a cell.")
    processor_seconds = Integer(600, config=True, help="Seconds of the processor from one step to the next.")

    def __init__(self, **kwargs: Any) -> None:
        # IPython lists the file of every module, for a debugger that no kernel of ours takes. Looking at a thousand
        # modules copies 5 MB of what a forked kernel shares with its siblings.
        ipkernel.sys = SimpleNamespace(modules={})  # type: ignore[assignment]
        try:
            super().__init__(**kwargs)
        finally:
            ipkernel.sys = sys
        if "ipywidgets" in sys.modules:  # loaded before there was a kernel it could tell that a page may ask for states
            sys.modules["ipywidgets"].register_comm_target()

    def pre_handler_hook(self) -> None:
        """Set the clock."""
        super().pre_handler_hook()
        if hasattr(signal, "alarm"):
            signal.signal(signal.SIGALRM, give_up)
            signal.alarm(self.step_seconds)
        limit_processor(self.processor_seconds)

    def post_handler_hook(self) -> None:
        """Stop the clock."""
        if hasattr(signal, "alarm"):
            signal.alarm(0)
        super().post_handler_hook()


def give_up(_number: int, _frame: FrameType | None) -> NoReturn:
    """End the step that runs."""
    raise TimeoutError("a step took too long")


def limit_processor(seconds: int) -> None:
    """End this process after this much more processor time, which also stops code that ignores the alarm."""
    if sys.platform == "linux":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        most = resource.getrlimit(resource.RLIMIT_CPU)[1]
        wanted = int(used.ru_utime + used.ru_stime) + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


class KernelApp(IPKernelApp):
    """The process around a kernel."""

    def init_iopub(self, context: zmq.Context[Any]) -> None:
        """Let what a kernel says wait rather than be lost."""
        context.setsockopt(zmq.SNDHWM, MESSAGES_WAITING)
        super().init_iopub(context)


if __name__ == "__main__":
    KernelApp.launch_instance()
