"""``python -m benchmarks [NAME...]``: run the benchmarks named, else all."""

import importlib
import pkgutil
import sys

import benchmarks

NOT_ONE = {"__main__", "picture", "report"}


def names() -> list[str]:
    """Return the names of the benchmarks: each module here that has a ``main``."""
    return sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.name not in NOT_ONE)


def main(wanted: list[str]) -> int:
    """Run them one after another."""
    unknown = sorted(set(wanted) - set(names()))
    if unknown:
        print(f"No benchmark of that name: {', '.join(unknown)}. There are: {', '.join(names())}.", file=sys.stderr)
        return 2
    for name in wanted or names():
        importlib.import_module(f"benchmarks.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
