"""From a plan to bytes, one module per format. Nothing here opens a file, reads a clock or guesses a language."""
