"""Cards of consideration 3, platforms."""
