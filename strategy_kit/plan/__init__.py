"""The four considerations worked out together, and whether a brief can be worked with."""
