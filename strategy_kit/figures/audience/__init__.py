"""Cards of consideration 1, the audience."""
