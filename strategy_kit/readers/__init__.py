"""Files people bring along, one module per kind: from text to values, nothing kept."""
