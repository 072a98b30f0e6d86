"""
Which cards each consideration shows: from the workings of a plan to its findings.

A view is a function of workings and words that gives one card or several; pages, notebooks and the report show the
same. One module per consideration.
"""
