"""Frames to cards: what a page or a report shows of each result. Nothing is computed here beyond ordering."""
