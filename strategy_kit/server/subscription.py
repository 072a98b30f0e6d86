"""
Writer process of the calendar feed: ``python -m strategy_kit.server.subscription``.

The request is JSON on standard input, where no process list shows it: "store" (empty: the server's own), "plan", "lang"
(empty: the plan's), "limits". The file goes to standard output; the exit code is `NOTHING` without a calendar.
"""

import json
import os
import sys
from collections.abc import Mapping
from typing import Any

PROGRAM = (sys.executable, "-P", "-m", "strategy_kit.server.subscription")
NOTHING = 3


def main(wanted: Mapping[str, Any]) -> int:
    """Write the file."""
    # late: the server reads this module too, and needs none of these
    from strategy_kit.exports.ics import HALF_A_DAY, to_ics
    from strategy_kit.languages import check_language
    from strategy_kit.storage.store import open_store

    if sys.platform == "linux":
        from strategy_kit.server.forking.child import limit

        limit(os.getpid(), wanted["limits"])
    store = open_store(wanted["store"] or None)
    if not store.history(wanted["plan"]):
        return NOTHING
    stored = store.load(wanted["plan"])
    if not stored.plan.slots:
        return NOTHING
    lang = check_language(wanted["lang"] or stored.plan.brief.lang)
    sys.stdout.buffer.write(to_ics(stored.plan, now=stored.saved_at, lang=lang, refresh=HALF_A_DAY))
    return 0


if __name__ == "__main__":
    sys.exit(main(json.load(sys.stdin)))
