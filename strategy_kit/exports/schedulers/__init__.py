"""Files for schedulers: one module per target, shared rules, and each file read back before it is offered."""

from strategy_kit.exports.schedulers.export import TARGETS, Export, Refusal, to_scheduler

__all__ = ["TARGETS", "Export", "Refusal", "to_scheduler"]
