"""Figures of the review: what happened."""
