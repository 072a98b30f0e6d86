"""Widgets: cards, figures, frame, tables, files, prose."""

from strategy_kit.widgets.card import CardView
from strategy_kit.widgets.figure import FigureView
from strategy_kit.widgets.files import Download, Upload
from strategy_kit.widgets.frame import Frame
from strategy_kit.widgets.prose import Fold, Prose
from strategy_kit.widgets.table import TableEditor
from strategy_kit.widgets.words import interface_words

__all__ = ["CardView", "Download", "FigureView", "Fold", "Frame", "Prose", "TableEditor", "Upload", "interface_words"]
