"""The published facts: read from ``data/``, checked against their description, one frame a table."""
