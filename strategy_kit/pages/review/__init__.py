"""The page of the review."""
