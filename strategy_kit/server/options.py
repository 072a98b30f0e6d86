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
    strategy_kit.errors.InputError: --address: whoever reaches 0.0.0.0 would be let in. Add --share, ...
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
                "{field}: {value} is no name of a plan. It stands in the address of the plan, after plan=.",
                field="--plan",
                value=self.plan,
            )
        if self.share and self.user_header:
            raise InputError(
                "{field}: a proxy that knows people and links that anybody may have exclude each other. Choose one.",
                field="--share",
            )
        if self.new_links and not self.share and not self.user_header:
            raise InputError("{field}: there are links with --share or --user-header only.", field="--new-links")
        if not self.share and not is_loopback(self.address):
            raise InputError(
                "{field}: whoever reaches {value} would be let in. Add --share, so that a link is needed; or listen on "
                "127.0.0.1 behind a proxy that asks people who they are.",
                field="--address",
                value=self.address,
            )
        if unknown := [proxy for proxy in self.proxies if not proxy or plain_address(proxy) != proxy]:
            raise InputError(
                "{field}: {value} is no address. Give it in numbers, as in 10.0.0.2.", field="--proxy", value=unknown[0]
            )


def existing_notebook(text: str) -> Path:
    """Return the path of an existing notebook."""
    path = Path(text)
    if path.suffix != ".ipynb" or not path.is_file():
        raise InputError(
            "{field}: there is no notebook at {value}. Give the path of an .ipynb file.", field="--notebook", value=text
        )
    return path
