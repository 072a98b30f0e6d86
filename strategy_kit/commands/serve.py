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
    parser.description = N_("Serve the dashboard to browsers on this machine. Without --lang, each browser chooses.")
    add("--port", default=PORT, help=N_("where to listen; 8866 if not given"))
    add("--notebook", default="", help=N_("a notebook of the workbook to serve in place of the dashboard"))
    add("--browser", action=SWITCH, default=False, help=N_("open a browser as soon as it is ready"))
    add(
        "--fork",
        action=SWITCH,
        default=True,
        help=N_("start visitors from one warm process, where the system can; --no-fork starts each anew"),
    )
    add("--address", default="", help=N_("where to listen; 127.0.0.1 if not given, 0.0.0.0 to share"))
    add(
        "--share",
        action="store_true",
        help=N_(
            "let in whoever has a link: one to work on a plan, one to look at it, one to its calendar; all are printed"
        ),
    )
    add("--plan", default="", help=N_("the plan to share; the one saved last if not given"))
    add("--new-links", action="store_true", help=N_("end every link given so far, of whatever plan, and make new ones"))
    add(
        "--user-header",
        default="",
        help=N_("the header in which a proxy in front names who asks; nobody else is let in"),
    )
    add("--host", action="append", default=[], help=N_("a name by which people come, if a proxy is in front"))
    add(
        "--proxy",
        action="append",
        default=[],
        help=N_("the address of a proxy on another machine, which tells from where people come"),
    )
    add("--base-url", default="/", help=N_("what a proxy in front takes off the addresses; / if not given"))
    defaults = Options()
    add("--kernels", default=str(defaults.kernels), help=N_("how many pages may be open at once; 40 if not given"))
    add(
        "--connections",
        default="",
        help=N_("how many connections may be open at once; what the system allows if not given"),
    )
    add("--memory", default=str(defaults.memory), help=N_("megabytes of memory one page may take; 1024 if not given"))


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
    print(_("Ready at {address} (Ctrl-C stops it)", address=address), flush=True)
    if links:
        print(_("To work on the plan: {link}", link=links["owner"]), flush=True)
        print(_("To look at it: {link}", link=links["reader"]), flush=True)
        print(_("Its calendar, for calendar programs: {link}", link=links["calendar"]), flush=True)
    if browser:
        webbrowser.open(links.get("owner", address))
