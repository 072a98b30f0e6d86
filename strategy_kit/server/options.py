"""The options of a server, and their conflicts."""

import re
from dataclasses import dataclass
from pathlib import Path

from strategy_kit.errors import InputError
from strategy_kit.server.addresses import is_loopback, plain_address
from strategy_kit.server.query import FIELD_PATTERNS


@dataclass(frozen=True)
class Options:
    """
    The options of a server; raises `InputError` for those that conflict.

    `plan` is the shared one; empty: the one saved last. `user_header` is the header in which a proxy names the person;
    empty: no such proxy. `hosts` are further host names of the server; `base_url` is the path prefix that a proxy
    strips, with a / on either side. `memory` is in megabytes per kernel; `kernels` and `connections` may
    be open at once, 0: as many as the limit of open files leaves. `proxies` are addresses of proxies on other machines.

    Examples
    --------
    >>> Options(address="0.0.0.0")
    Traceback (most recent call last):
    strategy_kit.errors.InputError: --address: 0.0.0.0 would be open to everyone on the network. Add --share ...
    """

    address: str = "127.0.0.1"
    share: bool = False
    plan: str = ""
    new_links: bool = False
    user_header: str = ""
    hosts: tuple[str, ...] = ()
    base_url: str = "/"
    fork: bool = True
    memory: int = 1024
    kernels: int = 40
    connections: int = 0
    proxies: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.plan and not re.fullmatch(FIELD_PATTERNS["plan"], self.plan):
            raise InputError(
                "{field}: {value} is not a valid plan name. Copy it from the plan’s address, after plan=.",
                field="--plan",
                value=self.plan,
            )
        if self.share and self.user_header:
            raise InputError(
                "{field}: cannot be combined with --user-header. Links give access without a name; a proxy "
                "gives access by name. Choose one of them.",
                field="--share",
            )
        if self.new_links and not self.share and not self.user_header:
            raise InputError("{field}: only works with --share or --user-header. Add one of them.", field="--new-links")
        if not self.share and not is_loopback(self.address):
            raise InputError(
                "{field}: {value} would be open to everyone on the network. Add --share to require a link, "
                "or listen on 127.0.0.1 behind a proxy that asks visitors to sign in.",
                field="--address",
                value=self.address,
            )
        if unknown := [proxy for proxy in self.proxies if not proxy or plain_address(proxy) != proxy]:
            raise InputError(
                "{field}: {value} is not a valid address. Enter it in numbers, like 10.0.0.2.",
                field="--proxy",
                value=unknown[0],
            )


def existing_notebook(text: str) -> Path:
    """Return the path of an existing notebook."""
    path = Path(text)
    if path.suffix != ".ipynb" or not path.is_file():
        raise InputError(
            "{field}: there is no notebook at {value}. Enter the path of an .ipynb file.",
            field="--notebook",
            value=text,
        )
    return path
