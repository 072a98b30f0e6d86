"""The first page and the last: the business, and the plan."""
