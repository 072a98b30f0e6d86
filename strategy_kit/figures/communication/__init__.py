"""Cards of consideration 2, communication."""
