"""The page beside its peers: how soon, how heavy, how many at once."""

from benchmarks.serving.run import main

__all__ = ["main"]
