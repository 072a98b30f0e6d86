"""The words for criteria in the reader's language, from the records of `model.criteria`."""

from strategy_kit.i18n import Words
from strategy_kit.model.criteria import CRITERIA


def criterion_words(_: Words) -> dict[str, str]:
    """
    Name the criteria in full.

    >>> criterion_words(Words("en"))["audience"]
    'Reach of your customers'
    """
    return {record.key: _(record.name) for record in CRITERIA.values()}


def criterion_labels(_: Words) -> dict[str, str]:
    """
    Name the criteria in a word, for a drawing or the head of a column.

    >>> criterion_labels(Words("en"))["audience"]
    'Reach'
    """
    return {record.key: _(record.label) for record in CRITERIA.values()}


def measure_words(_: Words) -> dict[str, str]:
    """
    Name what each criterion is measured by.

    >>> measure_words(Words("en"))["standing"]
    'years since it was launched'
    """
    return {record.key: _(record.measured_by) for record in CRITERIA.values()}
