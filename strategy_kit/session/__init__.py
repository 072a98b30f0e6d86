"""The session of one plan: its state, its saving, its computation."""
