"""The same plan and the same stamp give the same bytes, in whatever process."""

import os
import subprocess
import sys
from pathlib import Path

MAKE = """
import datetime as dt, hashlib
from hostile_plans import hostile_plan
from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.exports.formats import files_of

plan, workings = hostile_plan(0, load_evidence(), "fr")
for name, data in files_of(plan, workings, now=dt.datetime(2027, 2, 22, 9, 30, tzinfo=dt.UTC), lang="fr").items():
    print(name, len(data), hashlib.sha256(data).hexdigest())
"""


def test_every_file_of_a_plan_is_the_same_in_processes_that_hash_differently():
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    started = [
        subprocess.Popen(
            [sys.executable, "-c", MAKE], env={**here, "PYTHONHASHSEED": seed}, stdout=subprocess.PIPE, text=True
        )
        for seed in ("1", "2")
    ]
    first, second = (process.communicate()[0] for process in started)

    assert {"calendar.ics", "subscription.ics", "report.html"} <= {line.split()[0] for line in first.splitlines()}
    assert first == second
