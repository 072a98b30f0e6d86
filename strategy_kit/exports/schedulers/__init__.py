"""Files for schedulers: one module per target, shared rules, each file verified by reading it back."""

from strategy_kit.exports.schedulers.export import TARGETS, Export, Refusal, to_scheduler

__all__ = ["TARGETS", "Export", "Refusal", "to_scheduler"]
