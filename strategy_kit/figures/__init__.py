"""
Frames to cards: what a page or a report shows of each result; nothing is computed beyond ordering. `names` gives the
name of each platform by its key, `_` the reader's language; `sources`, `terms`, `claims` are tables of the evidence.
"""
