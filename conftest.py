"""A fixed day and an empty store for every file of tests and every notebook: nobody's own plans are read or written."""

import os
import signal
import tempfile
from pathlib import Path

import hypothesis
import pytest

TODAY = "2027-01-04"
collect_ignore = ["tests/conftest.py", "tests/browser/conftest.py"]  # read as plugins: no doctests to look for
STORES = pytest.StashKey["tempfile.TemporaryDirectory[str]"]()


hypothesis.settings.register_profile("untimed", deadline=None)  # a busy machine is no fault of the code
hypothesis.settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    """Make room for the stores, and let Ctrl-C end servers though whatever started the tests ignores it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    config.stash[STORES] = tempfile.TemporaryDirectory()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    config.stash[STORES].cleanup()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put modules with slow tests first, so that one process does not run them when the other is done."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Set both before a notebook's kernel starts."""
    name = "-".join(item.path.with_suffix("").parts[-2:])
    os.environ["STRATEGY_KIT_TODAY"] = TODAY
    os.environ["STRATEGY_KIT_STORE"] = str(Path(item.config.stash[STORES].name) / f"{name}.sqlite")
