"""``strategy-kit serve``: the dashboard, or one notebook, in a browser."""

import argparse
import sys
import webbrowser
from collections.abc import Mapping
from functools import partial

from strategy_kit.commands import SWITCH, port_number, whole_number
from strategy_kit.i18n import N_, Words
from strategy_kit.paths import bundled_folder
from strategy_kit.server.options import Options, existing_notebook

PORT = "8866"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add = parser.add_argument
    parser.description = N_(
        "Open the dashboard to browsers on this computer. Without --lang, each browser uses its own language."
    )
    add("--port", default=PORT, help=N_("port to listen on (default: 8866)"))
    add("--notebook", default="", help=N_("a notebook of the workbook to serve instead of the dashboard"))
    add("--browser", action=SWITCH, default=False, help=N_("open a browser as soon as it is ready"))
    add(
        "--fork",
        action=SWITCH,
        default=True,
        help=N_(
            "start each visit from a process that is already running, where the system allows it; "
            "--no-fork starts a new process each time"
        ),
    )
    add("--address", default="", help=N_("address to listen on (default: 127.0.0.1; use 0.0.0.0 to share)"))
    add(
        "--share",
        action="store_true",
        help=N_(
            "give access by link: one link to edit a plan, one to view it, one for its calendar; all three are printed"
        ),
    )
    add("--plan", default="", help=N_("the plan to share (default: the last one saved)"))
    add("--new-links", action="store_true", help=N_("cancel all existing links, for every plan, and create new ones"))
    add(
        "--user-header",
        default="",
        help=N_("the header in which a proxy names the visitor; visitors without a name are refused"),
    )
    add("--host", action="append", default=[], help=N_("a host name that visitors use, if there is a proxy"))
    add(
        "--proxy",
        action="append",
        default=[],
        help=N_("the address of a proxy on another computer that passes on visitors’ addresses"),
    )
    add("--base-url", default="/", help=N_("the path that a proxy removes from addresses (default: /)"))
    defaults = Options()
    add("--kernels", default=str(defaults.kernels), help=N_("maximum number of pages open at once (default: 40)"))
    add(
        "--connections",
        default="",
        help=N_("maximum number of connections open at once (default: as many as the system allows)"),
    )
    add("--memory", default=str(defaults.memory), help=N_("maximum memory for one page, in megabytes (default: 1024)"))


def run(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    port = port_number(args.port)
    notebook = existing_notebook(args.notebook or str(bundled_folder("notebooks") / "dashboard.ipynb"))
    options = server_options(args)

    # jsonschema would build a grammar of addresses: half the time of a start, for a check that we never ask for
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
    from strategy_kit.server.app import serve  # late: it takes a second, and a refusal should not

    serve(notebook, port, options, lang=args.lang, on_ready=partial(announce, args.words, browser=args.browser))
    return 0


def server_options(args: argparse.Namespace) -> Options:
    """Return the server options of the arguments."""
    return Options(
        address=args.address or ("0.0.0.0" if args.share else "127.0.0.1"),
        share=args.share,
        plan=args.plan,
        new_links=args.new_links,
        user_header=args.user_header,
        hosts=tuple(args.host),
        base_url=f"/{args.base_url.strip('/')}/".replace("//", "/"),
        fork=args.fork,
        kernels=whole_number(args.kernels, "--kernels", 1, 10_000),
        connections=whole_number(args.connections, "--connections", 1, 100_000) if args.connections else 0,
        proxies=tuple(args.proxy),
        memory=whole_number(args.memory, "--memory", 256, 1_000_000),
    )


def announce(words: Words, address: str, links: Mapping[str, str], *, browser: bool) -> None:
    """Print the address and the links to share."""
    _ = words
    print(_("Ready at {address} (press Ctrl-C to stop)", address=address), flush=True)
    if links:
        print(_("To edit the plan: {link}", link=links["owner"]), flush=True)
        print(_("To view it: {link}", link=links["reader"]), flush=True)
        print(_("Its calendar, for calendar apps: {link}", link=links["calendar"]), flush=True)
    if browser:
        webbrowser.open(links.get("owner", address))
