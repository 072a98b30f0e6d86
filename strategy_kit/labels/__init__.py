"""
What each closed choice is called in the reader's language.

One module per consideration, and one each for the evidence and the plan. A label is a function of `Words` (and of the
value, where a number is part of the phrase); pages, figures, views and exports all take it from here.
"""
