"""What happened: whether a measure changed, and how long a change takes to tell from its ordinary variation."""
