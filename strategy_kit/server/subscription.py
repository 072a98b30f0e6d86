"""
Writer process of the calendar feed: JSON on standard input, where no process list shows it ("store", empty: the
server's own; "plan"; "lang", empty: the plan's; "limits"), the file on standard output, exit code `NO_CALENDAR` without
one.
"""

import json
import os
import sys
from collections.abc import Mapping
from typing import Any

PROGRAM = (sys.executable, "-P", "-m", "strategy_kit.server.subscription")
NO_CALENDAR = 3


def main(request: Mapping[str, Any]) -> int:
    """Write the file."""
    # late: the server reads this module too, and needs none of these
    from strategy_kit.exports.ics import HALF_A_DAY, to_ics
    from strategy_kit.languages import check_language
    from strategy_kit.storage.store import open_store

    if sys.platform == "linux":
        from strategy_kit.server.forking.child import limit

        limit(os.getpid(), request["limits"])
    store = open_store(request["store"] or None)
    if not store.holds(request["plan"]):
        return NO_CALENDAR
    stored = store.load(request["plan"])
    if not stored.plan.slots:
        return NO_CALENDAR
    lang = check_language(request["lang"] or stored.plan.brief.lang)
    sys.stdout.buffer.write(to_ics(stored.plan, now=stored.saved_at, lang=lang, refresh=HALF_A_DAY))
    return 0


if __name__ == "__main__":
    sys.exit(main(json.load(sys.stdin)))
