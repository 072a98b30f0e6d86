"""Widgets: controls, forms, tables, cards, figures, files, frame, prose."""
