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
    """

    fork: bool = True
    memory: int = 1024
