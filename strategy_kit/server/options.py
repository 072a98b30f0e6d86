"""What whoever starts a server may decide."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """
    What whoever starts a server may decide.

    Attributes
    ----------
    fork : bool
        Fork the kernels of visitors from one warm process, where the system can.
    memory : int
        Megabytes the kernel of one visitor may take.
    kernels, kernels_each : int
        How many kernels run at once, in all and for one visitor.
    """

    fork: bool = True
    memory: int = 1024
    kernels: int = 40
    kernels_each: int = 8
