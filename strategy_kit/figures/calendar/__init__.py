"""Cards of consideration 4, the calendar."""
