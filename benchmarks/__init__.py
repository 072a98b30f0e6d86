"""What we claim about speed and size, measured so that anybody can measure it again."""
