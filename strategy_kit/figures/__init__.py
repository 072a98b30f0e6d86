"""
Frames to cards: what a page or a report shows of each result. Nothing is computed here beyond ordering.

Shared by all cards: `names` gives a platform's name by its key; `_` the reader's language; a parameter with the name of
a table of the evidence (`sources`, `terms`, `claims`, ...) is that table as `evidence.load` reads it.
"""
