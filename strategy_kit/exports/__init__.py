"""Export formats: from a plan to bytes, one module per format, without files, clock or default language."""
